"""Fields emptied because a cell says so: a blank cell leaves alone, the word for it clears."""

from collections.abc import Sequence
from typing import Any

import msgspec

from seller_desk.core.listings.model import Listing, SiteFields
from seller_desk.core.listings.part_values import PARTS, without_part

# Columns whose field is kept under another name.
_KEPT_AS = {
    "weight": "weight_g",
    "length": "length_mm",
    "width": "width_mm",
    "height": "height_mm",
}


def emptied(listing: Listing, fields: Sequence[str]) -> Listing:
    """The listing without these fields, named as columns name them (`title`, `bullets.2`, `option:Color`,
    `price@amazon.us`). Numbered ones lose their place; a number beyond the last changes nothing."""
    new: dict[str, Any] = {}
    numbered: dict[str, set[int]] = {}
    sites = dict(listing.sites)
    for field in fields:
        if field in PARTS:
            listing = without_part(listing, field)
            continue
        base, _at, site = field.partition("@")
        kind, _colon, key = base.partition(":")
        name, _dot, number = base.partition(".")
        if site:
            sites[site] = _of_site(sites.get(site, SiteFields()), name)
        elif kind in ("option", "attribute") and key:
            held = new.get(f"{kind}s", getattr(listing, f"{kind}s"))
            new[f"{kind}s"] = {one: text for one, text in held.items() if one != key}
        elif number and name in ("bullets", "images"):
            numbered.setdefault(name, set()).add(int(number) - 1)
        else:
            name = _KEPT_AS.get(name, name)
            if name in _BLANK:
                new[name] = _BLANK[name]
    for name, places in numbered.items():
        held = getattr(listing, name)
        new[name] = [one for place, one in enumerate(held) if place not in places]
    if sites != listing.sites:
        new["sites"] = sites
    return msgspec.structs.replace(listing, **new)


def _of_site(own: SiteFields, name: str) -> SiteFields:
    blank = getattr(SiteFields(), name, None)
    return msgspec.structs.replace(own, **{name: blank}) if hasattr(own, name) else own


_EMPTY = Listing(id="", company_id="", sku="")
_BLANK = {
    name: getattr(_EMPTY, name)
    for name in _EMPTY.__struct_fields__
    if name not in ("id", "company_id", "sku", "images", "options", "attributes", "sites")
}
