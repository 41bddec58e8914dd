"""The catalogue of signs, labels and patterns (`resources/catalogs/reading.toml`), and the one way words are compared."""

import tomllib
import unicodedata
from functools import cache

import msgspec

from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.progress import breathe


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Sign(_Entry, frozen=True, kw_only=True):
    """Words of which any counts `points` for its kind (and side). `title`: they are nearly the whole line."""

    words: list[str]
    points: int
    title: bool = False
    side: str = ""


class FieldRule(_Entry, frozen=True, kw_only=True):
    """Where a field stands: behind or below `labels`, or found by `patterns` (first group), or `between` two phrases.

    `value` names the reader in `values`; `lines` how many lines it may run over; `anywhere` that its form alone is
    proof; `block` that letters carry it in the address block; `letterhead` words that a head line has; `last_date`
    that the last date of the page is meant where no label helps, `head` that a line of the upper part may be it; `from`/`to` labels of a period's ends.
    """

    name: str
    labels: list[str] = []
    value: str = "text"
    lines: int = 1
    patterns: list[str] = []
    between: list[str] = []
    anywhere: bool = False
    block: bool = False
    last_date: bool = False
    head: bool = False
    letterhead: list[str] = []
    from_: list[str] = msgspec.field(default=[], name="from")
    to: list[str] = []


class _Others(_Entry, frozen=True, kw_only=True):
    labels: list[str] = []


class KindRule(_Entry, frozen=True, kw_only=True):
    """A kind: its signs, its fields, and labels that are not asked for but end the value before them.

    `simplified`: such papers are printed in simplified characters, so that a variant is a misreading.
    """

    id: str
    simplified: bool = False
    sign: list[Sign]
    field: list[FieldRule] = []
    others: _Others = _Others()


class _Fold(_Entry, frozen=True, kw_only=True):
    pairs: list[str]


class Recognise(_Entry, frozen=True, kw_only=True):
    """From how many points on, and with which lead, a kind is named; `paper_lead`: that a page alone is another paper.

    `together`: kinds that take after each other page by page, or that belong into one file. `beside`: kinds that stand
    in one file with any other. `told_apart`: the field by which two papers of a kind are two, where it proves itself.
    """

    needed: int
    lead: int
    paper_lead: int
    together: list[list[str]]
    beside: list[str]
    told_apart: dict[str, str]


class Words(_Entry, frozen=True, kw_only=True):
    """Words of addresses, of titles in a letterhead, and endings of company names."""

    address: list[str]
    titles: list[str]
    companies: list[str]


class Catalogue(_Entry, frozen=True, kw_only=True):
    """The whole file."""

    fold: _Fold
    words: Words
    recognise: Recognise
    kind: list[KindRule]


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    path = resources_dir() / "catalogs" / "reading.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Catalogue)


@cache
def kind_rules() -> dict[str, KindRule]:
    """Every kind's rules by id."""
    return {one.id: one for one in catalogue().kind}


@cache
def _variants() -> dict[str, str]:
    return {pair[0]: pair[1] for pair in catalogue().fold.pairs}


@cache
def _plain_char(char: str) -> str:
    wide = unicodedata.normalize("NFKC", char)
    one = (wide if len(wide) == 1 else char).lower()
    return _variants().get(one[:1], one[:1])


def fold(text: str) -> str:
    """The text for comparing: small letters, half width, one form of each variant; as long as it was."""
    return "".join(map(_plain_char, text))


def simplify(text: str) -> str:
    """The text with every variant in its one form, otherwise as it is."""
    return "".join(_variants().get(char, char) for char in text)


def compact(text: str) -> str:
    """Folded, without anything but letters and digits and signs that labels have."""
    return "".join(char for char in fold(text) if char.isalnum() or char in "<#/")


def near(text: str, words: str) -> bool:
    """Whether `words` (compact) stands in `text` (compact); longer ones may have one character read wrongly."""
    if words in text:
        return True
    size = len(words)
    allowed = slack(words)
    if not allowed or len(text) < size:
        return False
    breathe()
    return any(
        _wrong(text[at : at + size], words, allowed) <= allowed
        for at in range(len(text) - size + 1)
    )


@cache
def slack(words: str) -> int:
    """How many characters of these words may be read wrongly."""
    han = any("\u4e00" <= char <= "\u9fff" for char in words)
    return len(words) // 5 if han else len(words) // 9


def _wrong(some: str, other: str, limit: int) -> int:
    count = 0
    for one, two in zip(some, other, strict=True):
        count += one != two
        if count > limit:
            break
    return count
