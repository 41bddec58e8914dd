"""What a rule pack may say. Unknown keys, missing sources and wrong types are refused when a pack is read.

A pack is one TOML file under `resources/rules/<platform>/`. Every entry carries its provenance: the id of the
collected fact, its source, what date the source gives (`as_of`, empty = undated), when we read it (`checked`)
and how sure we are. Numbers that take part in arithmetic are written as strings ("0.15") and become Decimal.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from seller_desk.core.base.findings import Confidence, SourceNote
from seller_desk.core.base.language import language

STALE_AFTER_DAYS = 180

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
    """A page, or `process:P4.2` of the process guide."""

    title: str
    url: str = ""


class Conflict(Entry, frozen=True, kw_only=True):
    """What another source says; the entry itself holds the stricter value."""

    value: Scalar
    source: Source
    as_of: str = ""
    confidence: Confidence = Confidence.SINGLE_BLOG


class Scope(Entry, frozen=True, kw_only=True):
    """Where an entry applies. An empty list means everywhere; members are tested for membership only."""

    site: list[str] = []
    category: list[str] = []
    entity: list[str] = []
    kind: list[str] = []


class Sourced(Entry, frozen=True, kw_only=True):
    """Provenance, scope and period of an entry."""

    source: Source
    checked: date
    confidence: Confidence
    fact: str = ""
    as_of: str = ""
    applies_to: Scope = Scope()
    effective_from: date | None = None
    until: date | None = None
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

    def source_note(self) -> SourceNote:
        """The provenance as findings and pop-ups show it."""
        other = "; ".join(
            f"{conflict.value} ({conflict.source.title})" for conflict in self.conflicts
        )
        return SourceNote(
            title=self.source.title,
            url=self.source.url,
            as_of=self.as_of,
            checked=self.checked,
            confidence=self.confidence,
            conflict=other,
        )


class Fact(Sourced, frozen=True, kw_only=True):
    """One value under a dotted key, such as `listing.title.max` = 75 with unit `char`."""

    key: str
    value: Scalar
    unit: str = ""


class Tier(Entry, frozen=True, kw_only=True):
    """A step of a referral fee: `rate` applies up to and including `up_to` of the price; no `up_to` = the rest."""

    rate: Decimal
    up_to: Decimal | None = None


class Fee(Sourced, frozen=True, kw_only=True):
    """A fee of a site. `name` is a public fee id (referral, closing, per_order, subscription ...).

    `method`: `flat` amount, `percent` of the price, `marginal` (each tier's rate on its slice), `whole` (the
    rate of the tier that the price falls in, on the whole price). `per`: item, order or month. `minimum` is per item.
    `applies_to.category` empty = every category that no other entry of the same name names.
    """

    name: str
    method: Literal["flat", "percent", "marginal", "whole"]
    per: Literal["item", "order", "month"]
    currency: str
    amount: Decimal | None = None
    rate: Decimal | None = None
    tiers: list[Tier] = []
    minimum: Decimal | None = None
    base: Literal["price", "price_with_shipping"] = "price"
    label: Words | None = None


class Requirement(Sourced, frozen=True, kw_only=True):
    """A document that a site asks for. `kinds`: any one of them serves. `people`: whose document it is."""

    id: str
    group: Literal["company", "person", "bank", "address", "product", "local"]
    kinds: list[str]
    severity: Literal["blocker", "warning", "hint"] = "blocker"
    both_sides: bool = False
    label: Words | None = None


class FormField(Sourced, frozen=True, kw_only=True):
    """One box of a platform's registration form, in the form's order.

    `fill` is a path that `core.bundle.values` knows (`company.legal_name_zh`), or empty where the seller types it
    alone. `choices` says what to pick from the platform's list, by entity kind or `any`. `max_length` in characters.
    """

    id: str
    step: str
    step_label: Words
    label: Words
    script: Literal["zh", "pinyin", "english", "latin", "digits", "file"]
    fill: str = ""
    choices: dict[str, Words] = {}
    max_length: int | None = None
    must_match: Words | None = None
    rule: Words | None = None
    irreversible: Literal["yes", "no", "unknown"] = "unknown"
    secret: bool = False


class Gate(Sourced, frozen=True, kw_only=True):
    """Whether an entity kind may register on a site. `minimum_age_days`: the company must be this old."""

    answer: Literal["yes", "no", "unknown"]
    reason: Words
    minimum_age_days: int | None = None


class SiteInfo(Entry, frozen=True, kw_only=True):
    """A site of the pack's platform: id `amazon.us`, its country, currency and names."""

    id: str
    country: str
    currency: str
    name: Words
    marketplace_language: str = "en"


class Pack(Entry, frozen=True, kw_only=True):
    """One rule pack file."""

    platform: str
    version: str
    name: Words
    site: list[SiteInfo] = []
    fact: list[Fact] = []
    fee: list[Fee] = []
    requirement: list[Requirement] = []
    form_field: list[FormField] = []
    gate: list[Gate] = []
