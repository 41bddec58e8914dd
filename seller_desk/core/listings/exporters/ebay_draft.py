"""eBay's draft file: nothing goes live, the seller completes each draft on eBay."""

import csv
import io
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.money import Money
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.listings.exporters.result import (
    EAN_NOT_UPC,
    LOCAL_PICTURE,
    OTHER_CURRENCY,
    PARENT_NOT_CARRIED,
    ExportResult,
    Note,
    guarded,
)
from seller_desk.core.listings.model import Listing, is_parent, on_site

FORMAT = "ebay-draft"


@dataclass(frozen=True, slots=True)
class DraftLayout:
    """The lines above the data, as eBay's own download has them."""

    info: tuple[tuple[str, ...], ...]
    header: tuple[str, ...]
    currency: str


def sites() -> list[str]:
    """Sites whose draft header is known."""
    return sorted(_catalogue()["site"])


def export(listings: Iterable[Listing], site: str, parents: frozenset[str]) -> ExportResult:
    """The draft file of this site. Raises DeskError for a site whose header is not known."""
    layout = _layout(site)
    result = ExportResult(FORMAT)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    width = len(layout.header)
    for line in layout.info:
        writer.writerow([*line, *([""] * (width - len(line)))])
    writer.writerow(layout.header)
    for listing in listings:
        if is_parent(listing, parents):
            result.left_out.append(Note(listing.sku, PARENT_NOT_CARRIED))
            continue
        writer.writerow([guarded(cell) for cell in _row(listing, site, layout, result)])
        result.written += 1
    result.data = buffer.getvalue().encode("utf-8")
    return result


def _row(listing: Listing, site: str, layout: DraftLayout, result: ExportResult) -> list[str]:
    data = _catalogue()
    view = on_site(listing, site)
    urls = [image.url for image in listing.images if image.url]
    local = len(listing.images) - len(urls)
    if local:
        result.notes.append(Note(listing.sku, LOCAL_PICTURE, count=local))
    price = ""
    if view.price is not None and view.currency in ("", layout.currency):
        price = format(Money(view.price, layout.currency).rounded().amount, "f")
    elif view.price is not None:
        result.notes.append(Note(listing.sku, OTHER_CURRENCY, what=view.currency))
    upc = _upc(listing.gtin)
    if listing.gtin and not upc:
        result.notes.append(Note(listing.sku, EAN_NOT_UPC))
    return [
        data["action"],
        listing.sku,
        view.category_id,
        view.title,
        upc,
        price,
        "" if listing.quantity is None else str(listing.quantity),
        data["picture_separator"].join(urls),
        data["conditions"].get(listing.condition, listing.condition),
        view.description,
        data["format"],
    ]


def _upc(gtin: str) -> str:
    """A UPC is 12 digits; an EAN that begins with zero is one in 13."""
    if len(gtin) == 13 and gtin.startswith("0"):
        return gtin[1:]
    return gtin if len(gtin) == 12 else ""


def _layout(site: str) -> DraftLayout:
    found = _catalogue()["site"].get(site)
    if found is None:
        raise DeskError(
            _("The draft file of {site} is not known").format(site=site),
            _("Known: {sites}").format(sites=", ".join(sites())),
        )
    return DraftLayout(
        tuple(tuple(line) for line in found["info"]), tuple(found["header"]), found["currency"]
    )


@cache
def _catalogue() -> dict[str, Any]:
    path = resources_dir() / "catalogs" / "ebay_draft.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
