"""What a rule pack may say. Unknown keys, missing sources and wrong types are refused when a pack is read.

A pack is one TOML file under `resources/rules/<platform>/`. Every entry carries its provenance (see `entries`). Numbers
that take part in arithmetic are written as strings ("0.15") and become Decimal.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from seller_desk.core.rules.entries import (
    STALE_AFTER_DAYS,
    UNCONFIRMED_AFTER_DAYS,
    Conflict,
    Entry,
    Provenance,
    Scalar,
    Scope,
    Source,
    Sourced,
    Words,
    dated_long_ago,
)

__all__ = [
    "STALE_AFTER_DAYS",
    "UNCONFIRMED_AFTER_DAYS",
    "Compliance",
    "Conflict",
    "Detail",
    "Entry",
    "Fact",
    "Fee",
    "FormField",
    "Gate",
    "Pack",
    "Provenance",
    "Question",
    "Requirement",
    "Scalar",
    "Scope",
    "SiteInfo",
    "Source",
    "Sourced",
    "Tier",
    "Words",
    "dated_long_ago",
]


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
    """A document that a site asks for. `kinds`: any one of them serves.

    `words`: where many certificates are of one kind, what the name of the right one's file holds.
    """

    id: str
    group: Literal["company", "person", "bank", "address", "product", "local"]
    kinds: list[str]
    severity: Literal["blocker", "warning", "hint"] = "blocker"
    both_sides: bool = False
    label: Words | None = None
    words: list[str] = []


class Detail(Provenance, frozen=True, kw_only=True):
    """One more thing that is known of an entry, with a source of its own."""

    text: Words


class Compliance(Sourced, frozen=True, kw_only=True):
    """What a destination's law, or the pack's platform, asks of a product.

    `destination`: ISO codes of countries or `EU`; empty = wherever the product goes. `applies_to.category` and `traits`
    (all of them must be there) say which products; both empty = every product. `unless`: categories out of its scope.
    `kinds`: documents that prove it, any one; empty = nothing to file, the listing or the parcel shows it. `words`: what a
    file's name holds if it is this paper. `lead_days` before which it has to be begun; without it the general figure.
    `data`: the path of a value of the company that the listing has to show (`eu_responsible_person`).
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
    data: str = ""
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


class Question(Sourced, frozen=True, kw_only=True):
    """What only the seller can answer before an application is handed in; "yes" is the answer that a review wants.

    `unanswered` and `no`: how bad it is to leave it open, and to say no. `fix`: what to do then. `kinds`: documents that
    prove it, any one; empty = nothing to file.
    """

    id: str
    label: Words
    text: Words
    fix: Words
    unanswered: Literal["warning", "hint"] = "hint"
    no: Literal["blocker", "warning", "hint"] = "warning"
    kinds: list[str] = []


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
    question: list[Question] = []
