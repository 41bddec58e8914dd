"""The days of a time line: where each one lies, the months along the top, the shade of days off, the line of today."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from seller_desk.core.base.language import _, language
from seller_desk.ui.theme import current

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Narrower days show their months and holidays only: stripes of weekends would be a flicker.
_WEEKENDS_FROM = 3.0
_MONDAYS_FROM = 3.6
_GAP = 8


@dataclass(frozen=True, slots=True)
class TimeScale:
    """The days from first to last (inclusive) over a width in pixels."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days are shown."""
        return (self.last - self.first).days + 1

    def span(self, first: date, last: date, width: int) -> tuple[float, float]:
        """Left and right edge of these days, cut at the edges of what is shown."""
        each = width / self.days
        begun = max(0, (first - self.first).days)
        ended = min(self.days, (last - self.first).days + 1)
        return begun * each, max(begun, ended) * each

    def day_at(self, x: int, width: int) -> date:
        """The day under this place."""
        number = int(x * self.days / max(1, width))
        return self.first + timedelta(days=max(0, min(self.days - 1, number)))

    def each(self) -> Iterator[date]:
        """All days."""
        for number in range(self.days):
            yield self.first + timedelta(days=number)


def month_name(day: date, *, with_year: bool) -> str:
    """`Dec`, `Jan 2027`; in Chinese `12 月`, `2027 年 1 月`."""
    if language() == "zh":
        return f"{day.year} 年 {day.month} 月" if with_year else f"{day.month} 月"
    name = _MONTHS[day.month - 1]
    return f"{name} {day.year}" if with_year else name


def off_colour(*, holiday: bool) -> QColor:
    """The shade of days off: a breath of the text's colour, so that it also lies well on a chosen row."""
    theme = current()
    shade = theme.color("text")
    strength = 10 if holiday else 4
    shade.setAlphaF((strength + (3 if theme.dark else 0)) / 100)
    return shade


def paint_days(
    painter: QPainter,
    box: QRect,
    scale: TimeScale,
    off: Callable[[date], str | None],
    today: date,
) -> None:
    """Days off shaded (holidays stronger than weekends), first days of months, the line of today."""
    theme = current()
    wide = box.width() / scale.days
    weekend, holiday = off_colour(holiday=False), off_colour(holiday=True)
    month = QPen(theme.color("border"), 1)
    for day in scale.each():
        name = off(day)
        left, right = scale.span(day, day, box.width())
        if name or (name is not None and wide >= _WEEKENDS_FROM):
            painter.fillRect(
                QRectF(left, 0, right - left, box.height()), holiday if name else weekend
            )
        if day.day == 1:
            painter.setPen(month)
            painter.drawLine(round(left), 0, round(left), box.height())
    paint_today(painter, box, scale, today)


def paint_today(painter: QPainter, box: QRect, scale: TimeScale, today: date) -> None:
    """A line through today, if it is shown."""
    if scale.first <= today <= scale.last:
        left, right = scale.span(today, today, box.width())
        painter.setPen(QPen(current().color("accent"), 1, Qt.PenStyle.DashLine))
        middle = round((left + right) / 2)
        painter.drawLine(middle, 0, middle, box.height())


class TimeAxis(QWidget):
    """Months, Mondays where there is room, today and other marked days: (day, words, colour token)."""

    def __init__(
        self, scale: TimeScale, today: date, marks: Sequence[tuple[date, str, str]] = ()
    ) -> None:
        super().__init__()
        self._scale = scale
        self._marks = [(today, _("Today"), "accent"), *marks]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = ", ".join(f"{words} {day.isoformat()}" for day, words, _token in self._marks)
        self.setAccessibleName(said)

    def sizeHint(self) -> QSize:
        """Three lines: marked days, months, Mondays."""
        return QSize(240, 3 * current().metrics("caption").height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words first, so that the lines of the rows below continue them."""
        theme = current()
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        high = theme.metrics("caption").height()
        self._paint_marks(painter, high)
        self._paint_months(painter, high)
        if self.width() / self._scale.days >= _MONDAYS_FROM:
            self._paint_mondays(painter, high)

    def _paint_marks(self, painter: QPainter, high: int) -> None:
        theme = current()
        metrics = theme.metrics("captionstrong")
        painter.setFont(theme.font("captionstrong"))
        taken: list[tuple[float, float]] = []
        for day, words, token in self._marks:
            if not self._scale.first <= day <= self._scale.last:
                continue
            left, right = self._scale.span(day, day, self.width())
            wide = metrics.horizontalAdvance(words)
            x = min(max(0.0, (left + right - wide) / 2), self.width() - wide)
            if any(x < other + _GAP and start < x + wide + _GAP for start, other in taken):
                continue
            taken.append((x, x + wide))
            painter.setPen(theme.color(token))
            painter.drawText(round(x), metrics.ascent(), words)
        painter.setFont(theme.font("caption"))

    def _paint_months(self, painter: QPainter, high: int) -> None:
        theme = current()
        metrics = theme.metrics("caption")
        firsts = [day for day in self._scale.each() if day.day == 1 or day == self._scale.first]
        for number, day in enumerate(firsts):
            left, _right = self._scale.span(day, day, self.width())
            until = (
                self._scale.span(firsts[number + 1], firsts[number + 1], self.width())[0]
                if number + 1 < len(firsts)
                else self.width()
            )
            if day.day == 1:
                painter.setPen(QPen(theme.color("border"), 1))
                painter.drawLine(round(left), high, round(left), self.height())
            for text in (
                month_name(day, with_year=number == 0 or day.month == 1),
                month_name(day, with_year=False),
            ):
                if metrics.horizontalAdvance(text) + 6 <= until - left:
                    painter.setPen(theme.color("text2"))
                    painter.drawText(round(left) + 4, high + metrics.ascent(), text)
                    break

    def _paint_mondays(self, painter: QPainter, high: int) -> None:
        theme = current()
        metrics = theme.metrics("caption")
        end = -1.0
        painter.setPen(theme.color("text3"))
        for day in self._scale.each():
            left, _right = self._scale.span(day, day, self.width())
            text = str(day.day)
            wide = metrics.horizontalAdvance(text)
            if day.weekday() == 0 and left + 2 > end and left + 2 + wide <= self.width():
                painter.drawText(round(left) + 2, 2 * high + metrics.ascent(), text)
                end = left + 2 + wide + _GAP
