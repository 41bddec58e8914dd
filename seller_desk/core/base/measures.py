"""Quantities with their unit: what a check measured, a parcel's weight, a box's size."""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from seller_desk.core.base.money import decimal_of

# Grams and millimetres in one unit, exact by definition (international pound and inch).
GRAMS = {
    "g": Decimal(1),
    "kg": Decimal(1000),
    "oz": Decimal("28.349523125"),
    "lb": Decimal("453.59237"),
}
MILLIMETRES = {"mm": Decimal(1), "cm": Decimal(10), "m": Decimal(1000), "in": Decimal("25.4")}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, such as 91 char or 212 dpi. Units are keys of the catalogue of units."""

    value: Decimal | int
    unit: str

    def to_json(self) -> dict[str, object]:
        """`{"value": 91, "unit": "char"}`; fractions as decimal strings."""
        number = self.value
        if isinstance(number, Decimal):
            number = number.normalize()
            return {
                "value": int(number)
                if number == number.to_integral_value()
                else format(number, "f"),
                "unit": self.unit,
            }
        return {"value": number, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Size:
    """Outer size of a parcel in whole millimetres, longest side first."""

    length_mm: int
    width_mm: int
    height_mm: int

    @property
    def volume_mm3(self) -> int:
        """Cubic millimetres."""
        return self.length_mm * self.width_mm * self.height_mm


def parse_weight(text: str) -> int:
    """Whole grams, rounded up, from "480g", "0.48 kg", "1lb"; ValueError otherwise. No unit means grams."""
    match = re.fullmatch(r"\s*([0-9.]+)\s*(g|kg|oz|lb)?\s*", text, re.IGNORECASE)
    if not match:
        raise ValueError(f"not a weight: {text!r}")
    grams = decimal_of(match[1]) * GRAMS[(match[2] or "g").lower()]
    if grams <= 0:
        raise ValueError(f"a weight is more than nothing: {text!r}")
    return int(grams.to_integral_value(ROUND_CEILING))


def parse_size(text: str) -> Size:
    """A Size from "20x15x10cm" or "200*150*100 mm"; ValueError otherwise. No unit means centimetres."""
    match = re.fullmatch(
        r"\s*([0-9.]+)\s*[x×*]\s*([0-9.]+)\s*[x×*]\s*([0-9.]+)\s*(mm|cm|m|in)?\s*",
        text,
        re.IGNORECASE,
    )
    if not match:
        raise ValueError(f"not a size: {text!r}")
    unit = MILLIMETRES[(match[4] or "cm").lower()]
    sides = sorted(
        (
            int((decimal_of(side) * unit).to_integral_value(ROUND_CEILING))
            for side in match.groups()[:3]
        ),
        reverse=True,
    )
    if sides[-1] <= 0:
        raise ValueError(f"a side is more than nothing: {text!r}")
    return Size(*sides)
