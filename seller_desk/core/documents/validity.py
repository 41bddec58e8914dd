"""Dates of a document on the planned day: expired, too little left, issued too long ago, too new."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from seller_desk.core.base.days import shifted
from seller_desk.core.base.findings import Finding, Place, Severity
from seller_desk.core.base.measures import Quantity
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.rules import CaseRules
from seller_desk.core.rules.book import quantity
from seller_desk.core.rules.model import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What the seller read on the document; None = not known."""

    issued_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    long_term: bool = False


class DatesRead(Protocol):
    """Dates that were read on a document and that nobody typed (`match.read_dates`)."""

    def filled(self, typed: Dates) -> Dates:
        """The typed dates, and what was read where nothing was typed."""
        ...

    def placed(self, found: Finding) -> Finding:
        """A finding about a date with the place where it was read."""
        ...


def dates_of(document: Document) -> Dates:
    """The dates that the seller gave."""
    return Dates(
        issued_on=document.issued_on,
        valid_from=document.valid_from,
        valid_until=document.valid_until,
        long_term=document.long_term,
    )


def date_findings(dates: Dates, rules: CaseRules) -> list[Finding]:
    """All problems of these dates on the case's day. Nothing is said of dates that are not known."""
    return [*_end(dates, rules), *_issue(dates, rules), *_start(dates, rules)]


def _end(dates: Dates, rules: CaseRules) -> Iterator[Finding]:
    end, on = dates.valid_until, rules.case.on
    if end is None or dates.long_term:
        return
    place = Place(field="valid_until")
    if end < on:
        yield rules.finding(
            "expired",
            Severity.BLOCKER,
            rules.holds("not_expired"),
            place=place,
            measured=end,
            required=on,
        )
        return
    least = rules.fact("validity_left")
    if least is not None and end < shifted(on, _amount(least), least.unit):
        yield rules.finding(
            "validity_short",
            Severity.BLOCKER,
            least,
            place=place,
            measured=Quantity((end - on).days, "day"),
            required=quantity(least),
        )


def _issue(dates: Dates, rules: CaseRules) -> Iterator[Finding]:
    issued, on = dates.issued_on, rules.case.on
    most = rules.fact("issued_within")
    if issued is not None and most is not None and issued < shifted(on, -_amount(most), most.unit):
        yield rules.finding(
            "issued_too_long_ago",
            Severity.BLOCKER,
            most,
            place=Place(field="issued_on"),
            measured=Quantity((on - issued).days, "day"),
            required=quantity(most),
        )


def _start(dates: Dates, rules: CaseRules) -> Iterator[Finding]:
    on = rules.case.on
    for field, day in (("valid_from", dates.valid_from), ("issued_on", dates.issued_on)):
        if day is not None and day > on:
            yield rules.finding(
                "too_new",
                Severity.WARNING,
                place=Place(field=field),
                measured=Quantity((on - day).days, "day"),
                required=Quantity(0, "day"),
            )
            return
    least = rules.fact("minimum_age")
    start = dates.issued_on or dates.valid_from
    if start is not None and least is not None and start > shifted(on, -_amount(least), least.unit):
        yield rules.finding(
            "too_new",
            Severity.BLOCKER,
            least,
            place=Place(field="issued_on" if dates.issued_on else "valid_from"),
            measured=Quantity((on - start).days, "day"),
            required=quantity(least),
        )


def _amount(fact: Fact) -> int:
    return int(str(fact.value))
