"""Product feeds in XML (RSS items, Atom entries): every item a row, every element of it a column."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.media.rows import Row, SheetFile

_ITEMS = frozenset({"item", "entry"})
_MOST_COLUMNS = 500


def open_xml(path: Path, head: bytes) -> SheetFile:
    """Read a feed. Raises DeskError for XML without items, damaged, or with a document type of its own."""
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise _no_feed(path)
    headers: dict[str, None] = {}
    for item in _items(path):
        headers |= dict.fromkeys(item)
        if len(headers) > _MOST_COLUMNS:
            raise _no_feed(path)
    if not headers:
        raise _no_feed(path)
    names = list(headers)
    return SheetFile(path=path, format="xml", source=lambda _name: _rows(path, names))


def _rows(path: Path, names: list[str]) -> Iterator[Row]:
    """The names first, so that items are numbered from 2 as rows of a sheet are."""
    yield Row(1, names)
    for number, item in enumerate(_items(path), start=2):
        yield Row(number, [item.get(name, "") for name in names])


def _items(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open("rb") as handle:
            above: list[ET.Element] = []
            for event, element in ET.iterparse(handle, events=("start", "end")):
                if event == "start":
                    above.append(element)
                    continue
                above.pop()
                if _local(element.tag) not in _ITEMS:
                    continue
                yield _cells(element)
                if above:
                    # What was read is let go: a feed of any length takes the same memory.
                    above[-1].remove(element)
    except (ET.ParseError, ValueError, LookupError) as problem:
        raise _no_feed(path) from problem


def _cells(item: ET.Element) -> dict[str, str]:
    """Texts by element; those that come again are joined by commas (their own behind a backslash), parts by colons."""
    found: dict[str, list[str]] = {}
    for one in item:
        text = ":".join(part.strip() for part in one.itertext() if part.strip())
        if text := text or one.attrib.get("href", ""):
            found.setdefault(_local(one.tag), []).append(text)
    return {
        name: texts[0] if len(texts) == 1 else ",".join(one.replace(",", "\\,") for one in texts)
        for name, texts in found.items()
    }


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _no_feed(path: Path) -> DeskError:
    return DeskError(
        _("{name} is no product feed that this program reads").format(name=path.name),
        _("Save the products as CSV or XLSX."),
        file=path,
    )
