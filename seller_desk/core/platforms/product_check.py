"""Whether "my product" can be, and what about it is hard to believe."""

from collections.abc import Sequence
from decimal import Decimal

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.base.language import _
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.money import Money
from seller_desk.core.platforms.model import Product, SiteResult

# Goods are sold for a few times their cost; a price beyond this is nearly always a slip of the point or the currency.
_TIMES_COST = 100


def check_inputs(product: Product) -> None:
    """UsageProblem for shares, sums and targets that cannot be."""
    for share in (product.return_rate, product.resellable, product.ad_share):
        if share is not None and not 0 <= share <= 1:
            raise UsageProblem(_("Write a share between 0 and 1, such as 0.08 or 8%"))
    if product.return_rate == 1:
        raise UsageProblem(_("Where every unit comes back nothing is sold"))
    for amount in (product.fulfilment, product.return_cost):
        if amount is not None and amount < 0:
            raise UsageProblem(_("An amount cannot be negative"))
    if product.target_margin is not None and product.target_profit is not None:
        raise UsageProblem(
            _("A target is a margin or a profit, not both"), _("Leave one of them out.")
        )


def product_findings(product: Product) -> list[Finding]:
    """`product.price_improbable`: below what the unit costs, or far above it. A warning; the sums are made all the same."""
    price, cost = product.price, product.cost
    if price is None or not cost:
        return []
    spent = cost + (product.shipping or Decimal(0)) + (product.fulfilment or Decimal(0))
    if spent <= price + product.shipping_charged and price <= cost * _TIMES_COST:
        return []
    return [
        Finding(
            code="product.price_improbable",
            severity=Severity.WARNING,
            subject=Subject(kind="product", id="", label=_("My product")),
            place=Place(field="price"),
            measured=Money(price, product.currency),
            required=Money(spent, product.currency),
        )
    ]


def rate_findings(product: Product, results: Sequence[SiteResult]) -> list[Finding]:
    """`product.rate_missing`: how many sites have no profit for want of a rate, and of which currencies. A hint."""
    waiting = [one for one in results if one.rate_missing]
    if not waiting:
        return []
    return [
        Finding(
            code="product.rate_missing",
            severity=Severity.HINT,
            subject=Subject(kind="product", id="", label=_("My product")),
            place=Place(field="rates"),
            measured=Quantity(len(waiting), "site"),
            required=tuple(sorted({one.site.currency for one in waiting})),
            detail=product.currency,
        )
    ]
