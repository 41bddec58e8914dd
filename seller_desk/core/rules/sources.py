"""Every source with what rests on it: for the page of sources and `rules sources`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.rules.catalogs import category_name
from seller_desk.core.rules.community import ARRAYS
from seller_desk.core.rules.model import Conflict, Fact, Fee, Pack, Sourced, dated_long_ago
from seller_desk.core.rules.said import said

ENTITIES = {
    "mainland_company": N_("Mainland company"),
    "hong_kong_company": N_("Hong Kong company"),
    "individual_business": N_("Individual business"),
    "natural_person": N_("Natural person"),
}
_ARRAY_NAMES = {
    "fact": N_("Fact"),
    "fee": N_("Fee"),
    "requirement": N_("Document"),
    "form_field": N_("Form field"),
    "gate": N_("Who may register"),
    "compliance": N_("Product rule"),
    "question": N_("Question before handing in"),
}


# The least doubtful first.
_DOUBT = [
    Confidence.SELLER,
    Confidence.OFFICIAL,
    Confidence.TWO_SOURCES,
    Confidence.SINGLE_BLOG,
    Confidence.COMMUNITY,
]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One entry that rests on a source. `sites` empty = all of the platform. `beside`: it is the other value only."""

    array: str
    platform: str
    sites: tuple[str, ...]
    name: str
    says: str
    fact: str
    confidence: Confidence
    beside: bool = False

    @property
    def kind(self) -> str:
        """What it is, in the language in use."""
        return _(_ARRAY_NAMES[self.array])


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceUses:
    """A source: where it is, what it says of its own date, when it was read, and what rests on it.

    `confidence` is the least of what rests on it: of one page, something may be said elsewhere too, and something not.
    `as_of` empty = undated. `old`: it dates itself more than two years back. `stale`: read over 180 days ago.
    """

    title: str
    url: str
    as_of: str
    checked: date
    confidence: Confidence
    stale: bool
    old: bool
    uses: tuple[Use, ...]

    @property
    def undated(self) -> bool:
        """Whether the source gives no date."""
        return not self.as_of

    @property
    def platforms(self) -> tuple[str, ...]:
        """Whom it speaks of, in the order of the packs."""
        return tuple(dict.fromkeys(one.platform for one in self.uses))


def sources(packs: Sequence[Pack], on: date) -> list[SourceUses]:
    """Every source of the packs, in their order; a source that dates itself twice stands twice."""
    found: dict[Key, list[tuple[Sourced, Use]]] = {}
    for pack in packs:
        for array in ARRAYS:
            for entry in getattr(pack, array):
                key = (entry.source.text(), entry.source.url, entry.as_of)
                found.setdefault(key, []).append((entry, _use(pack, array, entry)))
                for other in entry.conflicts:
                    key = (other.source.text(), other.source.url, other.as_of)
                    found.setdefault(key, []).append((entry, _beside(pack, array, entry, other)))
    return [_made(key, parts, on) for key, parts in found.items()]


def _made(key: Key, parts: Sequence[tuple[Sourced, Use]], on: date) -> SourceUses:
    title, url, as_of = key
    checked = min(entry.checked for entry, _one in parts)
    return SourceUses(
        title=title,
        url=url,
        as_of=as_of,
        checked=checked,
        confidence=max((use.confidence for _entry, use in parts), key=_DOUBT.index),
        stale=any(entry.stale(on) for entry, _one in parts),
        old=bool(as_of) and dated_long_ago(as_of, on),
        uses=tuple(use for _entry, use in parts),
    )


def _use(pack: Pack, array: str, entry: Sourced) -> Use:
    return Use(
        array=array,
        platform=pack.platform,
        sites=tuple(entry.applies_to.site),
        name=entry_name(entry),
        says=entry.note.text() if isinstance(entry, Fact) and entry.note else said(entry),
        fact=entry.fact,
        confidence=entry.confidence,
    )


def _beside(pack: Pack, array: str, entry: Sourced, other: Conflict) -> Use:
    return Use(
        array=array,
        platform=pack.platform,
        sites=tuple(entry.applies_to.site),
        name=entry_name(entry),
        says=other.said(),
        fact=other.fact,
        confidence=other.confidence,
        beside=True,
    )


def entry_name(entry: Sourced) -> str:
    """What an entry is called: a fact's key, a fee's name with its categories, an entity kind."""
    scope = entry.applies_to
    if isinstance(entry, Fee):
        name = entry.label.text() if entry.label else entry.name
    else:
        name = getattr(entry, "key", "") or getattr(entry, "id", "")
    of = [category_name(one) for one in scope.category[:3]]
    of += ["…"] if len(scope.category) > 3 else []
    of += [_(ENTITIES[one]) for one in scope.entity if one in ENTITIES]
    extra = listed(of)
    return f"{name} ({extra})" if name and extra else name or extra
