"""What a rule pack may say. Unknown keys, missing sources and wrong types are refused when a pack is read.

A pack is one TOML file under `resources/rules/<platform>/`. Every entry carries its provenance: the id of the
collected fact, its source, what date the source gives (`as_of`, empty = undated), when we read it (`checked`)
and how sure we are. Numbers that take part in arithmetic are written as strings ("0.15") and become Decimal.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from seller_desk.core.base.findings import Confidence, SourceNote
from seller_desk.core.base.language import language

STALE_AFTER_DAYS = 180
# An older fee may have changed: it is shown as unconfirmed (house.md 4).
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
    """A page, or `process:P4.2` of the process guide."""

    title: str
    url: str = ""


class Conflict(Entry, frozen=True, kw_only=True):
    """What another source says; the entry itself holds the stricter value."""

    value: Scalar
    source: Source
    fact: str = ""
    as_of: str = ""
    confidence: Confidence = Confidence.SINGLE_BLOG

    def text(self) -> str:
        """The other value and who says so."""
        return f"{self.value} ({self.source.title})" if self.source.title else str(self.value)


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
            title=self.source.title,
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
            title=self.source.title,
            url=self.source.url,
            as_of=self.as_of,
            checked=self.checked,
            confidence=self.confidence,
        )


class Fact(Sourced, frozen=True, kw_only=True):
    """One value under a dotted key, such as `listing.title.max` = 75 with unit `char`."""

    key: str
    value: Scalar
    unit: str = ""


class Tier(Entry, frozen=True, kw_only=True):
    """A step of a fee: it holds up to and including `up_to` of the price; no `up_to` = everything above.

    `rate` is the share of the price (`percent` fees), `amount` the sum (`flat` fees). `rest`, in `whole` fees only:
    `rate` counts for the part up to the step before, `rest` for what lies above it.
    """

    rate: Decimal = Decimal(0)
    up_to: Decimal | None = None
    amount: Decimal | None = None
    rest: Decimal | None = None


class Fee(Sourced, frozen=True, kw_only=True):
    """A fee of a site. `name` is a public fee id (referral, closing, per_order, subscription ...).

    `method`: `flat` amount (or by tiers of the price), `percent` of the price, `marginal` (each tier's rate on its
    slice), `whole` (the rate of the tier that the price falls in, on the whole price), `included` (a tax that is
    part of the price: price x rate / (1 + rate)). `per`: item, order or month. `minimum` and `maximum` are per item (before tax);
    `minimum_by` is the minimum's own source. `tax` is what the platform adds to this fee. `option` (`plan:individual`) marks a fee that
    depends on a choice of the seller, `on_by_default` whether it counts while nothing is chosen.
    `applies_to.category` empty = every category that no other entry of the same name names.
    """

    name: str
    method: Literal["flat", "percent", "marginal", "whole", "included"]
    per: Literal["item", "order", "month"]
    currency: str
    amount: Decimal | None = None
    rate: Decimal | None = None
    tiers: list[Tier] = []
    minimum: Decimal | None = None
    minimum_by: Provenance | None = None
    maximum: Decimal | None = None
    tax: Decimal | None = None
    tax_by: Provenance | None = None
    base: Literal["price", "price_with_shipping"] = "price"
    option: str = ""
    on_by_default: bool = True
    label: Words | None = None


class Requirement(Sourced, frozen=True, kw_only=True):
    """A document that a site asks for. `kinds`: any one of them serves. `people`: whose document it is."""

    id: str
    group: Literal["company", "person", "bank", "address", "product", "local"]
    kinds: list[str]
    severity: Literal["blocker", "warning", "hint"] = "blocker"
    both_sides: bool = False
    label: Words | None = None


class Detail(Provenance, frozen=True, kw_only=True):
    """One more thing that is known of an entry, with a source of its own."""

    text: Words


class Compliance(Sourced, frozen=True, kw_only=True):
    """What a destination's law, or the pack's platform, asks of a product.

    `destination`: ISO codes of countries or `EU`; empty = wherever the product goes. `applies_to.category` and `traits`
    (all of them must be there) say which products; both empty = every product. `unless`: categories out of its scope.
    `kinds`: documents that prove it, any one; empty = nothing to file, the listing or the parcel shows it. `words`: what a
    file's name holds if it is this paper. `lead_days` before which it has to be begun; without it the general figure.
    """

    id: str
    label: Words
    severity: Literal["warning", "hint"]
    destination: list[str] = []
    traits: list[str] = []
    unless: list[str] = []
    kinds: list[str] = []
    words: list[str] = []
    lead_days: int | None = None
    details: list[Detail] = []


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
    optional: bool = False


class Gate(Sourced, frozen=True, kw_only=True):
    """Whether an entity kind may register on a site.

    `minimum_age_days`: the company must be this old. `opens_on`: the first day on which it may, if that lies ahead.
    """

    answer: Literal["yes", "no", "unknown"]
    reason: Words
    minimum_age_days: int | None = None
    opens_on: date | None = None


class SiteInfo(Entry, frozen=True, kw_only=True):
    """A site of the pack's platform: id `amazon.us`, its country, currency and names.

    `country` empty: one site for buyers of many countries; its id is then the platform's own (`temu`).
    """

    id: str
    country: str
    currency: str
    name: Words
    marketplace_language: str = "en"


class Pack(Entry, frozen=True, kw_only=True):
    """One rule pack file. `rank`: where the platform stands in lists of sites, small numbers first.

    `author` and `home` (a web page) say who made a pack that was not shipped.
    """

    platform: str
    version: str
    name: Words
    author: str = ""
    home: str = ""
    rank: int = 100
    site: list[SiteInfo] = []
    fact: list[Fact] = []
    fee: list[Fee] = []
    requirement: list[Requirement] = []
    form_field: list[FormField] = []
    gate: list[Gate] = []
    compliance: list[Compliance] = []
