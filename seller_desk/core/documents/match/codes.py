"""Codes and numbers: what stands between the characters does not count, check digits tell misreadings."""

import re

from seller_desk.core.documents.match import evidence, marks
from seller_desk.core.documents.match.latin import Romaniser
from seller_desk.core.documents.match.model import Comparison, Said
from seller_desk.core.documents.match.tokens import Token, folded
from seller_desk.core.documents.reading.numbers import valid_code, valid_id

_HIDDEN = "*"
# Figures that a masked number must show to be held against another.
_SHOWN = 4
# The main part of a Hong Kong business registration number.
_HK_MAIN = 8


def plain(left: Said, right: Said, _romaniser: Romaniser) -> Comparison:
    """Codes without a check digit that we know."""
    return _codes(left, right, None)


def credit_code(left: Said, right: Said, _romaniser: Romaniser) -> Comparison:
    """Unified social credit codes (GB 32100-2015)."""
    return _codes(left, right, valid_code)


def id_number(left: Said, right: Said, _romaniser: Romaniser) -> Comparison:
    """Resident ID numbers (GB 11643-1999)."""
    return _codes(left, right, valid_id)


def account(left: Said, right: Said, _romaniser: Romaniser) -> Comparison:
    """Account and card numbers, of which some figures may be hidden."""
    mine, theirs = _masked(left.value), _masked(right.value)
    if (_HIDDEN in mine) != (_HIDDEN in theirs):
        hidden, whole = (mine, theirs) if _HIDDEN in mine else (theirs, mine)
        if _shows(hidden, whole):
            return Comparison(difference="abbreviation")
    return _codes(left, right, _valid_account)


def hong_kong(left: Said, right: Said, _romaniser: Romaniser) -> Comparison:
    """Business registration numbers: the first eight figures are the number, the rest says which certificate."""
    mine, theirs = (_text(_tokens(one.value)) for one in (left, right))
    if mine != theirs and len(mine) != len(theirs) and mine[:_HK_MAIN] == theirs[:_HK_MAIN]:
        short, _long = sorted((mine, theirs), key=len)
        if len(short) == _HK_MAIN:
            return Comparison(difference="abbreviation")
    return _codes(left, right, None)


def _codes(left: Said, right: Said, valid: evidence.Valid | None) -> Comparison:
    first, second = _tokens(left.value), _tokens(right.value)
    mine, theirs = _text(first), _text(second)
    if mine == theirs:
        pair = marks.of_characters(left.value, right.value, "format")
        return Comparison(difference="formatting", left=pair[0], right=pair[1])
    why = evidence.check_digit(mine, theirs, valid) if valid else ""
    why = why or evidence.unsurely_read(left, right, mine, theirs)
    pair = marks.of_tokens(left.value, right.value, first, second)
    difference = "misread" if why else "part_missing" if _lacks(mine, theirs) else "different"
    return Comparison(difference=difference, left=pair[0], right=pair[1], evidence=why)


def _tokens(text: str) -> list[Token]:
    plain, places = folded(text)
    return [
        Token(char.upper(), places[at], places[at] + 1)
        for at, char in enumerate(plain)
        if char.isalnum()
    ]


def _text(found: list[Token]) -> str:
    return "".join(one.key for one in found)


def _lacks(mine: str, theirs: str) -> bool:
    """Whether the shorter is the longer without one stretch."""
    short, long = sorted((mine, theirs), key=len)
    if len(short) == len(long) or 2 * len(short) < len(long):
        return False
    same = next(
        (n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    return short[same:] == "" or long.endswith(short[same:])


def _masked(text: str) -> str:
    return re.sub(r"[^0-9A-Z*]", "", re.sub(r"[×•●xX*]+", _HIDDEN, folded(text)[0]).upper())


def _shows(hidden: str, whole: str) -> bool:
    """Whether the figures that are shown stand at the ends of the whole number."""
    head, _stars, tail = hidden.partition(_HIDDEN)
    tail = tail.rpartition(_HIDDEN)[2]
    shown = len(head) + len(tail)
    return _SHOWN <= shown < len(whole) and whole.startswith(head) and whole.endswith(tail)


def _valid_account(number: str) -> bool:
    """IBAN by ISO 13616, card numbers by Luhn; other account numbers prove nothing."""
    from stdnum import iban, luhn

    if number[:2].isalpha():
        return bool(iban.is_valid(number))
    return 16 <= len(number) <= 19 and bool(luhn.is_valid(number))
