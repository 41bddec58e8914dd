"""The product's amounts in a site's currency, at the seller's own rate."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

from seller_desk.core.base.money import Money
from seller_desk.core.platforms.fees import ONE, ZERO
from seller_desk.core.platforms.model import Product, Rate
from seller_desk.core.rules.model import SiteInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """Everything None, and `known` False, where the exchange rate is missing. `factor`: 1 of the product's currency."""

    price: Money | None
    cost: Money | None
    shipping: Money | None
    fulfilment: Money | None
    return_cost: Money | None
    target_profit: Money | None
    charged: Decimal
    factor: Decimal
    rate: Rate | None
    known: bool

    @classmethod
    def of(cls, product: Product, site: SiteInfo) -> "Converted":
        """The product at this site."""
        rate = product.rates.get(site.currency)
        same = product.currency == site.currency
        known = same or rate is not None
        factor = ONE if same or rate is None else rate.value

        def there(amount: Decimal | None) -> Money | None:
            if amount is None or not known:
                return None
            return Money(amount * factor, site.currency).rounded()

        return cls(
            price=there(product.price),
            cost=there(product.cost),
            shipping=there(product.shipping),
            fulfilment=there(product.fulfilment),
            return_cost=there(product.return_cost),
            target_profit=there(product.target_profit),
            charged=(there(product.shipping_charged) or Money(ZERO, site.currency)).amount,
            factor=factor,
            rate=None if same else rate,
            known=known,
        )


_FINE, _COARSE, _SAME = Context(prec=10), Context(prec=8), Decimal("1e-9")


def rebased(rates: Mapping[str, Rate], old: str, new: str) -> dict[str, Rate]:
    """Rates of one unit of `old` as rates of one unit of `new`, each dated by the older of the two it comes from.

    Nothing without the rate between the two: the numbers say nothing about another currency.
    """
    if old == new:
        return dict(rates)
    between = rates.get(new)
    if between is None:
        return {}
    found = {
        code: Rate(value=_short(rate.value / between.value), on=min(rate.on, between.on))
        for code, rate in rates.items()
        if code != new
    }
    return {**found, old: Rate(value=_short(ONE / between.value), on=between.on)}


def _short(value: Decimal) -> Decimal:
    """Ten digits, or those of the round number that it is all but: there and back again changes no rate."""
    fine, coarse = _FINE.plus(value), _COARSE.plus(value)
    near = coarse if abs(fine - coarse) <= fine * _SAME else fine
    return Decimal(f"{near.normalize():f}")
