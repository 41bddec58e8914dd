"""The rows of a price list gathered into tiers, zones and bands."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

import msgspec

from seller_desk.core.shipping import rate_cells
from seller_desk.core.shipping.model import Band, Level, Rates, Tier, WeightRule, Zone, lower_edges
from seller_desk.core.shipping.rate_columns import Column, catalogue

T = TypeVar("T")


class RowProblem(ValueError):
    """A row that cannot be taken; `detail` is the head and the cell at fault, as written in the sheet."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class RateRow:
    """One row's cells by field, with the columns that they come from."""

    number: int
    cells: dict[str, str]
    columns: list[Column]
    service: str

    def text(self, name: str) -> str:
        """The cell, or nothing."""
        return self.cells.get(name, "")

    def column(self, name: str) -> Column:
        """The column of this field."""
        return next(one for one in self.columns if one.field == name)

    def problem(self, *names: str) -> RowProblem:
        """The trouble with these cells."""
        parts = [
            f"{self.column(name).head}: {self.text(name)}" for name in names if name in self.cells
        ]
        return RowProblem("; ".join(parts) or " ".join(self.cells.values())[:120])

    def amount(self, name: str) -> Decimal:
        """An amount of money; nothing where the cell is empty."""
        try:
            return sum((rate_cells.amount(one) for one in self.text(name).split()), Decimal(0))
        except ValueError:
            raise self.problem(name) from None

    def grams(self, name: str) -> int:
        """A weight; 0 where the cell is empty."""
        if not self.text(name):
            return 0
        try:
            return rate_cells.grams(self.text(name), self.column(name).grams)
        except ValueError:
            raise self.problem(name) from None


@dataclass(slots=True)
class _TierDraft:
    name: str
    code: str
    goods: list[str]
    days: list[int] = field(default_factory=list)
    days_by_zone: dict[str, list[int]] = field(default_factory=dict)
    divisor: int = 0


class RateTable:
    """Rows come in with `add`; `tiers`, `zones` and `rates` give the tariff."""

    def __init__(self) -> None:
        self.bands = 0
        self.currency = ""
        self._tiers: dict[tuple[str, str], _TierDraft] = {}
        self._zones: dict[tuple[tuple[str, ...], str], Zone] = {}
        self._rates: dict[tuple[str, str], dict[tuple[int | None, int], tuple[Band, int]]] = {}

    def add(self, row: RateRow) -> None:
        """Take a row; RowProblem if a cell cannot be read, the band is there already, or the currency differs."""
        try:
            countries = rate_cells.countries(row.text("country"))
        except ValueError:
            raise row.problem("country") from None
        band = _band(row)
        self._check_currency(row)
        zone = self._zone(countries, row.text("area"))
        tier = self._tier(row, zone)
        lane = self._rates.setdefault((tier, zone), {})
        key = (band.above_g, band.up_to_g)
        if key in lane:
            raise RowProblem(
                f"{row.problem('country', 'weight', 'weight_to').detail} = {lane[key][1]}"
            )
        lane[key] = (band, row.number)
        self.bands += 1

    def tiers(self) -> list[Tier]:
        """The services, with the weight rule that all their bands share."""
        return [self._finished(key, draft) for key, draft in self._tiers.items()]

    def zones(self) -> list[Zone]:
        """The zones in the order of the sheet."""
        return list(self._zones.values())

    def rates(self) -> list[Rates]:
        """The bands by tier and zone, ascending; what the whole tier shares is the tier's."""
        drafts = {self._tier_id(key): draft for key, draft in self._tiers.items()}
        found = []
        for (tier, zone), lane in self._rates.items():
            shared, draft = self._shared(tier), drafts[tier]
            days = draft.days_by_zone.get(zone, [])
            own = bool(days) and (min(days), max(days)) != (min(draft.days), max(draft.days))
            bands = sorted((band for band, _row in lane.values()), key=lambda one: one.up_to_g)
            found.append(
                Rates(
                    tier=tier,
                    zone=zone,
                    bands=[_trimmed(band, joins, shared) for band, joins in _with_lows(bands)],
                    days_min=min(days) if own else None,
                    days_max=max(days) if own else None,
                )
            )
        return found

    def _check_currency(self, row: RateRow) -> None:
        own = row.text("currency").upper()
        named = next(
            (
                code
                for code, words in catalogue()["currencies"].items()
                if own in words or own == code
            ),
            own,
        )
        heads = (
            column.currency
            for column in row.columns
            if column.field in ("per_kg", "price", "first_price", "per_parcel") and column.currency
        )
        currency = named or next(heads, "")
        if self.currency and currency and currency != self.currency:
            raise row.problem("currency") if own else RowProblem(currency)
        self.currency = self.currency or currency

    def _zone(self, countries: list[str], area: str) -> str:
        if area.casefold() in catalogue()["words"]["whole_country"]:
            area = ""
        key = (tuple(countries), area)
        if key not in self._zones:
            name = "-".join([*(code.lower() for code in countries[:3]), *area.split()])
            taken = {zone.id for zone in self._zones.values()}
            zone_id = name if name not in taken and "*" not in name else f"zone{len(taken) + 1}"
            self._zones[key] = Zone(
                id=zone_id, countries=countries, areas=[area] if area else [], name=area
            )
        return self._zones[key].id

    def _tier(self, row: RateRow, zone: str) -> str:
        name = row.text("service") or row.service
        key = (name, row.text("goods"))
        draft = self._tiers.get(key)
        if draft is None:
            goods = rate_cells.goods(row.text("goods"), name)
            draft = self._tiers[key] = _TierDraft(name, row.text("product_code"), goods)
        days = [one for one in rate_cells.days(row.text("transit")) if one is not None]
        draft.days += days
        draft.days_by_zone.setdefault(zone, []).extend(days)
        if row.text("divisor") and not draft.divisor:
            draft.divisor = int(row.amount("divisor"))
        return self._tier_id(key)

    def _tier_id(self, key: tuple[str, str]) -> str:
        draft = self._tiers[key]
        first_of_code = next(other for other in self._tiers.values() if other.code == draft.code)
        if draft.code and first_of_code is draft:
            return draft.code
        return f"line{list(self._tiers).index(key) + 1}"

    def _shared(self, tier: str) -> WeightRule:
        bands = [
            band
            for (one, _zone), lane in self._rates.items()
            if one == tier
            for band, _row in lane.values()
        ]
        minima, steps = {band.minimum_g for band in bands}, {band.round_to_g for band in bands}
        return WeightRule(
            minimum_g=minima.pop() if len(minima) == 1 else 0,
            step_g=(steps.pop() or 1) if len(steps) == 1 else 1,
        )

    def _finished(self, key: tuple[str, str], draft: _TierDraft) -> Tier:
        tier_id = self._tier_id(key)
        rule = msgspec.structs.replace(self._shared(tier_id), divisor=draft.divisor)
        twins = [other for other in self._tiers.values() if other.name == draft.name]
        name = f"{draft.name} {key[1]}".strip() if len(twins) > 1 else draft.name
        slowest = max(draft.days, default=None)
        return Tier(
            id=tier_id,
            name=name,
            level=_level(slowest),
            days_min=min(draft.days, default=None),
            days_max=slowest,
            goods=draft.goods,
            weight=rule,
        )


def _level(slowest: int | None) -> Level:
    """The guide's tiers (process P9.4): express within 5 days, economy beyond 15, standard between or unknown."""
    if slowest is None:
        return "standard"
    return "express" if slowest <= 5 else "economy" if slowest > 15 else "standard"


def _band(row: RateRow) -> Band:
    above, up_to = _edges(row)
    band = Band(
        above_g=above,
        up_to_g=up_to,
        price=row.amount("price") + row.amount("first_price"),
        per_kg=row.amount("per_kg"),
        per_parcel=row.amount("per_parcel"),
        first_g=row.grams("first_weight"),
        additional_g=row.grams("additional_weight"),
        step_price=row.amount("additional_price"),
        minimum_g=row.grams("minimum"),
        round_to_g=row.grams("step"),
    )
    if not (band.price or band.per_kg):
        raise row.problem("weight", "weight_to")
    if bool(band.step_price) != bool(band.additional_g and band.first_g):
        raise row.problem("first_weight", "additional_weight", "additional_price", "first_price")
    return band


def _edges(row: RateRow) -> tuple[int | None, int]:
    if row.text("weight_to"):
        low = row.grams("weight_from") if row.text("weight_from") else None
        high = row.grams("weight_to")
        if high <= (low or 0):
            raise row.problem("weight_from", "weight_to")
        return low, high
    try:
        return rate_cells.band(row.text("weight"), row.column("weight").grams)
    except ValueError:
        raise row.problem("weight") from None


def _with_lows(bands: list[Band]) -> list[tuple[Band, bool]]:
    """Each band, and whether it begins where the one before it ends, so that its own edge says nothing new."""
    before, found = 0, []
    for band, low in zip(bands, lower_edges(bands), strict=True):
        found.append((band, low == before))
        before = band.up_to_g
    return found


def _trimmed(band: Band, joins: bool, shared: WeightRule) -> Band:
    return msgspec.structs.replace(
        band,
        above_g=None if joins else band.above_g,
        minimum_g=0 if shared.minimum_g else band.minimum_g,
        round_to_g=0 if shared.step_g > 1 else band.round_to_g,
    )
