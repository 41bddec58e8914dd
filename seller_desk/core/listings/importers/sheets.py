"""A product sheet: which table of the file, where its header is, then its rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.listings.exporters import shopify
from seller_desk.core.listings.exporters.amazon_template import head_of
from seller_desk.core.listings.importers.amazon_rows import amazon_form, loader_form
from seller_desk.core.listings.importers.columns import score
from seller_desk.core.listings.importers.ebay_rows import ebay_form
from seller_desk.core.listings.importers.forms import Form
from seller_desk.core.listings.importers.sheet_kind import other_kind
from seller_desk.core.listings.importers.shop_rows import shop_form
from seller_desk.core.listings.importers.spree_rows import spree_form
from seller_desk.core.listings.importers.store_rows import etsy_form, magento_form
from seller_desk.core.listings.model import Listing
from seller_desk.core.media.rows import MOST_ROWS, Row, SheetFile
from seller_desk.core.media.sheets import open_file

_HEAD_ROWS = 15
_SAMPLE_ROWS = 500
# Rows of a file differ in length; from this share of the most rows on they are counted first.
_SURE = 0.5
# A template of the platform is what we look for, whatever other sheets its workbook has.
_TEMPLATE_SCORE = 10_000


def no_currency(_site: str) -> str:
    """Where no rules are at hand, no site's currency is known."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the seller decided of how to read a file; empty or 0 = found out.

    `rows`: the first and the last row of the file to take, as spreadsheet programs number them.
    """

    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    header_row: int = 0
    rows: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of an opened file (`name` is empty for CSV) with its header. `rows()` may be called again.

    `sample` are its first rows, as `rows()` gives them.
    """

    file: SheetFile
    name: str
    header_row: int
    headers: tuple[str, ...]
    form: Form | None = None
    part: tuple[int, int] | None = None
    sample: tuple[Row, ...] = field(default=(), repr=False)

    @property
    def first_row(self) -> int:
        """Where the data begin."""
        return max(self.header_row + 1, self.form.first_row if self.form else 0)

    def rows(self) -> Iterator[Row]:
        """Every row of data that is not blank; of a shop's file, one a listing.

        DeskError where there is none, and beyond 300,000, with their number and which part would do.
        """
        if self._long():
            # Told before the work of reading them, not after it.
            for _row in self._counted():
                pass
        yield from self._counted()

    def _counted(self) -> Iterator[Row]:
        counted = first = last = 0
        for row in self.all_rows():
            if self.part and not self.part[0] <= row.number <= self.part[1]:
                continue
            counted += 1
            first = first or row.number
            if counted <= MOST_ROWS:
                last = row.number
                yield row
        if counted > MOST_ROWS:
            raise TooManyRows(self.file.path, counted, (first, last))
        if not counted:
            raise DeskError(
                _("{name} has no rows").format(name=self.file.path.name),
                _(
                    "There is nothing below the headers in row {row}, or not in the rows named."
                ).format(row=self.header_row),
                file=self.file.path,
                row=self.header_row,
            )

    def _long(self) -> bool:
        """Whether there may be more rows than are taken at once, by the length of the first ones."""
        letters = sum(len(cell) + 1 for row in self.sample for cell in row.cells)
        if not letters or self.file.format != "csv":
            return False
        return self.file.path.stat().st_size * len(self.sample) > letters * MOST_ROWS * _SURE

    def raw_rows(self) -> Iterator[Row]:
        """The rows of data as they stand in the file."""
        return self.file.filled(self.name, self.first_row - 1)

    def head_rows(self) -> list[Row]:
        """Everything above the data, blank rows too."""
        return list(islice(self.file.source(self.name), self.first_row - 1))

    def all_rows(self) -> Iterator[Row]:
        """As `rows` gives them, without the limit and the part."""
        return self.form.join(self.raw_rows) if self.form else self.raw_rows()

    @property
    def preset(self) -> str:
        """The mapping of the platform that wrote the file, or nothing."""
        return self.form.preset if self.form else ""

    def beside(self, known: Mapping[str, Listing]) -> "Sheet":
        """The same, told which products there are: a family of a shop's file keeps the parent that it came from."""
        if self.form is None or self.preset != shopify.FORMAT:
            return self
        handles = {shopify.handle_of(one, sku): sku for sku, one in known.items()}
        return replace(self, form=shop_form(self.form.given, handles))


def open_sheet(
    path: Path,
    reading: Reading | None = None,
    currency_of: Callable[[str], str] = no_currency,
    *,
    sheet: str = "",
    encoding: str = "",
) -> Sheet:
    """Open a CSV file or a workbook. `reading` overrules what we would choose; `sheet` and `encoding` are short for it.

    Raises DeskError if the file is missing, empty, locked, too large, of another kind, or without any row.
    """
    reading = reading or Reading(sheet=sheet, encoding=encoding)
    file = open_file(path, score, reading.encoding, reading.separator)
    if reading.sheet and file.names and reading.sheet not in file.names:
        raise DeskError(
            _("{name} has no sheet “{sheet}”").format(name=path.name, sheet=reading.sheet),
            _("Its sheets: {names}").format(names=", ".join(file.names)),
            file=path,
        )
    name = (reading.sheet or _best(file)) if file.names else ""
    rows = _first_rows(file, name, max(_HEAD_ROWS, reading.header_row))
    header, form = _understood(rows, path, reading.header_row, currency_of)
    found = Sheet(
        file=file,
        name=name,
        header_row=header.number,
        headers=form.headers if form else headers_of(header),
        form=form,
        part=reading.rows,
    )
    return replace(found, sample=tuple(islice(found.all_rows(), _SAMPLE_ROWS)))


def refuse_other_kind(sheet: Sheet) -> None:
    """DeskError for a sheet of customers or orders, which nobody wants among the products."""
    kind = "" if sheet.form else other_kind(sheet.headers)
    titles = {
        "customers": _("{name} is a list of customers, not of products"),
        "orders": _("{name} is a list of orders, not of products"),
        "reports": _("{name} is a platform's report of an upload, not a product sheet"),
    }
    if kind in titles:
        raise DeskError(
            titles[kind].format(name=sheet.file.path.name),
            _("Read it with “Read a report”, or: seller-desk listings report FILE")
            if kind == "reports"
            else _("Its columns are {names}. Nothing was imported.").format(
                names=", ".join(one for one in sheet.headers if one)[:200]
            ),
            file=sheet.file.path,
            row=sheet.header_row,
        )


def _understood(
    rows: Sequence[Row], path: Path, header_row: int, currency_of: Callable[[str], str]
) -> tuple[Row, Form | None]:
    head = head_of("\t".join(rows[0].cells)) if rows else None
    if head and not header_row and head.key_row <= len(rows):
        keys = rows[head.key_row - 1]
        return keys, amazon_form(head, headers_of(keys), currency_of)
    header = _row_at(rows, header_row, path) if header_row else _header_among(rows, path)
    headers = headers_of(header)
    for known in (ebay_form, magento_form, etsy_form, spree_form, loader_form, shop_form):
        form = known(headers)
        if form:
            return header, form
    return header, None


def _row_at(rows: Sequence[Row], number: int, path: Path) -> Row:
    found = next((row for row in rows if row.number == number), None)
    if found is None or not any(cell.strip() for cell in found.cells):
        raise DeskError(
            _("Row {row} of {name} is empty").format(row=number, name=path.name),
            _("Name the row that holds the headers."),
            file=path,
            row=number,
        )
    return found


def _best(file: SheetFile) -> str:
    """The sheet with most headers that we know; a hidden one only where no sheet in view has any."""
    if len(file.names) == 1:
        return file.names[0]
    ranked = [(_known(file, name), name) for name in file.names]
    in_view = [one for one in ranked if one[1] not in file.hidden and one[0] > 0]
    return max(in_view or ranked, key=lambda one: one[0])[1]


def _known(file: SheetFile, name: str) -> int:
    try:
        rows = _first_rows(file, name, _HEAD_ROWS)
    except DeskError:
        return -1
    if rows and head_of("\t".join(rows[0].cells)):
        return _TEMPLATE_SCORE
    return max((score(row.cells) for row in rows), default=0)


def _header_among(rows: Sequence[Row], path: Path) -> Row:
    """The row with most headers that we know; without any, the first row with two cells or more."""
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not filled:
        raise DeskError(_("{name} has no rows").format(name=path.name), "", file=path)
    best = max(filled, key=lambda row: score(row.cells))
    if score(best.cells):
        return best
    wide = [row for row in filled if sum(1 for cell in row.cells if cell.strip()) > 1]
    return wide[0] if wide else filled[0]


def _first_rows(file: SheetFile, name: str, count: int) -> list[Row]:
    """Enough rows to find the header in."""
    return list(islice(file.source(name), count))


def headers_of(row: Row) -> tuple[str, ...]:
    """Header cells without line breaks; empty ones at the end are no columns."""
    cells = [" ".join(cell.split()) for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


class TooManyRows(DeskError):
    """More rows than are taken at once. `part`: the rows of the file that could be."""

    def __init__(self, path: Path, counted: int, part: tuple[int, int]) -> None:
        first, last = part
        super().__init__(
            _("{name} has {count} rows; {most} at once is the most").format(
                name=path.name, count=f"{counted:,}", most=f"{MOST_ROWS:,}"
            ),
            _(
                "Nothing was imported. Take a part, such as rows {first} to {last} (--rows {part})."
            ).format(first=first, last=last, part=f"{first}-{last}"),
            file=path,
        )
        self.part = part
