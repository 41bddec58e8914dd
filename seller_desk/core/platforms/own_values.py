"""The seller's own values: which keys there are, what a text must be to stand under one, what the packs say there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import LANGUAGES, N_, _, language, speaking
from seller_desk.core.base.lists import listed
from seller_desk.core.base.money import decimal_of
from seller_desk.core.platforms.model import FEE_NAMES
from seller_desk.core.platforms.wording import fee_name
from seller_desk.core.rules.book import Override, Query, RuleBook
from seller_desk.core.rules.catalogs import currencies, public_ids
from seller_desk.core.rules.model import Fact, Fee, Gate, Scalar
from seller_desk.core.rules.overrides import (
    AGE,
    FEE_FIELDS,
    GATE_ANSWERS,
    fee_parts,
    gate_parts,
    gates_said,
)
from seller_desk.core.rules.said import fee_value, value_text
from seller_desk.core.rules.sources import ENTITIES

# Beyond these nothing is a fee, a limit or an age.
LARGEST = Decimal(10) ** 12
_OLDEST_DAYS = 36500
_LONGEST = 2000
_IN_CHINESE = {"是": "yes", "可以": "yes", "否": "no", "不可以": "no", "未知": "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnValue:
    """An own value beside what the packs say now; `moved`: they said something else when it was set."""

    own: Override
    pack_says: str

    @property
    def moved(self) -> bool:
        """Whether the packs changed underneath."""
        return bool(self.pack_said) and self.pack_said != self.pack_says

    @property
    def pack_said(self) -> str:
        """What the packs said when it was set; empty where they had nothing."""
        return self.own.stood.get(language(), "")


def share_of(text: str) -> Decimal:
    """A share from "0.2" or "20%"; ValueError otherwise."""
    plain = text.strip().replace("％", "%")
    if plain.endswith("%"):
        return decimal_of(plain[:-1].strip()) / 100
    return decimal_of(plain)


def key_of(book: RuleBook, name: str) -> str:
    """The key that a name means: itself, or that of the entry with this collected fact's id."""
    for pack in book.packs:
        for fact in pack.fact:
            if fact.fact == name:
                return fact.key
        for fee in pack.fee:
            if fee.fact == name:
                return f"fee.{fee.name}.{'amount' if fee.method == 'flat' else 'rate'}"
        for gate in pack.gate:
            if gate.fact == name and len(gate.applies_to.entity) == 1:
                return f"gate.{gate.applies_to.entity[0]}"
    return name


def own_value(book: RuleBook, key: str, text: str) -> Scalar:
    """The text as a value of this key. UsageProblem for an unknown key and for what cannot be."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        raise UsageProblem(_("A value has 1 to {most} characters").format(most=_LONGEST))
    if key.startswith("fee."):
        return _of_fee(key, text)
    if key.startswith("gate."):
        return _of_gate(key, text)
    known = [fact.value for pack in book.packs for fact in pack.fact if fact.key == key]
    if not known:
        raise UsageProblem(_("There is no fact “{key}”").format(key=key), _near(book, key))
    return _like(known[0], text, key)


def pack_says(book: RuleBook, key: str, site: str, category: str, on: date) -> str:
    """What the packs have under this key, as text; empty where they have nothing, or not the same on every site."""
    sites = [site] if site else list(book.sites)
    found = {
        text
        for one in sites
        if (text := _pack_text(book, key, Query(site=one, on=on, category=category)))
    }
    return found.pop() if len(found) == 1 else ""


def own_unit(book: RuleBook, key: str, site: str, category: str, on: date) -> str | None:
    """What a value for this site counts: the packs' unit; of a sum that they do not know, the site's currency.

    None where that differs by site, or where it is no fact.
    """
    if not site or fee_parts(key) is not None or gate_parts(key) is not None:
        return None
    found = book.shipped_fact(key, Query(site=site, on=on, category=category))
    if found is not None:
        return found.unit
    units = {fact.unit for pack in book.packs for fact in pack.fact if fact.key == key}
    return book.sites[site].currency if units & currencies() else None


def pack_says_in_all(
    book: RuleBook, key: str, site: str, category: str, on: date
) -> dict[str, str]:
    """The same in each language, to be kept with an own value."""
    found = {}
    for spoken in LANGUAGES:
        with speaking(spoken):
            found[spoken] = pack_says(book, key, site, category, on)
    return found


def beside_packs(book: RuleBook, own: Iterable[Override], on: date) -> list[OwnValue]:
    """Own values with what the packs say now."""
    return [
        OwnValue(own=one, pack_says=pack_says(book, one.key, one.site, one.category, on))
        for one in own
    ]


def _pack_text(book: RuleBook, key: str, query: Query) -> str:
    fee, gate = fee_parts(key), gate_parts(key)
    if fee is not None:
        found = [
            one for one in book.shipped_fees(query) if one.name == fee[0] and one.on_by_default
        ]
        return fee_value(found[0]) if found else ""
    if gate is not None:
        asked = Query(site=query.site, on=query.on, category=query.category, entity=gate[0])
        return gates_said(book.shipped_gates(asked))
    fact = book.shipped_fact(key, query)
    return value_text(fact.value, fact.unit) if fact else ""


def _of_fee(key: str, text: str) -> str:
    parts = fee_parts(key)
    name = key.split(".")[1] if key.count(".") else ""
    if parts is None or name not in FEE_NAMES:
        raise UsageProblem(
            _("There is no fee “{name}”").format(name=name if name not in FEE_NAMES else key),
            _("Write fee.NAME.FIELD. Names: {names}. Fields: {fields}").format(
                names=listed(FEE_NAMES), fields=listed(FEE_FIELDS)
            ),
        )
    field = parts[1]
    try:
        value = share_of(text) if field == "rate" else decimal_of(text)
    except ValueError:
        raise UsageProblem(_("“{text}” is not a number").format(text=text)) from None
    if field == "rate" and not 0 <= value < 1:
        raise UsageProblem(
            _("“{text}” is out of range").format(text=text),
            _("A rate is a share between 0 and 1, such as 0.15 or 15%."),
        )
    if not 0 <= value <= LARGEST:
        raise UsageProblem(
            _("“{text}” is out of range").format(text=text),
            _("An amount is 0 or more, in the site's currency."),
        )
    return format(value, "f")


def _of_gate(key: str, text: str) -> Scalar:
    parts = gate_parts(key)
    if parts is None or parts[0] not in public_ids().entity:
        raise UsageProblem(
            _("There is no gate “{key}”").format(key=key),
            _(
                "Write gate.BUSINESS_TYPE or gate.BUSINESS_TYPE.minimum_age_days. Types: {ids}"
            ).format(ids=listed(public_ids().entity)),
        )
    if parts[1] == AGE:
        if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > _OLDEST_DAYS:
            raise UsageProblem(
                _("“{text}” is not a number of days").format(text=text),
                _("A whole number from 0 to {most}.").format(most=_OLDEST_DAYS),
            )
        return int(text)
    word = _IN_CHINESE.get(text, text.casefold())
    if word in GATE_ANSWERS:
        return word
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageProblem(
            _("“{text}” is no answer of a gate").format(text=text),
            _("Write yes, no, unknown, or the day from which it is yes: 2026-12-01."),
        ) from None


def _like(known: Scalar, text: str, key: str) -> Scalar:
    """The text as a value of the same kind as the pack's."""
    if isinstance(known, list):
        return [word.strip() for word in re.split("[,，、]", text) if word.strip()]
    if isinstance(known, bool):
        if text.casefold() not in ("true", "false"):
            raise UsageProblem(_("{key} is true or false").format(key=key))
        return text.casefold() == "true"
    if isinstance(known, int):
        if not re.fullmatch(r"[0-9]{1,12}", text):
            raise UsageProblem(_("{key} is a whole number").format(key=key))
        return int(text)
    if _is_number(known):
        if not _is_number(text) or not 0 <= Decimal(text) <= LARGEST:
            raise UsageProblem(_("{key} is a number, 0 or more").format(key=key))
        return text
    return text


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _near(book: RuleBook, key: str) -> str:
    """Keys that look like this one."""
    from difflib import get_close_matches

    keys = dict.fromkeys(fact.key for pack in book.packs for fact in pack.fact)
    near = get_close_matches(key, list(keys), n=3, cutoff=0.6)
    if near:
        return _("Did you mean {keys}?").format(keys=listed(near))
    return _("Fees are named like fee.referral.rate; see rules list.")


_FIELDS = {
    "rate": N_("share of the price"),
    "amount": N_("sum"),
    "minimum": N_("at least"),
    "maximum": N_("at most"),
}
# Beginnings of keys, and what the facts below them are about.
_ABOUT = (
    ("site.deposit", N_("Deposit")),
    ("deposit.", N_("Deposit")),
    ("site.review_time", N_("Review")),
    ("review.", N_("Review")),
    ("launch.", N_("Launch plan")),
    ("compliance.lead_days", N_("Launch plan")),
    ("site.payout", N_("Payout")),
    ("payout.", N_("Payout")),
    ("document.", N_("Documents")),
    ("papers.", N_("Documents")),
    ("listing.", N_("Listings")),
    ("image.", N_("Pictures")),
    ("shipping.", N_("Shipping")),
    ("site.", N_("Site")),
)


def key_name(key: str) -> str:
    """What a key is about, for people; the key itself stands beside it."""
    fee, gate = fee_parts(key), gate_parts(key)
    if fee is not None:
        return f"{fee_name(fee[0])} ({_(_FIELDS[fee[1]])})"
    if gate is not None:
        entity = _(ENTITIES.get(gate[0], gate[0]))
        words = _("Age of the licence: {entity}") if gate[1] else _("Registering: {entity}")
        return words.format(entity=entity)
    return next((_(name) for start, name in _ABOUT if key.startswith(start)), key)


def own_text(own: Override) -> str:
    """An own value in words."""
    if isinstance(own.value, str) and own.value in GATE_ANSWERS and gate_parts(own.key):
        return {"yes": _("yes"), "no": _("no"), "unknown": _("unknown")}[own.value]
    return value_text(own.value)


def overrulable(entry: Fact | Fee | Gate, entity: str = "") -> str:
    """The key under which the seller may overrule an entry."""
    if isinstance(entry, Fact):
        return entry.key
    if isinstance(entry, Fee):
        return f"fee.{entry.name}.{'amount' if entry.method == 'flat' else 'rate'}"
    return f"gate.{entity}" if entity else ""
