"""The table of drafts: a model over small frozen rows; sorting and filtering happen in the list, not in a proxy."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from seller_desk.core.base.language import _, ngettext, pgettext
from seller_desk.core.listings.overview import ListingRow, Overview, SiteState
from seller_desk.ui.widgets.tables import Cell, cell_data

Index = QModelIndex | QPersistentModelIndex
FILTERS = ("all", "problems", "ready")


class ListingModel(QAbstractTableModel):
    """Column 0 is the product, then one column a site. `show` changes what is in it in one go."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._overview = Overview()
        self._rows: Sequence[ListingRow] = ()
        self._heads: list[str] = []
        self._filter = "all"
        self._sort: tuple[int, Qt.SortOrder] | None = None
        self._pictures: dict[str, QPixmap] = {}
        self._places: dict[str, int] = {}

    # -- filling ---------------------------------------------------------------------------------------

    def show(self, overview: Overview, heads: Sequence[str]) -> None:
        """Another reading of the table; `heads` names the sites."""
        self.beginResetModel()
        self._overview, self._heads = overview, list(heads)
        self._arrange()
        self.endResetModel()

    def set_filter(self, name: str) -> None:
        """Only rows of this kind: `all`, `problems`, `ready`."""
        self.beginResetModel()
        self._filter = name
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By title, or by the number of problems on a site."""
        self.beginResetModel()
        self._sort = (column, order) if column >= 0 else None
        self._arrange()
        self.endResetModel()

    def set_pictures(self, pictures: dict[str, QPixmap]) -> None:
        """Small pictures that were drawn meanwhile."""
        self._pictures.update(pictures)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def counts(self) -> dict[str, int]:
        """How many rows each filter would show."""
        rows = self._overview.rows
        return {name: sum(1 for row in rows if _fits(row, name)) for name in FILTERS}

    def row_of(self, listing_id: str) -> int:
        """Where this listing stands, or -1."""
        return self._places.get(listing_id, -1)

    def at(self, row: int) -> ListingRow | None:
        """The row's record."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def parents(self) -> frozenset[str]:
        """SKUs that rows name as their parent."""
        return frozenset(row.parent_sku for row in self._overview.rows if row.parent_sku)

    def missing_pictures(self, first: int, last: int) -> list[str]:
        """Names of pictures in these rows that are not drawn yet."""
        names = {row.picture for row in self._rows[max(0, first) : last + 1] if row.picture}
        return sorted(names - self._pictures.keys())

    def _arrange(self) -> None:
        rows = [row for row in self._overview.rows if _fits(row, self._filter)]
        if self._sort is not None:
            column, order = self._sort
            rows.sort(key=_key(column), reverse=order is Qt.SortOrder.DescendingOrder)
        self._rows = rows
        self._places = {row.id: place for place, row in enumerate(rows)}

    # -- Qt --------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Rows that the filter lets through."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The product and the sites."""
        return 0 if parent.isValid() else 1 + len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        if section == 0:
            return _("Listing")
        return self._heads[section - 1] if section <= len(self._heads) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        row = self.at(index.row())
        if row is None or role in (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.SizeHintRole):
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.title}\n{row.sku}".strip() if index.column() == 0 else None
        return cell_data(self._cell(row, index.column()), role)

    def _cell(self, row: ListingRow, column: int) -> Cell:
        if column == 0:
            return Cell(
                row.title or _("Without title"),
                row.sku,
                bold=not row.parent_sku,
                token="text" if row.title else "text3",
                picture=self._pictures.get(row.picture),
                caption_middle=True,
            )
        return state_cell(row.states[column - 1] if column <= len(row.states) else SiteState())


def state_cell(state: SiteState) -> Cell:
    """How a listing stands on a site, in icon and words."""
    if state.empty:
        return Cell(_("Empty"), icon="ph.circle-dashed", icon_token="text3", token="text3")
    if state.blockers:
        words = ngettext("{n} blocker", "{n} blockers", state.blockers).format(n=state.blockers)
        return Cell(words, icon="ph.x-circle-fill", icon_token="bad", token="bad")
    if state.warnings:
        words = ngettext("{n} warning", "{n} warnings", state.warnings).format(n=state.warnings)
        return Cell(words, icon="ph.warning-fill", icon_token="warn", token="warn")
    return Cell(
        pgettext("listing", "Ready"), icon="ph.check-circle-fill", icon_token="ok", token="ok"
    )


def _fits(row: ListingRow, name: str) -> bool:
    if name == "problems":
        return row.problems > 0
    if name == "ready":
        return row.ready
    return True


def _key(column: int) -> Any:
    if column == 0:
        return lambda row: row.title.casefold()
    place = column - 1
    return lambda row: (
        (row.states[place].blockers, row.states[place].warnings, row.states[place].empty)
        if place < len(row.states)
        else (0, 0, False)
    )


def filter_words(name: str, number: int) -> str:
    """A filter with its number of rows."""
    texts = {
        "all": _("All {n}"),
        "problems": _("With problems {n}"),
        "ready": _("Ready {n}"),
    }
    return texts[name].format(n=f"{number:,}")
