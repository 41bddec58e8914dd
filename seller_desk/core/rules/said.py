"""What an entry of a pack says, in a few words: for differences, sources and own values."""

from decimal import Decimal

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.wording import measure_text
from seller_desk.core.rules.model import (
    Compliance,
    Fact,
    Fee,
    FormField,
    Gate,
    Question,
    Requirement,
    Scalar,
    Sourced,
    Tier,
)

_TEXT = 160
# How sure a figure is.
CONFIDENCE = {
    Confidence.OFFICIAL: N_("official"),
    Confidence.TWO_SOURCES: N_("two sources"),
    Confidence.SINGLE_BLOG: N_("one blog"),
    Confidence.SELLER: N_("your own value"),
    Confidence.COMMUNITY: N_("community pack"),
}
# Values that are words of ours.
_WORDS = {"refused": N_("refused"), "accepted": N_("accepted")}


def value_text(value: Scalar, unit: str = "") -> str:
    """A fact's value: `75 char`, `jpg, png`, yes or no."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int) and unit:
        return measure_text(Quantity(value, unit))
    if isinstance(value, list):
        text = listed(str(one) for one in value)
    else:
        text = _(_WORDS[str(value)]) if value in _WORDS else str(value)
    return _short(f"{text} {unit}".rstrip())


def said(entry: Sourced) -> str:
    """The figure or words of an entry, without its source."""
    if isinstance(entry, Fact):
        return value_text(entry.value, entry.unit)
    if isinstance(entry, Fee):
        return fee_value(entry)
    if isinstance(entry, Gate):
        return _short(f"{gate_answer(entry)}{_(': ')}{entry.reason.text()}")
    if isinstance(entry, Requirement):
        return listed(entry.kinds)
    if isinstance(entry, (FormField, Compliance, Question)):
        return _short(entry.label.text())
    return ""


def gate_answer(gate: Gate) -> str:
    """`yes`, `no`, `unknown`, and what it depends on."""
    words = {"yes": _("yes"), "no": _("no"), "unknown": _("unknown")}[gate.answer]
    if gate.minimum_age_days is not None:
        words += _(", {days} days after founding").format(days=gate.minimum_age_days)
    if gate.opens_on is not None:
        words += _(", from {day}").format(day=gate.opens_on.isoformat())
    return words


def fee_value(fee: Fee) -> str:
    """`15%`, `0.30 USD`, `8% up to 10; 15%`, with the least and the most."""
    if fee.tiers:
        text = "; ".join(_tier(tier, fee.currency) for tier in fee.tiers)
    elif fee.method == "flat":
        text = f"{fee.amount or Decimal(0):f} {fee.currency}"
    else:
        text = _percent(fee.rate or Decimal(0))
    if fee.minimum is not None:
        text += _(", at least {amount}").format(amount=f"{fee.minimum:f} {fee.currency}")
    if fee.maximum is not None:
        text += _(", at most {amount}").format(amount=f"{fee.maximum:f} {fee.currency}")
    return _short(text)


def _tier(tier: Tier, currency: str) -> str:
    value = _percent(tier.rate) if tier.amount is None else f"{tier.amount:f} {currency}"
    if tier.up_to is None:
        return value
    return _("{value} up to {edge}").format(value=value, edge=f"{tier.up_to:f}")


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}%"


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _TEXT else one_line[: _TEXT - 1] + "…"
