"""Bringing product sheets in: look first, then take all good rows as one change that undo takes back whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import TooLargeError, read_ordinary
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Progress, Stop, never, silent
from seller_desk.core.listings.images import inspect_image
from seller_desk.core.listings.importers.columns import Column, recognise
from seller_desk.core.listings.importers.rows import RowProblem
from seller_desk.core.listings.importers.run import Outcome, listings_of, sheet_findings
from seller_desk.core.listings.importers.sheets import Sheet, open_sheet
from seller_desk.core.listings.model import Listing, ListingImage
from seller_desk.core.services.names import new_id
from seller_desk.core.store.store import Store
from seller_desk.core.store.work import Work

_MOST_PICTURE_BYTES = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """Which file, and what the seller decided about it. `mapping` is header -> field ("" = leave out)."""

    path: Path
    preset: str = ""
    sheet: str = ""
    encoding: str = ""
    mapping: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What a file holds or held: read = taken + rejected. `findings` are about the file, not its rows."""

    sheet: Sheet
    columns: Sequence[Column]
    outcome: Outcome
    findings: Sequence[Finding]

    @property
    def rejected(self) -> Sequence[RowProblem]:
        """Rows that were not taken."""
        return self.outcome.rejected


class ListingImports:
    """The part of the listings service that reads sheets."""

    _store: Store

    def preview(
        self,
        company_id: str,
        request: ImportRequest | Path,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> ImportReport:
        """What an import would do, row by row; nothing is kept."""
        sheet, columns = _opened(request)
        outcome = Outcome()
        with self._store.read() as work:
            known = _by_sku(work, company_id)
        beside = sheet.file.path.parent

        def picture(name: str) -> ListingImage | None:
            return ListingImage(name=name) if (beside / name).is_file() else None

        for _listing in listings_of(
            sheet.beside(known),
            columns,
            known,
            company_id,
            new_id,
            outcome,
            progress,
            stop,
            picture,
        ):
            pass
        return ImportReport(
            sheet=sheet,
            columns=columns,
            outcome=outcome,
            findings=sheet_findings(sheet, columns),
        )

    def import_file(
        self,
        company_id: str,
        request: ImportRequest | Path,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> ImportReport:
        """Take every good row, in one change. A stop, or more than 300,000 rows, keeps nothing.

        Raises DeskError if the file is unusable or has no column with the SKU.
        """
        sheet, columns = _opened(request)
        _needs_sku(sheet, columns)
        outcome = Outcome()
        beside = sheet.file.path.parent

        def picture(name: str) -> ListingImage | None:
            return take_picture(self._store, beside / name) if (beside / name).is_file() else None

        with self._store.work(N_("Import listings")) as work:
            known = _by_sku(work, company_id)
            work.listings.save_many(
                listings_of(
                    sheet.beside(known),
                    columns,
                    known,
                    company_id,
                    new_id,
                    outcome,
                    progress,
                    stop,
                    picture,
                )
            )
        return ImportReport(
            sheet=sheet,
            columns=columns,
            outcome=outcome,
            findings=sheet_findings(sheet, columns),
        )


def take_picture(store: Store, path: Path) -> ListingImage:
    """Keep a picture file and what it measures. Raises DeskError if it cannot be read or is beyond 100 MB."""
    try:
        data = read_ordinary(path, _MOST_PICTURE_BYTES)
    except TooLargeError as problem:
        raise DeskError(_("{name} is too large").format(name=path.name), file=path) from problem
    except OSError as problem:
        raise DeskError(_("{name} cannot be read").format(name=path.name), file=path) from problem
    digest, _size = store.blobs.put_bytes(data)
    report = inspect_image(data)
    return ListingImage(sha256=digest, name=path.name, inspection=msgspec.to_builtins(report))


def _opened(request: ImportRequest | Path) -> tuple[Sheet, Sequence[Column]]:
    if isinstance(request, Path):
        request = ImportRequest(path=request)
    sheet = open_sheet(request.path, sheet=request.sheet, encoding=request.encoding)
    given = sheet.form.fields if sheet.form else None
    return sheet, recognise(sheet.headers, request.preset or sheet.preset, request.mapping, given)


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
