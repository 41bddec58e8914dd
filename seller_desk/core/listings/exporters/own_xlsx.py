"""Our own sheet as a plain workbook: every cell a text, so that codes keep their zeros and nothing is a formula."""

import io
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from seller_desk.core.listings.exporters.own_rows import OwnRows, shape_of
from seller_desk.core.listings.exporters.package import Package
from seller_desk.core.listings.exporters.result import TOO_MANY, ExportResult, Note
from seller_desk.core.listings.exporters.sheet_scan import LAST_ROW
from seller_desk.core.listings.exporters.workbook_fill import LONGEST_TEXT, legal
from seller_desk.core.listings.model import Listing

FORMAT = "xlsx"
_SHEET = "Listings"
_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_PROPERTIES = "docProps/core.xml"


def export(listings: Iterable[Listing], on: date = date(2000, 1, 1)) -> ExportResult:
    """The workbook. `on` is the day it says it was made on, so that the same listings give the same bytes."""
    from rustpy_xlsxwriter import FastExcel

    rows = list(listings)
    result = ExportResult(FORMAT)
    room = LAST_ROW - 1
    result.left_out += [Note(one.sku, TOO_MANY, count=room) for one in rows[room:]]
    shape = shape_of(rows[:room])
    header = shape.header()
    buffer = io.BytesIO()
    made = OwnRows(shape, result)(rows[:room])
    records = (dict(zip(header, map(_cell, cells), strict=True)) for cells in made)
    FastExcel(buffer).sheet(_SHEET, records if rows else [dict.fromkeys(header, "")]).save()
    result.data = _dated(buffer.getvalue(), on)
    return result


def _cell(text: str) -> str:
    """What a cell can hold. Longer texts are cut: no platform takes as much as a cell does."""
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT]
    if text[:1] == "=":
        # No formula here, but an import takes no text that looks like one; as in the CSV sheet.
        text = "'" + text
    return text if text.isprintable() else legal(text)


def _dated(data: bytes, on: date) -> bytes:
    """The writer stamps the time of day into the properties; only this part is packed anew."""
    stamp = datetime(on.year, on.month, on.day, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    package = Package(Path("listings.xlsx"), data)
    properties = _STAMP.sub(stamp, package.read(_PROPERTIES))
    return package.with_parts({_PROPERTIES: [properties]})
