"""Many listings changed at once: looked at first, applied under an exact count, taken back in one step."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import N_, _, ngettext
from seller_desk.core.base.money import Money
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.economics.pricing import MarginPrices, PriceUnknown
from seller_desk.core.listings.bulk.around import NO_VALUE, Pricer, Skip, Surroundings
from seller_desk.core.listings.bulk.fields import Field, shown
from seller_desk.core.listings.bulk.operations import (
    Operation,
    applied_all,
    fields_of,
    refuse,
)
from seller_desk.core.listings.bulk.selection import Selection, chosen, condition_of
from seller_desk.core.listings.model import Listing, is_parent, parent_skus
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.names import new_id
from seller_desk.core.services.platforms import PlatformService
from seller_desk.core.store.settings import Setting
from seller_desk.core.store.store import Store
from seller_desk.core.store.work import Work

LABEL = N_("Bulk edit")
PARENT = N_("A parent is not sold; its variations have prices")
_TELL_EVERY = 500
_HISTORY = "listings.bulk."


class BulkRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What to change, in this order, and where."""

    operations: list[Operation]
    selection: Selection = Selection()


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one listing, as a table shows it."""

    id: str
    sku: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Left:
    """A listing that was meant and cannot be changed, with the reason."""

    sku: str
    reason: str
    what: str = ""

    def text(self) -> str:
        """In the language in use."""
        return _(self.reason).format(what=_(self.what))


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """`meant` listings were looked at, `changed` of them differ afterwards; every changed field is in `changes`."""

    meant: int
    changed: int
    changes: Sequence[Change]
    left: Sequence[Left]


class BulkEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One bulk edit that stands: what, when (UTC), how many listings."""

    id: str
    company_id: str
    at: datetime
    operations: list[Operation]
    selection: Selection
    count: int


class ListingBulk:
    """Bulk edits of listings. Methods may be called from any thread."""

    def __init__(
        self,
        store: Store,
        rules: Callable[[], RuleBook],
        today: Callable[[], date],
        platforms: Callable[[], PlatformService],
    ) -> None:
        self._store, self._rules, self._today, self._platforms = store, rules, today, platforms

    def plan(
        self,
        company_id: str,
        request: BulkRequest,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> BulkPlan:
        """What would change; nothing does. UsageProblem for what cannot be asked, DeskError for a pattern too slow."""
        around = self._around(company_id, request)
        touched = list(dict.fromkeys(f for one in request.operations for f in fields_of(one)))
        changes: list[Change] = []
        left: list[Left] = []
        counts = [0, 0]
        with self._store.read() as work:
            for one in self._meant(work, company_id, request, counts, progress, stop):
                after = _after(one, request, around, left)
                if after is not None:
                    counts[1] += 1
                    changes += _told(one, after, touched)
        return BulkPlan(counts[0], counts[1], changes, left)

    def apply(
        self,
        company_id: str,
        request: BulkRequest,
        expect: int,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> BulkEntry:
        """Change them in one step that undo takes back whole. DeskError if not exactly `expect` listings change: none does."""
        around = self._around(company_id, request)
        counts = [0, 0]
        entry_id = _HISTORY + new_id()
        # The second connection sees what stood before: nobody else writes while the first one may.
        with self._store.work(LABEL) as work, self._store.read() as before:
            meant = self._meant(before, company_id, request, counts, progress, stop)
            work.listings.save_many(_changed(meant, request, around, counts))
            if counts[1] != expect:
                raise _other_count(counts[1], expect)
            entry = BulkEntry(
                id=entry_id,
                company_id=company_id,
                at=datetime.now(UTC).replace(microsecond=0),
                operations=request.operations,
                selection=request.selection,
                count=counts[1],
            )
            if counts[1]:
                text = msgspec.json.encode(entry).decode()
                work.typed.save(Setting(id=entry_id, value=text))
        return entry

    def history(self, company_id: str) -> list[BulkEntry]:
        """Bulk edits that stand, the newest first; one that was taken back is gone from here until it is redone."""
        with self._store.read() as work:
            kept = [one.value for one in work.settings.stream() if one.id.startswith(_HISTORY)]
        found = [msgspec.json.decode(one, type=BulkEntry) for one in kept]
        found = [one for one in found if one.company_id == company_id]
        return sorted(found, key=lambda one: one.at, reverse=True)

    def can_undo(self, entry: BulkEntry) -> bool:
        """Whether nothing was changed since."""
        return self._store.is_newest(entry.id)

    def undo(self, entry_id: str) -> None:
        """Take this bulk edit back. DeskError if something was changed since."""
        if self._store.undo_of(entry_id) is None:
            raise DeskError(
                _("This bulk edit is not the last change"),
                _("Take back what was done since first, then this."),
            )

    def _meant(
        self,
        work: Work,
        company_id: str,
        request: BulkRequest,
        counts: list[int],
        progress: Progress,
        stop: Stop,
    ) -> Iterator[Listing]:
        words = request.selection.words.strip()
        total = work.listings.count(company_id=company_id)
        found: Iterable[Listing] = work.listings.stream(company_id=company_id)
        if words:
            found = work.listings.matching(words, company_id=company_id)
        for one in chosen(found, request.selection):
            if counts[0] % _TELL_EVERY == 0:
                check_stop(stop)
                progress(counts[0], total, "")
            counts[0] += 1
            yield one

    def _around(self, company_id: str, request: BulkRequest) -> Surroundings:
        """Checks the request and makes what its operations ask of the rest."""
        if not request.operations:
            raise UsageProblem(_("Nothing to change was given"))
        for text in request.selection.where:
            condition_of(text)
        for operation in request.operations:
            refuse(operation)
            for one in fields_of(operation):
                if one.site:
                    self._rules().site(one.site)
        currencies = {one.id: one.currency for one in self._rules().sites.values()}
        return Surroundings(currencies=currencies, pricer=self._pricer(company_id))

    def _pricer(self, company_id: str) -> Pricer:
        """Prices of this company's listings; each site's fees are looked up when the first price is asked for."""
        sites: dict[str, MarginPrices] = {}
        parents = self._parents(company_id)

        def price(listing: Listing, site: str, margin: Decimal) -> Money:
            if is_parent(listing, parents):
                raise Skip(PARENT)
            if listing.cost is None:
                raise Skip(NO_VALUE, N_("Cost"))
            if site not in sites:
                sites[site] = self._prices(company_id, site)
            cost = Money(listing.cost, listing.cost_currency or listing.currency)
            try:
                return sites[site].price(cost, listing.category, margin)
            except PriceUnknown as problem:
                raise Skip(problem.reason, problem.what) from None

        return price

    def _prices(self, company_id: str, site: str) -> MarginPrices:
        platforms = self._platforms()
        return MarginPrices(
            self._rules(),
            site,
            platforms.my_product(company_id),
            platforms.seller(company_id),
            self._today(),
        )

    def _parents(self, company_id: str) -> frozenset[str]:
        with self._store.read() as work:
            return parent_skus(work.listings.stream(company_id=company_id))


def _after(
    one: Listing, request: BulkRequest, around: Surroundings, left: list[Left]
) -> Listing | None:
    """The listing as it would be; None where it stays as it is."""
    try:
        after = applied_all(request.operations, one, around)
    except Skip as why:
        left.append(Left(one.sku, why.reason, why.what))
        return None
    return None if after == one else after


def _changed(
    meant: Iterator[Listing], request: BulkRequest, around: Surroundings, counts: list[int]
) -> Iterator[Listing]:
    for one in meant:
        after = _after(one, request, around, [])
        if after is not None:
            counts[1] += 1
            yield after


def _told(before: Listing, after: Listing, touched: Sequence[Field]) -> Iterator[Change]:
    for field in touched:
        was, now = field.get(before), field.get(after)
        if was != now:
            yield Change(before.id, before.sku, field.key, shown(was), shown(now))


def _other_count(found: int, expect: int) -> DeskError:
    return DeskError(
        ngettext(
            "{n} listing would change, not {expected}",
            "{n} listings would change, not {expected}",
            found,
        ).format(n=found, expected=expect),
        _("Nothing was changed. Look at the change again."),
    )
