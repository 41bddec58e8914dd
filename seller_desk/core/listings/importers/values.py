"""Cells into values. Each raises ValueError for what is not plainly one: NaN, 1e5, 1_000 and ² are no prices."""

import re
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cache, lru_cache

from seller_desk.core.base.measures import GRAMS, MILLIMETRES
from seller_desk.core.base.money import decimal_of
from seller_desk.core.listings.importers.columns import catalogue
from seller_desk.core.listings.rule_kit import gtin_valid

_SYMBOLS = {
    "US$": "USD",
    "$": "",
    "€": "EUR",
    "£": "GBP",
    "¥": "",
    "￥": "",
    "元": "CNY",
    "円": "JPY",
}
_CODE = re.compile(r"^([A-Z]{3})\s*(.+)$|^(.+?)\s*([A-Z]{3})$")
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]{1,4}|[0-9]{1,3}(,[0-9]{3}){2,}")
_COMMA_DECIMAL = re.compile(r"[0-9]+,[0-9]{1,2}")
# As Germany writes them: 1.234,50 and 1.234.567, or blanks between the thousands.
_POINT_THOUSANDS = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]{1,2}|[0-9]{1,3}(\.[0-9]{3}){2,}")
_BLANK_THOUSANDS = re.compile(r"[0-9]{1,3}([ \u00a0\u202f][0-9]{3})+([.,][0-9]{1,2})?")
# What a sheet writes throughout: "comma" for 1.234,50, "point" for 1,234.50, "" where that is not known.
POINT, COMMA = "point", "comma"
_BY_POINT = re.compile(r"[0-9]{1,3}([, \u00a0\u202f][0-9]{3})+(\.[0-9]+)?")
_BY_COMMA = re.compile(r"([0-9]{1,3}([. \u00a0\u202f][0-9]{3})+|[0-9]*)(,[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?|\.[0-9]+")
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(,[0-9]{3})+")
_WITH_UNIT = re.compile(r"([0-9.,]+)\s*([^\d\s.,]*)")
_AS_IT_IS = frozenset({"g", "mm"})
_MOST = Decimal(10) ** 12
# Cells of a column repeat: the same few prices, counts and weights over thousands of rows.
_remembered = lru_cache(maxsize=4096)


@_remembered
def price(text: str, decimal: str = "") -> tuple[Decimal, str]:
    """The amount, and its currency where the cell says so ("" = it does not).

    "1,234" alone is refused (1234 or 1.234?) unless the sheet's `decimal` sign is known.
    """
    rest, currency = text.strip(), ""
    if decimal != COMMA and _PLAIN.fullmatch(rest):
        return _number(rest), ""
    for symbol, code in _SYMBOLS.items():
        if symbol in rest:
            rest, currency = rest.replace(symbol, "", 1).strip(), code
            break
    match = _CODE.match(rest)
    if match:
        currency = match[1] or match[4]
        rest = (match[2] or match[3]).strip()
    amount = _number(rest, decimal)
    return amount, currency


def _number(text: str, decimal: str = "") -> Decimal:
    if decimal:
        text = _by_sign(text, decimal)
    elif _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    elif _COMMA_DECIMAL.fullmatch(text):
        text = text.replace(",", ".")
    elif _POINT_THOUSANDS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif _BLANK_THOUSANDS.fullmatch(text):
        text = re.sub(r"\s", "", text).replace(",", ".")
    if not _PLAIN.fullmatch(text):
        raise ValueError(text)
    value = decimal_of(text)
    if value >= _MOST:
        raise ValueError(text)
    return value


def _by_sign(text: str, decimal: str) -> str:
    """The number with a point before its fraction and nothing between its thousands."""
    if decimal == POINT:
        return re.sub(r"[,\s]", "", text) if _BY_POINT.fullmatch(text) else text
    if not _BY_COMMA.fullmatch(text):
        raise ValueError(text)
    return re.sub(r"[.\s]", "", text).replace(",", ".")


@_remembered
def whole(text: str, decimal: str = "") -> int:
    """A count: "12", "1,200" and a spreadsheet's "12.0"; "1.000" only where the sheet's sign is the comma."""
    plain = text.strip()
    if decimal == COMMA and _BY_COMMA.fullmatch(plain):
        plain = re.sub(r",0+$", "", plain).replace(".", "")
    if plain.endswith(".0"):
        plain = plain[:-2]
    if not plain.isascii() or not _WHOLE.fullmatch(plain):
        raise ValueError(text)
    value = int(plain.replace(",", ""))
    if value >= 10**9:
        raise ValueError(text)
    return value


@_remembered
def grams(text: str, unit: str, decimal: str = "") -> int:
    """Whole grams, rounded up; the cell's own unit wins over `unit`, and no unit at all means grams."""
    return _measure(text, unit or "g", GRAMS, decimal)


@_remembered
def millimetres(text: str, unit: str, decimal: str = "") -> int:
    """Whole millimetres, rounded up; no unit at all means centimetres."""
    return _measure(text, unit or "cm", MILLIMETRES, decimal)


def _measure(text: str, unit: str, factors: dict[str, Decimal], decimal: str) -> int:
    if unit in _AS_IT_IS and text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    match = _WITH_UNIT.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    named = catalogue().units.get(match[2].casefold(), "") if match[2] else unit
    if named not in factors:
        raise ValueError(text)
    return int((_number(match[1], decimal) * factors[named]).to_integral_value(ROUND_CEILING))


def gtin(text: str) -> str:
    """The digits of a product code. A UPC that lost its leading zero in a spreadsheet gets it back if that fits."""
    digits = re.sub(r"[\s\-]", "", text)
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(text)
    if len(digits) == 11 and gtin_valid("0" + digits):
        return "0" + digits
    return digits


def digits(text: str) -> str:
    """The digits of a customs code, without the points and blanks between its groups."""
    plain = re.sub(r"[\s.\-]", "", text)
    if not (plain.isascii() and plain.isdigit()):
        raise ValueError(text)
    return plain


def day(text: str) -> date:
    """A day as 2026-11-24 or 2026/11/24, its time of day left away."""
    return date.fromisoformat(text.strip()[:10].replace("/", "-").replace(".", "-"))


def condition(text: str) -> str:
    """`new`, `used`, or the words as they stand."""
    return catalogue().values["condition"].get(text.casefold(), text.casefold())


def yes(text: str) -> bool:
    """A yes or a no."""
    answer = catalogue().values["yes"].get(text.casefold())
    if answer is None:
        raise ValueError(text)
    return answer == "true"


@_remembered
def country(text: str) -> str:
    """ISO 3166 code from a code or a name in Chinese, English or German."""
    found = _countries().get(text.strip().casefold())
    if found is None:
        raise ValueError(text)
    return found


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    names: dict[str, str] = {
        str(name).casefold(): code
        for language in ("de", "en", "zh")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }
    codes = {code.casefold(): code for code in names.values()}
    return {**names, **codes, **catalogue().values["country"]}
