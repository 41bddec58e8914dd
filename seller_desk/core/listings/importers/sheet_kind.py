"""What a sheet is by its headers: the same as one seen before, or none of products at all."""

import hashlib
from collections.abc import Sequence

from seller_desk.core.listings.importers.columns import catalogue, known_field, plain

# Columns that a sheet of customers or orders has little of; that many of theirs make it one.
_OF_PRODUCTS = frozenset(
    {"title", "price", "gtin", "description", "bullets", "images", "cost", "search_terms", "brand"}
)
_SURELY = 3
_OF_SOLD, _OF_NOTHING = 3, 1


def fingerprint(headers: Sequence[str]) -> str:
    """The same for files of the same columns, however they are written."""
    text = "\n".join(plain(header) for header in headers)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def reason_header(language: str) -> str:
    """The header of the column of reasons in our file of bad rows."""
    return catalogue().reason_headers["zh" if language.startswith("zh") else "en"]


def other_kind(headers: Sequence[str]) -> str:
    """What these headers are of, where that is no product: `customers`, `orders`; "" for products or anything else."""
    found = {plain(header) for header in headers if header}
    for kind, names in catalogue().others.items():
        theirs, ours = len(found & names), _product_columns(headers)
        # A sheet of products may name whom they are from; an order names what was sold.
        most = _OF_SOLD if kind == "orders" else _OF_NOTHING
        if theirs >= _SURELY and theirs > ours and ours <= most:
            return kind
    return ""


def _product_columns(headers: Sequence[str]) -> int:
    known = {known_field(header).partition(".")[0] for header in headers if header}
    return len(known & _OF_PRODUCTS)
