"""The table of the matrix: facts at the left stay in view, rows are as high as their values need."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from seller_desk.core.base.language import _
from seller_desk.core.documents.match.model import Cell, Row
from seller_desk.ui.pages.documents.consistency.marked import MarkedText, cell_text
from seller_desk.ui.pages.documents.consistency.model import (
    CELL,
    ROW,
    Index,
    MatrixModel,
    column_caption,
    column_name,
    reference_caption,
    row_name,
    state_of,
)
from seller_desk.ui.theme import current

_PAD = 10
_LEAST_WIDTH = 132
_FACTS = 104


class _Delegate(QStyledItemDelegate):
    """A value with its marks, and the kind of difference in words below."""

    def height(self, cell: Cell, row: Row, width: int) -> int:
        """What this cell needs at this width."""
        theme = current()
        text, spans = cell_text(cell, private=row.private)
        words = state_of(cell)[2]
        value = MarkedText(text, spans, width - 2 * _PAD).height if cell.value else 0
        below = self._words_height(words, width) if words else 0
        gap = 4 if value and below else 0
        return round(value + below + gap + 2 * _PAD + theme.px(2))

    def _words_height(self, words: str, width: int) -> float:
        theme = current()
        room = width - 2 * _PAD - theme.px(14) - 6
        metrics = theme.metrics("caption")
        box = metrics.boundingRect(0, 0, max(20, room), 1000, Qt.TextFlag.TextWordWrap, words)
        return float(max(metrics.height(), box.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        theme = current()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        cell, row = index.data(CELL), index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, theme.color("accentsoft"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))
        painter.fillRect(rect.right(), rect.y(), 1, rect.height(), theme.color("line"))
        if isinstance(cell, Cell) and isinstance(row, Row):
            self._paint_cell(painter, rect, cell, row)
        if selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(rect.toRectF().adjusted(1, 1, -2, -2), 5, 5)
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Cell, row: Row) -> None:
        theme = current()
        left, top = rect.x() + _PAD, float(rect.y() + _PAD)
        width = rect.width() - 2 * _PAD
        if cell.value:
            text, spans = cell_text(cell, private=row.private)
            value = MarkedText(text, spans, width)
            value.paint(painter, QPointF(left, top))
            top += value.height + 4
        icon, token, words = state_of(cell)
        if not words:
            return
        metrics = theme.metrics("caption")
        if icon:
            side = theme.px(14)
            box = QRect(left, round(top) + (metrics.height() - side) // 2, side, side)
            theme.paint_icon(painter, box, icon, token)
            left += side + 6
        painter.setPen(theme.color(token))
        painter.setFont(theme.font("caption"))
        room = QRectF(left, top, rect.right() - _PAD - left, rect.bottom() - top)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), words)


class _Head(QHeaderView):
    """Documents by name with a caption; facts in bold at the left."""

    def __init__(self, orientation: Qt.Orientation, view: "MatrixTable") -> None:
        super().__init__(orientation, view)
        self._view = view
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Two lines high, or as wide as the names of facts need."""
        theme = current()
        if self.orientation() == Qt.Orientation.Horizontal:
            lines = self._view.head_lines() * theme.metrics("strong").height()
            return QSize(super().sizeHint().width(), lines + theme.metrics("caption").height() + 14)
        return QSize(theme.px(_FACTS), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One head."""
        theme = current()
        across = self.orientation() == Qt.Orientation.Horizontal
        painter.save()
        painter.fillRect(rect, theme.color("sunken" if across else "surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line"))
        painter.fillRect(rect.right(), rect.y(), 1, rect.height(), theme.color("line"))
        if across:
            self._paint_column(painter, rect, section)
        else:
            self._paint_fact(painter, rect, section)
        painter.restore()

    def _paint_column(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = current()
        matrix = self._view.matrix_model.matrix
        if section >= len(matrix.columns):
            return
        column = matrix.columns[section]
        strong, small = theme.metrics("strong"), theme.metrics("caption")
        inner = rect.adjusted(_PAD, 7, -_PAD, 0)
        pinned = any(one.base == column.key for one in matrix.rows[:1])
        name = column_name(column)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        tall = self._view.head_lines() * strong.height()
        words = QRect(inner.x(), inner.y(), inner.width(), tall)
        painter.drawText(words, int(Qt.TextFlag.TextWordWrap), name)
        caption = (reference_caption if pinned else column_caption)(column, matrix)
        left = inner.x()
        if pinned:
            side = theme.px(14)
            box = QRect(left, inner.y() + tall + (small.height() - side) // 2, side, side)
            theme.paint_icon(painter, box, "ph.push-pin-fill", "accent")
            left += side + 4
        room = inner.right() - left
        caption = small.elidedText(caption, Qt.TextElideMode.ElideMiddle, room)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text2"))
        painter.drawText(left, inner.y() + tall + small.ascent(), caption)

    def _paint_fact(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = current()
        rows = self._view.matrix_model.rows
        if section >= len(rows):
            return
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        room = rect.adjusted(_PAD, _PAD, -6, -2)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), row_name(rows[section]))


class MatrixTable(QTableView):
    """`chosen` fires with the index of the cell that the seller looks at; `opened` on Enter and double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix_model = MatrixModel(self)
        self._delegate = _Delegate(self)
        self.setModel(self.matrix_model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("What documents say, fact by fact"))
        self.setHorizontalHeader(_Head(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(_Head(Qt.Orientation.Vertical, self))
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.activated.connect(self._on_activated)

    @Slot("QModelIndex")
    def _on_activated(self, index: Index) -> None:
        self.opened.emit(index)

    def currentChanged(self, new: Index, old: Index) -> None:
        """Tell what is looked at now."""
        super().currentChanged(new, old)
        self.chosen.emit(new)

    def arrange(self) -> None:
        """Columns share the width, each at least so wide that a name can be read; rows as high as they need."""
        count = self.matrix_model.columnCount()
        if not count:
            return
        theme = current()
        facts = self.verticalHeader()
        facts.setFixedWidth(self._facts_width())
        room = self.viewport().width()
        least = theme.px(_LEAST_WIDTH)
        width = max(least, room // count)
        for number in range(count):
            last = number == count - 1 and width * count <= room
            self.setColumnWidth(number, room - width * (count - 1) if last else width)
        head = self.horizontalHeader()
        head.setFixedHeight(head.sizeHint().height())
        metrics = theme.metrics("strong")
        for number, row in enumerate(self.matrix_model.rows):
            name = metrics.boundingRect(
                0, 0, facts.width() - _PAD - 6, 1000, Qt.TextFlag.TextWordWrap, row_name(row)
            )
            heights = [
                self._delegate.height(cell, row, self.columnWidth(at))
                for at, cell in enumerate(row.cells)
            ]
            self.setRowHeight(number, max(*heights, name.height() + 2 * _PAD))

    def _facts_width(self) -> int:
        theme = current()
        metrics = theme.metrics("strong")
        words = [part for row in self.matrix_model.rows for part in row_name(row).split()]
        longest = max((metrics.horizontalAdvance(one) for one in words), default=0)
        return min(max(theme.px(_FACTS), longest + _PAD + 10), theme.px(180))

    def head_lines(self) -> int:
        """How many lines the longest name of a column needs: one or two."""
        theme = current()
        metrics = theme.metrics("strong")
        columns = self.matrix_model.matrix.columns
        wide = any(
            metrics.horizontalAdvance(column_name(one)) > self.columnWidth(at) - 2 * _PAD
            for at, one in enumerate(columns)
        )
        return 2 if wide else 1

    def needed_height(self) -> int:
        """So high that no row is cut."""
        rows = sum(self.rowHeight(number) for number in range(self.matrix_model.rowCount()))
        return rows + self.horizontalHeader().sizeHint().height() + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other columns, other heights."""
        super().resizeEvent(event)
        self.arrange()
