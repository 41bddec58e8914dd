"""Scores of listings on a site: one listing with its fixes, or the catalogue from the worst up."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.listings.checks import ListingChecker
from seller_desk.core.listings.image_checks import picture_findings
from seller_desk.core.listings.model import Listing, is_parent, parent_skus
from seller_desk.core.listings.score import ListingScore, score_listing
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.listings import ListingService
from seller_desk.core.store.store import Store

_TELL_EVERY = 200


@dataclass(frozen=True, slots=True)
class Scored:
    """A listing with its score."""

    listing: Listing
    score: ListingScore


class ListingScores:
    """Use cases of the score. Methods may be called from any thread."""

    def __init__(
        self,
        store: Store,
        rules: Callable[[], RuleBook],
        listings: Callable[[], ListingService],
        today: Callable[[], date],
    ) -> None:
        self._store, self._rules, self._listings, self._today = store, rules, listings, today
        # Compiled rules by site and day, of the packs they were made from.
        self._known: tuple[RuleBook | None, dict[tuple[str, date], ListingChecker]] = (None, {})

    def of(
        self,
        company_id: str,
        site: str,
        skus: Sequence[str] = (),
        progress: Progress = silent,
        stop: Stop = never,
    ) -> list[Scored]:
        """Scores on this site, the worst first. UsageProblem for an unknown site, DeskError for an unknown SKU."""
        checker = self.checker(company_id, site)
        members = self._families(company_id)
        parents = frozenset(members)
        found: list[Scored] = []
        for number, one in enumerate(self._chosen(company_id, skus)):
            if number % _TELL_EVERY == 0:
                check_stop(stop)
                progress(number, 0, site)
            family = members.get(one.parent_sku or one.sku, [])
            found.append(Scored(one, self._score(checker, one, parents, family)))
        return sorted(found, key=lambda one: one.score.points)

    def checker(self, company_id: str, site: str) -> ListingChecker:
        """The rules of a site on the day the company plans to be there. UsageProblem for an unknown site."""
        self._rules().site(site)
        on = self._listings().chosen_sites(company_id).get(site, self._today())
        return self.checker_on(site, on)

    def checker_on(self, site: str, on: date) -> ListingChecker:
        """The rules of a site on a day, compiled once for as long as the packs stay the same."""
        book = self._rules()
        if self._known[0] is not book:
            self._known = (book, {})
        made = self._known[1].get((site, on))
        if made is None:
            made = self._known[1][site, on] = ListingChecker(book, site, on)
        return made

    def family(self, listing: Listing) -> list[Listing]:
        """Its family with the listing as it is given; empty for one that has none."""
        sku = listing.parent_sku or listing.sku
        with self._store.read() as work:
            members = work.listings.find(company_id=listing.company_id, parent_sku=sku)
            if listing.parent_sku:
                members += work.listings.find(company_id=listing.company_id, sku=sku)
        others = [one for one in members if one.id != listing.id]
        alone = not others and not listing.parent_sku and not listing.variation_theme
        return [] if alone else [listing, *others]

    def family_findings(
        self, site: str, on: date, listing: Listing, family: Sequence[Listing]
    ) -> list[Finding]:
        """What the site minds in a family, of this member. `family`: all members, it among them."""
        sku = listing.parent_sku or listing.sku
        told = self.checker_on(site, on).check_family(family, sku)
        return [one for one in told if one.subject.id == listing.id]

    def score_of(
        self,
        site: str,
        on: date,
        listing: Listing,
        found: Sequence[Finding],
        family: Sequence[Listing] = (),
    ) -> ListingScore:
        """The score of a listing whose findings on the site are known."""
        limits = self.checker_on(site, on).limits(listing.category)
        parents = parent_skus(family)
        return score_listing(
            listing,
            found,
            limits,
            in_family=bool(family),
            parent=is_parent(listing, parents),
        )

    def _score(
        self,
        checker: ListingChecker,
        listing: Listing,
        parents: frozenset[str],
        family: Sequence[Listing],
    ) -> ListingScore:
        found = checker.check(listing, parents)
        if any(image.inspection for image in listing.images):
            found += picture_findings(listing, checker.picture_limits())
        if family:
            told = checker.check_family(family, listing.parent_sku or listing.sku)
            found += [one for one in told if one.subject.id == listing.id]
        limits = checker.limits(listing.category)
        return score_listing(
            listing,
            found,
            limits,
            in_family=bool(family),
            parent=is_parent(listing, parents),
        )

    def _chosen(self, company_id: str, skus: Sequence[str]) -> Iterator[Listing]:
        if not skus:
            with self._store.read() as work:
                yield from work.listings.stream(company_id=company_id)
            return
        with self._store.read() as work:
            for sku in skus:
                known = work.listings.find(company_id=company_id, sku=sku)
                if not known:
                    raise DeskError(
                        _("There is no listing with SKU {sku}").format(sku=sku),
                        _("See `seller-desk listings list`."),
                    )
                yield from known

    def _families(self, company_id: str) -> dict[str, list[Listing]]:
        """Members of every family by the parent's SKU, the parent among them."""
        families: dict[str, list[Listing]] = {}
        with self._store.read() as work:
            for one in work.listings.stream(company_id=company_id):
                if one.parent_sku:
                    families.setdefault(one.parent_sku, []).append(one)
            for sku, members in families.items():
                members += work.listings.find(company_id=company_id, sku=sku)
        return families
