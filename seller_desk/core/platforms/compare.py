"""One site, or several, compared for "my product" and this seller."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from seller_desk.core.base.language import _
from seller_desk.core.base.money import Money
from seller_desk.core.platforms.fees import ZERO, line
from seller_desk.core.platforms.gates import verdict
from seller_desk.core.platforms.model import (
    FeeLine,
    NotCounted,
    Product,
    Rate,
    SiteResult,
    Verdict,
)
from seller_desk.core.platforms.target import Offer, lowest_price
from seller_desk.core.rules.book import Query, RuleBook, platform_of
from seller_desk.core.rules.model import Fact, Fee, SiteInfo

# Facts that the comparison shows beside the figures.
SITE_FACTS = (
    "site.reach",
    "site.audience",
    "site.model",
    "site.fulfilment",
    "site.load",
    "site.shops",
    "site.deposit",
    "site.review_time",
    "site.payout",
    "site.upload",
    "site.free_listings",
    "site.newcomers",
)
# Beginnings of the keys of all that is known of selling on a site, in the order in which it is told.
SITE_KEYS = (
    *("site.", "papers.", "review.", "rejection.", "appeal"),
    *("deposit.", "fees.", "fba.", "refund.", "payout.", "security."),
)
NOT_INCLUDED = "fees.not_included"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """Who wants to register."""

    entity: str = ""
    established_on: date | None = None


def compare(
    book: RuleBook, sites: Iterable[str], product: Product, seller: Seller, on: date
) -> list[SiteResult]:
    """The sites side by side, in the order given. KeyError for an unknown site."""
    return [_one(book, book.sites[site], product, seller, on) for site in sites]


def counted(fees: Sequence[Fee], options: Sequence[str]) -> tuple[list[Fee], list[Fee]]:
    """(fees that count, fees that do not) under these choices.

    Of fees with an option such as `plan:individual`, the chosen one of its group (`plan`) counts; where none of the
    group is chosen, or the choice is one that this site does not have, those that count by default.
    """
    offered = {fee.option for fee in fees}
    groups = {option.partition(":")[0] for option in options if option in offered}
    yes: list[Fee] = []
    no: list[Fee] = []
    for fee in fees:
        if not fee.option:
            counts = True
        elif fee.option.partition(":")[0] in groups:
            counts = fee.option in options
        else:
            counts = fee.on_by_default
        (yes if counts else no).append(fee)
    return yes, no


def _one(book: RuleBook, site: SiteInfo, product: Product, seller: Seller, on: date) -> SiteResult:
    query = Query(site=site.id, on=on, category=product.category, entity=seller.entity)
    fees, _left_out = counted(book.fees(query), product.options)
    converted = _Converted.of(product, site)
    lines = [line(fee, converted.price, converted.charged, product.orders, on) for fee in fees]
    spread = [one for one in lines if one.why == "" or one.fee.per != "month"]
    monthly = [one for one in lines if one not in spread]
    missing = _missing(book, query, lines)
    offer = _offer(product, converted, [one.fee for one in spread], site)
    no_profit = _why_no_profit(product, converted, lines)
    profit = margin = None
    if not no_profit and offer is not None and converted.price is not None:
        profit = Money(offer.profit(converted.price.amount), site.currency)
        margin = offer.margin(converted.price.amount)
    price, no_price = _for_target(product, offer, lines, site)
    facts = _facts(book, query)
    return SiteResult(
        site=site,
        platform=platform_of(site.id),
        platform_name=_platform_name(book, site),
        verdict=_verdict(book, query, seller, on),
        price=converted.price,
        cost=converted.cost,
        shipping=converted.shipping,
        lines=tuple(spread),
        monthly=tuple(monthly),
        not_counted=tuple(missing),
        profit=profit,
        margin=margin,
        price_for_target=price,
        certain=profit is not None and not missing and all(one.certain for one in spread),
        no_profit_because=no_profit,
        no_price_because=no_price,
        rate=converted.rate,
        rate_missing=not converted.known,
        facts=facts,
        stale=any(one.fee.stale(on) for one in lines),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Converted:
    """The product's amounts in the site's currency; None where the exchange rate is missing."""

    price: Money | None
    cost: Money | None
    shipping: Money | None
    charged: Decimal
    rate: Rate | None
    known: bool

    @classmethod
    def of(cls, product: Product, site: SiteInfo) -> "_Converted":
        rate = product.rates.get(site.currency)
        same = product.currency == site.currency
        if not same and rate is None:
            return cls(price=None, cost=None, shipping=None, charged=ZERO, rate=None, known=False)
        factor = Decimal(1) if same or rate is None else rate.value

        def there(amount: Decimal | None) -> Money | None:
            return None if amount is None else Money(amount * factor, site.currency).rounded()

        return cls(
            price=there(product.price),
            cost=there(product.cost),
            shipping=there(product.shipping),
            charged=(there(product.shipping_charged) or Money(ZERO, site.currency)).amount,
            rate=None if same else rate,
            known=True,
        )


def _offer(
    product: Product, converted: _Converted, fees: list[Fee], site: SiteInfo
) -> Offer | None:
    if converted.cost is None:
        return None
    shipping = converted.shipping.amount if converted.shipping else ZERO
    return Offer(
        fees=fees,
        currency=site.currency,
        costs=converted.cost.amount + shipping,
        shipping_charged=converted.charged,
        orders=product.orders,
    )


def _why_no_profit(product: Product, converted: _Converted, lines: list[FeeLine]) -> str:
    if not converted.known:
        return _("Your exchange rate for this currency is not set")
    if product.price is None or product.cost is None:
        return _("Price and cost of the product are not set")
    if converted.price is None or converted.price.amount + converted.charged <= 0:
        return _("The price is less than the smallest unit of this currency")
    return _why_no_fees(lines)


def _why_no_fees(lines: list[FeeLine]) -> str:
    if not any(one.name == "referral" for one in lines):
        return _("The referral fee of this category is not known")
    return ""


def _for_target(
    product: Product, offer: Offer | None, lines: list[FeeLine], site: SiteInfo
) -> tuple[Money | None, str]:
    if product.target_margin is None:
        return None, _("No target margin is set")
    if offer is None:
        return None, _("Cost or exchange rate is not set")
    why = _why_no_fees(lines)
    if why:
        return None, why
    price = lowest_price(offer, product.target_margin)
    if price is None:
        return None, _("No price reaches this margin")
    return Money(price, site.currency), ""


def _missing(book: RuleBook, query: Query, lines: list[FeeLine]) -> list[NotCounted]:
    """Fees that exist but that no source gives for this seller, unless the seller filled them in."""
    known = {one.name for one in lines}
    found = book.words(NOT_INCLUDED, query)
    missing: list[NotCounted] = []
    if found:
        names, fact = found
        why = fact.note.text() if fact.note else ""
        missing = [
            NotCounted(name=name, why=why, sources=(fact.source_note(),))
            for name in names
            if name not in known
        ]
    if "referral" not in known and not any(one.name == "referral" for one in missing):
        missing.append(NotCounted(name="referral", why=_why_no_fees(lines)))
    return missing


def _facts(book: RuleBook, query: Query) -> dict[str, Fact]:
    found = {key: book.fact(key, query) for key in SITE_FACTS}
    return {key: fact for key, fact in found.items() if fact is not None}


def _platform_name(book: RuleBook, site: SiteInfo) -> str:
    platform = platform_of(site.id)
    return next((pack.name.text() for pack in book.packs if pack.platform == platform), platform)


def _verdict(book: RuleBook, query: Query, seller: Seller, on: date) -> Verdict:
    return verdict(book.gates(query), seller.entity, seller.established_on, on)
