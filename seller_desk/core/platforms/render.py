"""The comparison as JSON: keys may be added, never renamed."""

from decimal import Decimal

from seller_desk.core.base.money import Money
from seller_desk.core.base.wording import source_json
from seller_desk.core.platforms.model import Deposit, FeeLine, Product, SiteResult
from seller_desk.core.rules.model import Fact

_SUMS = (
    *("price", "cost", "shipping", "shipping_charged", "fulfilment", "return_cost"),
    *("return_rate", "resellable", "ad_share", "target_margin", "target_profit"),
)


def share_json(share: Decimal | None) -> str | None:
    """A share as a decimal string with four places."""
    return None if share is None else format(share.quantize(Decimal("0.0001")), "f")


def fee_json(one: FeeLine) -> dict[str, object]:
    """A fee line: the money's two keys are its own."""
    money = one.amount.to_json() if one.amount else {"amount": None, "currency": one.fee.currency}
    return {
        "name": one.name,
        **money,
        "basis": one.basis,
        "label": one.fee.label.text() if one.fee.label else "",
        "option": one.fee.option,
        "certain": one.certain,
        "unconfirmed": one.unconfirmed,
        "reason": one.why,
        "note": one.fee.note.text() if one.fee.note else "",
        "fact": one.fee.fact,
        "sources": [source_json(source) for source in one.sources],
    }


def fact_json(fact: Fact) -> dict[str, object]:
    """A fact with its text and source."""
    return {
        "key": fact.key,
        "value": fact.value,
        "unit": fact.unit,
        "text": fact.note.text() if fact.note else "",
        "fact": fact.fact,
        "sources": [source_json(fact.source_note())],
    }


def result_json(one: SiteResult) -> dict[str, object]:
    """One site of `platforms compare`."""
    return {
        "site": one.site.id,
        "name": one.site.name.text(),
        "currency": one.site.currency,
        "gate": {
            "answer": one.verdict.answer,
            "reasons": list(one.verdict.reasons),
            "from": one.verdict.from_day.isoformat() if one.verdict.from_day else None,
            "sources": [source_json(source) for source in one.verdict.sources],
        },
        "price": _money(one.price),
        "cost": _money(one.cost),
        "shipping": _money(one.shipping),
        "fees": [fee_json(line) for line in one.lines],
        "monthly": [fee_json(line) for line in one.monthly],
        "not_counted": [
            {
                "name": left.name,
                "reason": left.why,
                "sources": [source_json(source) for source in left.sources],
            }
            for left in one.not_counted
        ],
        "profit": _money(one.profit),
        "margin": share_json(one.margin),
        "price_for_target": _money(one.price_for_target),
        "break_even": _money(one.break_even),
        "deposit": _deposit(one.deposit),
        "certain": one.certain,
        "reason": one.no_profit_because,
        "price_reason": one.no_price_because,
        "exchange_rate": {"value": format(one.rate.value, "f"), "on": one.rate.on.isoformat()}
        if one.rate
        else None,
        "stale": one.stale,
        "facts": [fact_json(fact) for fact in one.facts.values()],
    }


def _deposit(one: Deposit | None) -> dict[str, object] | None:
    """Cash tied up while the shop is open; `units` sales earn it back."""
    if one is None:
        return None
    money = one.amount.to_json() if one.amount else {"amount": None, "currency": None}
    text = one.fact.note.text() if one.fact.note else str(one.fact.value)
    sources = [source_json(one.fact.source_note())]
    return {**money, "text": text, "units": one.units, "sources": sources}


def product_json(product: Product) -> dict[str, object]:
    """What was reckoned with; exchange rates with the day on which the seller set them."""
    sums = {
        name: None if (value := getattr(product, name)) is None else format(value, "f")
        for name in _SUMS
    }
    rates = {
        currency: {"value": format(rate.value, "f"), "on": rate.on.isoformat()}
        for currency, rate in sorted(product.rates.items())
    }
    return {
        "category": product.category,
        "currency": product.currency,
        **sums,
        "weight_g": product.weight_g,
        "size": product.size,
        "orders": product.orders,
        "options": list(product.options),
        "rates": rates,
    }


def _money(value: Money | None) -> dict[str, str] | None:
    return value.to_json() if value else None
