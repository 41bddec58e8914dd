"""Records of shipping: templates (what the buyer pays) and carrier price lists (what we pay).

Both are tariffs of one shape: tiers (how fast) x zones (where to) -> weight bands, and surcharges on top. Weights are
whole grams, sides whole millimetres, prices Decimals in the tariff's currency; `quote.PriceBook` turns them into
integers before it computes.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

GOODS = ("plain", "battery", "liquid")
LEVELS = ("economy", "standard", "express")
REST_OF_WORLD = "*"

Level = Literal["economy", "standard", "express"]
SurchargeKind = Literal["percent_of_freight", "percent_of_value", "per_parcel", "per_kg"]


class WeightRule(msgspec.Struct, frozen=True, kw_only=True):
    """How a parcel's chargeable weight is found.

    `divisor`: cm³ per kg of volumetric weight (equally mm³ per g); 0 = this line does not count volume.
    `minimum_g`: at least this much is charged. `step_g`: rounded up to a multiple of it.
    """

    divisor: int = 0
    minimum_g: int = 0
    step_g: int = 1


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """A weight band: above `above_g` (None = where the band before ends) up to and including `up_to_g`.

    Price forms, added where several are given: `price` (flat; also the first weight's price), `per_kg`,
    `per_parcel` (registration, handling), and `step_price` for each begun `additional_g` above `first_g`.
    `minimum_g` and `round_to_g` narrow the tariff's rule inside this band; 0 = nothing of its own.
    """

    up_to_g: int
    above_g: int | None = None
    price: Decimal = Decimal(0)
    per_kg: Decimal = Decimal(0)
    per_parcel: Decimal = Decimal(0)
    first_g: int = 0
    additional_g: int = 0
    step_price: Decimal = Decimal(0)
    minimum_g: int = 0
    round_to_g: int = 0


class Tier(msgspec.Struct, frozen=True, kw_only=True):
    """A service: how fast (`level`, transit days), and what it carries (`goods` empty = everything).

    `weight` overrides the tariff's rule for this service. Largest side and sum of the three sides in mm, 0 = no limit.
    """

    id: str
    name: str = ""
    level: Level = "standard"
    days_min: int | None = None
    days_max: int | None = None
    goods: list[str] = []
    weight: WeightRule | None = None
    max_side_mm: int = 0
    max_sides_mm: int = 0


class Zone(msgspec.Struct, frozen=True, kw_only=True):
    """Where to: ISO 3166 alpha-2 countries, or `*` for the rest of the world.

    `areas` narrows the zone to parts of its one country (state codes, the carrier's own area names).
    """

    id: str
    name: str = ""
    countries: list[str] = []
    areas: list[str] = []


class Rates(msgspec.Struct, frozen=True, kw_only=True):
    """The bands of one tier in one zone. `free_from`: an order of this value or more ships free; None = never.

    Transit days are given where they differ from the tier's.
    """

    tier: str
    zone: str
    bands: list[Band] = []
    free_from: Decimal | None = None
    days_min: int | None = None
    days_max: int | None = None


class Surcharge(msgspec.Struct, frozen=True, kw_only=True):
    """Something on top. `rate` is a share ("0.12" = 12 %), `amount` a sum; `minimum` in the tariff's currency.

    It applies to parcels with these `goods`, `countries` and `tiers` (empty = all), and with `remote_only` only to
    remote addresses.
    """

    name: str
    kind: SurchargeKind = "per_parcel"
    amount: Decimal = Decimal(0)
    rate: Decimal = Decimal(0)
    minimum: Decimal = Decimal(0)
    goods: list[str] = []
    countries: list[str] = []
    tiers: list[str] = []
    remote_only: bool = False


class Tariff(msgspec.Struct, frozen=True, kw_only=True):
    """What templates and price lists share. `excluded`: `RU`, or `US-AK` for a part of a country."""

    id: str
    company_id: str
    name: str
    currency: str = "USD"
    weight: WeightRule = WeightRule()
    tiers: list[Tier] = []
    zones: list[Zone] = []
    rates: list[Rates] = []
    surcharges: list[Surcharge] = []
    excluded: list[str] = []

    def rates_of(self, tier: str, zone: str) -> Rates | None:
        """The rates of this tier in this zone."""
        return next((one for one in self.rates if one.tier == tier and one.zone == zone), None)


class ShippingTemplate(Tariff, frozen=True, kw_only=True):
    """A shipping template of one company: what the buyer pays. `handling_days` until the parcel leaves."""

    handling_days: int = 1


class RateCard(Tariff, frozen=True, kw_only=True):
    """A carrier price list as imported: what we pay. `notes` are lines of the sheet that hold no rate."""

    carrier: str = ""
    as_of: date | None = None
    source_name: str = ""
    notes: list[str] = []


def days_of(tier: Tier, rates: Rates) -> tuple[int | None, int | None]:
    """Transit days of this tier in this zone."""
    if rates.days_max is None:
        return tier.days_min, tier.days_max
    return rates.days_min, rates.days_max


def tier_name(tier: Tier) -> str:
    """What a tier is called: its own name, else its id."""
    return tier.name or tier.id


def zone_name(zone: Zone) -> str:
    """What a zone is called: its own name, else its countries."""
    return zone.name or ", ".join(zone.countries) or zone.id


def lower_edges(bands: list[Band]) -> list[int]:
    """Where each band begins, in grams, itself not included; bands in ascending order."""
    edges, before = [], 0
    for band in bands:
        edges.append(before if band.above_g is None else band.above_g)
        before = band.up_to_g
    return edges
