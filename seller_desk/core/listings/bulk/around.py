"""What operations of a bulk edit need of the rest, and how they say that a listing stays as it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from seller_desk.core.base.language import N_
from seller_desk.core.base.money import Money
from seller_desk.core.listings.model import Listing

NO_VALUE = N_("Nothing to reckon with: {what} is empty")


class Skip(Exception):
    """A listing that an operation cannot change. `what` fills the reason."""

    def __init__(self, reason: str, what: str = "") -> None:
        super().__init__(reason)
        self.reason, self.what = reason, what


# The lowest price that leaves this margin on a site, with its currency. Raises Skip where it cannot be known.
Pricer = Callable[[Listing, str, Decimal], Money]


def no_prices(_listing: Listing, _site: str, _margin: Decimal) -> Money:
    """The pricer of who has none."""
    raise Skip(NO_VALUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What operations ask of the rest: the currency of each site, and the price that leaves a margin."""

    currencies: Mapping[str, str] = field(default_factory=dict)
    pricer: Pricer = no_prices
