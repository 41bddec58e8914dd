"""Records of a listing: master fields once, per-site fields where they differ."""

from decimal import Decimal

import msgspec


class ListingImage(msgspec.Struct, frozen=True, kw_only=True):
    """A picture in order: the first is the main image. `sha256` names a blob, or `url` a picture on the web."""

    sha256: str = ""
    name: str = ""
    url: str = ""
    inspection: dict[str, object] = {}


class SiteFields(msgspec.Struct, frozen=True, kw_only=True):
    """What differs on one site; an empty value means the master's."""

    title: str = ""
    highlights: str = ""
    bullets: list[str] = []
    description: str = ""
    search_terms: str = ""
    category_id: str = ""
    price: Decimal | None = None
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
