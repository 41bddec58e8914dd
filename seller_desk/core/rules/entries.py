"""What every entry of a rule pack has: strict keys, words in both languages, and where it comes from.

Provenance is the id of the collected fact, its source, what date the source gives (`as_of`, empty = undated), when we
read it (`checked`) and how sure we are.
"""

import re
from datetime import date

import msgspec

from seller_desk.core.base.findings import Confidence, SourceNote
from seller_desk.core.base.language import language

STALE_AFTER_DAYS = 180
# An older fee may have changed: it is shown as unconfirmed.
UNCONFIRMED_AFTER_DAYS = 730

Scalar = bool | int | str | list[str | int]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything in a pack: strict about its keys."""


class Words(Entry, frozen=True, kw_only=True):
    """A text of the pack in both languages."""

    en: str
    zh: str

    def text(self) -> str:
        """In the language in use."""
        return self.zh if language() == "zh" else self.en


class Source(Entry, frozen=True, kw_only=True):
    """A page, or `process:P4.2` of the process guide. `zh`: its title in Chinese, where it has one."""

    title: str
    url: str = ""
    zh: str = ""

    def text(self) -> str:
        """Its title in the language in use."""
        return self.zh if self.zh and language() == "zh" else self.title


class Conflict(Entry, frozen=True, kw_only=True):
    """What another source says; the entry itself holds the stricter value. `words`: the value as people read it."""

    value: Scalar
    source: Source
    words: Words | None = None
    fact: str = ""
    as_of: str = ""
    confidence: Confidence = Confidence.SINGLE_BLOG

    def text(self) -> str:
        """The other value and who says so."""
        return f"{self.said()} ({self.source.text()})" if self.source.title else self.said()

    def said(self) -> str:
        """The other value."""
        return self.words.text() if self.words else str(self.value)


class Scope(Entry, frozen=True, kw_only=True):
    """Where an entry applies. An empty list means everywhere; members are tested for membership only."""

    site: list[str] = []
    category: list[str] = []
    entity: list[str] = []
    kind: list[str] = []


class Sourced(Entry, frozen=True, kw_only=True):
    """Provenance, scope and period of an entry. `replaced_on`: newer figures hold since that day, but we have not seen them."""

    source: Source
    checked: date
    confidence: Confidence
    fact: str = ""
    as_of: str = ""
    applies_to: Scope = Scope()
    effective_from: date | None = None
    until: date | None = None
    replaced_on: date | None = None
    conflicts: list[Conflict] = []
    note: Words | None = None

    def in_force(self, on: date) -> bool:
        """Whether it applies on that day."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.until is None or on <= self.until
        )

    def stale(self, on: date) -> bool:
        """Whether we last read the source too long ago."""
        return (on - self.checked).days > STALE_AFTER_DAYS

    def unconfirmed(self, on: date) -> bool:
        """Whether a figure of this entry may no longer hold: replaced unseen, of no date, or of one over two years old."""
        if self.confidence is Confidence.SELLER:
            return False
        if self.replaced_on is not None and self.replaced_on <= on:
            return True
        return dated_long_ago(self.as_of, on)

    def source_note(self) -> SourceNote:
        """The provenance as findings and pop-ups show it."""
        other = "; ".join(conflict.text() for conflict in self.conflicts)
        return SourceNote(
            title=self.source.text(),
            url=self.source.url,
            as_of=self.as_of,
            checked=self.checked,
            confidence=self.confidence,
            conflict=other,
            key=getattr(self, "key", ""),
        )


def dated_long_ago(as_of: str, on: date) -> bool:
    """True where `as_of` (ISO day, month or year) is missing or more than two years before that day."""
    match = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", as_of)
    if not match:
        return True
    then = date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    return (on - then).days > UNCONFIRMED_AFTER_DAYS


class Provenance(Entry, frozen=True, kw_only=True):
    """Where a part of an entry comes from, if not from the entry's own source."""

    source: Source
    checked: date
    confidence: Confidence
    fact: str = ""
    as_of: str = ""

    def source_note(self) -> SourceNote:
        """As findings and pop-ups show it."""
        return SourceNote(
            title=self.source.text(),
            url=self.source.url,
            as_of=self.as_of,
            checked=self.checked,
            confidence=self.confidence,
        )
