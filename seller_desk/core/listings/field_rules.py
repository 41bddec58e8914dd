"""Rules of whole fields and phrases: what must be filled, what must not be said."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.listings.fields import field_label
from seller_desk.core.listings.limits import PhraseGroup, TextLimits, WordList
from seller_desk.core.listings.model import Listing, SiteView
from seller_desk.core.listings.rule_kit import Check, finding

_OF_VIEW = frozenset(SiteView.__struct_fields__)
_WEIGHT = {"high": Severity.WARNING, "medium": Severity.WARNING, "low": Severity.HINT}
# Fields that a parent is not asked for: it is never sold itself.
_CHILD_ONLY = frozenset({"price", "quantity", "gtin", "images", "condition"})


def required_rule(limits: TextLimits, fields: WordList | None, severity: Severity) -> Check | None:
    """These fields are filled; a parent is not asked for what only its children have."""
    if fields is None:
        return None
    site, sources = limits.site, (fields.source,)
    wanted = tuple(
        (name, name.partition(".")[0], name.partition(".")[0] in _OF_VIEW, name in _CHILD_ONLY)
        for name in fields.words
    )

    def check(listing: Listing, view: SiteView, parent: bool) -> Iterable[Finding]:
        missing: list[str] = []
        for name, owner, of_view, child_only in wanted:
            value = getattr(view if of_view else listing, owner, "")
            # A text that is there needs no second look.
            if value.__class__ is str and value:
                continue
            if not ((parent and child_only) or present(listing, view, name)):
                missing.append(name)
        return [
            finding(
                "listing.required_missing",
                severity,
                listing,
                name,
                site,
                sources,
                detail=field_label(name),
            )
            for name in missing
        ]

    return check


def present(listing: Listing, view: SiteView, name: str) -> bool:
    """Whether a field is filled; `compliance.cell` names a part of one. A GTIN exemption fills the code."""
    if name == "gtin":
        return bool(listing.gtin) or listing.gtin_exempt
    owner, dot, part = name.partition(".")
    value = getattr(view if owner in _OF_VIEW else listing, owner, "")
    if dot:
        value = getattr(value, part, "")
    if isinstance(value, list):
        return any(value)
    return value is not None and value != ""


def phrase_rule(limits: TextLimits, groups: Sequence[PhraseGroup]) -> Check | None:
    """No text says one of these phrases (whole words, any case); at most one finding a field and group."""
    if not groups:
        return None
    # Plain substring search first: nearly every listing ends here. Only phrases that are there become a pattern.
    needles = tuple(
        (phrase.casefold(), phrase, number)
        for number, group in enumerate(groups)
        for phrase in group.words
    )
    site = limits.site

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        folded = "\n".join(
            (view.title, view.highlights, *view.bullets, view.description)
        ).casefold()
        met = [one for one in needles if one[0] in folded]
        return _told(listing, view, site, groups, met) if met else ()

    return check


def _told(
    listing: Listing,
    view: SiteView,
    site: str,
    groups: Sequence[PhraseGroup],
    met: Sequence[tuple[str, str, int]],
) -> Iterator[Finding]:
    by_group: dict[int, list[str]] = {}
    for _folded, phrase, number in met:
        by_group.setdefault(number, []).append(phrase)
    for number, phrases in by_group.items():
        group, pattern = groups[number], phrase_pattern(tuple(phrases))
        for field, text in _texts(view):
            found = pattern.search(text)
            # A phrase inside the brand's own name is no claim.
            if found is None or (
                listing.brand and not pattern.search(text.replace(listing.brand, ""))
            ):
                continue
            yield finding(
                "listing.banned_phrase",
                _WEIGHT[group.grade],
                listing,
                field,
                site,
                (group.source,),
                measured=found[0],
                detail=group.label,
            )


@lru_cache(maxsize=512)
def phrase_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these phrases as whole words, in any case."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(_bounded(phrase) for phrase in longest_first), re.IGNORECASE)


def _bounded(phrase: str) -> str:
    """The phrase as whole words; Chinese and Japanese have no spaces, so only Latin edges are bounded."""
    before = r"(?<![^\W_])" if phrase[0].isascii() and phrase[0].isalnum() else ""
    after = r"(?![^\W_])" if phrase[-1].isascii() and phrase[-1].isalnum() else ""
    return before + re.escape(phrase) + after


def _texts(view: SiteView) -> Iterator[tuple[str, str]]:
    yield "title", view.title
    if view.highlights:
        yield "highlights", view.highlights
    for number, bullet in enumerate(view.bullets):
        yield f"bullets.{number}", bullet
    if view.description:
        yield "description", view.description
