"""Cells of a forwarder's sheet: weights, bands, amounts, days, dates, goods. ValueError for what cannot be read."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from seller_desk.core.base.money import decimal_of
from seller_desk.core.shipping.countries import find_country
from seller_desk.core.shipping.rate_columns import catalogue

_NUMBER = r"\d+(?:\.\d+)?"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，＜＞≤≥～—–－＝（）", "0123456789.,<>≤≥~---=()")
_DATE = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(20\d\d)(\d\d)(\d\d)")
# Above this there is no parcel; "30以上" becomes a band up to here.
OPEN_END_G = 1_000_000


def plain(text: str) -> str:
    """Half-width digits and signs, no blanks at the ends."""
    return text.translate(_FULL_WIDTH).strip()


def amount(text: str) -> Decimal:
    """An amount from "98", "98.00元", "￥1,200"; more than one number or a minus is refused."""
    cell = plain(text).replace(",", "")
    numbers = re.findall(_NUMBER, cell)
    if len(numbers) != 1 or "-" in cell:
        raise ValueError(text)
    return decimal_of(numbers[0])


def grams(text: str, unit: int) -> int:
    """Whole grams of "0.1", "0.1kg", "100 g"; `unit` is the head's (1000 = kg) where the cell has none."""
    cell = plain(text)
    own = _unit(cell)
    numbers = re.findall(_NUMBER, cell)
    if len(numbers) != 1:
        raise ValueError(text)
    return _to_grams(numbers[0], own or unit)


def _to_grams(number: str, unit: int) -> int:
    return int((decimal_of(number) * unit).to_integral_value(ROUND_HALF_UP))


def _unit(cell: str) -> int:
    folded = cell.casefold()
    if any(word in folded for word in catalogue()["units"]["kg"]):
        return 1000
    if any(word in folded for word in catalogue()["units"]["g"]):
        return 1
    return 0


def band(text: str, unit: int) -> tuple[int | None, int]:
    """(above, up to) in grams of "0-0.1kg", "0<W<=0.1", "≤2", "30以上"; above is None where the cell is silent."""
    cell = plain(text).replace(",", "")
    unit = _unit(cell) or unit
    numbers = re.findall(_NUMBER, cell)
    if len(numbers) == 2:
        low, high = (_to_grams(number, unit) for number in numbers)
        if "<" not in cell and ">" in cell:
            low, high = high, low
        if low >= high:
            raise ValueError(text)
        return low, high
    if len(numbers) != 1:
        raise ValueError(text)
    edge = _to_grams(numbers[0], unit)
    if (
        ">" in cell
        or "≥" in cell
        or any(word in cell for word in catalogue()["words"]["and_above"])
    ):
        return edge, OPEN_END_G
    if edge <= 0:
        raise ValueError(text)
    return None, edge


def days(text: str) -> tuple[int | None, int | None]:
    """(from, to) of "6-12工作日", "10 days"; (None, None) for other words, which lose nothing but a hint."""
    numbers = [int(one) for one in re.findall(r"\d+", plain(text))][:2]
    if not numbers or numbers[-1] < numbers[0]:
        return None, None
    return numbers[0], numbers[-1]


def countries(text: str) -> list[str]:
    """Alpha-2 codes of "美国", "US/CA", "德国、法国"; every part has to be known."""
    whole = find_country(text)
    if whole:
        return [whole]
    found = []
    for word in re.split(r"[/、,，;；]", text):
        code = find_country(word)
        if code is None:
            raise ValueError(text)
        found.append(code)
    return list(dict.fromkeys(found))


def first_date(text: str) -> date | None:
    """The first date in a text: 2026-06-08, 2026年6月8日, 20260608."""
    for match in _DATE.finditer(plain(text)):
        parts = [int(one) for one in match.groups() if one]
        try:
            return date(parts[0], parts[1], parts[2])
        except ValueError:
            continue
    return None


def goods(*texts: str) -> list[str]:
    """What a line carries, from its own words; a line that says nothing carries plain goods only."""
    joined = " ".join(texts).casefold()
    special = [
        kind
        for kind, words in catalogue()["goods"].items()
        if kind != "plain" and any(word in joined for word in words)
    ]
    return ["plain", *special]
