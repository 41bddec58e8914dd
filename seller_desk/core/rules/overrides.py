"""The seller's own values: they outrank every pack, are marked, and survive new packs."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import msgspec

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import _
from seller_desk.core.base.money import decimal_of
from seller_desk.core.rules.model import Fee, Scalar, Source

FEE_FIELDS = ("rate", "amount", "minimum")


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """The seller's own value for a fact or fee, with note and date. Fees are keyed `fee.<name>.<field>`.

    `field` of a fee is `rate` (a share, "0.12"), `amount` or `minimum` (in the site's currency).
    """

    id: str
    key: str
    value: Scalar
    site: str = ""
    category: str = ""
    note: str = ""
    set_on: date

    def applies(self, site: str, category: str) -> bool:
        """Whether it speaks of this site and category (empty = all)."""
        return self.site in ("", site) and self.category in ("", category)

    def source(self) -> Source:
        """The note is the source."""
        return Source(title=self.note or _("Your own value"))


def fee_parts(key: str) -> tuple[str, str] | None:
    """Name and field of `fee.<name>.<field>`; None for every other key."""
    words = key.split(".")
    if len(words) == 3 and words[0] == "fee" and words[2] in FEE_FIELDS:
        return words[1], words[2]
    return None


def with_own_values(fees: Sequence[Fee], own: Sequence[Override], currency: str) -> list[Fee]:
    """The fees with the seller's values put in; a value for a fee that no pack has makes that fee.

    A `rate` replaces every tier by one percentage, an `amount` by one sum. Later values win over earlier ones.
    """
    result = list(fees)
    for one in own:
        parts = fee_parts(one.key)
        if parts is None or isinstance(one.value, (bool, list)):
            continue
        name, field = parts
        value = decimal_of(str(one.value))
        positions = [n for n, fee in enumerate(result) if fee.name == name and fee.on_by_default]
        if positions:
            for position in positions:
                result[position] = _put(result[position], field, value, one)
        elif field != "minimum":
            result.append(_made(name, field, value, one, currency))
    return result


def _put(fee: Fee, field: str, value: Decimal, own: Override) -> Fee:
    marked = msgspec.structs.replace(
        fee,
        source=own.source(),
        as_of=own.set_on.isoformat(),
        checked=own.set_on,
        confidence=Confidence.SELLER,
        conflicts=[],
        note=None,
    )
    if field == "minimum":
        return msgspec.structs.replace(marked, minimum=value, minimum_by=None)
    if field == "amount":
        return msgspec.structs.replace(
            marked, method="flat", amount=value, rate=None, tiers=[], minimum=None, minimum_by=None
        )
    method = "included" if fee.method == "included" else "percent"
    return msgspec.structs.replace(
        marked, method=method, rate=value, amount=None, tiers=[], per=_per_of_rate(fee)
    )


def _per_of_rate(fee: Fee) -> str:
    # A share of the price belongs to the item, whatever the fee was before.
    return "order" if fee.per == "order" else "item"


def _made(name: str, field: str, value: Decimal, own: Override, currency: str) -> Fee:
    included = name == "vat"
    return Fee(
        name=name,
        method="flat" if field == "amount" else "included" if included else "percent",
        per="month" if name == "subscription" else "order" if field == "amount" else "item",
        currency=currency,
        amount=value if field == "amount" else None,
        rate=value if field == "rate" else None,
        source=own.source(),
        checked=own.set_on,
        as_of=own.set_on.isoformat(),
        confidence=Confidence.SELLER,
    )
