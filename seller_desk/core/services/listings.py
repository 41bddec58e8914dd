"""Step 4: drafts of listings, their checks against the chosen sites, their pictures."""

import builtins
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding, by_weight
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Progress, Stop, breathe, check_stop, never, silent
from seller_desk.core.listings.checks import ListingChecker
from seller_desk.core.listings.duplicates import duplicates
from seller_desk.core.listings.family import family_of
from seller_desk.core.listings.limits import ImageLimits, TextLimits
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.standing import family_members, judge
from seller_desk.core.listings.thumbnails import small_picture
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.listing_catalogue import ListingCatalogue
from seller_desk.core.services.listing_exports import ListingExports
from seller_desk.core.services.listing_filters import ListingFilters
from seller_desk.core.services.listing_imports import ListingImports, take_picture
from seller_desk.core.services.listing_judge import ListingJudge
from seller_desk.core.services.names import new_id
from seller_desk.core.store.store import Store

_TELL_EVERY = 500
_COPY_MARK = "-2"


class ListingService(ListingCatalogue, ListingFilters, ListingImports, ListingExports):
    """Use cases of the listings step. Methods may be called from any thread."""

    def __init__(
        self, store: Store, rules: Callable[[], RuleBook], today: Callable[[], date]
    ) -> None:
        ListingCatalogue.__init__(self)
        self._store, self._rules, self._today = store, rules, today
        self._judge = ListingJudge(store, rules)

    # Reading

    def list(self, company_id: str, words: str = "") -> Sequence[Listing]:
        """The company's listings, oldest first; `words` searches SKU, title and GTIN, two characters are enough."""
        with self._store.read() as work:
            if words.strip():
                return work.listings.matching(words.strip(), company_id=company_id)
            return work.listings.find(company_id=company_id)

    def get(self, listing_id: str) -> Listing:
        """One listing; DeskError if it is gone."""
        with self._store.read() as work:
            found = work.listings.get(listing_id)
        if found is None:
            raise DeskError(_("This listing is gone"), _("It was deleted meanwhile."))
        return found

    def count(self, company_id: str) -> int:
        """How many listings the company has."""
        with self._store.read() as work:
            return work.listings.count(company_id=company_id)

    def started(self, company_id: str) -> bool:
        """Whether there is any listing."""
        return self.count(company_id) > 0

    def family(self, company_id: str, parent_sku: str) -> Sequence[Listing]:
        """The variations of a parent."""
        with self._store.read() as work:
            return work.listings.find(company_id=company_id, parent_sku=parent_sku)

    def chosen_sites(self, company_id: str, application_id: str | None = None) -> dict[str, date]:
        """The sites of the application (of all, without one) that we know, each with the day it is planned for."""
        book = self._rules()
        with self._store.read() as work:
            if application_id:
                one = work.applications.get(application_id)
                applications = [one] if one else []
            else:
                applications = work.applications.find(company_id=company_id)
        days: dict[str, date] = {}
        for application in applications:
            day = application.judged_on(self._today())
            for site in application.sites:
                if site in book.sites:
                    days[site] = min(day, days.get(site, day))
        return days

    def limits(self, site: str, category: str = "", on: date | None = None) -> TextLimits:
        """What the site asks of texts, for counters."""
        return ListingChecker(self._rules(), site, on or self._today()).limits(category)

    def picture_limits(self, site: str, on: date | None = None) -> ImageLimits:
        """What the site asks of pictures."""
        return ListingChecker(self._rules(), site, on or self._today()).picture_limits()

    # Checks

    def check_one(
        self, listing: Listing, site: str, on: date, parents: frozenset[str] | None = None
    ) -> Sequence[Finding]:
        """Texts, fields and pictures of one listing on one site; `parents` spares a look into the store."""
        families: dict[str, Sequence[Listing]] = {}
        for sku in {listing.sku, listing.parent_sku} - {""}:
            known = parents is None or sku in parents or sku == listing.parent_sku
            if known and (members := self._with_parent(listing, sku)):
                families[sku] = members
        (checker,) = self._judge.checkers({site: on}).values()
        return judge(checker, listing, families)

    def _with_parent(self, listing: Listing, sku: str) -> Sequence[Listing]:
        """The family of this parent SKU with `listing` as it is given, not as it is stored; none without a child."""
        with self._store.read() as work:
            members = work.listings.find(company_id=listing.company_id, parent_sku=sku)
            if not members and listing.parent_sku != sku:
                return ()
            members += [
                one
                for one in work.listings.find(company_id=listing.company_id, sku=sku)
                if one.parent_sku != sku
            ]
        others = [one for one in members if one.id != listing.id]
        return [*others, listing]

    def check(
        self,
        company_id: str,
        site: str,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> Sequence[Finding]:
        """Every problem of every listing on this site, blockers first. UsageProblem for an unknown site."""
        self._rules().site(site)
        on = self.chosen_sites(company_id).get(site, self._today())
        listings = self.list(company_id)
        return by_weight(
            [*duplicates(listings, [site]), *self._checked(listings, {site: on}, progress, stop)]
        )

    def _checked(
        self, listings: Sequence[Listing], days: dict[str, date], progress: Progress, stop: Stop
    ) -> Sequence[Finding]:
        parents = family_members(listings)
        found: builtins.list[Finding] = []
        for site, checker in self._judge.checkers(days).items():
            for number, listing in enumerate(listings):
                if number % _TELL_EVERY == 0:
                    check_stop(stop)
                    progress(number, len(listings), site)
                breathe()
                found += judge(checker, listing, parents)
        return found

    # Writing

    def create(self, company_id: str, sku: str = "", title: str = "") -> Listing:
        """A new draft with an unused SKU."""
        taken = self._skus(company_id)
        listing = Listing(
            id=new_id(), company_id=company_id, sku=_free(sku or "SKU-1", taken), title=title
        )
        self.save(listing, N_("New listing"))
        return listing

    def save(self, listing: Listing, label: str = N_("Change a listing")) -> None:
        """Keep this listing; the same again changes nothing."""
        with self._store.work(label) as work:
            work.listings.save(listing)

    def duplicate(self, listing_id: str) -> Listing:
        """A copy under a free SKU, without product code (every product has its own)."""
        original = self.get(listing_id)
        sku = _free(original.sku + _COPY_MARK, self._skus(original.company_id))
        copy = msgspec.structs.replace(original, id=new_id(), sku=sku, gtin="")
        self.save(copy, N_("Copy a listing"))
        return copy

    def delete(self, listing_ids: Iterable[str]) -> int:
        """Remove these listings; how many there were."""
        with self._store.work(N_("Delete listings")) as work:
            return sum(work.listings.delete(one) for one in listing_ids)

    def add_pictures(self, listing_id: str, files: Iterable[Path]) -> Listing:
        """Take in picture files at the end of the listing's pictures, measured once. The files are only read."""
        listing = self.get(listing_id)
        images = [*listing.images, *(take_picture(self._store, path) for path in files)]
        changed = msgspec.structs.replace(listing, images=images)
        self.save(changed, N_("Add pictures"))
        return changed

    def make_variations(self, parent_id: str, values: Mapping[str, Sequence[str]]) -> int:
        """A child for every combination of these option values that has none yet; how many were made.

        The parent then varies by these options and keeps no price, code or stock of its own for the site's sake.
        """
        parent = self.get(parent_id)
        children = family_of(parent, self.family(parent.company_id, parent.sku), values)
        taken = self._skus(parent.company_id)
        fresh = []
        for child in children:
            sku = _free(child.sku, taken)
            taken.add(sku)
            fresh.append(msgspec.structs.replace(child, id=new_id(), sku=sku))
        with self._store.work(N_("Make variations")) as work:
            work.listings.save(msgspec.structs.replace(parent, variation_theme=list(values)))
            work.listings.save_many(fresh)
        return len(fresh)

    def thumbnail(self, sha256: str, side: int) -> bytes:
        """A small PNG of a picture for lists; empty bytes if it cannot be drawn."""
        return small_picture(self._store.blobs.read(sha256), side)

    def picture_bytes(self, sha256: str) -> bytes:
        """The original of a picture."""
        return self._store.blobs.read(sha256)

    def _skus(self, company_id: str) -> set[str]:
        with self._store.read() as work:
            return set(work.listings.by("sku", company_id=company_id))


def _free(sku: str, taken: set[str]) -> str:
    stem, _dash, number = sku.rpartition("-")
    if not (stem and number.isdigit()):
        stem, number = sku, "1"
        if sku not in taken:
            return sku
    candidate = sku
    count = int(number)
    while candidate in taken:
        count += 1
        candidate = f"{stem}-{count}"
    return candidate
