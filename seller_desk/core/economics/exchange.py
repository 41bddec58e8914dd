"""The seller's own exchange rates, as typed with "my product"; there is no other source of rates in the program."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from seller_desk.core.base.money import Money
from seller_desk.core.platforms.model import Product


@dataclass(frozen=True, slots=True)
class Exchange:
    """1 unit of `base` = `rates[currency]` units of that currency."""

    base: str
    rates: Mapping[str, Decimal]

    @classmethod
    def of(cls, product: Product) -> "Exchange":
        """The rates beside this product."""
        return cls(product.currency, {code: rate.value for code, rate in product.rates.items()})

    def rate(self, source: str, target: str) -> Decimal | None:
        """How much of `target` one unit of `source` is, through the base; None where a rate is not set."""
        if source == target:
            return Decimal(1)
        to_source, to_target = self._of_base(source), self._of_base(target)
        if not to_source or to_target is None:
            return None
        return to_target / to_source

    def convert(self, money: Money, target: str) -> Money | None:
        """The amount in another currency, unrounded; None where the rate is not set."""
        rate = self.rate(money.currency, target)
        return None if rate is None else Money(money.amount * rate, target)

    def _of_base(self, currency: str) -> Decimal | None:
        return Decimal(1) if currency == self.base else self.rates.get(currency)
