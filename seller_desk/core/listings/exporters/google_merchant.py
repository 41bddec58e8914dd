"""Google Merchant Center's tab-separated file: a line an offer, variations joined by their group."""

from collections.abc import Iterable

from seller_desk.core.listings.exporters.result import (
    NO_COLUMN,
    NO_CURRENCY,
    PARENT_NOT_CARRIED,
    REQUIRED_EMPTY,
    TOO_LONG_ID,
    ExportResult,
    Note,
    one_line,
)
from seller_desk.core.listings.exporters.shops import (
    Prices,
    Table,
    layout,
    no_column,
    plain_text,
    urls,
)
from seller_desk.core.listings.model import Listing, is_parent
from seller_desk.core.rules.catalogs import categories

FORMAT = "google_merchant"
LAYOUT = "shop_google_merchant"


def export(listings: Iterable[Listing], parents: frozenset[str]) -> ExportResult:
    """The file; parents are no offers, and an id beyond the platform's length is left out."""
    listings = list(listings)
    data = layout(LAYOUT)
    result = ExportResult(FORMAT)
    table = Table(data["header"], result, "\t")
    for one in listings:
        if is_parent(one, parents):
            result.left_out.append(Note(one.sku, PARENT_NOT_CARRIED))
        elif len(one.sku) > data["id_max"]:
            result.left_out.append(Note(one.sku, TOO_LONG_ID, count=data["id_max"]))
        else:
            cells = {name: one_line(text) for name, text in _cells(one, result).items()}
            for name in data["required"]:
                if not cells.get(name):
                    result.notes.append(Note(one.sku, REQUIRED_EMPTY, what=name))
            table.add(one.sku, cells)
            result.written += 1
    result.data = table.data(data["bom"])
    return result


def _cells(one: Listing, result: ExportResult) -> dict[str, str]:
    data = layout(LAYOUT)
    column: dict[str, str] = data["fields"]
    words: dict[str, str] = data["words"]
    pictures = urls(one, result)
    found = categories().get(one.category)
    no_column(one, result, "highlights", "bullets", "search_terms", "length_mm", "origin_country")
    stock = words["sold_out"] if one.quantity == 0 else words["available"]
    return {
        column["sku"]: one.sku,
        column["title"]: one.title,
        column["description"]: plain_text(one, one.description, result),
        column["link"]: one.attributes.get("link", ""),
        column["image"]: pictures[0] if pictures else "",
        column["more_images"]: data["separator"].join(pictures[1:]),
        column["availability"]: "" if one.quantity is None else stock,
        column["price"]: _price(one, result),
        column["brand"]: one.brand,
        column["gtin"]: one.gtin,
        column["mpn"]: one.attributes.get("part_number", ""),
        column["identifier_exists"]: words["no_identifier"] if one.gtin_exempt else "",
        column["condition"]: data["conditions"].get(one.condition, one.condition),
        column["parent_sku"]: one.parent_sku,
        column["category"]: found.en if found else one.category,
        column["google_category"]: one.attributes.get("google_category", ""),
        column["weight"]: "" if one.weight_g is None else f"{one.weight_g} {words['weight_unit']}",
        **_options(one, result),
    }


def _options(one: Listing, result: ExportResult) -> dict[str, str]:
    names = {word: column for column, words in layout(LAYOUT)["options"].items() for word in words}
    cells: dict[str, str] = {}
    for name, value in one.options.items():
        column = names.get(name.casefold())
        if column:
            cells[column] = value
        else:
            result.notes.append(Note(one.sku, NO_COLUMN, what=name))
    if material := one.attributes.get("material"):
        cells.setdefault(names["material"], material)
    return cells


def _price(one: Listing, result: ExportResult) -> str:
    if one.price is None:
        return ""
    if not one.currency:
        result.notes.append(Note(one.sku, NO_CURRENCY))
        return ""
    return f"{Prices([one], result).price(one)} {one.currency}"
