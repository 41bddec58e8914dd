"""Shopify's product CSV: one handle a product, a row a variant, then a row for every further picture."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import zip_longest

from seller_desk.core.listings.exporters.result import (
    NO_COLUMN,
    NO_OPTIONS,
    NO_TITLE_AT_ALL,
    SAME_HANDLE,
    ExportResult,
    Note,
)
from seller_desk.core.listings.exporters.shops import (
    Prices,
    Product,
    Table,
    decimal_text,
    layout,
    no_column,
    products,
    rich,
    slug,
    tags_of,
    urls,
)
from seller_desk.core.listings.model import Listing

FORMAT = "shopify"
LAYOUT = "shop_shopify"


def export(listings: Iterable[Listing], parents: frozenset[str]) -> ExportResult:
    """The file with today's headers; products without a title, or with another's handle, are left out."""
    listings = list(listings)
    data = layout(LAYOUT)
    result = ExportResult(FORMAT)
    table = Table(data["header"], result)
    writer = _Writer(table, result, Prices(listings, result))
    taken: set[str] = set()
    for product in products(listings, parents):
        handle = handle_of(product.head, product.sku)
        reason = NO_TITLE_AT_ALL if not product.head.title else ""
        reason = reason or (SAME_HANDLE if handle in taken else "")
        if reason:
            result.left_out += [Note(one.sku, reason, what=handle) for one in product.children]
            continue
        taken.add(handle)
        writer.write(product, handle)
    result.data = table.data(data["bom"])
    return result


def handle_of(listing: Listing, sku: str) -> str:
    """The handle that an import of Shopify's file brought, else one from the SKU."""
    return listing.attributes.get("handle") or slug(sku)


class _Writer:
    """Rows of one product after the other."""

    def __init__(self, table: Table, result: ExportResult, prices: Prices) -> None:
        self._table, self._result, self._prices = table, result, prices
        self._data = layout(LAYOUT)
        self._columns: dict[str, str] = self._data["fields"]

    def write(self, product: Product, handle: str) -> None:
        """The variants, the first with the product's own fields, then the pictures that are left."""
        names = self._options(product)
        pictures = self._pictures(product)
        column = self._columns
        for number, child in enumerate(product.children):
            cells = {column["handle"]: handle} | self._variant(product, child, names, number == 0)
            if number == 0:
                cells |= self._product(product)
                cells |= self._picture(pictures[:1], 1)
            self._table.add(child.sku, cells)
            self._result.written += 1
        for number, url in enumerate(pictures[1:], 2):
            self._table.add(product.sku, {column["handle"]: handle} | self._picture([url], number))

    def _picture(self, pictures: list[str], number: int) -> dict[str, str]:
        if not pictures:
            return {}
        column = self._columns
        return {column["image"]: pictures[0], column["image_position"]: str(number)}

    def _pictures(self, product: Product) -> list[str]:
        """The product's own, then those of variants beyond the one that a variant may have."""
        found = urls(product.head, self._result)
        for child in product.children:
            if child is not product.head:
                own = urls(child, self._result)
                found += own[1:] if product.head not in product.children else own
        return list(dict.fromkeys(found))

    def _product(self, product: Product) -> dict[str, str]:
        head, column = product.head, self._columns
        no_column(head, self._result, "highlights", "bullets", "length_mm", "origin_country")
        tags = tags_of(head, self._result)
        return {
            column["title"]: head.title,
            column["description"]: rich(
                head, head.description, self._data["html_tags"], self._result
            ),
            column["brand"]: head.brand,
            column["shop_category"]: head.attributes.get("shopify_category", ""),
            column["product_type"]: head.attributes.get("product_type", ""),
            column["tags"]: tags,
            **self._data["product_words"],
        }

    def _variant(
        self, product: Product, child: Listing, names: list[str], first: bool
    ) -> dict[str, str]:
        column = self._columns
        cells = {
            column["sku"]: child.sku,
            column["gtin"]: child.gtin,
            column["price"]: self._prices.price(child),
            column["cost"]: self._prices.cost(child),
            column["quantity"]: "" if child.quantity is None else str(child.quantity),
            column["weight"]: (
                "" if child.weight_g is None else decimal_text(Decimal(child.weight_g))
            ),
            column["condition"]: child.condition,
            **self._data["variant_words"],
        }
        if child.quantity is not None:
            cells |= self._data["stock_words"]
        if product.family:
            own = [image.url for image in child.images if image.url]
            cells[column["variant_image"]] = own[0] if own else ""
        return cells | self._option_cells(product, child, names, first)

    def _option_cells(
        self, product: Product, child: Listing, names: list[str], first: bool
    ) -> dict[str, str]:
        single = self._data["single"]
        values = [child.options.get(name, "") for name in names]
        if not names:
            names, values = [single["name"]], [child.sku if product.family else single["value"]]
        if product.family and not any(child.options.values()):
            values[0] = child.sku
            self._result.notes.append(Note(child.sku, NO_OPTIONS))
        cells: dict[str, str] = {}
        for number, (name, value) in enumerate(zip_longest(names, values, fillvalue=""), 1):
            cells[self._columns["option_value"].replace("{n}", str(number))] = value
            if first:
                cells[self._columns["option_name"].replace("{n}", str(number))] = name
        return cells

    def _options(self, product: Product) -> list[str]:
        names = product.options()
        most: int = self._data["options"]
        for name in names[most:]:
            self._result.notes.append(Note(product.sku, NO_COLUMN, what=name))
        return names[:most]
