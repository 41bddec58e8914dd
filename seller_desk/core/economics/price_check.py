"""Whether the price of a listing makes sense on a site: against its cost, the site's fees and our own bounds."""

import tomllib
from decimal import Decimal
from functools import cache

import msgspec

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import N_
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.money import Money
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.economics.pricing import MarginPrices, PriceUnknown
from seller_desk.core.listings.model import Listing, SiteView, on_site
from seller_desk.core.listings.rule_kit import finding
from seller_desk.core.platforms.sale import Offer

BASIS = N_("Shipping, returns and rates are those of “My product”")
_ZERO = Decimal(0)


class Bounds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Our own bounds (`resources/catalogs/listing_prices.toml`)."""

    fees_share: Decimal
    times_cost: int


@cache
def bounds() -> Bounds:
    """The bounds of this version."""
    path = resources_dir() / "catalogs" / "listing_prices.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Bounds, strict=False)


def price_findings(listing: Listing, site: str, prices: MarginPrices) -> list[Finding]:
    """Whether the listing loses money there, pays most of it in fees, or has a slip in its price.

    Nothing is told where the price, a rate or the site's fees are not known.
    """
    view = on_site(listing, site)
    if view.price is None or view.price <= 0 or not view.currency:
        return []
    sold = _sold_at(view)
    try:
        price = prices.there(Money(sold, view.currency))
        known = listing.cost is not None and listing.cost > 0
        cost = Money(
            listing.cost or _ZERO, listing.cost_currency or listing.currency or view.currency
        )
        own = prices.there(cost) if known else Money(_ZERO, price.currency)
        if known and price.amount > own.amount * bounds().times_cost:
            return [_improbable(listing, site, price, own)]
        offer = prices.offer(cost if known else own, listing.category)
    except PriceUnknown:
        return []
    return _judged(listing, site, price, offer, cost_known=known)


def _sold_at(view: SiteView) -> Decimal:
    """The lower of price and sale price: what a buyer may pay."""
    sale = view.offer.sale_price
    price = view.price or _ZERO
    return sale if sale is not None and 0 < sale < price else price


def _judged(
    listing: Listing, site: str, price: Money, offer: Offer, *, cost_known: bool
) -> list[Finding]:
    profit = offer.profit(price.amount)
    if cost_known and profit < 0:
        return [
            finding(
                "listing.price_loss",
                Severity.WARNING,
                listing,
                "price",
                site,
                measured=price,
                required=Money(price.amount - profit, price.currency),
                detail=BASIS,
            )
        ]
    fees = price.amount + offer.shipping_charged - offer.costs - profit
    share = fees / price.amount
    if share <= bounds().fees_share:
        return []
    return [
        finding(
            "listing.price_mostly_fees",
            Severity.WARNING,
            listing,
            "price",
            site,
            measured=Quantity((share * 100).quantize(Decimal(1)), "percent"),
            required=price,
        )
    ]


def _improbable(listing: Listing, site: str, price: Money, cost: Money) -> Finding:
    return finding(
        "listing.price_improbable",
        Severity.WARNING,
        listing,
        "price",
        site,
        measured=price,
        required=cost,
    )
