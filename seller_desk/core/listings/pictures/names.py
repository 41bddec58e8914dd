"""Names of picture files as Amazon's bulk upload takes them: `ASIN.CODE.jpg`; dots only, nothing else in the name.

A new product has no ASIN yet: its pictures get names by SKU, and a list says what to rename once it has one.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from seller_desk.core.base.files import safe_name
from seller_desk.core.listings.model import Listing, ListingImage
from seller_desk.core.listings.pictures.roles import main_of
from seller_desk.core.rules.book import Query, RuleBook

_ASIN = re.compile(r"[A-Z0-9]{10}")
_ENDINGS = {"jpeg": "jpg", "png": "png", "tiff": "tif", "gif": "gif"}
# Where sellers and templates keep it, as attributes of a listing or of one site.
_KEYS = ("asin", "ASIN")


@dataclass(frozen=True, slots=True)
class NameCodes:
    """What a site calls each place of a picture. `formats` are the types that it takes under these names."""

    main: str
    others: tuple[str, ...]
    swatch: str
    safety: tuple[str, ...]
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedPicture:
    """One picture of the file: `name` inside the zip, `final` once there is an ASIN. `left_out` says in a word why it
    is not in: `url type place twice`."""

    sku: str
    asin: str
    code: str
    sha256: str
    name: str
    ending: str
    left_out: str = ""

    def named(self, asin: str) -> str:
        """Its name under this ASIN."""
        return f"{asin}.{self.code}.{self.ending}"


def name_codes(book: RuleBook, query: Query) -> NameCodes | None:
    """The codes of this site; None where pictures are not handed in by name."""

    def listed(key: str) -> tuple[str, ...]:
        found = book.words(f"image.names.{key}", query)
        return tuple(found[0]) if found else ()

    main, swatch = listed("main"), listed("swatch")
    if not main:
        return None
    return NameCodes(
        main[0], listed("slots"), swatch[0] if swatch else "", listed("safety"), listed("formats")
    )


def asin_of(listing: Listing, site: str, given: Mapping[str, str]) -> str:
    """The listing's ASIN on this site, or nothing; `given` (SKU to ASIN) comes first."""
    own = listing.sites.get(site)
    places = [given.get(listing.sku, "")]
    for attributes in (own.attributes if own else {}, listing.attributes):
        places += [attributes.get(key, "") for key in _KEYS]
    for text in places:
        if _ASIN.fullmatch(text.strip().upper()):
            return text.strip().upper()
    return ""


def named_pictures(
    listings: Iterable[Listing], site: str, codes: NameCodes, given: Mapping[str, str]
) -> list[NamedPicture]:
    """Every picture of these listings with its name, those that cannot go with the reason; by SKU, in order."""
    found: list[NamedPicture] = []
    taken: set[str] = set()
    for listing in listings:
        asin = asin_of(listing, site, given)
        stem = asin or safe_name(listing.sku.replace(".", "-")) or "SKU"
        for image, code in _coded(listing, codes):
            kind = str(image.inspection.get("format", ""))
            ending = _ENDINGS.get(kind, "")
            name = f"{stem}.{code}.{ending}"
            reason = _reason(image, code, kind in codes.formats and bool(ending))
            if not reason and name.casefold() in taken:
                reason = "twice"
            if not reason:
                taken.add(name.casefold())
            found.append(NamedPicture(listing.sku, asin, code, image.sha256, name, ending, reason))
    return found


def _reason(image: ListingImage, code: str, takes: bool) -> str:
    if not image.sha256:
        return "url"
    if not code:
        return "place"
    return "" if takes else "type"


def _coded(listing: Listing, codes: NameCodes) -> list[tuple[ListingImage, str]]:
    """Each picture with its code; an empty one where the site has no more places."""
    main = main_of(listing.images)
    others, safety = iter(codes.others), iter(codes.safety)
    swatch = iter((codes.swatch,) if codes.swatch else ())
    found = []
    for number, image in enumerate(listing.images):
        if number == main:
            code = codes.main
        elif image.role == "swatch":
            code = next(swatch, "")
        elif image.role == "safety":
            code = next(safety, "")
        else:
            code = next(others, "")
        found.append((image, code))
    return found
