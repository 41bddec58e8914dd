"""What was typed for `platforms compare`, as a product."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.measures import parse_size, parse_weight
from seller_desk.core.base.money import decimal_of
from seller_desk.core.desk import Desk
from seller_desk.core.platforms.converted import rebased
from seller_desk.core.platforms.model import Product, Rate
from seller_desk.core.platforms.own_values import share_of
from seller_desk.core.platforms.product_check import beyond_reckoning
from seller_desk.core.rules.catalogs import plausible


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Texts of the options; empty where an option was not given. `sums` and `shares` by field of `Product`."""

    category: str
    currency: str
    weight: str
    size: str
    orders: str
    sums: Mapping[str, str]
    shares: Mapping[str, str]
    rates: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)


# Longer numbers stay in their short form: they are only compared.
_DIGITS = 15
# 1e12: more digits than this are no number of anything.
_SHORT = re.compile(r"\d+(\.\d+)?[eE]\+?\d{1,4}")


def product_of(desk: Desk, typed: Typed, stored: Product) -> tuple[Product, list[Finding]]:
    """The product: what was typed over what is stored, and what was left out as beyond all reckoning.

    UsageProblem for texts that cannot be.
    """
    currency = (typed.currency or stored.currency).upper()
    stored = replace(stored, rates=rebased(stored.rates, stored.currency, currency))
    if typed.category and typed.sums["price"] and typed.sums["cost"]:
        # A whole product is given: only the seller's own exchange rates are taken over.
        stored = Product(rates=stored.rates)
    beyond: list[Finding] = []
    given = {name: _amount(name, text, beyond) for name, text in typed.sums.items() if text}
    given |= {name: _share(text) for name, text in typed.shares.items() if text}
    product = replace(
        replace(stored, **_target(given)),
        category=typed.category or stored.category,
        currency=currency,
        weight_g=_weight(typed.weight, beyond) if typed.weight else stored.weight_g,
        size=_size(typed.size, stored.size),
        orders=_orders(typed.orders, beyond) if typed.orders else stored.orders,
        options=_options(desk, typed.options) or stored.options,
        rates={**stored.rates, **_rates(typed.rates, desk.today())},
    )
    return product, beyond


def _target(given: Mapping[str, Decimal | None]) -> dict[str, Decimal | None]:
    """A target that was given takes the place of a stored one of the other kind."""
    margin, profit = "target_margin" in given, "target_profit" in given
    if margin and not profit:
        return {**given, "target_profit": None}
    if profit and not margin:
        return {**given, "target_margin": None}
    return dict(given)


def _options(desk: Desk, options: list[str]) -> list[str]:
    """Choices among fees that some pack has. UsageProblem for others."""
    known = {fee.option for pack in desk.rules().packs for fee in pack.fee if fee.option}
    for one in options:
        if one not in known:
            raise UsageProblem(
                _("There is no choice “{id}” among fees").format(id=one),
                _("There are: {ids}").format(ids=listed(sorted(known))),
            )
    return options


def _amount(name: str, text: str, beyond: list[Finding]) -> Decimal | None:
    """The amount; what an unset one is where it is beyond all reckoning."""
    option, most = "--" + name.replace("_", "-"), plausible().most.amount
    try:
        amount = _number(text)
    except ValueError:
        raise UsageProblem(
            _("{name}: “{text}” is not a number").format(name=option, text=text)
        ) from None
    if amount <= most:
        return amount
    beyond.append(beyond_reckoning(name, text, f"{most:,f}"))
    unset: Decimal | None = getattr(Product(), name)
    return unset


def _number(text: str) -> Decimal:
    """A plain number, or one such as 1e12. ValueError for others."""
    if _SHORT.fullmatch(text.strip()):
        number = Decimal(text.strip())
        return Decimal(f"{number:f}") if number.adjusted() < _DIGITS else number
    return decimal_of(text)


def _orders(text: str, beyond: list[Finding]) -> int | None:
    most = plausible().most.orders
    try:
        number = _number(text)
        if number <= most and number != int(number):
            raise ValueError(text)
    except ValueError:
        raise UsageProblem(
            _("Orders a month: “{text}” is not a whole number").format(text=text)
        ) from None
    if number <= most:
        return int(number)
    beyond.append(beyond_reckoning("orders", text, f"{most:,d}"))
    return None


def _share(text: str) -> Decimal:
    try:
        return share_of(text)
    except ValueError:
        raise UsageProblem(_("“{text}” is not a share").format(text=text)) from None


def _weight(text: str, beyond: list[Finding]) -> int | None:
    try:
        grams = parse_weight(text)
    except ValueError:
        raise UsageProblem(_("“{text}” is not a weight").format(text=text)) from None
    most = plausible().most.weight_g
    if grams <= most:
        return grams
    beyond.append(beyond_reckoning("weight_g", text, f"{most // 1000:,d} kg"))
    return None


def _size(text: str, stored: str) -> str:
    if not text:
        return stored
    try:
        parse_size(text)
    except ValueError:
        raise UsageProblem(_("“{text}” is not a size").format(text=text)) from None
    return text


def _rates(texts: list[str], on: date) -> dict[str, Rate]:
    rates: dict[str, Rate] = {}
    for text in texts:
        currency, _equals, value = text.partition("=")
        try:
            number = decimal_of(value)
        except ValueError:
            raise UsageProblem(
                _("“{text}” is not an exchange rate").format(text=text),
                _("Write EUR=0.92: 1 of your currency is 0.92 EUR."),
            ) from None
        rates[currency.strip().upper()] = Rate(value=number, on=on)
    return rates
