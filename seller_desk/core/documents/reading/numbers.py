"""Numbers whose check digits tell whether they were read rightly, and which single misreading they betray."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from seller_desk.core.base.progress import breathe

# Characters that recognition takes for each other.
_LIKE = {
    "0": "ODQ8", "1": "IL7T", "2": "Z7", "3": "8", "4": "A", "5": "S6", "6": "G5B8", "7": "1T2", "8": "B3S0", "9": "G",
    "A": "4", "B": "8", "C": "G", "D": "0", "E": "F", "F": "EP", "G": "6C", "H": "N", "K": "X", "M": "N", "N": "MH",
    "P": "FR", "Q": "0", "R": "P", "T": "7", "U": "W", "W": "U", "X": "K", "Y": "1",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it should be read; `valid` by its check digit; `was` what was read before a character was put right."""

    value: str
    valid: bool
    was: str = ""


def valid_code(code: str) -> bool:
    """Whether the check character of a unified social credit code fits (GB 32100-2015)."""
    from stdnum.cn import uscc

    breathe()
    return bool(uscc.is_valid(code))


def valid_id(number: str) -> bool:
    """Whether form and check digit of a resident ID number fit (GB 11643-1999)."""
    from stdnum.cn import ric

    return bool(
        re.fullmatch(r"[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[\dX]", number)
        and ric.calc_check_digit(number) == number[17]
    )


def credit_code(text: str) -> Number | None:
    """The unified social credit code in a text (GB 32100-2015); None if nothing has its form."""
    return _best(text, _letters_out, valid_code, r"[0-9A-Z]{18}")


def id_number(text: str) -> Number | None:
    """The resident ID number in a text (GB 11643-1999); None if nothing has its form."""
    return _best(text, _digits, valid_id, r"[0-9A-Z]{17}[0-9A-Z]")


def _best(
    text: str, tidy: Callable[[str], str], valid: Callable[[str], bool], form: str
) -> Number | None:
    plain = re.sub(r"[^0-9A-Z]", "", text.upper())
    tried = [match[1] for match in re.finditer(f"(?=({form}))", plain)]
    for one in tried:
        if valid(one):
            return Number(one, True)
    for one in tried:
        if valid(tidy(one)):
            return Number(tidy(one), True, one)
    for one in tried:
        mended = {other for other in _neighbours(tidy(one)) if valid(other)}
        if len(mended) == 1 and len(tried) == 1:
            return Number(mended.pop(), True, one)
    return Number(tidy(tried[0]), False) if tried else None


def _letters_out(code: str) -> str:
    """Credit codes never have these letters (GB 32100-2015)."""
    return code.translate(str.maketrans("IOSZ", "1052"))


def _digits(number: str) -> str:
    return number[:17].translate(str.maketrans("IOSZBGLDQT", "1052861007")) + number[17].translate(
        str.maketrans("IOSZBGLDQTK", "1052861007X")
    )


def _neighbours(code: str) -> Iterator[str]:
    for at, char in enumerate(code):
        for other in _LIKE.get(char, ""):
            yield code[:at] + other + code[at + 1 :]
