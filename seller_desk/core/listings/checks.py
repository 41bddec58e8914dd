"""Checks of a listing against one site's limits: `listing.*` findings.

The rules of a site are compiled once into closures over its limits; a check then only runs those that apply.
The day is the day the seller plans to submit: a limit that starts later does not bite yet.
"""

from collections.abc import Iterable
from datetime import date

from seller_desk.core.base.findings import Finding, Place, Severity
from seller_desk.core.base.measures import Quantity
from seller_desk.core.listings.limits import ImageLimits, TextLimits, image_limits, text_limits
from seller_desk.core.listings.model import Listing, is_parent, on_site
from seller_desk.core.listings.rule_kit import Check, subject_of
from seller_desk.core.listings.text_rules import compile_rules
from seller_desk.core.rules.book import Query, RuleBook


class ListingChecker:
    """The compiled rules of one site on one day. Safe from several threads: it is only filled, never changed."""

    def __init__(self, book: RuleBook, site: str, on: date) -> None:
        self.site = site
        self._book = book
        self._on = on
        self._pictures: ImageLimits | None = None
        self._compiled: dict[str, tuple[TextLimits, list[Check]]] = {}

    def limits(self, category: str = "") -> TextLimits:
        """The limits that hold for this category."""
        return self._for(category)[0]

    def picture_limits(self) -> ImageLimits:
        """The picture rules of the site."""
        if self._pictures is None:
            self._pictures = image_limits(self._book, Query(site=self.site, on=self._on))
        return self._pictures

    def check(self, listing: Listing, parents: frozenset[str] = frozenset()) -> list[Finding]:
        """Everything that this site would mind in this listing; `parents` are SKUs that others name as parent."""
        view = on_site(listing, self.site)
        parent = is_parent(listing, parents)
        return [
            finding
            for check in self._for(listing.category)[1]
            for finding in check(listing, view, parent)
        ]

    def _for(self, category: str) -> tuple[TextLimits, list[Check]]:
        found = self._compiled.get(category)
        if found is None:
            limits = text_limits(self._book, Query(site=self.site, on=self._on, category=category))
            found = self._compiled[category] = (limits, compile_rules(limits))
        return found


def sku_duplicates(listings: Iterable[Listing]) -> list[Finding]:
    """One finding for every listing whose SKU another one of the company has too (case counts)."""
    by_sku: dict[str, list[Listing]] = {}
    for one in listings:
        by_sku.setdefault(one.sku.strip(), []).append(one)
    return [
        Finding(
            code="listing.sku_duplicate",
            severity=Severity.BLOCKER,
            subject=subject_of(one),
            place=Place(field="sku"),
            measured=Quantity(len(twins), "count"),
            detail=sku,
        )
        for sku, twins in by_sku.items()
        if len(twins) > 1 and sku
        for one in twins
    ]
