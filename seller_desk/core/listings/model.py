"""Records of a listing: master fields once, per-site fields where they differ."""

from collections.abc import Iterable
from decimal import Decimal

import msgspec


class ListingImage(msgspec.Struct, frozen=True, kw_only=True):
    """A picture in order: the first is the main image. `sha256` names a blob, or `url` a picture on the web.

    `inspection` is what `core.listings.images` measured, as JSON data, so that no check decodes it twice.
    """

    sha256: str = ""
    name: str = ""
    url: str = ""
    inspection: dict[str, object] = {}


class SiteFields(msgspec.Struct, frozen=True, kw_only=True):
    """What differs on one site; an empty value means the master's. `currency` is that of `price`."""

    title: str = ""
    highlights: str = ""
    bullets: list[str] = []
    description: str = ""
    search_terms: str = ""
    category_id: str = ""
    price: Decimal | None = None
    currency: str = ""
    attributes: dict[str, str] = {}


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """A draft. `parent_sku` makes it a variation, `options` say which (Color: Blue); weight in grams, size in mm."""

    id: str
    company_id: str
    sku: str
    parent_sku: str = ""
    variation_theme: list[str] = []
    options: dict[str, str] = {}
    title: str = ""
    highlights: str = ""
    brand: str = ""
    category: str = ""
    gtin: str = ""
    gtin_exempt: bool = False
    bullets: list[str] = []
    description: str = ""
    search_terms: str = ""
    price: Decimal | None = None
    currency: str = ""
    cost: Decimal | None = None
    cost_currency: str = ""
    quantity: int | None = None
    condition: str = "new"
    weight_g: int | None = None
    length_mm: int | None = None
    width_mm: int | None = None
    height_mm: int | None = None
    origin_country: str = ""
    attributes: dict[str, str] = {}
    images: list[ListingImage] = []
    sites: dict[str, SiteFields] = {}


class SiteView(msgspec.Struct, frozen=True, kw_only=True):
    """The listing as one site would show it: the site's own value, else the master's."""

    title: str
    highlights: str
    bullets: list[str]
    description: str
    search_terms: str
    category_id: str
    price: Decimal | None
    currency: str


_NOTHING = SiteFields()


def on_site(listing: Listing, site: str) -> SiteView:
    """What this site would show of the listing."""
    own = listing.sites.get(site, _NOTHING)
    return SiteView(
        title=own.title or listing.title,
        highlights=own.highlights or listing.highlights,
        bullets=own.bullets or listing.bullets,
        description=own.description or listing.description,
        search_terms=own.search_terms or listing.search_terms,
        category_id=own.category_id,
        price=listing.price if own.price is None else own.price,
        currency=listing.currency if own.price is None else (own.currency or listing.currency),
    )


def parent_skus(listings: Iterable[Listing]) -> frozenset[str]:
    """SKUs that others name as their parent."""
    return frozenset(one.parent_sku for one in listings if one.parent_sku)


def is_parent(listing: Listing, parents: frozenset[str]) -> bool:
    """Whether this listing only holds a family together: it is not sold, so price and GTIN are not asked of it."""
    return listing.sku in parents or bool(listing.variation_theme and not listing.parent_sku)
