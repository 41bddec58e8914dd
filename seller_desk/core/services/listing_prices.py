"""Prices of listings against the fees of a site and the seller's own figures."""

from collections.abc import Callable, Iterable
from datetime import date

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.economics.price_check import price_findings
from seller_desk.core.economics.pricing import MarginPrices
from seller_desk.core.listings.model import Listing, is_parent, parent_skus
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.platforms import PlatformService
from seller_desk.core.store.store import Store

_TELL_EVERY = 200


class ListingPrices:
    """Use cases of the price check. Methods may be called from any thread."""

    def __init__(
        self,
        store: Store,
        rules: Callable[[], RuleBook],
        platforms: Callable[[], PlatformService],
        today: Callable[[], date],
    ) -> None:
        self._store, self._rules, self._platforms, self._today = store, rules, platforms, today
        # Fees of a site are looked up once, for as long as everything that they rest on stays the same.
        self._known: dict[str, tuple[object, MarginPrices]] = {}

    def findings(
        self,
        company_id: str,
        site: str,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> list[Finding]:
        """What is doubtful in the prices of the company's listings there. UsageProblem for an unknown site."""
        self._rules().site(site)
        with self._store.read() as work:
            parents = parent_skus(work.listings.stream(company_id=company_id))
            prices = self.prices(company_id, site)
            found: list[Finding] = []
            for number, one in enumerate(work.listings.stream(company_id=company_id)):
                if number % _TELL_EVERY == 0:
                    check_stop(stop)
                    progress(number, 0, site)
                if not is_parent(one, parents):
                    found += price_findings(one, site, prices)
        return found

    def of(self, listings: Iterable[Listing], site: str, company_id: str) -> list[Finding]:
        """The same of these listings; parents are to be left out by the caller."""
        prices = self.prices(company_id, site)
        return [one for listing in listings for one in price_findings(listing, site, prices)]

    def prices(self, company_id: str, site: str) -> MarginPrices:
        """What sums of a site rest on: its fees, and "my product" for shipping, returns and rates."""
        platforms = self._platforms()
        key = (
            self._rules(),
            platforms.my_product(company_id),
            platforms.seller(company_id),
            self._today(),
        )
        known = self._known.get(site)
        if known is None or known[0] != key:
            book, product, seller, today = key
            known = self._known[site] = (key, MarginPrices(book, site, product, seller, today))
        return known[1]
