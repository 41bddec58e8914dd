"""A sheet's row into changes of a listing. Blank cells leave alone what is there; nothing is guessed silently."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from seller_desk.core.base.language import N_, _
from seller_desk.core.listings.importers.clearing import emptied
from seller_desk.core.listings.importers.columns import Column, catalogue
from seller_desk.core.listings.importers.setters import (
    NOT_A_WEB_ADDRESS,
    PLAIN_TEXTS,
    BadCell,
    Changes,
    setter_for,
)
from seller_desk.core.listings.model import Listing, ListingImage, SiteFields
from seller_desk.core.listings.part_values import COUNTS, DAYS, PRICES, with_parts
from seller_desk.core.media.workbook_extras import NOTHING, BookExtras

NOT_A_PRICE = N_("“{value}” in column “{column}” is not a price")
NOT_A_COUNT = N_("“{value}” in column “{column}” is not a whole number")
NOT_A_MEASURE = N_("“{value}” in column “{column}” is not a weight or length")
NOT_A_GTIN = N_(
    "“{value}” in column “{column}” is not a product code; format the column as text and type it again"
)
NOT_A_DAY = N_("“{value}” in column “{column}” is not a day; write 2026-12-31")
NOT_A_CUSTOMS_CODE = N_("“{value}” in column “{column}” is no customs code (HS)")
NOT_A_COUNTRY = N_("“{value}” in column “{column}” is not a country")
NOT_YES_OR_NO = N_("“{value}” in column “{column}” is neither yes nor no")
NO_SKU = N_("The row has no SKU")
SKU_TWICE = N_("SKU {value} stands in row {column} already")
TOO_MANY_CELLS = N_("The row has more cells than the header: “{value}”")
PICTURE_MISSING = N_("There is no picture “{value}” beside the sheet")
CELL_ERROR = N_(
    "“{value}” in column “{column}” is an error of the spreadsheet; put the value there"
)
FORMULA = N_("“{value}” in column “{column}” is a formula; put its value there")
NO_CLEARING_SKU = N_("The SKU in column “{column}” cannot be cleared")
NO_VALUE = N_(
    "Column “{column}” holds a formula that was never computed; open the file in Excel or WPS and save it"
)
WRONG_VALUE = N_(
    "Column “{column}” holds an error of the spreadsheet (#N/A and the like); put the value there"
)
PICTURE_DAMAGED = N_("The picture in the sheet (“{value}”) cannot be read")
OPEN_QUOTE = N_("A quotation mark opens in row {column} and never closes")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row was not taken: one of the reasons above with its column and value."""

    row: int
    reason: str
    column: str = ""
    value: str = ""

    def text(self) -> str:
        """In the language in use."""
        shown = self.value if len(self.value) <= 60 else self.value[:59] + "…"
        return _(self.reason).format(value=shown, column=self.column)


# Cells that other cells need come first: units before weights, option names before their values.
_GUARDED = frozenset("=+-@")
# First characters of cells that may be more than their text: an apostrophe, an error, a formula, a word that clears.
_MARKED = frozenset("'#=[【")
_QUOTED_TEXT = re.compile(r'="([^"]*)"')
_FIRST = ("weight_unit", "size_unit", "option_name", "currency", "cost_currency")


class RowReader:
    """Reads rows under one mapping. Plain texts are copied in one loop; every other column has a setter of its own."""

    def __init__(
        self, columns: Sequence[Column], extras: BookExtras = NOTHING, sheet: str = ""
    ) -> None:
        self._extras, self._own = extras, extras.of(sheet)
        mapped = [column for column in columns if column.field]
        mapped.sort(key=lambda column: not column.field.startswith(_FIRST))
        self._texts = [(one.index, one.field) for one in mapped if one.field in PLAIN_TEXTS]
        self._attributes = [
            (one.index, one.field.partition(":")[2])
            for one in mapped
            if one.field.startswith("attribute:")
        ]
        simple = {index for index, _name in (*self._texts, *self._attributes)}
        self._setters = [
            (one.index, one, setter_for(one)) for one in mapped if one.index not in simple
        ]
        self._width = len(columns)
        self._columns = {one.index: one for one in mapped}

    def read(self, row: int, cells: Sequence[str]) -> Changes | RowProblem:
        """What the row says, or why it cannot be taken."""
        have = len(cells)
        if have > self._width:
            extra = " ".join(cell for cell in cells[self._width :] if cell.strip())
            if extra:
                return RowProblem(row, TOO_MANY_CELLS, value=extra)
        if have < self._width:
            cells = [*cells, *([""] * (self._width - have))]
        cells = [*map(str.strip, cells)]
        for cells_of, reason in ((self._own.bare, NO_VALUE), (self._own.wrong, WRONG_VALUE)):
            if cells_of and (header := self._among(row, cells_of)):
                return RowProblem(row, reason, column=header)
        changes = Changes()
        if self._own.pictures:
            changes.embedded = list(self._own.pictures.get(row, ()))
        try:
            self._copy(cells, changes)
        except BadCell as bad:
            return RowProblem(row, bad.reason, bad.column, bad.value)
        problem = self._set(row, cells, changes)
        if problem is None and not changes.sku:
            return RowProblem(row, NO_SKU)
        if changes.plain.get("parent_sku") == changes.sku:
            # Tools that give every product a parent give a single one itself.
            del changes.plain["parent_sku"]
        return problem or changes

    def _among(self, row: int, places: frozenset[tuple[int, int]]) -> str:
        """The header of a mapped column whose cell is one of these."""
        found = (one for one in self._columns.values() if (row, one.index) in places)
        return next((one.header for one in found), "")

    def _copy(self, cells: Sequence[str], changes: Changes) -> None:
        plain, attributes = changes.plain, changes.attributes
        for index, name in self._texts:
            if text := cells[index]:
                if text[0] in _MARKED:
                    text = self._marked(changes, index, text)
                    if not text:
                        continue
                plain[name] = text
        for index, name in self._attributes:
            if text := cells[index]:
                if text[0] in _MARKED:
                    text = self._marked(changes, index, text)
                    if not text:
                        continue
                attributes[name] = text

    def _marked(self, changes: Changes, index: int, text: str) -> str:
        """The text behind an apostrophe or `="..."`; "" where it clears the field. BadCell for formulas and errors."""
        if text[0] == "'":
            return unguarded(text)
        column = self._columns[index]
        words = catalogue()
        if text[0] == "=" and (part := self._extras.named(text)):
            changes.embedded.append(part)
            return ""
        if text.casefold() in words.clear:
            if column.field == "sku":
                raise BadCell(NO_CLEARING_SKU, column.header, text)
            changes.cleared.append(column.field)
            return ""
        if text in words.errors:
            raise BadCell(CELL_ERROR, column.header, text)
        if text[0] == "=" and len(text) > 1:
            quoted = _QUOTED_TEXT.fullmatch(text)
            if quoted is None:
                raise BadCell(FORMULA, column.header, text)
            return quoted[1].strip()
        return text

    def _set(self, row: int, cells: Sequence[str], changes: Changes) -> RowProblem | None:
        for index, column, setter in self._setters:
            text = cells[index]
            if not text:
                continue
            try:
                if text[0] in _MARKED:
                    text = self._marked(changes, column.index, text)
                    if not text:
                        continue
                setter(changes, text)
            except BadCell as bad:
                return RowProblem(row, bad.reason, bad.column, bad.value)
            except ValueError:
                return RowProblem(row, _reason_for(column.field), column.header, text)
        return None


def unguarded(text: str) -> str:
    """Without the apostrophe that our own exports put before what a spreadsheet would take for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in _GUARDED else text


def merged(changes: Changes, before: Listing) -> Listing:
    """The listing with the row's values; what the row left blank stays, what it clears goes first."""
    if changes.cleared:
        before = emptied(before, changes.cleared)
    fields: dict[str, Any] = dict(changes.plain)
    if changes.bullets:
        fields["bullets"] = _placed(before.bullets, changes.bullets, "")
    if changes.images:
        fields["images"] = _pictures(before.images, changes.images)
    if changes.options:
        fields["options"] = before.options | changes.options
    if changes.attributes:
        fields["attributes"] = before.attributes | changes.attributes
    if changes.parts:
        before = with_parts(before, changes.parts)
    if changes.sites:
        sites = dict(before.sites)
        for site, own in changes.sites.items():
            old = sites.get(site, SiteFields())
            own = dict(own)
            if "bullets" in own:
                own["bullets"] = _placed(old.bullets, own["bullets"], "")
            sites[site] = msgspec.structs.replace(old, **own)
        fields["sites"] = sites
    return msgspec.structs.replace(before, **fields) if fields else before


def created(changes: Changes, listing_id: str, company_id: str) -> Listing:
    """A new listing from the row: the same as `merged` into a blank one, without making that first."""
    if changes.sites or changes.parts:
        return merged(changes, Listing(id=listing_id, company_id=company_id, sku=changes.sku))
    fields: dict[str, Any] = changes.plain
    if changes.bullets:
        bullets = changes.bullets
        fields["bullets"] = [bullets[place] for place in sorted(bullets) if bullets[place]]
    if changes.images:
        fields["images"] = _pictures((), changes.images)
    if changes.options:
        fields["options"] = changes.options
    if changes.attributes:
        fields["attributes"] = changes.attributes
    return Listing(id=listing_id, company_id=company_id, sku=changes.sku, **fields)


def _placed(before: Sequence[str], new: dict[int, str], blank: str) -> list[str]:
    size = max(len(before), max(new) + 1)
    whole = [*before, *([blank] * (size - len(before)))]
    for place, text in new.items():
        whole[place] = text
    return [text for text in whole if text]


def _pictures(
    before: Sequence[ListingImage], new: dict[int, str | ListingImage]
) -> list[ListingImage]:
    if not before and len(new) == 1:
        ((_place, only),) = new.items()
        return [ListingImage(url=only) if isinstance(only, str) else only]
    known = {image.url: image for image in before if image.url}
    whole: list[ListingImage | None] = [*before]
    whole += [None] * (max(new) + 1 - len(whole))
    for place, one in new.items():
        if isinstance(one, str):
            one = known.get(one) or ListingImage(url=one)
        whole[place] = one
    return [image for image in whole if image is not None]


def _reason_for(field: str) -> str:
    name = field.partition("@")[0].partition(".")[0]
    return {
        "price": NOT_A_PRICE,
        "cost": NOT_A_PRICE,
        "quantity": NOT_A_COUNT,
        "gtin": NOT_A_GTIN,
        "origin_country": NOT_A_COUNTRY,
        "gtin_exempt": NOT_YES_OR_NO,
        "images": NOT_A_WEB_ADDRESS,
    }.get(name) or _reason_of_part(field)


def _reason_of_part(field: str) -> str:
    if field in PRICES:
        return NOT_A_PRICE
    if field in COUNTS:
        return NOT_A_COUNT
    if field in DAYS:
        return NOT_A_DAY
    if field.endswith(".country"):
        return NOT_A_COUNTRY
    return NOT_A_CUSTOMS_CODE if field == "compliance.hs_code" else NOT_A_MEASURE
