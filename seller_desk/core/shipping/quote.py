"""What a parcel costs under a tariff, with the trace of how it was found.

Chargeable weight = max(actual, volume / divisor), at least the minimum, rounded up to the step. Band edges are
inclusive (500 g belongs to the band up to 500 g); above the last band, and in a gap, there is no quote, never the
last price. Inside everything is an integer: grams, mm³, minor units; Decimals are turned once, by `PriceBook`.
The lines of a quote are made when they are asked for, so that a whole catalogue can be priced quickly.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from seller_desk.core.base.lists import listed
from seller_desk.core.base.measures import Size
from seller_desk.core.base.money import Money, minor_units
from seller_desk.core.shipping.integers import HALF, WHOLE, Extra, Step
from seller_desk.core.shipping.model import (
    REST_OF_WORLD,
    Band,
    Rates,
    Tariff,
    Tier,
    WeightRule,
    Zone,
    days_of,
    lower_edges,
    tier_name,
)
from seller_desk.core.shipping.trace import Basis, Line, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is sent where. `value` is the order's value, already in the tariff's currency (see `Rates.free_from`)."""

    country: str
    weight_g: int
    size: Size | None = None
    goods: str = "plain"
    area: str = ""
    remote: bool = False
    value: Decimal | None = None


class Lane:
    """One tier in one zone, ready to price. Make it through `PriceBook`."""

    def __init__(self, tariff: Tariff, tier: Tier, zone: Zone, rates: Rates) -> None:
        self.tier, self.zone, self.currency = tier, zone, tariff.currency
        self.days = days_of(tier, rates)
        self.scale = 10 ** minor_units(tariff.currency)
        self.rule: WeightRule = tier.weight or tariff.weight
        self._divisor, self._minimum_g = self.rule.divisor, self.rule.minimum_g
        self._step_g = max(1, self.rule.step_g)
        bands = sorted(rates.bands, key=lambda band: band.up_to_g)
        self.steps = [
            Step(band, low, self.scale) for band, low in zip(bands, lower_edges(bands), strict=True)
        ]
        self.uppers = [step.up_to for step in self.steps]
        self.free_from = None if rates.free_from is None else int(rates.free_from * self.scale)
        self._surcharges = tariff.surcharges
        self._extras: dict[tuple[str, str, bool], tuple[Extra, ...]] = {}

    def chargeable_g(self, weight_g: int, volume_mm3: int = 0) -> int:
        """The weight under the tariff's rule, before a band's own minimum and step."""
        # Plain comparisons: this runs once for every price of a catalogue, and max() takes longer.
        if self._divisor:
            volumetric = -(-volume_mm3 // self._divisor)
            if volumetric > weight_g:
                weight_g = volumetric
        if weight_g < self._minimum_g:
            weight_g = self._minimum_g
        step = self._step_g
        return weight_g if step == 1 else -(-weight_g // step) * step

    def extras(self, goods: str, country: str, remote: bool) -> tuple[Extra, ...]:
        """The surcharges for such parcels."""
        key = (goods, country, remote)
        found = self._extras.get(key)
        if found is None:
            found = self._extras[key] = tuple(
                Extra(one, self.scale)
                for one in self._surcharges
                if (not one.goods or goods in one.goods)
                and (not one.countries or country in one.countries)
                and (not one.tiers or self.tier.id in one.tiers)
                and (remote or not one.remote_only)
            )
        return found

    def quote(
        self, weight_g: int, volume_mm3: int, extras: tuple[Extra, ...], value: int = 0
    ) -> "Quote | None":
        """The quote, or None above the last band and in a gap. `value` in minor units."""
        grams = self.chargeable_g(weight_g, volume_mm3)
        position = bisect_left(self.uppers, grams)
        if position == len(self.uppers):
            return None
        step = self.steps[position]
        if grams <= step.low:
            return None
        if step.plain:
            freight = step.base + (step.per_kg * grams + HALF) // WHOLE
        else:
            found = self._settle(grams, position)
            if found is None:
                return None
            step, grams = found
            freight = step.freight(grams)
        total = freight + step.fixed
        for extra in extras:
            total += extra.charge(freight, grams, value)
        if self.free_from is not None and value >= self.free_from:
            total = 0
        return Quote(self, step, grams, total, extras, value)

    def _settle(self, grams: int, position: int) -> tuple[Step, int] | None:
        """The band whose own minimum and step leave the weight inside it; rounding may lead into the next one."""
        for step in self.steps[position:]:
            if grams <= step.low:
                return None
            grams = step.weigh(grams)
            if grams <= step.up_to:
                return step, grams
        return None


class Quote:
    """A price with its trace. `total_minor` is the sum of the rounded lines, in minor units."""

    __slots__ = ("_extras", "_step", "_value", "chargeable_g", "lane", "total_minor")

    def __init__(
        self,
        lane: Lane,
        step: Step,
        grams: int,
        total: int,
        extras: tuple[Extra, ...],
        value: int,
    ) -> None:
        self.lane, self._step, self.chargeable_g = lane, step, grams
        self.total_minor, self._extras, self._value = total, extras, value

    @property
    def total(self) -> Money:
        """What it costs."""
        return self._money(self.total_minor)

    @property
    def service(self) -> str:
        """The tier's id."""
        return self.lane.tier.id

    @property
    def band(self) -> Band:
        """The band that was used."""
        return self._step.band

    def lines(self) -> list[Line]:
        """The trace; its amounts add up to `total`."""
        step, grams = self._step, self.chargeable_g
        band = step.band
        lines = []
        if step.step_g:
            first = Basis("first_weight", band.price, step.first_g)
            lines.append(self._line("first_weight", step.base, first))
            count = step.steps(grams)
            more = Basis("additional_weight", band.step_price, step.step_g, count)
            lines.append(self._line("additional_weight", count * step.step_price, more))
        elif step.base or not step.per_kg:
            flat = Basis("band", band.price, band.up_to_g)
            lines.append(self._line("freight", step.base, flat))
        if step.per_kg:
            by_weight = Basis("weight", band.per_kg, grams)
            lines.append(self._line("freight", step.by_weight(grams), by_weight))
        if step.fixed:
            lines.append(self._line("per_parcel", step.fixed, Basis("per_parcel", band.per_parcel)))
        freight = step.freight(grams)
        for extra in self._extras:
            amount = extra.charge(freight, grams, self._value)
            lines.append(self._line(extra.of.name, amount, extra.basis(grams)))
        if self.lane.free_from is not None and self._value >= self.lane.free_from:
            charged = sum((line.amount.amount for line in lines), Decimal(0))
            threshold = self._money(self.lane.free_from).amount
            lines.append(
                Line(
                    "free_shipping",
                    Money(-charged, self.lane.currency),
                    Basis("free_from", threshold),
                )
            )
        return lines

    def _line(self, name: str, minor: int, basis: Basis) -> Line:
        return Line(name, self._money(minor), basis)

    def _money(self, minor: int) -> Money:
        digits = minor_units(self.lane.currency)
        return Money(Decimal(minor).scaleb(-digits), self.lane.currency)


class PriceBook:
    """A tariff made ready: lanes by destination. Build it once, ask it often; it never changes."""

    def __init__(self, tariff: Tariff) -> None:
        self.tariff = tariff
        self.excluded = frozenset(tariff.excluded)
        self._lanes: dict[tuple[str, str], list[Lane]] = {}
        tiers = {tier.id: tier for tier in tariff.tiers}
        zones = {zone.id: zone for zone in tariff.zones}
        for rates in tariff.rates:
            if rates.tier in tiers and rates.zone in zones and rates.bands:
                lane = Lane(tariff, tiers[rates.tier], zones[rates.zone], rates)
                for key in _keys(lane.zone):
                    self._lanes.setdefault(key, []).append(lane)

    def lanes(self, country: str, area: str = "") -> list[Lane]:
        """The lanes to this destination, the narrowest zones first; one lane a tier."""
        found: dict[str, Lane] = {}
        for key in ((country, area), (country, ""), (REST_OF_WORLD, "")):
            for lane in self._lanes.get(key, ()):
                found.setdefault(lane.tier.id, lane)
        return list(found.values())

    def areas(self, country: str) -> list[str]:
        """The parts of this country that have rates of their own."""
        return sorted(area for one, area in self._lanes if one == country and area)

    def quotes(self, parcel: Parcel, service: str = "") -> tuple[list[Quote], list[Refusal]]:
        """Quotes of every service (or the one named), cheapest first, and why the others have none."""
        refused = self._no_destination(parcel)
        if refused is not None:
            return [], [refused]
        quotes, refusals = [], []
        for lane in self.lanes(parcel.country, parcel.area):
            if service and service not in (lane.tier.id, lane.tier.name):
                continue
            outcome = _priced(lane, parcel)
            if isinstance(outcome, Refusal):
                refusals.append(outcome)
            else:
                quotes.append(outcome)
        if service and not quotes and not refusals:
            refusals.append(Refusal(service, "no_service", parcel.country))
        quotes.sort(key=lambda quote: quote.total_minor)
        return quotes, refusals

    def _no_destination(self, parcel: Parcel) -> Refusal | None:
        part = f"{parcel.country}-{parcel.area}"
        if parcel.country in self.excluded or (parcel.area and part in self.excluded):
            return Refusal("", "excluded", part if part in self.excluded else parcel.country)
        if self.lanes(parcel.country, parcel.area):
            return None
        areas = self.areas(parcel.country)
        if areas:
            return Refusal("", "area_needed", listed(areas))
        return Refusal("", "no_zone", parcel.country)


def _priced(lane: Lane, parcel: Parcel) -> Quote | Refusal:
    service = tier_name(lane.tier)
    if lane.tier.goods and parcel.goods not in lane.tier.goods:
        return Refusal(service, "goods", parcel.goods)
    if parcel.size and _too_big(lane.tier, parcel.size):
        limit = lane.tier.max_side_mm or lane.tier.max_sides_mm
        return Refusal(service, "too_big", f"{limit / 10:g} cm")
    value = int((parcel.value or Decimal(0)) * lane.scale)
    volume = parcel.size.volume_mm3 if parcel.size else 0
    extras = lane.extras(parcel.goods, parcel.country, parcel.remote)
    quote = lane.quote(parcel.weight_g, volume, extras, value)
    if quote is not None:
        return quote
    grams = lane.chargeable_g(parcel.weight_g, volume)
    if grams > lane.uppers[-1]:
        return Refusal(service, "too_heavy", f"{grams} g > {lane.uppers[-1]} g")
    return Refusal(service, "gap", f"{grams} g")


def _too_big(tier: Tier, size: Size) -> bool:
    sides = size.length_mm + size.width_mm + size.height_mm
    return bool(
        (tier.max_side_mm and size.length_mm > tier.max_side_mm)
        or (tier.max_sides_mm and sides > tier.max_sides_mm)
    )


def _keys(zone: Zone) -> Iterable[tuple[str, str]]:
    for country in zone.countries:
        if zone.areas:
            yield from ((country, area) for area in zone.areas)
        else:
            yield country, ""
