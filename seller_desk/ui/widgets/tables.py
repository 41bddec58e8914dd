"""Tables and lists: model/view with one delegate. At most two lines a cell: value, then caption."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
    QWidget,
)

from seller_desk.ui.theme import current, tokens
from seller_desk.ui.theme.fonts import tabular

# A model returns a Cell for this role; everything else about a cell follows from it.
CellRole = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows. `icon` with its token stands left of the value; `number` cells are right-aligned."""

    text: str
    caption: str = ""
    icon: str = ""
    icon_token: str = "text2"
    token: str = "text"
    bold: bool = False
    number: bool = False
    caption_token: str = "text2"
    picture: QPixmap | None = None
    # A caption that differs at its end from its neighbours', such as a SKU, is shortened in its middle.
    caption_middle: bool = False


class CellDelegate(QStyledItemDelegate):
    """Paints `Cell`s: horizontal lines only, selected rows accentsoft with a bar, the current cell with a ring."""

    def __init__(
        self, parent: QWidget, *, row_height: int = tokens.TABLE_ROW, padding: int = 12
    ) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self._padding = padding

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines tall, as wide as the words."""
        theme = current()
        cell = index.data(CellRole)
        height = theme.height(self._row_height)
        if not isinstance(cell, Cell):
            return QSize(super().sizeHint(option, index).width(), height)
        if cell.caption:
            lines = theme.metrics("body").height() + theme.metrics("caption").height() + 10
            height = max(height, lines)
        width = max(
            theme.metrics("strong").horizontalAdvance(cell.text)
            + (theme.px(16) + 6 if cell.icon else 0),
            theme.metrics("caption").horizontalAdvance(cell.caption),
        )
        return QSize(width + 2 * self._padding, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        theme = current()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, theme.color("accentsoft"))
            if index.column() == 0:
                painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.color("accent"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))
        cell = index.data(CellRole)
        if isinstance(cell, Cell):
            self._paint_cell(painter, rect, cell)
        elif (text := index.data(Qt.ItemDataRole.DisplayRole)) is not None:
            self._paint_cell(painter, rect, Cell(str(text)))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(rect.toRectF().adjusted(1, 1, -1, -2), 4, 4)
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        theme = current()
        body, small = theme.metrics("body"), theme.metrics("caption")
        inner = rect.adjusted(self._padding, 0, -self._padding, 0)
        if cell.picture is not None:
            size = cell.picture.deviceIndependentSize().toSize()
            painter.drawPixmap(inner.x(), inner.center().y() - size.height() // 2, cell.picture)
            inner.setLeft(inner.left() + size.width() + 10)
        lines = body.height() + (small.height() if cell.caption else 0)
        top = rect.y() + (rect.height() - lines) // 2
        left = inner.x()
        if cell.icon:
            side = theme.px(16)
            box = QRect(left, top + (body.height() - side) // 2, side, side)
            theme.paint_icon(painter, box, cell.icon, cell.icon_token)
            left += side + 6
        font = theme.font("strong" if cell.bold else "body")
        painter.setFont(tabular(font) if cell.number else font)
        painter.setPen(theme.color(cell.token))
        line = QRect(left, top, inner.right() - left + 1, body.height())
        side = Qt.AlignmentFlag.AlignRight if cell.number else Qt.AlignmentFlag.AlignLeft
        metrics = painter.fontMetrics()
        words_of = theme.typeset(cell.text)
        words = metrics.elidedText(words_of, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, words)
        if cell.caption:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color(cell.caption_token))
            under = QRect(left, top + body.height(), line.width(), small.height())
            mode = (
                Qt.TextElideMode.ElideMiddle if cell.caption_middle else Qt.TextElideMode.ElideRight
            )
            words = small.elidedText(theme.typeset(cell.caption), mode, under.width())
            painter.drawText(under, side | Qt.AlignmentFlag.AlignVCenter, words)


def make_table(
    view: QTableView | QTreeView | QListView, *, name: str, row_height: int = tokens.TABLE_ROW
) -> CellDelegate:
    """Give a view the look of the design and its accessible name; returns its delegate."""
    delegate = CellDelegate(view, row_height=row_height)
    view.setItemDelegate(delegate)
    view.setAccessibleName(name)
    view.setFrameShape(QAbstractItemView.Shape.NoFrame)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    if isinstance(view, QTableView):
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(_row_of(row_height))
        view.setTabKeyNavigation(False)
        _head(view.horizontalHeader())
    elif isinstance(view, QTreeView):
        view.setUniformRowHeights(True)
        view.setIndentation(18)
        _head(view.header())
    else:
        view.setUniformItemSizes(True)
    return delegate


def _row_of(least: int) -> int:
    """The height of a table's rows; those of the design's full height hold a caption below the value."""
    theme = current()
    if least < tokens.TABLE_ROW:
        return theme.height(least)
    lines = theme.metrics("body").height() + theme.metrics("caption").height()
    return max(theme.height(least), lines + 8 if theme.scale > 1 else 0)


def _head(header: QHeaderView) -> None:
    header.setHighlightSections(False)
    header.setFont(current().font("caption"))
    header.setFixedHeight(current().height(tokens.TAB))
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)


def cell_data(cell: Cell, role: int) -> Any:
    """What a model's `data` returns for a cell: itself, its words for reading aloud, its alignment."""
    if role == CellRole:
        return cell
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return f"{cell.text} {cell.caption}".strip()
    return None
