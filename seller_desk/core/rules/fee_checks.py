"""Whether a fee can be computed at all: its method has its numbers, its tiers rise, no rate is absurd."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from seller_desk.core.base.language import _
from seller_desk.core.rules.model import Fee

_LARGEST = Decimal(10) ** 12


def fee_problems(fee: Fee) -> Iterator[str]:
    """Everything that stands against computing with this fee."""
    if fee.method in ("marginal", "whole") and not fee.tiers:
        yield _("a fee by tiers without tiers")
    if fee.method in ("percent", "included") and fee.rate is None:
        yield _("a share without a rate")
    if fee.method == "flat" and fee.amount is None and not fee.tiers:
        yield _("a sum without an amount")
    tops = [tier.up_to for tier in fee.tiers]
    rates = [fee.rate, fee.tax, *(one for tier in fee.tiers for one in (tier.rate, tier.rest))]
    sums = [fee.amount, fee.minimum, fee.maximum, *(tier.amount for tier in fee.tiers), *tops]
    if not all(_within(one, Decimal(1)) for one in rates):
        yield _("a rate is a share between 0 and 1: \"0.15\"")  # fmt: skip
    if not all(_within(one, _LARGEST) for one in sums):
        yield _("a sum is a number from 0 on")
    elif fee.tiers:
        yield from _of_tiers(fee)


def _within(number: Decimal | None, most: Decimal) -> bool:
    return number is None or (number.is_finite() and 0 <= number <= most)


def _of_tiers(fee: Fee) -> Iterator[str]:
    tops = [tier.up_to for tier in fee.tiers]
    if tops[-1] is not None or None in tops[:-1]:
        yield _("only the last tier is open, and it must be")
        return
    closed = [top for top in tops if top is not None]
    if any(high <= low for low, high in pairwise(closed)):
        yield _("tiers must rise")
    if fee.method == "flat" and any(tier.amount is None for tier in fee.tiers):
        yield _("a tier of a sum needs an amount")
