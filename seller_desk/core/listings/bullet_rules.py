"""Rules of bullet points: how short, how many, how long together, which characters."""

import re
from collections.abc import Iterable

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.measures import Quantity
from seller_desk.core.listings.limits import Limit
from seller_desk.core.listings.model import Listing, SiteView
from seller_desk.core.listings.more_limits import StyleLimits
from seller_desk.core.listings.rule_kit import Check, against, finding

_EMOJI = re.compile("[\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff]")


def bullet_rules(limits: StyleLimits) -> list[Check | None]:
    """Everything about bullet points that this site says, besides the longest one."""
    return [
        _bullet_short(limits, limits.bullet_min),
        _bullet_count(limits),
        _bullets_total(limits, limits.bullets_total),
        _bullet_characters(limits),
    ]


def _bullet_short(limits: StyleLimits, limit: Limit | None) -> Check | None:
    if limit is None:
        return None
    least, site = limit.value, limits.site

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        if min(map(len, view.bullets), default=least) >= least:
            return ()
        return [
            against(
                limit,
                "listing.bullet_too_short",
                Severity.WARNING,
                listing,
                f"bullets.{number}",
                site,
                Quantity(len(bullet), "char"),
            )
            for number, bullet in enumerate(view.bullets)
            if 0 < len(bullet) < least
        ]

    return check


def _bullet_count(limits: StyleLimits) -> Check | None:
    least, most, site = limits.bullet_count_min, limits.bullet_count, limits.site
    if least is None and most is None:
        return None

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        count = len(view.bullets) - view.bullets.count("")
        if least and 0 < count < least.value:
            yield against(
                least, "listing.bullets_few", Severity.HINT, listing, "bullets", site, count
            )
        if most and count > most.value:
            yield against(
                most, "listing.bullets_many", Severity.WARNING, listing, "bullets", site, count
            )

    return check


def _bullets_total(limits: StyleLimits, limit: Limit | None) -> Check | None:
    if limit is None:
        return None
    most, site = limit.value, limits.site

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        total = sum(map(len, view.bullets))
        if total <= most:
            return ()
        measured = Quantity(total, "char")
        return (
            against(
                limit,
                "listing.bullets_too_long",
                Severity.WARNING,
                listing,
                "bullets",
                site,
                measured,
            ),
        )

    return check


def _bullet_characters(limits: StyleLimits) -> Check | None:
    banned, emoji, site = limits.bullet_banned, limits.bullet_no_emoji, limits.site
    if banned is None and emoji is None:
        return None
    characters = frozenset(banned.words) if banned else frozenset()
    plain = tuple(one for one in characters if one.isascii())
    sources = tuple(
        dict.fromkeys(one for one in (banned.source if banned else None, emoji) if one is not None)
    )

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        joined = "".join(view.bullets)
        if joined.isascii() and not any(sign in joined for sign in plain):
            return
        for number, bullet in enumerate(view.bullets):
            met = sorted(characters.intersection(bullet))
            if emoji is not None:
                met += sorted(set(_EMOJI.findall(bullet)))
            if met:
                yield finding(
                    "listing.bullet_banned_character",
                    Severity.WARNING,
                    listing,
                    f"bullets.{number}",
                    site,
                    sources,
                    measured=" ".join(met),
                    detail=" ".join(met),
                )

    return check
