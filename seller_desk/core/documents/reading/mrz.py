"""The two machine-readable lines of a passport (ICAO 9303, TD3), with their check digits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_WIDTH = 44
_TO_DIGIT = str.maketrans("OQDIZSBGL", "000125861")
_TO_LETTER = str.maketrans("0125681", "OIZSGBI")


@dataclass(frozen=True, slots=True)
class Zone:
    """What the zone says. The flags tell which check digits fit."""

    state: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth_date: date | None
    valid_until: date | None
    number_fits: bool
    birth_fits: bool
    expiry_fits: bool
    whole_fits: bool


def check_digit(text: str) -> str:
    """Weights 7, 3, 1 over digits, letters (A = 10) and fillers (0)."""
    total = sum(
        (0 if char == "<" else int(char, 36)) * (7, 3, 1)[place % 3]
        for place, char in enumerate(text)
    )
    return str(total % 10)


def zone_of(texts: Sequence[str]) -> tuple[Zone, int, int] | None:
    """The zone with the indices of its two lines among `texts`; None where there is none."""
    plain = [re.sub(r"[^0-9A-Z<]", "", _fillers(text)) for text in texts]
    for upper, one in enumerate(plain):
        if len(one) < 30 or not re.match(r"P[A-Z<]?[A-Z0-9]{3}", one) or "<<" not in one:
            continue
        for lower in range(len(plain)):
            if lower != upper and _lower_line(plain[lower]):
                return _zone(one, plain[lower]), upper, lower
    return None


def _fillers(text: str) -> str:
    """Quotes and brackets that recognition makes of fillers."""
    return re.sub(r"[«‹《〈＜(\[{]", "<", text.upper().replace(" ", ""))


def _lower_line(text: str) -> bool:
    return 38 <= len(text) <= 46 and bool(
        re.match(r"[A-Z0-9<]{9}[0-9OISZB][A-Z0-9]{3}[0-9OISZBGDQL]{6}", text)
    )


def _zone(upper: str, lower: str) -> Zone:
    upper = upper.ljust(_WIDTH, "<")
    names = upper[5:].translate(_TO_LETTER)
    surname, _sep, given = names.partition("<<")
    given = re.sub(r"[<KC]{4,}.*$", "", given + "<<<<") if "<<<<" in given + "<<<<" else given
    number, born, end = lower[0:9], _figures(lower[13:19]), _figures(lower[21:27])
    number_digit, born_digit, end_digit = (_figures(lower[at]) for at in (9, 19, 27))
    if check_digit(number) != number_digit:
        mended = number[:2] + _figures(number[2:])
        number = mended if check_digit(mended) == number_digit else number
    last = _figures(lower[43:44])
    whole = number + number_digit + born + born_digit + end + end_digit + lower[28:43]
    return Zone(
        state=upper[2:5].replace("<", ""),
        surname=surname.replace("<", " ").strip(),
        given_names=given.replace("<", " ").strip(),
        number=number.replace("<", ""),
        nationality=lower[10:13].translate(_TO_LETTER).replace("<", ""),
        birth_date=_date(born, ahead=False),
        valid_until=_date(end, ahead=True),
        number_fits=check_digit(number) == number_digit,
        birth_fits=check_digit(born) == born_digit,
        expiry_fits=check_digit(end) == end_digit,
        whole_fits=len(lower) >= _WIDTH and check_digit(whole) == last,
    )


def _figures(text: str) -> str:
    return text.translate(_TO_DIGIT)


def _date(text: str, *, ahead: bool) -> date | None:
    """Births lie behind us, ends are of this century."""
    if not re.fullmatch(r"\d{6}", text):
        return None
    year = int(text[:2])
    century = 2000 if ahead or year < 20 else 1900
    try:
        return date(century + year, int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None
