"""Fields that a bulk edit can reach: how each is read, written, typed and shown, on the master or on one site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.listings.importers import values
from seller_desk.core.listings.model import Compliance, Listing, Offer, SiteFields
from seller_desk.core.rules.catalogs import category_named

Value = str | Decimal | int | bool | list[str] | None
_NOTHING = SiteFields()
_OFFER, _COMPLIANCE = Offer(), Compliance()


def _text(text: str) -> str:
    return text


def _upper(text: str) -> str:
    return text.strip().upper()


def _price(text: str) -> Decimal:
    return values.price(text)[0]


def _grams(text: str) -> int:
    return values.grams(text, "g")


def _millimetres(text: str) -> int:
    return values.millimetres(text, "mm")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


_PARSERS: Mapping[str, Callable[[str], Value]] = {
    "title": _text,
    "highlights": _text,
    "brand": _text,
    "description": _text,
    "search_terms": _text,
    "category_id": _text,
    "bullets": _lines,
    "category": category_named,
    "condition": values.condition,
    "origin_country": values.country,
    "gtin_exempt": values.yes,
    "currency": _upper,
    "cost_currency": _upper,
    "price": _price,
    "cost": _price,
    "quantity": values.whole,
    "weight_g": _grams,
    "length_mm": _millimetres,
    "width_mm": _millimetres,
    "height_mm": _millimetres,
    "offer.list_price": _price,
    "offer.sale_price": _price,
    "offer.handling_days": values.whole,
    "offer.max_order": values.whole,
    "offer.fulfilment": _text,
    "offer.shipping_template": _text,
    "offer.condition_note": _text,
    "compliance.batteries": _text,
    "compliance.cell": _text,
    "compliance.dangerous_goods": _text,
    "compliance.un_number": _text,
    "compliance.hs_code": _text,
    "compliance.safety_warning": _text,
}
_ALIASES = {
    "weight": "weight_g",
    "length": "length_mm",
    "width": "width_mm",
    "height": "height_mm",
    "bullet": "bullets",
}
# What differs by site; everything else belongs to the product.
OF_SITES = frozenset(
    {"title", "highlights", "bullets", "description", "search_terms", "category_id", "price"}
    | {"currency", "quantity"}
    | {name for name in _PARSERS if name.startswith("offer.")}
)
MONEY = frozenset({"price", "cost", "offer.list_price", "offer.sale_price"})
NUMBERS = MONEY | {"quantity", "weight_g", "length_mm", "width_mm", "height_mm"}
NUMBERS |= {"offer.handling_days", "offer.max_order"}


@dataclass(frozen=True, slots=True)
class Field:
    """A place in a listing. `name` is `title`, `bullets`, `attribute:material`, `option:Color`, `offer.list_price`;
    `number` counts bullets from 0 (-1: all of them); `site` is empty for the master.
    """

    name: str
    site: str = ""
    number: int = -1

    @property
    def key(self) -> str:
        """As it is written: `bullets.2@amazon.us`."""
        number = f".{self.number + 1}" if self.number >= 0 else ""
        return f"{self.name}{number}" + (f"@{self.site}" if self.site else "")

    @property
    def numeric(self) -> bool:
        """Whether a formula can be worked out on it."""
        return self.name in NUMBERS

    def get(self, listing: Listing) -> Value:
        """What stands there; of a site only its own value, not the master's."""
        holder: Any = listing.sites.get(self.site, _NOTHING) if self.site else listing
        kind, colon, word = self.name.partition(":")
        if colon:
            return str((holder.options if kind == "option" else holder.attributes).get(word, ""))
        group, dot, word = self.name.partition(".")
        if dot:
            return _plain(getattr(getattr(holder, group) or _OFFER, word))
        found = getattr(holder, self.name)
        if self.number >= 0:
            return found[self.number] if self.number < len(found) else ""
        return list(found) if isinstance(found, list) else _plain(found)

    def put(self, listing: Listing, value: Value) -> Listing:
        """The listing with this value there; an empty text, list or None clears it."""
        if value == self.get(listing):
            return listing
        if not self.site:
            return msgspec.structs.replace(listing, **self._changes(listing, value))
        own = listing.sites.get(self.site, _NOTHING)
        own = msgspec.structs.replace(own, **self._changes(own, value))
        return msgspec.structs.replace(listing, sites={**listing.sites, self.site: own})

    def parse(self, text: str) -> Value:
        """A typed value. ValueError for what is none of this field."""
        text = text.strip()
        if not text:
            return self.empty()
        if self.number >= 0 or ":" in self.name:
            return text
        return _PARSERS[self.name](text)

    def empty(self) -> Value:
        """What a cleared field holds."""
        if self.name == "bullets" and self.number < 0:
            return []
        if self.name == "gtin_exempt":
            return False
        return None if self.numeric else ""

    def _changes(self, holder: Any, value: Value) -> dict[str, Any]:
        kind, colon, word = self.name.partition(":")
        if colon:
            attribute = "options" if kind == "option" else "attributes"
            kept = {**getattr(holder, attribute), word: value}
            return {attribute: {name: one for name, one in kept.items() if one}}
        group, dot, word = self.name.partition(".")
        if dot:
            base = getattr(holder, group) or _OFFER
            return {group: msgspec.structs.replace(base, **{word: value})}
        if self.number >= 0:
            return {self.name: _placed(getattr(holder, self.name), self.number, str(value))}
        return {self.name: value}


@cache
def field_of(name: str, site: str = "") -> Field:
    """The field of this name: `price`, `title@amazon.us`, `bullets.2`, `attribute:material`. UsageProblem for none."""
    base, at, own_site = name.strip().partition("@")
    site = own_site if at else site
    stem, dot, number = base.partition(".")
    if ":" in base:
        kind, _colon, word = base.partition(":")
        if kind in ("attribute", "option") and word and not (site and kind == "option"):
            return Field(base, site)
    elif dot and number.isdecimal() and _ALIASES.get(stem, stem) == "bullets":
        if 1 <= int(number) <= 20:
            return Field("bullets", site, int(number) - 1)
    elif (known := _ALIASES.get(base, base)) in _PARSERS and (
        known in OF_SITES if site else known != "category_id"
    ):
        return Field(known, site)
    where = _("on a site") if site else _("on the product itself")
    raise UsageProblem(
        _("“{name}” cannot be edited in bulk {where}").format(name=name, where=where),
        _("There are: {names}").format(names=", ".join(names(bool(site)))),
    )


def names(of_site: bool) -> list[str]:
    """Fields of a site, or of the product itself; then those with a name of the seller's own."""
    known = [name for name in _PARSERS if (name in OF_SITES if of_site else name != "category_id")]
    return [*known, "attribute:NAME", *([] if of_site else ["option:NAME"])]


def shown(value: Value) -> str:
    """The value for a table."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _plain(value: Any) -> Value:
    """Values of these fields are texts, numbers or nothing."""
    plain: Value = value
    return plain


def _placed(texts: list[str], number: int, text: str) -> list[str]:
    """The texts with this one at its place; empty ones at the end go, and none stands beyond the next free place."""
    found = list(texts)
    if number < len(found):
        found[number] = text
    elif text:
        found.append(text)
    return [one for one in found if one]
