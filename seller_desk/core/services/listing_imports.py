"""Bringing product sheets in: look first, then take all good rows as one change that undo takes back whole."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import TooLargeError, read_ordinary
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Progress, Stop, never, silent
from seller_desk.core.listings.image_checks import as_kept
from seller_desk.core.listings.images import inspect_image
from seller_desk.core.listings.importers.columns import Column, on_site, recognise
from seller_desk.core.listings.importers.decimals import decimal_of, with_decimal
from seller_desk.core.listings.importers.fix_file import fix_file
from seller_desk.core.listings.importers.rows import RowProblem
from seller_desk.core.listings.importers.run import Outcome, listings_of, sheet_findings
from seller_desk.core.listings.importers.sheet_kind import fingerprint
from seller_desk.core.listings.importers.sheets import (
    Reading,
    Sheet,
    open_sheet,
    refuse_other_kind,
)
from seller_desk.core.listings.model import Listing, ListingImage
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.import_memory import (
    KeptMapping,
    forget_mapping,
    keep_mapping,
    kept_mapping,
    kept_mappings,
)
from seller_desk.core.services.names import ids_in_order
from seller_desk.core.store.store import Store
from seller_desk.core.store.work import Work

_MOST_PICTURE_BYTES = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """Which file, and what the seller decided about it; what is empty or 0 is found out.

    `mapping` is column -> field ("" = leave out); None = as kept from the last time, else by the headers. `decimal`:
    "point" or "comma". `rows`: first and last row of the file to take. `site`: texts and prices are those of one site.
    """

    path: Path
    preset: str = ""
    sheet: str = ""
    encoding: str = ""
    mapping: Mapping[str, str] | None = None
    separator: str = ""
    header_row: int = 0
    decimal: str = ""
    rows: tuple[int, int] | None = None
    site: str = ""

    def reading(self) -> Reading:
        """How the file is to be opened."""
        return Reading(
            sheet=self.sheet,
            encoding=self.encoding,
            separator=self.separator,
            header_row=self.header_row,
            rows=self.rows,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What a file holds or held: read = taken + rejected. `findings` are about the file, not its rows.

    `decimal` is the sign that its numbers were read by ("" = each for itself); `kept`: the mapping is that of last time;
    `site`: whose texts and prices they are ("" = everyone's).
    """

    sheet: Sheet
    columns: Sequence[Column]
    outcome: Outcome
    findings: Sequence[Finding]
    decimal: str = ""
    kept: bool = False
    site: str = ""

    @property
    def rejected(self) -> Sequence[RowProblem]:
        """Rows that were not taken."""
        return self.outcome.rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    sheet: Sheet
    columns: Sequence[Column]
    decimal: str
    kept: bool
    chosen: Mapping[str, str]
    site: str

    def report(self, outcome: Outcome) -> ImportReport:
        return ImportReport(
            sheet=self.sheet,
            columns=self.columns,
            outcome=outcome,
            findings=sheet_findings(self.sheet, self.columns),
            decimal=self.decimal,
            kept=self.kept,
            site=self.site,
        )


class ListingImports:
    """The part of the listings service that reads sheets."""

    _store: Store
    _rules: Callable[[], RuleBook]

    def preview(
        self,
        company_id: str,
        request: ImportRequest | Path,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> ImportReport:
        """What an import would do, row by row; nothing is kept. DeskError if the file is unusable or not of products."""
        opened = self._opened(request)
        sheet, outcome = opened.sheet, Outcome()
        with self._store.read() as work:
            known = _by_sku(work, company_id)
        beside = sheet.file.path.parent

        def picture(name: str) -> ListingImage | None:
            return ListingImage(name=name) if (beside / name).is_file() else None

        def inside(part: str) -> ListingImage | None:
            return ListingImage(name=part.rpartition("/")[2])

        for _listing in listings_of(
            sheet.beside(known),
            opened.columns,
            known,
            company_id,
            ids_in_order(),
            outcome,
            progress,
            stop,
            picture,
            inside,
        ):
            pass
        return opened.report(outcome)

    def import_file(
        self,
        company_id: str,
        request: ImportRequest | Path,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> ImportReport:
        """Take every good row, in one change, and keep the mapping that the seller chose for the next such file.

        A stop, or more than 300,000 rows, keeps nothing. Raises DeskError if the file is unusable, not of products, or
        has no column with the SKU.
        """
        opened = self._opened(request)
        sheet = opened.sheet
        _needs_sku(sheet, opened.columns)
        outcome = Outcome()
        beside = sheet.file.path.parent

        def picture(name: str) -> ListingImage | None:
            return take_picture(self._store, beside / name) if (beside / name).is_file() else None

        def inside(part: str) -> ListingImage | None:
            return _taken_from(self._store, sheet, part)

        with self._store.work(N_("Import listings")) as work:
            known = _by_sku(work, company_id)
            work.listings.save_many(
                listings_of(
                    sheet.beside(known),
                    opened.columns,
                    known,
                    company_id,
                    ids_in_order(),
                    outcome,
                    progress,
                    stop,
                    picture,
                    inside,
                )
            )
        if opened.chosen and not opened.kept and outcome.taken:
            keep_mapping(self._store, sheet.headers, sheet.file.path.name, opened.chosen)
        return opened.report(outcome)

    def write_fixes(
        self, company_id: str, report: ImportReport, out: Path, *, overwrite: bool = False
    ) -> int:
        """Write the rows that were not taken, with their reasons, for mending; how many there are. DeskError: no place."""
        self._store.write_out(
            out,
            fix_file(report.sheet, report.rejected, out.suffix),
            company_id=company_id,
            what="listings",
            form="fixes",
            overwrite=overwrite,
        )
        return len(report.rejected)

    def mappings(self) -> Sequence[KeptMapping]:
        """The mappings that are kept."""
        return kept_mappings(self._store)

    def forget_mapping(self, name: str) -> None:
        """Forget one, by its id or its file's name. UsageProblem where there is none."""
        forget_mapping(self._store, name)

    def forget_mapping_of(self, sheet: Sheet) -> None:
        """Forget what is kept for sheets with these headers."""
        if kept_mapping(self._store, sheet.headers):
            forget_mapping(self._store, fingerprint(sheet.headers))

    def _opened(self, request: ImportRequest | Path) -> _Opened:
        if isinstance(request, Path):
            request = ImportRequest(path=request)
        sheet = open_sheet(request.path, request.reading(), self._currency_of)
        kept = None if request.preset else kept_mapping(self._store, sheet.headers)
        chosen = {**(kept.mapping if kept else {}), **(request.mapping or {})}
        if not any(field == "sku" for field in chosen.values()):
            refuse_other_kind(sheet)
        own = sheet.form and request.preset in ("", sheet.form.preset)
        given = sheet.form.fields if sheet.form and own else None
        columns = recognise(sheet.headers, request.preset or sheet.preset, chosen, given)
        if request.site:
            columns = on_site(columns, self._rules().site(request.site).id)
        decimal = request.decimal or decimal_of(columns, sheet.sample)
        return _Opened(
            sheet=sheet,
            columns=with_decimal(columns, decimal),
            decimal=decimal,
            kept=kept is not None and not request.mapping,
            chosen=chosen,
            site=request.site,
        )

    def _currency_of(self, site: str) -> str:
        found = self._rules().sites.get(site)
        return found.currency if found else ""


def take_picture(store: Store, path: Path) -> ListingImage:
    """Keep a picture file and what it measures. Raises DeskError if it cannot be read or is beyond 100 MB."""
    try:
        data = read_ordinary(path, _MOST_PICTURE_BYTES)
    except TooLargeError as problem:
        raise DeskError(_("{name} is too large").format(name=path.name), file=path) from problem
    except OSError as problem:
        raise DeskError(_("{name} cannot be read").format(name=path.name), file=path) from problem
    digest, _size = store.blobs.put_bytes(data)
    report = inspect_image(data, closer=True)
    return ListingImage(sha256=digest, name=path.name, inspection=as_kept(report))


def _taken_from(store: Store, sheet: Sheet, part: str) -> ListingImage | None:
    """Keep a picture of the workbook itself; None if it is damaged or no picture."""
    if sheet.file.picture is None:
        return None
    try:
        data = sheet.file.picture(part)
    except OSError:
        return None
    report = inspect_image(data, closer=True)
    if report.problem:
        return None
    digest, _size = store.blobs.put_bytes(data)
    name = part.rpartition("/")[2]
    return ListingImage(sha256=digest, name=name, inspection=as_kept(report))


def _needs_sku(sheet: Sheet, columns: Sequence[Column]) -> None:
    if not any(column.field == "sku" for column in columns):
        raise DeskError(
            _("{name} has no column with the SKU").format(name=sheet.file.path.name),
            _("Say which column it is: --map COLUMN=sku, or choose it in the preview."),
            file=sheet.file.path,
            row=sheet.header_row,
        )


def _by_sku(work: Work, company_id: str) -> Mapping[str, Listing]:
    return work.listings.by("sku", company_id=company_id)
