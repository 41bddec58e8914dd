"""Fields of a listing's offer and of what the law asks, by their path (`offer.list_price`): read, set, written as text."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from seller_desk.core.listings.fields import PART_LABELS
from seller_desk.core.listings.model import Listing

# Certificates are documents of the catalogue, not words.
PARTS = tuple(
    path
    for path in PART_LABELS
    if path.startswith(("offer.", "compliance.")) and path != "compliance.certificates"
)
PRICES = frozenset({"offer.list_price", "offer.sale_price"})
NUMBERS = frozenset({"compliance.watt_hours", "compliance.battery_weight_g"})
COUNTS = frozenset(
    {
        "offer.handling_days",
        "offer.max_order",
        "compliance.battery_count",
        "compliance.age_from_months",
    }
)
DAYS = frozenset({"offer.sale_from", "offer.sale_until"})


def part_value(listing: Listing, path: str) -> Any:
    """What the listing holds there."""
    value: Any = listing
    for name in path.split("."):
        value = getattr(value, name)
    return value


def part_text(listing: Listing, path: str) -> str:
    """The same as a cell: plain decimals, ISO dates, "" for nothing."""
    value = part_value(listing, path)
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def with_parts(listing: Listing, values: Mapping[str, Any]) -> Listing:
    """The listing with these values."""
    for path, value in values.items():
        listing = _with(listing, path, value)
    return listing


def without_part(listing: Listing, path: str) -> Listing:
    """The listing with nothing there."""
    return _with(listing, path, part_value(_EMPTY, path))


def _with(listing: Listing, path: str, value: Any) -> Listing:
    *above, last = path.split(".")
    holders: list[Any] = [listing]
    for name in above:
        holders.append(getattr(holders[-1], name))
    new: Any = value
    for holder, name in zip(reversed(holders), (last, *reversed(above)), strict=True):
        new = msgspec.structs.replace(holder, **{name: new})
    assert isinstance(new, Listing)
    return new


_EMPTY = Listing(id="", company_id="", sku="")
