"""What a downloaded workbook says of itself: its sheets in order, the texts of their first rows, which styles are dates."""

import re
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree import ElementTree as ET
from xml.parsers import expat

from seller_desk.core.listings.exporters.package import Package, damaged
from seller_desk.core.listings.exporters.sheet_scan import HEAD_ROWS, Scan, refuse_entities, scan
from seller_desk.core.listings.exporters.workbook_fill import Styles

# Number formats that every workbook has without naming them: "@", and dates.
_TEXT = 49
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSheet:
    """One sheet with its part in the package. `head`: texts of the first rows by row number and column from 0."""

    name: str
    part: str
    hidden: bool
    scan: Scan
    head: dict[int, dict[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The sheets that hold cells, and how cells are shown."""

    package: Package
    sheets: tuple[BookSheet, ...]
    styles: Styles


def open_book(path: Path, data: bytes) -> Book:
    """Read a workbook's head rows. DeskError where it is locked, damaged, no XLSX or XLSM, or a bomb."""
    package = Package(path, data)
    top = _related(package, "", "/officeDocument")
    if not top:
        raise damaged(path)
    main = next(iter(top.values()))
    root = _tree(package, main)
    targets = _related(package, main, "/worksheet")
    found = []
    for one in root.iter():
        if _local(one.tag) != "sheet":
            continue
        place = next((v for k, v in one.attrib.items() if _local(k) == "id"), "")
        if place in targets:
            state = one.attrib.get("state", "visible")
            part = targets[place]
            shape = scan(path, package.read(part))
            found.append((one.attrib.get("name", ""), part, state != "visible", shape))
    strings = _strings(package, main, _wanted([one[3] for one in found]))
    sheets = tuple(
        BookSheet(name=name, part=part, hidden=hidden, scan=shape, head=_head(shape, strings))
        for name, part, hidden, shape in found
    )
    if not sheets:
        raise damaged(path)
    return Book(package=package, sheets=sheets, styles=_styles(package, main, root))


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _tree(package: Package, part: str) -> ET.Element:
    data = package.read(part)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise damaged(package.path)
    try:
        return ET.fromstring(data)
    except (ET.ParseError, ValueError, LookupError) as problem:
        raise damaged(package.path) from problem


def _related(package: Package, part: str, kind: str) -> dict[str, str]:
    """Parts that this one names as of this kind (the end of the kind's address), by id."""
    folder = dirname(part)
    rels = join(folder, "_rels", part.rpartition("/")[2] + ".rels")
    if not package.has(rels):
        return {}
    found = {}
    for one in _tree(package, rels):
        if one.attrib.get("Type", "").endswith(kind):
            target = one.attrib.get("Target", "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            if package.has(path):
                found[one.attrib.get("Id", "")] = path
    return found


def _wanted(scans: list[Scan]) -> set[int]:
    """Numbers of the shared strings that the first rows show."""
    return {
        int(cell.text)
        for one in scans
        for row in one.rows[:HEAD_ROWS]
        for cell in row.cells
        if cell.kind == "s" and cell.text.strip().isdecimal()
    }


def _head(one: Scan, strings: dict[int, str]) -> dict[int, dict[int, str]]:
    head: dict[int, dict[int, str]] = {}
    for row in one.rows[:HEAD_ROWS]:
        cells = {}
        for cell in row.cells:
            text = cell.text
            if cell.kind == "s":
                text = strings.get(int(text), "") if text.strip().isdecimal() else ""
            if text.strip():
                cells[cell.column] = text
        if cells:
            head[row.number] = cells
    return head


def _strings(package: Package, main: str, wanted: set[int]) -> dict[int, str]:
    """The wanted shared strings, read without keeping the others."""
    parts = _related(package, main, "/sharedStrings")
    if not parts or not wanted:
        return {}
    reader = _Strings(wanted)
    try:
        reader.parser.Parse(package.read(next(iter(parts.values()))), True)
    except (expat.ExpatError, ValueError) as problem:
        raise damaged(package.path) from problem
    return reader.found


class _Strings:
    def __init__(self, wanted: set[int]) -> None:
        self.found: dict[int, str] = {}
        self._wanted, self._number, self._depth, self._in_text = wanted, -1, 0, False
        self._phonetic = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = refuse_entities
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._said

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        local = name.rpartition(":")[2]
        if self._depth == 2:
            self._number += 1
        self._phonetic = self._phonetic or local == "rPh"
        self._in_text = local == "t" and not self._phonetic and self._number in self._wanted

    def _said(self, text: str) -> None:
        if self._in_text:
            self.found[self._number] = self.found.get(self._number, "") + text

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._in_text = False
        if name.rpartition(":")[2] == "rPh":
            self._phonetic = False


def _styles(package: Package, main: str, workbook: ET.Element) -> Styles:
    from_1904 = any(
        one.attrib.get("date1904", "0") in ("1", "true")
        for one in workbook
        if _local(one.tag) == "workbookPr"
    )
    parts = _related(package, main, "/styles")
    if not parts:
        return Styles(from_1904=from_1904)
    root = _tree(package, next(iter(parts.values())))
    own = {
        one.attrib.get("numFmtId", ""): one.attrib.get("formatCode", "")
        for one in root.iter()
        if _local(one.tag) == "numFmt"
    }
    text, dates = set(), set()
    for block in root:
        if _local(block.tag) != "cellXfs":
            continue
        for number, one in enumerate(block):
            form = one.attrib.get("numFmtId", "0")
            code = _QUOTED.sub("", own.get(form, "")).casefold()
            if form == str(_TEXT) or code == "@":
                text.add(str(number))
            elif (form.isdecimal() and int(form) in _DATES) or any(s in code for s in "yd"):
                dates.add(str(number))
    return Styles(text=frozenset(text), dates=frozenset(dates), from_1904=from_1904)
