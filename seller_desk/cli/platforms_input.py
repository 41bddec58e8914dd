"""What was typed for `platforms compare`, as a product."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.measures import parse_size, parse_weight
from seller_desk.core.base.money import decimal_of
from seller_desk.core.desk import Desk
from seller_desk.core.platforms.model import Product, Rate
from seller_desk.core.platforms.own_values import share_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Texts of the options; empty where an option was not given. `sums` and `shares` by field of `Product`."""

    category: str
    currency: str
    weight: str
    size: str
    orders: int | None
    sums: Mapping[str, str]
    shares: Mapping[str, str]
    rates: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)


def product_of(desk: Desk, typed: Typed, stored: Product) -> Product:
    """The product: what was typed over what is stored. UsageProblem for texts that cannot be."""
    if typed.category and typed.sums["price"] and typed.sums["cost"]:
        # A whole product is given: only the seller's own exchange rates are taken over.
        stored = Product(rates=stored.rates)
    given = {name: _amount(name, text) for name, text in typed.sums.items() if text}
    given |= {name: _share(text) for name, text in typed.shares.items() if text}
    return replace(
        replace(stored, **_target(given)),
        category=typed.category or stored.category,
        currency=(typed.currency or stored.currency).upper(),
        weight_g=_weight(typed.weight, stored.weight_g),
        size=_size(typed.size, stored.size),
        orders=stored.orders if typed.orders is None else typed.orders,
        options=_options(desk, typed.options) or stored.options,
        rates={**stored.rates, **_rates(typed.rates, desk.today())},
    )


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


def _amount(name: str, text: str) -> Decimal:
    option = "--" + name.replace("_", "-")
    try:
        return decimal_of(text)
    except ValueError:
        raise UsageProblem(
            _("{name}: “{text}” is not a number").format(name=option, text=text)
        ) from None


def _share(text: str) -> Decimal:
    try:
        return share_of(text)
    except ValueError:
        raise UsageProblem(_("“{text}” is not a share").format(text=text)) from None


def _weight(text: str, stored: int | None) -> int | None:
    if not text:
        return stored
    try:
        return parse_weight(text)
    except ValueError:
        raise UsageProblem(_("“{text}” is not a weight").format(text=text)) from None


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
