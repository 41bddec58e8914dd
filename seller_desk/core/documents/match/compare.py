"""Two values of one fact: the least difference that explains both. Symmetric; every way of writing has its level.

identical, formatting (width, case, spaces, punctuation, form of a date or an amount), script (traditional and
simplified), romanised (Pinyin), name_order (the same words in another order), abbreviation (short forms, words that
may be left out, hidden figures), misread (only with evidence), part_missing, different.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from seller_desk.core.base.money import Money
from seller_desk.core.documents.match import codes, evidence, marks
from seller_desk.core.documents.match.latin import Romaniser, address_words, same_address, spellings
from seller_desk.core.documents.match.model import BY_EYE, Comparison, Said
from seller_desk.core.documents.match.tokens import (
    Token,
    canonical,
    has_han,
    in_simplified,
    joined,
    tokens,
)
from seller_desk.core.documents.reading.capital import capital_of
from seller_desk.core.documents.reading.dates import FOREVER, dates_in, forever

# What is left of a value must be at least this share of the whole to be taken for a part of it.
_LEAST_PART = 0.25
_MOST_GAPS = 3


def compare(kind: str, left: Said, right: Said, romaniser: Romaniser) -> Comparison:
    """How two values of a fact of this type differ. Types: see `_WAYS`."""
    if not left.value.strip() or not right.value.strip():
        return Comparison(
            difference="absent" if left.value.strip() or right.value.strip() else "identical"
        )
    if left.value == right.value:
        return Comparison(difference="identical")
    # Always in one order, so that the answer does not hang on it.
    if left.value > right.value:
        return _WAYS[kind](right, left, romaniser).turned()
    return _WAYS[kind](left, right, romaniser)


def _words(left: Said, right: Said, romaniser: Romaniser, *, kind: str) -> Comparison:
    """Names, addresses, scopes."""
    mine, theirs = tokens(left.value), tokens(right.value)
    if joined(mine) == joined(theirs):
        return _marked("formatting", marks.of_characters(left.value, right.value, "format"))
    mine, theirs = in_simplified(mine), in_simplified(theirs)
    if joined(mine) == joined(theirs):
        return _marked("script", marks.of_characters(left.value, right.value, "format"))
    if has_han(left.value) != has_han(right.value):
        return _romanised(left, right, romaniser, kind)
    if _reordered(mine, theirs):
        return Comparison(difference="name_order")
    plain, other = _spelt(mine, kind), _spelt(theirs, kind)
    if joined(plain) == joined(other) or _reordered(plain, other) or _initials(plain, other, kind):
        pair = marks.of_tokens(left.value, right.value, mine, theirs, "format")
        return _marked("abbreviation", pair)
    return _unequal(left, right, plain, other)


def _spelt(found: Sequence[Token], kind: str) -> list[Token]:
    return canonical(found, address=kind == "address")


def _unequal(left: Said, right: Said, mine: Sequence[Token], theirs: Sequence[Token]) -> Comparison:
    pair = marks.of_tokens(left.value, right.value, mine, theirs)
    why = evidence.unsurely_read(left, right, joined(mine), joined(theirs))
    if why:
        return _marked("misread", pair, why)
    if _part_of([one.key for one in mine], [one.key for one in theirs]):
        return _marked("part_missing", pair)
    return _marked("different", pair)


def _marked(difference: str, pair: marks.Pair, why: str = "") -> Comparison:
    return Comparison(difference=difference, left=pair[0], right=pair[1], evidence=why)


def _reordered(mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """The same words in another order. A pair of characters that swapped places is another word."""
    if min(len(mine), len(theirs)) < 2 or sorted(_keys(mine)) != sorted(_keys(theirs)):
        return False
    if not has_han(joined(mine)):
        return True
    # Chinese: whole parts change places, not single characters.
    return _in_blocks(_keys(mine), _keys(theirs))


def _in_blocks(mine: list[str], theirs: list[str]) -> bool:
    text, other = "\0".join(mine) + "\0", "\0".join(theirs) + "\0"
    blocks = 0
    at = 0
    while at < len(mine):
        size = next(
            (
                size
                for size in range(len(mine) - at, 0, -1)
                if "\0".join(mine[at : at + size]) + "\0" in other
            ),
            0,
        )
        # A character alone on a new place (海蓝, 蓝海) makes another name; a number or a Latin word may stand alone.
        if not size or (size == 1 and len(mine[at]) == 1 and has_han(mine[at])):
            return False
        at += size
        blocks += 1
    return bool(text) and blocks <= max(1, len(mine) // 2)


def _keys(found: Sequence[Token]) -> list[str]:
    return [one.key for one in found]


def _initials(mine: Sequence[Token], theirs: Sequence[Token], kind: str) -> bool:
    """A given name of one letter for the whole: X. Li for Xiaoyu Li."""
    if kind != "person" or has_han(joined(mine)) or len(mine) != len(theirs) or len(mine) < 2:
        return False
    short = 0
    rest = _keys(theirs)
    for key in sorted(_keys(mine), key=len, reverse=True):
        fits = [
            one
            for one in rest
            if one == key or ((len(key) == 1) != (len(one) == 1) and one[0] == key[0])
        ]
        if not fits:
            return False
        short += fits[0] != key
        rest.remove(fits[0])
    return 0 < short < len(mine)


def _part_of(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether the shorter is the longer without a few stretches."""
    short, long = sorted((mine, theirs), key=len)
    if not short or len(short) == len(long) or len(short) < _LEAST_PART * len(long):
        return False
    gaps = at = 0
    for key in short:
        if at < len(long) and long[at] == key:
            at += 1
            continue
        gaps += 1
        while at < len(long) and long[at] != key:
            at += 1
        if at == len(long):
            return False
        at += 1
    return gaps + (at < len(long)) <= _MOST_GAPS


def _romanised(left: Said, right: Said, romaniser: Romaniser, kind: str) -> Comparison:
    """Chinese characters on one side, Latin letters on the other."""
    han, latin = (left, right) if has_han(left.value) else (right, left)
    if has_han(latin.value) or kind == "scope":
        return Comparison(difference="different")
    if kind == "address":
        return Comparison(difference=same_address(han.value, latin.value, romaniser))
    best = Comparison(difference="different")
    for number, spelling in enumerate(spellings(han.value, kind, romaniser)):
        found = _words(Said(value=spelling), Said(value=latin.value), romaniser, kind=kind)
        if (
            found.difference in ("formatting", "name_order", "abbreviation")
            or spelling == latin.value
        ):
            order = found.difference == "name_order" or number % 2 == 1
            return Comparison(difference="romanised", reversed=kind == "person" and order)
        if found.difference == "part_missing":
            best = Comparison(difference="part_missing")
    # A company's English name may be a translation, wholly or in part: its sound says little.
    return msgspec.structs.replace(best, evidence=BY_EYE) if kind == "name" else best


def _date(left: Said, right: Said, _romaniser: Romaniser) -> Comparison:
    mine, theirs = _day(left.value), _day(right.value)
    if mine and mine == theirs:
        return _marked("formatting", marks.of_characters(left.value, right.value, "format"))
    first, second = tokens(left.value), tokens(right.value)
    pair = marks.of_tokens(left.value, right.value, first, second)
    why = evidence.unsurely_read(left, right, mine, theirs) if mine and theirs else ""
    return _marked("misread", pair, why) if why else _marked("different", pair)


def _day(text: str) -> str:
    if forever(text):
        return FOREVER
    found = dates_in(text)
    return found[0].isoformat() if found else ""


def _money(left: Said, right: Said, _romaniser: Romaniser) -> Comparison:
    mine, theirs = _amount(left.value), _amount(right.value)
    if mine is not None and mine == theirs:
        return Comparison(difference="formatting")
    first, second = tokens(left.value), tokens(right.value)
    if joined(first) == joined(second):
        return _marked("formatting", marks.of_characters(left.value, right.value, "format"))
    return _marked("different", marks.of_tokens(left.value, right.value, first, second))


def _amount(text: str) -> Money | None:
    return capital_of(text)


def _scope(left: Said, right: Said, romaniser: Romaniser) -> Comparison:
    """Lists of activities: the same items in another order, or some of them."""
    found = _words(left, right, romaniser, kind="scope")
    if found.difference not in ("different", "part_missing"):
        return found
    mine, theirs = _items(left.value), _items(right.value)
    if mine and mine == theirs:
        return Comparison(difference="name_order")
    if mine and theirs and (mine < theirs or theirs < mine):
        return Comparison(difference="part_missing", left=found.left, right=found.right)
    return found


def _items(text: str) -> frozenset[str]:
    import re

    pieces = (joined(in_simplified(tokens(one))) for one in re.split(r"[；;。、，,：:]", text))
    return frozenset(one for one in pieces if one)


def _of_words(kind: str) -> "Way":
    def way(left: Said, right: Said, romaniser: Romaniser) -> Comparison:
        return _words(left, right, romaniser, kind=kind)

    return way


Way = Callable[[Said, Said, Romaniser], Comparison]
_WAYS: Mapping[str, Way] = {
    "name": _of_words("name"),
    "person": _of_words("person"),
    "address": _of_words("address"),
    "scope": _scope,
    "date": _date,
    "money": _money,
    "code": codes.plain,
    "hk_number": codes.hong_kong,
    "credit_code": codes.credit_code,
    "id_number": codes.id_number,
    "account": codes.account,
}
TYPES = tuple(_WAYS)
__all__ = ["TYPES", "address_words", "compare"]
