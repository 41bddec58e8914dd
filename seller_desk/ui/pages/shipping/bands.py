"""The grid of weight bands: every cell can be edited, the empty last row adds a band."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from seller_desk.core.base.language import N_, _
from seller_desk.core.base.money import decimal_of
from seller_desk.core.base.wording import number_text
from seller_desk.core.shipping.model import Band, lower_edges
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets import Cell, CellDelegate, cell_data, make_table

Index = QModelIndex | QPersistentModelIndex
# Head, field of `Band`; the first column is worked out.
COLUMNS: tuple[tuple[str, str], ...] = (
    (N_("Above g"), ""),
    (N_("Up to g"), "up_to_g"),
    (N_("Flat price"), "price"),
    (N_("Per kg"), "per_kg"),
    (N_("Per parcel"), "per_parcel"),
    (N_("First g"), "first_g"),
    (N_("Step g"), "additional_g"),
    (N_("Per step"), "step_price"),
)
_WHOLE = {"up_to_g", "first_g", "additional_g"}


class BandModel(QAbstractTableModel):
    """Bands in ascending order, and one empty row. `edited` fires with the whole list."""

    edited = Signal(list)
    refused = Signal(str)

    def __init__(self, *, editable: bool = True) -> None:
        super().__init__()
        self._bands: list[Band] = []
        self._lows: list[int] = []
        self._editable = editable

    def set_bands(self, bands: Sequence[Band]) -> None:
        """Show these."""
        self.beginResetModel()
        self._bands = sorted(bands, key=lambda band: band.up_to_g)
        self._lows = lower_edges(self._bands)
        self.endResetModel()

    def bands(self) -> list[Band]:
        """What is shown."""
        return list(self._bands)

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The bands, and a row to add one."""
        return len(self._bands) + int(self._editable)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many as `COLUMNS`."""
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section][0])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything but the lower edge can be edited."""
        flags = super().flags(index)
        if self._editable and COLUMNS[index.column()][1]:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A number, or nothing where the band does not use this form of price."""
        text = self._text(index)
        if role == Qt.ItemDataRole.EditRole:
            return text.replace(",", "")
        row, field = index.row(), COLUMNS[index.column()][1]
        new = row == len(self._bands)
        if new and field == "up_to_g":
            return cell_data(Cell(_("Add"), token="accent", number=True), role)
        gap = not new and not field and self._gap(row)
        cell = Cell(
            text,
            number=True,
            token="warn" if gap else "text" if field else "text2",
            icon="ph.warning-fill" if gap else "",
            icon_token="warn",
        )
        return cell_data(cell, role)

    def _gap(self, row: int) -> bool:
        before = self._bands[row - 1].up_to_g if row else 0
        return self._lows[row] != before

    def _text(self, index: Index) -> str:
        if index.row() >= len(self._bands):
            return ""
        field = COLUMNS[index.column()][1]
        if not field:
            return number_text(self._lows[index.row()])
        value = getattr(self._bands[index.row()], field)
        return number_text(value) if value else ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a number; what is none is refused and said."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        field, text = COLUMNS[index.column()][1], str(value).strip()
        try:
            number = decimal_of(text) if text else Decimal(0)
            if number < 0 or (field in _WHOLE and number != int(number)):
                raise ValueError(text)
        except ValueError:
            self.refused.emit(_("“{text}” does not fit here").format(text=text))
            return False
        return self._take(index.row(), field, int(number) if field in _WHOLE else number)

    def _take(self, row: int, field: str, value: int | Decimal) -> bool:
        if row == len(self._bands):
            if field != "up_to_g" or not value:
                return False
            bands = [*self._bands, Band(up_to_g=int(value))]
        elif field == "up_to_g" and not value:
            bands = [band for number, band in enumerate(self._bands) if number != row]
        else:
            changed = msgspec.structs.replace(self._bands[row], **{field: value})
            if changed == self._bands[row]:
                return False
            bands = [changed if number == row else band for number, band in enumerate(self._bands)]
        self.set_bands(bands)
        self.edited.emit(self.bands())
        return True

    def remove(self, row: int) -> None:
        """Take a band away."""
        if row < len(self._bands):
            self._take(row, "up_to_g", 0)


class BandGrid(QTableView):
    """The table; it is as tall as its rows."""

    def __init__(self, name: str, model: BandModel) -> None:
        super().__init__()
        self.bands = model
        self.setModel(model)
        make_table(self, name=name, row_height=tokens.ROW)
        # Eight columns of numbers: closer together than in other tables.
        self.setItemDelegate(CellDelegate(self, row_height=tokens.ROW, padding=6))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(56)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model.modelReset.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        rows = max(1, self.bands.rowCount())
        row = current().height(tokens.ROW)
        self.setFixedHeight(self.horizontalHeader().height() + rows * row + 2)

    def keyPressEvent(self, event: Any) -> None:
        """Delete takes the current band away."""
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.bands.remove(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class RateModel(QAbstractTableModel):
    """Plain rows of cells, for tables that are only read."""

    def __init__(self, heads: Sequence[str], numbers: Sequence[int] = ()) -> None:
        super().__init__()
        self._heads = list(heads)
        self._numbers = set(numbers)
        self._rows: list[list[Cell]] = []

    def set_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = [list(row) for row in rows]
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows."""
        return len(self._rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns."""
        return len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads, those of numbers at the right."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._numbers:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell."""
        return cell_data(self._rows[index.row()][index.column()], role)
