"""Write XLSX so that the same rows always give the same bytes."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
Cell = str | int | Decimal


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: head and rows of equal length. `widths` in characters, by column; the rest keep Excel's own."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int] = field(default_factory=tuple)


def workbook_bytes(tables: Sequence[Table], stamped: date) -> bytes:
    """The XLSX of these tables; texts stay texts, whatever they begin with. `stamped` is its creation date."""
    from rustpy_xlsxwriter import FastExcel, Format

    buffer = io.BytesIO()
    book = FastExcel(buffer)
    for table in tables:
        rows = [dict(zip(table.head, map(_plain, row), strict=True)) for row in table.rows]
        if not rows:
            rows = [dict.fromkeys(table.head, "")]
        book = book.sheet(
            table.name[:31],
            rows,
            header_format=Format().set_bold(),
            column_widths=[float(one) for one in table.widths] or None,
        )
    book.save()
    return _without_clock(buffer.getvalue(), stamped)


def _plain(cell: Cell) -> str | int | float:
    """The writer knows no Decimal; amounts of money have few enough digits for a float to print exactly."""
    return float(cell) if isinstance(cell, Decimal) else cell


def _without_clock(data: bytes, stamped: date) -> bytes:
    """The writer stamps the time of day into docProps/core.xml: put `stamped` there instead."""
    stamp = f"{stamped.isoformat()}T00:00:00Z".encode()
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for entry in source.infolist():
            body = source.read(entry)
            if entry.filename == "docProps/core.xml":
                body = _STAMP.sub(stamp, body)
            fixed = zipfile.ZipInfo(entry.filename, _ZIP_EPOCH)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(fixed, body)
    return target.getvalue()
