"""How far a workbook's cells lie apart, told before they are laid out.

The library that reads workbooks makes room for every cell between the first and the last one. One stray cell in the
sheet's far corner (a space typed there is enough) asks for more memory than there is, and ends the program.
"""

import io
import re
import zipfile
from pathlib import Path
from typing import IO

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _

# Room for 300,000 rows of 80 columns; about 32 bytes a cell.
MOST_CELLS = 25_000_000
_CHUNK = 1 << 20
_OVERLAP = 200
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["']([0-9]{1,7})["']""")
# Only columns beyond Z: ordinary sheets have no match at all, which keeps this quick.
_FAR = re.compile(rb"""\br=["']([A-Z]{2,3})([0-9]{1,7})["']""")


def refuse_scattered(path: Path, data: bytes) -> None:
    """DeskError for an XLSX whose cells span more than 25 million. Other bytes pass: their reader judges them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                if _SHEET.search(part.filename):
                    with archive.open(part) as sheet:
                        _measure(path, sheet)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return


def _measure(path: Path, sheet: IO[bytes]) -> None:
    rows, columns, tail = 1, 26, b""
    while chunk := sheet.read(_CHUNK):
        text = tail + chunk
        tail = text[-_OVERLAP:]
        rows = max(rows, *map(int, _ROW.findall(text)), 1)
        for letters, row in set(_FAR.findall(text)):
            columns, rows = max(columns, _number(letters)), max(rows, int(row))
        if rows * columns > MOST_CELLS:
            raise DeskError(
                _("{name} has a cell far outside its table").format(name=path.name),
                _("Copy the table into a new workbook, save it and try again."),
                file=path,
            )


def _number(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
