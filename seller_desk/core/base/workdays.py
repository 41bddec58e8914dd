"""Working days and spans of time, counted both ways. Pure: who works when is given by a `WorkCalendar`.

A task that begins on a working day and takes 3 working days is ready on the third working day after it; one that takes
90 days is ready on the first working day on or after the 90th. `latest_start` is the exact inverse: the last working day
on which one may begin to be ready by a given day. Nothing ever begins or ends on a day off.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

DayUnit = Literal["working_day", "day"]
# Longer than any break: a calendar without a single working day is refused instead of searched for ever.
_LONGEST_BREAK = 120
# Plans reach some years ahead; beyond that no calendar says anything.
LONGEST_DAYS = 3650
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayOff:
    """A public holiday: its name, and whether its date is only estimated."""

    name: str
    estimated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """Who works on which day. `weekend`: Monday is 0; `make_up`: days of a weekend that are worked.

    `published_until`: the last year whose days off are announced; None = they follow from the law. `of_year` gives the
    holidays of a year and the make-up days. `known` False: nobody knows the country's holidays, only the weekend counts.
    """

    id: str
    weekend: frozenset[int] = frozenset((5, 6))
    published_until: int | None = None
    of_year: Callable[[int], tuple[dict[date, DayOff], frozenset[date]]] = field(
        default=lambda _year: ({}, frozenset())
    )
    known: bool = True

    def day_off(self, day: date) -> DayOff | None:
        """The public holiday of this day."""
        return self.of_year(day.year)[0].get(day)

    def make_up(self, day: date) -> bool:
        """Whether a day of the weekend is worked for a bridged holiday."""
        return day in self.of_year(day.year)[1]

    def works(self, day: date) -> bool:
        """Whether this is a working day."""
        off, made_up = self.of_year(day.year)
        return day in made_up or (day not in off and day.weekday() not in self.weekend)

    def estimated(self, first: date, last: date) -> bool:
        """Whether days from first to last rest on dates that are not announced yet."""
        if not self.known:
            return True
        if self.published_until is not None and last.year > self.published_until:
            return True
        return any(
            off.estimated
            for year in range(first.year, last.year + 1)
            for day, off in self.of_year(year)[0].items()
            if first <= day <= last
        )


@dataclass(frozen=True, slots=True)
class Span:
    """How long something takes; not negative."""

    count: int
    unit: DayUnit = "working_day"

    def __post_init__(self) -> None:
        if not 0 <= self.count <= LONGEST_DAYS:
            raise ValueError(f"a span is 0 to {LONGEST_DAYS} days, not {self.count}")


def next_working(day: date, calendar: WorkCalendar) -> date:
    """This day, or the first working day after it. ValueError for a calendar without working days."""
    return _search(day, calendar, _ONE)


def previous_working(day: date, calendar: WorkCalendar) -> date:
    """This day, or the last working day before it. ValueError for a calendar without working days."""
    return _search(day, calendar, -_ONE)


def finish(start: date, span: Span, calendar: WorkCalendar) -> date:
    """When what begins on the first working day on or after `start` is ready; a working day."""
    begun = next_working(start, calendar)
    if span.unit == "day":
        return next_working(begun + timedelta(days=span.count), calendar)
    return _step(begun, span.count, calendar, _ONE)


def latest_start(by: date, span: Span, calendar: WorkCalendar) -> date:
    """The last working day on which one may begin to be ready by that day."""
    ready = previous_working(by, calendar)
    if span.unit == "day":
        return previous_working(ready - timedelta(days=span.count), calendar)
    return _step(ready, span.count, calendar, -_ONE)


def _search(day: date, calendar: WorkCalendar, step: timedelta) -> date:
    for _tried in range(_LONGEST_BREAK):
        if calendar.works(day):
            return day
        day += step
    raise ValueError(f"no working day within {_LONGEST_BREAK} days of {day}")


def _step(day: date, count: int, calendar: WorkCalendar, step: timedelta) -> date:
    for _one in range(count):
        day = _search(day + step, calendar, step)
    return day
