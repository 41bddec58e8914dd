"""Exports of Magento and Etsy: variations named in a cell of their product become rows with a parent."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from seller_desk.core.listings.exporters.shops import unrich
from seller_desk.core.listings.importers.forms import SEVERAL_SKUS, Form, Places, Source, forms
from seller_desk.core.media.rows import Row

MAGENTO, ETSY = "magento", "etsy"
_PARENT, _THEME = "parent sku", "variation theme"
_OPTIONS = 5
_IMAGES = 10


class _Child(NamedTuple):
    parent: str
    options: dict[str, str]


def _added() -> dict[str, str]:
    fields = {_PARENT: "parent_sku", _THEME: "variation_theme"}
    for number in range(1, _OPTIONS + 1):
        fields[f"option{number} name"] = f"option_name.{number}"
        fields[f"option{number} value"] = f"option_value.{number}"
    return fields


def magento_form(headers: Sequence[str]) -> Form | None:
    """Magento's form, if these are its headers."""
    data = forms()["magento"]
    added = _added()
    places = Places(headers, [*added])
    if not places.has_all(data["needs"]):
        return None
    return Form(
        preset=MAGENTO,
        given=tuple(headers),
        headers=places.headers,
        fields=places.fields(data["fields"]) | places.fields(added),
        join=partial(_magento, places),
        quiet=frozenset(headers),
    )


def _magento(places: Places, source: Source) -> Iterator[Row]:
    """Two readings: products name their variations, which may stand above them."""
    data = forms()["magento"]
    sku, kind, store = places.at("sku"), places.at(data["type"]), places.at(data["store"])
    children = _children(places, source)
    for row in source():
        if row.open_quote:
            yield row
            continue
        cells = places.whole(row)
        if store >= 0 and cells[store].strip():
            # The same product in the words of one view of the shop; the first row is the product itself.
            continue
        _magento_texts(places, cells)
        if cells[kind].strip() == data["parent"]:
            names = _family_names(places, cells)
            cells[places.at(_THEME)] = "/".join(names)
        child = children.get(cells[sku].strip())
        if child:
            cells[places.at(_PARENT)] = child.parent
            _put_options(places, cells, child.options)
        yield Row(row.number, cells)


def _children(places: Places, source: Source) -> dict[str, _Child]:
    data = forms()["magento"]
    at, sku = places.at(data["variations"]), places.at("sku")
    found: dict[str, _Child] = {}
    if at < 0:
        return found
    for row in source():
        if len(row.cells) <= at or not row.cells[at].strip():
            continue
        labels = _labels(places, row.cells)
        for one in row.cells[at].split(data["rows"]):
            options = dict(_pairs(one))
            name = options.pop("sku", "")
            if name:
                shown = {labels.get(key, key): value for key, value in options.items()}
                found[name] = _Child(row.cells[sku].strip(), shown)
    return found


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Names and values of "a=1,b=2"; a comma inside a value belongs to it."""
    data = forms()["magento"]
    name = value = ""
    for part in text.split(data["pairs"]):
        key, equals, rest = part.partition(data["equals"])
        if equals:
            if name:
                yield name, value.strip()
            name, value = key.strip(), rest
        elif name:
            value += data["pairs"] + part
    if name:
        yield name, value.strip()


def _labels(places: Places, cells: Sequence[str]) -> dict[str, str]:
    at = places.at(forms()["magento"]["labels"])
    return dict(_pairs(cells[at])) if 0 <= at < len(cells) else {}


def _family_names(places: Places, cells: Sequence[str]) -> list[str]:
    data = forms()["magento"]
    at, labels = places.at(data["variations"]), _labels(places, cells)
    names: dict[str, None] = {}
    for one in (cells[at] if at >= 0 else "").split(data["rows"]):
        names |= {labels.get(key, key): None for key, _value in _pairs(one) if key != "sku"}
    return [*names] or [*labels.values()]


def _put_options(places: Places, cells: list[str], options: dict[str, str]) -> None:
    for number, (name, value) in enumerate([*options.items()][:_OPTIONS], start=1):
        cells[places.at(f"option{number} name")] = name
        cells[places.at(f"option{number} value")] = value


def _magento_texts(places: Places, cells: list[str]) -> None:
    for name in ("description", "short_description"):
        place = places.at(name)
        if place >= 0:
            cells[place] = unrich(cells[place])
    for name in ("base_image", "additional_images"):
        place = places.at(name)
        if place >= 0:
            parts = [part.strip() for part in cells[place].split(",")]
            # Paths inside the shop's own media folder are no web addresses and no files beside the sheet.
            cells[place] = "\n".join(part for part in parts if "://" in part)
    place = places.at("categories")
    if place >= 0:
        cells[place] = cells[place].split(",")[0].strip()


def etsy_form(headers: Sequence[str]) -> Form | None:
    """Etsy's form, if these are the headers of its download."""
    data = forms()["etsy"]
    added = _added()
    places = Places(headers, [*added])
    if not places.has_all(data["needs"]):
        return None
    fields = dict(data["fields"])
    fields |= {f"image{number}": f"images.{number}" for number in range(1, _IMAGES + 1)}
    return Form(
        preset=ETSY,
        given=tuple(headers),
        headers=places.headers,
        fields=places.fields(fields) | places.fields(added),
        join=partial(_etsy, places),
        quiet=frozenset(headers),
    )


def _etsy(places: Places, source: Source) -> Iterator[Row]:
    """One option with as many SKUs as values becomes a family; other lists of SKUs cannot be told apart."""
    sku = places.at("sku")
    for row in source():
        if row.open_quote:
            yield row
            continue
        cells = places.whole(row)
        skus = _listed(cells[sku])
        options = _etsy_options(places, cells)
        if len(skus) < 2:
            yield Row(row.number, cells)
        elif len(options) == 1 and len(next(iter(options.values()))) == len(skus):
            yield from _etsy_family(places, row.number, cells, skus, options)
        else:
            yield Row(row.number, [cells[sku]], problem=SEVERAL_SKUS)


def _etsy_options(places: Places, cells: Sequence[str]) -> dict[str, list[str]]:
    data = forms()["etsy"]
    found: dict[str, list[str]] = {}
    for number in range(1, 4):
        name, values = (
            places.at(data[part].replace("{n}", str(number))) for part in ("names", "values")
        )
        if name >= 0 and values >= 0 and cells[name].strip() and cells[values].strip():
            found[cells[name].strip()] = _listed(cells[values])
    return found


def _etsy_family(
    places: Places, number: int, cells: list[str], skus: list[str], options: dict[str, list[str]]
) -> Iterator[Row]:
    (name, values), sku = next(iter(options.items())), places.at("sku")
    parent = list(cells)
    parent_sku = _family_sku(skus)
    parent[sku], parent[places.at(_THEME)] = parent_sku, name
    for field in ("price", "currency_code", "quantity"):
        parent[places.at(field)] = ""
    yield Row(number, parent)
    for own, value in zip(skus, values, strict=True):
        child = list(cells)
        child[sku], child[places.at(_PARENT)] = own, parent_sku
        _put_options(places, child, {name: value})
        yield Row(number, child)


def _family_sku(skus: Sequence[str]) -> str:
    """What the SKUs begin with alike, else the first with a mark: Etsy has no SKU for the product itself."""
    alike = skus[0]
    for one in skus[1:]:
        while not one.startswith(alike):
            alike = alike[:-1]
    alike = alike.rstrip("-_/ .")
    return alike if len(alike) > 1 and alike not in skus else f"{skus[0]}-P"


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(forms()["etsy"]["joined"]) if part.strip()]
