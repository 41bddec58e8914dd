"""Tables from files: rows of text cells with the numbers that a spreadsheet program shows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.media.workbook_extras import NOTHING, BookExtras

MOST_ROWS = 300_000
# How many cells of a row are headers that the asking room knows: decides the separator of a CSV file.
Known = Callable[[Sequence[str]], int]


class Row(NamedTuple):
    """A row of the file. `open_quote` is the row where a quotation mark opened that swallowed this line.

    `problem` is the marked text why this row cannot be one, with {value} for its first cell; set by who understands it.
    """

    number: int
    cells: Sequence[str]
    open_quote: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFile:
    """An opened file; nothing in it is understood yet.

    `format` is csv, xlsx, xls or ods. `encoding` and `delimiter` are empty for workbooks; `unsure` says that the
    encoding is a guess. `names` are a workbook's sheets in its order (none for CSV), those in `hidden` out of view.
    `source` gives every row of a sheet from the first, blank ones too, and may be called again. `extras` is what a
    workbook carries beside values; `picture` reads one of its pictures (OSError where that fails).
    """

    path: Path
    format: str
    source: Callable[[str], Iterator[Row]]
    encoding: str = ""
    unsure: bool = False
    delimiter: str = ""
    names: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    extras: BookExtras = NOTHING
    picture: Callable[[str], bytes] | None = None

    def rows(self, name: str = "", after: int = 0) -> Iterator[Row]:
        """Every row of this sheet below row `after` that is not blank throughout. DeskError beyond 300,000."""
        for count, row in enumerate(self.filled(name, after), start=1):
            if count > MOST_ROWS:
                raise DeskError(
                    _("More than {most} rows").format(most=f"{MOST_ROWS:,}"),
                    _("Split the file; nothing was imported."),
                    file=self.path,
                    row=row.number,
                )
            yield row

    def filled(self, name: str = "", after: int = 0) -> Iterator[Row]:
        """The same without a limit: for those who count for themselves."""
        for row in self.source(name):
            if row.number > after and any(cell.strip() for cell in row.cells):
                yield row
