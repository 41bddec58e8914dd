"""The table of a bulk edit: every field that would change, before and after."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from seller_desk.core.base.language import _
from seller_desk.core.listings.bulk.words import field_words
from seller_desk.core.services.listing_bulk import Change, Left
from seller_desk.ui.widgets import CellRole
from seller_desk.ui.widgets.tables import Cell, cell_data

Index = QModelIndex | QPersistentModelIndex
_LONGEST = 400


class ChangesModel(QAbstractTableModel):
    """Rows are made when they are drawn: 100,000 of them cost no more than what the plan holds."""

    def __init__(self) -> None:
        super().__init__()
        self._changes: Sequence[Change] = ()
        self._left: Sequence[Left] = ()

    def show(self, changes: Sequence[Change], left: Sequence[Left]) -> None:
        """These changes, then those listings that cannot be changed."""
        self.beginResetModel()
        self._changes, self._left = changes, left
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """A row a change, then one a listing that stays."""
        return 0 if parent.isValid() else len(self._changes) + len(self._left)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """SKU with field, before, after."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return (_("SKU and field"), _("Before the change"), _("After the change"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands there."""
        if not index.isValid():
            return None
        cell = self._cell(index.row(), index.column())
        return cell if role == CellRole else cell_data(cell, role)

    def _cell(self, row: int, column: int) -> Cell:
        if row >= len(self._changes):
            left = self._left[row - len(self._changes)]
            if column == 0:
                return Cell(left.sku, _("Stays as it is"))
            return Cell(left.text() if column == 1 else "", token="text2")
        one = self._changes[row]
        if column == 0:
            return Cell(one.sku, field_words(one.field))
        text = " ".join((one.before if column == 1 else one.after).split())[:_LONGEST]
        if not text:
            return Cell(_("empty"), token="text3")
        return Cell(text, bold=column == 2)
