"""WooCommerce's product CSV: simple products, or a variable one followed by its variations."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from seller_desk.core.listings.exporters.result import (
    NO_OPTIONS,
    NO_TITLE_AT_ALL,
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
    tags_of,
    urls,
)
from seller_desk.core.listings.model import Listing
from seller_desk.core.rules.catalogs import categories

FORMAT = "woocommerce"
LAYOUT = "shop_woocommerce"


def export(listings: Iterable[Listing], parents: frozenset[str]) -> ExportResult:
    """The file; products without a title are left out. Numbers of attribute columns follow the widest product."""
    listings = list(listings)
    data = layout(LAYOUT)
    result = ExportResult(FORMAT)
    found = products(listings, parents)
    width = max((len(one.options()) + bool(one.head.brand) for one in found), default=0)
    header = list(data["header"])
    for number in range(1, width + 1):
        header += [name.replace("{n}", str(number)) for name in data["attribute_header"]]
    table = Table(header, result)
    writer = _Writer(table, result, Prices(listings, result))
    for product in found:
        if product.head.title:
            writer.write(product)
        else:
            result.left_out += [Note(one.sku, NO_TITLE_AT_ALL) for one in product.children]
    result.data = table.data(data["bom"])
    return result


def joined(values: Iterable[str]) -> str:
    """Values of one cell: a comma inside a value is escaped, as the importer reads it."""
    separator: str = layout(LAYOUT)["separator"]
    return separator.join(value.replace(",", "\\,") for value in values)


class _Writer:
    """Rows of one product after the other."""

    def __init__(self, table: Table, result: ExportResult, prices: Prices) -> None:
        self._table, self._result, self._prices = table, result, prices
        self._data = layout(LAYOUT)
        self._columns: dict[str, str] = self._data["fields"]

    def write(self, product: Product) -> None:
        """A family with its parent's row first, made up from the first child where it has none."""
        types = self._data["types"]
        names = product.options()
        if not product.family:
            (one,) = product.children
            attributes = [(name, [one.options.get(name, "")]) for name in names]
            self._add(one, types["single"], self._texts(one) | self._offer(one), attributes)
            return
        values = [
            (name, list(dict.fromkeys(child.options.get(name, "") for child in product.children)))
            for name in names
        ]
        head = self._texts(product.head)
        head[self._columns["sku"]] = product.sku
        if product.head in product.children:
            head[self._columns["images"]] = ""
        self._add(product.head, types["parent"], head, values)
        for position, child in enumerate(product.children, 1):
            self._child(product, child, names, position)

    def _child(self, product: Product, child: Listing, names: list[str], position: int) -> None:
        column, data = self._columns, self._data
        cells = self._texts(child, child_of=product.head) | self._offer(child)
        cells |= {
            column["parent"]: product.sku,
            column["position"]: str(position),
            **data["child_words"],
        }
        attributes = [(name, [child.options.get(name, "")]) for name in names]
        if not any(child.options.values()):
            self._result.notes.append(Note(child.sku, NO_OPTIONS))
        self._add(child, data["types"]["child"], cells, attributes)

    def _add(
        self,
        listing: Listing,
        kind: str,
        cells: dict[str, str],
        attributes: Sequence[tuple[str, list[str]]],
    ) -> None:
        data, column = self._data, self._columns
        if listing.brand and kind != data["types"]["child"]:
            attributes = [*attributes, (data["brand"]["name"], [listing.brand])]
        row = {**data["row_words"], **cells, column["type"]: kind}
        for number, (name, values) in enumerate(attributes, 1):
            for field, text in (
                ("option_name", name),
                ("option_value", joined(value for value in values if value)),
                ("option_visible", "1"),
                ("option_global", "0"),
            ):
                row[column[field].replace("{n}", str(number))] = text
        self._table.add(listing.sku, row)
        self._result.written += kind != data["types"]["parent"]

    def _texts(self, one: Listing, child_of: Listing | None = None) -> dict[str, str]:
        column, tags = self._columns, self._data["html_tags"]
        found = categories().get(one.category)
        no_column(one, self._result, "highlights", "origin_country")
        keywords = tags_of(one, self._result)
        cells = {
            column["sku"]: one.sku,
            column["title"]: one.title,
            column["bullets"]: "\n".join(one.bullets),
            column["description"]: rich(one, one.description, tags, self._result),
            column["images"]: joined(urls(one, self._result)),
        }
        if child_of is None:
            cells[column["category"]] = joined([found.en if found else one.category])
            cells[column["tags"]] = keywords
        return cells

    def _offer(self, one: Listing) -> dict[str, str]:
        column = self._columns
        return {
            column["gtin"]: one.gtin,
            column["price"]: self._prices.price(one),
            column["quantity"]: "" if one.quantity is None else str(one.quantity),
            column["in_stock"]: "0" if one.quantity == 0 else "1",
            column["weight"]: _scaled(one.weight_g, 1000),
            column["length"]: _scaled(one.length_mm, 10),
            column["width"]: _scaled(one.width_mm, 10),
            column["height"]: _scaled(one.height_mm, 10),
        }


def _scaled(value: int | None, by: int) -> str:
    return "" if value is None else decimal_text(Decimal(value) / by)
