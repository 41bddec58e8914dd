"""Prices of one parcel under several tariffs, compared across currencies."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from seller_desk.core.base.money import Money
from seller_desk.core.economics.exchange import Exchange
from seller_desk.core.shipping.model import Tariff
from seller_desk.core.shipping.quote import Parcel, PriceBook, Quote
from seller_desk.core.shipping.trace import Refusal


@dataclass(frozen=True, slots=True)
class Offered:
    """A quote with the tariff that it comes from."""

    tariff: Tariff
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What a parcel costs us and what the buyer pays; both cheapest first, with why others have no price."""

    costs: Sequence[Offered]
    charges: Sequence[Offered]
    refusals: Sequence[Refusal]
    has_cards: bool

    @property
    def offers(self) -> Sequence[Offered]:
        """What was asked for: costs, or what the buyer pays where there is no price list at all."""
        return self.costs if self.has_cards else self.charges


def offers_of(
    tariffs: Sequence[Tariff],
    parcel: Parcel,
    value: Money | None,
    exchange: Exchange,
    service: str,
) -> tuple[list[Offered], list[Refusal]]:
    """The quotes of all tariffs, cheapest first; those whose exchange rate is not set come last."""
    offers: list[Offered] = []
    refused: list[Refusal] = []
    for tariff in tariffs:
        worth = exchange.convert(value, tariff.currency) if value else None
        sent = replace(parcel, value=worth.amount if worth else None)
        quotes, refusals = PriceBook(tariff).quotes(sent, service)
        offers += [Offered(tariff, quote) for quote in quotes]
        refused += [
            replace(one, service=" · ".join(filter(None, (tariff.name, one.service))))
            for one in refusals
        ]
    home = tariffs[0].currency if tariffs else ""

    def rank(offer: Offered) -> tuple[bool, Decimal]:
        same = exchange.convert(offer.quote.total, home)
        return same is None, (same or offer.quote.total).amount

    return sorted(offers, key=rank), refused
