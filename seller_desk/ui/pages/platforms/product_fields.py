"""The fields of "my product": their names, what a text must be, and which of them stand in the foldout."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from seller_desk.core.base.language import N_
from seller_desk.core.base.measures import parse_size, parse_weight
from seller_desk.core.base.money import decimal_of
from seller_desk.core.platforms.fees import percent
from seller_desk.core.platforms.own_values import share_of

# What a group of fee options is called (`plan:individual` belongs to `plan`).
GROUPS = {
    "plan": N_("Selling plan"),
    "store": N_("eBay store"),
    "payout": N_("Currency conversion"),
    "withdrawal": N_("Withdrawal"),
    "fulfilment": N_("Way of delivery"),
    "programme": N_("Shipping programme"),
    "ads": N_("Off-site advertising"),
}


def _nothing(text: str) -> str:
    return text


def _grams(text: str) -> int:
    return parse_weight(text)


def _size(text: str) -> str:
    parse_size(text)
    return text.lower().replace("*", "x").replace("×", "x").replace(" ", "")


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def _unless_nothing(value: Decimal) -> str:
    return f"{value:f}" if value else ""


Texts = dict[str, tuple[str, str, Callable[[str], Any], Callable[[Any], str]]]
# field -> (name, hint, text to value, value to text)
BASIC: Texts = {
    "price": (N_("Price of one unit"), "25.90", decimal_of, _plain),
    "cost": (N_("Cost of one unit"), "6.20", decimal_of, _plain),
    "shipping": (N_("Your cost of shipping"), "5.40", decimal_of, _plain),
    "weight_g": (N_("Weight of one unit"), "480 g", _grams, lambda value: f"{value} g"),
    "size": (N_("Size of one unit"), "22x15x9cm", _size, _nothing),
    "target_margin": (N_("Target margin"), "25%", share_of, percent),
}
ADVANCED: Texts = {
    "target_profit": (N_("Target profit"), "5.00", decimal_of, _plain),
    "shipping_charged": (N_("Shipping that the buyer pays"), "0", decimal_of, _unless_nothing),
    "fulfilment": (N_("Fulfilment by the platform"), "4.20", decimal_of, _plain),
    "orders": (N_("Orders a month"), "200", int, str),
    "return_rate": (N_("Share that comes back"), "8%", share_of, percent),
    "return_cost": (N_("Cost of one return"), "2.50", decimal_of, _plain),
    "resellable": (N_("Of these sold again"), "50%", share_of, percent),
    "ad_share": (N_("Advertising, share of the price"), "10%", share_of, percent),
}
TEXTS: Texts = {**BASIC, **ADVANCED}
