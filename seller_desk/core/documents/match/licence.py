"""What a licence must say of itself: scope (process:P4.1), capital (process:P4.1)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from seller_desk.core.base.findings import Finding, Place, Severity, Subject, capped
from seller_desk.core.base.money import Money
from seller_desk.core.documents.match.model import Column, Said
from seller_desk.core.documents.match.severity import Weigher, subject_of
from seller_desk.core.documents.reading.capital import capital_of
from seller_desk.core.rules.book import Query
from seller_desk.core.rules.catalogs import categories
from seller_desk.core.rules.model import Fact

LICENCE = "business_licence"


def licence_findings(
    columns: Sequence[Column], weigher: Weigher, goods: Sequence[str] = ()
) -> Iterator[Finding]:
    """Of every licence: its scope names neither cross-border e-commerce nor `goods` (category ids); little capital."""
    for column in columns:
        if column.kind == LICENCE:
            yield from _scope(column, weigher, goods)
            yield from _capital(column, weigher)


def _query(weigher: Weigher) -> Query:
    site = weigher.sites[0] if weigher.sites else ""
    return Query(site=site, on=weigher.on, entity=weigher.entity, kind=LICENCE)


def _scope(column: Column, weigher: Weigher, goods: Sequence[str]) -> Iterator[Finding]:
    said = column.fields.get("business_scope")
    known = weigher.book.words("document.scope_words", _query(weigher))
    if said is None or known is None:
        return
    words, fact = known
    named = [*words, *(categories()[one].zh for one in goods if one in categories())]
    if not any(word in said.value for word in named):
        yield _finding(
            "document.scope_lacks", column, "business_scope", said, fact, required=words[0]
        )


def _capital(column: Column, weigher: Weigher) -> Iterator[Finding]:
    said = column.fields.get("registered_capital")
    known = weigher.book.number("document.capital_advised", _query(weigher))
    amount = capital_of(said.value) if said else None
    if said is None or known is None or amount is None:
        return
    least, fact = Money(Decimal(known[0]), known[1].unit), known[1]
    if amount.currency == least.currency and amount.amount < least.amount:
        yield _finding(
            "document.capital_low",
            column,
            "registered_capital",
            said,
            fact,
            measured=amount,
            required=least,
            severity=Severity.HINT,
        )


def _finding(
    code: str,
    column: Column,
    field: str,
    said: Said,
    fact: Fact,
    *,
    measured: Money | None = None,
    required: Money | str | None = None,
    severity: Severity = Severity.WARNING,
) -> Finding:
    subject: Subject = subject_of(column)
    return Finding(
        code=code,
        severity=capped(severity, [fact.source_note()]),
        subject=subject,
        place=Place(
            file=column.file, page=said.page, box=said.box, page_size=said.page_size, field=field
        ),
        measured=measured,
        required=required,
        sources=(fact.source_note(),),
    )
