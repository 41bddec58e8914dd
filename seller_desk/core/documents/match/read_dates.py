"""Dates that were read and that the seller has not typed: judged like typed ones (six months left: process:P4.4)."""

from collections.abc import Iterator
from dataclasses import replace
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


def read_date_findings(document: Document, column: Column, weigher: Weigher) -> Iterator[Finding]:
    """What the dates on this document mean on the day, with their place; nothing where the seller typed them."""
    said = {name: one for name in _NAMES if (one := _read(document, column, name)) is not None}
    days = {name: day for name, one in said.items() if (day := _day(one)) is not None}
    if not days:
        return
    dates = Dates(
        issued_on=days.get("issued_on"),
        valid_from=days.get("valid_from"),
        valid_until=days.get("valid_until"),
    )
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
        for found in date_findings(dates, CaseRules(weigher.book, case)):
            yield _placed(found, said)


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


def _placed(found: Finding, said: dict[str, Said]) -> Finding:
    one = said.get(found.place.field or "")
    if one is None:
        return found
    unsure = one.confidence < matching().unsure_field
    capped = unsure and found.severity is Severity.BLOCKER
    return replace(
        found,
        severity=Severity.WARNING if capped else found.severity,
        place=replace(found.place, page=one.page, box=one.box, page_size=one.page_size),
    )
