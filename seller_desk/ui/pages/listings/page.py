"""Step 4: drafts of listings, checked against each site's rules, imported and exported."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QItemSelection, Qt, QTimer, Slot
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import wording
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.overview import Overview
from seller_desk.core.services.listing_imports import ImportReport
from seller_desk.ui.pages.listings.editor import Editor, SiteSide
from seller_desk.ui.pages.listings.export_panel import ExportPanel
from seller_desk.ui.pages.listings.import_panel import ImportPanel
from seller_desk.ui.pages.listings.table import FILTERS, ListingModel
from seller_desk.ui.pages.listings.work import AddPictures, ReadTable, Save, Thumbnails
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import link_button, secondary_button
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.choice import Segments
from seller_desk.ui.widgets.empty import EmptyState
from seller_desk.ui.widgets.labels import Label, line
from seller_desk.ui.widgets.popover import SourcePopover
from seller_desk.ui.widgets.tables import make_table

SHEETS = "(*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods)"
PICTURES = "(*.jpg *.jpeg *.png *.gif *.tif *.tiff *.webp *.bmp)"
_TABLE_WIDTH = 392
_THUMB, _TILE = 32, 88
_PAUSE_MS = 180


class Page(StepPage):
    """Step 4."""

    step = "listings"
    scrolls = False

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.service = context.desk.listings
        self._reading: Job | None = None
        self._drawing: Job | None = None
        self._pending = 0
        self._wanted: Finding | None = None
        self._select = ""
        self._sites: tuple[str, ...] | None = None
        self.editor: Editor | None = None

    def title(self) -> str:
        """The step's name."""
        return _("Listings")

    def subtitle(self) -> str:
        """What this step is for."""
        return _(
            "Write once, check against each site's rules, export in the platform's own format."
        )

    def header_actions(self) -> list[QWidget]:
        """A new draft."""
        return [secondary_button(_("New listing"), "ph.plus", self._on_new)]

    # -- building --------------------------------------------------------------------------------------

    def build(self) -> None:
        """Tool bar, table and editor, and the two panels that take their place."""
        self.body.addWidget(self._tool_bar())
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack, 1)
        self.main = QWidget()
        self._split = QHBoxLayout(self.main)
        self._split.setContentsMargins(0, 0, 0, 0)
        self._split.setSpacing(tokens.CARD_GAP)
        self._split.addWidget(self._table_card())
        self._editor_place = QVBoxLayout()
        self._split.addLayout(self._editor_place, 1)
        self.nothing = Card()
        self.nothing.body.addWidget(
            EmptyState(
                _("Choose a listing to edit it here"),
                _("Its texts, pictures and variations, and what each site minds in them."),
            )
        )
        self.nothing.body.addStretch(1)
        self._editor_place.addWidget(self.nothing)
        self.stack.addWidget(self.main)
        self.stack.addWidget(self._empty())
        self.importing = ImportPanel(self.service, self.context.runner)
        self.importing.closed.connect(self._on_panel_closed)
        self.importing.imported.connect(self._on_imported)
        self.stack.addWidget(self.importing)
        self.exporting = ExportPanel(self.context)
        self.exporting.closed.connect(self._on_panel_closed)
        self.exporting.written.connect(self._on_written)
        self.stack.addWidget(self.exporting)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._read)

    def _tool_bar(self) -> QWidget:
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("SKU or title"))
        self.search.setAccessibleName(_("Search listings"))
        self.search.addAction(
            self.theme.icon("ph.magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(184)
        self.search.textChanged.connect(self._on_search)
        row.addWidget(self.search)
        self.filter = Segments(
            [(name, _words(name, 0)) for name in FILTERS], name=_("Which listings")
        )
        self.filter.chosen.connect(self._on_filter)
        row.addWidget(self.filter)
        row.addStretch(1)
        row.addWidget(secondary_button(_("Import a sheet"), "ph.upload-simple", self._on_import))
        self.export_button = secondary_button(_("Export"), "ph.export", self._on_export)
        row.addWidget(self.export_button)
        return self.tools

    def _table_card(self) -> Card:
        card = Card(padding=0)
        card.body.setSpacing(0)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.setFixedWidth(_TABLE_WIDTH)
        self.table_card = card
        self.model = ListingModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        make_table(self.table, name=_("Listings"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(line())
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(14)
        self.count = Label(role="caption", token="text2")
        row.addWidget(self.count, 1)
        self.copy = link_button(_("Copy as new"), self._on_copy)
        self.delete = link_button(_("Delete"), self._on_delete)
        row.addWidget(self.copy)
        row.addWidget(self.delete)
        card.body.addWidget(foot)
        return card

    def _empty(self) -> QWidget:
        self.empty = Card()
        self.empty.body.addWidget(
            EmptyState(
                _("Your products will be listed here"),
                _(
                    "Import a sheet (CSV or Excel, Chinese or English headers), or write the first one."
                ),
                secondary_button(_("Import a sheet"), "ph.upload-simple", self._on_import),
            )
        )
        self.empty.body.addStretch(1)
        return self.empty

    # -- reading ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the table again; the listing in the editor is read anew unless it is being saved."""
        self._read()

    @Slot()
    def _read(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        if not self.context.company_id:
            self._show_table(Overview())
            return
        work = ReadTable(self.service, self.context.company_id, self.search.text())
        self._reading = self.context.runner.start(work)
        self._reading.done.connect(self._show_table)
        self._reading.failed.connect(self._on_failed)

    @Slot(object)
    def _show_table(self, overview: Overview) -> None:
        self._reading = None
        self._make_editor(overview.sites)
        chosen = self._select or self._chosen_id()
        rules = self.desk.rules()
        heads = [_short(rules.sites[site].name.text()) for site in overview.sites]
        self.model.show(overview, heads)
        for name, number in self.model.counts().items():
            self.filter.set_text(name, _words(name, number))
        self._columns(len(heads))
        self._choose(chosen)
        searching = bool(self.search.text().strip())
        nothing = not overview.rows and not searching
        if self.stack.currentWidget() in (self.main, self.empty):
            self.stack.setCurrentWidget(self.empty if nothing else self.main)
        self.export_button.setEnabled(bool(overview.rows))
        self._draw()
        self._show_count()

    def _make_editor(self, sites: tuple[str, ...]) -> None:
        if self.editor is not None and sites == self._sites:
            return
        days = self.service.chosen_sites(self.context.company_id)
        rules = self.desk.rules()
        sides = [
            SiteSide(
                site,
                _short(rules.sites[site].name.text()),
                rules.sites[site].currency,
                self.service.limits(site, on=days.get(site)),
                self.service.picture_limits(site, days.get(site)),
            )
            for site in sites
        ]
        if self.editor is not None:
            self._editor_place.removeWidget(self.editor)
            self.editor.deleteLater()
        self._sites = sites
        self.editor = Editor(sides)
        self.editor.hide()
        self.editor.edited.connect(self._on_edited)
        self.editor.asked_why.connect(self._on_why)
        self.editor.pictures.add_asked.connect(self._on_pictures)
        self.editor.variations.make_asked.connect(self._on_make)
        self.editor.variations.child_edited.connect(self._on_child)
        self._editor_place.addWidget(self.editor)

    def _columns(self, sites: int) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in range(1, sites + 1):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            self.table.setColumnWidth(place, 96)

    def _choose(self, listing_id: str) -> None:
        row = self.model.row_of(listing_id)
        if row < 0 and self.model.rowCount():
            row = 0
        self._select = ""
        if row < 0:
            self._show_listing("")
            return
        self.table.selectRow(row)
        self.table.scrollTo(self.model.index(row, 0))
        self._show_listing(self._chosen_id())
        if self._wanted is not None:
            finding, self._wanted = self._wanted, None
            self._reveal_field(finding)

    def _chosen_id(self) -> str:
        rows = self.table.selectionModel().selectedRows()
        row = self.model.at(rows[0].row()) if rows else None
        return row.id if row else ""

    def _show_listing(self, listing_id: str) -> None:
        editor = self.editor
        if editor is None:
            return
        editor.setVisible(bool(listing_id))
        self.nothing.setVisible(not listing_id)
        if not listing_id:
            return
        if self._pending and editor.listing is not None and editor.listing.id == listing_id:
            # What is on screen is newer than the store.
            editor.show_findings(self._judge(editor.listing))
            return
        try:
            listing = self.service.get(listing_id)
        except DeskError:
            return
        children = self.service.family(listing.company_id, listing.sku)
        editor.show_listing(listing, children, self._judge(listing))
        self._draw_tiles()

    def _judge(self, listing: Listing) -> Mapping[str, Sequence[Finding]]:
        parents = self.model.parents()
        days = self.service.chosen_sites(self.context.company_id)
        return {
            site: self.service.check_one(listing, site, on, parents) for site, on in days.items()
        }

    # -- small pictures --------------------------------------------------------------------------------

    @Slot(int)
    def _on_scrolled(self, _value: int) -> None:
        self._draw()

    def _draw(self) -> None:
        first = self.table.rowAt(0)
        last = self.table.rowAt(self.table.viewport().height() - 1)
        names = self.model.missing_pictures(first, last if last >= 0 else first + 30)
        if names and self._drawing is None:
            self._drawing = self.context.runner.start(Thumbnails(self.service, names, _THUMB * 2))
            self._drawing.done.connect(self._on_drawn)
            self._drawing.failed.connect(self._on_draw_failed)

    @Slot(object)
    def _on_drawn(self, made: dict[str, bytes]) -> None:
        self._drawing = None
        self.model.set_pictures({name: _pixmap(data, _THUMB) for name, data in made.items()})

    @Slot(object)
    def _on_draw_failed(self, _problem: Exception) -> None:
        self._drawing = None

    def _draw_tiles(self) -> None:
        if self.editor is None or not (names := self.editor.pictures.missing()):
            return
        job = self.context.runner.start(Thumbnails(self.service, names, _TILE * 2))
        job.done.connect(self._on_tiles)

    @Slot(object)
    def _on_tiles(self, made: dict[str, bytes]) -> None:
        if self.editor is not None:
            self.editor.pictures.set_pixmaps(
                {name: _pixmap(data, _TILE) for name, data in made.items()}
            )

    # -- what the seller does --------------------------------------------------------------------------

    @Slot(str)
    def _on_search(self, _text: str) -> None:
        self._pause.start()

    @Slot(str)
    def _on_filter(self, name: str) -> None:
        chosen = self._chosen_id()
        self.model.set_filter(name)
        self._choose(chosen)
        self._draw()

    @Slot(QItemSelection, QItemSelection)
    def _on_selection(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._show_count()
        chosen = self._chosen_id()
        if self.editor is not None and (
            self.editor.listing is None
            or self.editor.listing.id != chosen
            or self.editor.isHidden()
        ):
            self._show_listing(chosen)

    def _show_count(self) -> None:
        rows = len(self.table.selectionModel().selectedRows())
        whole = self.model.rowCount()
        self.count.setText(_("{chosen} chosen, {all} in all").format(chosen=rows, all=f"{whole:,}"))
        self.copy.setEnabled(rows == 1)
        self.delete.setEnabled(rows > 0)

    def _on_new(self) -> None:
        if self.context.company_id:
            self._select = self.service.create(self.context.company_id).id
            self.stack.setCurrentWidget(self.main)
            self.context.changed()

    def _on_copy(self) -> None:
        if chosen := self._chosen_id():
            self._select = self.service.duplicate(chosen).id
            self.context.changed()

    def _on_delete(self) -> None:
        rows = [self.model.at(index.row()) for index in self.table.selectionModel().selectedRows()]
        ids = [row.id for row in rows if row is not None]
        if ids:
            number = self.service.delete(ids)
            self.context.say(_("{n} deleted; Ctrl+Z brings them back").format(n=number))
            self.context.changed()

    @Slot(object)
    def _on_edited(self, listing: Listing) -> None:
        if self.editor is not None:
            self.editor.show_findings(self._judge(listing))
        self._keep(listing)

    @Slot(object)
    def _on_child(self, child: Listing) -> None:
        self._keep(child)

    def _keep(self, listing: Listing) -> None:
        self._pending += 1
        job = self.context.runner.start(Save(self.service, listing), lane=Lane.STORE)
        job.done.connect(self._on_kept)
        job.failed.connect(self._on_not_kept)

    @Slot(object)
    def _on_kept(self, _nothing: object) -> None:
        self._pending -= 1
        if not self._pending:
            self.context.changed()

    @Slot(object)
    def _on_not_kept(self, problem: Exception) -> None:
        self._pending -= 1
        self._on_failed(problem)

    @Slot(object)
    def _on_make(self, values: Mapping[str, Sequence[str]]) -> None:
        if self.editor is None or self.editor.listing is None:
            return
        made = self.service.make_variations(self.editor.listing.id, values)
        self.context.say(_("{n} variations made").format(n=made))
        self.context.changed()

    @Slot()
    def _on_pictures(self) -> None:
        files = self.context.ask.files(_("Add pictures"), _("Pictures") + f" {PICTURES}")
        if files and self.editor is not None and self.editor.listing is not None:
            work = AddPictures(self.service, self.editor.listing.id, files)
            job = self.context.runner.start(work, lane=Lane.STORE, title=_("Measuring pictures"))
            job.done.connect(self._on_added)
            job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_added(self, _listing: Listing) -> None:
        self.context.changed()

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, DeskError):
            self.context.say(f"{problem.title} {problem.advice}".strip())

    @Slot(object)
    def _on_why(self, finding: Finding) -> None:
        if self.editor is None or not finding.sources:
            return
        said = wording(finding)
        popover = SourcePopover(said.title, "", finding.sources, basis=said.detail, parent=self)
        popover.opened_source.connect(self.context.open_source)
        popover.show_at(self.editor.reveal(finding.place.field or "", finding.site) or self.editor)

    # -- import and export -----------------------------------------------------------------------------

    def _on_import(self) -> None:
        path = self.context.ask.file(_("Import a sheet"), _("Sheets") + f" {SHEETS}")
        if path is not None and self.context.company_id:
            self._show_panel(self.importing)
            self.importing.open_file(self.context.company_id, path)

    def _on_export(self) -> None:
        self._show_panel(self.exporting)
        self.exporting.open()

    def _show_panel(self, panel: QWidget) -> None:
        self.tools.hide()
        self.stack.setCurrentWidget(panel)

    @Slot()
    def _on_panel_closed(self) -> None:
        self.tools.show()
        self.stack.setCurrentWidget(self.main)
        self._read()

    @Slot(object)
    def _on_imported(self, report: ImportReport) -> None:
        self._on_panel_closed()
        self.context.say(
            _("{taken} rows imported, {rejected} not taken").format(
                taken=report.outcome.taken, rejected=len(report.rejected)
            )
        )
        self.context.changed()

    @Slot(object)
    def _on_written(self, path: object) -> None:
        self.context.say(_("Written: {name}").format(name=path))

    # -- findings --------------------------------------------------------------------------------------

    def reveal(self, finding: Finding) -> None:
        """Choose the listing and go to the field, whatever is filtered away now."""
        if self.stack.currentWidget() not in (self.main, self.empty):
            self._on_panel_closed()
        self._wanted, self._select = finding, finding.subject.id
        if self.model.row_of(finding.subject.id) >= 0 and self._reading is None:
            self._choose(finding.subject.id)
            return
        self.search.clear()
        self.filter.set_current("all")
        self.model.set_filter("all")
        self._read()

    def _reveal_field(self, finding: Finding) -> None:
        if self.editor is None:
            return
        widget = self.editor.reveal(finding.place.field or "", finding.site)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def fixes(self, finding: Finding) -> list[tuple[str, Callable[[], None]]]:
        """Nothing is repaired by itself yet; a click leads to the field."""
        return []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the table gives way first."""
        super().resizeEvent(event)
        if self._built:
            narrow = self.width() < 900
            self.table_card.setFixedWidth(300 if narrow else _TABLE_WIDTH)


def _words(name: str, number: int) -> str:
    texts = {
        "all": _("All {n}"),
        "problems": _("With problems {n}"),
        "ready": _("Ready {n}"),
    }
    return texts[name].format(n=f"{number:,}")


def _short(name: str) -> str:
    return name.replace(" · ", " ").replace("·", " ")


def _pixmap(data: bytes, side: int) -> QPixmap:
    """On a transparent square, so that titles stand in line."""
    made = QPixmap()
    made.loadFromData(data)
    if made.isNull():
        return made
    made = made.scaled(
        side * 2,
        side * 2,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    made.setDevicePixelRatio(2)
    return made
