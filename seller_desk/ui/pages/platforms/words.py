"""What the page says of a site: short words for cells, parts of the bar."""

from decimal import Decimal

from seller_desk.core.base.language import _
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.money import Money
from seller_desk.core.base.wording import measure_text
from seller_desk.core.platforms.fees import percent
from seller_desk.core.platforms.model import FeeLine, Product, SiteResult
from seller_desk.core.platforms.wording import amount_text, money_text
from seller_desk.core.rules.model import Fact
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import Part

# Marks a cell's text that is read aloud but not painted.
ALOUD = "\N{ZERO WIDTH SPACE}"
SERIES_OF = {"referral": "referral", "fulfilment": "shipping"}


def country(one: SiteResult) -> str:
    """The site's name without its platform's: "Germany" of "Amazon Germany"."""
    return one.site.name.text().removeprefix(one.platform_name).strip() or one.site.country


def fact_short(fact: Fact) -> str:
    """A fact in a cell: a number with its unit, else its value."""
    if isinstance(fact.value, int) and not isinstance(fact.value, bool):
        return measure_text(Quantity(fact.value, fact.unit)) if fact.unit else str(fact.value)
    return str(fact.value)


def fact_text(fact: Fact) -> str:
    """A fact in full: the pack's words, or the seller's own value."""
    return fact.note.text() if fact.note else fact_short(fact)


def referral(one: SiteResult) -> FeeLine | None:
    """The referral line."""
    return next((line for line in one.lines if line.name == "referral"), None)


def parts_of(one: SiteResult) -> list[tuple[Part, str]]:
    """The parts of the bar in fixed order, each with the fee (or `cost`, `shipping`, `margin`) that it stands for."""
    if one.price is None or one.cost is None or one.profit is None:
        return []
    parts: list[tuple[Part, str]] = [(Part("cost", float(one.cost.amount), _("Cost")), "cost")]
    for line in sorted(one.lines, key=lambda line: line.name != "referral"):
        if line.amount is not None and line.amount.amount:
            series = SERIES_OF.get(line.name, "fixed")
            parts.append((Part(series, float(line.amount.amount), line.name), line.name))
    if one.shipping is not None and one.shipping.amount:
        parts.append((Part("shipping", float(one.shipping.amount), _("Shipping")), "shipping"))
    if one.profit.amount > 0:
        parts.append((Part("profit", float(one.profit.amount), _("Profit")), "margin"))
    return parts


def share_of_price(one: SiteResult, line: FeeLine) -> str:
    """`15%`: the fee's own rate, or what it comes to for fees by tiers."""
    if line.fee.method == "percent" and line.fee.rate is not None:
        return percent(line.fee.rate)
    if line.amount is None or one.price is None or not one.price.amount:
        return ""
    return percent((line.amount.amount / one.price.amount).quantize(Decimal("0.001")))


def bar_left(one: SiteResult) -> tuple[str, str, str]:
    """(words, icon, token) below the bar at the left: the referral fee and how sure it is."""
    line = referral(one)
    if line is None:
        return _("Fee unknown"), "ph.question", "mute"
    share = share_of_price(one, line)
    # Fees by tiers have no share before there is a price in their currency.
    text = _("Fee {share}").format(share=share) if share else _("Tiered fee")
    if line.unconfirmed:
        return text, "ph.warning-fill", "warn"
    confidence = line.sources[0].confidence.value
    return text, tokens.CONFIDENCE_ICONS[confidence], "text2"


def bar_right(one: SiteResult) -> str:
    """Below the bar at the right: what is left, or why nobody knows."""
    if one.rate_missing:
        return _("No rate set")
    if one.price is None or one.cost is None:
        return _("No price or cost")
    if one.profit is None:
        return one.no_profit_because
    return _("Profit {amount}").format(amount=amount_text(one.profit))


def target_words(product: Product) -> str:
    """`25%`, or `5.00 USD`: what a sale shall leave; empty without a target."""
    if product.target_margin is not None:
        return percent(product.target_margin)
    if product.target_profit is not None:
        return money_text(Money(product.target_profit, product.currency))
    return ""


def deposit_short(one: SiteResult) -> tuple[str, str]:
    """A deposit in a cell, over its currency: `10,000`, `CNY`."""
    if one.deposit is None:
        return "\N{EM DASH}", ""
    if one.deposit.amount is None:
        return _("asked for"), ""
    if not one.deposit.amount.amount:
        return _("none"), ""
    return f"{one.deposit.amount.amount:,.0f}", one.deposit.amount.currency


def fact_cell(fact: Fact | None) -> str:
    """A fact in a cell of its own column: a quantity, else the pack's words."""
    if fact is None:
        return "\N{EM DASH}"
    return fact_short(fact) if isinstance(fact.value, int) and fact.unit else fact_text(fact)


def bar_words(one: SiteResult) -> str:
    """The bar read aloud."""
    return f"{ALOUD}{bar_left(one)[0]}, {bar_right(one)}"
