"""Which column of a forwarder's sheet means what; the words are in `resources/catalogs/rate_columns.toml`."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from seller_desk.core.base.paths import resources_dir

FIELDS = (
    "country",
    "area",
    "service",
    "product_code",
    "transit",
    "weight",
    "weight_from",
    "weight_to",
    "per_kg",
    "per_parcel",
    "price",
    "first_weight",
    "first_price",
    "additional_weight",
    "additional_price",
    "minimum",
    "step",
    "goods",
    "divisor",
    "currency",
    "ignored",
)
_PRICES = {"per_kg", "price", "first_price"}
_BRACKETS = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_BLANKS = re.compile(r"[\s:：*]+")
_HEADER_ROWS = 40
# A short Latin alias as the beginning of a head would match by accident ("no" in "northern").
_MIN_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head as written, what it means (empty = unknown), and the units in its head."""

    position: int
    head: str
    field: str
    currency: str = ""
    grams: int = 1000


@cache
def catalogue() -> dict[str, dict[str, list[str]]]:
    """The catalogue of heads, units and words."""
    path = resources_dir() / "catalogs" / "rate_columns.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _aliases() -> dict[str, str]:
    return {
        _fold(alias): field
        for field, aliases in catalogue()["columns"].items()
        for alias in aliases
    }


def _fold(head: str) -> str:
    return _BLANKS.sub("", _BRACKETS.sub("", head)).casefold()


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row that names a country, a weight and a price; None if this is no price list."""
    for position, row in enumerate(rows[:_HEADER_ROWS]):
        fields = {column.field for column in read_heads(row)}
        if "country" in fields and fields & {"weight", "weight_to"} and fields & _PRICES:
            return position
    return None


def read_heads(row: Sequence[str], chosen: Mapping[str, str] | None = None) -> list[Column]:
    """The columns of a header row; `chosen` maps heads to fields where the seller knows better."""
    return [
        _column(position, head.strip(), (chosen or {}).get(head.strip()))
        for position, head in enumerate(row)
        if head.strip()
    ]


def _column(position: int, head: str, chosen: str | None) -> Column:
    currency = next(
        (
            code
            for code, words in catalogue()["currencies"].items()
            if any(word.casefold() in head.casefold() for word in words)
        ),
        "",
    )
    units = head.casefold()
    in_kg = any(unit in units for unit in catalogue()["units"]["kg"])
    in_g = not in_kg and bool(re.search(r"(?<![a-z])g(?![a-z])|克", units))
    field = _by_units(_field_of(head), units, bool(currency), in_kg) if chosen is None else chosen
    return Column(position, head, field, currency, 1 if in_g else 1000)


def _field_of(head: str) -> str:
    folded, aliases = _fold(head), _aliases()
    if folded in aliases:
        return aliases[folded]
    beginnings = [
        alias
        for alias in aliases
        if folded.startswith(alias) and (len(alias) >= _MIN_PREFIX or not alias.isascii())
    ]
    return aliases[max(beginnings, key=len)] if beginnings else ""


def _by_units(field: str, units: str, money: bool, in_kg: bool) -> str:
    """Units decide where the word alone does not: 运费(RMB/票) is flat, 首重(KG) is a weight."""
    if field in ("first_price", "additional_price") and not money and in_kg:
        return field.replace("price", "weight")
    if field == "price" and in_kg:
        return "per_kg"
    if field == "per_kg" and any(
        f"/{word}" in units for word in catalogue()["words"]["per_parcel_units"]
    ):
        return "price"
    return field
