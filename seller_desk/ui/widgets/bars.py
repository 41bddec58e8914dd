"""Bars: where the price goes, and plain shares."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from seller_desk.ui.theme import current
from seller_desk.ui.widgets.flow_layout import FlowLayout, wrapped_hint, wrapped_resize, wraps
from seller_desk.ui.widgets.labels import Label

# Parts are rounded one by one; what they exceed the price by then is no loss.
_ROUNDING = 1.001


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the price. `series`: cost, referral, fixed, shipping, profit or loss; `value` in any one unit."""

    series: str
    value: float
    name: str = ""


def paint_stacked(painter: QPainter, box: QRectF, parts: Sequence[Part], price: float = 0) -> None:
    """Parts in fixed order with small gaps; a loss runs past the price mark, hatched."""
    theme = current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    spent = sum(part.value for part in parts if part.series != "loss")
    whole = max(spent, price) or 1.0
    loses = bool(price) and spent > price * _ROUNDING
    gap, x = 1.5, box.x()
    clip = QPainterPath()
    clip.addRoundedRect(box, 2, 2)
    painter.save()
    painter.setClipPath(clip)
    for part in parts:
        if part.series == "loss" or part.value <= 0:
            continue
        width = box.width() * part.value / whole
        painter.fillRect(
            QRectF(x, box.y(), max(1.0, width - gap), box.height()), theme.color(part.series)
        )
        x += width
    if loses:
        mark = box.x() + box.width() * price / whole
        over = QRectF(mark, box.y(), box.right() - mark, box.height())
        painter.fillRect(over, QBrush(theme.color("bad"), Qt.BrushStyle.BDiagPattern))
    painter.restore()
    if loses:
        mark = box.x() + box.width() * price / whole
        painter.setPen(QPen(theme.color("bad"), 2))
        painter.drawLine(round(mark), round(box.y() - 5), round(mark), round(box.bottom() + 5))


class StackedBar(QWidget):
    """Where the price goes. `price` marks where a loss begins (parts then add up to more than it)."""

    def __init__(self, parts: Sequence[Part] = (), price: float = 0, *, height: int = 12) -> None:
        super().__init__()
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_parts(parts, price)

    def set_parts(self, parts: Sequence[Part], price: float = 0) -> None:
        """Show other parts."""
        self._parts, self._price = tuple(parts), price
        self.setAccessibleName(", ".join(f"{part.name} {part.value:.2f}" for part in parts))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the mark above and below."""
        return QSize(160, self._height + 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar in the middle."""
        box = QRectF(0, (self.height() - self._height) / 2, self.width(), self._height)
        paint_stacked(QPainter(self), box, self._parts, self._price)


class Legend(QWidget):
    """The names of the series, once above the bars: (series, name)."""

    def __init__(self, entries: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        flow = FlowLayout(self, gap=14, line_gap=2)
        for series, name in entries:
            flow.addWidget(_Entry(series, name))
        wraps(self, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """One line would be nice; narrow means more."""
        return wrapped_hint(self, super().sizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow means tall."""
        super().resizeEvent(event)
        wrapped_resize(self)


class _Entry(QWidget):
    def __init__(self, series: str, name: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_Swatch(series))
        row.addWidget(Label(name, role="caption", token="text2"))


class _Swatch(QWidget):
    def __init__(self, series: str) -> None:
        super().__init__()
        self._series = series
        self.setFixedSize(10, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().color("bad" if self._series == "loss" else self._series))
        painter.drawRoundedRect(self.rect(), 2, 2)


class ShareBar(QWidget):
    """A thin bar of how much is done: 0 to 1; green when whole."""

    def __init__(self, share: float = 0, *, name: str = "", token: str = "") -> None:
        super().__init__()
        self._token = token
        self._name = name
        self.setFixedHeight(4)
        self.setMinimumWidth(24)
        self.set_share(share)

    def set_share(self, share: float, token: str = "") -> None:
        """Show another share, in another colour if one is given."""
        self._token = token or self._token
        self._share = max(0.0, min(1.0, share))
        self.setAccessibleName(f"{self._name} {round(self._share * 100)}%".strip())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track and fill."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("border" if theme.dark else "mutesoft"))
        painter.drawRoundedRect(self.rect(), 2, 2)
        token = self._token or ("ok" if self._share >= 1 else "accentfill")
        painter.setBrush(theme.color(token))
        width = self.width() * self._share
        if width:
            painter.drawRoundedRect(QRectF(0, 0, max(4.0, width), self.height()), 2, 2)
