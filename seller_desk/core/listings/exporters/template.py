"""Listings into any template that a platform lets the seller download as XLSX or XLSM.

The file's other parts stay byte for byte (`workbook_fill`). Words that only the template knows (drop-downs) are taken
from the list that the sheet holds, never guessed; what found no place is noted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import TooLargeError, in_use, read_ordinary
from seller_desk.core.base.language import N_, _
from seller_desk.core.listings.exporters.drop_downs import resolve
from seller_desk.core.listings.exporters.package import MOST_BYTES, damaged
from seller_desk.core.listings.exporters.result import (
    LOCAL_PICTURE,
    NO_PLACE,
    PARENT_NOT_CARRIED,
    REQUIRED_EMPTY,
    ExportResult,
    Note,
)
from seller_desk.core.listings.exporters.sheet_scan import column_letters
from seller_desk.core.listings.exporters.template_book import Book, open_book
from seller_desk.core.listings.exporters.template_map import TargetColumn, TemplateMap
from seller_desk.core.listings.exporters.template_values import value_of
from seller_desk.core.listings.exporters.workbook_fill import (
    LONGEST_TEXT,
    Filled,
    SheetFiller,
    Value,
    legal,
)
from seller_desk.core.listings.fields import field_label
from seller_desk.core.listings.importers.columns import plain
from seller_desk.core.listings.model import Listing, is_parent, on_site

FORMAT = "template"
UNIT_UNKNOWN = N_("Column {what} names no unit; say it as in --map COLUMN=weight(kg)")
NOT_IN_LIST = N_("No choice of the list in column {what} fits; choose it in the sheet")
TOO_LONG = N_("The text for column {what} is longer than a cell can be")
FORMULA_KEPT = N_("Column {what} has formulas in {count} rows; they were left")
KEPT_ROWS = N_(
    "{count} rows of the template hold something and were kept; see whether they are examples"
)
CLEARED = N_("{count} filled cells of the template gave way to the listings")
_WANTED = ("sku", "title", "price", "quantity", "gtin", "brand", "description", "search_terms")
REQUIRED_UNMAPPED = N_("Required column {what} is mapped to no field; use --map")


@dataclass(slots=True)
class TemplateResult(ExportResult):
    """An export with where it went: the sheet, first and last row, and the columns with their fields."""

    place: TemplateMap | None = None
    rows: tuple[int, int] = (0, 0)
    fields: list[TargetColumn] = field(default_factory=list)


def read_book(path: Path) -> Book:
    """Open the template. DeskError if it cannot be read or filled."""
    try:
        data = read_ordinary(path, MOST_BYTES)
        book = open_book(path, data)
        resolve(book, data)
        return book
    except TooLargeError as problem:
        raise damaged(path) from problem
    except OSError as problem:
        raise in_use(path) from problem


def export(
    listings: Iterable[Listing],
    site: str,
    parents: frozenset[str],
    book: Book,
    place: TemplateMap,
    *,
    replace: bool = False,
) -> TemplateResult:
    """The filled template. `site` may be empty: then each listing's own values, not a site's.

    `replace`: rows below the head give way; else the listings go below what is there. DeskError if no column is mapped.
    """
    columns = [one for one in place.columns if one.field]
    if not columns:
        raise DeskError(
            _("No column of {name} is mapped to a field").format(name=book.package.path.name),
            _("Map them with --map COLUMN=field."),
            file=book.package.path,
        )
    result = TemplateResult(FORMAT, place=place, fields=list(place.columns))
    maker = _Rows(place.columns, site, result)
    records = []
    for one in listings:
        if is_parent(one, parents):
            result.left_out.append(Note(one.sku, PARENT_NOT_CARRIED))
        else:
            records.append(maker.record(one))
    result.written = len(records)
    known = next((one.scan for one in book.sheets if one.part == place.part), None)
    filler = SheetFiller(book.package, place.part, place.data_row, book.styles, known)
    result.data, done = filler.fill(records, replace=replace)
    result.rows = (done.first, done.last)
    _say_of_file(result, place, done, maker)
    return result


class _Rows:
    """Makes the records, noting what found no place."""

    def __init__(self, columns: Sequence[TargetColumn], site: str, result: ExportResult) -> None:
        self._columns, self._site, self._result = columns, site, result
        self._fields = {one.field.partition("@")[0] for one in columns if one.field}
        self.homeless: dict[str, int] = {}

    def record(self, listing: Listing) -> dict[int, Value]:
        """Values by column."""
        record: dict[int, Value] = {}
        used: set[str] = set()
        for column in self._columns:
            value = self._value(column, listing, used)
            if isinstance(value, str) and len(legal(value)) > LONGEST_TEXT:
                self._note(listing, TOO_LONG, column.header)
            elif value not in (None, ""):
                record[column.index] = value
            elif column.required and column.field:
                self._note(listing, REQUIRED_EMPTY, column.header)
        self._say_what_is_left(listing, used)
        return record

    def _value(self, column: TargetColumn, listing: Listing, used: set[str]) -> Value | None:
        if not column.field:
            return _by_name(column, listing, used)
        found = value_of(column.field, column.unit, column.header, listing, self._site)
        if found.used:
            used.add(found.used)
        if found.unit_lacks:
            self._note(listing, UNIT_UNKNOWN, column.header)
            return None
        if not column.choices or not found.words:
            return found.value
        offered = {plain(one): one for one in column.choices}
        for word in found.words:
            if plain(word) in offered:
                return offered[plain(word)]
        self._note(listing, NOT_IN_LIST, column.header)
        return None

    def _note(self, listing: Listing, reason: str, what: str) -> None:
        self._result.notes.append(Note(listing.sku, reason, what=what))

    def _say_what_is_left(self, listing: Listing, used: set[str]) -> None:
        local = sum(1 for image in listing.images if not image.url)
        if local:
            self._result.notes.append(Note(listing.sku, LOCAL_PICTURE, count=local))
        view = on_site(listing, self._site)
        for name in _WANTED:
            value = getattr(view, name, None) or getattr(listing, name)
            if value not in (None, "") and name not in self._fields:
                self.homeless[name] = self.homeless.get(name, 0) + 1
        for many, count in (("bullets", len(view.bullets)), ("images", len(listing.images))):
            room = sum(1 for one in self._fields if one.partition(".")[0] == many)
            if count - (local if many == "images" else 0) > room:
                self.homeless[many] = self.homeless.get(many, 0) + 1
        for name in listing.options:
            if f"option:{name}" not in used:
                self._note(listing, NO_PLACE, name)


def _by_name(column: TargetColumn, listing: Listing, used: set[str]) -> Value | None:
    """An option or attribute whose name is the header's."""
    key = plain(column.header)
    for kind, values in (("option", listing.options), ("attribute", listing.attributes)):
        for name, value in values.items():
            if plain(name) == key:
                used.add(f"{kind}:{name}")
                return value
    return None


def _say_of_file(result: TemplateResult, place: TemplateMap, done: Filled, maker: _Rows) -> None:
    notes = result.notes
    kept = done.first - place.data_row
    notes += [Note("", KEPT_ROWS, count=kept)] if kept > 0 else []
    notes += [Note("", CLEARED, count=done.cleared)] if done.cleared else []
    headers: Mapping[int, str] = {one.index: one.header for one in place.columns}
    met: dict[int, int] = {}
    for _row, column in done.formulas:
        met[column] = met.get(column, 0) + 1
    for column, count in sorted(met.items()):
        name = headers.get(column, column_letters(column))
        notes.append(Note("", FORMULA_KEPT, what=name, count=count))
    notes += [
        Note("", REQUIRED_UNMAPPED, what=one.header)
        for one in place.columns
        if one.required and not one.field
    ]
    notes += [Note("", NO_PLACE, what=field_label(one)) for one in maker.homeless]
