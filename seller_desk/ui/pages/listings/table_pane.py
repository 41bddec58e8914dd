"""The left side of the page: the table of drafts with its foot, small pictures drawn as they come into view."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.services.listing_catalogue import Table
from seller_desk.core.services.listings import ListingService
from seller_desk.ui.pages.listings.table import ListingModel
from seller_desk.ui.pages.listings.work import Thumbnails
from seller_desk.ui.runner import Job, Runner
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.buttons import link_button
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.labels import ShortLabel, line
from seller_desk.ui.widgets.tables import CellDelegate, make_table

WIDTH, NARROW = 420, 368
# Beside large text the table scrolls sideways rather than the editor.
_NARROW_LARGE, _LARGE_ABOVE = 300, 1.2
_STATE, _NARROW_STATE = 104, 98
# Below this the name of a listing says nothing; with many sites the table scrolls sideways instead.
_LEAST_NAME = 150
_PADDING = 9
_THUMB = 32


class TablePane(Card):
    """Rows, selection, counts. `chosen` fires with the listing's id, or "" when nothing is chosen."""

    chosen = Signal(str)
    copy_asked = Signal()
    delete_asked = Signal()

    def __init__(self, service: ListingService, runner: Runner) -> None:
        super().__init__(padding=0)
        self._service, self._runner = service, runner
        self._drawing: Job | None = None
        self._sites = 0
        self._narrow = False
        self.body.setSpacing(0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.setFixedWidth(WIDTH)
        self.model = ListingModel(service, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        make_table(self.table, name=_("Listings"))
        self.table.setItemDelegate(CellDelegate(self.table, padding=_PADDING))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(True)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(line())
        self.body.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(14)
        self.count = ShortLabel(role="caption", token="text2")
        row.addWidget(self.count, 1)
        self.copy = link_button(_("Copy as new"), self.copy_asked.emit)
        self.delete = link_button(_("Delete"), self.delete_asked.emit)
        row.addWidget(self.copy)
        row.addWidget(self.delete)
        return foot

    def show_table(self, table: Table, heads: list[str], parents: frozenset[str]) -> None:
        """Another reading. The page chooses a row afterwards."""
        self.model.show(table, heads, parents)
        self._sites = len(heads)
        self.set_narrow(self._narrow)
        self.draw()

    def set_narrow(self, narrow: bool) -> None:
        """Less room for the table in a small window."""
        self._narrow = narrow
        theme = current()
        small = _NARROW_LARGE if theme.scale > _LARGE_ABOVE else NARROW
        whole = small if narrow else WIDTH
        self.setFixedWidth(whole)
        state = round((_NARROW_STATE if narrow else _STATE) * max(1.0, theme.scale))
        header = self.table.horizontalHeader()
        for place in range(self._sites + 1):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
        for place in range(1, self._sites + 1):
            self.table.setColumnWidth(place, state)
        rest = whole - 6 - tokens.SCROLL_BAR - self._sites * state
        self.table.setColumnWidth(0, max(_LEAST_NAME, rest))

    def nearest(self, listing_id: str) -> str:
        """This listing if it is in the table, else the first; "" in an empty table."""
        row = self.model.at(max(0, self.model.row_of(listing_id)))
        return row.id if row else ""

    def choose(self, listing_id: str) -> str:
        """Select this listing, or the first; the id that is selected now."""
        row = self.model.row_of(self.nearest(listing_id))
        if row < 0:
            return ""
        index = self.model.index(row, 0)
        # Not selectRow: that asks which keys are held, and Ctrl+Z held would take the choice away.
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        self.table.selectionModel().setCurrentIndex(index, flags)
        self.table.scrollTo(index)
        self._show_count()
        return self.chosen_id()

    def chosen_id(self) -> str:
        """The first selected listing."""
        tops = [part.top() for part in self._parts()]
        row = self.model.at(min(tops)) if tops else None
        return row.id if row else ""

    def _parts(self) -> list[QItemSelectionRange]:
        """What is selected, as ranges: 100,000 rows are one."""
        chosen = self.table.selectionModel().selection()
        return [chosen.at(place) for place in range(chosen.count())]

    def chosen_ids(self) -> list[str]:
        """Every selected listing, from the top."""
        places: set[int] = set()
        for part in self._parts():
            places.update(range(part.top(), part.bottom() + 1))
        return list(self.model.ids(sorted(places)))

    def draw(self) -> None:
        """Draw the small pictures that are in view and missing."""
        first = max(0, self.table.rowAt(0))
        last = self.table.rowAt(self.table.viewport().height() - 1)
        names = self.model.missing_pictures(first, last if last >= 0 else first + 30)
        if names and self._drawing is None:
            self._drawing = self._runner.start(Thumbnails(self._service, names, _THUMB * 2))
            self._drawing.done.connect(self._on_drawn)
            self._drawing.failed.connect(self._on_draw_failed)

    @Slot(int)
    def _on_scrolled(self, _value: int) -> None:
        self.draw()

    @Slot(object)
    def _on_drawn(self, made: dict[str, bytes]) -> None:
        self._drawing = None
        self.model.set_pictures({name: sharp(data, _THUMB) for name, data in made.items()})

    @Slot(object)
    def _on_draw_failed(self, _problem: Exception) -> None:
        self._drawing = None

    @Slot(QItemSelection, QItemSelection)
    def _on_selection(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._show_count()
        self.chosen.emit(self.chosen_id())

    def _show_count(self) -> None:
        rows = len({row for part in self._parts() for row in range(part.top(), part.bottom() + 1)})
        whole = f"{self.model.rowCount():,}"
        self.count.setText(_("{chosen} chosen, {all} in all").format(chosen=rows, all=whole))
        self.copy.setEnabled(rows == 1)
        self.delete.setEnabled(rows > 0)


def sharp(data: bytes, side: int) -> QPixmap:
    """A picture for a place of this size, at twice its pixels for sharp screens."""
    made = QPixmap()
    made.loadFromData(data)
    if made.isNull():
        return made
    made = made.scaled(
        side * 2,
        side * 2,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    made.setDevicePixelRatio(2)
    return made
