"""A time line: one row a step, months along the top, days off shaded, today marked. Painted; rows take the focus.

Up and Down walk through the rows, a click or the focus chooses one. Each row's name and days are its accessible name;
what a colour says stands in words beside the step.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from seller_desk.core.base.days import written_day
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.labels import IconLabel, Label
from seller_desk.ui.widgets.layouts import clear
from seller_desk.ui.widgets.time_axis import TimeAxis, TimeScale, paint_days
from seller_desk.ui.widgets.time_rows import Days, TimeRow, Tone, scale_of

_BAR = 12
_LABEL_SHARE = 0.3
_LABEL_LEAST, _LABEL_MOST = 150, 290
_FILLS: dict[Tone, str] = {"plain": "shipping", "decides": "accentfill", "late": "bad"}


class Timeline(QWidget):
    """`chosen` fires with a row's id when the seller comes to it."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[_Row] = []
        self._axis: _Lane | None = None

    def show_rows(self, rows: Sequence[TimeRow], days: Days) -> None:
        """Other rows; the one that was chosen stays chosen if it is still there."""
        before = self.current()
        focused = any(one.hasFocus() for one in self._rows)
        clear(self._column)
        scale = scale_of(rows, days)
        width = _label_width(self.width())
        self._axis = _Lane(QWidget(), TimeAxis(scale, days.today, days.marks))
        self._axis.set_label_width(width)
        self._column.addWidget(self._axis)
        self._rows = [_Row(one, scale, days, self) for one in rows]
        for row in self._rows:
            row.set_label_width(width)
            self._column.addWidget(row)
        there = [one.row.id for one in self._rows]
        chosen = before if before in there else (there[0] if there else "")
        self._mark(chosen)
        if focused:
            self._focus(chosen)

    def current(self) -> str:
        """The chosen row's id; empty without rows."""
        return next((one.row.id for one in self._rows if one.chosen), "")

    def rows(self) -> list[TimeRow]:
        """What is shown, for tests."""
        return [one.row for one in self._rows]

    def choose(self, row: str) -> None:
        """Choose without telling."""
        self._mark(row)

    def came_to(self, row: "_Row") -> None:
        """The focus is on this row."""
        if not row.chosen:
            self._mark(row.row.id)
            self.chosen.emit(row.row.id)

    def step(self, row: "_Row", by: int) -> None:
        """The focus goes up or down."""
        place = self._rows.index(row) + by
        if 0 <= place < len(self._rows):
            self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names get a share of the width."""
        super().resizeEvent(event)
        width = _label_width(self.width())
        for row in [self._axis, *self._rows]:
            if row is not None:
                row.set_label_width(width)

    def _mark(self, row: str) -> None:
        for one in self._rows:
            one.set_chosen(one.row.id == row)

    def _focus(self, row: str) -> None:
        for one in self._rows:
            if one.row.id == row:
                one.setFocus(Qt.FocusReason.OtherFocusReason)


def _label_width(whole: int) -> int:
    most = current().px(_LABEL_MOST)
    return max(current().px(_LABEL_LEAST), min(most, round(whole * _LABEL_SHARE)))


class _Lane(QFrame):
    """Words at the left, days at the right."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(12)
        self._left = left
        row.addWidget(left)
        row.addWidget(right, 1)

    def set_label_width(self, width: int) -> None:
        """How much of the row the words get."""
        if self._left.width() != width or self._left.maximumWidth() != width:
            self._left.setFixedWidth(width)


class _Row(_Lane):
    """A step; takes the focus."""

    def __init__(self, row: TimeRow, scale: TimeScale, days: Days, line: Timeline) -> None:
        words = QWidget()
        super().__init__(words, _Canvas(row, scale, days))
        self.row = row
        self.chosen = False
        self._timeline = line
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(f"{row.label}: {row.caption}" if row.caption else row.label)
        self.setAccessibleDescription(row.tip)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(6)
        if row.icon:
            mark = QVBoxLayout()
            mark.setContentsMargins(0, current().px(3), 0, 0)
            mark.addWidget(IconLabel(row.icon, row.token, 14))
            mark.addStretch(1)
            head.addLayout(mark)
        head.addWidget(Label(row.label, role="strong" if row.strong else "body", wrap=True), 1)
        column.addLayout(head)
        if row.caption:
            token = row.token if row.token in ("bad", "ok") else "text2"
            column.addWidget(Label(row.caption, role="caption", token=token, wrap=True))

    def set_chosen(self, chosen: bool) -> None:
        """The chosen row is the one that Tab comes to."""
        self.chosen = chosen
        policy = Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming here chooses it."""
        super().focusInEvent(event)
        self._timeline.came_to(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._timeline.step(self, step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere in the row."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chosen row, the line below, the focus."""
        theme = current()
        painter = QPainter(self)
        if self.chosen:
            painter.fillRect(self.rect(), theme.color("accentsoft"))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()
        super().paintEvent(event)


class _Canvas(QWidget):
    """The days of one row."""

    def __init__(self, row: TimeRow, scale: TimeScale, days: Days) -> None:
        super().__init__()
        self._row, self._scale, self._days = row, scale, days
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)

    def sizeHint(self) -> QSize:
        """The words beside it decide the height."""
        return QSize(240, tokens.ROW)

    def event(self, event: QEvent) -> bool:
        """Under the mouse: the day, what it is, and the step."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos().x()), self)
            return True
        return super().event(event)

    def tip_at(self, x: int) -> str:
        """What stands under this place."""
        day = self._scale.day_at(x, self.width())
        off = self._days.off(day) or self._days.note(day)
        head = written_day(day) + (f" · {off}" if off else "")
        return "\n".join(one for one in (head, self._row.label, self._row.tip) if one)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Days off, windows, bars, the moment."""
        painter = QPainter(self)
        paint_days(painter, self.rect(), self._scale, self._days.off, self._days.today)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current()
        top = (self.height() - _BAR) / 2
        for bar in sorted(self._row.bars, key=lambda one: one.tone != "window"):
            left, right = self._scale.span(bar.first, bar.last, self.width())
            box = QRectF(left, top, max(3.0, right - left), _BAR)
            if bar.tone == "window":
                painter.setPen(QPen(theme.color("accentline"), 1))
                painter.setBrush(theme.color("accentsoft"))
                painter.drawRoundedRect(box.adjusted(0.5, -2.5, -0.5, 2.5), 4, 4)
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(_FILLS[bar.tone]))
            painter.drawRoundedRect(box, 3, 3)
        if self._row.moment is not None:
            self._diamond(painter, self._row.moment)

    def _diamond(self, painter: QPainter, day: date) -> None:
        left, right = self._scale.span(day, day, self.width())
        side = _BAR * 0.8
        painter.save()
        painter.translate((left + right) / 2, self.height() / 2)
        painter.rotate(45)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().color(_FILLS.get(self._row.tone, "accentfill")))
        painter.drawRoundedRect(QRectF(-side / 2, -side / 2, side, side), 2, 2)
        painter.restore()
