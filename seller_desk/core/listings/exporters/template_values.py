"""What a listing has for one field of a template's column."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from seller_desk.core.base.measures import GRAMS, MILLIMETRES
from seller_desk.core.listings.exporters.workbook_fill import Value
from seller_desk.core.listings.importers.columns import catalogue
from seller_desk.core.listings.model import Listing, on_site

_HAN = re.compile(r"[\u4e00-\u9fff]")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_MEASURES = {
    "weight": "weight_g",
    "length": "length_mm",
    "width": "width_mm",
    "height": "height_mm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`words`: other ways to say it, best first, for a column with choices. `used`: the option or attribute taken."""

    value: Value | None = None
    words: tuple[str, ...] = ()
    used: str = ""
    unit_lacks: bool = False


def value_of(field: str, unit: str, header: str, listing: Listing, site: str) -> Found:
    """The value of a field such as `title`, `bullets.2`, `option:Color`, `weight` (in `unit`), `price@ebay.us`."""
    base, _at, own_site = field.partition("@")
    kind, colon, name = base.partition(":")
    if colon:
        return _named(kind, name, listing)
    stem, _dot, number = base.partition(".")
    if stem in ("option_name", "option_value"):
        return _option(stem, int(number or 1), listing)
    if stem in _MEASURES:
        return _measure(stem, unit, listing)
    if stem == "condition":
        return _worded(_condition_words(listing.condition, header))
    if stem == "origin_country":
        return _worded(_country_words(listing.origin_country, header))
    return _plain(stem, int(number) if number.isdigit() else 1, listing, own_site or site)


def _plain(stem: str, number: int, listing: Listing, site: str) -> Found:
    view = on_site(listing, site)
    if stem == "bullets":
        return _text(view.bullets[number - 1] if number <= len(view.bullets) else "")
    if stem == "images":
        urls = [one.url for one in listing.images if one.url]
        return _text(urls[number - 1] if number <= len(urls) else "")
    if stem in ("category", "category_id"):
        # Our own category is no word of a platform; the site's is, where the seller gave it.
        return _text(view.category_id)
    if stem == "variation_theme":
        return _text("/".join(listing.variation_theme))
    value = getattr(view, stem, None) if hasattr(view, stem) else getattr(listing, stem, None)
    return _text(value) if isinstance(value, str) else Found(value=_number(value))


def _text(text: str) -> Found:
    return Found(value=text, words=(text,) if text else ())


def _number(value: object) -> Value | None:
    return value if isinstance(value, Decimal | int) and not isinstance(value, bool) else None


def _named(kind: str, name: str, listing: Listing) -> Found:
    values = listing.options if kind == "option" else listing.attributes
    text = values.get(name, "")
    if not text:
        return Found()
    if _DAY.match(text):
        try:
            return Found(value=dt.date.fromisoformat(text), used=f"{kind}:{name}")
        except ValueError:
            pass
    return Found(value=text, words=(text,), used=f"{kind}:{name}")


def _option(stem: str, number: int, listing: Listing) -> Found:
    pairs = list(listing.options.items())
    if not 0 < number <= len(pairs):
        return Found()
    name, value = pairs[number - 1]
    text = name if stem == "option_name" else value
    return Found(value=text, words=(text,), used=f"option:{name}")


def _measure(stem: str, unit: str, listing: Listing) -> Found:
    amount = getattr(listing, _MEASURES[stem])
    if amount is None:
        return Found()
    per = (GRAMS if stem == "weight" else MILLIMETRES).get(unit)
    if per is None:
        return Found(unit_lacks=True)
    number = (Decimal(amount) / per).quantize(Decimal("0.0001")).normalize()
    return Found(value=number)


def _worded(words: list[str]) -> Found:
    return Found(value=words[0], words=tuple(words)) if words else Found()


def _condition_words(condition: str, header: str) -> list[str]:
    known = catalogue().values["condition"]
    words = [word for word, meaning in known.items() if meaning == condition and not word.isdigit()]
    return _in_language([condition, *words] if condition else [], header)


def _country_words(code: str, header: str) -> list[str]:
    if not code:
        return []
    from babel import Locale

    names = [str(Locale(one).territories.get(code, code)) for one in ("en", "zh", "ru", "es", "pt")]
    other = [word for word, meaning in catalogue().values["country"].items() if meaning == code]
    return _in_language([*names, *other, code], header)


def _in_language(words: list[str], header: str) -> list[str]:
    """Chinese words first under a Chinese header."""
    wanted = bool(_HAN.search(header))
    return sorted(dict.fromkeys(words), key=lambda word: bool(_HAN.search(word)) is not wanted)
