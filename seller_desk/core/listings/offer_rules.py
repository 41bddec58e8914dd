"""Rules of an offer: price and currency, sale and its days, days to dispatch, stock, weight."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.money import Money
from seller_desk.core.listings.limits import Limit
from seller_desk.core.listings.model import Listing, SiteView
from seller_desk.core.listings.more_limits import TradeLimits
from seller_desk.core.listings.rule_kit import Check, finding


def offer_rules(limits: TradeLimits, on: date) -> list[Check | None]:
    """Everything about the offer of a listing on a site, judged on this day."""
    return [
        _price(limits),
        _currency(limits),
        _sale(limits, on),
        _range(limits, "handling_days", limits.handling_min, limits.handling_max),
        _range(limits, "quantity", None, limits.quantity_max),
        _range(limits, "weight", limits.weight_min, limits.weight_max),
    ]


def _money(amount: Decimal, view: SiteView) -> Money | Decimal:
    return Money(amount, view.currency) if view.currency else amount


def _price(limits: TradeLimits) -> Check:
    site = limits.site

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        if view.price is None or view.price > 0:
            return ()
        measured = _money(view.price, view)
        return (
            finding(
                "listing.price_not_positive",
                Severity.BLOCKER,
                listing,
                "price",
                site,
                measured=measured,
            ),
        )

    return check


def _currency(limits: TradeLimits) -> Check | None:
    if not limits.currency:
        return None
    site, wanted = limits.site, limits.currency
    sources = (limits.currency_source,) if limits.currency_source else ()
    # A price in the seller's own money is no fault of the file; where the platform names a currency, it is.
    severity = Severity.WARNING if sources else Severity.HINT

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        if view.price is None or not view.currency or view.currency == wanted:
            return ()
        return (
            finding(
                "listing.price_currency",
                severity,
                listing,
                "price",
                site,
                sources,
                measured=view.currency,
                required=wanted,
            ),
        )

    return check


def _sale(limits: TradeLimits, on: date) -> Check:
    site = limits.site

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        offer = view.offer
        if offer.sale_price is None and offer.list_price is None:
            return ()
        return [*_prices(listing, view, site), *_days(listing, view, site, on)]

    return check


def _prices(listing: Listing, view: SiteView, site: str) -> Iterable[Finding]:
    offer, price = view.offer, view.price
    if price is None:
        return
    if offer.sale_price is not None and offer.sale_price >= price:
        yield finding(
            "listing.sale_price_high",
            Severity.WARNING,
            listing,
            "offer.sale_price",
            site,
            measured=_money(offer.sale_price, view),
            required=_money(price, view),
        )
    if offer.list_price is not None and offer.list_price < price:
        yield finding(
            "listing.list_price_low",
            Severity.WARNING,
            listing,
            "offer.list_price",
            site,
            measured=_money(offer.list_price, view),
            required=_money(price, view),
        )


def _days(listing: Listing, view: SiteView, site: str, on: date) -> Iterable[Finding]:
    offer = view.offer
    if offer.sale_price is None:
        return
    if offer.sale_from is None or offer.sale_until is None:
        field = "offer.sale_from" if offer.sale_from is None else "offer.sale_until"
        yield finding("listing.sale_undated", Severity.HINT, listing, field, site)
        return
    if offer.sale_until < offer.sale_from:
        yield finding(
            "listing.sale_days",
            Severity.WARNING,
            listing,
            "offer.sale_until",
            site,
            measured=offer.sale_until,
            required=offer.sale_from,
        )
    elif offer.sale_until < on:
        yield finding(
            "listing.sale_over",
            Severity.HINT,
            listing,
            "offer.sale_until",
            site,
            measured=offer.sale_until,
        )


_FIELDS = {
    "handling_days": ("listing.handling_days", "offer.handling_days", "day"),
    "quantity": ("listing.quantity_range", "quantity", ""),
    "weight": ("listing.weight_range", "weight_g", "g"),
}


def _value(name: str, listing: Listing, view: SiteView) -> int | None:
    if name == "quantity":
        return view.quantity
    return listing.weight_g if name == "weight" else view.offer.handling_days


def _range(limits: TradeLimits, name: str, least: Limit | None, most: Limit | None) -> Check | None:
    """A whole number within the site's range; an empty one is no matter of this rule."""
    if least is None and most is None:
        return None
    code, field, unit = _FIELDS[name]
    low = least.value if least else None
    high = most.value if most else None
    sources = tuple(dict.fromkeys(one.source for one in (least, most) if one))
    site = limits.site
    words = f"{'' if low is None else f'{low:,}'}–{'' if high is None else f'{high:,}'} {unit}"

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        value = _value(name, listing, view)
        if value is None or ((low is None or value >= low) and (high is None or value <= high)):
            return ()
        return (
            finding(
                code,
                Severity.BLOCKER,
                listing,
                field,
                site,
                sources,
                measured=Quantity(value, unit) if unit else value,
                required=words.strip(),
            ),
        )

    return check
