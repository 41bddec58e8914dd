"""Drop-downs whose words lie in other cells of the workbook: a range of a list sheet, straight or under a name."""

import io
import re
import warnings
from typing import Any

from seller_desk.core.listings.exporters.sheet_scan import area
from seller_desk.core.listings.exporters.template_book import Book

# A reference such as 'Valid Values'!$B$2:$B$90; anything else (INDIRECT, OFFSET) says its words only to Excel.
_RANGE = re.compile(
    r"^=?(?:'((?:[^']|'')+)'|([^'!()]+))!(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)$"
)
_NAME = re.compile(r"^=?([^\W\d][\w.]*)$")
_MOST_CELLS = 50_000


def resolve(book: Book, data: bytes) -> None:
    """Give each drop-down of the book the words that it refers to, where that can be read. Never raises: no list is no harm."""
    open_ones = [
        one for sheet in book.sheets for one in sheet.scan.choices if one.formula and not one.words
    ]
    if not open_ones:
        return
    import openpyxl

    known: dict[str, tuple[str, ...]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            opened = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for one in open_ones:
                if one.formula not in known:
                    known[one.formula] = _words(opened, one.formula)
                one.words = known[one.formula]
        except Exception:  # noqa: BLE001 - openpyxl raises whatever a damaged part makes it stumble over
            return


def _words(opened: Any, formula: str) -> tuple[str, ...]:
    name = _NAME.match(formula)
    if name:
        defined = opened.defined_names.get(name[1])
        formula = str(defined.attr_text) if defined is not None else ""
    match = _RANGE.match(formula)
    sheet_name = (match[1] or match[2]).replace("''", "'") if match else ""
    place = area(match[3].replace("$", "")) if match else None
    if place is None or sheet_name not in opened.sheetnames:
        return ()
    width = place.right - place.left + 1
    bottom = min(place.bottom, place.top + _MOST_CELLS // width)
    rows = opened[sheet_name].iter_rows(
        place.top, bottom, place.left + 1, place.right + 1, values_only=True
    )
    found = (str(cell).strip() for row in rows for cell in row if cell is not None)
    return tuple(dict.fromkeys(word for word in found if word))
