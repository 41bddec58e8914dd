"""What a site says of writing beyond the limits of its fields: separators, forms of descriptions, advice of the guide."""

from dataclasses import dataclass

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import N_, _
from seller_desk.core.listings.writing.model import Keyword
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Fact

SEPARATORS = {"space": " ", "comma": ","}
# Keys and values as people read them.
_LABELS = {
    "listing.search_terms.max": N_("Bytes"),
    "listing.search_terms.separator": N_("Between words"),
    "listing.search_terms.words": N_("Number of words"),
    "listing.search_terms.no_repeats": N_("Each word once"),
}
_VALUES = {"space": N_("spaces"), "comma": N_("English commas"), "True": N_("yes")}
_GUIDE = "process:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A fact as it is shown: its value, unit and source, and what another source says instead."""

    key: str
    value: str
    unit: str
    source: SourceNote
    note: str = ""
    others: tuple[tuple[str, SourceNote], ...] = ()

    @property
    def label(self) -> str:
        """What it is about, in the language in use."""
        return _(_LABELS[self.key]) if self.key in _LABELS else self.key

    def words(self, value: str = "") -> str:
        """The value (or this other one), in the language in use."""
        said = value or self.value
        return _(_VALUES[said]) if said in _VALUES else said

    def conflict(self) -> str:
        """What applies and what another source says; empty where all agree."""
        if not self.others:
            return ""
        value, source = self.others[0]
        said = {
            "label": self.label,
            "value": self.words(),
            "source": source_name(self.source),
            "other": self.words(value),
        }
        if not source.title:
            return _("{label}: {value}, by “{source}”; {other}").format(**said)
        return _("{label}: {value}, by “{source}”; {other}, by {title}").format(
            **said, title=source_name(source)
        )


def source_name(source: SourceNote) -> str:
    """A source as people read it; `process:P7.9` is the process guide."""
    if source.title.startswith(_GUIDE):
        return _("process guide {part}").format(part=source.title.removeprefix(_GUIDE))
    return source.title


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRules:
    """`separator` stands between words; `code` is a pattern of the platform's product codes, "" = none known.

    `shown` are the facts behind, with what the process guide says instead.
    """

    separator: str
    code: str
    shown: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class KeywordAdvice:
    """Keywords that the guide advises to write for; None = it says nothing of that."""

    searches_above: int | None = None
    competition_below: int | None = None

    def takes(self, keyword: Keyword) -> bool:
        """Searched often enough; a competition that the sheet does not tell speaks against nothing."""
        if self.searches_above is None or (keyword.volume or 0) <= self.searches_above:
            return False
        score = keyword.competition
        return score is None or self.competition_below is None or score < self.competition_below


NO_ADVICE = KeywordAdvice()


def keyword_advice(book: RuleBook, query: Query) -> KeywordAdvice:
    """The guide's advice, under the seller's own values."""
    above = book.whole("listing.keyword.searches_above", query)
    below = book.whole("listing.keyword.competition_below", query)
    return KeywordAdvice(above[0] if above else None, below[0] if below else None)


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
            (_shown(one.value), SourceNote(title=one.source.text(), url=one.source.url))
            for one in fact.conflicts
        ),
    )


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "–".join(str(one) for one in value)
    return str(value)
