"""Upload files of the listings, and what had to stay out of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.findings import Severity
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.listings.checks import ListingChecker
from seller_desk.core.listings.exporters import (
    amazon,
    amazon_json,
    ebay_draft,
    google_merchant,
    own_csv,
    shopify,
    woocommerce,
)
from seller_desk.core.listings.exporters.amazon_template import read_template
from seller_desk.core.listings.exporters.result import NOT_READY, ExportResult, Note
from seller_desk.core.listings.model import Listing, on_site, parent_skus
from seller_desk.core.rules.book import RuleBook, platform_of
from seller_desk.core.services import listing_templates
from seller_desk.core.services.listing_templates import TemplateChoices
from seller_desk.core.store.store import Store


class Format(NamedTuple):
    """A kind of upload file: the platform that takes it (empty: any), its ending, its name for the seller.

    `own_template`: it exists only in a template that the seller downloads from the platform. `in_window`: the
    window can ask for all that it needs. `proof` is a key of PROOFS: how far it is known that the platform takes it.
    """

    platform: str
    ending: str
    label: str
    own_template: bool = False
    in_window: bool = True
    proof: str = "header_seen"


FORMATS = {
    ebay_draft.FORMAT: Format("ebay", ".csv", N_("eBay draft file")),
    amazon.FORMAT: Format("amazon", ".txt", N_("Amazon, into your own template"), True),
    own_csv.FORMAT: Format("", ".csv", N_("Sheet of all listings"), proof="accepted"),
    shopify.FORMAT: Format("", ".csv", N_("Shopify products")),
    woocommerce.FORMAT: Format("", ".csv", N_("WooCommerce products")),
    google_merchant.FORMAT: Format("", ".tsv", N_("Google Merchant Center"), proof="documentation"),
    amazon_json.FORMAT: Format(
        "amazon", ".json", N_("Amazon, JSON for tools"), proof="documentation"
    ),
    listing_templates.FORMAT: Format(
        "", ".xlsx", N_("Any platform's own template"), True, False, "documentation"
    ),
}
NO_TITLE = N_("It has no title for this site")
_SHOPS: dict[str, Callable[[list[Listing], frozenset[str]], ExportResult]] = {
    shopify.FORMAT: shopify.export,
    woocommerce.FORMAT: woocommerce.export,
    google_merchant.FORMAT: google_merchant.export,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What to write. `site` is needed for platform files; `only_ready` leaves out listings that the site would refuse.

    `seller_id` is the merchant token that Amazon's JSON names.
    """

    format: str
    site: str = ""
    template: Path | None = None
    only_ready: bool = True
    seller_id: str = ""
    choices: TemplateChoices = field(default_factory=TemplateChoices)


def needs_template(platform: str) -> bool:
    """Whether this platform's upload file is made in the seller's own template."""
    return any(one.own_template for one in FORMATS.values() if one.platform == platform)


class ListingExports:
    """The part of the listings service that writes upload files."""

    _store: Store
    _rules: Callable[[], RuleBook]
    _today: Callable[[], date]

    def make_export(
        self,
        company_id: str,
        request: ExportRequest,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> ExportResult:
        """The file's bytes with what was left out; nothing is written yet, so this is the pre-flight too.

        Raises UsageProblem for an unknown format or a site of another platform, DeskError without the template
        or for a listing whose row is damaged.
        """
        site = self._site_for(company_id, request)
        with self._store.read() as work:
            work.listings.refuse_damaged(company_id)
            listings = work.listings.find(company_id=company_id)
        parents = parent_skus(listings)
        kept, left = self._sorted_out(listings, parents, request, site, progress, stop)
        if request.format == ebay_draft.FORMAT:
            result = ebay_draft.export(kept, site, parents)
        elif request.format == amazon.FORMAT:
            template = read_template(request.template) if request.template else None
            currency = self._rules().sites[site].currency
            result = amazon.export(kept, site, parents, template, currency)
        elif request.format == amazon_json.FORMAT:
            currency = self._rules().sites[site].currency
            result = amazon_json.export(kept, site, parents, currency, request.seller_id)
        elif request.format in _SHOPS:
            result = _SHOPS[request.format](kept, parents)
        elif request.format == listing_templates.FORMAT:
            result = listing_templates.fill_template(
                self._store, kept, site, parents, request.template, request.choices
            )
        else:
            result = own_csv.export(kept)
        result.left_out[:0] = left
        return result

    def export(
        self,
        company_id: str,
        request: ExportRequest,
        out: Path,
        *,
        overwrite: bool = False,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> ExportResult:
        """Write the file whole or not at all, and keep its hash; see `make_export`."""
        filling = request.format == listing_templates.FORMAT
        if filling:
            listing_templates.refuse_other_ending(request.template, out)
        result = self.make_export(company_id, request, progress, stop)
        self._store.write_out(
            out,
            result.data,
            company_id=company_id,
            what="listings",
            form=request.format,
            overwrite=overwrite,
        )
        if filling:
            listing_templates.remember(self._store, result, request.choices.mapping)
        return result

    def export_sites(self, format_name: str) -> list[str]:
        """Sites that this format can be written for."""
        platform = FORMATS[format_name].platform
        known = [site for site in self._rules().sites if platform_of(site) == platform]
        if format_name == ebay_draft.FORMAT:
            return [site for site in known if site in ebay_draft.sites()]
        if format_name == amazon_json.FORMAT:
            return [site for site in known if site in amazon_json.sites()]
        return known

    def chosen_sites(self, company_id: str, application_id: str | None = None) -> dict[str, date]:
        """Given by the service that this is a part of."""
        raise NotImplementedError

    def _site_for(self, company_id: str, request: ExportRequest) -> str:
        if request.format not in FORMATS:
            raise UsageProblem(
                _("There is no format “{name}”").format(name=request.format),
                _("There are: {names}").format(names=", ".join(FORMATS)),
            )
        platform = FORMATS[request.format].platform
        if request.format == listing_templates.FORMAT and request.site:
            return self._rules().site(request.site).id
        if not platform:
            return ""
        possible = self.export_sites(request.format)
        if request.site:
            if request.site not in possible:
                raise UsageProblem(
                    _("{format} is not for {site}").format(
                        format=request.format, site=request.site
                    ),
                    _("It is for: {sites}").format(sites=", ".join(possible)),
                )
            return request.site
        chosen = [site for site in self.chosen_sites(company_id) if site in possible] or possible
        if len(chosen) != 1:
            raise UsageProblem(
                _("Which site?"),
                _("Name one with --site: {sites}").format(sites=", ".join(possible)),
            )
        return chosen[0]

    def _sorted_out(
        self,
        listings: Sequence[Listing],
        parents: frozenset[str],
        request: ExportRequest,
        site: str,
        progress: Progress,
        stop: Stop,
    ) -> tuple[list[Listing], list[Note]]:
        if not site:
            return list(listings), []
        on = self._day_of(listings, site)
        checker = ListingChecker(self._rules(), site, on)
        kept: list[Listing] = []
        left: list[Note] = []
        for number, listing in enumerate(listings):
            if number % 500 == 0:
                check_stop(stop)
                progress(number, len(listings), site)
            if not on_site(listing, site).title:
                left.append(Note(listing.sku, NO_TITLE))
            elif request.only_ready and any(
                one.severity is Severity.BLOCKER for one in checker.check(listing, parents)
            ):
                left.append(Note(listing.sku, NOT_READY))
            else:
                kept.append(listing)
        return kept, left

    def _day_of(self, listings: Sequence[Listing], site: str) -> date:
        company = listings[0].company_id if listings else ""
        return self.chosen_sites(company).get(site, self._today())
