"""What a site says of writing beyond the limits of its fields: separators, forms of descriptions, advice of the guide."""

from dataclasses import dataclass

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Fact

SEPARATORS = {"space": " ", "comma": ","}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A fact as it is shown: its value, unit and source, and what another source says instead."""

    key: str
    value: str
    unit: str
    source: SourceNote
    note: str = ""
    others: tuple[tuple[str, SourceNote], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRules:
    """`separator` stands between words; `code` is a pattern of the platform's product codes, "" = none known.

    `shown` are the facts behind, with what the process guide says instead.
    """

    separator: str
    code: str
    shown: tuple[Said, ...]


def term_rules(book: RuleBook, query: Query) -> TermRules:
    """How the search terms field is written on this site and day."""
    separator = book.fact("listing.search_terms.separator", query)
    code = book.fact("listing.search_terms.product_code", query)
    keys = (
        "listing.search_terms.max",
        "listing.search_terms.separator",
        "listing.search_terms.words",
        "listing.search_terms.no_repeats",
    )
    return TermRules(
        separator=SEPARATORS.get(str(separator.value), " ") if separator else " ",
        code=str(code.value) if code else "",
        shown=tuple(said(key, fact) for key in keys if (fact := book.fact(key, query))),
    )


def said(key: str, fact: Fact) -> Said:
    """A fact with its other values, for people."""
    return Said(
        key=key,
        value=_shown(fact.value),
        unit=fact.unit,
        source=fact.source_note(),
        note=fact.note.text() if fact.note else "",
        others=tuple(
            (_shown(one.value), SourceNote(title=one.source.title, url=one.source.url))
            for one in fact.conflicts
        ),
    )


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "–".join(str(one) for one in value)
    return str(value)
