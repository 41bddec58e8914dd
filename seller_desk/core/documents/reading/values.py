"""From the text beside a label to a value: each reader returns what it understood, or None if this cannot be it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from seller_desk.core.documents.reading import numbers
from seller_desk.core.documents.reading.catalogue import catalogue, compact, fold
from seller_desk.core.documents.reading.dates import FOREVER, dates_in, forever

_HAN = "\u4e00-\u9fff"
_EDGE = " \t:：;；,，.。|/\\-—_·*'\"”“’‘"


@dataclass(frozen=True, slots=True)
class Value:
    """A value with how well it fits its form (0 to 1); `confirmed` and `corrected` as in FieldValue."""

    text: str
    quality: float = 1.0
    confirmed: str = ""
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How this page writes: whether months come first."""

    month_first: bool = False


Reader = Callable[[str, Manner], Value | None]


def has_han(text: str) -> bool:
    """Whether there is a Chinese character."""
    return re.search(f"[{_HAN}]", text) is not None


def clean(text: str) -> str:
    """Without separators at the ends; Chinese text with wide brackets and without spaces."""
    text = re.sub(r"^[^\w（(<*￥¥$]+|[^\w）)>*.]+$", "", text.strip(_EDGE))
    if has_han(text):
        text = re.sub(rf"\s+(?=[{_HAN}（(])|(?<=[{_HAN}）)])\s+", "", text)
        text = text.replace("(", "（").replace(")", "）")
    if text.count("（") + text.count("(") < text.count("）") + text.count(")"):
        text = text.rstrip("）)")
    return text


def one_script(text: str) -> str:
    """Of a name in Latin letters and in Chinese, the one that stands first."""
    text = text.strip(_EDGE)
    latin = re.match(r"[A-Za-z][A-Za-z0-9 .,&'()/-]{4,}", text)
    if latin and has_han(text):
        return latin[0].strip(_EDGE)
    han = re.match(rf"([{_HAN}][{_HAN}（）()·]{{3,}})\s*[A-Za-z]", text)
    return han[1] if han else text


def complete_name(text: str) -> bool:
    """Whether a company's name has its ending."""
    plain = fold(text).rstrip(" .")
    return plain.endswith(tuple(fold(word).rstrip(".") for word in catalogue().words.companies))


def _name(text: str, _manner: Manner) -> Value | None:
    text = clean(one_script(text))
    letters = sum(char.isalpha() for char in text)
    if letters < 2 or letters < 0.5 * len(text):
        return None
    return Value(text, 1.0 if complete_name(text) else 0.85)


def _hk_name(text: str, manner: Manner) -> Value | None:
    value = _name(text, manner)
    return value if value and len(value.text) >= 4 else None


def _person(text: str, _manner: Manner) -> Value | None:
    text = clean(text)
    han = re.match(rf"[{_HAN}][{_HAN}·•・.．]{{0,18}}[{_HAN}]", text)
    if han:
        return Value(
            re.sub(r"[•・.．]", "·", han[0]), 1.0 if len(han[0]) <= 4 or "·" in han[0] else 0.8
        )
    latin = re.match(r"[A-Za-z][A-Za-z ,.'-]{2,60}", text)
    return Value(latin[0].strip(_EDGE), 0.95) if latin else None


def _passport_name(text: str, manner: Manner) -> Value | None:
    value = _person(text, manner)
    return value if value and (has_han(value.text) or value.text.isupper()) else None


def _latin_name(text: str, _manner: Manner) -> Value | None:
    found = re.fullmatch(r"[A-Z][A-Z '-]*", clean(text))
    return Value(found[0]) if found else None


def _text(text: str, _manner: Manner) -> Value | None:
    text = clean(text)
    return Value(text) if len(text) >= 2 else None


def _capital(text: str, _manner: Manner) -> Value | None:
    text = clean(text)
    if not re.search(r"[\d壹贰叁肆伍陆柒捌玖拾一二三四五六七八九十]", text):
        return None
    return Value(text, 1.0 if re.search(r"[万元圆]", text) else 0.7)


def _date(text: str, manner: Manner) -> Value | None:
    found = dates_in(text, month_first=manner.month_first)
    return Value(found[0].isoformat()) if found else None


def _range_start(text: str, manner: Manner) -> Value | None:
    return _date(text, manner)


def _range_end(text: str, manner: Manner) -> Value | None:
    if forever(text):
        return Value(FOREVER)
    found = dates_in(text, month_first=manner.month_first)
    if not found:
        return None
    return Value(found[-1].isoformat(), 1.0 if len(found) > 1 else 0.9)


def _period(text: str, manner: Manner) -> Value | None:
    found = dates_in(text, month_first=manner.month_first)
    if len(found) < 2 or found[0] > found[1]:
        return None
    return Value(f"{found[0].isoformat()}/{found[1].isoformat()}")


def _scope(text: str, _manner: Manner) -> Value | None:
    text = re.sub(r"\s+", "", text.strip(":： "))
    return Value(text) if len(text) >= 4 and has_han(text) else None


def _address(text: str, _manner: Manner) -> Value | None:
    text = clean(text)
    if has_han(text):
        text = re.sub(r"\s+", "", text)
    text = re.sub(r"\s*,[\s,]*", ", ", text).strip(_EDGE)
    if len(text) < 6 or not any(char.isalpha() for char in text):
        return None
    plain = fold(text)
    hint = any(fold(word) in plain for word in catalogue().words.address)
    return Value(text, 1.0 if hint else 0.7)


def _account(text: str, _manner: Manner) -> Value | None:
    found = re.findall(r"[0-9][0-9 \-*xX]{4,40}[0-9]|[A-Z]{2}\d{2}[0-9A-Z ]{10,34}", text)
    digits = [re.sub(r"[ \-]", "", one) for one in found]
    best = max(digits, key=len, default="")
    return Value(best, 1.0 if len(best) >= 8 else 0.9) if len(best) >= 6 else None


def _card(text: str, _manner: Manner) -> Value | None:
    found = re.search(r"[0-9*xX][0-9*xX ×·.\-]{6,30}[0-9]{3,4}|(?<!\d)\d{4}(?!\d)", text)
    if not found:
        return None
    # How many signs hide the figures between is no information, and they are often miscounted.
    shown = re.sub(r"[ \-.·]", "", found[0].replace("×", "*")).upper()
    return Value(re.sub(r"[*X]+", "****", shown))


def _number(text: str, _manner: Manner) -> Value | None:
    found = re.search(r"[0-9A-Z][0-9A-Z,\-]{3,24}", text.strip(_EDGE))
    return Value(found[0].strip(",-")) if found else None


def _hk_number(text: str, _manner: Manner) -> Value | None:
    plain = text.replace(" ", "").upper()
    found = re.search(r"(\d{8})-?(\d{3})-?(\d{2})-?(\d{2})-?([0-9A-Z])(?![0-9A-Z])", plain)
    if found:
        return Value("-".join(found.groups()))
    short = re.search(r"(?<!\d)\d{8}(?!\d)", plain)
    return Value(short[0], 0.8) if short else None


def _customs_code(text: str, _manner: Manner) -> Value | None:
    plain = re.sub(r"[^0-9A-Z]", "", text.upper())
    # Letters that such codes do not have, and recognition makes of figures; the first five are figures.
    plain = plain[:5].translate(str.maketrans("OISZB", "01528")) + plain[5:].translate(
        str.maketrans("OI", "01")
    )
    found = re.fullmatch(r"\d{5}[0-9A-Z]{5}", plain)
    return Value(found[0]) if found else None


def _passport_number(text: str, _manner: Manner) -> Value | None:
    found = re.search(r"(?<![A-Z0-9])[A-Z]{0,2}\d{6,9}(?![A-Z0-9])", text.replace(" ", "").upper())
    return Value(found[0]) if found else None


def _checked(found: numbers.Number | None) -> Value | None:
    if found is None:
        return None
    if found.valid:
        return Value(found.value, 1.0, "check_digit", found.was)
    return Value(found.value, 0.6)


def _credit_code(text: str, _manner: Manner) -> Value | None:
    return _checked(numbers.credit_code(text))


def _id_number(text: str, _manner: Manner) -> Value | None:
    return _checked(numbers.id_number(text))


def _issuer(text: str, _manner: Manner) -> Value | None:
    text = clean(one_script(text))
    return Value(text) if sum(char.isalpha() for char in text) >= 3 else None


READERS: Mapping[str, Reader] = {
    "account": _account,
    "address": _address,
    "capital": _capital,
    "card": _card,
    "credit_code": _credit_code,
    "customs_code": _customs_code,
    "date": _date,
    "date_below": _date,
    "hk_name": _hk_name,
    "hk_number": _hk_number,
    "id_number": _id_number,
    "issuer": _issuer,
    "latin_name": _latin_name,
    "name": _name,
    "number": _number,
    "passport_name": _passport_name,
    "passport_number": _passport_number,
    "period": _period,
    "person": _person,
    "person_any": _person,
    "range_end": _range_end,
    "range_start": _range_start,
    "scope": _scope,
    "text": _text,
}


def titled(text: str) -> bool:
    """Whether a head line is a title rather than a name."""
    plain = compact(text)
    return any(compact(word) in plain for word in catalogue().words.titles)
