"""The import panel's columns: which column of the file is which field, with the first values of each."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.importers.columns import Column
from seller_desk.core.services.listing_imports import ImportReport
from seller_desk.ui.pages.listings.field_options import field_options, in_cell
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import link_button
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.edits import Choice
from seller_desk.ui.widgets.tables import make_table

_ROW = 44
_SAMPLE_ROWS = 3
# So many choices are made at one go; the rest follow in slices, so that the window answers in between.
_SLICE = 12


class ImportMapping(Card):
    """`changed` carries the mapping of all columns, by name."""

    changed = Signal(dict)

    def __init__(self, preset: Choice) -> None:
        super().__init__(_("Columns and fields"), preset, padding=16)
        self.every = link_button("", self._on_every)
        self._report: ImportReport | None = None
        self._shown: list[Column] = []
        self._options: list[tuple[str, str]] = []
        self._whole = False
        self.table = QTableWidget(0, 3)
        make_table(self.table, name=_("Columns of the file"), row_height=tokens.ROW)
        self.table.setHorizontalHeaderLabels([_("Column"), _("First values"), _("Field")])
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, 104)
        self.table.setColumnWidth(2, 164)
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.every, 0, Qt.AlignmentFlag.AlignLeft)

    def show_report(self, report: ImportReport) -> None:
        """The columns with a value or a field; the empty ones when they are asked for."""
        self._report = report
        samples = [row.cells for row in report.sheet.sample]
        filled = {n for cells in samples for n, cell in enumerate(cells) if cell.strip()}
        file_width = len(report.sheet.form.given) if report.sheet.form else len(report.columns)
        mine = [one for one in report.columns if one.index < file_width and one.header]
        short = [one for one in mine if one.index in filled]
        self._shown = mine if self._whole or not short else short
        rest = len(mine) - len(short)
        self.every.setVisible(bool(short) and rest > 0)
        self.every.setText(
            _("Hide the empty ones")
            if self._whole
            else ngettext("{n} empty column", "{n} empty columns", rest).format(n=rest)
        )
        self._options = field_options([column.field for column in report.columns])
        self.table.setRowCount(0)
        self.table.setRowCount(len(self._shown))
        for place, column in enumerate(self._shown):
            values = [cells[column.index] for cells in samples if column.index < len(cells)]
            seen = [" ".join(value.split())[:40] for value in values if value.strip()]
            for at, text in ((0, column.name), (1, " | ".join(seen[:_SAMPLE_ROWS]))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(place, at, item)
        self._make_choices(0)

    def let_go(self) -> None:
        """Hold the file no longer."""
        self._report = None

    def _make_choices(self, first: int) -> None:
        for place, column in enumerate(self._shown[first : first + _SLICE], start=first):
            choice = Choice(
                self._options, name=_("Field of column {name}").format(name=column.name)
            )
            choice.set_current(column.field)
            choice.setProperty("column", column.name)
            choice.chosen.connect(self._on_field)
            self.table.setCellWidget(place, 2, in_cell(choice))
        if first + _SLICE < len(self._shown):
            QTimer.singleShot(0, self, partial(self._go_on, self._shown, first + _SLICE))

    def _go_on(self, shown: list[Column], first: int) -> None:
        """The next slice, unless another file is in view by now."""
        if shown is self._shown:
            self._make_choices(first)

    def _on_every(self) -> None:
        self._whole = not self._whole
        if self._report is not None:
            self.show_report(self._report)

    @Slot(str)
    def _on_field(self, field: str) -> None:
        choice = self.sender()
        if self._report is None or not isinstance(choice, Choice):
            return
        mapping = {
            column.name: self._everywhere(column.field)
            for column in self._report.columns
            if column.header and (column.field != field or not field)
        }
        mapping[str(choice.property("column"))] = field
        self.changed.emit(mapping)

    def _everywhere(self, field: str) -> str:
        """The field as it was before all of them became those of one site."""
        base, at, site = field.partition("@")
        chosen = self._report.site if self._report else ""
        return base if at and site == chosen and base != "category_id" else field
