"""Kinds of phrases that platforms mind, each with its grade; the phrases themselves are facts of the packs."""

import tomllib
from dataclasses import dataclass
from functools import cache

from seller_desk.core.base.language import N_
from seller_desk.core.base.paths import resources_dir

_LABELS = {
    "medical": N_("medical claim"),
    "pesticide": N_("pesticide or germ claim"),
    "dupe": N_("imitation of a brand"),
    "links": N_("contact or link"),
    "elsewhere": N_("another platform"),
    "absolute": N_("absolute claim"),
    "ranking": N_("ranking"),
    "guarantee": N_("guarantee or refund"),
    "promotion": N_("promotion or time pressure"),
    "eco": N_("environmental claim"),
    "exclusive": N_("exclusivity or authenticity"),
    "subjective": N_("praise"),
}


@dataclass(frozen=True, slots=True)
class PhraseKind:
    """`label` is English and marked for translation; `grade` is `high`, `medium` or `low`."""

    id: str
    label: str
    grade: str


@cache
def phrase_kinds() -> tuple[PhraseKind, ...]:
    """All kinds, worst first."""
    path = resources_dir() / "catalogs" / "listing_phrases.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(PhraseKind(one["id"], _LABELS[one["id"]], one["grade"]) for one in data["kind"])
