"""Which columns an Amazon workbook calls required: its sheet of data definitions names every key with its level.

The sheet is found by its content (a column that holds the template's keys, another that holds levels), since its name and
its heads are in the template's language.
"""

from collections.abc import Callable, Collection, Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal

from seller_desk.core.base.files import TooLargeError, in_use, read_ordinary
from seller_desk.core.listings.exporters.amazon_template import MOST_BYTES
from seller_desk.core.listings.exporters.template_map import template_words

Level = Literal["required", "conditional", "optional"]
_LEAST_KEYS = 3
_LONGEST_LEVEL = 40


def levels(path: Path, keys: Collection[str]) -> dict[str, Level]:
    """The level of each key that the workbook names one for; empty for text files and where there is no such sheet."""
    if path.suffix.casefold() not in (".xlsx", ".xlsm"):
        return {}
    try:
        data = read_ordinary(path, MOST_BYTES)
    except (TooLargeError, OSError) as problem:
        raise in_use(path) from problem
    for rows in _sheets(path, data):
        found = levels_in(rows, keys)
        if found:
            return found
    return {}


def levels_in(rows: Sequence[Sequence[object]], keys: Collection[str]) -> dict[str, Level]:
    """The levels that these rows of a sheet give; empty if they are no definitions."""
    known = frozenset(keys)
    key_at = _best_column(rows, known.__contains__)
    if key_at is None:
        return {}
    named = [row for row in rows if key_at < len(row) and str(row[key_at]).strip() in known]
    level_at = _best_column(named, lambda text: level_of(text) is not None)
    if level_at is None or level_at == key_at:
        return {}
    found: dict[str, Level] = {}
    for row in named:
        level = level_of(str(row[level_at])) if level_at < len(row) else None
        if level is not None:
            found.setdefault(str(row[key_at]).strip(), level)
    return found


def level_of(text: str) -> Level | None:
    """What a cell such as "Bedingt erforderlich" says; None for anything else."""
    words = " ".join(text.split()).casefold()
    if not words or len(words) > _LONGEST_LEVEL:
        return None
    for level in _ORDER:
        if any(word in words for word in template_words()[level]):
            return level
    return None


# A conditional column is called "required if", an optional one "not required".
_ORDER: tuple[Level, ...] = ("conditional", "optional", "required")


def _best_column(rows: Sequence[Sequence[object]], fits: Callable[[str], bool]) -> int | None:
    """The column in which most cells fit; None if hardly any do."""
    counts: dict[int, int] = {}
    for row in rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and fits(cell.strip()):
                counts[place] = counts.get(place, 0) + 1
    best = max(counts, key=lambda place: counts[place], default=None)
    return best if best is not None and counts[best] >= _LEAST_KEYS else None


def _sheets(path: Path, data: bytes) -> Sequence[Sequence[Sequence[object]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    from seller_desk.core.media.workbook_files import refuse_bomb

    refuse_bomb(path, data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except (CalamineError, ValueError, KeyError):
        return []
