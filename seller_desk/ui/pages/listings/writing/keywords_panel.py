"""Keyword sheets of the seller, and what a listing covers of them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.writing.coverage import Coverage
from seller_desk.core.listings.writing.keywords import ReadSheet, format_title
from seller_desk.core.listings.writing.model import KeywordSheet
from seller_desk.ui.pages.listings.panels import Catalogue
from seller_desk.ui.pages.listings.writing.coverage_model import FILTERS, CoverageModel
from seller_desk.ui.pages.listings.writing.site_panel import SitePanel
from seller_desk.ui.pages.listings.writing.work import Long, Quick
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.buttons import link_button, primary_button
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.choice import Segments
from seller_desk.ui.widgets.labels import Label, ShortLabel
from seller_desk.ui.widgets.tables import make_table

FILES = "(*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods)"
_BAD_SHOWN = 5
_PLACE_WIDTH = 104
Answer = tuple[Listing, Coverage, Sequence[KeywordSheet]]


class KeywordsPanel(SitePanel):
    """`open` takes a listing's id, or (id, site)."""

    def __init__(self, context: WindowContext, catalogue: Catalogue) -> None:
        super().__init__(context, catalogue)
        self._listing: Listing | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        top = Card(padding=16)
        self.take = primary_button(_("Import keywords"), "ph.upload-simple", self._on_import)
        top.body.addLayout(self._head("", self.take))
        self.sheets = QWidget()
        self._sheet_rows = QVBoxLayout(self.sheets)
        self._sheet_rows.setContentsMargins(0, 0, 0, 0)
        self._sheet_rows.setSpacing(4)
        top.body.addWidget(self.sheets)
        column.addWidget(top)
        column.addWidget(self.notice)
        card = Card(padding=16)
        line = QHBoxLayout()
        line.setSpacing(12)
        self.filter = Segments([(key, _(words)) for key, words in FILTERS.items()], name=_("Show"))
        self.filter.chosen.connect(self._on_filter)
        line.addWidget(self.filter)
        self.summary = Label(role="caption", token="text2", wrap=True)
        line.addWidget(self.summary, 1)
        card.body.addLayout(line)
        self.model = CoverageModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        make_table(self.table, name=_("Keywords and where the listing holds them"))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in range(1, self.model.columnCount()):
            self.table.setColumnWidth(place, _PLACE_WIDTH)
        card.body.addWidget(self.table, 1)
        column.addWidget(card, 1)

    def open(self, subject: object = None) -> bool:
        """Begin with a listing: the one named, else the first that is chosen. False where there is none."""
        listing_id, site = subject[:2] if isinstance(subject, tuple) else (subject or "", "")
        if not self._begin(listing_id, site):
            return False
        self.notice.hide()
        self._look()
        return True

    def carry(self) -> object:
        """The listing and the site."""
        return (self._listing_id, self.site.current())

    def _look(self) -> None:
        self._stop()
        desk, listing_id, site = self.desk, self._listing_id, self.site.current()

        def read() -> Answer:
            listing = desk.listings.get(listing_id)
            found = desk.writing.coverage(listing, site)
            return listing, found, desk.writing.sheets(listing.company_id)

        # Behind the saves of the editor that are still under way.
        self._job = self.context.runner.start(Quick(read), lane=Lane.STORE)
        self._job.done.connect(self._on_read)
        self._job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_read(self, answer: Answer) -> None:
        self._job = None
        self._listing, found, sheets = answer
        self.name.setText(_("{sku}: keywords").format(sku=self._listing.sku))
        self.model.show(found)
        for key, number in self.model.counts().items():
            self.filter.set_text(key, f"{_(FILTERS[key])} {number:,}")
        self.summary.setText(
            _("{covered} of {all} keywords covered, {volume} of {whole} searches a month").format(
                covered=len(found.rows) - len(found.gaps),
                all=len(found.rows),
                volume=f"{found.covered_volume:,}",
                whole=f"{found.volume:,}",
            )
            if found.rows
            else _(
                "Import an export of Helium 10 (Cerebro, Magnet) or Jungle Scout, or any sheet with a column of keywords."
            )
        )
        self._show_sheets(sheets)

    def _show_sheets(self, sheets: Sequence[KeywordSheet]) -> None:
        while (item := self._sheet_rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in sheets:
            made = QWidget()
            row = QHBoxLayout(made)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            count = ngettext("{n} keyword", "{n} keywords", len(one.keywords)).format(
                n=f"{len(one.keywords):,}"
            )
            whom = ", ".join(one.skus) or _("all listings")
            words = " · ".join(
                part for part in (one.name, format_title(one.format), count, whom) if part != "list"
            )
            said = ShortLabel(words, role="caption", token="text2")
            said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            row.addWidget(said, 1)
            remove = link_button(_("Remove"), partial(self._on_remove, one.id))
            remove.setAccessibleName(_("Remove {name}").format(name=one.name))
            row.addWidget(remove)
            self._sheet_rows.addWidget(made)
        self.sheets.setVisible(bool(sheets))

    @Slot(str)
    def _on_filter(self, name: str) -> None:
        self.model.set_filter(name)

    def _on_import(self) -> None:
        listing, writing, site = self._listing, self.desk.writing, self.site.current()
        path = self.context.ask.file(_("Import keywords"), _("Keyword sheets") + f" {FILES}")
        if path is None or listing is None:
            return
        file: Path = path
        family = [listing.parent_sku or listing.sku]
        job = self.context.runner.start(
            Long(
                lambda progress, stop: writing.import_keywords(
                    listing.company_id, file, site=site, skus=family, progress=progress, stop=stop
                )
            ),
            lane=Lane.STORE,
            title=_("Reading {name}").format(name=file.name),
        )
        job.done.connect(self._on_imported)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_imported(self, answer: tuple[KeywordSheet, ReadSheet]) -> None:
        sheet, read = answer
        counted = _("{read} rows read: {kept} keywords, {merged} twice, {bad} not usable").format(
            read=read.read, kept=len(read.keywords), merged=read.merged, bad=len(read.bad)
        )
        lines = [
            _("Row {row}: {reason}").format(row=one.row, reason=one.text())
            for one in read.bad[:_BAD_SHOWN]
        ]
        self.notice.set_tone("caution" if read.bad else "notice")
        self.notice.set_text(f"{sheet.name}: {counted}", "\n".join(lines))
        self.notice.show()
        self.context.changed()
        self._look()

    def _on_remove(self, sheet_id: str) -> None:
        writing = self.desk.writing
        job = self.context.runner.start(
            Quick(lambda: writing.delete_sheet(sheet_id)), lane=Lane.STORE
        )
        job.done.connect(self._on_removed)

    @Slot(object)
    def _on_removed(self, _gone: object) -> None:
        self.said.emit(_("Keywords removed; Ctrl+Z brings them back"))
        self.context.changed()
        self._look()
