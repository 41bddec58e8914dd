"""Values cut into tokens that keep their place: a Chinese character, a word or number in Latin letters and figures."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from seller_desk.core.documents.match.catalogue import matching, simplified

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_FIGURES = {char: n for n, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_COUNTED = "号层楼室栋幢座弄巷房单"
_NUMBER = re.compile(f"[〇零一二两三四五六七八九十百]+(?=[{_COUNTED}])")
_PIECE = re.compile(f"[{_HAN}]|[0-9]+[a-z]?(?![a-z0-9])|[^\\W_{_HAN}]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A folded piece with its place in the value."""

    key: str
    start: int
    end: int

    @property
    def number(self) -> bool:
        """Whether figures stand in it."""
        return any(char.isdigit() for char in self.key)


def has_han(text: str) -> bool:
    """Whether there is a Chinese character."""
    return re.search(f"[{_HAN}]", text) is not None


def folded(text: str) -> tuple[str, list[int]]:
    """Small letters of one width without accents, and for each character its place in the text."""
    out: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        for one in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", char)).casefold():
            if not unicodedata.combining(one):
                out.append(one)
                places.append(at)
    return "".join(out), places


def tokens(text: str) -> list[Token]:
    """Without punctuation and spaces; Chinese figures before 号, 室 and their like as numbers."""
    plain, places = folded(text)
    found: list[Token] = []
    at = 0
    for start, end, value in [*_numbers(plain), (len(plain), len(plain), "")]:
        for piece in _PIECE.finditer(plain, at, start):
            found.append(_token(piece[0], piece.start(), piece.end(), places))
        if value:
            found.append(_token(value, start, end, places))
        at = end
    return found


def _token(key: str, start: int, end: int, places: Sequence[int]) -> Token:
    return Token(key, places[start], places[end - 1] + 1)


def _numbers(plain: str) -> Iterator[tuple[int, int, str]]:
    for found in _NUMBER.finditer(plain):
        value = _counted(found[0])
        if value:
            yield found.start(), found.end(), str(value)


def _counted(words: str) -> int:
    """十二 as 12, 一百零三 as 103, 一二〇三 as 1203; 0 where it is no number."""
    if not any(char in "十百" for char in words):
        return int("".join(str(_FIGURES[char]) for char in words))
    total = digit = 0
    for char in words:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _FIGURES[char]
    return total + digit


def in_simplified(found: Iterable[Token]) -> list[Token]:
    """The same with simplified characters."""
    return [replace(one, key=one.key.translate(simplified())) for one in found]


def joined(found: Iterable[Token]) -> str:
    """All keys in a row: spaces between words do not count, between numbers they do."""
    out = ""
    for one in found:
        out += " " + one.key if out[-1:].isdigit() and one.key[:1].isdigit() else one.key
    return out


def canonical(found: Sequence[Token], *, address: bool) -> list[Token]:
    """Short forms written out, words that say the same as one of them, words that may lack left out."""
    words = matching().words
    left_out = words.left_out.latin_address if address else words.left_out.latin_name
    if address:
        found = [part for one in found for part in _floors(one)]
    spelt = [replace(one, key=words.latin.get(one.key, one.key)) for one in _one_word(found)]
    kept = [one for one in spelt if one.key not in left_out]
    if address:
        kept = _without(kept, words.left_out.han_address)
        return _same_words(kept, words.han.after_number, after_number=True)
    return _same_words(kept, words.han.name, after_number=False)


def _floors(one: Token) -> list[Token]:
    """12F as 12 and floor, 8th as 8."""
    found = re.fullmatch(r"([0-9]+)(f|st|nd|rd|th)", one.key)
    if not found:
        return [one]
    number = replace(one, key=found[1])
    return [number, replace(one, key="f")] if found[2] == "f" else [number]


def _one_word(found: Sequence[Token]) -> list[Token]:
    """Words that stand side by side and are one: Hong Kong."""
    pairs = matching().words.joined
    out = list(found)
    for spelling, word in pairs.items():
        parts = spelling.split()
        at = 0
        while at + len(parts) <= len(out):
            if [one.key for one in out[at : at + len(parts)]] == parts:
                out[at : at + len(parts)] = [
                    Token(word, out[at].start, out[at + len(parts) - 1].end)
                ]
            at += 1
    return out


def _without(found: list[Token], phrases: Iterable[str]) -> list[Token]:
    out = found
    for phrase in sorted(phrases, key=len, reverse=True):
        if joined(out[: len(phrase)]) == phrase:
            out = out[len(phrase) :]
    return out


def _same_words(
    found: list[Token], groups: Sequence[Sequence[str]], *, after_number: bool
) -> list[Token]:
    out = list(found)
    for group in groups:
        for word in sorted(group[1:], key=len, reverse=True):
            at = 0
            while at + len(word) <= len(out):
                here = joined(out[at : at + len(word)]) == word
                if here and (not after_number or (at > 0 and out[at - 1].number)):
                    first, last = out[at], out[at + len(word) - 1]
                    out[at : at + len(word)] = [
                        Token(char, first.start, last.end) for char in group[0]
                    ]
                at += 1
    return out
