"""Money: a Decimal amount with its ISO 4217 currency; no floats anywhere."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

# ISO 4217 minor units that differ from two.
_MINOR_UNITS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "BHD": 3, "KWD": 3, "OMR": 3}


def minor_units(currency: str) -> int:
    """Digits after the point in this currency (ISO 4217)."""
    return _MINOR_UNITS.get(currency, 2)


def decimal_of(text: str | int | Decimal) -> Decimal:
    """A finite Decimal from plain digits; ValueError for NaN, infinity, exponents and words."""
    if isinstance(text, Decimal):
        value = text
    else:
        plain = str(text).strip()
        if not plain.isascii() or "_" in plain or "e" in plain.lower():
            raise ValueError(f"not a plain number: {plain!r}")
        try:
            value = Decimal(plain)
        except InvalidOperation:
            raise ValueError(f"not a plain number: {plain!r}") from None
    if not value.is_finite():
        raise ValueError(f"not a finite number: {text!r}")
    return value


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in one currency. Arithmetic keeps full precision; round with `rounded`."""

    amount: Decimal
    currency: str

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str) -> "Money":
        """Money from digits; ValueError if they are not a plain finite number."""
        return cls(decimal_of(amount), currency)

    def rounded(self) -> "Money":
        """Rounded half up to the currency's minor unit, as an invoice would."""
        step = Decimal(1).scaleb(-minor_units(self.currency))
        return Money(self.amount.quantize(step, ROUND_HALF_UP), self.currency)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, factor: Decimal | int) -> "Money":
        return Money(self.amount * factor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other)

    def _same(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")
        return other.amount

    def to_json(self) -> dict[str, str]:
        """`{"amount": "3.40", "currency": "USD"}`, rounded to the minor unit."""
        return {"amount": format(self.rounded().amount, "f"), "currency": self.currency}
