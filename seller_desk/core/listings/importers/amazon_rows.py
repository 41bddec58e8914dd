"""Amazon's templates, filled in or downloaded with listings in them: both layouts, and the inventory loader."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from seller_desk.core.listings.exporters.amazon_slots import SLOTS
from seller_desk.core.listings.exporters.amazon_slots import catalogue as columns_known
from seller_desk.core.listings.exporters.amazon_template import Head, path_of
from seller_desk.core.listings.importers.forms import ASKS_TO_DELETE, Form, Places, Source, forms
from seller_desk.core.media.rows import Row

AMAZON, LOADER = "amazon", "amazon-loader"
_MARKET = re.compile(r"marketplace_id=([A-Z0-9]+)")
_AUDIENCE = re.compile(r"audience=([A-Z0-9]+)")
_CURRENCY, _EXEMPT, _ASIN = "currency", "gtin exempt", "asin"
_ADDED = (_CURRENCY, _EXEMPT, _ASIN)
_ADDED_FIELDS = {_CURRENCY: "currency", _EXEMPT: "gtin_exempt", _ASIN: "attribute:asin"}
# Said by other columns of the same row.
_STEERING = frozenset({"gtin_type", "parentage", "relationship"})
CurrencyOf = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _At:
    """Where the columns stand that others depend on; -1 = nowhere."""

    places: Places
    currency: str
    kind: int = -1
    gtin: int = -1
    theme: int = -1
    parent: int = -1
    price: int = -1
    action: int = -1


def amazon_form(head: Head, keys: Sequence[str], currency_of: CurrencyOf) -> Form:
    """A template's form. `head` is what its first row says, `keys` its row of attribute paths or field names."""
    sites = {market: site for site, market in columns_known()["marketplaces"].items()}
    market = head.marketplace or _only_market(keys)
    places = Places(keys, _ADDED)
    found = _fields(keys, market)
    where = {name: place for place, name in reversed(found.items())}
    at = _At(
        places=places,
        currency=currency_of(sites[market]) if market in sites else "",
        kind=where.get("gtin_type", -1),
        gtin=where.get("gtin", -1),
        theme=where.get("variation_theme", -1),
        parent=where.get("parent_sku", -1),
        price=where.get("price", -1),
        action=places.at(*forms()["amazon"]["action"]),
    )
    fields = {place: "" if name in _STEERING else name for place, name in found.items()}
    fields |= {place: "" for place in (at.action,) if place >= 0}
    return Form(
        preset=AMAZON,
        given=tuple(keys),
        headers=places.headers,
        fields=fields | places.fields(_ADDED_FIELDS),
        join=partial(_amazon, at),
        site=sites.get(market, ""),
        first_row=head.data_row,
    )


def _only_market(keys: Sequence[str]) -> str:
    named = {found for key in keys for found in _MARKET.findall(key)}
    return named.pop() if len(named) == 1 else ""


def _fields(keys: Sequence[str], market: str) -> dict[int, str]:
    """Fields by place; what has none of ours is an attribute under its own path. Other sites' blocks stay out."""
    known = _known_paths()
    fields: dict[int, str] = {}
    for place, key in enumerate(keys):
        of_market, of_buyers = _MARKET.search(key), _AUDIENCE.search(key)
        other = (of_market and market and of_market[1] != market) or (
            of_buyers and of_buyers[1] != "ALL"
        )
        path = path_of(key)
        if other or not path:
            fields[place] = ""
        elif path in known:
            fields[place] = "" if known[path] in fields.values() else known[path]
        else:
            fields[place] = f"attribute:{path}"
    return fields


def _known_paths() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in columns_known()["column"]:
        for key in filter(None, (one["new"], *one["legacy"])):
            for number in range(1, SLOTS + 1) if "{n}" in key else (0,):
                found[key.replace("{n}", str(number))] = _numbered(one["field"], number)
    return found


def _numbered(field: str, number: int) -> str:
    if field == "main_image":
        return "images.1"
    if field == "other_images":
        return f"images.{number + 1}"
    return f"{field}.{number}" if number else field


def _amazon(at: _At, source: Source) -> Iterator[Row]:
    words = forms()["amazon"]
    places = at.places
    for row in source():
        if row.open_quote:
            yield row
            continue
        cells = places.whole(row)
        action = _cell(cells, at.action)
        if action.casefold() in words["refused"]:
            yield Row(row.number, [action], problem=ASKS_TO_DELETE)
            continue
        kind = _cell(cells, at.kind).casefold()
        if kind in words["exempt"]:
            cells[places.at(_EXEMPT)] = "yes"
        if kind in words["asin"] and at.gtin >= 0:
            cells[places.at(_ASIN)], cells[at.gtin] = cells[at.gtin], ""
        if _cell(cells, at.parent) and at.theme >= 0:
            cells[at.theme] = ""
        if _cell(cells, at.price):
            cells[places.at(_CURRENCY)] = at.currency
        yield Row(row.number, cells)


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place >= 0 else ""


def loader_form(headers: Sequence[str]) -> Form | None:
    """The inventory loader's form, if these are its headers."""
    data = forms()["loader"]
    places = Places(headers, (_ASIN,))
    if not places.has_all(data["needs"]):
        return None
    return Form(
        preset=LOADER,
        given=tuple(headers),
        headers=places.headers,
        fields=places.fields(data["fields"]) | places.fields({_ASIN: "attribute:asin"}),
        join=partial(_loader, places),
    )


def _loader(places: Places, source: Source) -> Iterator[Row]:
    data = forms()["loader"]
    kind, product = places.at(data["type"]), places.at(data["product"])
    action = places.at(data["action"])
    for row in source():
        if row.open_quote:
            yield row
            continue
        cells = places.whole(row)
        if _cell(cells, action).casefold() in data["refused"]:
            yield Row(row.number, [cells[action]], problem=ASKS_TO_DELETE)
            continue
        if _cell(cells, kind).casefold() in data["asin"]:
            cells[places.at(_ASIN)], cells[product] = cells[product], ""
        yield Row(row.number, cells)
