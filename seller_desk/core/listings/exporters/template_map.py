"""Which sheet of a downloaded template takes the data, where its head ends, and which column is which field.

Headers are recognised by the same words as those of imported sheets. What the template itself says counts first: rows
frozen on screen, drop-downs that begin below the head, merged header cells, a row that says "required" under each column.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.listings.exporters.sheet_scan import column_letters
from seller_desk.core.listings.exporters.template_book import Book, BookSheet
from seller_desk.core.listings.importers.columns import catalogue, plain, recognise, score

_MOST_HEAD = 20
_UNIT = re.compile(r"^(weight|length|width|height)\(([^)]+)\)$")
_LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetColumn:
    """A column from 0. `choices`: the words of its drop-down, where the sheet holds them itself."""

    index: int
    header: str
    field: str = ""
    unit: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateMap:
    """Where data goes. `fingerprint` is the same for every download of the same template, so a mapping is kept under it."""

    sheet: str
    part: str
    header_row: int
    data_row: int
    columns: tuple[TargetColumn, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What the seller says of the template; empty and 0: find out."""

    sheet: str = ""
    header_row: int = 0
    data_row: int = 0


def find_place(book: Book, places: Places) -> TemplateMap:
    """The data sheet and its head, no column mapped yet. DeskError if no sheet has headers that we know."""
    sheet = _chosen(book, places.sheet) if places.sheet else _best(book)
    rows = sheet.head
    number = places.header_row or _header_row(sheet)
    if number not in rows:
        raise DeskError(
            _("{name} has no row of headers that we know").format(name=book.package.path.name),
            _("Name it with --sheet and --header-row, and its columns with --map."),
            file=book.package.path,
        )
    data = places.data_row or _data_row(sheet, number)
    if data <= number:
        raise UsageProblem(_("Data begins below the row of headers"))
    keys = _all_keys(rows, number, data)
    columns = tuple(
        TargetColumn(
            index=index,
            header=text,
            required=_required(rows, index, data),
            choices=_choices(sheet, index, data),
        )
        for index, text in sorted(keys.items())
    )
    said = "\0".join([sheet.name, *(f"{one.index}:{one.header}" for one in columns)])
    return TemplateMap(
        sheet=sheet.name,
        part=sheet.part,
        header_row=number,
        data_row=data,
        columns=columns,
        fingerprint=hashlib.sha256(said.encode()).hexdigest()[:32],
    )


def mapped(place: TemplateMap, chosen: Mapping[str, str]) -> TemplateMap:
    """The columns with their fields. `chosen` maps headers or column letters to fields ("" = leave empty) and wins.

    Weight and sizes may name a unit: `weight(kg)`. UsageProblem for a header that is not there or no field.
    """
    by_header = {one.header: _bare(one.header) for one in place.columns}
    letters = {column_letters(one.index): _bare(one.header) for one in place.columns}
    wanted: dict[str, str] = {}
    units: dict[str, str] = {}
    for name, field in chosen.items():
        header = by_header.get(name) or letters.get(name.upper(), _bare(name))
        named = _UNIT.match(field)
        if named and named[2].casefold() in catalogue().units:
            field, units[plain(header)] = named[1], catalogue().units[named[2].casefold()]
        wanted[header] = field
    found = recognise([_bare(one.header) for one in place.columns], chosen=wanted)
    columns = tuple(
        replace(one, field=seen.field, unit=units.get(plain(seen.header), seen.unit))
        for one, seen in zip(place.columns, found, strict=True)
    )
    return replace(place, columns=columns)


def _chosen(book: Book, name: str) -> BookSheet:
    found = next((one for one in book.sheets if one.name == name), None)
    if found is None:
        raise DeskError(
            _("{name} has no sheet “{sheet}”").format(name=book.package.path.name, sheet=name),
            _("Its sheets: {names}").format(names=", ".join(one.name for one in book.sheets)),
            file=book.package.path,
        )
    return found


def _best(book: Book) -> BookSheet:
    """Most known headers in one row; a hidden sheet only where none in view has any."""
    ranked = [(_score(one), one) for one in book.sheets]
    in_view = [one for one in ranked if not one[1].hidden and one[0] >= _LEAST]
    return max(in_view or ranked, key=lambda one: one[0])[1]


def _score(sheet: BookSheet) -> int:
    return max((_row_score(cells) for cells in sheet.head.values()), default=0)


def _row_score(cells: Mapping[int, str]) -> int:
    # A long text under a header explains it; a header is short.
    return score([_short(text) for text in cells.values()])


def _short(text: str) -> str:
    words = _bare(" ".join(text.split()))
    return words if len(words) <= 80 else ""


def _bare(header: str) -> str:
    """Without the stars of required columns; a unit behind a comma as one in brackets ("Вес, г")."""
    text = header.strip(" *＊")
    name, comma, last = text.rpartition(",")
    if not comma:
        return text
    if last.strip().casefold() in catalogue().units:
        return f"{name} ({last.strip()})"
    return name if score([name]) else text


def _header_row(sheet: BookSheet) -> int:
    ranked = [
        (_row_score(cells), -number) for number, cells in sheet.head.items() if number <= _MOST_HEAD
    ]
    best = max(ranked, default=(0, 0))
    return -best[1] if best[0] >= _LEAST else 0


def _data_row(sheet: BookSheet, header: int) -> int:
    """The first row of data: below frozen rows, where drop-downs begin, else below all that is clearly head."""
    scan = sheet.scan
    least = header + 1
    for one in scan.merges:
        if one.top <= header:
            least = max(least, one.bottom + 1)
    for number in sorted(sheet.head):
        if least <= number <= header + _MOST_HEAD and _is_head(sheet.head[number]):
            least = number + 1
    frozen = scan.frozen + 1 if header <= scan.frozen <= header + _MOST_HEAD else 0
    tops = [area.top for one in scan.choices for area in one.areas if area.bottom > area.top]
    below = [top for top in tops if least <= top <= header + _MOST_HEAD]
    listed = max(set(below), key=lambda top: (below.count(top), -top)) if below else 0
    return max(least, frozen, listed)


def _is_head(cells: Mapping[int, str]) -> bool:
    """A second row of headers, or one that says which columns are required."""
    known = _row_score(cells)
    marks = sum(1 for text in cells.values() if _mark(text) is not None)
    return known >= max(_LEAST, len(cells) // 2) or (marks > 0 and marks * 2 >= len(cells))


def _all_keys(rows: Mapping[int, Mapping[int, str]], header: int, data: int) -> dict[int, str]:
    """A header for every column: that of the header row, but one that we know from another row where it is unknown."""
    keys = {column: " ".join(text.split()) for column, text in rows[header].items()}
    others = [
        cells
        for number, cells in rows.items()
        if number < data and number != header and _row_score(cells) >= _LEAST
    ]
    for cells in others:
        for column, text in cells.items():
            better = " ".join(text.split())
            if column not in keys or (
                not score([_short(keys[column])]) and score([_short(better)])
            ):
                keys[column] = better
    return keys


def _required(rows: Mapping[int, Mapping[int, str]], column: int, data: int) -> bool:
    """Whether a cell of the head clearly says that this column must be filled."""
    said = [
        _mark(cells[column]) for number, cells in rows.items() if number < data and column in cells
    ]
    return any(one is True for one in said) and not any(one is False for one in said)


def _mark(text: str) -> bool | None:
    """True for "required" and a star at either end, False for "optional", None where neither is said."""
    words = " ".join(text.split()).casefold()
    if len(words) > 80:
        return None
    if any(word in words for word in template_words()["optional"]):
        return False
    if any(word in words for word in template_words()["required"]):
        return True
    return True if words.startswith(("*", "＊")) or words.endswith(("*", "＊")) else None


def _choices(sheet: BookSheet, column: int, data: int) -> tuple[str, ...]:
    for one in sheet.scan.choices:
        for area in one.areas:
            if area.left <= column <= area.right and area.bottom >= data and one.words:
                return one.words
    return ()


@cache
def template_words() -> Mapping[str, Sequence[str]]:
    """Words by which templates say "required" and the like, in small letters."""
    path = resources_dir() / "catalogs" / "listing_columns.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    words: Mapping[str, Sequence[str]] = data["template_marks"]
    return words
