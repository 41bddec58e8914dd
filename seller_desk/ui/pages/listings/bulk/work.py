"""What the bulk panel does away from the window's thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.services.listing_bulk import BulkEntry, BulkPlan, BulkRequest, ListingBulk


@dataclass(frozen=True, slots=True)
class PlanBulk:
    """Looks at what would change."""

    service: ListingBulk
    company_id: str
    request: BulkRequest

    def __call__(self, progress: Progress, stop: Stop) -> BulkPlan:
        return self.service.plan(self.company_id, self.request, progress, stop)


@dataclass(frozen=True, slots=True)
class ApplyBulk:
    """Changes exactly so many listings, or none."""

    service: ListingBulk
    company_id: str
    request: BulkRequest
    expect: int

    def __call__(self, progress: Progress, stop: Stop) -> BulkEntry:
        return self.service.apply(self.company_id, self.request, self.expect, progress, stop)


@dataclass(frozen=True, slots=True)
class ReadHistory:
    """Reads the bulk edits that stand, each with whether it can be taken back."""

    service: ListingBulk
    company_id: str

    def __call__(self, _progress: Progress, _stop: Stop) -> Sequence[tuple[BulkEntry, bool]]:
        return [(one, self.service.can_undo(one)) for one in self.service.history(self.company_id)]


@dataclass(frozen=True, slots=True)
class UndoBulk:
    """Takes one bulk edit back."""

    service: ListingBulk
    entry: BulkEntry

    def __call__(self, _progress: Progress, _stop: Stop) -> BulkEntry:
        self.service.undo(self.entry.id)
        return self.entry
