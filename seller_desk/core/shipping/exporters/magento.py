"""Magento-style table rates.

Their weights mean "and above", that weight included, while our bands include their upper edge: a band above 500 g
begins at 501 g here, so that a parcel of exactly 500 g keeps the lower band's price.
"""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from seller_desk.core.base.measures import GRAMS
from seller_desk.core.base.money import minor_units
from seller_desk.core.shipping.checks import band_gaps
from seller_desk.core.shipping.countries import alpha3
from seller_desk.core.shipping.exporters import sheet as shared
from seller_desk.core.shipping.exporters.sheet import Sheet, cells_of
from seller_desk.core.shipping.model import REST_OF_WORLD, ShippingTemplate, Tariff, Tier, tier_name
from seller_desk.core.shipping.quote import Lane
from seller_desk.core.shipping.wording import weight_text

_ANY = "*"


def magento_sheet(
    template: ShippingTemplate,
    columns: Sequence[str],
    decimals: int,
    *,
    service: str = "",
    unit: str = "kg",
) -> Sheet:
    """The rates of one service (the first, unless named) by destination and weight in `unit` (kg or lb).

    ValueError for a service or unit that is not there.
    """
    tier = chosen_tier(template, service)
    rows: list[tuple[str, str, Decimal, str]] = []
    notes: list[tuple[str, str]] = []
    for lane in _lanes(template, tier):
        rows += [
            (country, area, start, price)
            for country, area in _destinations(lane)
            for start, price in _steps(lane, decimals, unit)
        ]
        notes += _lane_notes(template, lane)
    rows.sort(key=lambda row: (row[0] == _ANY, row[0], row[1] == _ANY, row[1], row[2]))
    return Sheet(
        "Table rates",
        columns,
        [[country, area, _ANY, format(start, "f"), price] for country, area, start, price in rows],
        list(dict.fromkeys([*notes, *_whole_notes(template, tier)])),
    )


def chosen_tier(tariff: Tariff, service: str) -> Tier:
    """The tier with this id or name, or the first one; ValueError if there is none."""
    for tier in tariff.tiers:
        if not service or service in (tier.id, tier.name):
            return tier
    raise ValueError(service)


def _lanes(template: ShippingTemplate, tier: Tier) -> list[Lane]:
    zones = {zone.id: zone for zone in template.zones}
    return [
        Lane(template, tier, zones[rates.zone], rates)
        for rates in template.rates
        if rates.tier == tier.id and rates.zone in zones and rates.bands
    ]


def _destinations(lane: Lane) -> list[tuple[str, str]]:
    return [
        (_ANY if country == REST_OF_WORLD else alpha3(country), area)
        for country in lane.zone.countries
        for area in lane.zone.areas or [_ANY]
    ]


def _steps(lane: Lane, decimals: int, unit: str) -> list[tuple[Decimal, str]]:
    digits = minor_units(lane.currency)
    found: list[tuple[Decimal, str]] = []
    for low, _high, minor in cells_of(lane):
        price = format(Decimal(minor).scaleb(-digits), "f")
        if not found or found[-1][1] != price:
            found.append((_weight(low, decimals, unit), price))
    return found


def _weight(above_g: int, decimals: int, unit: str) -> Decimal:
    """Where a band above these grams begins: one gram more, which rounding down keeps above the edge."""
    start = Decimal(above_g + 1 if above_g else 0) / GRAMS[unit]
    return start.quantize(Decimal(1).scaleb(-decimals), ROUND_FLOOR)


def _lane_notes(template: ShippingTemplate, lane: Lane) -> list[tuple[str, str]]:
    notes = [(shared.NOTE_LAST_PRICE, weight_text(lane.uppers[-1]))]
    rates = template.rates_of(lane.tier.id, lane.zone.id)
    if rates is not None:
        notes += [(shared.NOTE_GAP, gap) for gap in band_gaps(rates)]
        if rates.free_from is not None:
            notes.append((shared.NOTE_FREE, f"{rates.free_from:f} {template.currency}"))
    if any(step.per_kg or step.step_g for step in lane.steps):
        notes.append((shared.NOTE_STEPS, weight_text(shared.GRID_G)))
    if lane.zone.areas:
        notes.append((shared.NOTE_AREAS, ", ".join(lane.zone.areas)))
    return notes


def _whole_notes(template: ShippingTemplate, tier: Tier) -> list[tuple[str, str]]:
    notes = []
    others = [tier_name(one) for one in template.tiers if one.id != tier.id]
    if others:
        notes.append((shared.NOTE_TIERS, ", ".join(others)))
    if template.excluded:
        notes.append((shared.NOTE_EXCLUDED, ", ".join(template.excluded)))
    return notes
