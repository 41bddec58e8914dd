"""The rows that were not taken, as a file of the same columns with a column of reasons, for mending and importing again.

Rows of a family that only make sense below each other (Shopify's variants below their product) come together.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from seller_desk.core.base.language import language
from seller_desk.core.listings.importers.columns import catalogue, plain
from seller_desk.core.listings.importers.rows import RowProblem
from seller_desk.core.listings.importers.sheet_kind import reason_header
from seller_desk.core.listings.importers.sheets import Sheet
from seller_desk.core.media.plain_workbook import text_workbook
from seller_desk.core.media.rows import Row


def fix_ending(sheet: Sheet) -> str:
    """The ending of the file: a workbook's rows become a workbook, so that no program turns codes into numbers."""
    if sheet.file.format != "csv":
        return ".xlsx"
    return sheet.file.path.suffix or ".csv"


def fix_file(sheet: Sheet, rejected: Sequence[RowProblem], ending: str = "") -> bytes:
    """The file's bytes; in the encoding and with the separator of the file it is for, or a workbook."""
    rows = fix_rows(sheet, rejected)
    if (ending or fix_ending(sheet)).casefold() in (".xlsx", ".xlsm", ".xls", ".ods"):
        return text_workbook(rows)
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=sheet.file.delimiter or ",").writerows(rows)
    return _encoded(buffer.getvalue(), sheet.file.encoding)


def fix_rows(sheet: Sheet, rejected: Sequence[RowProblem]) -> Iterator[list[str]]:
    """The rows above the data as they are, then those with a reason and their families."""
    reasons = {one.row: one.text() for one in reversed(rejected)}
    width, place = _reason_place(sheet)
    for row in sheet.head_rows():
        cells = list(row.cells)
        yield (
            _with_reason(cells, width, place, reason_header(language()))
            if row.number == sheet.header_row
            else cells
        )
    for row in _wanted(sheet, reasons):
        yield _with_reason(list(row.cells), width, place, reasons.get(row.number, ""))


def _reason_place(sheet: Sheet) -> tuple[int, int]:
    """(columns of the file, where the reason goes): in its column where the file has come back from the seller."""
    headers = sheet.form.given if sheet.form else sheet.headers
    known = catalogue().reasons
    place = next((n for n, header in enumerate(headers) if plain(header) in known), len(headers))
    return len(headers), place


def _with_reason(cells: list[str], width: int, place: int, reason: str) -> list[str]:
    cells += [""] * (width - len(cells))
    return (
        [*cells[:place], reason, *cells[place + 1 :]]
        if place < width
        else [*cells[:width], reason, *cells[width:]]
    )


def _wanted(sheet: Sheet, reasons: Mapping[int, str]) -> Iterator[Row]:
    family = sheet.form.family if sheet.form else None
    if family is None:
        yield from (row for row in sheet.raw_rows() if row.number in reasons)
        return
    group: list[Row] = []
    key = ""
    for row in sheet.raw_rows():
        own = "" if row.open_quote else family(row.cells)
        if group and own and (own != key or own == "product"):
            yield from _with_bad(group, reasons)
            group = []
        key = own or key
        group.append(row)
    yield from _with_bad(group, reasons)


def _with_bad(group: Iterable[Row], reasons: Mapping[int, str]) -> Sequence[Row]:
    rows = [*group]
    return rows if any(row.number in reasons for row in rows) else ()


def _encoded(text: str, encoding: str) -> bytes:
    """In the file's own encoding; UTF-8 with its mark where that lacks a character, or has no mark of its own."""
    if encoding.startswith("utf-16"):
        return text.encode("utf-16")
    if not encoding or encoding == "utf-8":
        return text.encode("utf-8-sig")
    try:
        return text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return text.encode("utf-8-sig")
