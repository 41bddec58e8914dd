"""A product sheet: which table of the file, where its header is, then its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.listings.exporters import shopify
from seller_desk.core.listings.importers.columns import score
from seller_desk.core.listings.importers.shop_rows import ShopFile, shop_file
from seller_desk.core.listings.model import Listing
from seller_desk.core.media.rows import Row, SheetFile
from seller_desk.core.media.sheets import open_file

_HEAD_ROWS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of an opened file (`name` is empty for CSV) with its header. `rows()` may be called again."""

    file: SheetFile
    name: str
    header_row: int
    headers: tuple[str, ...]
    shop: ShopFile | None = None

    def rows(self) -> Iterator[Row]:
        """Every row after the header that is not blank; of a shop's file, one a listing. DeskError beyond 300,000."""
        rows = self.file.rows(self.name, self.header_row)
        return self.shop.join(rows) if self.shop else rows

    @property
    def preset(self) -> str:
        """The mapping of the shop that wrote the file, or nothing."""
        return self.shop.preset if self.shop else ""

    def beside(self, known: Mapping[str, Listing]) -> "Sheet":
        """The same, told which products there are: a family of a shop's file keeps the parent that it came from."""
        if self.preset != shopify.FORMAT:
            return self
        handles = {shopify.handle_of(one, sku): sku for sku, one in known.items()}
        shop = shop_file(self.shop.given, handles) if self.shop else None
        return replace(self, shop=shop)


def open_sheet(path: Path, *, sheet: str = "", encoding: str = "") -> Sheet:
    """Open a CSV file or a workbook. `sheet` and `encoding` overrule what we would choose.

    Raises DeskError if the file is missing, empty, locked, too large, of another kind, or without any row.
    """
    file = open_file(path, score, encoding)
    if sheet and file.names and sheet not in file.names:
        raise DeskError(
            _("{name} has no sheet “{sheet}”").format(name=path.name, sheet=sheet),
            _("Its sheets: {names}").format(names=", ".join(file.names)),
            file=path,
        )
    name = (sheet or _best(file)) if file.names else ""
    header = _header_among(_first_rows(file, name), path)
    headers = _headers_of(header)
    shop = shop_file(headers)
    return Sheet(
        file=file,
        name=name,
        header_row=header.number,
        headers=shop.headers if shop else headers,
        shop=shop,
    )


def _best(file: SheetFile) -> str:
    """The sheet with most headers that we know; a hidden one only where no sheet in view has any."""
    ranked = [(_known(file, name), name) for name in file.names]
    in_view = [one for one in ranked if one[1] not in file.hidden and one[0] > 0]
    return max(in_view or ranked, key=lambda one: one[0])[1]


def _known(file: SheetFile, name: str) -> int:
    try:
        return max((score(row.cells) for row in _first_rows(file, name)), default=0)
    except DeskError:
        return -1


def _header_among(rows: Sequence[Row], path: Path) -> Row:
    """The row with most headers that we know; without any, the first row with two cells or more."""
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not filled:
        raise DeskError(_("{name} has no rows").format(name=path.name), "", file=path)
    best = max(filled, key=lambda row: score(row.cells))
    if score(best.cells):
        return best
    wide = [row for row in filled if sum(1 for cell in row.cells if cell.strip()) > 1]
    return wide[0] if wide else filled[0]


def _first_rows(file: SheetFile, name: str) -> list[Row]:
    """Enough rows to find the header in."""
    return list(islice(file.source(name), _HEAD_ROWS))


def _headers_of(row: Row) -> tuple[str, ...]:
    """Header cells without line breaks; empty ones at the end are no columns."""
    cells = [" ".join(cell.split()) for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)
