"""The matrix as a table model; words of a cell for reading aloud are the same as those that are painted."""

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from seller_desk.core.base.language import _
from seller_desk.core.documents.kinds import SIDES, kind_name
from seller_desk.core.documents.match.model import Cell, Column, Matrix, Row
from seller_desk.core.documents.match.names import fact_name, said_difference
from seller_desk.ui.pages.documents.consistency.marked import masked

CELL = Qt.ItemDataRole.UserRole + 1
ROW = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_GRAVE = ("misread", "part_missing", "different")


def column_name(column: Column) -> str:
    """The kind of document, else its file; what the others are called."""
    if column.label:
        return column.label
    return column.file if column.kind in ("", "unknown") else kind_name(column.kind)


def column_caption(column: Column, matrix: Matrix) -> str:
    """Its side, or its file where several are of one kind; `measure` for the one that is."""
    if column.source == "form":
        return _("will be typed in")
    if column.source == "company":
        return _("as entered")
    if column.source == "translation":
        return column.file
    if column.side in SIDES and column.side != "both":
        sides = [
            one for one in matrix.columns if (one.kind, one.side) == (column.kind, column.side)
        ]
        side = _(SIDES[column.side])
        return f"{side} · {column.file}" if len(sides) > 1 else side
    return column.file if _has_twin(column, matrix) else _page(column)


def reference_caption(column: Column, matrix: Matrix) -> str:
    """That it is what the others are held against; with its file where several are of one kind."""
    words = _("reference")
    return f"{words} · {column.file}" if _has_twin(column, matrix) else words


def _has_twin(column: Column, matrix: Matrix) -> bool:
    alike = [one for one in matrix.columns if one.kind == column.kind and one.source == "document"]
    return len(alike) > 1


def _page(column: Column) -> str:
    pages = [said.page for said in column.fields.values() if said.page]
    return _("page {n}").format(n=min(pages)) if pages else column.file


def row_name(row: Row) -> str:
    """The fact, with the person where it is not the legal representative's."""
    return f"{fact_name(row.fact)} · {row.person}" if row.person else fact_name(row.fact)


def state_of(cell: Cell) -> tuple[str, str, str]:
    """(icon, token, words) below a value; empty words where nothing is to be said."""
    if cell.difference == "absent":
        return "", "text3", _("not there")
    if cell.difference == "identical":
        return "", "text2", ""
    words = said_difference(cell)
    icons = {
        "blocker": ("ph.x-circle-fill", "bad"),
        "warning": ("ph.warning-fill", "warn"),
        "hint": ("ph.lightbulb", "text2"),
    }
    icon, token = icons.get(cell.severity, ("ph.check", "ok"))
    return icon, token, words


class MatrixModel(QAbstractTableModel):
    """Rows of the matrix, all or those that differ."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix = Matrix()
        self.rows: list[Row] = []

    def show(self, matrix: Matrix, *, differing: bool) -> None:
        """Another matrix, or another choice of rows."""
        self.beginResetModel()
        self.matrix = _without_silent(matrix)
        self.rows = [one for one in self.matrix.rows if not differing or differs(one)]
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Facts."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Documents, company data, form."""
        return 0 if parent.isValid() else len(self.matrix.columns)

    def cell(self, index: Index) -> tuple[Row, Column, Cell] | None:
        """What stands there."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        return row, self.matrix.columns[index.column()], row.cells[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell itself, or its words."""
        found = self.cell(index)
        if found is None:
            return None
        row, column, cell = found
        if role == CELL:
            return cell
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return masked(cell.value) if row.private else cell.value
        if role == Qt.ItemDataRole.AccessibleTextRole:
            value = masked(cell.value) if row.private and cell.value else cell.value
            words = _("reference") if cell.base else state_of(cell)[2]
            return ", ".join(
                one for one in (row_name(row), column_name(column), value, words) if one
            )
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of columns and facts."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return row_name(self.rows[section]) if section < len(self.rows) else None
        columns = self.matrix.columns
        if section >= len(columns):
            return None
        column = columns[section]
        return f"{column_name(column)} {column_caption(column, self.matrix)}"


def _without_silent(matrix: Matrix) -> Matrix:
    """Without columns that say nothing of any fact, and of which nothing is expected."""
    speaking = [
        number
        for number in range(len(matrix.columns))
        if any(row.cells[number].applies for row in matrix.rows)
    ]
    return msgspec.structs.replace(
        matrix,
        columns=[matrix.columns[number] for number in speaking],
        rows=[
            msgspec.structs.replace(row, cells=[row.cells[number] for number in speaking])
            for row in matrix.rows
        ],
    )


def differs(row: Row) -> bool:
    """Whether a row is worth a look: values differ, or a rule says something of how they are written."""
    return any(one.severity or one.difference in _GRAVE for one in row.cells)


def first_cell(rows: Sequence[Row], place: tuple[str, str]) -> tuple[str, str]:
    """Fact and column of the cell to look at: the one that was looked at, else the gravest."""
    if any(row.fact == place[0] and row.cell(place[1]) for row in rows):
        return place
    order = ("blocker", "warning", "hint", "")
    worst = min(
        ((row, cell) for row in rows for cell in row.cells if not cell.base and cell.value),
        key=lambda one: order.index(one[1].severity),
        default=None,
    )
    return (worst[0].fact, worst[1].column) if worst else ("", "")
