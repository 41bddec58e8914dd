"""What an XLSX carries beside its values: macros (never run), merged cells, pictures that stand on rows.

Pictures come in two ways: drawings anchored at a cell, and those that WPS keeps inside a cell (`DISPIMG`).
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from xml.etree import ElementTree as ET

from seller_desk.core.media.workbook_size import Area, PartFacts

MOST_PICTURE_BYTES = 100 * 1024 * 1024
_MOST_XML = 64 * 1024 * 1024
_CELL_IMAGES = "xl/cellimages.xml"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".avif")
_IN_CELL = re.compile(r'DISPIMG\(\s*"([^"]+)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetExtras:
    """Of one sheet: formulas without a value and those that went wrong (row from 1, column from 0), merged areas.

    `pictures`: names of parts by row.
    """

    bare: frozenset[tuple[int, int]] = frozenset()
    wrong: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[Area, ...] = ()
    pictures: dict[int, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookExtras:
    """Of a workbook. `in_cells`: parts of pictures by the id that cells name them with."""

    macros: bool = False
    sheets: dict[str, SheetExtras] = field(default_factory=dict)
    in_cells: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> SheetExtras:
        """Of this sheet."""
        return self.sheets.get(name, SheetExtras())

    def named(self, text: str) -> str:
        """The part of the picture that a cell shows, "" where its text is none of that kind."""
        match = _IN_CELL.search(text)
        return self.in_cells.get(match[1], "") if match else ""


NOTHING = BookExtras()


def extras_of(data: bytes, facts: dict[str, PartFacts]) -> BookExtras:
    """Read what the package says; what is damaged in it is not there. Nothing in it is run."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(_Package(archive), facts)
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError, RuntimeError):
        return NOTHING


def picture_bytes(data: bytes, part: str) -> bytes:
    """A picture of the package. OSError if it is not there or beyond 100 MB."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part) as handle:
            found = handle.read(MOST_PICTURE_BYTES + 1)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError) as problem:
        raise OSError(str(problem)) from problem
    if len(found) > MOST_PICTURE_BYTES:
        raise OSError(part)
    return found


class _Package:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = set(archive.namelist())

    def tree(self, part: str) -> ET.Element | None:
        """The part's XML, None where there is none that can be trusted."""
        if part not in self.names or self._archive.getinfo(part).file_size > _MOST_XML:
            return None
        data = self._archive.read(part)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            return None
        try:
            return ET.fromstring(data)
        except ET.ParseError:
            return None

    def related(self, part: str) -> dict[str, str]:
        """Parts that this one names, by id."""
        folder = dirname(part)
        root = self.tree(join(folder, "_rels", part.rpartition("/")[2] + ".rels"))
        found: dict[str, str] = {}
        for one in root if root is not None else ():
            target = one.attrib.get("Target", "").replace("\\", "/")
            if target and one.attrib.get("TargetMode") != "External":
                whole = target[1:] if target.startswith("/") else normpath(join(folder, target))
                found[one.attrib.get("Id", "")] = whole
        return found


def _read(package: _Package, facts: dict[str, PartFacts]) -> BookExtras:
    sheets: dict[str, SheetExtras] = {}
    root = package.tree("xl/workbook.xml")
    parts = package.related("xl/workbook.xml")
    for one in root.iter() if root is not None else ():
        if _local(one.tag) != "sheet":
            continue
        part = parts.get(_id_of(one), "")
        of_part = facts.get(part, PartFacts())
        sheets[one.attrib.get("name", "")] = SheetExtras(
            bare=frozenset(of_part.bare),
            wrong=frozenset(of_part.wrong),
            merged=tuple(of_part.merged),
            pictures=_pictures(package, part),
        )
    return BookExtras(
        macros=any(name.casefold().endswith("vbaproject.bin") for name in package.names),
        sheets=sheets,
        in_cells=_in_cells(package),
    )


def _pictures(package: _Package, part: str) -> dict[int, list[str]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for drawing in package.related(part).values():
        if "drawing" not in drawing or not drawing.endswith(".xml"):
            continue
        root = package.tree(drawing)
        targets = package.related(drawing)
        for anchor in root if root is not None else ():
            place = _begins_at(anchor)
            for embed in _embedded(anchor):
                if place and _is_picture(package, targets.get(embed, "")):
                    found.setdefault(place[0], []).append((place[1], targets[embed]))
    return {row: [name for _column, name in sorted(one)] for row, one in found.items()}


def _is_picture(package: _Package, part: str) -> bool:
    """Drawings of lines and shapes (EMF, WMF) are no product pictures."""
    return part in package.names and part.casefold().endswith(_PICTURES)


def _begins_at(anchor: ET.Element) -> tuple[int, int] | None:
    """(row from 1, column from 0) of the cell that the picture begins in."""
    begin = next((one for one in anchor if _local(one.tag) == "from"), None)
    if begin is None:
        return None
    said = {_local(one.tag): (one.text or "").strip() for one in begin}
    row, column = said.get("row", ""), said.get("col", "")
    return (int(row) + 1, int(column)) if row.isdecimal() and column.isdecimal() else None


def _in_cells(package: _Package) -> dict[str, str]:
    root = package.tree(_CELL_IMAGES)
    targets = package.related(_CELL_IMAGES)
    found: dict[str, str] = {}
    for one in root if root is not None else ():
        names = [each.attrib.get("name", "") for each in one.iter() if _local(each.tag) == "cNvPr"]
        for embed in _embedded(one):
            if names and _is_picture(package, targets.get(embed, "")):
                found[names[0]] = targets[embed]
    return found


def _embedded(element: ET.Element) -> Iterator[str]:
    for one in element.iter():
        if _local(one.tag) == "blip":
            yield next((v for k, v in one.attrib.items() if _local(k) == "embed"), "")


def _id_of(element: ET.Element) -> str:
    return next((v for k, v in element.attrib.items() if k.endswith("}id")), "")


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
