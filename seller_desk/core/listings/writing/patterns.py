"""What titles are made of, as `resources/catalogs/title_parts.toml` says it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.toml_files import read_toml
from seller_desk.core.rules.model import Words


class PartKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of part. Small `keep` stays longest."""

    id: str
    keep: int
    label: Words
    prompt: Words


class Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The order of parts on a site or platform, for some categories; `child_only` parts belong into variations."""

    order: list[str]
    source: str
    site: str = ""
    platform: str = ""
    category: list[str] = []
    child_only: list[str] = []


class Joints(msgspec.Struct, frozen=True, kw_only=True):
    """What stands between two parts."""

    usual: str
    plain: str
    words: list[str]
    after: list[str]


class Recognise(msgspec.Struct, frozen=True, kw_only=True):
    """How parts are told apart in a title that is there."""

    marks: list[str]
    dashes: list[str]
    words: list[str]
    audience: list[str]
    material: list[str]
    color: list[str]
    quantity: list[str]
    size: list[str]


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    part: list[PartKind]
    pattern: list[Pattern]
    joints: Joints
    recognise: Recognise


@dataclass(frozen=True, slots=True)
class TitleCatalogue:
    """The file, ready for use."""

    kinds: Mapping[str, PartKind]
    patterns: Sequence[Pattern]
    joints: Joints
    recognise: Recognise
    cut: re.Pattern[str]
    inside: re.Pattern[str]

    def pattern(self, site: str, category: str = "") -> Pattern:
        """The most specific pattern for this site and category."""
        platform = site.partition(".")[0]
        fitting = [
            one
            for one in self.patterns
            if one.site in ("", site)
            and one.platform in ("", platform)
            and (not one.category or category in one.category)
        ]
        return max(
            fitting, key=lambda one: (bool(one.site), bool(one.platform), bool(one.category))
        )


@cache
def title_catalogue() -> TitleCatalogue:
    """Read once."""
    document = read_toml(resources_dir() / "catalogs" / "title_parts.toml").document
    file = msgspec.convert(document, _File)
    known = file.recognise
    marks = "|".join(re.escape(one) for one in [*known.dashes, *known.marks])
    words = "|".join(re.escape(one) for one in known.words)
    return TitleCatalogue(
        kinds={one.id: one for one in file.part},
        patterns=file.pattern,
        joints=file.joints,
        recognise=known,
        # A comma inside a number (1,200) is no mark.
        cut=re.compile(rf"(?<!\d)(?:{marks})|(?:{marks})(?!\d)"),
        inside=re.compile(rf"\s+(?=(?:{words})\s)", re.IGNORECASE),
    )
