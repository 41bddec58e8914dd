"""From when until when a document can be handed in, and when a fresh one has to be made for a day. Pure.

The spans are the exact inverse of `validity.date_findings`: a day lies in the span if no date speaks against it then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from seller_desk.core.base.days import shifted
from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.measures import Quantity
from seller_desk.core.documents.rules import CaseRules
from seller_desk.core.documents.validity import Dates
from seller_desk.core.rules.book import quantity
from seller_desk.core.rules.model import Fact

LimitKind = Literal["validity_left", "issued_within", "minimum_age"]
# good: on the planned day it can be handed in. ends: it will have run out by then. short: too little is left. stale:
# issued too long before. young: not old enough, or not valid yet. open: a date that the rule needs is not entered.
# free: no rule asks for a date. void: the seller said so.
State = Literal["good", "ends", "short", "stale", "young", "open", "free", "void"]
LIMITS: tuple[LimitKind, ...] = ("validity_left", "issued_within", "minimum_age")
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What a site asks of a date: an amount of days or months, with who says so."""

    kind: LimitKind
    amount: int
    unit: str
    source: SourceNote
    site: str = ""

    @property
    def quantity(self) -> Quantity:
        """For showing."""
        return Quantity(self.amount, self.unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days from first to last (inclusive); None = open on that side."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def empty(self) -> bool:
        """Whether no day lies in it."""
        return self.first is not None and self.last is not None and self.first > self.last


def limits_of(rules: CaseRules) -> list[Limit]:
    """What is in force for this kind on this site and day."""
    return [
        Limit(
            kind=kind,
            amount=int(quantity(fact).value),
            unit=fact.unit,
            source=fact.source_note(),
            site=rules.case.site,
        )
        for kind, fact in _facts(rules)
    ]


def _facts(rules: CaseRules) -> Iterator[tuple[LimitKind, Fact]]:
    for kind in LIMITS:
        fact = rules.fact(kind)
        if fact is not None and not isinstance(fact.value, (bool, list)):
            yield kind, fact


def handing_in(dates: Dates, limits: list[Limit]) -> Window:
    """The days on which no date of the document speaks against handing it in."""
    firsts = [day for day in (dates.valid_from, dates.issued_on) if day is not None]
    lasts: list[date] = []
    if dates.valid_until is not None and not dates.long_term:
        lasts.append(dates.valid_until)
    start = dates.issued_on or dates.valid_from
    for one in limits:
        if one.kind == "validity_left" and dates.valid_until and not dates.long_term:
            lasts.append(_last_with_left(dates.valid_until, one))
        elif one.kind == "issued_within" and dates.issued_on:
            lasts.append(_last_within(dates.issued_on, one))
        elif one.kind == "minimum_age" and start:
            firsts.append(_first_of_age(start, one))
    return Window(first=max(firsts, default=None), last=min(lasts, default=None))


def fresh(on: date, limits: list[Limit]) -> Window:
    """When a fresh document may be issued to be handed in on that day: not before (age), not after."""
    firsts = [shifted(on, -one.amount, one.unit) for one in limits if one.kind == "issued_within"]
    lasts = [shifted(on, -one.amount, one.unit) for one in limits if one.kind == "minimum_age"]
    return Window(first=max(firsts, default=None), last=min([on, *lasts]))


def least_end(on: date, limits: list[Limit]) -> date | None:
    """Until when it must be valid at least to be handed in on that day; None where nothing is asked."""
    ends = [shifted(on, one.amount, one.unit) for one in limits if one.kind == "validity_left"]
    return max(ends, default=None)


def days_left(dates: Dates, on: date) -> int | None:
    """Days of validity left on that day (negative: it has run out); None without an end."""
    if dates.valid_until is None or dates.long_term:
        return None
    return (dates.valid_until - on).days


def state_on(dates: Dates, limits: list[Limit], on: date) -> State:
    """How the dates stand on that day, the gravest first."""
    left = days_left(dates, on)
    if left is not None and left < 0:
        return "ends"
    window = handing_in(dates, limits)
    if window.last is not None and on > window.last:
        left_asked = [one for one in limits if one.kind == "validity_left" and left is not None]
        if any(_last_with_left(dates.valid_until or on, one) < on for one in left_asked):
            return "short"
        return "stale"
    if window.first is not None and on < window.first:
        return "young"
    if any(_unknown(dates, one) for one in limits):
        return "open"
    has_end = dates.valid_until is not None or dates.long_term
    return "good" if limits or has_end else "free"


def _unknown(dates: Dates, limit: Limit) -> bool:
    if limit.kind == "validity_left":
        return dates.valid_until is None and not dates.long_term
    if limit.kind == "issued_within":
        return dates.issued_on is None
    return dates.issued_on is None and dates.valid_from is None


def _last_with_left(end: date, limit: Limit) -> date:
    """The last day on which so much is left. Months end on different days: the inverse is found by trying on."""
    day = shifted(end, -limit.amount, limit.unit)
    while day < date.max and shifted(day + _ONE, limit.amount, limit.unit) <= end:
        day += _ONE
    return day


def _last_within(issued: date, limit: Limit) -> date:
    """The last day on which it is not too old."""
    day = shifted(issued, limit.amount, limit.unit)
    while day < date.max and shifted(day + _ONE, -limit.amount, limit.unit) <= issued:
        day += _ONE
    return day


def _first_of_age(start: date, limit: Limit) -> date:
    """The first day on which it is old enough."""
    day = shifted(start, limit.amount, limit.unit)
    while day < date.max and shifted(day, -limit.amount, limit.unit) < start:
        day += _ONE
    return day
