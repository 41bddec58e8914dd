"""What the page does away from the window's thread: read the table, save, measure pictures, import, export."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.listings.exporters.result import ExportResult
from seller_desk.core.listings.exporters.template_map import TargetColumn
from seller_desk.core.listings.model import Listing
from seller_desk.core.services.listing_catalogue import Table
from seller_desk.core.services.listing_exports import ExportRequest
from seller_desk.core.services.listing_imports import ImportReport, ImportRequest
from seller_desk.core.services.listing_templates import FORMAT as TEMPLATE
from seller_desk.core.services.listings import ListingService
from seller_desk.core.store.listing_view import View


class Reading(NamedTuple):
    """A table as it stands, and SKUs that listings name as their parent."""

    table: Table
    parents: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """Reads the rows of a view; nothing is judged for it."""

    service: ListingService
    company_id: str
    view: View

    def __call__(self, _progress: Progress, _stop: Stop) -> Reading:
        table = self.service.table(self.company_id, self.view, counted=False)
        return Reading(table, self.service.parents(self.company_id))


@dataclass(frozen=True, slots=True)
class CountTable:
    """The same view with the number of rows of each kind."""

    service: ListingService
    company_id: str
    view: View

    def __call__(self, _progress: Progress, _stop: Stop) -> Table:
        return self.service.table(self.company_id, self.view)


@dataclass(frozen=True, slots=True)
class JudgeTable:
    """Judges what changed; the view anew if anything did, since its choice and order may hang on it."""

    service: ListingService
    company_id: str
    view: View

    def __call__(self, progress: Progress, stop: Stop) -> Table | None:
        if not self.service.refresh(self.company_id, progress, stop):
            return None
        return self.service.table(self.company_id, self.view)


@dataclass(frozen=True, slots=True)
class Save:
    """Keeps one listing."""

    service: ListingService
    listing: Listing

    def __call__(self, _progress: Progress, _stop: Stop) -> None:
        self.service.save(self.listing)


@dataclass(frozen=True, slots=True)
class AddPictures:
    """Takes in picture files and measures them."""

    service: ListingService
    listing_id: str
    files: Sequence[Path]

    def __call__(self, _progress: Progress, _stop: Stop) -> Listing:
        return self.service.add_pictures(self.listing_id, self.files)


@dataclass(frozen=True, slots=True)
class Thumbnails:
    """Draws small pictures."""

    service: ListingService
    names: Sequence[str]
    side: int

    def __call__(self, _progress: Progress, stop: Stop) -> dict[str, bytes]:
        made: dict[str, bytes] = {}
        for name in self.names:
            if stop():
                break
            made[name] = self.service.thumbnail(name, self.side)
        return made


@dataclass(frozen=True, slots=True)
class LookAtFile:
    """Reads a sheet without keeping anything."""

    service: ListingService
    company_id: str
    request: ImportRequest

    def __call__(self, progress: Progress, stop: Stop) -> ImportReport:
        return self.service.preview(self.company_id, self.request, progress, stop)


@dataclass(frozen=True, slots=True)
class TakeFile:
    """Imports a sheet."""

    service: ListingService
    company_id: str
    request: ImportRequest

    def __call__(self, progress: Progress, stop: Stop) -> ImportReport:
        return self.service.import_file(self.company_id, self.request, progress, stop)


@dataclass(frozen=True, slots=True)
class MakeExport:
    """Pre-flight without a target; with one, writes the file (the chooser has asked before replacing one)."""

    service: ListingService
    company_id: str
    request: ExportRequest
    target: Path | None = None

    def __call__(self, progress: Progress, stop: Stop) -> ExportResult:
        if self.target is None:
            return self.service.make_export(self.company_id, self.request, progress, stop)
        return self.service.export(
            self.company_id,
            self.request,
            self.target,
            overwrite=True,
            progress=progress,
            stop=stop,
        )


@dataclass(frozen=True, slots=True)
class ExportLook:
    """What a pre-flight found: the template's columns where there is one, and the result or what stands against it."""

    columns: Sequence[TargetColumn]
    result: ExportResult | None
    problem: DeskError | None = None


@dataclass(frozen=True, slots=True)
class LookAtExport:
    """Pre-flight of an export; a template's columns come even where none of them is mapped."""

    service: ListingService
    company_id: str
    request: ExportRequest

    def __call__(self, progress: Progress, stop: Stop) -> ExportLook:
        columns: Sequence[TargetColumn] = ()
        try:
            if self.request.format == TEMPLATE:
                columns = self.service.template_columns(self.request)
            result = self.service.make_export(self.company_id, self.request, progress, stop)
        except DeskError as problem:
            return ExportLook(columns, None, problem)
        return ExportLook(columns, result)
