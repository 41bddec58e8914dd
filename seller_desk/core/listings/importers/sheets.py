"""Opening a product sheet: which kind of file, which encoding, which separator, where the header is, then rows as text.

A row's number is the one that a spreadsheet program shows. Rows that are blank throughout are not rows.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import TooLargeError, read_ordinary
from seller_desk.core.base.language import _
from seller_desk.core.listings.importers.columns import score

MOST_ROWS = 300_000
MOST_BYTES = 512 * 1024 * 1024
_HEAD_ROWS = 15


class Row(NamedTuple):
    """A row of the file. `open_quote` is the row where a quotation mark opened that swallowed this line."""

    number: int
    cells: Sequence[str]
    open_quote: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An opened file. `rows()` starts after the header and may be called again.

    `format` is csv, xlsx, xls or ods; `encoding` is empty for workbooks; `unsure` says that the encoding is a guess.
    """

    path: Path
    format: str
    encoding: str
    unsure: bool
    delimiter: str
    names: tuple[str, ...]
    name: str
    header_row: int
    headers: tuple[str, ...]
    source: Callable[[], Iterator[Row]]

    def rows(self) -> Iterator[Row]:
        """Every row after the header that is not blank. Raises DeskError beyond 300,000."""
        count = 0
        for row in self.source():
            if row.number <= self.header_row or not any(cell.strip() for cell in row.cells):
                continue
            count += 1
            if count > MOST_ROWS:
                raise DeskError(
                    _("More than {most} rows").format(most=f"{MOST_ROWS:,}"),
                    _("Split the file; nothing was imported."),
                    file=self.path,
                    row=row.number,
                )
            yield row


def open_sheet(path: Path, *, sheet: str = "", encoding: str = "") -> Sheet:
    """Open a CSV file or a workbook. `sheet` and `encoding` overrule what we would choose.

    Raises DeskError if the file is missing, empty, locked, too large, of another kind, or without any row.
    """
    data = _bytes_of(path)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        from seller_desk.core.listings.importers.workbooks import open_workbook

        return open_workbook(path, data, sheet)
    from seller_desk.core.listings.importers.csv_files import open_csv

    return open_csv(path, data, encoding)


def header_among(rows: Sequence[Row], path: Path) -> Row:
    """The row with most headers that we know; without any, the first row with two cells or more."""
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not filled:
        raise DeskError(_("{name} has no rows").format(name=path.name), "", file=path)
    best = max(filled, key=lambda row: score(row.cells))
    if score(best.cells):
        return best
    wide = [row for row in filled if sum(1 for cell in row.cells if cell.strip()) > 1]
    return wide[0] if wide else filled[0]


def first_rows(rows: Iterator[Row]) -> list[Row]:
    """Enough rows to find the header in."""
    found: list[Row] = []
    for row in rows:
        found.append(row)
        if len(found) == _HEAD_ROWS:
            break
    return found


def headers_of(row: Row) -> tuple[str, ...]:
    """Header cells without line breaks; empty ones at the end are no columns."""
    cells = [" ".join(cell.split()) for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _bytes_of(path: Path) -> bytes:
    try:
        data = read_ordinary(path, MOST_BYTES)
    except TooLargeError as problem:
        raise DeskError(
            _("{name} is too large").format(name=path.name),
            _("Split the file; nothing was imported."),
            file=path,
        ) from problem
    except FileNotFoundError:
        raise DeskError(_("There is no file {name}").format(name=path.name), file=path) from None
    except PermissionError as problem:
        raise DeskError(
            _("{name} cannot be read").format(name=path.name),
            _("Close it in Excel or WPS, then try again."),
            file=path,
        ) from problem
    except (OSError, ValueError) as problem:
        raise DeskError(
            _("{name} is not a sheet that this program reads").format(name=path.name),
            _("Save it as CSV or XLSX."),
            file=path,
        ) from problem
    if not data.strip(b"\x00 \r\n\t"):
        raise DeskError(_("{name} is empty").format(name=path.name), file=path)
    return data
