"""A layout that wraps its items like words."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class FlowLayout(QLayout):
    """Items from left to right, then the next line. A negative `indent` hides the items' own padding."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int = 8, indent: int = 0
    ) -> None:
        super().__init__(parent)
        self._indent = indent
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        # A pane of forty findings asks for these ten thousand times; all holds until Qt says `invalidate`.
        self._heights: dict[int, int] = {}
        self._sizes: dict[str, QSize] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def invalidate(self) -> None:
        """An item wants another size."""
        self._heights.clear()
        self._sizes.clear()
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Called by `addWidget`."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One item, None beyond the end (as Qt asks)."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove an item."""
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrow means tall."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that this width needs."""
        if width not in self._heights:
            margins = self.contentsMargins()
            inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
            height = self._arrange(inner, move=False) + margins.top() + margins.bottom()
            self._heights[width] = height
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        """One line of everything would be nice."""
        if "hint" not in self._sizes:
            self._sizes["hint"] = self._one_line()
        return self._sizes["hint"]

    def minimumSize(self) -> QSize:
        """The largest item."""
        if "least" not in self._sizes:
            self._sizes["least"] = self._largest()
        return self._sizes["least"]

    def _one_line(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width + max(0, self._indent), height).grownBy(self.contentsMargins())

    def _largest(self) -> QSize:
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        left = rect.x() + self._indent
        x, y, height = left, rect.y(), 0
        for item in self._shown():
            hint = item.sizeHint()
            width = min(hint.width(), rect.width())
            if x + width > rect.right() + 1 and height:
                x, y, height = left, y + height + self._line_gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x += width + self._gap
            height = max(height, hint.height())
        return y + height - rect.y()


def wraps(widget: QWidget, across: QSizePolicy.Policy) -> None:
    """Say that this widget is as tall as its width makes it. Its class has `wrapped_hint` and `wrapped_resize`."""
    policy = QSizePolicy(across, QSizePolicy.Policy.Fixed)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def wrapped_hint(widget: QWidget, natural: QSize) -> QSize:
    """The wish of such a widget: a fixed height may not exceed it, so it knows the height of the width of now."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_Resized):
        return natural
    return QSize(natural.width(), widget.heightForWidth(widget.width()))


def wrapped_resize(widget: QWidget) -> None:
    """Another width may ask for another height."""
    if widget.sizeHint().height() != widget.height():
        widget.updateGeometry()


class EqualFlow(FlowLayout):
    """Items of equal width that fill each line; as many a line as their words allow."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent, gap=gap, line_gap=gap)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown = self._shown()
        if not shown:
            return 0
        widest = max(item.sizeHint().width() for item in shown)
        columns = max(1, min(len(shown), (rect.width() + self._gap) // (widest + self._gap)))
        # The same number in each line, as far as it goes: two and two rather than three and one.
        columns = -(-len(shown) // -(-len(shown) // columns))
        width = (rect.width() - (columns - 1) * self._gap) // columns
        height = max(item.sizeHint().height() for item in shown)
        for number, item in enumerate(shown):
            row, column = divmod(number, columns)
            if move:
                x = rect.x() + column * (width + self._gap)
                y = rect.y() + row * (height + self._line_gap)
                item.setGeometry(QRect(x, y, width, height))
        rows = -(-len(shown) // columns)
        return rows * height + (rows - 1) * self._line_gap
