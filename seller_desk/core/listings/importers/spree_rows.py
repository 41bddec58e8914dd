"""Spree's product CSV: the first row of a slug is the product, the rows below are its variants."""

from collections.abc import Iterator, Sequence
from functools import partial

from seller_desk.core.listings.importers.forms import Form, Places, Source, forms
from seller_desk.core.media.rows import Row

SPREE = "spree"
_PARENT, _THEME = "parent sku", "variation theme"
# A product that has variants is not sold itself.
_OF_VARIANTS = ("price", "currency", "inventory_count", "weight", "weight_unit")


def spree_form(headers: Sequence[str]) -> Form | None:
    """Spree's form, if these are its headers."""
    data = forms()[SPREE]
    added = {_PARENT: "parent_sku", _THEME: "variation_theme"}
    places = Places(headers, [*added])
    if not places.has_all(data["needs"]):
        return None
    return Form(
        preset=SPREE,
        given=tuple(headers),
        headers=places.headers,
        fields=places.fields(data["fields"]) | places.fields(added),
        join=partial(_spree, places),
        family=partial(_family, places.at("slug")),
    )


def _family(slug: int, cells: Sequence[str]) -> str:
    return cells[slug].strip() if slug < len(cells) else ""


def _spree(places: Places, source: Source) -> Iterator[Row]:
    slug = places.at("slug")
    group: list[Row] = []
    for row in source():
        if row.open_quote:
            yield row
            continue
        if group and row.cells[slug : slug + 1] != group[0].cells[slug : slug + 1]:
            yield from _product(places, group)
            group = []
        group.append(row)
    if group:
        yield from _product(places, group)


def _product(places: Places, group: Sequence[Row]) -> Iterator[Row]:
    whole = [(row.number, places.whole(row)) for row in group]
    sku, slug, title = places.at("sku"), places.at("slug"), places.at("name")
    (first, head), below = whole[0], whole[1:]
    numbers = range(1, forms()[SPREE]["options"] + 1)
    names = [places.at(f"option{number}_name") for number in numbers]
    children = [one for one in below if any(one[1][at].strip() for at in names if at >= 0)]
    if children:
        head[sku] = head[sku].strip() or head[slug].strip()
        head[places.at(_THEME)] = "/".join(
            children[0][1][at].strip() for at in names if at >= 0 and children[0][1][at].strip()
        )
        for name in _OF_VARIANTS:
            if places.at(name) >= 0:
                head[places.at(name)] = ""
    yield Row(first, head)
    for number, cells in below:
        if (number, cells) in children:
            cells[places.at(_PARENT)] = head[sku]
            cells[title] = cells[title].strip() or head[title]
            cells[slug] = ""
        yield Row(number, cells)
