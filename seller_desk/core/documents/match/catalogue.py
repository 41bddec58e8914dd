"""What counts as the same: facts and words (`resources/catalogs/matching.toml`), variants (`variants.toml`)."""

import tomllib
from functools import cache

import msgspec

from seller_desk.core.base.paths import resources_dir


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class FactRule(_Entry, frozen=True, kw_only=True):
    """A fact: where it stands in documents (`kind.field`, the measure first), in the company data and on forms.

    `type` names its way of comparing; `party` whose it is where a field may be the company's or a person's; `script`
    (`han`, `latin`) the values that it takes; `romanises` the fact that a Latin value may be the Pinyin of.
    """

    id: str
    type: str
    fields: list[str]
    company: list[str] = []
    form: list[str] = []
    party: str = ""
    script: str = ""
    romanises: str = ""
    private: bool = False


class LeftOut(_Entry, frozen=True, kw_only=True):
    """Words that a writing may have or not."""

    latin_address: list[str]
    latin_name: list[str]
    han_address: list[str]


class HanWords(_Entry, frozen=True, kw_only=True):
    """Groups of Chinese words that say the same: after a number in an address, anywhere in a name."""

    after_number: list[list[str]]
    name: list[list[str]]


class Words(_Entry, frozen=True, kw_only=True):
    """Short forms with what they stand for; two words that are one; words that may be left out."""

    latin: dict[str, str]
    joined: dict[str, str]
    left_out: LeftOut
    han: HanWords


class _MayLack(_Entry, frozen=True, kw_only=True):
    fields: list[str]


class Matching(_Entry, frozen=True, kw_only=True):
    """The whole file."""

    unsure_line: float
    unsure_field: float
    confusable: list[str]
    words: Words
    sides: dict[str, dict[str, list[str]]]
    may_lack: _MayLack
    fact: list[FactRule]


@cache
def matching() -> Matching:
    """The shipped catalogue."""
    path = resources_dir() / "catalogs" / "matching.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Matching)


@cache
def facts() -> dict[str, FactRule]:
    """Every fact by id, in the catalogue's order."""
    return {one.id: one for one in matching().fact}


@cache
def simplified() -> dict[int, str]:
    """Traditional characters with their simplified form, for `str.translate`."""
    path = resources_dir() / "catalogs" / "variants.toml"
    lines: list[str] = tomllib.loads(path.read_text(encoding="utf-8"))["pairs"]
    return {ord(pair[0]): pair[1] for line in lines for pair in line.split(" ")}


@cache
def _alike() -> frozenset[tuple[str, str]]:
    return frozenset(
        (one, other)
        for group in matching().confusable
        for one in group
        for other in group
        if one != other
    )


def confusable(one: str, other: str) -> bool:
    """Whether recognition takes these two characters for each other."""
    return (one, other) in _alike() or (one.upper(), other.upper()) in _alike()
