"""The readiness ring: a painted arc and the number as text."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from seller_desk.core.base.language import _
from seller_desk.ui.theme import current


def paint_ring(painter: QPainter, box: QRectF, percent: int, width: float) -> None:
    """Track and arc from 12 o'clock; green only when whole."""
    theme = current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(theme.color("border"), width))
    painter.drawEllipse(inner)
    if percent > 0:
        token = "ok" if percent >= 100 else "accent"
        painter.setPen(_pen(theme.color(token), width))
        painter.drawArc(inner, 90 * 16, -round(360 * 16 * min(percent, 100) / 100))


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)


class Ring(QWidget):
    """Percent done, 0 to 100."""

    def __init__(self, percent: int = 0, size: int = 72, *, name: str = "") -> None:
        super().__init__()
        self._size = size
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_percent(percent)

    def set_percent(self, percent: int) -> None:
        """Show another share."""
        self._percent = max(0, min(100, percent))
        words = _("{percent}% ready").format(percent=self._percent)
        self.setAccessibleName(f"{self._name} {words}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._size, self._size)

    def minimumSizeHint(self) -> QSize:
        """It never shrinks."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Arc and number."""
        theme = current()
        painter = QPainter(self)
        paint_ring(painter, QRectF(self.rect()), self._percent, max(3.0, self._size / 11))
        figure = QFont(theme.font("figure"))
        figure.setPixelSize(round(self._size * 0.27))
        small = QFont(theme.font("caption"))
        small.setPixelSize(max(9, round(self._size * 0.16)))
        painter.setFont(figure)
        number = str(self._percent)
        width = painter.fontMetrics().horizontalAdvance(number)
        baseline = round(self._size / 2 + painter.fontMetrics().capHeight() / 2)
        painter.setFont(small)
        sign = painter.fontMetrics().horizontalAdvance("%")
        left = round((self._size - width - sign) / 2)
        painter.setPen(theme.color("text2"))
        painter.drawText(left + width + 1, baseline, "%")
        painter.setPen(theme.color("text"))
        painter.setFont(figure)
        painter.drawText(left, baseline, number)
