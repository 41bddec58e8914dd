"""Dates that were read and that the seller has not typed: judged like typed ones (six months left: process:P4.4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.documents.kinds import KINDS, kind_name
from seller_desk.core.documents.match.catalogue import matching
from seller_desk.core.documents.match.model import Column, Said
from seller_desk.core.documents.match.severity import Weigher
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.reading.dates import FOREVER
from seller_desk.core.documents.rules import Case, CaseRules
from seller_desk.core.documents.validity import Dates, date_findings

_NAMES = ("issued_on", "valid_from", "valid_until")


@dataclass(frozen=True, slots=True)
class ReadDates:
    """Dates that were read on a document and that nobody typed, by field, with their places."""

    said: Mapping[str, Said]

    def filled(self, typed: Dates) -> Dates:
        """The typed dates, and what was read where nothing was typed."""
        days = {name: _day(one) for name, one in self.said.items()}
        return Dates(
            issued_on=typed.issued_on or days.get("issued_on"),
            valid_from=typed.valid_from or days.get("valid_from"),
            valid_until=typed.valid_until or days.get("valid_until"),
            long_term=typed.long_term or self._forever(),
        )

    def placed(self, found: Finding) -> Finding:
        """A finding about a date, with the place where it was read; an uncertain reading does not block."""
        one = self.said.get(found.place.field or "")
        if one is None:
            return found
        unsure = one.confidence < matching().unsure_field
        capped = unsure and found.severity is Severity.BLOCKER
        return replace(
            found,
            severity=Severity.WARNING if capped else found.severity,
            place=replace(found.place, page=one.page, box=one.box, page_size=one.page_size),
        )

    def _forever(self) -> bool:
        end = self.said.get("valid_until")
        return end is not None and end.value == FOREVER


NOTHING_READ = ReadDates({})


def read_dates(document: Document, column: Column | None) -> ReadDates:
    """What was read of a document's dates, for those that such documents have and the seller has not typed."""
    if column is None:
        return NOTHING_READ
    said = {name: one for name in _NAMES if (one := _read(document, column, name)) is not None}
    return ReadDates(
        {name: one for name, one in said.items() if one.value == FOREVER or _day(one) is not None}
    )


def read_date_findings(document: Document, column: Column, weigher: Weigher) -> Iterator[Finding]:
    """What the dates on this document mean on the day, with their place; nothing where the seller typed them."""
    read = read_dates(document, column)
    if not read.said:
        return
    for site in weigher.sites or ("",):
        case = Case(
            kind=document.kind,
            site=site,
            on=weigher.on,
            entity=weigher.entity,
            label=kind_name(document.kind),
            document_id=document.id,
            file=document.name,
        )
        for found in date_findings(read.filled(Dates()), CaseRules(weigher.book, case)):
            yield read.placed(found)


def _read(document: Document, column: Column, name: str) -> Said | None:
    """The read value of a date that such documents have, unless the seller said it."""
    kind = KINDS.get(document.kind)
    typed = getattr(document, name) is not None
    typed = typed or (name == "valid_until" and document.long_term)
    said = column.fields.get(name)
    if kind is None or name not in kind.dates or typed or said is None or said.source != "read":
        return None
    return said


def _day(said: Said) -> date | None:
    if said.value == FOREVER:
        return None
    try:
        return date.fromisoformat(said.value)
    except ValueError:
        return None
