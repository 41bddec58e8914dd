"""What the seller puts into the sum besides the platform's fees: fulfilment, advertising, returns. Shown as fee lines."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.money import Money
from seller_desk.core.platforms.converted import Converted
from seller_desk.core.platforms.fees import ZERO, percent
from seller_desk.core.platforms.model import FeeLine, Product
from seller_desk.core.platforms.sale import Offer, Returns
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Fact, Fee, Source, Sourced

KEPT_SHARE = "refund.administration_share"
KEPT_AT_MOST = "refund.administration_cap"
_OWN = N_("Your own figure")
_ASSUMED = N_("An assumption, no source: nothing is given back")


def returns_of(book: RuleBook, query: Query, product: Product, here: Converted) -> Returns | None:
    """What comes back of this product here; None where the seller gave no return rate."""
    if not product.return_rate:
        return None
    handling = here.return_cost.amount if here.return_cost else ZERO
    if product.resellable and here.cost:
        handling -= product.resellable * here.cost.amount
    share, most = book.number(KEPT_SHARE, query), book.number(KEPT_AT_MOST, query)
    return Returns(
        rate=product.return_rate,
        handling=handling,
        kept_share=share[0] if share else None,
        kept_at_most=most[0] if share and most else None,
    )


def fulfilment_line(currency: str, amount: Money | None, on: date) -> list[FeeLine]:
    """What the platform's warehouse takes, as the seller gave it; nothing where it was not given."""
    if amount is None or not amount.amount:
        return []
    return [_line("fulfilment", currency, amount, on, _("as you entered it"))]


def sale_lines(
    book: RuleBook, query: Query, offer: Offer, price: Money | None, on: date
) -> list[FeeLine]:
    """Advertising and returns at this price; without a price their amounts are not known."""
    lines: list[FeeLine] = []

    def amount(at: Decimal) -> Money:
        return Money(at, offer.currency).rounded()

    if offer.ad_share:
        spent = amount(offer.advertising(price.amount)) if price else None
        lines.append(_line("advertising", offer.currency, spent, on, percent(offer.ad_share)))
    if offer.returns is not None:
        back = amount(offer.refunded(price.amount)) if price else None
        kept = amount(offer.refund_kept(price.amount)) if price else None
        words = _(
            "{rate} of units: refund, less tax and referral fee given back, and what it costs"
        )
        rate = percent(offer.returns.rate)
        lines.append(_line("returns", offer.currency, back, on, words.format(rate=rate)))
        lines.append(_kept_line(book, query, offer, kept, on))
    return lines


def _kept_line(book: RuleBook, query: Query, offer: Offer, kept: Money | None, on: date) -> FeeLine:
    assert offer.returns is not None
    rate = percent(offer.returns.rate)
    share = book.fact(KEPT_SHARE, query)
    if share is None:
        words = _("{rate} of units; no source says what is given back, so the whole referral fee")
        return _line(
            "refund_administration", offer.currency, kept, on, words.format(rate=rate), sure=False
        )
    words = _("{rate} of units: {share} of the referral fee is kept")
    text = words.format(rate=rate, share=percent(offer.returns.kept_share or ZERO))
    facts: list[Fact] = [share]
    most = book.fact(KEPT_AT_MOST, query)
    if most is not None:
        text += _("; ") + _("at most {amount} {currency}").format(
            amount=most.value, currency=offer.currency
        )
        facts.append(most)
    return _line("refund_administration", offer.currency, kept, on, text, facts=facts)


def _line(
    name: str,
    currency: str,
    amount: Money | None,
    on: date,
    basis: str,
    *,
    sure: bool = True,
    facts: Sequence[Sourced] = (),
) -> FeeLine:
    """A line of the seller's own figure, or one that rests on facts."""
    first = facts[0] if facts else None
    fee = Fee(
        name=name,
        method="flat",
        per="item",
        currency=currency,
        amount=amount.amount if amount else None,
        source=first.source if first else Source(title=_(_OWN if sure else _ASSUMED)),
        checked=first.checked if first else on,
        as_of=first.as_of if first else on.isoformat(),
        confidence=first.confidence if first else _confidence(sure=sure),
        fact=first.fact if first else "",
    )
    unconfirmed = any(one.unconfirmed(on) for one in facts)
    alone = any(one.confidence.alone for one in facts)
    return FeeLine(
        fee=fee,
        amount=amount,
        basis=basis,
        sources=tuple(dict.fromkeys(one.source_note() for one in facts)) or (fee.source_note(),),
        certain=sure and not unconfirmed and not alone,
        unconfirmed=unconfirmed,
        why="" if amount is not None else _("The price in this currency is not known"),
    )


def _confidence(*, sure: bool) -> Confidence:
    """An assumption counts for no more than the weakest source."""
    return Confidence.SELLER if sure else Confidence.SINGLE_BLOG


def assumed(line: FeeLine) -> bool:
    """Whether nobody says so: the line stands on the safe side until the seller knows better."""
    return line.name == "refund_administration" and not line.fee.fact and not line.certain
