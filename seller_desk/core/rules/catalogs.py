"""The shipped catalogues that rule packs refer to: product categories with their names."""

import tomllib
from decimal import Decimal
from functools import cache

import msgspec

from seller_desk.core.base.paths import resources_dir
from seller_desk.core.rules.model import Entry, Words


class Category(Entry, frozen=True, kw_only=True):
    """A product category: its public id and names.

    `traits` are what every product of it has (`electrical`), `may` what some have and the seller is asked for.
    """

    id: str
    en: str
    zh: str
    traits: tuple[str, ...] = ()
    may: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """In the language in use."""
        return Words(en=self.en, zh=self.zh).text()


class Trait(Entry, frozen=True, kw_only=True):
    """Something about a product that rules of compliance ask for: its public id, names and what it means."""

    id: str
    en: str
    zh: str
    means: Words

    @property
    def name(self) -> str:
        """In the language in use."""
        return Words(en=self.en, zh=self.zh).text()


class _Catalogue(Entry, frozen=True, kw_only=True):
    trait: list[Trait]
    category: list[Category]


class PublicIds(Entry, frozen=True, kw_only=True):
    """The public ids that no pack holds (`resources/catalogs/ids.toml`); `field` by group of document kinds."""

    entity: list[str]
    side: list[str]
    kind: list[str]
    fee: list[str]
    field: dict[str, list[str]]


class Most(Entry, frozen=True, kw_only=True):
    """Beyond these a value is refused: money in any currency, a rate of exchange, grams, orders a month."""

    amount: Decimal
    rate: Decimal
    weight_g: int
    orders: int


class Plausible(Entry, frozen=True, kw_only=True):
    """Beyond these a product is hard to believe: price in costs and in money, grams, a side in millimetres, orders a month."""

    times_cost: int
    price: Decimal
    weight_g: int
    side_mm: int
    orders: int
    most: Most


@cache
def plausible() -> Plausible:
    """The bounds of "my product" (`resources/catalogs/plausible.toml`)."""
    path = resources_dir() / "catalogs" / "plausible.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Plausible)


@cache
def public_ids() -> PublicIds:
    """Entity kinds, document kinds and sides, fees, and the fields read from documents."""
    path = resources_dir() / "catalogs" / "ids.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), PublicIds)


@cache
def _catalogue() -> _Catalogue:
    path = resources_dir() / "catalogs" / "categories.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Catalogue)


@cache
def categories() -> dict[str, Category]:
    """Every category by its id, in the catalogue's order."""
    return {one.id: one for one in _catalogue().category}


@cache
def traits() -> dict[str, Trait]:
    """Every trait of products by its id, in the catalogue's order."""
    return {one.id: one for one in _catalogue().trait}


def known_category(category: str) -> str:
    """The same, or nothing where the catalogue has it no more: an unknown one is not "everything else"."""
    return category if category in categories() else ""


def category_name(category: str) -> str:
    """The category's name in the language in use; an unknown id is shown as itself."""
    found = categories().get(category)
    return found.name if found else category


@cache
def _by_name() -> dict[str, str]:
    return {
        name.casefold(): one.id
        for one in categories().values()
        for name in (one.id, one.en, one.zh)
    }


def category_named(text: str) -> str:
    """The id of a category from its id or its name in either language; other text is returned as it stands."""
    return _by_name().get(" ".join(text.split()).casefold(), text)


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 codes of the money in use today, by CLDR."""
    from babel.core import get_global

    return frozenset(
        code
        for country, used in get_global("territory_currencies").items()
        if len(country) == 2
        for code, _since, until, tender in used
        if tender and until is None
    )
