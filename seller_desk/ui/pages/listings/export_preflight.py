"""Before the file is written: how many go into it, what stays out and why, the settings kept under a name."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTableWidget, QTableWidgetItem

from seller_desk.core.base.language import _
from seller_desk.core.listings.exporters.result import ExportResult
from seller_desk.core.services.export_presets import LONGEST_NAME
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.buttons import link_button, secondary_button
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.labels import Label
from seller_desk.ui.widgets.tables import make_table

_SHOWN = 500
_NAME_WIDTH = 208
_TABLE_HEIGHT = 150


class ExportPreflight(Card):
    """`keep_asked` carries the name for these settings, `report_asked` asks for the list as a file."""

    keep_asked = Signal(str)
    report_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Before the file is written"), padding=16)
        line = QHBoxLayout()
        line.setSpacing(12)
        self.counts = Label(role="strong", wrap=True)
        line.addWidget(self.counts, 1)
        self.report = link_button(_("Save this list"), self.report_asked.emit)
        line.addWidget(self.report)
        self.body.addLayout(line)
        self.table = QTableWidget(0, 3)
        make_table(self.table, name=_("Left out, and to look at"), row_height=tokens.ROW)
        self.table.setHorizontalHeaderLabels([_("SKU"), _("State"), _("Reason")])
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setColumnWidth(0, 132)
        self.table.setColumnWidth(1, 84)
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.body.addWidget(self.table, 100)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(_("Name for these settings"))
        self.name.setPlaceholderText(_("Name for these settings"))
        self.name.setFixedWidth(current().px(_NAME_WIDTH))
        self.name.textChanged.connect(self._on_name)
        foot.addWidget(self.name)
        self.keep = secondary_button(_("Keep"), "", self._on_keep)
        self.keep.setEnabled(False)
        foot.addWidget(self.keep)
        foot.addStretch(1)
        self.body.addStretch(1)
        self.body.addLayout(foot)

    def show_result(self, result: ExportResult | None, said: str) -> None:
        """What was left out and what to look at, below what is said of it."""
        self.counts.setText(said)
        rows = []
        if result is not None:
            rows = [
                *((one, _("Left out")) for one in result.left_out),
                *((one, _("To look at")) for one in result.notes),
            ][:_SHOWN]
        self.table.setRowCount(len(rows))
        for place, (note, state) in enumerate(rows):
            for column, words in enumerate((note.sku, state, note.text())):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(place, column, item)
        self.table.setVisible(bool(rows))
        self.report.setVisible(bool(rows))

    @Slot(int, int, str)
    def show_progress(self, done: int, total: int, _what: str) -> None:
        """How far a long look is."""
        if total:
            self.counts.setText(_("Looking … {done} of {total}").format(done=done, total=total))

    @Slot(str)
    def _on_name(self, text: str) -> None:
        self.keep.setEnabled(bool(text.strip()))

    def _on_keep(self) -> None:
        self.keep_asked.emit(self.name.text())
        self.name.clear()
