"""Marks of exports on a listing: into which file it went last, and whether it was changed since."""

from datetime import datetime
from hashlib import blake2b

import msgspec

from seller_desk.core.listings.model import ExportMark, Listing

EXPORTED, CHANGED = "exported", "changed"


def content_hash(listing: Listing) -> str:
    """A hash over all that a file could hold of the listing; its marks do not count."""
    bare = msgspec.structs.replace(listing, exports={}) if listing.exports else listing
    return blake2b(msgspec.json.encode(bare), digest_size=16).hexdigest()


def marked(listing: Listing, site: str, format_name: str, at: datetime) -> Listing:
    """The listing as one that went into a file of this format for this site (empty: of no site)."""
    mark = ExportMark(at=at, format=format_name, hash=content_hash(listing))
    return msgspec.structs.replace(listing, exports={**listing.exports, site: mark})


def export_state(listing: Listing, site: str) -> str:
    """`exported`, `changed` (after its export), or empty: it went into no file for this site."""
    mark = listing.exports.get(site)
    if mark is None:
        return ""
    return EXPORTED if mark.hash == content_hash(listing) else CHANGED
