"""Dates and periods as papers write them, in Chinese and English."""

import re
from collections.abc import Iterable
from datetime import date

from seller_desk.core.documents.reading.catalogue import fold

FOREVER = "长期"
_FOREVER_WORDS = ("长期", "永久", "永续", "不约定期限", "无固定期限", "longterm", "permanent")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DIGITS = {char: str(n % 10) for n, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
    "o": "0",
}
_YEARS = range(1900, 2150)

# What recognition makes of 年, 月 and 日 on a seal, and of figures beside them.
_ZH = re.compile(r"([12]\d{3})\s*[年午牛]\s*(\d{1,2})\s*[月用丹]\s*(\d{1,2})\s*[日目曰臼]?")
_ZH_WORDS = re.compile(
    r"([一二三四五六七八九〇零○]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_YMD = re.compile(r"(?<!\d)([12]\d{3})\s*[-./·,]\s*(\d{1,2})\s*[-./·,]\s*(\d{1,2})(?!\d)")
_PLAIN = re.compile(r"(?<!\d)(20\d{2}|19\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_XXY = re.compile(r"(?<!\d)(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*([12]\d{3})(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:st|nd|rd|th)?[\s\-/.,]*(?:day\s+of\s+)?(?:\d{1,2}\s*月\s*/?\s*)?"
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s\-/.,]*(?:/\s*[a-z]{3,4}\s*)?([12]\d{3}|\d{2}(?!\d))",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*(\d{1,2})(?:st|nd|rd|th)?\s*[,.]?\s*([12]\d{3})",
    re.IGNORECASE,
)


def dates_in(text: str, *, month_first: bool = False) -> list[date]:
    """Every date in the text, in its order. `month_first` decides 03/04/2026."""
    found: dict[int, tuple[int, date]] = {}

    def add(start: int, end: int, year: int, month: int, day: int) -> None:
        if year not in _YEARS or any(start < e and s < end for s, (e, _d) in found.items()):
            return
        try:
            found[start] = (end, date(year, month, day))
        except ValueError:
            return

    for pattern in (_ZH, _YMD, _PLAIN):
        for one in pattern.finditer(text):
            add(*one.span(), *(int(part) for part in one.groups()))
    for one in _ZH_WORDS.finditer(text):
        year = int("".join(_DIGITS[char] for char in one[1]))
        add(*one.span(), year, _number(one[2]), _number(one[3]))
    for one in _MONTH_DAY.finditer(text):
        add(*one.span(), int(one[3]), _month(one[1]), int(one[2]))
    for one in _DAY_MONTH.finditer(text):
        add(*one.span(), _year(one[3]), _month(one[2]), int(one[1]))
    for one in _XXY.finditer(text):
        first, second = int(one[1]), int(one[2])
        day, month = (
            (second, first) if (month_first and first <= 12) or second > 12 else (first, second)
        )
        add(*one.span(), int(one[3]), month, day)
    return [found[start][1] for start in sorted(found)]


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _year(text: str) -> int:
    """Two figures of a year: 2000 to 2049, else of the century before."""
    value = int(text)
    return value if value >= 100 else 2000 + value if value < 50 else 1900 + value


def _number(words: str) -> int:
    if words == "十":
        return 10
    if words.startswith("十"):
        return 10 + int(_DIGITS.get(words[1:2], "0"))
    head, _ten, tail = words.partition("十")
    if "十" in words:
        return int(_DIGITS[head]) * 10 + int(_DIGITS.get(tail, "0") if tail else 0)
    return int("".join(_DIGITS[char] for char in words))


def forever(text: str) -> bool:
    """Whether the text says that there is no end."""
    plain = re.sub(r"\s", "", fold(text))
    return any(word in plain for word in _FOREVER_WORDS)


def month_comes_first(texts: Iterable[str]) -> bool:
    """Whether the page's own figures show months before days (07/15/2026, 07/15)."""
    first = second = 0
    for text in texts:
        for one in re.finditer(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/\d{4})?(?![\d/])", text):
            first += int(one[1]) > 12
            second += int(one[2]) > 12
    return second > first
