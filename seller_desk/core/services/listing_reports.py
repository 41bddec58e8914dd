"""Reports of platforms read back: each error with its listing, and the failing ones written anew."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding, Place, Severity, Subject, by_weight
from seller_desk.core.base.language import _, language
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.listings.bulk.selection import Selection
from seller_desk.core.listings.exporters.result import ExportResult
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.reports.model import PlatformReport, ReportEntry
from seller_desk.core.listings.reports.read import read_report
from seller_desk.core.services.listing_exports import ExportRequest
from seller_desk.core.services.listings import ListingService
from seller_desk.core.store.store import Store

_CODES = {
    Severity.BLOCKER: "report.error",
    Severity.WARNING: "report.warning",
    Severity.HINT: "report.info",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """A report beside the catalogue. `findings` are the platform's words, worst first; `listings` are ids by SKU.

    `unknown`: SKUs that the report names and the catalogue lacks; `unplaced`: entries that name no SKU.
    """

    report: PlatformReport
    findings: Sequence[Finding]
    listings: dict[str, str]
    unknown: Sequence[str]
    unplaced: int

    @property
    def title(self) -> str:
        """What kind of report it is, in the language in use."""
        return self.report.titles.get(language(), self.report.titles.get("en", self.report.kind))

    def failing(self) -> list[str]:
        """SKUs with an error that are in the catalogue."""
        return [sku for sku in self.report.failing() if sku in self.listings]


class ListingReports:
    """Use cases of reports. Methods may be called from any thread."""

    def __init__(self, store: Store, listings: Callable[[], ListingService]) -> None:
        self._store, self._listings = store, listings

    def read(
        self, company_id: str, path: Path, progress: Progress = silent, stop: Stop = never
    ) -> ReadBack:
        """Read a report; nothing is kept or changed. DeskError if it is none that we know."""
        report = read_report(path)
        check_stop(stop)
        with self._store.read() as work:
            known = work.listings.by("sku", company_id=company_id)
            wanted = {one.sku for one in report.entries if one.sku}
            found: dict[str, Listing] = {sku: known[sku] for sku in wanted if sku in known}
        progress(len(report.entries), len(report.entries), path.name)
        findings = [_finding(one, found.get(one.sku), path.name) for one in report.entries]
        unknown = [
            sku
            for sku in dict.fromkeys(one.sku for one in report.entries if one.sku)
            if sku not in found
        ]
        findings += [
            Finding(
                code="report.sku_unknown",
                severity=Severity.WARNING,
                subject=Subject(kind="listing", label=sku),
                place=Place(file=path.name),
            )
            for sku in unknown
        ]
        return ReadBack(
            report=report,
            findings=by_weight(findings),
            listings={sku: one.id for sku, one in found.items()},
            unknown=unknown,
            unplaced=sum(1 for one in report.entries if not one.sku),
        )

    def write_fixes(
        self,
        company_id: str,
        back: ReadBack,
        request: ExportRequest,
        out: Path,
        *,
        overwrite: bool = False,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> ExportResult:
        """Write the failing listings anew, as they are now, in the format that they came from (or that of `request`).

        DeskError where none of them is in the catalogue, and as exports raise.
        """
        failing = back.failing()
        if not failing:
            raise DeskError(
                _("No listing of this report has an error"),
                _("Only listings that are in the catalogue can be written."),
                file=back.report.path,
            )
        wanted = msgspec.structs.replace(
            request,
            format=request.format or back.report.format,
            selection=Selection(ids=[back.listings[sku] for sku in failing]),
        )
        return self._listings().export(
            company_id, wanted, out, overwrite=overwrite, progress=progress, stop=stop
        )


def _finding(entry: ReportEntry, listing: Listing | None, file: str) -> Finding:
    return Finding(
        code=_CODES[entry.severity],
        severity=entry.severity,
        subject=Subject(
            kind="listing",
            id=listing.id if listing else "",
            label=entry.sku or file,
        ),
        place=Place(
            file=file,
            row=entry.row or None,
            field=entry.field or None,
            cell=entry.attribute or None,
        ),
        measured=entry.code or "-",
        detail=entry.message,
    )
