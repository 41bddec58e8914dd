"""Checks of a listing against one site's limits: `listing.*` findings.

The rules of a site are compiled once into closures over its limits; a check then only runs those that apply.
The day is the day the seller plans to submit: a limit that starts later does not bite yet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from seller_desk.core.base.findings import Finding
from seller_desk.core.listings.code_rules import code_rules
from seller_desk.core.listings.compliance_rules import compliance_rules
from seller_desk.core.listings.content_rules import content_rules
from seller_desk.core.listings.duplicates import sku_key, sku_twins
from seller_desk.core.listings.family_rules import FamilyRules, family_findings
from seller_desk.core.listings.html_rules import html_rules
from seller_desk.core.listings.limits import ImageLimits, TextLimits, image_limits, text_limits
from seller_desk.core.listings.model import Listing, is_parent, on_site
from seller_desk.core.listings.more_limits import (
    StyleLimits,
    TradeLimits,
    style_limits,
    trade_limits,
)
from seller_desk.core.listings.offer_rules import offer_rules
from seller_desk.core.listings.rule_kit import Check
from seller_desk.core.listings.style_rules import style_rules
from seller_desk.core.listings.text_rules import compile_rules
from seller_desk.core.rules.book import Query, RuleBook


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The limits and rules of one category."""

    text: TextLimits
    style: StyleLimits
    trade: TradeLimits
    family: FamilyRules
    checks: tuple[Check, ...]


class ListingChecker:
    """The compiled rules of one site on one day. Safe from several threads: it is only filled, never changed."""

    def __init__(self, book: RuleBook, site: str, on: date) -> None:
        self.site = site
        self._book = book
        self._on = on
        self._pictures: ImageLimits | None = None
        self._compiled: dict[str, _Compiled] = {}

    def limits(self, category: str = "") -> TextLimits:
        """The limits of texts that hold for this category."""
        return self._for(category).text

    def style(self, category: str = "") -> StyleLimits:
        """How texts are to be written in this category."""
        return self._for(category).style

    def trade(self, category: str = "") -> TradeLimits:
        """What is asked of offers, codes, variations and goods in this category."""
        return self._for(category).trade

    def picture_limits(self) -> ImageLimits:
        """The picture rules of the site."""
        if self._pictures is None:
            self._pictures = image_limits(self._book, Query(site=self.site, on=self._on))
        return self._pictures

    def check(self, listing: Listing, parents: frozenset[str] = frozenset()) -> list[Finding]:
        """Everything that this site would mind in this listing alone; `parents` are SKUs that others name as parent."""
        view = on_site(listing, self.site)
        parent = is_parent(listing, parents)
        return [
            finding
            for check in self._for(listing.category).checks
            for finding in check(listing, view, parent)
        ]

    def check_family(self, members: Sequence[Listing], sku: str = "") -> list[Finding]:
        """What this site would mind in a family: the parent, if there is one, and all its variations.

        `sku` is what the children name as parent, for a family whose parent is not there.
        """
        category = members[0].category if members else ""
        return family_findings(members, self._for(category).family, sku)

    def _for(self, category: str) -> _Compiled:
        found = self._compiled.get(category)
        if found is None:
            query = Query(site=self.site, on=self._on, category=category)
            text, style = text_limits(self._book, query), style_limits(self._book, query)
            trade = trade_limits(self._book, query)
            made = [
                *compile_rules(text),
                *code_rules(trade),
                *style_rules(style),
                *content_rules(style),
                *html_rules(style),
                *offer_rules(trade, self._on),
                *compliance_rules(trade),
            ]
            checks = tuple(check for check in made if check is not None)
            found = _Compiled(text, style, trade, FamilyRules.of(trade), checks)
            self._compiled[category] = found
        return found


def sku_duplicates(listings: Iterable[Listing]) -> list[Finding]:
    """One finding for every listing whose SKU another one of the company has too (case counts)."""
    groups: dict[str, list[Listing]] = {}
    for one in listings:
        if key := sku_key(one):
            groups.setdefault(key, []).append(one)
    return [found for twins in groups.values() for found in sku_twins(twins)]
