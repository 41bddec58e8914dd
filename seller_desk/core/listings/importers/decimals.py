"""Which sign stands before the fractions of a sheet's numbers, told from its first rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from seller_desk.core.listings.importers.columns import Column
from seller_desk.core.listings.importers.values import COMMA, POINT
from seller_desk.core.media.rows import Row

_NUMBERS = frozenset({"price", "cost", "weight", "length", "width", "height", "list_price"})
# One or two digits, or more than three, cannot be thousands; three may be.
_COMMA = re.compile(r"(?<![\d.,])\d+,(\d{1,2}|\d{4,})(?!\d)|\d\.\d{3},\d|\d{1,3}(\.\d{3}){2,}")
_POINT = re.compile(r"(?<![\d.,])\d*\.(\d{1,2}|\d{4,})(?!\d)|\d,\d{3}\.\d|\d{1,3}(,\d{3}){2,}")


def decimal_of(columns: Sequence[Column], sample: Iterable[Row]) -> str:
    """`point`, `comma`, or "" where the numbers show neither or both: then each cell is judged for itself."""
    places = [
        one.index for one in columns if one.field.partition("@")[0].partition(".")[0] in _NUMBERS
    ]
    comma = point = False
    for row in sample:
        for place in places:
            text = row.cells[place] if place < len(row.cells) else ""
            comma = comma or bool(_COMMA.search(text))
            point = point or bool(_POINT.search(text))
    if comma == point:
        return ""
    return COMMA if comma else POINT


def with_decimal(columns: Sequence[Column], decimal: str) -> list[Column]:
    """The columns, told the sign."""
    return [replace(one, decimal=decimal) for one in columns]
