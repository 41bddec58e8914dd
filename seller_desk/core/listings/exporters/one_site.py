"""A listing as one site has it, for files that know no sites."""

import msgspec

from seller_desk.core.listings.model import Listing, on_site


def as_on_site(listing: Listing, site: str) -> Listing:
    """The site's own texts, price, stock and attributes in the place of the master's."""
    own = listing.sites.get(site)
    if own is None:
        return listing
    view = on_site(listing, site)
    return msgspec.structs.replace(
        listing,
        title=view.title,
        highlights=view.highlights,
        bullets=view.bullets,
        description=view.description,
        search_terms=view.search_terms,
        price=view.price,
        currency=view.currency,
        quantity=view.quantity,
        offer=view.offer,
        attributes={**listing.attributes, **own.attributes},
    )
