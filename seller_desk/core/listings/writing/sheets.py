"""Sheets of other tools: where their header is, and which of its columns we know."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.listings.importers.columns import plain
from seller_desk.core.media.rows import Row, SheetFile

_HEAD_ROWS = 15
# How many cells of a row are headers that we know.
Known = Callable[[Sequence[str]], int]


def headers_of(file: SheetFile, known: Known) -> Iterator[tuple[int, str, Row]]:
    """(how many headers we know, sheet, header row) of every sheet in view, best first. DeskError without any row."""
    found: list[tuple[int, str, Row]] = []
    for name in file.names or ("",):
        if name in file.hidden and len(file.hidden) < len(file.names):
            continue
        rows = [(known(row.cells), name, row) for row in islice(file.source(name), _HEAD_ROWS)]
        if rows:
            found.append(max(rows, key=lambda one: one[0]))
    if not found:
        raise DeskError(_("{name} has no rows").format(name=file.path.name), "", file=file.path)
    yield from sorted(found, key=lambda one: -one[0])


def columns_of(headers: Sequence[str], names: Mapping[str, str]) -> dict[str, int]:
    """Place of the column of each field; of two for one field the one whose name stands first in the catalogue."""
    order = {name: place for place, name in enumerate(names)}
    best: dict[str, tuple[int, int]] = {}
    for at, header in enumerate(headers):
        key = plain(header)
        field = names.get(key)
        if field and (field not in best or order[key] < best[field][0]):
            best[field] = (order[key], at)
    return {field: at for field, (_rank, at) in best.items()}


def cell(row: Row, at: int | None) -> str:
    """The cell without blanks around and line breaks in it; "" if the row is too short."""
    return " ".join(row.cells[at].split()) if at is not None and at < len(row.cells) else ""
