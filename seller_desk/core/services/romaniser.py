"""Pinyin and translated addresses of the company room, in the shape in which matching asks for them."""

import re

from seller_desk.core.company.address import english_line, english_suggestion
from seller_desk.core.company.model import Address
from seller_desk.core.company.romanise import (
    name_pinyin,
    person_pinyin,
    surname_of,
    surname_readings,
)
from seller_desk.core.documents.match.latin import Romaniser

_PROVINCE = re.compile(r"^(.{2,6}?省|.{2,9}?自治区|北京市?|上海市?|天津市?|重庆市?)")
_CITY = re.compile(r"^(.{2,8}?(?:市|自治州|地区|盟))")
_DISTRICT = re.compile(r"^(.{1,8}?(?:区|县|旗|市))")


def address_of(line: str) -> Address:
    """A Chinese address in one line, cut into its parts; what no ending tells stays in the street."""
    rest = "".join(line.split())
    parts = {}
    for name, pattern in (("province", _PROVINCE), ("city", _CITY), ("district", _DISTRICT)):
        found = pattern.match(rest)
        parts[name] = found[1] if found else ""
        rest = rest[len(parts[name]) :]
    return Address(street=rest, **parts)


def _address(line: str) -> str:
    return english_line(english_suggestion(address_of(line)))


def _person(name: str) -> list[tuple[str, str]]:
    """Every accepted reading of the surname; ü as passports (lyu) and as others write it (lv, lu)."""
    surname, given = person_pinyin(name)
    if not surname:
        return [(surname, given)]
    spelt = [(one, given) for one in surname_readings(surname_of("".join(name.split())))]
    for changed in (("yu", "v"), ("yu", "u")):
        spelt += [(_vowel(last, *changed), _vowel(first, *changed)) for last, first in list(spelt)]
    return list(dict.fromkeys(spelt))


def _vowel(word: str, old: str, new: str) -> str:
    return re.sub(f"(?i)(?<=[nl]){old}", new, word)


def romaniser() -> Romaniser:
    """The one that the program uses."""
    return Romaniser(name=name_pinyin, person=_person, address=_address)
