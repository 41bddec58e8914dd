"""Rules of description, SKU, tags and search terms beyond their greatest length."""

import re
from collections.abc import Iterable

from seller_desk.core.base.findings import Finding, Severity, SourceNote
from seller_desk.core.base.measures import Quantity
from seller_desk.core.listings.bullet_rules import bullet_rules
from seller_desk.core.listings.limits import Limit
from seller_desk.core.listings.model import Listing, SiteView
from seller_desk.core.listings.more_limits import StyleLimits
from seller_desk.core.listings.rule_kit import Check, against, byte_count, finding

_ASIN = re.compile(r"\bB0[0-9A-Z]{8}\b")
_WORD = re.compile(r"[^\W_]+")
_COMMAS = re.compile(r"[,，;；\n]+")


def content_rules(limits: StyleLimits) -> list[Check | None]:
    """Everything about bullets, description, SKU, tags and search terms that this site says."""
    return [
        *bullet_rules(limits),
        _description(limits, limits.description),
        _description_words(limits, limits.description_words),
        _sku(limits, limits.sku),
        _tags(limits),
        _search_words(limits, limits.search_no_brand),
    ]


def length(text: str, unit: str) -> int:
    """How long a text is in this unit: characters, UTF-8 bytes or words (a Han character is a word)."""
    if unit == "byte":
        return byte_count(text)
    if unit == "word":
        return sum(len(one) if _han(one) else 1 for one in _WORD.findall(text))
    return len(text)


def _han(word: str) -> bool:
    return "\u3400" <= word[0] <= "\u9fff"


def _description(limits: StyleLimits, limit: Limit | None) -> Check | None:
    if limit is None:
        return None
    most, unit, site = limit.value, limit.unit, limits.site

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        size = length(view.description, unit)
        if size <= most:
            return ()
        return (
            against(
                limit,
                "listing.description_too_long",
                Severity.BLOCKER,
                listing,
                "description",
                site,
                Quantity(size, unit),
            ),
        )

    return check


def _description_words(limits: StyleLimits, limit: Limit | None) -> Check | None:
    if limit is None:
        return None
    least, site = limit.value, limits.site

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        # A word and its space have at least two characters.
        if not view.description or len(view.description) > least * 30:
            return ()
        words = length(view.description, "word")
        if words >= least:
            return ()
        measured = Quantity(words, "word")
        return (
            against(
                limit,
                "listing.description_too_short",
                Severity.WARNING,
                listing,
                "description",
                site,
                measured,
            ),
        )

    return check


def _sku(limits: StyleLimits, limit: Limit | None) -> Check | None:
    if limit is None:
        return None
    most, site = limit.value, limits.site

    def check(listing: Listing, _view: SiteView, _parent: bool) -> Iterable[Finding]:
        if len(listing.sku) <= most:
            return ()
        measured = Quantity(len(listing.sku), "char")
        return (
            against(
                limit, "listing.sku_too_long", Severity.BLOCKER, listing, "sku", site, measured
            ),
        )

    return check


def tags_of(search_terms: str) -> list[str]:
    """Search terms as tags: parted by commas, as a site with tags (Etsy) takes them."""
    return [one for one in (part.strip() for part in _COMMAS.split(search_terms)) if one]


def _tags(limits: StyleLimits) -> Check | None:
    count, longest, site = limits.tags, limits.tag, limits.site
    if count is None and longest is None:
        return None

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        tags = tags_of(view.search_terms)
        if count and len(tags) > count.value:
            yield against(
                count,
                "listing.tags_many",
                Severity.BLOCKER,
                listing,
                "search_terms",
                site,
                len(tags),
            )
        seen: set[str] = set()
        for tag in tags:
            if longest and len(tag) > longest.value:
                yield against(
                    longest,
                    "listing.tag_too_long",
                    Severity.BLOCKER,
                    listing,
                    "search_terms",
                    site,
                    Quantity(len(tag), "char"),
                    tag,
                )
            if tag.casefold() in seen and count:
                yield finding(
                    "listing.tag_repeated",
                    Severity.WARNING,
                    listing,
                    "search_terms",
                    site,
                    (count.source,),
                    detail=tag,
                )
            seen.add(tag.casefold())

    return check


def _search_words(limits: StyleLimits, source: SourceNote | None) -> Check | None:
    if source is None:
        return None
    site, sources = limits.site, (source,)

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        terms = view.search_terms
        if not terms:
            return
        brand = listing.brand.casefold()
        if brand and brand in terms.casefold() and _stands(brand, terms.casefold()):
            yield finding(
                "listing.search_terms_brand",
                Severity.WARNING,
                listing,
                "search_terms",
                site,
                sources,
                detail=listing.brand,
            )
        met = _ASIN.search(terms.upper()) if "0" in terms else None
        if met is not None:
            yield finding(
                "listing.search_terms_asin",
                Severity.WARNING,
                listing,
                "search_terms",
                site,
                sources,
                detail=met[0],
            )

    return check


def _stands(word: str, text: str) -> bool:
    """Whether the word stands by itself in the text."""
    return re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text) is not None
