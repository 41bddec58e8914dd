"""The files of a packet that other rooms write: listing files and shipping sheets."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from seller_desk.core.applications.model import Application
from seller_desk.core.base.errors import DeskError
from seller_desk.core.listings.model import Listing
from seller_desk.core.rules.book import platform_of
from seller_desk.core.services.parts import Parts

Made = Sequence[tuple[str, bytes]]


def listing_files(parts: Parts, application: Application, blocked: Collection[str]) -> Made:
    """Upload files of the listings that no blocker stops (`blocked` holds ids), one a site.

    eBay gets its draft file. Amazon's exists only in the seller's own template: without one there is none.
    """
    with parts.store.read() as work:
        every = work.listings.find(company_id=application.company_id)
    usable = [one for one in every if one.id not in blocked]
    if not usable:
        return []
    parents = frozenset(one.parent_sku for one in every if one.parent_sku)
    made = [_listing_file(parts, application, site, usable, parents) for site in application.sites]
    return [one for one in made if one is not None]


def _listing_file(
    parts: Parts,
    application: Application,
    site: str,
    listings: Sequence[Listing],
    parents: frozenset[str],
) -> tuple[str, bytes] | None:
    from seller_desk.core.listings.exporters import amazon, amazon_template, ebay_draft

    name = site.replace(".", "_")
    if platform_of(site) == "ebay" and site in ebay_draft.sites():
        result = ebay_draft.export(listings, site, parents)
        return (f"{name}_drafts.csv", result.data) if result.written else None
    if platform_of(site) == "amazon" and application.listing_template:
        # A template that is gone or belongs to another site leaves the file out; the page says so.
        with suppress(DeskError):
            template = amazon_template.read_template(Path(application.listing_template))
            currency = parts.rules().sites[site].currency
            result = amazon.export(listings, site, parents, template, currency)
            return (f"{name}_listings.txt", result.data) if result.written else None
    return None


def shipping_files(parts: Parts, application: Application, stamp: date) -> Made:
    """Fill-in sheets and tables of the shipping templates, as the shipping room writes them."""
    return parts.shipping.packet_files(application.company_id, application.sites, stamp)
