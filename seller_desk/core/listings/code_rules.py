"""Rules of the product code (GTIN) and of the exemption from it."""

from collections.abc import Iterable

from seller_desk.core.base.findings import Finding, Severity, SourceNote
from seller_desk.core.listings.limits import WordList
from seller_desk.core.listings.model import Listing, SiteView
from seller_desk.core.listings.more_limits import TradeLimits
from seller_desk.core.listings.rule_kit import Check, finding, gtin_valid

_EAN = 13


def code_rules(limits: TradeLimits) -> list[Check | None]:
    """Check digit, numbers that are no product's, exemptions."""
    return [
        _check_digit(limits.site),
        _prefix("listing.gtin_restricted", limits.site, limits.gtin_restricted),
        _prefix("listing.gtin_coupon", limits.site, limits.gtin_coupon),
        _exemption(limits.site, limits.exemption),
    ]


def _check_digit(site: str) -> Check:
    def check(listing: Listing, _view: SiteView, _parent: bool) -> Iterable[Finding]:
        if not listing.gtin or gtin_valid(listing.gtin):
            return ()
        return (
            finding(
                "listing.gtin_invalid",
                Severity.BLOCKER,
                listing,
                "gtin",
                site,
                measured=listing.gtin,
            ),
        )

    return check


def _prefix(code: str, site: str, prefixes: WordList | None) -> Check | None:
    """Numbers of 13 digits that begin so; shorter and longer ones are read otherwise."""
    if prefixes is None:
        return None
    beginnings, sources = prefixes.words, (prefixes.source,)

    def check(listing: Listing, _view: SiteView, _parent: bool) -> Iterable[Finding]:
        gtin = listing.gtin
        if len(gtin) != _EAN or not gtin.startswith(beginnings):
            return ()
        begun = next(one for one in beginnings if gtin.startswith(one))
        return (
            finding(
                code,
                Severity.BLOCKER,
                listing,
                "gtin",
                site,
                sources,
                measured=gtin,
                detail=begun,
            ),
        )

    return check


def _exemption(site: str, source: SourceNote | None) -> Check | None:
    if source is None:
        return None
    sources = (source,)

    def check(listing: Listing, _view: SiteView, parent: bool) -> Iterable[Finding]:
        if not listing.gtin_exempt or parent:
            return ()
        if listing.gtin:
            return (
                finding(
                    "listing.gtin_exempt_with_code",
                    Severity.HINT,
                    listing,
                    "gtin",
                    site,
                    sources,
                    measured=listing.gtin,
                ),
            )
        if listing.exemption:
            return ()
        return (
            finding(
                "listing.gtin_exemption_reason", Severity.HINT, listing, "exemption", site, sources
            ),
        )

    return check
