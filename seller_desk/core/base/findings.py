"""The one shape of every problem that we show: what, where, measured, required, source, fix.

A finding holds no sentence. `core.base.wording` makes it from the code in the language of the day, so window,
terminal and report say the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.money import Money

# What a check measured or a rule asks for. Tuples read as alternatives ("jpg, png").
Measure = Quantity | Money | date | str | int | Decimal | tuple[str, ...] | None


class Severity(StrEnum):
    """How bad: the platform will refuse; likely trouble; good to know."""

    BLOCKER = "blocker"
    WARNING = "warning"
    HINT = "hint"


class Confidence(StrEnum):
    """Who says so. Only OFFICIAL, TWO_SOURCES and the seller may block.

    COMMUNITY: a rule pack from somebody else, whatever it claims of itself.
    """

    OFFICIAL = "official"
    TWO_SOURCES = "two-sources"
    SINGLE_BLOG = "single-blog"
    SELLER = "seller"
    COMMUNITY = "community"

    @property
    def alone(self) -> bool:
        """One voice that nobody else confirms: it never blocks and never looks settled."""
        return self in (Confidence.SINGLE_BLOG, Confidence.COMMUNITY)


_ORDER = {Severity.BLOCKER: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """Where a required value comes from, as shown beside it. `conflict` is the other value, if sources differ.

    `key` is the fact's, where the seller may put a value of their own in its place.
    """

    title: str
    url: str = ""
    as_of: str = ""
    checked: date | None = None
    confidence: Confidence = Confidence.SINGLE_BLOG
    conflict: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the finding is about: kind is `company`, `document`, `listing`, `image`, `shipping_template`, `import` ..."""

    kind: str
    id: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to look. `box` is [x, y, w, h] in pixels of the upright page, whose size is `page_size`; pages from 1."""

    file: str | None = None
    page: int | None = None
    box: tuple[int, int, int, int] | None = None
    page_size: tuple[int, int] | None = None
    field: str | None = None
    row: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One problem. `code` is public and stable; `fix` names a repair that the app can do, or is empty.

    `site` is set where the rule belongs to one site (`amazon.us`). `detail` carries extra words of the data
    itself (a character, a row's value) for the sentence; never a translated text.
    """

    code: str
    severity: Severity
    subject: Subject
    place: Place = field(default_factory=Place)
    measured: Measure = None
    required: Measure = None
    fix: str = ""
    site: str = ""
    detail: str = ""
    sources: tuple[SourceNote, ...] = ()


def capped(severity: Severity, sources: Iterable[SourceNote]) -> Severity:
    """The severity that these sources can carry: a single blog or a community pack never blocks."""
    known = [source.confidence for source in sources]
    if severity is Severity.BLOCKER and known and all(one.alone for one in known):
        return Severity.WARNING
    return severity


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Blockers first, then warnings, then hints; the order inside each is kept."""
    return sorted(findings, key=lambda one: _ORDER[one.severity])


def blockers(findings: Iterable[Finding]) -> list[Finding]:
    """Only what stops a packet."""
    return [one for one in findings if one.severity is Severity.BLOCKER]
