"""Files of shops hold a product over several rows: here they become one row a listing, with the parent of each.

Shopify's (today's headers and those before) and WooCommerce's CSV, and Google Merchant's text file are known by their
headers. What a row means stays the work of `rows`; this only moves cells to where that looks for them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from seller_desk.core.listings.exporters import google_merchant, shopify, woocommerce
from seller_desk.core.listings.exporters.shops import layout, unrich
from seller_desk.core.listings.importers.columns import plain
from seller_desk.core.listings.importers.forms import Form, Source
from seller_desk.core.media.rows import Row

Join = Callable[["_Cells", Mapping[str, str], Iterable[Row]], Iterator[Row]]
PARENT, THEME, BRAND, EXEMPT = "parent sku", "variation theme", "brand name", "gtin exempt"
_ADDED = (PARENT, THEME, BRAND, EXEMPT)


def shop_form(headers: Sequence[str], known: Mapping[str, str] | None = None) -> Form | None:
    """The shop whose file this is by its headers, or nothing. `known` gives parents' SKUs by Shopify's handles."""
    whole = (*headers, *_ADDED)
    places = {plain(name): place for place, name in reversed([*enumerate(headers)])}
    for preset, needed, join in _SHOPS:
        if all(any(plain(one) in places for one in names) for names in needed(layout(preset))):
            cells = _Cells(headers, layout(preset))
            return Form(
                preset=_PRESETS[preset],
                given=tuple(headers),
                headers=whole,
                join=partial(_joined, join, cells, known or {}),
                quiet=expected(_PRESETS[preset]),
                family=partial(_FAMILIES[preset], cells) if preset in _FAMILIES else None,
            )
    return None


def _joined(join: Join, cells: "_Cells", known: Mapping[str, str], source: Source) -> Iterator[Row]:
    return join(cells, known, source())


class _Cells:
    """Cells of a row by our field names, under this file's headers; what is added comes after them."""

    def __init__(self, headers: Sequence[str], data: Mapping[str, Mapping[str, str]]) -> None:
        self.width = len(headers)
        places = {plain(name): place for place, name in reversed([*enumerate(headers)])}
        self._places: dict[str, int] = {}
        old = data.get("old", {})
        for field, name in data["fields"].items():
            for header in (name, old.get(name, name)):
                for number in range(1, 10) if "{n}" in header else (0,):
                    place = places.get(plain(header.replace("{n}", str(number))))
                    if place is not None:
                        self._places.setdefault(f"{field}.{number}" if number else field, place)
        for place, name in enumerate(_ADDED, self.width):
            self._places[name] = place

    def whole(self, row: Row) -> list[str]:
        """The row's cells with room for the added ones; cells beyond the header stay beyond all."""
        cells = [*row.cells, *([""] * (self.width - len(row.cells)))]
        return [*cells[: self.width], *([""] * len(_ADDED)), *cells[self.width :]]

    def get(self, cells: Sequence[str], field: str) -> str:
        """The cell, without blanks around; nothing where the file has no such column."""
        place = self._places.get(field)
        return cells[place].strip() if place is not None else ""

    def put(self, cells: list[str], field: str, text: str) -> None:
        """Set a cell, where the file has its column."""
        place = self._places.get(field)
        if place is not None:
            cells[place] = text

    def numbers(self, field: str) -> list[int]:
        """Which numbered columns of this field there are."""
        return [number for number in range(1, 10) if f"{field}.{number}" in self._places]


def _shopify(cells: _Cells, known: Mapping[str, str], rows: Iterable[Row]) -> Iterator[Row]:
    group: list[Row] = []
    handle = ""
    for row in rows:
        own = cells.get(cells.whole(row), "handle")
        if row.open_quote:
            yield row
            continue
        if group and own and own != handle:
            yield from _shopify_product(cells, known, handle, group)
            group = []
        handle = own or handle
        group.append(row)
    if group:
        yield from _shopify_product(cells, known, handle, group)


def _shopify_product(
    cells: _Cells, known: Mapping[str, str], handle: str, group: Sequence[Row]
) -> Iterator[Row]:
    whole = [(row, cells.whole(row)) for row in group]
    variants = [(row, one) for row, one in whole if _is_variant(cells, one)] or whole[:1]
    pictures = _shopify_pictures(cells, [one for _row, one in whole])
    first_row, first = variants[0]
    cells.put(first, "description", unrich(cells.get(first, "description")))
    single = layout(shopify.LAYOUT)["single"]
    if len(variants) == 1 and cells.get(first, "option_value.1") in ("", single["value"]):
        for number in cells.numbers("option_name"):
            cells.put(first, f"option_name.{number}", "")
        cells.put(first, "sku", cells.get(first, "sku") or handle)
        cells.put(first, "image", "\n".join(pictures))
        yield Row(first_row.number, first)
        return
    numbers = cells.numbers("option_name")
    names = {number: cells.get(first, f"option_name.{number}") for number in numbers}
    parent_sku = known.get(handle, handle)
    parent = list(first)
    for field in _OF_VARIANTS:
        cells.put(parent, field, "")
    for number in numbers:
        cells.put(parent, f"option_name.{number}", "")
        cells.put(parent, f"option_value.{number}", "")
    cells.put(parent, "sku", parent_sku)
    cells.put(parent, THEME, "/".join(name for name in names.values() if name))
    cells.put(parent, "image", "\n".join(pictures))
    yield Row(first_row.number, parent)
    shared = {field: cells.get(first, field) for field in ("title", "brand", "product_type")}
    for row, one in variants:
        for number, name in names.items():
            cells.put(one, f"option_name.{number}", name)
        for field, text in shared.items():
            cells.put(one, field, text)
        for field in ("handle", "description", "tags", "shop_category"):
            cells.put(one, field, "")
        cells.put(one, PARENT, parent_sku)
        cells.put(one, "image", cells.get(one, "variant_image"))
        yield Row(row.number, one)


_OF_VARIANTS = (
    *("gtin", "price", "list_price", "cost", "quantity", "weight", "condition", "variant_image"),
)


def _is_variant(cells: _Cells, one: Sequence[str]) -> bool:
    """Rows below a product with nothing but a picture are no variants."""
    return any(cells.get(one, field) for field in ("sku", "price", "option_value.1", "title"))


def _shopify_pictures(cells: _Cells, rows: Iterable[Sequence[str]]) -> list[str]:
    placed = [
        (cells.get(one, "image_position"), cells.get(one, "image"))
        for one in rows
        if cells.get(one, "image")
    ]
    placed.sort(key=lambda one: int(one[0]) if one[0].isascii() and one[0].isdigit() else 10**6)
    return list(dict.fromkeys(url for _position, url in placed))


def _woocommerce(cells: _Cells, _known: Mapping[str, str], rows: Iterable[Row]) -> Iterator[Row]:
    data = layout(woocommerce.LAYOUT)
    by_id: dict[str, str] = {}
    family: list[Row] = []
    varying: list[str] = []
    for row in rows:
        if row.open_quote:
            yield row
            continue
        one = cells.whole(row)
        kinds = {part.strip() for part in cells.get(one, "type").split(",")}
        child, parent = data["types"]["child"] in kinds, data["types"]["parent"] in kinds
        if not child:
            yield from _themed(cells, family, varying)
            family, varying = [], []
        if own_id := cells.get(one, "id"):
            by_id[own_id] = cells.get(one, "sku")
        _woo_texts(cells, one)
        if child:
            above = cells.get(one, "parent")
            number = above.removeprefix(data["parent_id"])
            cells.put(one, PARENT, by_id.get(number, above) if number != above else above)
        names = _woo_attributes(cells, one, parent, data["brand"]["name"])
        varying += [name for name in names if child and name not in varying]
        if parent:
            cells.put(one, THEME, "/".join(names))
        family.append(Row(row.number, one))
    yield from _themed(cells, family, varying)


def _themed(cells: _Cells, family: Sequence[Row], varying: Sequence[str]) -> Iterator[Row]:
    """A parent's attributes do not say which of them vary; the variations below it do."""
    for row in family:
        one = list(row.cells)
        if varying and cells.get(one, THEME):
            cells.put(one, THEME, "/".join(varying))
        yield Row(row.number, one)


def _woo_texts(cells: _Cells, one: list[str]) -> None:
    for field in ("description", "bullets"):
        cells.put(one, field, unrich(cells.get(one, field).replace("\\n", "\n")))
    cells.put(one, "images", "\n".join(split_values(cells.get(one, "images"))))
    categories = split_values(cells.get(one, "category"))
    cells.put(one, "category", categories[0] if categories else "")


def _woo_attributes(cells: _Cells, one: list[str], parent: bool, brand: str) -> list[str]:
    """Names of the row's attributes; options stay in their columns, a parent has none, one name carries the brand."""
    names: list[str] = []
    for number in cells.numbers("option_name"):
        name = cells.get(one, f"option_name.{number}")
        values = split_values(cells.get(one, f"option_value.{number}"))
        cells.put(one, f"option_value.{number}", ", ".join(values))
        if name == brand or parent:
            cells.put(one, f"option_name.{number}", "")
            cells.put(one, f"option_value.{number}", "")
        if name == brand:
            cells.put(one, BRAND, values[0] if values else "")
        elif name and values:
            names.append(name)
    return names


def split_values(text: str) -> list[str]:
    """Values of a list cell; an escaped comma belongs to its value."""
    parts = text.replace("\\,", "\0").split(",")
    return [part.replace("\0", ",").strip() for part in parts if part.strip()]


def _google(cells: _Cells, _known: Mapping[str, str], rows: Iterable[Row]) -> Iterator[Row]:
    words = layout(google_merchant.LAYOUT)["words"]
    for row in rows:
        if row.open_quote:
            yield row
            continue
        one = cells.whole(row)
        more = split_values(cells.get(one, "more_images"))
        first = cells.get(one, "image")
        cells.put(one, "image", "\n".join(url for url in (first, *more) if url))
        cells.put(one, "more_images", "")
        exempt = cells.get(one, "identifier_exists").casefold() == words["no_identifier"]
        cells.put(one, EXEMPT, "yes" if exempt else "")
        yield Row(row.number, one)


def _needs_shopify(data: Mapping[str, Mapping[str, str]]) -> list[tuple[str, ...]]:
    fields, old = data["fields"], data["old"]
    return [(fields[one], old[fields[one]]) for one in ("handle", "sku")] + [
        (fields["option_name"].replace("{n}", "1"),),
        (fields["title"],),
    ]


def _needs(*names: str) -> Callable[[Mapping[str, Mapping[str, str]]], list[tuple[str, ...]]]:
    return lambda data: [(data["fields"][one],) for one in names]


_SHOPS = (
    (shopify.LAYOUT, _needs_shopify, _shopify),
    (woocommerce.LAYOUT, _needs("type", "sku", "title", "parent", "price"), _woocommerce),
    (google_merchant.LAYOUT, _needs("sku", "title", "image", "availability", "price"), _google),
)


def _shopify_family(cells: "_Cells", row: Sequence[str]) -> str:
    return cells.get(cells.whole(Row(0, row)), "handle")


def _woo_family(cells: "_Cells", row: Sequence[str]) -> str:
    """A variation goes on with the product above."""
    one = cells.whole(Row(0, row))
    kinds = {part.strip() for part in cells.get(one, "type").split(",")}
    child = layout(woocommerce.LAYOUT)["types"]["child"] in kinds
    return "" if child else cells.get(one, "id") or cells.get(one, "sku") or "product"


_FAMILIES = {shopify.LAYOUT: _shopify_family, woocommerce.LAYOUT: _woo_family}
_PRESETS = {
    shopify.LAYOUT: shopify.FORMAT,
    woocommerce.LAYOUT: woocommerce.FORMAT,
    google_merchant.LAYOUT: google_merchant.FORMAT,
}


def expected(preset: str) -> frozenset[str]:
    """Headers of the shop's own format: one without a field of ours is no news."""
    layouts = {name: file for file, name in _PRESETS.items()}
    if preset not in layouts:
        return frozenset()
    data = layout(layouts[preset])
    names = [*data["header"], *data.get("old", {}).values(), *_ADDED]
    for one in data.get("attribute_header", ()):
        names += [one.replace("{n}", str(number)) for number in range(1, 10)]
    return frozenset(plain(name) for name in names)
