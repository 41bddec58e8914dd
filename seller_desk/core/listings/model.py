"""Records of a listing: master fields once, per-site fields where they differ.

100,000 of them: what is empty is not written down, and Python need not look for cycles where there can be none.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

import msgspec


class OriginalImage(msgspec.Struct, frozen=True, kw_only=True):
    """The picture that a mended one was made from, as it was taken in, and the steps that were done."""

    sha256: str
    name: str = ""
    inspection: dict[str, object] = {}
    steps: list[str] = []


class ListingImage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A picture in order: the first is the main image. `sha256` names a blob, or `url` a picture on the web.

    `inspection` is what `core.listings.images` measured, as JSON data, so that no check decodes it twice.
    `role`: `main`, `detail`, `scene`, `size`, `function`, `packaging`, `swatch`, `safety`; empty: by its place (the first
    is the main image). `original` is what a mended picture was made from.
    """

    sha256: str = ""
    name: str = ""
    url: str = ""
    inspection: dict[str, object] = {}
    role: str = ""
    original: OriginalImage | None = None


class ListingVideo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A video: a blob or a place on the web; what its head says of it. `seconds` is its length, `size` in bytes.

    `inspection` is what the reader of video heads measured, as JSON data; zeros mean not read.
    """

    sha256: str = ""
    name: str = ""
    url: str = ""
    seconds: Decimal | None = None
    size: int = 0
    width: int = 0
    height: int = 0
    inspection: dict[str, object] = {}


class Contact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Whom a buyer or an authority can reach: name, postal address, e-mail or web address. `country` is ISO 3166 alpha-2."""

    name: str = ""
    address: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""


class Compliance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What the law and the platforms ask about the goods themselves. Empty text or None: not answered yet.

    `batteries`: `none`, `included` (in the box), `installed` (in the device), `only` (it is a battery), `needed` (not
    included). `cell`: `lithium_ion`, `lithium_metal`, `alkaline`, `nimh`, `lead_acid`, `other`. `dangerous_goods`: `none`,
    `battery`, `liquid`, `aerosol`, `flammable`, `magnetic`, `powder`, `other`; `un_number` as printed (UN3481).
    `watt_hours` per battery, `battery_weight_g` of one. `hs_code`: digits. `certificates`: ids of documents.
    """

    batteries: str = ""
    cell: str = ""
    battery_count: int | None = None
    watt_hours: Decimal | None = None
    battery_weight_g: Decimal | None = None
    dangerous_goods: str = ""
    un_number: str = ""
    safety_sheet_url: str = ""
    manufacturer: Contact = Contact()
    responsible: Contact = Contact()
    safety_warning: str = ""
    hs_code: str = ""
    age_from_months: int | None = None
    certificates: list[str] = []


class Offer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How it is sold, besides its price: the price struck through, a sale with its days, the days to dispatch.

    Prices are in the listing's currency (of the site, on a site). `fulfilment`: `merchant`, `platform`, empty: not said.
    """

    list_price: Decimal | None = None
    sale_price: Decimal | None = None
    sale_from: date | None = None
    sale_until: date | None = None
    handling_days: int | None = None
    fulfilment: str = ""
    shipping_template: str = ""
    max_order: int | None = None
    condition_note: str = ""


class ExportMark(msgspec.Struct, frozen=True, kw_only=True):
    """The last file a listing went into: when (UTC), which format, and the hash of what was written of it.

    A listing whose hash is another one by now was changed after its export.
    """

    at: datetime
    format: str = ""
    hash: str = ""


class SiteFields(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
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
    quantity: int | None = None
    offer: Offer | None = None


class Listing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A draft. `parent_sku` makes it a variation, `options` say which (Color: Blue); weight in grams, size in mm.

    `gtin_exempt` with `exemption`, the reason: `private_label`, `handmade`, `generic`, `bundle`, `part`, `other`.
    `exports` are the marks of the last export, by site (empty key: a format that is of no site).
    """

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
    exemption: str = ""
    compliance: Compliance = Compliance()
    offer: Offer = Offer()
    videos: list[ListingVideo] = []
    exports: dict[str, ExportMark] = {}


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
    quantity: int | None
    offer: Offer


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
        quantity=listing.quantity if own.quantity is None else own.quantity,
        offer=listing.offer if own.offer is None else own.offer,
    )


def parent_skus(listings: Iterable[Listing]) -> frozenset[str]:
    """SKUs that others name as their parent."""
    return frozenset(one.parent_sku for one in listings if one.parent_sku)


def is_parent(listing: Listing, parents: frozenset[str]) -> bool:
    """Whether this listing only holds a family together: it is not sold, so price and GTIN are not asked of it."""
    return listing.sku in parents or bool(listing.variation_theme and not listing.parent_sku)
