"""The field sheet on screen: box, value, a click copies. Numbers of identity and account stay masked until clicked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from seller_desk.core.applications.form import FormRow, RowState
from seller_desk.core.base.language import _
from seller_desk.core.bundle import words
from seller_desk.core.company.masking import mask_number
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Cell, CellDelegate, CellRole, cell_data, make_table

ROW_HEIGHT = 36
PRIVATE = ("person.id_number", "bank.account_number")
_TONES = {
    RowState.MISSING: "bad",
    RowState.OPEN: "text2",
    RowState.YOURSELF: "text2",
}
Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """Rows of the form: label, value, and what a click does."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[FormRow] = ()
        # A heading (text) before the first box of each step.
        self.lines: list[FormRow | str] = []
        self._seen: set[str] = set()
        self._copied = ""

    def show_rows(self, rows: Sequence[FormRow]) -> None:
        """Other values; equal rows change nothing, so that the view keeps its place."""
        if list(rows) == list(self.rows):
            return
        self.beginResetModel()
        self.rows = rows
        self.lines = []
        step = ""
        for row in rows:
            if row.field.step != step:
                step = row.field.step
                self.lines.append(row.field.step_label.text())
            self.lines.append(row)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """One row a box."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Box, value, copy."""
        return 0 if parent is not None and parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cells; the tool tip says letters, what it must equal, the rule and the source."""
        row = self.lines[index.row()]
        if isinstance(row, str):
            heading = Cell(row if index.column() == 0 else "", bold=True)
            return cell_data(heading, role)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(row)
        return cell_data((self._label, self._value, self._act)[index.column()](row), role)

    def copy(self, place: int) -> str:
        """Show this value in full and as copied; the text for the clipboard, empty if there is none."""
        row = self.lines[place]
        if isinstance(row, str) or row.state not in (RowState.VALUE, RowState.CHOOSE):
            return ""
        self._seen.add(row.field.id)
        self._copied = row.field.id
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, 2))
        return row.value

    def _label(self, row: FormRow) -> Cell:
        final = row.field.irreversible == "yes"
        return Cell(
            row.field.label.text(),
            token="text2",
            icon="ph.lock-simple" if final else "",
            icon_token="warn",
        )

    def _value(self, row: FormRow) -> Cell:
        text = words.value_text(row)
        if row.field.fill in PRIVATE and row.field.id not in self._seen and row.value:
            text = mask_number(row.value)
        tone = _TONES.get(row.state, "text")
        if row.field.optional and row.state is RowState.MISSING:
            tone = "text3"
        caption = ""
        if row.excess:
            caption = _("{count} characters too long").format(count=row.excess)
        return Cell(text, token=tone, caption=caption, caption_token="warn")

    def _act(self, row: FormRow) -> Cell:
        if row.state not in (RowState.VALUE, RowState.CHOOSE):
            return Cell("")
        if row.field.id == self._copied:
            return Cell("", icon="ph.check", icon_token="ok")
        return Cell("", icon="ph.copy")


class _Lines(CellDelegate):
    """Names and values in full: what does not fit on one line takes more."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view, row_height=ROW_HEIGHT)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As tall as the words need in this column."""
        size = super().sizeHint(option, index)
        cell = index.data(CellRole)
        if isinstance(cell, Cell) and cell.text:
            span = self._view.columnSpan(index.row(), index.column())
            room = sum(self._view.columnWidth(index.column() + n) for n in range(span))
            box = self._box(cell, QRect(0, 0, room, 10))
            metrics = self._metrics(cell)
            words = metrics.boundingRect(box, self._flags(cell, box.width()), cell.text)
            more = words.height() - metrics.height()
            size.setHeight(size.height() + max(0, more))
        return size

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        box = self._box(cell, rect)
        metrics = self._metrics(cell)
        if metrics.horizontalAdvance(cell.text) <= box.width():
            super()._paint_cell(painter, rect, cell)
            return
        theme = current()
        flags = self._flags(cell, box.width())
        words = metrics.boundingRect(QRect(0, 0, box.width(), 10), flags, cell.text)
        small = theme.metrics("caption").height() if cell.caption else 0
        box.setY(rect.y() + (rect.height() - words.height() - small) // 2)
        box.setHeight(words.height())
        if cell.icon:
            theme.paint_icon(
                painter, QRect(box.x() - 22, box.y() + 1, 16, 16), cell.icon, cell.icon_token
            )
        painter.setFont(theme.font("strong" if cell.bold else "body"))
        painter.setPen(theme.color(cell.token))
        painter.drawText(box, flags, cell.text)
        if cell.caption:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color(cell.caption_token))
            painter.drawText(QRect(box.x(), box.bottom() + 1, box.width(), small), 0, cell.caption)

    def _box(self, cell: Cell, rect: QRect) -> QRect:
        return rect.adjusted(self._padding + (22 if cell.icon else 0), 0, -self._padding, 0)

    @staticmethod
    def _metrics(cell: Cell) -> QFontMetrics:
        return current().metrics("strong" if cell.bold else "body")

    def _flags(self, cell: Cell, room: int) -> int:
        """Breaks between words; within one only where it is longer than the line, such as an address of mail."""
        longest = max(map(self._metrics(cell).horizontalAdvance, cell.text.split()), default=0)
        han = any(ord(char) > 0x2E7F for char in cell.text)
        words = longest <= room or han
        return int(Qt.TextFlag.TextWordWrap if words else Qt.TextFlag.TextWrapAnywhere)


class SheetView(QTableView):
    """The sheet; `copied` tells the label of what went to the clipboard."""

    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.sheet = SheetModel()
        self.setModel(self.sheet)
        make_table(self, name=_("Field sheet"), row_height=ROW_HEIGHT)
        self.setItemDelegate(_Lines(self))
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().resizeSection(2, 40)
        self.clicked.connect(self._on_clicked)

    def show_rows(self, rows: Sequence[FormRow]) -> None:
        """Show these boxes."""
        self.sheet.show_rows(rows)
        self.clearSpans()
        for place, one in enumerate(self.sheet.lines):
            if isinstance(one, str):
                self.setSpan(place, 0, 1, 3)
        self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two fifths for the names, the rest for the values."""
        super().resizeEvent(event)
        self.horizontalHeader().resizeSection(0, self.viewport().width() * 2 // 5)
        self.resizeRowsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Ctrl+C copy the current value."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        copies = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self.currentIndex().isValid() and (enter or (copies and event.key() == Qt.Key.Key_C)):
            self._on_clicked(self.currentIndex())
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.sheet.lines[index.row()]
        text = self.sheet.copy(index.row())
        if text and not isinstance(row, str):
            QGuiApplication.clipboard().setText(text)
            self.copied.emit(row.field.label.text())


def _tip(row: FormRow) -> str:
    field = row.field
    value = "" if field.fill in PRIVATE else row.value
    lines = [value, field.step_label.text(), words.script_text(row)]
    if field.irreversible == "yes":
        lines.append(words.undo_text(row))
    if field.must_match:
        lines.append(_("Must equal: {what}").format(what=field.must_match.text()))
    if row.alternative:
        lines.append(_("or: {value}").format(value=row.alternative))
    lines += [words.note_text(row), words.source_text(field.source_note())]
    return "\n".join(line for line in lines if line)
