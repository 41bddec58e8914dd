"""Rules of how a title is written: capitals, small beginnings, characters that may stand once, the script."""

import re
from collections.abc import Iterable

from seller_desk.core.base.findings import Finding, Severity, SourceNote
from seller_desk.core.base.measures import Quantity
from seller_desk.core.listings.limits import Limit, WordList
from seller_desk.core.listings.model import Listing, SiteView
from seller_desk.core.listings.more_limits import StyleLimits
from seller_desk.core.listings.rule_kit import Check, finding

# Shorter words in capitals are mostly abbreviations (LED, USB, HDMI).
_CAPITALS = re.compile(r"(?<![\w-])[A-ZÄÖÜÀ-Þ]{5,}(?![\w-])")
_SMALL = re.compile(r"(?<![\w'’.-])(?<!\d )[a-zß-ÿ][\w'’-]{3,}")
_FIVE_CAPITALS = re.compile(r"[A-ZÄÖÜÀ-Þ]{5}")
_SMALL_START = re.compile(r"(?:^|[ (,;:/])[a-zß-ÿ]")
# Han characters and kana.
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")
_SHOWN = 6


def style_rules(limits: StyleLimits) -> list[Check | None]:
    """Everything about the look of a title; what the site does not say costs nothing."""
    return [
        _advised(limits, limits.title_advised),
        _capitals(limits, limits.title_no_capitals),
        _initials(limits, limits.title_initials),
        _once(limits, limits.title_once),
        _script(limits),
    ]


def _advised(limits: StyleLimits, limit: Limit | None) -> Check | None:
    if limit is None:
        return None
    most, site, sources, needed = limit.value, limits.site, (limit.source,), limit.quantity

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        if len(view.title) <= most:
            return ()
        return (
            finding(
                "listing.title_long_advised",
                Severity.HINT,
                listing,
                "title",
                site,
                sources,
                measured=Quantity(len(view.title), "char"),
                required=needed,
            ),
        )

    return check


def _capitals(limits: StyleLimits, source: SourceNote | None) -> Check | None:
    if source is None:
        return None
    site, sources, five = limits.site, (source,), _FIVE_CAPITALS.search

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        # Cheaper than the whole pattern, and enough for nearly every title.
        if five(view.title) is None:
            return ()
        met = _CAPITALS.findall(view.title)
        if not met:
            return ()
        brand = set(listing.brand.upper().split())
        words = [one for one in dict.fromkeys(met) if one not in brand]
        if not words:
            return ()
        return (
            finding(
                "listing.title_capitals",
                Severity.WARNING,
                listing,
                "title",
                site,
                sources,
                measured=len(words),
                detail=" ".join(words[:_SHOWN]),
            ),
        )

    return check


def _initials(limits: StyleLimits, source: SourceNote | None) -> Check | None:
    if source is None:
        return None
    site, sources, small = limits.site, (source,), limits.small_words
    small_start = _SMALL_START.search

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        if small_start(view.title) is None:
            return ()
        met = _SMALL.findall(view.title)
        if not met:
            return ()
        brand = set(listing.brand.split())
        words = [one for one in dict.fromkeys(met) if one not in small and one not in brand]
        if not words:
            return ()
        return (
            finding(
                "listing.title_initials",
                Severity.HINT,
                listing,
                "title",
                site,
                sources,
                measured=len(words),
                detail=" ".join(words[:_SHOWN]),
            ),
        )

    return check


def _once(limits: StyleLimits, characters: WordList | None) -> Check | None:
    if characters is None:
        return None
    site, sources, once = limits.site, (characters.source,), characters.words

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        for char in once:
            times = view.title.count(char)
            if times > 1:
                yield finding(
                    "listing.title_character_once",
                    Severity.BLOCKER,
                    listing,
                    "title",
                    site,
                    sources,
                    measured=Quantity(times, "count"),
                    required=Quantity(1, "count"),
                    detail=char,
                )

    return check


def _script(limits: StyleLimits) -> Check | None:
    """Chinese left in a title for readers of another language. Sites in Chinese or Japanese, or of many countries: none."""
    if not limits.language or limits.language[:2] in ("zh", "ja"):
        return None
    site = limits.site

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        if view.title.isascii():
            return
        for field, text in (("title", view.title), ("highlights", view.highlights)):
            met = _EASTERN.search(text)
            if met is not None:
                yield finding(
                    "listing.text_other_script",
                    Severity.WARNING,
                    listing,
                    field,
                    site,
                    detail=met[0][:20],
                )

    return check
