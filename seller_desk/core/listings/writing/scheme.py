"""The guide's scheme of bullets, description sections, pictures and A+ modules (`resources/catalogs/writing.toml`)."""

from functools import cache

import msgspec

from seller_desk.core.base.language import language
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.toml_files import read_toml
from seller_desk.core.rules.model import Words


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One bullet of the scheme: what it is about, and what to write."""

    id: str
    label: Words
    prompt: Words


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A section's heading in the languages of the sites; others get the English one."""

    en: str
    zh: str
    de: str = ""
    ja: str = ""

    def for_site(self, language_of_site: str) -> str:
        """In the language of the site's buyers."""
        return getattr(self, language_of_site[:2], "") or self.en

    def every(self) -> tuple[str, ...]:
        """All of them, to find the section again."""
        return tuple(one for one in (self.en, self.zh, self.de, self.ja) if one)


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A section of a description. `list`: one fact a line."""

    id: str
    label: Words
    heading: Heading
    prompt: Words
    list: bool = False


class Shot(msgspec.Struct, frozen=True, kw_only=True):
    """Pictures of one role: how many, and what they show."""

    id: str
    role: str
    count: int
    label: Words
    brief: Words
    source: str


class ModuleSource(msgspec.Struct, frozen=True, kw_only=True):
    """Where a module's figures come from."""

    title: str
    url: str = ""
    zh: str = ""

    def text(self) -> str:
        """Its title in the language in use."""
        return self.zh if self.zh and language() == "zh" else self.title


class OtherSize(msgspec.Struct, frozen=True, kw_only=True):
    """What another source says of the size."""

    value: str
    title: str
    zh: str = ""

    def text(self) -> str:
        """Which size it is, in the language in use."""
        return self.zh if self.zh and language() == "zh" else self.title


class Module(msgspec.Struct, frozen=True, kw_only=True):
    """A module of A+ content. `size` is width and height of each picture in pixels; `amazon` its name in the editor."""

    id: str
    label: Words
    amazon: str
    brief: Words
    images: int
    source: ModuleSource
    guide: str
    confidence: str
    as_of: str = ""
    size: tuple[int, int] | None = None
    conflict: OtherSize | None = None

    def size_text(self) -> str:
        """`970 x 600 px`, or nothing for a module without pictures."""
        return f"{self.size[0]} x {self.size[1]} px" if self.size else ""


class Scheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file."""

    bullets_source: str
    bullet: list[Slot]
    section: list[Section]
    shot: list[Shot]
    module: list[Module]


@cache
def scheme() -> Scheme:
    """Read once."""
    document = read_toml(resources_dir() / "catalogs" / "writing.toml").document
    return msgspec.convert(document, Scheme)


def spoken(words: Words, lang: str = "") -> str:
    """These words in `lang`, or in the language in use."""
    return words.zh if (lang or language()) == "zh" else words.en
