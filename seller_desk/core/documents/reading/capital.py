"""Registered capital as licences write it, as an amount of money (process:P4.1 asks for it)."""

import re
from decimal import Decimal, InvalidOperation

from seller_desk.core.base.money import Money
from seller_desk.core.documents.reading.catalogue import fold

_DIGITS = {char: n for n, chars in enumerate(("零〇", "壹一", "贰二两", "叁三", "肆四", "伍五", "陆六", "柒七", "捌八", "玖九")) for char in chars}  # fmt: skip
_UNITS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_GREAT = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_CURRENCIES = (
    ("港", "HKD"),
    ("hkd", "HKD"),
    ("美", "USD"),
    ("usd", "USD"),
    ("欧", "EUR"),
    ("eur", "EUR"),
)
_FIGURES = re.compile(r"\d[\d,，]*(?:\.\d+)?")


def capital_of(text: str) -> Money | None:
    """壹佰万元人民币, 人民币1000万元, 100.000000万美元 as money; CNY unless another currency is named. None if unclear."""
    plain = fold(re.sub(r"\s", "", text))
    amount = _in_figures(plain) or _in_words(plain)
    if amount is None or amount <= 0:
        return None
    currency = next((code for word, code in _CURRENCIES if word in plain), "CNY")
    return Money(amount, currency)


def _in_figures(text: str) -> Decimal | None:
    found = _FIGURES.search(text)
    if found is None:
        return None
    try:
        amount = Decimal(re.sub(r"[,，]", "", found[0]))
    except InvalidOperation:
        return None
    for char in text[found.end() : found.end() + 2]:
        amount *= _GREAT.get(char, 1)
    return amount


def _in_words(text: str) -> Decimal | None:
    """Capital figures of contracts: 壹仟贰佰万元."""
    total = part = digit = 0
    seen = False
    for char in text:
        if char in _DIGITS:
            digit, seen = _DIGITS[char], True
        elif char in _UNITS and (seen or char in "十拾"):
            part += (digit or 1) * _UNITS[char]
            digit, seen = 0, True
        elif char in _GREAT and seen:
            total = (total + part + digit) * _GREAT[char]
            part = digit = 0
        elif char in "元圆整" and seen:
            break
    amount = total + part + digit
    return Decimal(amount) if seen and amount else None
