"""All titles that are too long for a site, each before and after, written as one change."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from seller_desk.core.base.language import _, ngettext
from seller_desk.core.services.writing import TitleProposal
from seller_desk.ui.pages.listings.panels import Catalogue
from seller_desk.ui.pages.listings.writing.site_panel import SitePanel
from seller_desk.ui.pages.listings.writing.work import Long, Quick
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.buttons import primary_button
from seller_desk.ui.widgets.card import Card, Well
from seller_desk.ui.widgets.labels import Label
from seller_desk.ui.widgets.tables import Cell, CellRole, make_table

_SHOWN = 1000
_SKU_WIDTH = 150


class TitlesPanel(SitePanel):
    """`open` takes a site or nothing; with several listings selected, only those."""

    def __init__(self, context: WindowContext, catalogue: Catalogue) -> None:
        super().__init__(context, catalogue)
        self.found: Sequence[TitleProposal] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(padding=16)
        column.addWidget(card)
        self.write = primary_button(_("Write the titles"), "ph.check", self._on_write)
        card.body.addLayout(self._head(_("Shorten titles"), self.write))
        self.words = Label(role="caption", token="text2", wrap=True)
        card.body.addWidget(self.words)
        card.body.addWidget(self.notice)
        self.table = QTableWidget(0, 3)
        make_table(self.table, name=_("Titles before and after"))
        self.table.setHorizontalHeaderLabels([_("SKU"), _("Before"), _("After")])
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, _SKU_WIDTH)
        self.table.itemSelectionChanged.connect(self._on_selected)
        card.body.addWidget(self.table, 1)
        self.whole = Well()
        self.before = Label(token="text2", wrap=True, selectable=True)
        self.after = Label(role="strong", wrap=True, selectable=True)
        self.highlights = Label(wrap=True, selectable=True)
        for label in (self.before, self.after, self.highlights):
            self.whole.body.addWidget(label)
        self.whole.hide()
        card.body.addWidget(self.whole)

    def open(self, subject: object = None) -> bool:
        """Look for titles that are too long on the site."""
        self._sites(str(subject))
        self._look()
        return True

    def carry(self) -> object:
        """The site."""
        return self.site.current()

    def _look(self) -> None:
        self._stop()
        self.notice.hide()
        self.write.setEnabled(False)
        writing, company, site = self.desk.writing, self.context.company_id, self.site.current()
        chosen = self.catalogue.chosen_ids()
        ids = chosen if len(chosen) > 1 else []
        self._job = self.context.runner.start(
            Long(lambda progress, stop: writing.too_long(company, site, ids, progress, stop)),
            title=_("Looking for titles that are too long"),
        )
        self._job.done.connect(self._on_found)
        self._job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_found(self, found: Sequence[TitleProposal]) -> None:
        self._job = None
        self.found = [one for one in found if one.changes]
        shown = self.found[:_SHOWN]
        self.table.setRowCount(len(shown))
        for row, one in enumerate(shown):
            moved = ", ".join(left.part.text for left in one.left_out if left.moved)
            gone = ", ".join(left.part.text for left in one.left_out if not left.moved)
            notes = [
                _("to the highlights: {text}").format(text=moved) if moved else "",
                _("left out: {text}").format(text=gone) if gone else "",
            ]
            caption = " · ".join(
                [_("{n} characters").format(n=len(one.after)), *(note for note in notes if note)]
            )
            before = _("{n} characters").format(n=len(one.before))
            for column, cell in enumerate(
                (
                    Cell(one.sku),
                    Cell(one.before, before, caption_token="bad"),
                    Cell(one.after, caption),
                )
            ):
                self.table.setItem(row, column, _item(cell))
        self.table.setVisible(bool(shown))
        if shown:
            self.table.selectRow(0)
        self._on_selected()
        number = len(self.found)
        words = ngettext(
            "{n} title is too long there. Look at it before it is written.",
            "{n} titles are too long there. Look at them before they are written.",
            number,
        )
        self.words.setText(words.format(n=number) if number else _("No title is too long there."))
        act = ngettext("Write {n} title", "Write {n} titles", number).format(n=number)
        self.write.setText(act if number else _("Write the titles"))
        self.write.setAccessibleName(self.write.text())
        self.write.setEnabled(bool(number))

    @Slot()
    def _on_selected(self) -> None:
        rows = {one.row() for one in self.table.selectedIndexes()}
        self.whole.setVisible(bool(rows))
        if not rows:
            return
        one = self.found[min(rows)]
        self.before.setText(one.before)
        self.after.setText(one.after)
        self.highlights.setText(_("Item highlights: {text}").format(text=one.highlights_after))
        self.highlights.setVisible(bool(one.highlights_after))

    def _on_write(self) -> None:
        writing, found = self.desk.writing, self.found
        self.write.setEnabled(False)
        job = self.context.runner.start(Quick(lambda: writing.keep_titles(found)), lane=Lane.STORE)
        job.done.connect(self._on_written)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_written(self, number: int) -> None:
        words = ngettext(
            "{n} title written; Ctrl+Z takes it back",
            "{n} titles written; Ctrl+Z takes them back",
            number,
        )
        self.done.emit(words.format(n=number))


def _item(cell: Cell) -> QTableWidgetItem:
    item = QTableWidgetItem(cell.text)
    item.setData(CellRole, cell)
    item.setToolTip(f"{cell.text}\n{cell.caption}".strip())
    return item
