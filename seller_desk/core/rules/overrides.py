"""The seller's own values: they outrank every pack, are marked, survive new packs, and show what the packs say now."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, cast

import msgspec

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import _, language
from seller_desk.core.base.money import decimal_of
from seller_desk.core.rules.model import Conflict, Fact, Fee, Gate, Scalar, Source, Words
from seller_desk.core.rules.said import fee_value, gate_answer, value_text

FEE_FIELDS = ("rate", "amount", "minimum", "maximum")
GATE_ANSWERS = ("yes", "no", "unknown")
AGE = "minimum_age_days"


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """The seller's own value for a fact, a fee or a gate, with note and date.

    Fees are keyed `fee.<name>.<field>`: `rate` (a share, "0.12"), `amount`, `minimum` or `maximum` (in the site's
    currency). Gates are keyed `gate.<entity>` (`yes`, `no`, `unknown`, or the day from which it is yes) and
    `gate.<entity>.minimum_age_days`. `stood`: what the packs said when the value was set, by language. `unit`:
    what the number counts, as it was then (a pack that changes to another currency does not change the seller's sum);
    None = as the packs have it.
    """

    id: str
    key: str
    value: Scalar
    site: str = ""
    category: str = ""
    note: str = ""
    set_on: date
    stood: dict[str, str] = {}
    unit: str | None = None

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


def gate_parts(key: str) -> tuple[str, str] | None:
    """Entity kind and field (empty, or `minimum_age_days`) of `gate.<entity>...`; None for every other key."""
    words = key.split(".")
    if words[0] != "gate" or len(words) not in (2, 3):
        return None
    field = words[2] if len(words) == 3 else ""
    return (words[1], field) if field in ("", AGE) else None


def pack_says(own: Override, now: str) -> list[Conflict]:
    """What the packs say beside the seller's own value, and whether that has changed since it was set."""
    if not now:
        return []
    before = own.stood.get(language(), "")
    if before and before != now:
        words = _("the pack now says {value} ({before} when you set yours)")
        text = words.format(value=now, before=before)
    else:
        text = _("the pack says {value}").format(value=now)
    return [Conflict(value=text, source=Source(title=""))]


def own_fact(own: Override, best: Fact | None) -> Fact:
    """The seller's value as a fact, over what the packs have."""
    return Fact(
        key=own.key,
        value=own.value,
        unit=own.unit if own.unit is not None else best.unit if best else "",
        source=own.source(),
        as_of=own.set_on.isoformat(),
        checked=own.set_on,
        confidence=Confidence.SELLER,
        conflicts=pack_says(own, value_text(best.value, best.unit)) if best else [],
    )


def with_own_gate(gates: Sequence[Gate], own: Sequence[Override], entity: str) -> list[Gate]:
    """The gates of this entity kind under the seller's own answer or age; other kinds are untouched."""
    result = list(gates)
    for one in own:
        parts = gate_parts(one.key)
        if parts is None or parts[0] != entity:
            continue
        known = pack_says(one, gates_said(gates))
        if parts[1] == AGE:
            age = int(str(one.value))
            result = [
                _own_gate(one, known, "yes", minimum_age_days=age),
                *(gate for gate in result if gate.answer != "yes"),
            ]
        else:
            text = str(one.value)
            if text in GATE_ANSWERS:
                result = [_own_gate(one, known, text)]
            else:
                result = [_own_gate(one, known, "yes", opens_on=date.fromisoformat(text))]
    return result


def gates_said(gates: Sequence[Gate]) -> str:
    """What the packs answer, in a word or two for each gate."""
    return "; ".join(dict.fromkeys(gate_answer(gate) for gate in gates))


def _own_gate(
    own: Override,
    known: list[Conflict],
    answer: str,
    *,
    minimum_age_days: int | None = None,
    opens_on: date | None = None,
) -> Gate:
    note = own.note or _("Your own value")
    return Gate(
        answer=cast("Literal['yes', 'no', 'unknown']", answer),
        reason=Words(en=note, zh=note),
        minimum_age_days=minimum_age_days,
        opens_on=opens_on,
        source=own.source(),
        as_of=own.set_on.isoformat(),
        checked=own.set_on,
        confidence=Confidence.SELLER,
        conflicts=known,
    )


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
        elif field in ("rate", "amount"):
            result.append(_made(name, field, value, one, currency))
    return result


def _put(fee: Fee, field: str, value: Decimal, own: Override) -> Fee:
    # Where two own values change one fee, the pack's stands beside the first.
    mine = fee.confidence is Confidence.SELLER
    marked = msgspec.structs.replace(
        fee,
        source=own.source(),
        as_of=own.set_on.isoformat(),
        checked=own.set_on,
        confidence=Confidence.SELLER,
        conflicts=fee.conflicts if mine else pack_says(own, fee_value(fee)),
        note=None,
    )
    if field == "maximum":
        return msgspec.structs.replace(marked, maximum=value)
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
