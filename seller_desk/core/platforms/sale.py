"""What is left of one unit sold at a price: every cost as a function of the price, exact, and as invoices round it.

Between `price_edges` all of it is a straight line of the price; at an edge it may jump.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from seller_desk.core.base.money import minor_units
from seller_desk.core.platforms.fees import ONE, ZERO, basis_of, charge, crossings, edges
from seller_desk.core.rules.model import Fee


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """What comes back. `rate`: the share of units sold; `handling`: what a returned unit costs besides the refund
    (postage back, repair), less the goods that can be sold again.

    Of the referral fee the platform keeps `kept_share`, at most `kept_at_most`; None: no source says what it gives
    back, so nothing is counted as given back.
    """

    rate: Decimal
    handling: Decimal = ZERO
    kept_share: Decimal | None = None
    kept_at_most: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What must be left: this share of what the buyer pays, plus this sum. The empty goal is the break-even."""

    margin: Decimal = ZERO
    profit: Decimal = ZERO

    def at(self, revenue: Decimal) -> Decimal:
        """The sum that must be left."""
        return self.margin * revenue + self.profit


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a unit costs besides fees, which fees there are, and what the buyer pays for shipping.

    `ad_share`: spent on advertising, as a share of the price.
    """

    fees: Sequence[Fee]
    currency: str
    costs: Decimal
    shipping_charged: Decimal = ZERO
    orders: int | None = None
    ad_share: Decimal = ZERO
    returns: Returns | None = None

    @property
    def step(self) -> Decimal:
        """The currency's minor unit."""
        return _step(self.currency)

    @property
    def rounded_lines(self) -> int:
        """How many amounts an invoice rounds."""
        return len(self.fees) + bool(self.ad_share) + 2 * (self.returns is not None)

    def fee_amounts(self, price: Decimal) -> list[Decimal]:
        """Each fee at this price, rounded as an invoice would; monthly ones without orders count nothing."""
        return [self._rounded(self._exact(fee, price)) for fee in self.fees]

    def advertising(self, price: Decimal) -> Decimal:
        """Advertising for one unit, unrounded."""
        return price * self.ad_share

    def refunded(self, price: Decimal) -> Decimal:
        """What returns take of one unit sold, but for what the platform keeps of its fee; unrounded."""
        if self.returns is None:
            return ZERO
        given_back = self.vat(price) + self.referral(price)
        paid_back = price + self.shipping_charged - given_back + self.returns.handling
        return self.returns.rate * paid_back

    def refund_kept(self, price: Decimal) -> Decimal:
        """What the platform keeps of the referral fees of units that come back; unrounded."""
        if self.returns is None:
            return ZERO
        kept = self.referral(price)
        if self.returns.kept_share is not None:
            kept *= self.returns.kept_share
            if self.returns.kept_at_most is not None:
                kept = min(kept, self.returns.kept_at_most)
        return self.returns.rate * kept

    def referral(self, price: Decimal) -> Decimal:
        """The referral fees, unrounded."""
        return sum((self._exact(fee, price) for fee in self.fees if fee.name == "referral"), ZERO)

    def vat(self, price: Decimal) -> Decimal:
        """Tax inside the price; it is not owed where the sale is undone."""
        of_price = (fee for fee in self.fees if fee.method == "included")
        return sum((self._exact(fee, price) for fee in of_price), ZERO)

    def profit(self, price: Decimal) -> Decimal:
        """What is left of one unit sold at this price, on average."""
        taken = sum(self.fee_amounts(price), ZERO) + self._rounded(self.advertising(price))
        taken += self._rounded(self.refunded(price)) + self._rounded(self.refund_kept(price))
        return price + self.shipping_charged - self.costs - taken

    def margin(self, price: Decimal) -> Decimal:
        """Profit as a share of what the buyer pays."""
        return self.profit(price) / (price + self.shipping_charged)

    def gap(self, price: Decimal, goal: Goal) -> Decimal:
        """How much more than the goal is left (negative: it is missed), with rounded fees."""
        return self.profit(price) - goal.at(price + self.shipping_charged)

    def exact_gap(self, price: Decimal, goal: Goal) -> Decimal:
        """The same without rounding: a straight line between edges."""
        taken = sum((self._exact(fee, price) for fee in self.fees), ZERO) + self.advertising(price)
        taken += self.refunded(price) + self.refund_kept(price)
        revenue = price + self.shipping_charged
        return revenue - self.costs - taken - goal.at(revenue)

    def price_edges(self) -> list[Decimal]:
        """Prices at which some formula changes."""
        marks = sorted(
            {
                mark
                for fee in self.fees
                for edge in edges(fee)
                if (mark := edge - basis_of(fee, ZERO, self.shipping_charged)) > 0
            }
        )
        return sorted({*marks, *self._kept_edges(marks)})

    def _kept_edges(self, marks: Sequence[Decimal]) -> list[Decimal]:
        """Where what is kept of a refunded fee reaches its most."""
        one = self.returns
        if one is None or not one.kept_share or one.kept_at_most is None:
            return []
        return crossings(self.referral, marks, one.kept_at_most / one.kept_share)

    def _exact(self, fee: Fee, price: Decimal) -> Decimal:
        return charge(fee, basis_of(fee, price, self.shipping_charged), self.orders) or ZERO

    def _rounded(self, amount: Decimal) -> Decimal:
        return amount.quantize(_step(self.currency), ROUND_HALF_UP)


@cache
def _step(currency: str) -> Decimal:
    return ONE.scaleb(-minor_units(currency))


Curve = list[tuple[Decimal, Decimal]]


def margin_curve(offer: Offer, low: Decimal, high: Decimal, points: int = 60) -> list[Curve]:
    """(price, margin) along a range of prices, unrounded, in pieces: where the function jumps a new piece begins."""
    pieces: list[Curve] = []
    marks = [mark for mark in offer.price_edges() if low < mark < high]
    starts = [low, *(mark + offer.step for mark in marks)]
    for start, end in zip(starts, [*marks, high], strict=True):
        if end < start:
            continue
        share = max(2, int(points * (end - start) / (high - low)) + 1)
        piece = [start + (end - start) * number / (share - 1) for number in range(share)]
        curve = [(price, _exact_margin(offer, price)) for price in piece]
        if pieces and abs(pieces[-1][-1][1] - curve[0][1]) < Decimal("0.002"):
            pieces[-1].extend(curve)
        else:
            pieces.append(curve)
    return pieces


def _exact_margin(offer: Offer, price: Decimal) -> Decimal:
    return offer.exact_gap(price, Goal()) / (price + offer.shipping_charged)
