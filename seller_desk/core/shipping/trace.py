"""How a price was found, and why there is none: numbers only, `wording` makes the sentences."""

from dataclasses import dataclass
from decimal import Decimal

from seller_desk.core.base.money import Money


@dataclass(frozen=True, slots=True)
class Basis:
    """How a line was computed: `kind` names the sentence, the rest are its numbers."""

    kind: str
    price: Decimal = Decimal(0)
    grams: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a trace. `name` is `freight`, `first_weight`, `additional_weight`, `per_parcel`, `free_shipping`,
    or a surcharge's own name; `basis` the numbers behind it, for `wording.basis_text`.
    """

    name: str
    amount: Money
    basis: Basis


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a service has no price for a parcel; `reason` is a key of `wording.REASONS`, `detail` its data."""

    service: str
    reason: str
    detail: str = ""
