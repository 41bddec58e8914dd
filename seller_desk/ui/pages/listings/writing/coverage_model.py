"""The table of keywords: searches a month, and a mark under each place that holds the keyword."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from seller_desk.core.base.language import N_, _
from seller_desk.core.listings.writing.coverage import Coverage, Covered
from seller_desk.ui.widgets.tables import Cell, cell_data

Index = QModelIndex | QPersistentModelIndex
FILTERS = {"all": N_("All"), "gaps": N_("Gaps"), "picks": N_("Worth it"), "long": N_("Long tail")}
# Column: words of its head, and the place of the coverage.
_PLACES = (
    ("title", N_("Title")),
    ("bullets", N_("Bullets")),
    ("search_terms", N_("Search terms")),
    ("description", N_("Description")),
)
KEYWORD, SEARCHES, FIRST_PLACE = 0, 1, 2
_ROOT = QModelIndex()


class CoverageModel(QAbstractTableModel):
    """Filtered in the list, so that tens of thousands of keywords cost nothing to show."""

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Covered] = ()
        self._rows: Sequence[Covered] = ()
        self._filter = "all"

    def show(self, found: Coverage) -> None:
        """These keywords."""
        self.beginResetModel()
        self._all = found.rows
        self._rows = self._filtered()
        self.endResetModel()

    def set_filter(self, name: str) -> None:
        """All, those that no place holds, those that the guide would write for, or three words and more."""
        self.beginResetModel()
        self._filter = name
        self._rows = self._filtered()
        self.endResetModel()

    def counts(self) -> dict[str, int]:
        """How many rows each filter has."""
        return {
            "all": len(self._all),
            "gaps": sum(not one.covered for one in self._all),
            "picks": sum(one.pick for one in self._all),
            "long": sum(one.long_tail for one in self._all),
        }

    def at(self, row: int) -> Covered:
        """The keyword of this row."""
        return self._rows[row]

    def _filtered(self) -> Sequence[Covered]:
        if self._filter == "gaps":
            return [one for one in self._all if not one.covered]
        if self._filter == "picks":
            return [one for one in self._all if one.pick]
        if self._filter == "long":
            return [one for one in self._all if one.long_tail]
        return self._all

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Keywords."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Keyword, searches, places."""
        return 0 if parent.isValid() else FIRST_PLACE + len(_PLACES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == SEARCHES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = (_("Keyword"), _("Searches"), *(_(words) for _place, words in _PLACES))
        return heads[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell."""
        return cell_data(self._cell(self._rows[index.row()], index.column()), role)

    def _cell(self, one: Covered, column: int) -> Cell:
        if column == KEYWORD:
            rival = one.keyword.competing
            caption = _("{n} products compete").format(n=f"{rival:,}") if rival else ""
            return Cell(one.keyword.text, caption, bold=not one.covered)
        if column == SEARCHES:
            volume = one.keyword.volume
            return Cell("–" if volume is None else f"{volume:,}", number=True)
        place = _PLACES[column - FIRST_PLACE][0]
        if place in one.phrase:
            return Cell(_("Phrase"), icon="ph.check", icon_token="ok")
        if place in one.words:
            return Cell(_("Words"), icon="ph.check", icon_token="text2", token="text2")
        return Cell("–", token="text3")
