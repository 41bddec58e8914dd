"""The table of drafts: a model that holds the order of rows and fetches what is in view; SQL sorts and filters."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPixmap

from seller_desk.core.base.language import _, ngettext, pgettext
from seller_desk.core.listings.overview import ListingRow, SiteState
from seller_desk.core.services.listing_catalogue import Table
from seller_desk.ui.widgets.tables import Cell, cell_data

Index = QModelIndex | QPersistentModelIndex
FILTERS = ("all", "problems", "draft", "ready", "exported")
# Rows fetched at a time, and how many such pages are kept.
_PAGE, _PAGES = 64, 48


class Source(Protocol):
    """Where rows come from."""

    def rows(self, rows: Sequence[int], sites: Sequence[str]) -> Mapping[int, ListingRow]:
        """What the table shows of these rows."""

    def row_of(self, listing_id: str) -> int:
        """The row that stands for a listing; 0 if it is gone."""

    def ids_of(self, rows: Sequence[int]) -> Sequence[str]:
        """Ids of the listings behind rows."""


class ListingModel(QAbstractTableModel):
    """Column 0 is the product, then one column a site. `show` changes what is in it in one go."""

    # A header was clicked: column (-1: none) and order. The page reads the table again.
    sort_asked = Signal(int, Qt.SortOrder)

    def __init__(self, source: Source, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._table = Table()
        self._heads: list[str] = []
        self._parents: frozenset[str] = frozenset()
        self._pages: dict[int, list[ListingRow | None]] = {}
        self._pictures: dict[str, QPixmap] = {}
        self._cells: dict[tuple[str, int], Cell] = {}

    # -- filling ---------------------------------------------------------------------------------------

    def show(
        self, table: Table, heads: Sequence[str], parents: frozenset[str] = frozenset()
    ) -> None:
        """Another reading of the table; `heads` names the sites, `parents` are SKUs that others name as parent."""
        self.beginResetModel()
        self._table, self._heads, self._parents = table, list(heads), parents
        self._forget()
        self.endResetModel()

    @property
    def table(self) -> Table:
        """What is shown."""
        return self._table

    def count(self, table: Table) -> None:
        """The same rows with their numbers."""
        self._table = Table(self._table.sites, self._table.rows, table.counts)

    @Slot()
    def restate(self) -> None:
        """The same rows, but they were judged meanwhile."""
        self._forget()
        self._changed()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """The page is asked to read the table in this order."""
        self.sort_asked.emit(column, order)

    def set_pictures(self, pictures: dict[str, QPixmap]) -> None:
        """Small pictures that were drawn meanwhile."""
        self._pictures.update(pictures)
        self._cells.clear()
        self._changed()

    def counts(self) -> Mapping[str, int]:
        """How many rows each filter would show; empty while that is not known."""
        return self._table.counts or {}

    def row_of(self, listing_id: str) -> int:
        """Where this listing stands, or -1."""
        row = self._source.row_of(listing_id) if listing_id else 0
        try:
            return self._table.rows.index(row) if row else -1
        except ValueError:
            return -1

    def at(self, row: int) -> ListingRow | None:
        """The row's record; None outside, and where it was deleted meanwhile."""
        if not 0 <= row < len(self._table.rows):
            return None
        number, place = divmod(row, _PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._fetch(number)
        return page[place]

    def ids(self, rows: Sequence[int]) -> Sequence[str]:
        """Ids of the listings at these places."""
        if len(rows) == 1:
            one = self.at(rows[0])
            return [one.id] if one else []
        return self._source.ids_of([self._table.rows[row] for row in rows])

    def parents(self) -> frozenset[str]:
        """SKUs that listings name as their parent."""
        return self._parents

    def missing_pictures(self, first: int, last: int) -> list[str]:
        """Names of pictures in these rows that are not drawn yet."""
        rows = (self.at(row) for row in range(max(0, first), min(last, first + 100) + 1))
        names = {row.picture for row in rows if row is not None and row.picture}
        return sorted(names - self._pictures.keys())

    def _fetch(self, number: int) -> list[ListingRow | None]:
        wanted = self._table.rows[number * _PAGE : (number + 1) * _PAGE]
        found = self._source.rows(wanted, self._table.sites)
        page = [found.get(row) for row in wanted]
        while len(self._pages) >= _PAGES:
            # The oldest page: dicts keep their order.
            del self._pages[next(iter(self._pages))]
            self._cells.clear()
        self._pages[number] = page
        return page

    def _forget(self) -> None:
        self._pages.clear()
        self._cells.clear()

    def _changed(self) -> None:
        if self._table.rows:
            last = self.index(len(self._table.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # -- Qt --------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Rows that the filter lets through."""
        return 0 if parent.isValid() else len(self._table.rows)

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
        column = index.column()
        cell = self._cells.get((row.id, column))
        if cell is None:
            cell = self._cells[row.id, column] = self._cell(row, column)
        return cell_data(cell, role)

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
    if not state.known:
        return Cell(_("Being checked"), icon="ph.circle-dashed", icon_token="text3", token="text3")
    if state.empty:
        return Cell(_("Empty"), icon="ph.circle-dashed", icon_token="text3", token="text3")
    if state.blockers:
        words = ngettext("{n} blocker", "{n} blockers", state.blockers).format(n=state.blockers)
        return Cell(words, icon="ph.x-circle-fill", icon_token="bad", token="bad")
    if state.warnings:
        words = ngettext("{n} warning", "{n} warnings", state.warnings).format(n=state.warnings)
        return Cell(words, icon="ph.warning-fill", icon_token="warn", token="warn")
    if state.exported:
        words = pgettext("listing", "Exported")
        return Cell(words, icon="ph.export", icon_token="ok", token="ok")
    return Cell(
        pgettext("listing", "Ready"), icon="ph.check-circle-fill", icon_token="ok", token="ok"
    )


def filter_words(name: str, number: int | None) -> str:
    """A filter with its number of rows; without one, its bare name."""
    if number is None:
        return {
            "all": _("All"),
            "problems": _("With problems"),
            "draft": _("Drafts"),
            "ready": pgettext("listing", "Ready"),
            "exported": pgettext("listing", "Exported"),
        }[name]
    texts = {
        "all": _("All {n}"),
        "problems": _("With problems {n}"),
        "draft": _("Drafts {n}"),
        "ready": _("Ready {n}"),
        "exported": _("Exported {n}"),
    }
    return texts[name].format(n=f"{number:,}")
