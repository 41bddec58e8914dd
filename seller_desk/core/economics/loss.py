"""Which listings lose money on a site once the parcel is paid: `shipping.loss`.

Left of one order = price + what the buyer pays for shipping - goods - the platform's fees - the carrier. Only what is
known is judged: a listing without price, cost or weight, a destination without a rate, a missing exchange rate or an
unknown referral fee give no finding.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.base.measures import Size
from seller_desk.core.base.money import Money
from seller_desk.core.economics.exchange import Exchange
from seller_desk.core.listings.model import Listing, SiteFields
from seller_desk.core.platforms.compare import counted
from seller_desk.core.platforms.target import Offer
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Fee, SiteInfo
from seller_desk.core.shipping.model import GOODS
from seller_desk.core.shipping.quote import Parcel, PriceBook, Quote

GOODS_ATTRIBUTE = "goods"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariffs:
    """What buyers pay (templates) and what we pay (price lists), made ready."""

    templates: Sequence[PriceBook]
    cards: Sequence[PriceBook]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One order of a listing on a site: everything in the site's currency."""

    price: Money
    charged: Money
    goods: Money
    fees: Money
    carrier: Money
    left: Money
    fee_lines: tuple[Fee, ...]


def losses(
    listings: Iterable[Listing],
    site: SiteInfo,
    tariffs: Tariffs,
    book: RuleBook,
    query: Query,
    exchange: Exchange,
    options: Sequence[str] = (),
) -> list[Finding]:
    """A finding for every listing that loses money when sent to the site's country.

    `options` are the seller's choices among fees (`plan:individual`). `detail` of a finding is the sum: price +
    shipping - goods - fees - carrier.
    """
    fees: dict[str, list[Fee]] = {}
    found = []
    for listing in listings:
        if listing.category not in fees:
            fees[listing.category] = _fees(book, query, listing.category, options)
        outcome = outcome_of(listing, site, tariffs, fees[listing.category], exchange)
        if outcome is not None and outcome.left.amount < 0:
            found.append(_finding(listing, site, outcome))
    return found


def outcome_of(
    listing: Listing,
    site: SiteInfo,
    tariffs: Tariffs,
    fees: Sequence[Fee],
    exchange: Exchange,
) -> Outcome | None:
    """What one order leaves; None where something is not known."""
    own = listing.sites.get(site.id, SiteFields())
    amount = own.price if own.price is not None else listing.price
    currency = site.currency if own.price is not None else (listing.currency or site.currency)
    if amount is None or listing.cost is None or not listing.weight_g or not site.country:
        return None
    if not any(fee.name == "referral" for fee in fees):
        return None
    price = exchange.convert(Money(amount, currency), site.currency)
    goods = exchange.convert(Money(listing.cost, listing.cost_currency or currency), site.currency)
    if price is None or goods is None:
        return None
    parcel = parcel_of(listing, site.country)
    carrier = _cheapest(tariffs.cards, parcel, price, exchange)
    charged = _cheapest(tariffs.templates, parcel, price, exchange)
    if carrier is None:
        return None
    return _sum(site.currency, price, charged, goods, carrier, fees)


def _sum(
    currency: str,
    price: Money,
    charged: Money | None,
    goods: Money,
    carrier: Money,
    fees: Sequence[Fee],
) -> Outcome:
    paid = (charged or Money(Decimal(0), currency)).rounded()
    price, goods, carrier = price.rounded(), goods.rounded(), carrier.rounded()
    offer = Offer(
        fees=fees,
        currency=currency,
        costs=goods.amount + carrier.amount,
        shipping_charged=paid.amount,
    )
    return Outcome(
        price=price,
        charged=paid,
        goods=goods,
        fees=Money(sum(offer.fee_amounts(price.amount), Decimal(0)), currency),
        carrier=carrier,
        left=Money(offer.profit(price.amount), currency),
        fee_lines=tuple(fees),
    )


def parcel_of(listing: Listing, country: str, value: Decimal | None = None) -> Parcel:
    """One piece of this listing as a parcel; its `goods` attribute says whether there is a battery or liquid."""
    sides = (listing.length_mm, listing.width_mm, listing.height_mm)
    known = [side for side in sides if side]
    longest, *others = sorted(known, reverse=True) if len(known) == 3 else (0,)
    goods = listing.attributes.get(GOODS_ATTRIBUTE, GOODS[0])
    return Parcel(
        country=country,
        weight_g=listing.weight_g or 0,
        size=Size(longest, *others) if others else None,
        goods=goods if goods in GOODS else GOODS[0],
        value=value,
    )


def _cheapest(
    books: Iterable[PriceBook], parcel: Parcel, value: Money, exchange: Exchange
) -> Money | None:
    """The lowest price of all tariffs, in the value's currency; None without any."""
    found: list[Money] = []
    for one in books:
        worth = exchange.convert(value, one.tariff.currency)
        quote = _quote(one, parcel, worth)
        price = exchange.convert(quote.total, value.currency) if quote else None
        if price is not None:
            found.append(price)
    return min(found, key=lambda money: money.amount, default=None)


def _quote(book: PriceBook, parcel: Parcel, value: Money | None) -> Quote | None:
    sent = Parcel(
        country=parcel.country,
        weight_g=parcel.weight_g,
        size=parcel.size,
        goods=parcel.goods,
        value=value.amount if value else None,
    )
    quotes, _refused = book.quotes(sent)
    return quotes[0] if quotes else None


def _fees(book: RuleBook, query: Query, category: str, options: Sequence[str]) -> list[Fee]:
    of_category = Query(site=query.site, on=query.on, category=category, entity=query.entity)
    chosen, _others = counted(book.fees(of_category), options)
    return [fee for fee in chosen if fee.per != "month"]


def _finding(listing: Listing, site: SiteInfo, outcome: Outcome) -> Finding:
    minus = "\N{MINUS SIGN}"
    taken = (outcome.goods, outcome.fees, outcome.carrier)
    detail = f"{outcome.price.amount} + {outcome.charged.amount} " + " ".join(
        f"{minus} {one.amount}" for one in taken
    )
    return Finding(
        code="shipping.loss",
        severity=Severity.WARNING,
        subject=Subject(kind="listing", id=listing.id, label=listing.sku),
        place=Place(field="price"),
        measured=-outcome.left,
        site=site.id,
        detail=f"{site.country}: {detail}",
        sources=tuple(dict.fromkeys(fee.source_note() for fee in outcome.fee_lines)),
    )
