"""Records and results of the platforms room: "my product", a fee line, a gate's verdict, one site compared."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import msgspec

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.money import Money
from seller_desk.core.rules.model import Fact, Fee, SiteInfo

if TYPE_CHECKING:
    from seller_desk.core.platforms.sale import Offer

# Public fee ids, never renamed.
FEE_NAMES = (
    "referral",
    "closing",
    "per_order",
    "subscription",
    "payment",
    "withdrawal",
    "currency_conversion",
    "vat",
    "fulfilment",
    "service",
    "regulatory",
    "listing",
    "advertising",
    "international",
    "returns",
    "refund_administration",
)

Answer = Literal["yes", "no", "unknown", "later"]


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """The seller's own exchange rate: 1 unit of the product's currency = `value` of the other, on that day."""

    value: Decimal
    on: date


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """ "My product": what one unit costs and sells for, in one currency.

    `shipping` is what the seller pays to deliver one unit, `shipping_charged` what the buyer pays for it.
    `orders` a month spread the subscription. `options` are choices among fees (`plan:individual`).
    `rates` maps a site's currency to the seller's own exchange rate.

    `fulfilment` is what a platform's warehouse takes of one unit. `return_rate`, `resellable` and `ad_share` are shares:
    of units sold that come back, of those that can be sold again, of the price spent on advertising; `return_cost` is
    what one return costs besides the refund. A target is a margin or a profit, not both.
    """

    category: str = ""
    currency: str = "USD"
    price: Decimal | None = None
    cost: Decimal | None = None
    shipping: Decimal | None = None
    shipping_charged: Decimal = Decimal(0)
    weight_g: int | None = None
    size: str = ""
    target_margin: Decimal | None = None
    target_profit: Decimal | None = None
    fulfilment: Decimal | None = None
    return_rate: Decimal | None = None
    return_cost: Decimal | None = None
    resellable: Decimal | None = None
    ad_share: Decimal | None = None
    orders: int | None = None
    options: list[str] = []
    rates: dict[str, Rate] = {}
    chosen_sites: list[str] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """One fee of one unit. `amount` None = it cannot be worked out, `why` says so; rounded as an invoice would.

    `certain`: its figures come from two sources or the platform itself, and are dated within two years.
    """

    fee: Fee
    amount: Money | None
    basis: str
    sources: tuple[SourceNote, ...]
    certain: bool
    unconfirmed: bool
    why: str = ""

    @property
    def name(self) -> str:
        """The public fee id."""
        return self.fee.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether this seller may register on a site. `from_day` is set with `later`: the day it becomes possible."""

    answer: Answer
    reasons: tuple[str, ...]
    sources: tuple[SourceNote, ...] = ()
    from_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCounted:
    """A fee that the figures leave out, and why."""

    name: str
    why: str
    sources: tuple[SourceNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """Cash that the platform holds while the shop is open, in the currency in which it asks for it.

    `amount` None: the source gives no sum. `units`: how many sales earn it back; None where that cannot be said.
    """

    amount: Money | None
    fact: Fact
    units: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteResult:
    """One site compared. Amounts are in the site's currency; `profit` None comes with `no_profit_because`.

    `offer` is the whole sum as a function of the price, None while cost, rate or referral fee is not known;
    `break_even` the lowest price at which nothing is lost.

    `certain` is False where any figure in the profit rests on one source, is undated or old, or where a fee is
    not counted: such a profit is never shown in green.
    """

    site: SiteInfo
    platform: str
    platform_name: str
    verdict: Verdict
    price: Money | None
    cost: Money | None
    shipping: Money | None
    lines: tuple[FeeLine, ...]
    monthly: tuple[FeeLine, ...]
    not_counted: tuple[NotCounted, ...]
    profit: Money | None
    margin: Decimal | None
    price_for_target: Money | None
    certain: bool
    no_profit_because: str
    no_price_because: str
    break_even: Money | None
    offer: "Offer | None"
    deposit: Deposit | None
    rate: Rate | None
    rate_missing: bool
    facts: dict[str, Fact]
    stale: bool
