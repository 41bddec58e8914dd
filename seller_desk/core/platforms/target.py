"""The lowest price that reaches a margin, exact on the currency's own grid.

Fees are straight lines between their edges, so each piece is solved in closed form. Invoices round every fee, which
moves the answer by a few minor units: the neighbourhood of each solution is walked unit by unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from seller_desk.core.base.money import Money, minor_units
from seller_desk.core.platforms.fees import ONE, ZERO, basis_of, charge, edges
from seller_desk.core.rules.model import Fee

# A walk this long happens only where a piece's margin hardly changes with the price.
LONGEST_WALK = 50_000
_FAR = Decimal(1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a unit costs besides fees, which fees there are, and what the buyer pays for shipping."""

    fees: Sequence[Fee]
    currency: str
    costs: Decimal
    shipping_charged: Decimal = ZERO
    orders: int | None = None

    @property
    def step(self) -> Decimal:
        """The currency's minor unit."""
        return ONE.scaleb(-minor_units(self.currency))

    def fee_amounts(self, price: Decimal) -> list[Decimal]:
        """Each fee at this price, rounded as an invoice would; monthly ones without orders count nothing."""
        found = (self._exact(fee, price) for fee in self.fees)
        return [Money(one, self.currency).rounded().amount for one in found]

    def profit(self, price: Decimal) -> Decimal:
        """What is left of one unit sold at this price."""
        return price + self.shipping_charged - self.costs - sum(self.fee_amounts(price), ZERO)

    def margin(self, price: Decimal) -> Decimal:
        """Profit as a share of what the buyer pays."""
        return self.profit(price) / (price + self.shipping_charged)

    def gap(self, price: Decimal, target: Decimal) -> Decimal:
        """How much more than the target is left (negative: it is missed), with rounded fees."""
        return self.profit(price) - target * (price + self.shipping_charged)

    def exact_gap(self, price: Decimal, target: Decimal) -> Decimal:
        """The same without rounding the fees: a straight line between edges."""
        taken = sum((self._exact(fee, price) for fee in self.fees), ZERO)
        revenue = price + self.shipping_charged
        return revenue - self.costs - taken - target * revenue

    def _exact(self, fee: Fee, price: Decimal) -> Decimal:
        return charge(fee, basis_of(fee, price, self.shipping_charged), self.orders) or ZERO

    def price_edges(self) -> list[Decimal]:
        """Prices at which some fee's formula changes."""
        marks = {
            edge - (basis_of(fee, ZERO, self.shipping_charged))
            for fee in self.fees
            for edge in edges(fee)
        }
        return sorted(mark for mark in marks if mark > 0)


def lowest_price(offer: Offer, target: Decimal) -> Decimal | None:
    """The lowest price on the currency's grid whose margin is at least `target`; None where none reaches it.

    With whole-price tiers a higher price may miss the target again; the answer is the lowest that meets it.
    """
    low = offer.step
    for edge in [*offer.price_edges(), None]:
        high = None if edge is None else _floor(edge, offer.step)
        if high is None or high >= low:
            found = _in_piece(offer, target, low, high)
            if found is not None:
                return found
        if high is not None:
            low = max(low, high + offer.step)
    return None


def _in_piece(offer: Offer, target: Decimal, low: Decimal, high: Decimal | None) -> Decimal | None:
    """The lowest grid price of one straight piece that meets the target."""
    top = high if high is not None else low + _FAR
    at_low = offer.exact_gap(low, target)
    if top == low:
        return low if offer.gap(low, target) >= 0 else None
    slope = (offer.exact_gap(top, target) - at_low) / (top - low)
    # All fees together are rounded by at most half a unit each.
    slack = offer.step * len(offer.fees)
    if slope > 0:
        start = max(low, _floor(low + (-slack - at_low) / slope, offer.step))
        end = max(low, low + (slack - at_low) / slope)
    elif at_low + slack < 0:
        return None
    else:
        start = low
        end = top if slope == 0 else low + (at_low + slack) / -slope
    return _walk(offer, target, start, min(end + offer.step, top))


def _walk(offer: Offer, target: Decimal, start: Decimal, end: Decimal) -> Decimal | None:
    price = start
    for _step in range(LONGEST_WALK):
        if price > end:
            return None
        if offer.gap(price, target) >= 0:
            return price
        price += offer.step
    return None


def _floor(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_FLOOR) * step
