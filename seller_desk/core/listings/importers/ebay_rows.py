"""eBay's draft and category files: the Action header names site and currency, variations stand below their product."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from seller_desk.core.listings.exporters.shops import unrich
from seller_desk.core.listings.importers.columns import plain
from seller_desk.core.listings.importers.forms import (
    ASKS_TO_DELETE,
    NO_PARENT_ABOVE,
    Form,
    Places,
    Source,
    forms,
)
from seller_desk.core.media.rows import Row

EBAY = "ebay"
_SETTING = re.compile(r"(\w+)=([^|)]*)")
_PARENT, _THEME, _CURRENCY = "parent sku", "variation theme", "currency"
_OPTIONS = 5


def ebay_form(headers: Sequence[str]) -> Form | None:
    """The form of this file, if its first columns are eBay's Action."""
    data = forms()["ebay"]
    action = next(
        (one for one in headers if one.strip(" *").casefold().startswith(data["action"])), ""
    )
    if not action:
        return None
    settings = {name.casefold(): value for name, value in _SETTING.findall(action)}
    site = data["sites"].get(settings.get("siteid", "").casefold(), "")
    added = [_PARENT, _THEME, _CURRENCY]
    added += [f"option{n} {part}" for n in range(1, _OPTIONS + 1) for part in ("name", "value")]
    places = Places(headers, added)
    fields = {**_fields(headers, site), **places.fields(_added_fields())}
    return Form(
        preset=EBAY,
        given=tuple(headers),
        headers=places.headers,
        fields=fields,
        join=partial(_rows, places, settings.get("currency", ""), headers.index(action)),
        family=partial(_family, places.at(data["relationship"])),
        site=site,
    )


def _added_fields() -> dict[str, str]:
    fields = {_PARENT: "parent_sku", _THEME: "variation_theme", _CURRENCY: "currency"}
    for number in range(1, _OPTIONS + 1):
        fields[f"option{number} name"] = f"option_name.{number}"
        fields[f"option{number} value"] = f"option_value.{number}"
    return fields


def _fields(headers: Sequence[str], site: str) -> dict[int, str]:
    data = forms()["ebay"]
    known = {plain(name): field for name, field in data["fields"].items()}
    fields: dict[int, str] = {}
    for place, header in enumerate(headers):
        key, bare = plain(header), header.strip(" *")
        if key in known:
            field = known[key]
            if field == "category_id":
                field = f"category_id@{site}" if site else ""
        elif bare.casefold().startswith(data["specific"]):
            field = f"attribute:{bare[len(data['specific']) :].strip()}"
        else:
            field = ""
        fields[place] = "" if field in fields.values() else field
    return fields


def _family(relationship: int, cells: Sequence[str]) -> str:
    """A row with a relationship goes on with the product above."""
    inside = relationship >= 0 and len(cells) > relationship and cells[relationship].strip()
    return "" if inside else "product"


def _rows(places: Places, currency: str, action: int, source: Source) -> Iterator[Row]:
    data = forms()["ebay"]
    reader = _Reader(places, currency)
    for row in source():
        if row.open_quote:
            yield row
            continue
        cells = places.whole(row)
        if cells[action].strip().casefold() in data["refused"]:
            yield Row(row.number, [cells[action]], problem=ASKS_TO_DELETE)
            continue
        yield reader.read(row.number, cells)


class _Reader:
    """Keeps the product above, for the variations below it."""

    def __init__(self, places: Places, currency: str) -> None:
        self._data = forms()["ebay"]
        self._places, self._currency = places, currency
        self._above: dict[str, str] = {}
        by_field = {
            field: place for place, field in reversed(_fields(places.headers, "ebay.").items())
        }
        self._at = by_field
        self._details = places.at(self._data["details"])
        self._kind = places.at(self._data["relationship"])

    def read(self, number: int, cells: list[str]) -> Row:
        """The row with its currency, family and options said in columns of ours."""
        if self._cell(cells, self._at.get("price", -1)):
            cells[self._places.at(_CURRENCY)] = self._currency
        place = self._at.get("description", -1)
        if place >= 0:
            cells[place] = unrich(cells[place])
        details = _pairs(self._cell(cells, self._details), self._data["pairs"])
        if self._cell(cells, self._kind).casefold() == self._data["variation"]:
            if not self._above.get("sku"):
                return Row(number, cells, problem=NO_PARENT_ABOVE)
            self._child(cells, details)
        else:
            self._above = {
                field: self._cell(cells, self._at.get(field, -1))
                for field in ("sku", "title", "brand", "condition")
            }
            if details:
                cells[self._places.at(_THEME)] = "/".join(details)
        return Row(number, cells)

    def _child(self, cells: list[str], details: dict[str, str]) -> None:
        cells[self._places.at(_PARENT)] = self._above["sku"]
        for field in ("title", "brand", "condition"):
            place = self._at.get(field, -1)
            if place >= 0 and not cells[place].strip():
                cells[place] = self._above[field]
        for number, (name, value) in enumerate([*details.items()][:_OPTIONS], start=1):
            cells[self._places.at(f"option{number} name")] = name
            cells[self._places.at(f"option{number} value")] = value

    @staticmethod
    def _cell(cells: Sequence[str], place: int) -> str:
        return cells[place].strip() if place >= 0 else ""


def _pairs(text: str, between: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(between))
    return {name.strip(): value.strip() for name, equals, value in pairs if equals and name.strip()}
