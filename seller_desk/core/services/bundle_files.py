"""The files of a bundle that other rooms write: listing files and shipping sheets."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from seller_desk.core.applications.model import Application
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.bundle.plan import Omission
from seller_desk.core.listings.exporters.result import ExportResult
from seller_desk.core.listings.model import Listing
from seller_desk.core.rules.book import platform_of
from seller_desk.core.services.parts import Parts

Made = Sequence[tuple[str, bytes]]


class ListingFiles(NamedTuple):
    """Upload files by name, and what a seller may miss among them."""

    made: Made
    omissions: Sequence[Omission]


def listing_files(parts: Parts, application: Application, blocked: Collection[str]) -> ListingFiles:
    """Upload files of the listings that no blocker stops (`blocked` holds ids), one a site.

    A platform's file that exists only in the seller's own template is left out without one, with the reason.
    """
    with parts.store.read() as work:
        every = work.listings.find(company_id=application.company_id)
    usable = [one for one in every if one.id not in blocked]
    parents = frozenset(one.parent_sku for one in every if one.parent_sku)
    made: list[tuple[str, bytes]] = []
    omissions: list[Omission] = []
    for site in application.sites if every else ():
        stopped = len(every) - len(usable)
        if stopped:
            omissions.append(Omission.saying(site, partial(_blocked, stopped)))
        if not usable:
            continue
        try:
            name, result = _listing_file(parts, application, site, usable, parents)
        except DeskError:
            omissions.append(_trouble(parts, application, site, usable, parents))
            continue
        if result.written:
            made.append((name, result.data))
    return ListingFiles(made, omissions)


def _blocked(count: int) -> str:
    return ngettext(
        "{count} listing with blockers is not in the upload file",
        "{count} listings with blockers are not in the upload file",
        count,
    ).format(count=count)


def _trouble(
    parts: Parts,
    application: Application,
    site: str,
    listings: Sequence[Listing],
    parents: frozenset[str],
) -> Omission:
    """Why this site has no upload file, in every language: the attempt is made once more in each."""

    def reason() -> str:
        try:
            _listing_file(parts, application, site, listings, parents)
        except DeskError as problem:
            return _("No upload file for the listings: {title}. {advice}").format(
                title=problem.title, advice=problem.advice
            )
        return ""

    return Omission.saying(site, reason)


def _listing_file(
    parts: Parts,
    application: Application,
    site: str,
    listings: Sequence[Listing],
    parents: frozenset[str],
) -> tuple[str, ExportResult]:
    """The name and content of a site's upload file. DeskError where there can be none, with what to do."""
    from seller_desk.core.listings.exporters import amazon, amazon_template, ebay_draft
    from seller_desk.core.services.listing_exports import needs_template

    name = site.replace(".", "_")
    if needs_template(platform_of(site)):
        place = application.listing_template
        # A template that is gone or belongs to another site is trouble, told in the packet.
        template = amazon_template.read_template(Path(place)) if place else None
        currency = parts.rules().sites[site].currency
        result = amazon.export(listings, site, parents, template, currency)
        return f"{name}_listings.txt", result
    if site in ebay_draft.sites():
        return f"{name}_drafts.csv", ebay_draft.export(listings, site, parents)
    raise DeskError(_("This site takes no upload file that we know"), _("Type them in by hand."))


def shipping_files(parts: Parts, application: Application, stamp: date) -> Made:
    """Fill-in sheets and tables of the shipping templates, as the shipping room writes them."""
    return parts.shipping.bundle_files(application.company_id, application.sites, stamp)
