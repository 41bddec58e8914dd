"""The lowest price that reaches a goal, exact on the currency's own grid.

Fees are straight lines between their edges, so each piece is solved in closed form. Invoices round every fee, which
moves the answer by a few minor units: the neighbourhood of each solution is walked unit by unit.
"""

from decimal import ROUND_FLOOR, Decimal

from seller_desk.core.platforms.sale import Goal, Offer

__all__ = ["Goal", "Offer", "lowest_price"]

# A walk this long happens only where a piece's margin hardly changes with the price.
LONGEST_WALK = 50_000
# Two points this far apart give the last piece's straight line; nothing costs more than the other.
_APART = Decimal(1_000_000)
_HIGHEST = Decimal(10) ** 13


def lowest_price(offer: Offer, goal: Goal) -> Decimal | None:
    """The lowest price on the currency's grid at which at least the goal is left; None where none reaches it.

    With whole-price tiers a higher price may miss the goal again; the answer is the lowest that meets it.
    """
    low = offer.step
    for edge in [*offer.price_edges(), None]:
        high = None if edge is None else _floor(edge, offer.step)
        if high is None or high >= low:
            found = _in_piece(offer, goal, low, high)
            if found is not None:
                return found
        if high is not None:
            low = max(low, high + offer.step)
    return None


def _in_piece(offer: Offer, goal: Goal, low: Decimal, high: Decimal | None) -> Decimal | None:
    """The lowest grid price of one straight piece that meets the goal."""
    top = high if high is not None else _HIGHEST
    at_low = offer.exact_gap(low, goal)
    if top == low:
        return low if offer.gap(low, goal) >= 0 else None
    far = high if high is not None else low + _APART
    slope = (offer.exact_gap(far, goal) - at_low) / (far - low)
    # All lines together are rounded by at most half a unit each.
    slack = offer.step * offer.rounded_lines / 2
    if slope > 0:
        start = max(low, _floor(low + (-slack - at_low) / slope, offer.step))
        end = max(low, low + (slack - at_low) / slope)
    elif at_low + slack < 0:
        return None
    else:
        start = low
        end = top if slope == 0 else low + (at_low + slack) / -slope
    return _walk(offer, goal, start, min(end + offer.step, top))


def _walk(offer: Offer, goal: Goal, start: Decimal, end: Decimal) -> Decimal | None:
    price = start
    for _step in range(LONGEST_WALK):
        if price > end:
            return None
        if offer.gap(price, goal) >= 0:
            return price
        price += offer.step
    return None


def _floor(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_FLOOR) * step
