"""Words of an Amazon template's drop-downs: what we mean, found in the list that the file itself holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from seller_desk.core.listings.exporters.amazon_slots import catalogue, columns_here
from seller_desk.core.listings.exporters.amazon_template import AmazonTemplate, TemplateColumn
from seller_desk.core.listings.exporters.shops import decimal_text
from seller_desk.core.listings.importers.columns import plain
from seller_desk.core.listings.model import Listing


@dataclass(frozen=True, slots=True)
class Measure:
    """A weight or a side: where its number goes, where its unit goes, in which words, and how many of ours one is.

    `word` is empty where the template has no list of units: the number is then in grams or millimetres.
    """

    field: str
    column: TemplateColumn
    unit_column: TemplateColumn
    word: str
    each: int

    def number(self, listing: Listing) -> str:
        """The number in the unit; empty where the listing has none."""
        amount = getattr(listing, self.field)
        return "" if amount is None else decimal_text(Decimal(amount) / self.each)


def in_list(words: Iterable[str], choices: Sequence[str]) -> str:
    """The first of these words that the list has, as the list writes it; empty if it has none."""
    offered = {plain(one): one for one in choices}
    return next((offered[plain(word)] for word in words if plain(word) in offered), "")


def measures(template: AmazonTemplate, site: str) -> list[Measure]:
    """Weight and size in this template."""
    here = columns_here(template, site)
    found = []
    for entry in catalogue().get("measure", ()):
        column = next((here[name] for name in entry["value"] if name in here), None)
        unit = next((here[name] for name in entry["unit"] if name in here), None)
        if column is None or unit is None:
            continue
        choices = template.choices.get(unit.index, ())
        each, word = 1, ""
        for name, factor in entry["units"].items():
            if word := in_list(unit_words(name, template.language), choices):
                each = factor
                break
        found.append(Measure(entry["field"], column, unit, word, each))
    return found


@cache
def unit_words(unit: str, language: str) -> tuple[str, ...]:
    """Names of a unit (CLDR's own id, such as mass-gram) in the language and in English."""
    from babel import Locale, UnknownLocaleError
    from babel.units import format_unit, get_unit_name

    found: list[str] = []
    for tag in (language[:2].lower() or "en", "en"):
        try:
            place = Locale(tag)
        except (UnknownLocaleError, ValueError):
            continue
        for length in ("long", "short"):
            name = get_unit_name(unit, length, place)
            found += [name] if name else []
            for number in (1, 2):
                said = format_unit(number, unit, length, locale=place)
                found.append(said.replace(str(number), "").strip())
    return tuple(dict.fromkeys(found))


def country_words(code: str, language: str) -> list[str]:
    """Names of a country in the language and in English, then its code."""
    from babel import Locale, UnknownLocaleError

    found = []
    for tag in (language[:2].lower() or "en", "en"):
        try:
            found.append(str(Locale(tag).territories.get(code, code)))
        except (UnknownLocaleError, ValueError):
            continue
    return [*found, code]
