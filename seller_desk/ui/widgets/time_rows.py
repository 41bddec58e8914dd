"""What a time line shows: rows with bars and moments, and what the days are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from seller_desk.ui.widgets.time_axis import TimeScale

Tone = Literal["plain", "decides", "late", "window"]
_FEWEST_DAYS = 21
_MARGIN_DAYS = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """Days from first to last (inclusive) in one row. `window`: days on which something may happen, drawn as a frame."""

    first: date
    last: date
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow:
    """One step. `moment`: a single day, drawn as a diamond. `tip` is read out and shown under the mouse."""

    id: str
    label: str
    caption: str = ""
    icon: str = ""
    token: str = "text2"
    bars: tuple[Bar, ...] = ()
    moment: date | None = None
    tone: Tone = "plain"
    strong: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """What the days are: off (with the holiday's name, empty = weekend) or worked; marked days with their words.

    `note` says more of a working day: that it makes up for a holiday.
    """

    today: date
    off: Callable[[date], str | None] = field(default=lambda _day: None)
    note: Callable[[date], str] = field(default=lambda _day: "")
    marks: tuple[tuple[date, str, str], ...] = ()


def scale_of(rows: Sequence[TimeRow], days: Days) -> TimeScale:
    """First and last day that have to be seen, with a little room around."""
    seen = [days.today, *(day for day, _words, _token in days.marks)]
    for one in rows:
        seen += [day for bar in one.bars for day in (bar.first, bar.last)]
        seen += [one.moment] if one.moment else []
    # Documents may be issued long before: that is said in words and does not stretch the line.
    begun = [bar.first for one in rows for bar in one.bars if bar.tone != "window"]
    moments = [one.moment for one in rows if one.moment]
    first = min([days.today, *begun, *moments]) - timedelta(days=_MARGIN_DAYS)
    last = max(seen) + timedelta(days=_MARGIN_DAYS)
    return TimeScale(first, max(last, first + timedelta(days=_FEWEST_DAYS)))
