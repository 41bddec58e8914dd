"""What the import panel and the report panel do away from the window's thread."""

from dataclasses import dataclass
from pathlib import Path

from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.listings.exporters.result import ExportResult
from seller_desk.core.services.listing_exports import ExportRequest
from seller_desk.core.services.listing_imports import ImportReport
from seller_desk.core.services.listing_reports import ListingReports, ReadBack
from seller_desk.core.services.listings import ListingService


@dataclass(frozen=True, slots=True)
class WriteFixes:
    """Writes the rows that were not taken (the chooser has asked before replacing a file)."""

    service: ListingService
    company_id: str
    report: ImportReport
    target: Path

    def __call__(self, _progress: Progress, _stop: Stop) -> int:
        return self.service.write_fixes(self.company_id, self.report, self.target, overwrite=True)


@dataclass(frozen=True, slots=True)
class ForgetMapping:
    """Forgets what is kept for sheets with these headers."""

    service: ListingService
    report: ImportReport

    def __call__(self, _progress: Progress, _stop: Stop) -> None:
        self.service.forget_mapping_of(self.report.sheet)


@dataclass(frozen=True, slots=True)
class ReadReport:
    """Reads a platform's report."""

    service: ListingReports
    company_id: str
    path: Path

    def __call__(self, progress: Progress, stop: Stop) -> ReadBack:
        return self.service.read(self.company_id, self.path, progress, stop)


@dataclass(frozen=True, slots=True)
class WriteFailing:
    """Writes the failing listings of a report anew (the chooser has asked before replacing a file)."""

    service: ListingReports
    company_id: str
    back: ReadBack
    request: ExportRequest
    target: Path

    def __call__(self, progress: Progress, stop: Stop) -> ExportResult:
        return self.service.write_fixes(
            self.company_id,
            self.back,
            self.request,
            self.target,
            overwrite=True,
            progress=progress,
            stop=stop,
        )
