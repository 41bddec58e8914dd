"""What the shapes of a time line mean."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from seller_desk.ui.theme import current
from seller_desk.ui.widgets.flow_layout import FlowLayout, wrapped_hint, wrapped_resize, wraps
from seller_desk.ui.widgets.labels import Label
from seller_desk.ui.widgets.time_axis import off_colour

_FILLS = {"decides": "accentfill", "plain": "shipping", "late": "bad", "moment": "accentfill"}


class TimeLegend(QWidget):
    """Shapes (`plain`, `decides`, `late`, `window`, `moment`, `off`) with their words."""

    def __init__(self, entries: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        flow = FlowLayout(self, gap=14, line_gap=2)
        for shape, words in entries:
            entry = QWidget()
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(_Shape(shape))
            row.addWidget(Label(words, role="caption", token="text2"))
            flow.addWidget(entry)
        wraps(self, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """One line would be nice; narrow means more."""
        return wrapped_hint(self, super().sizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow means tall."""
        super().resizeEvent(event)
        wrapped_resize(self)


class _Shape(QWidget):
    def __init__(self, shape: str) -> None:
        super().__init__()
        self._shape = shape
        self.setFixedSize(18, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._shape == "window":
            painter.setPen(QPen(theme.color("accentline"), 1))
            painter.setBrush(theme.color("accentsoft"))
            painter.drawRoundedRect(box, 3, 3)
        elif self._shape == "off":
            painter.fillRect(self.rect(), off_colour(holiday=True))
        elif self._shape == "moment":
            painter.setBrush(theme.color(_FILLS[self._shape]))
            painter.translate(box.center())
            painter.rotate(45)
            painter.drawRect(-4, -4, 8, 8)
        else:
            painter.setBrush(theme.color(_FILLS[self._shape]))
            painter.drawRoundedRect(box.adjusted(0, 1.5, 0, -1.5), 3, 3)
