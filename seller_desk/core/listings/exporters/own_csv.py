"""Our own sheet as CSV: UTF-8 with mark so that Excel and WPS show it right."""

import csv
import io
from collections.abc import Iterable

from seller_desk.core.listings.exporters.own_rows import OwnRows, shape_of
from seller_desk.core.listings.exporters.result import FORMULA_SIGNS, ExportResult
from seller_desk.core.listings.model import Listing

FORMAT = "csv"


def export(listings: Iterable[Listing]) -> ExportResult:
    """The sheet; no cell begins as a formula does."""
    rows = list(listings)
    shape = shape_of(rows)
    result = ExportResult(FORMAT)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(_safe(shape.header()))
    # Written row by row: a list of 100,000 rows would double the memory.
    writer.writerows(map(_safe, OwnRows(shape, result)(rows)))
    result.data = buffer.getvalue().encode("utf-8-sig")
    return result


def _safe(cells: list[str]) -> list[str]:
    return [cell if cell[:1] not in FORMULA_SIGNS else "'" + cell for cell in cells]
