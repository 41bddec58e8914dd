"""The rules of a listing's texts and fields, each compiled to a closure over one site's limits."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from seller_desk.core.base.findings import (
    Finding,
    Severity,
    SourceNote,
)
from seller_desk.core.base.measures import Quantity
from seller_desk.core.listings.field_rules import phrase_rule, required_rule
from seller_desk.core.listings.limits import Limit, TextLimits, WordList
from seller_desk.core.listings.model import Listing, SiteView
from seller_desk.core.listings.rule_kit import Check, byte_count, finding, words_of


def compile_rules(limits: TextLimits) -> list[Check]:
    """Closures for everything that this site limits; what it does not limit costs nothing."""
    made: list[Check | None] = [
        required_rule(limits, limits.required, Severity.BLOCKER),
        required_rule(limits, limits.advised, Severity.WARNING),
        _too_long(limits, "listing.title_too_long", limits.title, "title", _title),
        _banned_characters(limits, limits.title_banned),
        _measure_characters(limits, limits.title_measures_only),
        _word_repeats(limits, limits.word_repeats),
        _too_long(
            limits, "listing.highlights_too_long", limits.highlights, "highlights", _highlights
        ),
        _bullets(limits, limits.bullet),
        _search_bytes(limits, limits.search_terms),
        _search_repeats(limits, limits.search_no_repeats),
        phrase_rule(limits, limits.phrases),
    ]
    return [check for check in made if check is not None]


def _title(view: SiteView) -> str:
    return view.title


def _highlights(view: SiteView) -> str:
    return view.highlights


def _too_long(
    limits: TextLimits,
    code: str,
    limit: Limit | None,
    field: str,
    text_of: Callable[[SiteView], str],
) -> Check | None:
    if limit is None:
        return None
    most, site, sources = limit.value, limits.site, (limit.source,)
    needed = limit.quantity

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        length = len(text_of(view))
        if length <= most:
            return ()
        measured = Quantity(length, "char")
        return (
            finding(
                code,
                Severity.BLOCKER,
                listing,
                field,
                site,
                sources,
                measured=measured,
                required=needed,
            ),
        )

    return check


def _banned_characters(limits: TextLimits, banned: WordList | None) -> Check | None:
    if banned is None:
        return None
    characters, site, sources = frozenset(banned.words), limits.site, (banned.source,)

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        if characters.isdisjoint(view.title):
            return ()
        # A character of the brand's own name is allowed (Amazon's rule of January 2025).
        brand = re.escape(listing.brand)
        rest = re.sub(brand, "", view.title, flags=re.IGNORECASE) if brand else view.title
        met = sorted(characters.intersection(rest))
        if not met:
            return ()
        shown = " ".join(met)
        return (
            finding(
                "listing.title_banned_character",
                Severity.BLOCKER,
                listing,
                "title",
                site,
                sources,
                measured=shown,
                detail=shown,
            ),
        )

    return check


def _measure_characters(limits: TextLimits, allowed: WordList | None) -> Check | None:
    if allowed is None:
        return None
    # Fine before or after a digit ("#10", "<5 kg", "10*20"), decoration elsewhere.
    marks = "".join(re.escape(word) for word in allowed.words)
    pattern = re.compile(rf"(?<![0-9])(?<![0-9] )([{marks}])(?!\s?[0-9])")
    site, sources, signs = limits.site, (allowed.source,), frozenset(allowed.words)

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        if signs.isdisjoint(view.title):
            return ()
        met = sorted(set(pattern.findall(view.title)))
        if not met:
            return ()
        shown = " ".join(met)
        return (
            finding(
                "listing.title_banned_character",
                Severity.WARNING,
                listing,
                "title",
                site,
                sources,
                measured=shown,
                detail=shown,
            ),
        )

    return check


def _word_repeats(limits: TextLimits, limit: Limit | None) -> Check | None:
    if limit is None:
        return None
    most, exempt, site, sources = limit.value, limits.word_exempt, limits.site, (limit.source,)
    needed = limit.quantity

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        words = words_of(view.title)
        if len(words) <= most or len(set(words)) == len(words):
            return
        for word, times in Counter(words).items():
            if times > most and word not in exempt:
                yield finding(
                    "listing.title_word_repeated",
                    Severity.BLOCKER,
                    listing,
                    "title",
                    site,
                    sources,
                    measured=Quantity(times, "count"),
                    required=needed,
                    detail=word,
                )

    return check


def _bullets(limits: TextLimits, limit: Limit | None) -> Check | None:
    if limit is None:
        return None
    most, site, sources, needed = limit.value, limits.site, (limit.source,), limit.quantity

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        if max(map(len, view.bullets), default=0) <= most:
            return ()
        return [
            finding(
                "listing.bullet_too_long",
                Severity.BLOCKER,
                listing,
                f"bullets.{number}",
                site,
                sources,
                measured=Quantity(len(bullet), "char"),
                required=needed,
            )
            for number, bullet in enumerate(view.bullets)
            if len(bullet) > most
        ]

    return check


def _search_bytes(limits: TextLimits, limit: Limit | None) -> Check | None:
    if limit is None:
        return None
    most, site, sources, needed = limit.value, limits.site, (limit.source,), limit.quantity

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        # One character has at most four bytes: most rows need no encoding.
        if len(view.search_terms) * 4 <= most or byte_count(view.search_terms) <= most:
            return ()
        return (
            finding(
                "listing.search_terms_too_long",
                Severity.BLOCKER,
                listing,
                "search_terms",
                site,
                sources,
                measured=Quantity(byte_count(view.search_terms), "byte"),
                required=needed,
            ),
        )

    return check


def _search_repeats(limits: TextLimits, source: SourceNote | None) -> Check | None:
    if source is None:
        return None
    site, sources = limits.site, (source,)

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        if not view.search_terms:
            return
        words = words_of(view.search_terms)
        if len(set(words)) == len(words):
            return
        twice = [word for word, times in Counter(words).items() if times > 1]
        yield finding(
            "listing.search_terms_repeated",
            Severity.WARNING,
            listing,
            "search_terms",
            site,
            sources,
            measured=Quantity(len(twice), "count"),
            detail=" ".join(twice),
        )

    return check
