"""Bands and surcharges in integers: grams, minor units, and unit prices with six digits below the minor unit."""

from seller_desk.core.shipping.model import Band, Surcharge
from seller_desk.core.shipping.trace import Basis

# No price list has unit prices of more digits (0.065 CNY per g is 65 per kg).
FINE = 1_000_000
_KILO = 1000
# Sums of products are divided once, by twice the scale, so that adding half of it rounds half up.
WHOLE = FINE * _KILO * 2
HALF = FINE * _KILO


def half_up(numerator: int, denominator: int) -> int:
    """Half up, for amounts of nothing or more."""
    return (numerator * 2 + denominator) // (denominator * 2)


class Extra:
    """A surcharge in integers: factors of freight, weight and value, and a fixed part, over one denominator."""

    __slots__ = ("fixed", "minimum", "of", "of_freight", "of_value", "of_weight")

    def __init__(self, of: Surcharge, scale: int) -> None:
        self.of = of
        percent = of.kind.startswith("percent")
        fine = int((of.rate if percent else of.amount * scale) * FINE)
        share, per_gram = fine * _KILO * 2, fine * 2
        self.of_freight = share if of.kind == "percent_of_freight" else 0
        self.of_value = share if of.kind == "percent_of_value" else 0
        self.of_weight = per_gram if of.kind == "per_kg" else 0
        self.fixed = (share if of.kind == "per_parcel" else 0) + HALF
        self.minimum = int(of.minimum * scale)

    def charge(self, freight: int, grams: int, value: int) -> int:
        """Minor units for this freight, weight and value, rounded half up."""
        amount = (
            freight * self.of_freight + grams * self.of_weight + value * self.of_value + self.fixed
        ) // WHOLE
        return amount if amount > self.minimum else self.minimum

    def basis(self, grams: int) -> Basis:
        """The numbers behind the charge."""
        percent = self.of.kind.startswith("percent")
        return Basis(self.of.kind, self.of.rate if percent else self.of.amount, grams)


class Step:
    """A band in integers; see `Band`."""

    __slots__ = (
        "band",
        "base",
        "first_g",
        "fixed",
        "low",
        "minimum_g",
        "per_kg",
        "plain",
        "round_g",
        "step_g",
        "step_price",
        "up_to",
    )

    def __init__(self, band: Band, low: int, scale: int) -> None:
        self.band = band
        self.low, self.up_to = low, band.up_to_g
        self.base = half_up(int(band.price * scale * FINE), FINE)
        self.fixed = half_up(int(band.per_parcel * scale * FINE), FINE)
        self.per_kg = int(band.per_kg * scale * FINE) * 2
        self.first_g, self.step_g = band.first_g, band.additional_g
        self.step_price = half_up(int(band.step_price * scale * FINE), FINE)
        self.minimum_g, self.round_g = band.minimum_g, band.round_to_g
        self.plain = not (self.step_g or self.minimum_g or self.round_g)

    def weigh(self, grams: int) -> int:
        """The weight that this band charges."""
        grams = max(grams, self.minimum_g)
        return -(-grams // self.round_g) * self.round_g if self.round_g else grams

    def steps(self, grams: int) -> int:
        """Begun steps of additional weight."""
        return -(-max(0, grams - self.first_g) // self.step_g) if self.step_g else 0

    def by_weight(self, grams: int) -> int:
        """Minor units of the price per kg."""
        return (self.per_kg * grams + HALF) // WHOLE

    def freight(self, grams: int) -> int:
        """Minor units without what is paid per parcel."""
        freight = self.base + (self.per_kg * grams + HALF) // WHOLE
        if self.step_g:
            freight += self.steps(grams) * self.step_price
        return freight
