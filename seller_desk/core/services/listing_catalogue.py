"""The catalogue of 100,000 drafts: tables paged from SQL, and findings without judging all of them again."""

import builtins
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from seller_desk.core.base.findings import Finding, Severity, by_weight
from seller_desk.core.base.many import Many
from seller_desk.core.base.progress import Progress, Stop, never, silent
from seller_desk.core.listings.duplicates import gtin_twins, sku_twins, title_twins
from seller_desk.core.listings.overview import ListingRow, Overview, SiteState, without_brand
from seller_desk.core.services.listing_judge import ListingJudge
from seller_desk.core.store import listing_states as states
from seller_desk.core.store import listing_twins as twins
from seller_desk.core.store import listing_view as views
from seller_desk.core.store.listing_view import View
from seller_desk.core.store.store import Store

# Findings that are told one by one; beyond, they are counted.
MOST_TOLD = 5000
_PAGE = 200
Told = dict[tuple[int, str, int], list[Finding]]


@dataclass(frozen=True, slots=True)
class Table:
    """A view of the catalogue: its rows in order (8 bytes each), the chosen sites, how many rows each kind has."""

    sites: tuple[str, ...] = ()
    rows: Sequence[int] = ()
    counts: Mapping[str, int] | None = None


class ListingCatalogue:
    """The part of the listings service that looks at all listings at once."""

    _store: Store
    _judge: ListingJudge

    def __init__(self) -> None:
        # Findings of the last look, so that the next one judges only what changed. By row, site and stamp.
        self._told: dict[str, Told] = {}
        # What was found last, and what it was found in.
        self._seen: dict[tuple[str, tuple[str, ...]], tuple[object, Many]] = {}

    def chosen_sites(self, company_id: str, application_id: str | None = None) -> dict[str, date]:
        """Given by the service that this is a part of."""
        raise NotImplementedError

    # Tables

    def table(self, company_id: str, view: View, *, counted: bool = True) -> Table:
        """The rows of a view as they stand; standings that are not known yet count as drafts. Judges nothing.

        UsageProblem for a kind or order that there is not.
        """
        views.check_view(view)
        sites = tuple(self.chosen_sites(company_id))
        with self._store.listing_states.reading() as connection:
            rows = views.order(connection, company_id, view, sites)
            counts = views.counts(connection, company_id, view.words, sites) if counted else None
        return Table(sites, rows, counts)

    def rows(self, rows: Sequence[int], sites: Sequence[str]) -> Mapping[int, ListingRow]:
        """What the table shows of these rows; one that was deleted meanwhile is left out."""
        with self._store.listing_states.reading() as connection:
            found = views.shown(connection, rows, sites)
        return {row: _row_of(one, sites) for row, one in found.items()}

    def briefs(self, rows: Sequence[int], sites: Sequence[str]) -> Sequence[views.Shown]:
        """These rows with prices and codes, in their order, page by page."""
        with self._store.listing_states.reading() as connection:
            found = views.shown(connection, rows, sites)
        return [found[row] for row in rows if row in found]

    def row_of(self, listing_id: str) -> int:
        """The row that stands for a listing in a table; 0 if it is gone."""
        with self._store.listing_states.reading() as connection:
            return views.row_of(connection, listing_id)

    def ids_of(self, rows: Sequence[int]) -> Sequence[str]:
        """Ids of the listings behind rows."""
        with self._store.listing_states.reading() as connection:
            return views.ids_of(connection, rows)

    def parents(self, company_id: str) -> frozenset[str]:
        """SKUs that other listings name as their parent."""
        with self._store.listing_states.reading() as connection:
            return views.parent_skus(connection, company_id)

    def refresh(self, company_id: str, progress: Progress = silent, stop: Stop = never) -> int:
        """Judge what changed since the last time; how many listings were judged."""
        return self._judge.refresh(company_id, self.chosen_sites(company_id), progress, stop)

    def overview(
        self,
        company_id: str,
        words: str = "",
        progress: Progress = silent,
        stop: Stop = never,
    ) -> Overview:
        """Every row of the table with how it stands on every chosen site, judged where that is needed."""
        self.refresh(company_id, progress, stop)
        table = self.table(company_id, View(words=words), counted=False)
        found = self.rows(table.rows, table.sites)
        return Overview(table.sites, tuple(found[row] for row in table.rows if row in found))

    # Findings

    def findings(self, company_id: str, application_id: str | None = None) -> Sequence[Finding]:
        """The problems of the step on the chosen sites, the weightiest 5,000 of them one by one (see `Many`)."""
        # All sites of the company: standings of one application alone would be judged again by the next.
        self.refresh(company_id)
        days = self.chosen_sites(company_id, application_id)
        key = (company_id, tuple(days))
        mark = self._judge.mark(company_id)
        seen = self._seen.get(key)
        if seen is not None and seen[0] == mark:
            return seen[1]
        found = self._look(company_id, days)
        self._seen[key] = (mark, found)
        return found

    def _look(self, company_id: str, days: Mapping[str, date]) -> Many:
        sites = tuple(days)
        with self._store.listing_states.reading() as connection:
            counts, stops = twins.totals(connection, company_id, sites)
            wanted = twins.with_findings(connection, company_id, sites, MOST_TOLD)
            doubles = self._doubles(connection, company_id, sites)
        told = self._tell(company_id, wanted, days)
        by_site: dict[str, builtins.list[Finding]] = {site: [] for site in sites}
        for row, site, stamp in wanted:
            by_site[site] += told.get((row, site, stamp), ())
        found = [*doubles, *(one for site in sites for one in by_site[site])]
        more = Counter(one.severity for one in doubles)
        twice = {one.subject.id for one in doubles if one.severity is Severity.BLOCKER}

        def stopped() -> frozenset[str]:
            with self._store.listing_states.reading() as connection:
                return twins.stopped_ids(connection, company_id, sites) | twice

        return Many(
            by_weight(found)[:MOST_TOLD],
            {one: counts.get(one, 0) + more.get(one, 0) for one in Severity},
            len(stopped()) if twice else stops,
            stopped,
        )

    def _tell(
        self, company_id: str, wanted: Sequence[tuple[int, str, int]], days: Mapping[str, date]
    ) -> Told:
        """The findings of these standings; only those that were not told before are judged."""
        before = self._told.get(company_id, {})
        told: Told = {one: before[one] for one in wanted if one in before}
        missing = sorted({row for row, site, stamp in wanted if (row, site, stamp) not in told})
        if missing:
            fresh = self._judge.told(company_id, missing, self._judge.checkers(days))
            for row, site, stamp in wanted:
                if (row, site, stamp) not in told:
                    told[row, site, stamp] = fresh.get(row, {}).get(site, [])
        self._told[company_id] = {**before, **told} if len(before) < MOST_TOLD else told
        return told

    def _doubles(
        self, connection: sqlite3.Connection, company_id: str, sites: Sequence[str]
    ) -> builtins.list[Finding]:
        found: builtins.list[Finding] = []
        for group in twins.sku_groups(connection, company_id, MOST_TOLD):
            found += sku_twins(group)
        for group in twins.gtin_groups(connection, company_id, MOST_TOLD):
            found += gtin_twins(group)
        for site in sites:
            for group in twins.title_groups(connection, company_id, site, MOST_TOLD):
                found += title_twins(group, site)
        return found


def _row_of(one: views.Shown, sites: Sequence[str]) -> ListingRow:
    listing = one.listing
    known = {site: (state, blockers, warnings) for site, state, blockers, warnings in one.standings}
    return ListingRow(
        listing.id,
        listing.sku,
        without_brand(listing),
        listing.parent_sku,
        listing.images[0].sha256 if listing.images else "",
        tuple(_state(known.get(site)) for site in sites),
    )


def _state(known: tuple[int, int, int] | None) -> SiteState:
    if known is None:
        return SiteState(known=False)
    state, blockers, warnings = known
    if state == states.EMPTY:
        return SiteState(empty=True)
    return SiteState(blockers=blockers, warnings=warnings, exported=state == states.EXPORTED)
