"""Whether "my product" can be, and what about it is hard to believe."""

from collections.abc import Sequence
from decimal import Decimal

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.measures import Quantity, parse_size
from seller_desk.core.base.money import Money
from seller_desk.core.platforms.model import Product, SiteResult
from seller_desk.core.rules.catalogs import categories, currencies, plausible

# What was given under these codes takes no part in the sums.
_LEFT_OUT = ("product.category_unknown", "product.currency_unknown", "product.beyond_reckoning")
_MINE = Subject(kind="product", id="", label=N_("My product"))
_SUMS = (
    *("price", "cost", "shipping", "shipping_charged"),
    *("fulfilment", "return_cost", "target_profit"),
)


def check_product(product: Product, *, any_currency: bool = False) -> None:
    """UsageProblem for what cannot be; what is merely hard to believe is a finding.

    `any_currency`: an unknown currency of the product passes, for a finding tells it.
    """
    most = plausible().most
    named = (
        product.rates if any_currency and product.currency else (product.currency, *product.rates)
    )
    unknown = [one for one in named if one not in currencies()]
    if unknown:
        raise UsageProblem(
            _("“{text}” is not a currency").format(text=unknown[0]), _("Write it as USD, EUR, CNY.")
        )
    if product.price is not None and product.price <= 0:
        raise UsageProblem(_("A price is more than nothing"))
    sums = {name: getattr(product, name) for name in _SUMS}
    if any(sums[one] is not None and sums[one] < 0 for one in _SUMS if one != "target_profit"):
        raise UsageProblem(_("An amount cannot be negative"))
    if any(one is not None and abs(one) > most.amount for one in sums.values()):
        raise UsageProblem(_("An amount is at most {most}").format(most=f"{most.amount:,f}"))
    if product.weight_g is not None and not 0 < product.weight_g <= most.weight_g:
        raise UsageProblem(
            _("A weight is more than nothing and at most {most}").format(
                most=f"{most.weight_g // 1000:,} kg"
            )
        )
    if product.orders is not None and not 1 <= product.orders <= most.orders:
        raise UsageProblem(_("Orders a month are 1 to {most}").format(most=f"{most.orders:,}"))
    if not all(0 < rate.value <= most.rate for rate in product.rates.values()):
        raise UsageProblem(
            _("An exchange rate is more than nothing and at most {most}").format(
                most=f"{most.rate:,f}"
            )
        )
    _check_shares(product)


def _check_shares(product: Product) -> None:
    if product.target_margin is not None and not -1 < product.target_margin < 1:
        raise UsageProblem(_("A target margin is a share below 1, such as 0.2"))
    for share in (product.return_rate, product.resellable, product.ad_share):
        if share is not None and not 0 <= share <= 1:
            raise UsageProblem(_("Write a share between 0 and 1, such as 0.08 or 8%"))
    if product.return_rate == 1:
        raise UsageProblem(_("Where every unit comes back nothing is sold"))
    if product.target_margin is not None and product.target_profit is not None:
        raise UsageProblem(
            _("A target is a margin or a profit, not both"), _("Leave one of them out.")
        )


def product_findings(product: Product) -> list[Finding]:
    """What is hard to believe of it, and a category that nobody knows. Warnings; the sums are made all the same."""
    found = [
        _unknown_currency(product),
        _unknown_category(product),
        _improbable_price(product),
        *_improbable_sizes(product),
    ]
    return [one for one in found if one is not None]


def unusable(findings: Sequence[Finding]) -> bool:
    """Whether something given was left out of the reckoning."""
    return any(one.code in _LEFT_OUT for one in findings)


def beyond_reckoning(field: str, typed: str, most: str) -> Finding:
    """A number larger than anything is reckoned with: it is left out. `most` in the words of the field."""
    return Finding(
        code="product.beyond_reckoning",
        severity=Severity.WARNING,
        subject=_MINE,
        place=Place(field=field),
        measured=typed[:40],
        required=most,
    )


def _unknown_currency(product: Product) -> Finding | None:
    """Then nothing can be converted into the currency of a site."""
    typed, known = product.currency, sorted(currencies())
    return (
        None if typed in known else _unknown("product.currency_unknown", "currency", typed, known)
    )


def _unknown_category(product: Product) -> Finding | None:
    """Then no fee of a category is known: it is not "everything else"."""
    typed, known = product.category, list(categories())
    if not typed or typed in known:
        return None
    return _unknown("product.category_unknown", "category", typed, known)


def _unknown(code: str, field: str, typed: str, known: list[str]) -> Finding:
    """`required`: the known values that look like what was typed."""
    from difflib import get_close_matches

    return Finding(
        code=code,
        severity=Severity.WARNING,
        subject=_MINE,
        place=Place(field=field),
        measured=typed,
        required=tuple(get_close_matches(typed, known, 5)) or None,
    )


def _improbable_price(product: Product) -> Finding | None:
    """Below what the unit costs, or far above it, or beyond anything."""
    price, cost, bounds = product.price, product.cost, plausible()
    if price is None:
        return None
    cost = cost or Decimal(0)
    spent = cost + (product.shipping or Decimal(0)) + (product.fulfilment or Decimal(0))
    known = bool(cost)
    dear = price > bounds.price or (known and price > cost * bounds.times_cost)
    if not dear and not (known and spent > price + product.shipping_charged):
        return None
    return Finding(
        code="product.price_improbable",
        severity=Severity.WARNING,
        subject=_MINE,
        place=Place(field="price"),
        measured=Money(price, product.currency),
        required=Money(spent, product.currency),
    )


def _improbable_sizes(product: Product) -> list[Finding]:
    bounds = plausible()
    side = parse_size(product.size).length_mm if product.size else 0
    # code -> (field, measured, bound)
    said = {
        "product.weight_improbable": (
            "weight_g",
            Quantity(Decimal(product.weight_g or 0) / 1000, "kg"),
            Quantity(Decimal(bounds.weight_g) / 1000, "kg"),
        ),
        "product.size_improbable": (
            "size",
            Quantity(Decimal(side) / 10, "cm"),
            Quantity(Decimal(bounds.side_mm) / 10, "cm"),
        ),
        "product.orders_improbable": (
            "orders",
            Quantity(product.orders or 0, "order"),
            Quantity(bounds.orders, "order"),
        ),
    }
    return [
        Finding(
            code=code,
            severity=Severity.WARNING,
            subject=_MINE,
            place=Place(field=field),
            measured=measured,
            required=bound,
        )
        for code, (field, measured, bound) in said.items()
        if measured.value > bound.value
    ]


def rate_findings(product: Product, results: Sequence[SiteResult]) -> list[Finding]:
    """`product.rate_missing`: how many sites have no profit for want of a rate, and of which currencies. A hint."""
    waiting = [one for one in results if one.rate_missing]
    if not waiting or product.currency not in currencies():
        return []
    return [
        Finding(
            code="product.rate_missing",
            severity=Severity.HINT,
            subject=_MINE,
            place=Place(field="rates"),
            measured=Quantity(len(waiting), "site"),
            required=tuple(sorted({one.site.currency for one in waiting})),
            detail=product.currency,
        )
    ]
