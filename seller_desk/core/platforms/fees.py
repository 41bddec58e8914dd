"""The fee engine: what a fee takes of one price, exactly, and what it says about how.

Decimal throughout. Tier edges belong to the lower tier ("up to and including"), as the platforms' tables say.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from seller_desk.core.base.language import _
from seller_desk.core.base.money import Money
from seller_desk.core.platforms.model import FeeLine
from seller_desk.core.rules.model import Fee, Provenance, Tier, dated_long_ago

ZERO = Decimal(0)
ONE = Decimal(1)
# How far apart two points of the last, open piece are taken.
_APART = Decimal(1_000_000)


def basis_of(fee: Fee, price: Decimal, shipping_charged: Decimal) -> Decimal:
    """What the fee is a share of: the item's price, with what the buyer pays for shipping where the fee says so."""
    return price + shipping_charged if fee.base == "price_with_shipping" else price


def charge(fee: Fee, basis: Decimal, orders: int | None = None) -> Decimal | None:
    """The fee on this basis, unrounded, with its minimum, maximum and tax. None: a monthly fee without orders a month."""
    plain = without_minimum(fee, basis)
    if fee.per == "month":
        if not orders:
            return None
        plain /= orders
    if fee.minimum is not None:
        plain = max(plain, fee.minimum)
    if fee.maximum is not None:
        plain = min(plain, fee.maximum)
    return plain * (ONE + (fee.tax or ZERO))


def without_minimum(fee: Fee, basis: Decimal) -> Decimal:
    """The fee on this basis before minimum, maximum and tax."""
    if fee.method == "flat":
        return _flat(fee, basis)
    if fee.method == "marginal":
        return _marginal(fee.tiers, basis)
    if fee.method == "whole":
        return _whole(fee.tiers, basis)
    rate = fee.rate or ZERO
    if fee.method == "included":
        return basis * rate / (ONE + rate)
    return basis * rate


def minimum_binds(fee: Fee, basis: Decimal) -> bool:
    """Whether the minimum is what is charged on this basis."""
    return fee.minimum is not None and without_minimum(fee, basis) < fee.minimum


def _tier_at(tiers: Sequence[Tier], basis: Decimal) -> tuple[Tier, Decimal]:
    """The tier that this basis falls in and the edge below it; ValueError for a table with a hole at its end."""
    below = ZERO
    for tier in tiers:
        if tier.up_to is None or basis <= tier.up_to:
            return tier, below
        below = tier.up_to
    raise ValueError("the last tier must be open")


def _flat(fee: Fee, basis: Decimal) -> Decimal:
    if fee.tiers:
        return _tier_at(fee.tiers, basis)[0].amount or ZERO
    return fee.amount or ZERO


def _whole(tiers: Sequence[Tier], basis: Decimal) -> Decimal:
    tier, below = _tier_at(tiers, basis)
    if tier.rest is None:
        return basis * tier.rate
    return below * tier.rate + (basis - below) * tier.rest


def _marginal(tiers: Sequence[Tier], basis: Decimal) -> Decimal:
    total = below = ZERO
    for tier in tiers:
        top = basis if tier.up_to is None else min(basis, tier.up_to)
        if top > below:
            total += (top - below) * tier.rate
        if tier.up_to is None or basis <= tier.up_to:
            break
        below = tier.up_to
    return total


def edges(fee: Fee) -> list[Decimal]:
    """Every basis at which the fee's formula changes: tier edges, and where its minimum or maximum begins or ends."""
    marks = [tier.up_to for tier in fee.tiers if tier.up_to is not None]
    bounds = [bound for bound in (fee.minimum, fee.maximum) if bound is not None]
    if not bounds:
        return marks
    found = [
        crossing
        for bound in bounds
        for crossing in crossings(lambda basis: without_minimum(fee, basis), marks, bound)
    ]
    return sorted([*marks, *found])


def crossings(
    amount_at: Callable[[Decimal], Decimal], marks: Sequence[Decimal], bound: Decimal
) -> list[Decimal]:
    """Where an amount that is a straight line between these marks is exactly this sum."""
    lows = [ZERO, *marks]
    found: list[Decimal] = []
    for position, low in enumerate(lows):
        high = lows[position + 1] if position + 1 < len(lows) else None
        # Two points inside the piece give its straight line.
        width = high - low if high is not None else _APART
        first, second = low + width / 4, low + width / 2
        at_first, at_second = amount_at(first), amount_at(second)
        slope = (at_second - at_first) / (second - first)
        if slope:
            crossing = first + (bound - at_first) / slope
            if low < crossing and (high is None or crossing < high):
                found.append(crossing)
    return found


def line(
    fee: Fee, price: Money | None, shipping_charged: Decimal, orders: int | None, on: date
) -> FeeLine:
    """The fee as one line: amount (rounded to the minor unit), basis in words, sources, how sure."""
    basis = None if price is None else basis_of(fee, price.amount, shipping_charged)
    amount: Money | None = None
    why = ""
    if fee.per == "month" and not orders:
        why = _("Orders a month are not given, so it is not spread over them")
    elif basis is None and not _is_one_sum(fee):
        why = _("The price in this currency is not known")
    else:
        exact = charge(fee, basis if basis is not None else ZERO, orders)
        amount = None if exact is None else Money(exact, fee.currency).rounded()
    parts = _provenance(fee, basis)
    unconfirmed = fee.unconfirmed(on) or any(dated_long_ago(part.as_of, on) for part in parts)
    sure = {fee.confidence, *(part.confidence for part in parts)}
    return FeeLine(
        fee=fee,
        amount=amount,
        basis=basis_text(fee, binding=basis is not None and minimum_binds(fee, basis)),
        sources=(fee.source_note(), *(part.source_note() for part in parts)),
        certain=not any(one.alone for one in sure) and not unconfirmed,
        unconfirmed=unconfirmed,
        why=why,
    )


def _is_one_sum(fee: Fee) -> bool:
    return fee.method == "flat" and not fee.tiers


def _provenance(fee: Fee, basis: Decimal | None) -> list[Provenance]:
    """The further sources that this amount rests on."""
    parts: list[Provenance] = []
    if fee.minimum_by and basis is not None and minimum_binds(fee, basis):
        parts.append(fee.minimum_by)
    if fee.tax_by:
        parts.append(fee.tax_by)
    return parts


def percent(share: Decimal) -> str:
    """`15%`, `13.6%`."""
    return f"{(share * 100).normalize():f}%"


def basis_text(fee: Fee, *, binding: bool = False) -> str:
    """How the fee is worked out, in words of the language in use."""
    text = _formula(fee)
    if fee.per == "month":
        text += _(" a month")
    if fee.minimum is not None:
        least = (
            _("at least {amount} {currency}") if not binding else _("least: {amount} {currency}")
        )
        text += _("; ") + least.format(amount=f"{fee.minimum:f}", currency=fee.currency)
    if fee.maximum is not None:
        most = _("at most {amount} {currency}")
        text += _("; ") + most.format(amount=f"{fee.maximum:f}", currency=fee.currency)
    if fee.tax:
        text += _("; ") + _("plus {rate} tax on the fee").format(rate=percent(fee.tax))
    return text


def _formula(fee: Fee) -> str:
    if fee.method == "included":
        return _("{rate} included in the price").format(rate=percent(fee.rate or ZERO))
    if fee.method == "percent":
        return percent(fee.rate or ZERO)
    if fee.method == "flat" and not fee.tiers:
        return f"{fee.amount or ZERO:f} {fee.currency}"
    words = [_tier_words(fee, tier) for tier in fee.tiers]
    text = _(", ").join(words)
    if fee.method == "marginal":
        return text + _(" (each part of the price at its rate)")
    if fee.method == "whole":
        return text + _(" (on the whole price)")
    return text


def _tier_words(fee: Fee, tier: Tier) -> str:
    value = percent(tier.rate) if tier.amount is None else f"{tier.amount:f} {fee.currency}"
    if tier.rest is not None:
        return _("above: {rate} on the part below, {rest} on the rest").format(
            rate=value, rest=percent(tier.rest)
        )
    if tier.up_to is None:
        return _("{value} above").format(value=value)
    return _("{value} up to {edge}").format(value=value, edge=f"{tier.up_to:f}")
