"""What `resources/catalogs/names.toml` says about names, streets and mail domains."""

import tomllib
from functools import cache

import msgspec

from seller_desk.core.base.paths import resources_dir


class CompanyWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that company names are built of."""

    words: list[str]
    place_endings: list[str]


class StreetWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """English for the parts of a street address; `{n}` stands for the number."""

    before: dict[str, str]
    after_number: dict[str, str]
    names: dict[str, str]


class Mail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Domains of mailboxes that anybody can open."""

    personal_domains: list[str]


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole catalogue."""

    compound_surnames: list[str]
    surname_readings: dict[str, list[str]]
    company_words: CompanyWords
    street: StreetWords
    mail: Mail


@cache
def names() -> Names:
    """The catalogue, read once."""
    path = resources_dir() / "catalogs" / "names.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Names)
