"""What every export of a template shares: the sheet, prices of plain parcels, the straight line over all bands."""

import csv
import io
import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from seller_desk.core.base.language import N_
from seller_desk.core.base.money import minor_units
from seller_desk.core.media.workbook import Cell, Table, workbook_bytes
from seller_desk.core.shipping.integers import Step
from seller_desk.core.shipping.quote import Lane

# Which plain parcels a price list that grows by the gram is shown for, where a format knows flat prices only.
GRID_G = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """An export as rows. `notes` say what the format cannot hold, as keys of the catalogue with their data."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[tuple[str, str]] = field(default_factory=tuple)


NOTE_LAST_PRICE = N_("Heavier parcels than the last band pay the last price: {detail}")
NOTE_GAP = N_("Weights without a price pay the price below: {detail}")
NOTE_STEPS = N_("Prices per kg became steps of {detail}")
NOTE_FREE = N_("Free shipping from a value is not in this table: {detail}")
NOTE_TIERS = N_("Only one service fits into this table; left out: {detail}")
NOTE_EXCLUDED = N_("Excluded destinations are not in this table: {detail}")
NOTE_AREAS = N_("Areas are written as in the template; use the shop's own codes: {detail}")
NOTE_CURRENCY = N_("Amounts are in {detail}, not in the site's currency")
NOTE_LINE = N_("Weight bands became a straight line that covers them all")


def plain_price(lane: Lane, grams: int) -> int | None:
    """Minor units for a plain parcel of this weight to the zone's first country; never free; None = no price."""
    country = lane.zone.countries[0] if lane.zone.countries else ""
    quote = lane.quote(grams, 0, lane.extras("plain", country, remote=False), -1)
    return quote.total_minor if quote else None


def cells_of(lane: Lane) -> list[tuple[int, int, int]]:
    """(above, up to, minor units): the lane's bands, those priced by weight cut at multiples of `GRID_G`.

    A cell has the price of its heaviest parcel, so that nobody pays too little.
    """
    found = []
    for step in lane.steps:
        cuts = {_full(lane, step), step.up_to}
        if step.per_kg or step.step_g:
            cuts |= set(range((step.low // GRID_G + 1) * GRID_G, step.up_to, GRID_G))
        low = step.low
        for high in sorted(cuts):
            price = plain_price(lane, high) if high > low else None
            if price is not None:
                found.append((low, high, price))
            low = max(low, high)
    return found


def _full(lane: Lane, step: Step) -> int:
    """The heaviest parcel that the band itself prices: above it, rounding up leads into the next band."""
    edge = step.up_to // step.round_g * step.round_g if step.round_g else step.up_to
    return edge // lane.rule.step_g * lane.rule.step_g


@dataclass(frozen=True, slots=True)
class StraightLine:
    """A fee per parcel plus a fee per kg, in the lane's currency; `excess` is the most it lies above the bands."""

    fixed: Decimal
    per_kg: Decimal
    excess: Decimal


def straight_line(lane: Lane) -> StraightLine | None:
    """The line that covers every band and lies above them by the least in all; None without prices."""
    exact = _one_price(lane)
    if exact is not None:
        return exact
    points = _corners(lane)
    if not points:
        return None
    lines = []
    for slope in _slopes(points):
        base = max(Fraction(0), *(price - slope * grams for grams, price in points))
        waste = sum((base + slope * grams - price for grams, price in points), Fraction(0))
        lines.append((waste, base, slope))
    _waste, base, slope = min(lines)
    # Rounded up to whole minor units, so that the rounded line still covers every band.
    fixed, per_kg = ceil(base), ceil(slope * 1000)
    excess = max(fixed * 1000 + per_kg * grams - price * 1000 for grams, price in points)
    digits = minor_units(lane.currency)
    step = Decimal(1).scaleb(-digits)
    return StraightLine(
        Decimal(fixed).scaleb(-digits),
        Decimal(per_kg).scaleb(-digits),
        (Decimal(excess) / 1000).scaleb(-digits).quantize(step),
    )


def _one_price(lane: Lane) -> StraightLine | None:
    """The line of a lane that is one already: the same prices in every band, to the gram, nothing on top."""
    country = lane.zone.countries[0] if lane.zone.countries else ""
    prices = {(one.band.price + one.band.per_parcel, one.band.per_kg) for one in lane.steps}
    even = all(one.plain for one in lane.steps) and lane.chargeable_g(1) == 1
    if len(prices) != 1 or not even or lane.extras("plain", country, remote=False):
        return None
    fixed, per_kg = prices.pop()
    return StraightLine(fixed, per_kg, Decimal(0))


def _corners(lane: Lane) -> list[tuple[int, int]]:
    """(grams, minor units) of the lightest parcel at the first and last price of each band, and beyond the latter.

    Inside a band prices grow evenly (by the gram, or in even steps), so a line above these is above all.
    """
    found: list[tuple[int, int]] = []
    for step in lane.steps:
        full = _full(lane, step)
        weights = {step.low + 1, min(full + 1, step.up_to)}
        last = plain_price(lane, full) if full > step.low else None
        if last is not None:
            inside = range(step.low + 1, full + 1)
            weights.add(
                inside[bisect_left(inside, last, key=lambda one: plain_price(lane, one) or 0)]
            )
        priced = ((grams, plain_price(lane, grams)) for grams in weights)
        found += [(grams, price) for grams, price in priced if price is not None]
    return found


def _slopes(points: list[tuple[int, int]]) -> list[Fraction]:
    """Every slope of the upper hull of these points that does not fall: the best line lies along one of them."""
    hull: list[tuple[int, int]] = []
    for point in sorted(set(points)):
        while len(hull) > 1 and _rises(hull[-2], hull[-1], point):
            hull.pop()
        hull.append(point)
    edges = itertools.pairwise(hull)
    slopes = (Fraction(b[1] - a[1], b[0] - a[0]) for a, b in edges if b[0] > a[0])
    return [Fraction(0), *(slope for slope in slopes if slope > 0)]


def _rises(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Whether `b` lies on or below the line from `a` to `c`."""
    return (b[0] - a[0]) * (c[1] - a[1]) >= (b[1] - a[1]) * (c[0] - a[0])


def csv_bytes(sheet: Sheet) -> bytes:
    """The sheet as CSV: UTF-8 without a mark, one line feed a row."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows(sheet.rows)
    return buffer.getvalue().encode("utf-8")


def xlsx_bytes(sheet: Sheet, stamped: date, notes: Sequence[str] = ()) -> bytes:
    """The sheet as XLSX with a second table of notes; the same input gives the same bytes."""
    widths = [
        max(len(str(column)) + 2, *(min(40, len(str(row[n])) + 2) for row in sheet.rows), 10)
        if sheet.rows
        else len(str(column)) + 2
        for n, column in enumerate(sheet.columns)
    ]
    tables = [Table(sheet.name, sheet.columns, sheet.rows, widths)]
    if notes:
        tables.append(Table("Notes", ["Notes"], [[note] for note in notes], [100]))
    return workbook_bytes(tables, stamped)
