"""One site, or several, compared for "my product" and this seller."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING

from seller_desk.core.base.language import _
from seller_desk.core.base.money import Money
from seller_desk.core.platforms.converted import Converted
from seller_desk.core.platforms.fees import ONE, ZERO, line
from seller_desk.core.platforms.gates import verdict
from seller_desk.core.platforms.model import (
    Deposit,
    FeeLine,
    NotCounted,
    Product,
    SiteResult,
    Verdict,
)
from seller_desk.core.platforms.own_lines import fulfilment_line, returns_of, sale_lines
from seller_desk.core.platforms.sale import Goal, Offer
from seller_desk.core.platforms.target import lowest_price
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
    here = Converted.of(product, site)
    lines = [line(fee, here.price, here.charged, product.orders, on) for fee in fees]
    spread = [one for one in lines if one.why == "" or one.fee.per != "month"]
    monthly = [one for one in lines if one not in spread]
    offer = _offer(product, here, [one.fee for one in spread], site, book, query)
    spread += fulfilment_line(site.currency, here.fulfilment, on)
    if offer is not None:
        spread += sale_lines(book, query, offer, here.price, on)
    missing = _missing(book, query, [*spread, *monthly])
    no_profit = _why_no_profit(product, here, spread)
    profit = margin = None
    if not no_profit and offer is not None and here.price is not None:
        profit = Money(offer.profit(here.price.amount), site.currency)
        margin = offer.margin(here.price.amount)
    if _why_no_fees(spread):
        offer = None
    price, no_price = _for_target(product, here, offer, spread, site)
    facts = _facts(book, query)
    return SiteResult(
        site=site,
        platform=platform_of(site.id),
        platform_name=_platform_name(book, site),
        verdict=_verdict(book, query, seller, on),
        price=here.price,
        cost=here.cost,
        shipping=here.shipping,
        lines=tuple(spread),
        monthly=tuple(monthly),
        not_counted=tuple(missing),
        profit=profit,
        margin=margin,
        price_for_target=price,
        certain=profit is not None and not missing and all(one.certain for one in spread),
        no_profit_because=no_profit,
        no_price_because=no_price,
        break_even=_break_even(offer, site),
        offer=offer,
        deposit=_deposit(facts, product, site.currency, profit),
        rate=here.rate,
        rate_missing=not here.known,
        facts=facts,
        stale=any(one.fee.stale(on) for one in lines),
    )


def _offer(
    product: Product,
    here: Converted,
    fees: list[Fee],
    site: SiteInfo,
    book: RuleBook,
    query: Query,
) -> Offer | None:
    if here.cost is None:
        return None
    costs = (here.cost, here.shipping, here.fulfilment)
    return Offer(
        fees=fees,
        currency=site.currency,
        costs=sum((one.amount for one in costs if one is not None), ZERO),
        shipping_charged=here.charged,
        orders=product.orders,
        ad_share=product.ad_share or ZERO,
        returns=returns_of(book, query, product, here),
    )


def _break_even(offer: Offer | None, site: SiteInfo) -> Money | None:
    """The lowest price at which nothing is lost."""
    price = lowest_price(offer, Goal()) if offer is not None else None
    return None if price is None else Money(price, site.currency)


def _deposit(
    facts: Mapping[str, Fact], product: Product, currency: str, profit: Money | None
) -> Deposit | None:
    """The cash that the platform holds, and how many sales earn it back."""
    fact = facts.get("site.deposit")
    if fact is None:
        return None
    try:
        amount = Money.of(str(fact.value), fact.unit or currency)
    except ValueError:
        return Deposit(amount=None, fact=fact)
    return Deposit(amount=amount, fact=fact, units=_earned_by(amount, product, profit))


def _earned_by(deposit: Money, product: Product, profit: Money | None) -> int | None:
    """Sales that earn it back, at the seller's own rates; None where nothing is left, or a rate is missing."""
    if profit is None or profit.amount <= 0 or not deposit.amount:
        return None
    rates = {code: rate.value for code, rate in product.rates.items()} | {product.currency: ONE}
    if deposit.currency not in rates or profit.currency not in rates:
        return None
    there = deposit.amount / rates[deposit.currency] * rates[profit.currency]
    return int((there / profit.amount).to_integral_value(ROUND_CEILING))


def _why_no_profit(product: Product, here: Converted, lines: Sequence[FeeLine]) -> str:
    if not here.known:
        return _("Your exchange rate for this currency is not set")
    if product.price is None or product.cost is None:
        return _("Price and cost of the product are not set")
    if here.price is None or here.price.amount + here.charged <= 0:
        return _("The price is less than the smallest unit of this currency")
    return _why_no_fees(lines)


def _why_no_fees(lines: Sequence[FeeLine]) -> str:
    if not any(one.name == "referral" for one in lines):
        return _("The referral fee of this category is not known")
    return ""


def _for_target(
    product: Product,
    here: Converted,
    offer: Offer | None,
    lines: Sequence[FeeLine],
    site: SiteInfo,
) -> tuple[Money | None, str]:
    if product.target_margin is None and product.target_profit is None:
        return None, _("No target margin is set")
    if here.cost is None:
        return None, _("Cost or exchange rate is not set")
    why = _why_no_fees(lines)
    if why or offer is None:
        return None, why
    wanted = here.target_profit.amount if here.target_profit else ZERO
    price = lowest_price(offer, Goal(margin=product.target_margin or ZERO, profit=wanted))
    if price is None:
        return None, _("No price reaches this target")
    return Money(price, site.currency), ""


def _missing(book: RuleBook, query: Query, lines: Sequence[FeeLine]) -> list[NotCounted]:
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
