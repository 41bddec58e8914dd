"""Where things lie in the XML of a worksheet, found without building a tree: rows, cells and what stands around them.

Positions are byte offsets, so that only rows which change are written anew. Namespaces and prefixes do not matter:
an element is known by its place (sheetData is a child of the root, rows are its children).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from seller_desk.core.listings.exporters.package import damaged

HEAD_ROWS = 40
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CHUNK = 1 << 16
_AREA = re.compile(r"^\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?$")


@dataclass(slots=True)
class Cell:
    """`column` from 0. `text` is kept for the rows of the head only, raw: `kind` says what it is ("s": a number of a shared string).

    `formula`: never written over, since another part of the file (the order of calculation) lists it.
    """

    column: int
    style: str = ""
    kind: str = ""
    text: str = ""
    filled: bool = False
    formula: bool = False
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class SheetRow:
    """From offset `start` to `end`. `attributes` and `cells` of the first rows only; for others see `whole_row`.

    `filled`: some cell shows something or calculates it.
    """

    number: int
    attributes: Mapping[str, str]
    start: int
    end: int = 0
    cells: list[Cell] = field(default_factory=list)
    filled: bool = False


@dataclass(slots=True)
class Area:
    """Cells from (row, column) to (row, column): rows from 1, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Choices:
    """A drop-down; `words` empty where `formula` refers to cells elsewhere (see `drop_downs`)."""

    areas: list[Area]
    words: tuple[str, ...]
    formula: str = ""


@dataclass(slots=True)
class Scan:
    """What a worksheet holds. `inside` are the offsets between which rows lie; `closed`: sheetData was self-closing."""

    name: str = ""
    inside: tuple[int, int] = (0, 0)
    closed: bool = False
    rows: list[SheetRow] = field(default_factory=list)
    dimension: tuple[int, int, str] | None = None
    dimension_name: str = ""
    frozen: int = 0
    merges: list[Area] = field(default_factory=list)
    choices: list[Choices] = field(default_factory=list)
    column_styles: list[tuple[int, int, str]] = field(default_factory=list)


def scan(path: Path, xml: bytes) -> Scan:
    """Read the worksheet once. DeskError if it is none, not well-formed, in UTF-16, or declares entities."""
    scanner = _Scanner(xml)
    try:
        for at in range(0, len(xml), _CHUNK):
            scanner.parser.Parse(xml[at : at + _CHUNK], at + _CHUNK >= len(xml))
    except (expat.ExpatError, ValueError) as problem:
        raise damaged(path) from problem
    if not scanner.found.name or xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise damaged(path)
    return scanner.found


def whole_row(path: Path, xml: bytes, row: SheetRow) -> SheetRow:
    """Any row with its attributes and cells, with offsets in the whole sheet."""
    before = b"<worksheet><sheetData>"
    part = before + xml[row.start : row.end].rstrip() + b"</sheetData></worksheet>"
    found = scan(path, part).rows[0]
    for one in found.cells:
        one.start += row.start - len(before)
        one.end += row.start - len(before)
    return found


def area(text: str) -> Area | None:
    """ "A1:C7" or "B2"; None for anything else (whole columns)."""
    match = _AREA.match(text)
    if not match:
        return None
    left, top = column_number(match[1]), int(match[2])
    right = column_number(match[3]) if match[3] else left
    return Area(top, left, int(match[4] or top), right)


def column_number(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """0 is A."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def refuse_entities(*_declared: object) -> None:
    """A handler for document types: no workbook has one."""
    raise ValueError("document type")


def _refuse_other_encodings(_version: str, encoding: str | None, _alone: int) -> None:
    if (encoding or "utf-8").casefold() not in ("utf-8", "utf8"):
        raise ValueError("not UTF-8")


class _Scanner:
    """Handlers of the parser. `_depth` is that of the element in hand, the root's is 1."""

    def __init__(self, xml: bytes) -> None:
        self.found = Scan()
        self._xml = xml
        self._depth = 0
        self._in_data = self._light = False
        self._row: SheetRow | None = None
        self._cell: Cell | None = None
        self._next = 0
        self._text: list[str] | None = None
        self._list: Choices | None = None
        self._listed = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = _refuse_other_encodings
        self.parser.StartDoctypeDeclHandler = refuse_entities
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._said

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._light and self._depth > 3:
            # Most of a large sheet comes this way: nothing but whether the row shows something.
            if self._depth == 5 and self._row is not None and not self._row.filled:
                kind = name.rpartition(":")[2]
                self._row.filled = kind == "f"
                self._text = [] if kind in ("v", "is") else None
        elif self._in_data:
            self._start_inside(name, attributes)
        elif self._depth == 2:
            self._start_part(name, attributes)
        elif self._depth in (3, 4):
            self._start_detail(name.rpartition(":")[2], attributes)

    def _start_inside(self, name: str, attributes: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        if self._depth == 3:
            last = self.found.rows[-1].number if self.found.rows else 0
            number = int(attributes.get("r", last + 1))
            if not last < number <= LAST_ROW:
                raise ValueError("rows out of order")
            self._light = len(self.found.rows) >= HEAD_ROWS
            kept = {} if self._light else attributes
            self._row = SheetRow(number, kept, at)
            self.found.rows.append(self._row)
            self._next = 0
        elif self._depth == 4 and self._row is not None:
            self._start_cell(attributes, at)
        elif self._depth == 5 and self._cell is not None:
            kind = name.rpartition(":")[2]
            self._cell.formula = self._cell.formula or kind == "f"
            self._text = [] if kind in ("v", "is") else None
            self._cell.filled = self._cell.filled or kind == "f"

    def _start_cell(self, attributes: dict[str, str], at: int) -> None:
        where = attributes.get("r", "")
        column = column_number(where.rstrip("0123456789")) if where else self._next
        if not self._next <= column < LAST_COLUMN:
            raise ValueError("cells out of order")
        self._next = column + 1
        self._cell = Cell(column, attributes.get("s", ""), attributes.get("t", "n"), start=at)
        if self._row is not None:
            self._row.cells.append(self._cell)

    def _start_part(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        at = self.parser.CurrentByteIndex
        if local == "sheetData":
            self._in_data = True
            self.found.name = name
            self.found.inside = (at, at)
        elif local == "dimension":
            self.found.dimension = (at, at, attributes.get("ref", ""))
            self.found.dimension_name = name

    def _start_detail(self, local: str, attributes: dict[str, str]) -> None:
        found = self.found
        if local == "pane" and attributes.get("state", "").startswith("frozen"):
            found.frozen = int(float(attributes.get("ySplit", "0")))
        elif local == "mergeCell":
            one = area(attributes.get("ref", ""))
            found.merges += [one] if one else []
        elif local == "col" and "style" in attributes:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            found.column_styles.append((first - 1, last - 1, attributes["style"]))
        elif local == "dataValidation" and self._depth == 3:
            areas = [area(one) for one in attributes.get("sqref", "").split()]
            self._list = Choices([one for one in areas if one], ())
            found.choices.append(self._list)
            self._listed = attributes.get("type") == "list"
        elif local == "formula1" and self._list is not None and self._listed:
            self._text = []

    def _said(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        if self._light and self._depth > 3:
            if self._depth == 5 and self._text is not None and self._row is not None:
                self._row.filled = bool("".join(self._text).strip())
                self._text = None
            self._depth -= 1
            return
        at = self.parser.CurrentByteIndex
        if self._in_data:
            self._end_inside(name, at)
        elif self._depth == 2 and name == self.found.dimension_name and self.found.dimension:
            start, _end, ref = self.found.dimension
            self.found.dimension = (start, self._past(name, at), ref)
        elif self._depth == 4 and self._list is not None and self._text is not None:
            words = "".join(self._text).strip()
            if words.startswith('"') and words.endswith('"'):
                self._list.words = tuple(one.strip() for one in words[1:-1].split(","))
            self._list.formula = words
            self._text = None
        self._depth -= 1

    def _end_inside(self, name: str, at: int) -> None:
        if self._depth == 5 and self._cell is not None and self._text is not None:
            said = "".join(self._text)
            self._text = None
            self._cell.filled = self._cell.filled or bool(said.strip())
            self._cell.text = said
        elif self._depth == 4 and self._cell is not None:
            self._cell.end = self._past(name, at)
            if self._row is not None and self._cell.filled:
                self._row.filled = True
            self._cell = None
        elif self._depth == 3 and self._row is not None:
            self._row.end = self._past(name, at)
            self._row = None
        elif self._depth == 2:
            start = self.found.inside[0]
            self._in_data = self._light = False
            self.found.closed = not self._closes(name, at)
            opened = self._xml.index(b">", start) + 1
            self.found.inside = (start, at) if self.found.closed else (opened, at)

    def _closes(self, name: str, at: int) -> bool:
        """Whether an end tag of this name stands here; none of ours holds another of its name."""
        mark = b"</" + name.encode()
        return self._xml[at : at + len(mark)] == mark and self._xml[at + len(mark)] in b"> \t\r\n"

    def _past(self, name: str, at: int) -> int:
        """The offset behind an element whose end was reported at `at`."""
        return self._xml.index(b">", at) + 1 if self._closes(name, at) else at
