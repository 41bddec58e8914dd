"""How far a workbook's cells lie apart, and what its sheets hold besides values, told before they are laid out.

The library that reads workbooks makes room for every cell between the first and the last one. One stray cell in the
sheet's far corner (a space typed there is enough) asks for more memory than there is, and ends the program.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _

# Room for 300,000 rows of 80 columns; about 32 bytes a cell.
MOST_CELLS = 25_000_000
# Formulas without a value, and merged cells, that are remembered of a sheet.
MOST_NOTED = 100_000
_CHUNK = 1 << 20
_OVERLAP = 200
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["']([0-9]{1,7})["']""")
# Only columns beyond Z: ordinary sheets have no match at all, which keeps this quick.
_FAR = re.compile(rb"""\br=["']([A-Z]{2,3})([0-9]{1,7})["']""")
# A formula whose program kept no value beside it.
_BARE = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*>\s*"""
    rb"""<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
# A formula that went wrong (#N/A, #REF!); the reader of workbooks takes it for an empty cell.
_WRONG = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\bt=["']e["'])[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["']"""
)
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref=["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']"""
)
Area = tuple[int, int, int, int]


@dataclass(slots=True)
class PartFacts:
    """What a sheet's part says: formulas without a value, and those that went wrong, as (row from 1, column from 0).

    `merged` areas are (first row, first column, last row, last column).
    """

    bare: set[tuple[int, int]] = field(default_factory=set)
    wrong: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)


def refuse_scattered(path: Path, data: bytes) -> dict[str, PartFacts]:
    """DeskError for an XLSX whose cells span more than 25 million; else what its sheets hold, by part.

    Bytes that are no such workbook pass: their reader judges them. Parts that unpack to more than they say do not.
    """
    found: dict[str, PartFacts] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                if _SHEET.search(part.filename):
                    with archive.open(part) as sheet:
                        found[part.filename] = _measure(path, sheet)
                elif part.filename.casefold().endswith((".xml", ".rels")):
                    # Read to its end: one that goes on behind the size it states fails its sum there.
                    with archive.open(part) as other:
                        while other.read(_CHUNK):
                            pass
    except zipfile.BadZipFile as problem:
        if "CRC" in str(problem):
            raise DeskError(
                _("{name} is damaged or not a workbook").format(name=path.name),
                _("Open it in Excel or WPS and save it again as XLSX or CSV."),
                file=path,
            ) from problem
    except (OSError, ValueError, NotImplementedError, RuntimeError):
        pass
    return found


def _measure(path: Path, sheet: IO[bytes]) -> PartFacts:
    facts = PartFacts()
    rows, columns, tail = 1, 26, b""
    while chunk := sheet.read(_CHUNK):
        text = tail + chunk
        tail = text[-_OVERLAP:]
        rows = max(rows, *map(int, _ROW.findall(text)), 1)
        for letters, row in set(_FAR.findall(text)):
            columns, rows = max(columns, number_of(letters)), max(rows, int(row))
        if rows * columns > MOST_CELLS:
            raise DeskError(
                _("{name} has a cell far outside its table").format(name=path.name),
                _("Copy the table into a new workbook, save it and try again."),
                file=path,
            )
        if (b"<f" in text or b":f" in text) and len(facts.bare) < MOST_NOTED:
            facts.bare.update(
                (int(row), number_of(letters) - 1) for letters, row in _BARE.findall(text)
            )
        if (b't="e"' in text or b"t='e'" in text) and len(facts.wrong) < MOST_NOTED:
            facts.wrong.update(
                (int(row), number_of(letters) - 1) for letters, row in _WRONG.findall(text)
            )
        if b"mergeCell" in text and len(facts.merged) < MOST_NOTED:
            facts.merged += [
                (int(top), number_of(left) - 1, int(bottom), number_of(right) - 1)
                for left, top, right, bottom in _MERGED.findall(text)
            ]
    facts.merged = sorted(set(facts.merged))
    return facts


def number_of(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
