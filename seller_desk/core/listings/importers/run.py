"""One pass over a sheet: rows into listings, each row either taken or rejected with its reason."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from seller_desk.core.base.findings import Finding, Measure, Place, Severity, Subject
from seller_desk.core.base.language import ngettext
from seller_desk.core.base.progress import Progress, Stop, breathe, check_stop, never, silent
from seller_desk.core.listings.importers.columns import Column, catalogue, plain
from seller_desk.core.listings.importers.families import Families
from seller_desk.core.listings.importers.rows import (
    OPEN_QUOTE,
    PICTURE_DAMAGED,
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
from seller_desk.core.media.rows import Row

PictureOf = Callable[[str], ListingImage | None]
_TELL_EVERY = 2000
# Rows that take a few milliseconds.
_BREATH = 64
SAMPLE = 50


def no_pictures(_name: str) -> ListingImage | None:
    """The answer where no files may be read."""
    return None


@dataclass(slots=True)
class Outcome:
    """Counts of a pass: read = taken + rejected, always. `sample` is the first listings that came out.

    `parents` were made besides, because variations name them and nobody had them.
    """

    read: int = 0
    new: int = 0
    updated: int = 0
    parents: int = 0
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
    inside: PictureOf = no_pictures,
) -> Iterator[Listing]:
    """The listings that the rows make, in order; `outcome` fills as they are drawn. `known` is keyed by SKU.

    `picture` fetches a file that a row names beside the sheet, or says that there is none; `inside` one that stands in
    the workbook, by the name of its part.

    Raises DeskError beyond 300,000 rows and Cancelled when stopped.
    """
    reader = RowReader(columns, sheet.file.extras, sheet.name)
    seen: dict[str, int] = {}
    families = Families()
    for row in sheet.rows():
        outcome.read += 1
        if outcome.read % _TELL_EVERY == 0:
            check_stop(stop)
            progress(outcome.read, 0, sheet.file.path.name)
        elif outcome.read % _BREATH == 0:
            breathe()
        changes = _changes_of(row, reader, seen, picture, inside)
        if isinstance(changes, RowProblem):
            outcome.rejected.append(changes)
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
        if "parent_sku" in changes.plain and listing.parent_sku:
            families.saw(listing)
        yield listing
    for parent in families.missing(known, seen, make_id):
        outcome.parents += 1
        yield parent
    progress(outcome.read, outcome.read, sheet.file.path.name)


def _changes_of(
    row: Row, reader: RowReader, seen: dict[str, int], picture: PictureOf, inside: PictureOf
) -> Changes | RowProblem:
    """What the row says with its pictures fetched, or why it cannot be taken. `seen` is the row of each SKU so far."""
    if row.open_quote:
        return RowProblem(row.number, OPEN_QUOTE, column=str(row.open_quote))
    if row.problem:
        return RowProblem(row.number, row.problem, value=row.cells[0] if row.cells else "")
    changes = reader.read(row.number, row.cells)
    if isinstance(changes, RowProblem):
        return changes
    earlier = seen.setdefault(changes.sku, row.number)
    if earlier != row.number:
        return RowProblem(row.number, SKU_TWICE, column=str(earlier), value=changes.sku)
    if changes.images and (missing := _fetch(changes, picture)):
        return RowProblem(row.number, PICTURE_MISSING, value=missing)
    if changes.embedded and (damaged := _take_in(changes, inside)):
        return RowProblem(row.number, PICTURE_DAMAGED, value=damaged)
    return changes


def _fetch(changes: Changes, picture: PictureOf) -> str:
    """Put pictures in the place of file names; the first name that is not there, or ""."""
    for place, one in changes.images.items():
        if isinstance(one, str) and "://" not in one:
            found = picture(one)
            if found is None:
                return one
            changes.images[place] = found
    return ""


def _take_in(changes: Changes, inside: PictureOf) -> str:
    """Put the pictures that stand on the row after those that it names; the first that cannot be read, or ""."""
    place = max(changes.images, default=-1) + 1
    for part in dict.fromkeys(changes.embedded):
        found = inside(part)
        if found is None:
            return part.rpartition("/")[2]
        changes.images[place] = found
        place += 1
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
    return [*found, *_file_findings(sheet)]


def _file_findings(sheet: Sheet) -> Iterator[Finding]:
    file, name = sheet.file, sheet.file.path.name

    def told(code: str, severity: Severity, measured: Measure = None, detail: str = "") -> Finding:
        return Finding(
            code=code,
            severity=severity,
            subject=Subject(kind="import", label=name),
            place=Place(file=name),
            measured=measured,
            detail=detail,
        )

    if file.unsure:
        yield told("import.encoding_unsure", Severity.WARNING, file.encoding)
    if sheet.name in file.hidden:
        yield told("import.hidden_sheet_read", Severity.WARNING, detail=sheet.name)
    if others := [one for one in file.names if one in file.hidden and one != sheet.name]:
        yield told("import.hidden_sheets", Severity.HINT, detail=", ".join(others))
    merged = [one for one in file.extras.of(sheet.name).merged if one[2] >= sheet.first_row]
    if merged:
        yield told("import.merged_cells", Severity.HINT, len(merged))
    if file.extras.macros:
        yield told("import.macros", Severity.HINT)


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


def parents_text(count: int) -> str:
    """How many parents were made, in the language in use."""
    return ngettext(
        "{n} parent made, because its variations name it",
        "{n} parents made, because their variations name them",
        count,
    ).format(n=count)
