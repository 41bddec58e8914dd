"""One pass over a sheet: rows into listings, each row either taken or rejected with its reason."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.listings.importers.columns import Column, catalogue, plain
from seller_desk.core.listings.importers.rows import (
    OPEN_QUOTE,
    PICTURE_MISSING,
    SKU_TWICE,
    RowProblem,
    RowReader,
    created,
    merged,
)
from seller_desk.core.listings.importers.setters import Changes
from seller_desk.core.listings.importers.sheets import Sheet
from seller_desk.core.listings.model import Listing, ListingImage

PictureOf = Callable[[str], ListingImage | None]
_TELL_EVERY = 2000
SAMPLE = 50


def no_pictures(_name: str) -> ListingImage | None:
    """The answer where no files may be read."""
    return None


@dataclass(slots=True)
class Outcome:
    """Counts of a pass: read = taken + rejected, always. `sample` is the first listings that came out."""

    read: int = 0
    new: int = 0
    updated: int = 0
    rejected: list[RowProblem] = field(default_factory=list)
    sample: list[Listing] = field(default_factory=list)

    @property
    def taken(self) -> int:
        """Rows that became or changed a listing."""
        return self.new + self.updated


def listings_of(
    sheet: Sheet,
    columns: Sequence[Column],
    known: Mapping[str, Listing],
    company_id: str,
    make_id: Callable[[], str],
    outcome: Outcome,
    progress: Progress = silent,
    stop: Stop = never,
    picture: PictureOf = no_pictures,
) -> Iterator[Listing]:
    """The listings that the rows make, in order; `outcome` fills as they are drawn. `known` is keyed by SKU.

    `picture` fetches a file that a row names beside the sheet, or says that there is none.

    Raises DeskError beyond 300,000 rows and Cancelled when stopped.
    """
    reader = RowReader(columns)
    seen: dict[str, int] = {}
    for row in sheet.rows():
        outcome.read += 1
        if outcome.read % _TELL_EVERY == 0:
            check_stop(stop)
            progress(outcome.read, 0, sheet.file.path.name)
        if row.open_quote:
            outcome.rejected.append(RowProblem(row.number, OPEN_QUOTE, column=str(row.open_quote)))
            continue
        if row.problem:
            value = row.cells[0] if row.cells else ""
            outcome.rejected.append(RowProblem(row.number, row.problem, value=value))
            continue
        changes = reader.read(row.number, row.cells)
        if isinstance(changes, RowProblem):
            outcome.rejected.append(changes)
            continue
        earlier = seen.setdefault(changes.sku, row.number)
        if earlier != row.number:
            outcome.rejected.append(
                RowProblem(row.number, SKU_TWICE, column=str(earlier), value=changes.sku)
            )
            continue
        missing = _fetch(changes, picture)
        if missing:
            outcome.rejected.append(RowProblem(row.number, PICTURE_MISSING, value=missing))
            continue
        before = known.get(changes.sku)
        if before is None:
            outcome.new += 1
            listing = created(changes, make_id(), company_id)
        else:
            outcome.updated += 1
            listing = merged(changes, before)
        if len(outcome.sample) < SAMPLE:
            outcome.sample.append(listing)
        yield listing
    progress(outcome.read, outcome.read, sheet.file.path.name)


def _fetch(changes: Changes, picture: PictureOf) -> str:
    """Put pictures in the place of file names; the first name that is not there, or ""."""
    for place, one in changes.images.items():
        if isinstance(one, str) and "://" not in one:
            found = picture(one)
            if found is None:
                return one
            changes.images[place] = found
    return ""


def sheet_findings(sheet: Sheet, columns: Sequence[Column]) -> list[Finding]:
    """What to look at before taking the rows: columns that nobody knows, an encoding that is a guess."""
    subject = Subject(kind="import", label=sheet.file.path.name)
    usual = _unremarkable(sheet)
    found = [
        Finding(
            code="import.column_unknown",
            severity=Severity.HINT,
            subject=subject,
            place=Place(file=sheet.file.path.name, row=sheet.header_row, cell=column.header),
            detail=column.header,
        )
        for column in columns
        if column.header and not column.field and column.index not in usual
    ]
    if sheet.file.unsure:
        found.append(
            Finding(
                code="import.encoding_unsure",
                severity=Severity.WARNING,
                subject=subject,
                place=Place(file=sheet.file.path.name),
                measured=sheet.file.encoding,
            )
        )
    return found


def _unremarkable(sheet: Sheet) -> set[int]:
    """Columns without a field that are no news: the platform's own, empty ones, the reasons of our own file."""
    form = sheet.form
    filled = {place for row in sheet.sample for place, cell in enumerate(row.cells) if cell.strip()}
    quiet = (
        {plain(name) for name in form.quiet} | catalogue().reasons if form else catalogue().reasons
    )
    return {
        place
        for place, header in enumerate(sheet.headers)
        if place not in filled
        or plain(header) in quiet
        or (form is not None and form.fields.get(place) == "")
    }


def row_finding(sheet_name: str, problem: RowProblem) -> Finding:
    """A rejected row as a finding; its detail is in the language in use, because nobody keeps it."""
    return Finding(
        code="import.row_invalid",
        severity=Severity.BLOCKER,
        subject=Subject(kind="import", label=sheet_name),
        place=Place(file=sheet_name, row=problem.row, cell=problem.column or None),
        measured=problem.value or None,
        detail=problem.text(),
    )
