"""Curves of a share over a sum: one in front, others behind it, marked points, a read-out under mouse and keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from seller_desk.ui.theme import current
from seller_desk.ui.theme.fonts import tabular

Points = Sequence[tuple[float, float]]
_HEIGHT = 220
_STEPS = 60
_DOT = 4.0
# Ticks of the scale of shares, the first that leaves at most five lines.
_SHARES = (0.1, 0.2, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Curve:
    """Pieces of a line (a jump begins a new piece) as (sum, share), and its name."""

    name: str
    pieces: Sequence[Points]


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the front curve with its words, such as the break-even. `token`: its colour."""

    x: float
    y: float
    words: str
    token: str = "text"


def share_at(curve: Curve, x: float) -> float | None:
    """The share at this sum, straight between the points; None where the curve has none."""
    for piece in curve.pieces:
        for (left, low), (right, high) in pairwise(piece):
            if left <= x <= right:
                return low if right == left else low + (high - low) * (x - left) / (right - left)
    return None


class CurveChart(QWidget):
    """Mouse, or left and right keys, walk along the front curve; the read-out says sum and share there.

    `unit` stands below the axis, such as the currency.
    """

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._name = name
        self._curves: list[Curve] = []
        self._marks: list[Mark] = []
        self._goal: float | None = None
        self._unit = ""
        self._at: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(280)
        self._say()

    def show_curves(
        self,
        curves: Sequence[Curve],
        marks: Sequence[Mark] = (),
        *,
        unit: str = "",
        goal: float | None = None,
    ) -> None:
        """The first curve stands in front; `goal` is a level line."""
        self._curves = [one for one in curves if any(one.pieces)]
        self._marks, self._unit, self._goal = list(marks), unit, goal
        self._at = None
        self._say()
        self.update()

    def read_out(self) -> str:
        """What is under the cursor: sum, then the share of each curve; empty without a cursor."""
        if self._at is None or not self._curves:
            return ""
        words = [f"{self._at:,.2f} {self._unit}".strip()]
        for curve in self._curves:
            share = share_at(curve, self._at)
            if share is not None:
                words.append(f"{curve.name} {_percent(share)}")
        return "  ·  ".join(words)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(480, current().px(_HEIGHT))

    # -- cursor ------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The cursor follows the mouse."""
        box, (left, right) = self._plot(), self._range()
        if box.width() > 0 and self._curves:
            share = (event.position().x() - box.x()) / box.width()
            self._put(left + (right - left) * min(1.0, max(0.0, share)))

    def leaveEvent(self, event: QEvent) -> None:
        """The cursor goes with the mouse, unless the keys hold it."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._put(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk, Home and End jump, Up and Down go from mark to mark."""
        left, right = self._range()
        step = (right - left) / _STEPS
        at = self._at if self._at is not None else self._start()
        key = Qt.Key(event.key())
        moved = {
            Qt.Key.Key_Left: at - step,
            Qt.Key.Key_Right: at + step,
            Qt.Key.Key_Home: left,
            Qt.Key.Key_End: right,
            Qt.Key.Key_Up: self._mark_after(at),
            Qt.Key.Key_Down: self._mark_before(at),
        }.get(key)
        if moved is None or not self._curves:
            super().keyPressEvent(event)
            return
        self._put(min(right, max(left, moved)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys have a cursor at once."""
        super().focusInEvent(event)
        if self._at is None and self._curves:
            self._put(self._start())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No focus, no cursor."""
        super().focusOutEvent(event)
        self._put(None)

    def _start(self) -> float:
        left, right = self._range()
        return self._marks[-1].x if self._marks else (left + right) / 2

    def _mark_after(self, at: float) -> float:
        return min((one.x for one in self._marks if one.x > at + 1e-9), default=at)

    def _mark_before(self, at: float) -> float:
        return max((one.x for one in self._marks if one.x < at - 1e-9), default=at)

    def _put(self, at: float | None) -> None:
        if at != self._at:
            self._at = at
            self._say()
            self.update()

    def _say(self) -> None:
        said = [self._name, *(one.words for one in self._marks), self.read_out()]
        self.setAccessibleName("; ".join(one for one in said if one))

    # -- painting ----------------------------------------------------------------------------------------

    def _range(self) -> tuple[float, float]:
        xs = [x for curve in self._curves for piece in curve.pieces for x, _y in piece]
        return (min(xs), max(xs)) if xs else (0.0, 1.0)

    def _shares(self) -> tuple[float, float, float]:
        """Lowest and highest share shown, and the step between lines."""
        ys = [y for curve in self._curves for piece in curve.pieces for _x, y in piece]
        low, high = max(-0.6, min([0.0, *ys])), min(1.0, max([0.1, *ys]))
        step = next((one for one in _SHARES if (high - low) / one <= 5), 1.0)
        return (low // step) * step, -((-high) // step) * step, step

    def _plot(self) -> QRectF:
        small = current().metrics("caption")
        left = small.horizontalAdvance("\N{MINUS SIGN}100%") + 10
        top, bottom = small.height() + 8, small.height() + 8
        return QRectF(left, top, max(0, self.width() - left - 12), self.height() - top - bottom)

    def _place(self, box: QRectF, x: float, y: float) -> QPointF:
        left, right = self._range()
        low, high, _step = self._shares()
        across = (x - left) / ((right - left) or 1)
        up = (min(high, max(low, y)) - low) / ((high - low) or 1)
        return QPointF(box.x() + across * box.width(), box.bottom() - up * box.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lines of the scale, curves from back to front, marks, cursor."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tabular(theme.font("caption")))
        box = self._plot()
        if self._curves:
            self._scale(painter, box)
            for curve in reversed(self._curves[1:]):
                self._line(painter, box, curve, QPen(theme.color("strong"), 1))
            self._line(painter, box, self._curves[0], QPen(theme.color("accent"), 2))
            self._paint_marks(painter, box)
            self._cursor(painter, box)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 6, 6)

    def _scale(self, painter: QPainter, box: QRectF) -> None:
        theme = current()
        low, high, step = self._shares()
        count = round((high - low) / step)
        for number in range(count + 1):
            share = low + number * step
            y = self._place(box, 0, share).y()
            zero = abs(share) < step / 100
            painter.setPen(QPen(theme.color("strong" if zero else "line"), 1))
            painter.drawLine(QPointF(box.x(), y), QPointF(box.right(), y))
            painter.setPen(theme.color("text2"))
            room = QRectF(0, y - 10, box.x() - 6, 20)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _percent(share)
            )
        left, right = self._range()
        under = QRectF(box.x(), box.bottom() + 4, box.width(), self.height() - box.bottom() - 4)
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft, f"{left:,.2f}")
        painter.drawText(under, Qt.AlignmentFlag.AlignRight, f"{right:,.2f} {self._unit}")
        if self._goal is not None and low < self._goal < high:
            y = self._place(box, 0, self._goal).y()
            painter.setPen(QPen(theme.color("text3"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(box.x(), y), QPointF(box.right(), y))

    def _line(self, painter: QPainter, box: QRectF, curve: Curve, pen: QPen) -> None:
        painter.setPen(pen)
        painter.save()
        painter.setClipRect(box.adjusted(0, -1, 0, 1))
        for piece in curve.pieces:
            painter.drawPolyline(QPolygonF([self._place(box, x, y) for x, y in piece]))
        painter.restore()

    def _paint_marks(self, painter: QPainter, box: QRectF) -> None:
        """Dots with their words beside them, below the rising line; to the left where the right has no room."""
        theme = current()
        small = theme.metrics("caption")
        for mark in self._marks:
            dot = self._place(box, mark.x, mark.y)
            painter.setPen(QPen(theme.color("surface"), 1.5))
            painter.setBrush(theme.color(mark.token))
            painter.drawEllipse(dot, _DOT, _DOT)
            if self._at is not None:
                continue
            width = small.horizontalAdvance(mark.words)
            x = dot.x() + 8
            y = dot.y() + small.height() + 2
            if x + width > box.right():
                x = max(box.x(), dot.x() - 8 - width)
            painter.setPen(theme.color("text"))
            painter.drawText(
                QPointF(x, min(box.bottom() - 3, max(box.y() + small.ascent(), y))), mark.words
            )

    def _cursor(self, painter: QPainter, box: QRectF) -> None:
        if self._at is None:
            return
        theme = current()
        x = self._place(box, self._at, 0).x()
        painter.setPen(QPen(theme.color("text3"), 1))
        painter.drawLine(QPointF(x, box.y()), QPointF(x, box.bottom()))
        for number, curve in enumerate(self._curves):
            share = share_at(curve, self._at)
            if share is not None:
                painter.setPen(QPen(theme.color("surface"), 1))
                painter.setBrush(theme.color("accent" if number == 0 else "strong"))
                painter.drawEllipse(self._place(box, self._at, share), 3.5, 3.5)
        text = painter.fontMetrics().elidedText(
            self.read_out(), Qt.TextElideMode.ElideRight, round(box.width())
        )
        painter.setPen(theme.color("text"))
        painter.drawText(
            QRectF(box.x(), 2, box.width(), box.y() - 2), Qt.AlignmentFlag.AlignLeft, text
        )


def _percent(share: float) -> str:
    return f"{round(share * 100)}%".replace("-", "\N{MINUS SIGN}")
