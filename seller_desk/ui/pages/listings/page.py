"""Step 4: drafts of listings, checked against each site's rules, imported and exported."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.services.listing_catalogue import Table
from seller_desk.core.store.listing_view import View
from seller_desk.ui.pages.listings.editor_pane import EditorPane, short_name
from seller_desk.ui.pages.listings.panels import Panels
from seller_desk.ui.pages.listings.reading import TableReader
from seller_desk.ui.pages.listings.table import filter_words
from seller_desk.ui.pages.listings.table_pane import TablePane
from seller_desk.ui.pages.listings.tool_bar import ToolBar
from seller_desk.ui.pages.listings.view_choice import ViewChoice
from seller_desk.ui.pages.listings.work import Reading
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import secondary_button
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.empty import EmptyState

_PAUSE_MS = 180
_NARROW_BELOW = 900


class Page(StepPage):
    """Step 4."""

    step = "listings"
    scrolls = False

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.service = context.desk.listings
        self._wanted: Finding | None = None
        self._select = ""
        self._choosing = False

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
        self.tools = ToolBar()
        self.search, self.filter = self.tools.search, self.tools.filter
        self.search.textChanged.connect(self._on_search)
        self.body.addWidget(self.tools)
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack, 1)
        self.panels = Panels(self.context, self, self.stack)
        self.panels.shown.connect(self._on_panel_shown)
        self.panels.closed.connect(self._on_panel_closed)
        self.panels.done.connect(self._on_panel_done)
        self.panels.said.connect(self.context.say)
        self.tools.asked.connect(self.panels.open)
        self.main = QWidget()
        split = QHBoxLayout(self.main)
        split.setContentsMargins(0, 0, 0, 0)
        split.setSpacing(tokens.CARD_GAP)
        self.reader = TableReader(self.service, self.context.runner, self)
        self.reader.shown.connect(self._show_table)
        self.reader.counted.connect(self._show_counts)
        self.reader.failed.connect(self._on_failed)
        self.pane = TablePane(self.service, self.context.runner)
        self.choice = ViewChoice(self.tools, self.pane.model, self.service, self._heads, self)
        self.choice.changed.connect(self._read)
        self.choice.said.connect(self.context.say)
        self.reader.judged.connect(self.pane.model.restate)
        self.pane.chosen.connect(self._on_chosen)
        self.pane.copy_asked.connect(self._on_copy)
        self.pane.delete_asked.connect(self._on_delete)
        split.addWidget(self.pane)
        self.beside = EditorPane(self.context, self.pane.model)
        self.beside.panel_asked.connect(self.panels.open)
        split.addWidget(self.beside, 1)
        for page in (self.main, self._empty()):
            self.stack.addWidget(page)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._read)

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
        """Read the table again; the listing in the editor follows unless it is being saved."""
        self._read()

    @Slot()
    def _read(self) -> None:
        self._pause.stop()
        self.choice.view = replace(self.choice.view, words=self.words())
        self.reader.read(self.context.company_id, self.choice.view)

    @Slot(object)
    def _show_table(self, reading: Reading) -> None:
        self.in_slices(self._table_then_editor(reading))

    @Slot(object)
    def _show_counts(self, table: Table) -> None:
        """The numbers; the rows only where another choice or order of them came out."""
        for name, number in (table.counts or {}).items():
            self.filter.set_text(name, filter_words(name, number))
        if self.settled() and table.rows != self.pane.model.table.rows:
            self.in_slices(self._table_then_editor(Reading(table, self.pane.model.parents())))
        else:
            self.pane.model.count(table)

    def _heads(self, sites: tuple[str, ...]) -> list[str]:
        known = self.desk.rules().sites
        return [short_name(known[site].name.text()) for site in sites]

    def _table_then_editor(self, reading: Reading) -> Iterator[None]:
        table = reading.table
        self.pane.set_narrow(self.width() < _NARROW_BELOW)
        chosen = self._select or self.pane.chosen_id()
        self.pane.show_table(table, self._heads(table.sites), reading.parents)
        nothing = (
            not table.rows
            and replace(self.choice.view, sort="", sort_site="", descending=False) == View()
        )
        if self.stack.currentWidget() in (self.main, self.empty):
            self.stack.setCurrentWidget(self.empty if nothing else self.main)
        self.tools.set_filled(filled=bool(table.rows))
        yield
        yield from self.beside.use_sites(table.sites)
        yield
        wanted = self._select or self.pane.chosen_id() or chosen
        if self.beside.fresh():
            self.beside.fill(self.pane.nearest(wanted))
            yield
            wanted = self._select or self.pane.chosen_id() or wanted
        self._choose(wanted)

    def _choose(self, listing_id: str) -> None:
        self._select = ""
        # Once, not for the table's own word as well.
        self._choosing = True
        shown = self.pane.choose(listing_id)
        self._choosing = False
        self.beside.show_listing(shown)
        if self._wanted is not None:
            finding, self._wanted = self._wanted, None
            self.beside.reveal(finding)

    @Slot(str)
    def _on_chosen(self, listing_id: str) -> None:
        if not self._choosing and listing_id != self.beside.shown_id():
            self.beside.show_listing(listing_id)

    # -- what the seller does --------------------------------------------------------------------------

    @Slot(str)
    def _on_search(self, _text: str) -> None:
        self._pause.start()

    def _on_new(self) -> None:
        self._on_panel_closed()
        self._select = self.service.create(self.context.need_company()).id
        self.context.changed()

    @Slot()
    def _on_copy(self) -> None:
        if chosen := self.pane.chosen_id():
            self._select = self.service.duplicate(chosen).id
            self.context.changed()

    @Slot()
    def _on_delete(self) -> None:
        if ids := self.pane.chosen_ids():
            number = self.service.delete(ids)
            self.context.say(_("{n} deleted; Ctrl+Z brings them back").format(n=number))
            self.context.changed()

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, DeskError):
            self.context.say(f"{problem.title} {problem.advice}".strip())

    # -- the panels ------------------------------------------------------------------------------------

    def chosen_ids(self) -> list[str]:
        """The listings that are selected, from the top."""
        return self.pane.chosen_ids()

    def words(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def carry(self) -> object:
        """What a panel would go on with."""
        return self.panels.carry()

    def take_up(self, carried: object) -> None:
        """Go on in that panel."""
        self.panels.take_up(carried)

    def _on_import(self) -> None:
        self.panels.open("import")

    @Slot()
    def _on_panel_shown(self) -> None:
        self.tools.hide()
        self._own_primary(owns=True)

    @Slot()
    def _on_panel_closed(self) -> None:
        if self.tools.isHidden():
            self.tools.show()
            self.stack.setCurrentWidget(self.main)
            self._own_primary(owns=False)
            self._read()

    def _own_primary(self, *, owns: bool) -> None:
        """The panels have a primary button, the table has none."""
        self.owns_primary = owns
        self.primary_changed.emit()

    @Slot(str)
    def _on_panel_done(self, said: str) -> None:
        self._on_panel_closed()
        self.context.say(said)
        self.context.changed()

    # -- findings --------------------------------------------------------------------------------------

    def reveal(self, finding: Finding) -> None:
        """Choose the listing and go to the field, whatever is filtered away now."""
        self._on_panel_closed()
        self._wanted, self._select = finding, finding.subject.id
        if (
            self.settled()
            and not self.reader.reading()
            and self.pane.model.row_of(finding.subject.id) >= 0
        ):
            self._choose(finding.subject.id)
            return
        self.search.clear()
        self.choice.show_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the table gives way first."""
        super().resizeEvent(event)
        if self._built:
            self.pane.set_narrow(self.width() < _NARROW_BELOW)
