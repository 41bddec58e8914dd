"""What a cell of each field does to a row's changes: one small closure for every column, made once."""

import re
from collections.abc import Callable
from typing import Any

import msgspec

from seller_desk.core.base.language import N_
from seller_desk.core.listings.importers import values
from seller_desk.core.listings.importers.columns import Column
from seller_desk.core.listings.model import ListingImage
from seller_desk.core.listings.part_values import COUNTS, DAYS, NUMBERS, PARTS, PRICES
from seller_desk.core.rules.catalogs import category_named

NOT_A_WEB_ADDRESS = N_(
    "“{value}” in column “{column}” is neither a web address nor a picture file beside the sheet"
)
_ONE_ADDRESS = re.compile(r"https?://[^\s|;]+")
# A file below the sheet's own folder: no scheme, no drive, no way up.
_LOCAL = re.compile(
    r"(?![/\\])(?!.*\.\.)[^:]+\.(?:jpe?g|png|gif|tiff?|webp|bmp|avif)", re.IGNORECASE
)


class Changes(msgspec.Struct):
    """What one row says. Numbered texts and pictures are keyed by place from 0."""

    sku: str = ""
    plain: dict[str, Any] = {}
    bullets: dict[int, str] = {}
    images: dict[int, str | ListingImage] = {}
    options: dict[str, str] = {}
    attributes: dict[str, str] = {}
    sites: dict[str, dict[str, Any]] = {}
    names: dict[str, str] = {}
    units: dict[str, str] = {}
    # Fields of the offer and of what the law asks, by their path (`offer.list_price`).
    parts: dict[str, Any] = {}
    # Fields that a cell asks to empty, as columns name them.
    cleared: list[str] = []
    # Pictures in the workbook itself, by the name of their part.
    embedded: list[str] = []


class BadCell(Exception):
    """A cell that cannot be taken, with a reason other than its field's usual one."""

    def __init__(self, reason: str, column: str, value: str) -> None:
        super().__init__(reason)
        self.reason, self.column, self.value = reason, column, value


# Fields that take the cell's text as it stands.
PLAIN_TEXTS = frozenset(
    {
        "parent_sku",
        "title",
        "highlights",
        "brand",
        "description",
        "search_terms",
    }
)
Setter = Callable[[Changes, str], None]
_DOTS = " •·-\t"


def setter_for(column: Column) -> Setter:
    """What a cell of this column does to the row's changes."""
    field = column.field
    base, _at, site = field.partition("@")
    if field.startswith("option:"):
        return _into("options", field.partition(":")[2])
    if field.startswith("attribute:"):
        return _into("attributes", field.partition(":")[2])
    name, _dot, number = base.partition(".")
    if name in ("option_name", "option_value"):
        return _option(name, number)
    if base in PARTS:
        return _part(base, column.decimal)
    if site:
        return _of_site(site, name, int(number or 1) - 1, column.decimal)
    if name == "bullets":
        return _bullet(int(number or 1) - 1)
    if name == "images":
        return _image(column.header, int(number or 1) - 1)
    return _SETTERS.get(name, _text(name))(column)


def _into(attribute: str, key: str) -> Setter:
    def set_(changes: Changes, text: str) -> None:
        getattr(changes, attribute)[key] = text

    return set_


def _part(path: str, decimal: str) -> Setter:
    convert = _part_value(path, decimal)

    def set_(changes: Changes, text: str) -> None:
        changes.parts[path] = convert(text)

    return set_


def _part_value(path: str, decimal: str) -> Callable[[str], object]:
    if path in PRICES or path in NUMBERS:
        return lambda text: values.price(text, decimal)[0]
    if path in COUNTS:
        return lambda text: values.whole(text, decimal)
    if path in DAYS:
        return values.day
    if path.endswith(".country"):
        return values.country
    return values.digits if path == "compliance.hs_code" else str


def _option(kind: str, number: str) -> Setter:
    def set_(changes: Changes, text: str) -> None:
        if kind == "option_name":
            changes.names[number] = text
        elif number in changes.names:
            changes.options[changes.names[number]] = text

    return set_


def _of_site(site: str, name: str, place: int, decimal: str) -> Setter:
    def set_(changes: Changes, text: str) -> None:
        own = changes.sites.setdefault(site, {})
        if name == "bullets":
            own.setdefault("bullets", {})[place] = text
        elif name == "price":
            own["price"], currency = values.price(text, decimal)
            if currency:
                own.setdefault("currency", currency)
        else:
            own[name] = text

    return set_


def _bullet(place: int) -> Setter:
    def set_(changes: Changes, text: str) -> None:
        if "\n" not in text:
            # To strip these characters takes as long as all else of a row, so only where there are any.
            dotted = text[0] in _DOTS or text[-1] in _DOTS
            if bullet := text.strip(_DOTS) if dotted else text:
                changes.bullets.setdefault(place, bullet)
            return
        lines = [line.strip(_DOTS) for line in text.splitlines() if line.strip()]
        for offset, line in enumerate(lines):
            changes.bullets.setdefault(place + offset, line)

    return set_


def _image(header: str, place: int) -> Setter:
    def set_(changes: Changes, text: str) -> None:
        if _ONE_ADDRESS.fullmatch(text):
            changes.images.setdefault(place, text)
            return
        parts = text.replace("|", "\n").replace(";", "\n").splitlines()
        offset = 0
        for part in parts:
            # Web addresses hold no spaces, file names may.
            for picture in part.split() if "://" in part else [part.strip()]:
                if not picture:
                    continue
                if not picture.startswith(("https://", "http://")) and not _LOCAL.fullmatch(
                    picture
                ):
                    raise BadCell(NOT_A_WEB_ADDRESS, header, picture)
                changes.images.setdefault(place + offset, picture)
                offset += 1

    return set_


def _text(name: str) -> Callable[[Column], Setter]:
    def make(_column: Column) -> Setter:
        def set_(changes: Changes, text: str) -> None:
            changes.plain[name] = text

        return set_

    return make


def _sku(_column: Column) -> Setter:
    def set_(changes: Changes, text: str) -> None:
        changes.sku = text

    return set_


def _money(name: str, currency_name: str) -> Callable[[Column], Setter]:
    def make(column: Column) -> Setter:
        decimal = column.decimal

        def set_(changes: Changes, text: str) -> None:
            amount, currency = values.price(text, decimal)
            changes.plain[name] = amount
            if currency:
                changes.plain.setdefault(currency_name, currency)

        return set_

    return make


def _converted(name: str, convert: Callable[[str], object]) -> Callable[[Column], Setter]:
    def make(_column: Column) -> Setter:
        def set_(changes: Changes, text: str) -> None:
            changes.plain[name] = convert(text)

        return set_

    return make


def _measured(
    name: str, unit_field: str, convert: Callable[[str, str, str], int]
) -> Callable[[Column], Setter]:
    def make(column: Column) -> Setter:
        def set_(changes: Changes, text: str) -> None:
            unit = column.unit or changes.units.get(unit_field, "")
            changes.plain[name] = convert(text, unit, column.decimal)

        return set_

    return make


def _unit(unit_field: str) -> Callable[[Column], Setter]:
    def make(_column: Column) -> Setter:
        def set_(changes: Changes, text: str) -> None:
            changes.units[unit_field] = text.casefold()

        return set_

    return make


def _count(name: str) -> Callable[[Column], Setter]:
    def make(column: Column) -> Setter:
        def set_(changes: Changes, text: str) -> None:
            changes.plain[name] = values.whole(text, column.decimal)

        return set_

    return make


def _theme(text: str) -> list[str]:
    for mark in "/|,，、;":
        text = text.replace(mark, "\n")
    return [part.strip() for part in text.splitlines() if part.strip()]


def _upper(text: str) -> str:
    return text.upper()


_SETTERS: dict[str, Callable[[Column], Setter]] = {
    "sku": _sku,
    "variation_theme": _converted("variation_theme", _theme),
    "category": _converted("category", category_named),
    "gtin": _converted("gtin", values.gtin),
    "gtin_exempt": _converted("gtin_exempt", values.yes),
    "price": _money("price", "currency"),
    "cost": _money("cost", "cost_currency"),
    "currency": _converted("currency", _upper),
    "cost_currency": _converted("cost_currency", _upper),
    "quantity": _count("quantity"),
    "condition": _converted("condition", values.condition),
    "origin_country": _converted("origin_country", values.country),
    "weight": _measured("weight_g", "weight_unit", values.grams),
    "weight_unit": _unit("weight_unit"),
    "length": _measured("length_mm", "size_unit", values.millimetres),
    "width": _measured("width_mm", "size_unit", values.millimetres),
    "height": _measured("height_mm", "size_unit", values.millimetres),
    "size_unit": _unit("size_unit"),
}
