"""Names of fees, answers and choices in the language in use."""

from decimal import Decimal

from seller_desk.core.base.language import N_, _
from seller_desk.core.base.money import Money, minor_units
from seller_desk.core.platforms.model import Answer
from seller_desk.core.rules.model import Fee

FEES = {
    "referral": N_("Referral fee"),
    "closing": N_("Closing fee"),
    "per_order": N_("Order fee"),
    "subscription": N_("Subscription"),
    "payment": N_("Payment fee"),
    "withdrawal": N_("Withdrawal fee"),
    "currency_conversion": N_("Currency conversion"),
    "vat": N_("VAT"),
    "fulfilment": N_("Fulfilment"),
    "service": N_("Service fee"),
    "regulatory": N_("Regulatory fee"),
    "listing": N_("Listing fee"),
    "advertising": N_("Advertising"),
    "international": N_("International fee"),
    "returns": N_("Returns"),
    "refund_administration": N_("Refund administration"),
}
ANSWERS: dict[Answer, str] = {
    "yes": N_("May register"),
    "no": N_("May not register"),
    "unknown": N_("Not certain"),
    "later": N_("Later"),
}


def fee_name(name: str) -> str:
    """The name of a fee id; an unknown id is shown as itself."""
    return _(FEES[name]) if name in FEES else name


def fee_text(fee: Fee) -> str:
    """A fee's own name where the pack gives one."""
    return fee.label.text() if fee.label else fee_name(fee.name)


def answer_text(answer: Answer) -> str:
    """A gate's answer in words."""
    return _(ANSWERS[answer])


def amount_text(amount: Money) -> str:
    """`25.90`, `1,650`, with the minor unit's digits and a real minus; the currency stands elsewhere."""
    places = minor_units(amount.currency)
    return f"{amount.rounded().amount:,.{places}f}".replace("-", "\N{MINUS SIGN}")


def money_text(amount: Money) -> str:
    """`25.90 USD`."""
    return f"{amount_text(amount)} {amount.currency}"


def margin_text(margin: Decimal) -> str:
    """A share as whole percent with a real minus: `40%`."""
    return f"{round(margin * 100):d}%".replace("-", "\N{MINUS SIGN}")
