"""Upload files of the listings, and what had to stay out of them."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import Severity
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.listings.bulk.selection import chosen
from seller_desk.core.listings.checks import ListingChecker
from seller_desk.core.listings.exporters import (
    amazon,
    amazon_json,
    ebay_category,
    ebay_draft,
    google_merchant,
    own_csv,
    own_xlsx,
    shopify,
    woocommerce,
)
from seller_desk.core.listings.exporters.amazon_template import read_template
from seller_desk.core.listings.exporters.one_site import as_on_site
from seller_desk.core.listings.exporters.result import NOT_READY, ExportResult, Note
from seller_desk.core.listings.exporters.template_map import TargetColumn
from seller_desk.core.listings.marks import marked
from seller_desk.core.listings.model import Listing, on_site, parent_skus
from seller_desk.core.rules.book import RuleBook, platform_of
from seller_desk.core.services import listing_templates
from seller_desk.core.services.export_presets import ExportPresets, ExportRequest
from seller_desk.core.services.listing_formats import FORMATS, Format, needs_template
from seller_desk.core.store.exports import not_noted
from seller_desk.core.store.store import Store

__all__ = ["FORMATS", "ExportRequest", "Format", "ListingExports", "needs_template"]

NO_TITLE = N_("It has no title for this site")
_TELL_EVERY = 500
_SHOPS: dict[str, Callable[[list[Listing], frozenset[str]], ExportResult]] = {
    shopify.FORMAT: shopify.export,
    woocommerce.FORMAT: woocommerce.export,
    google_merchant.FORMAT: google_merchant.export,
}


class ListingExports:
    """The part of the listings service that writes upload files."""

    _store: Store
    _rules: Callable[[], RuleBook]
    _today: Callable[[], date]

    @property
    def presets(self) -> ExportPresets:
        """Exports kept under names."""
        return ExportPresets(self._store)

    def template_columns(self, request: ExportRequest) -> Sequence[TargetColumn]:
        """The columns of the request's template with their fields, whether or not any is mapped."""
        assert request.template is not None
        place = listing_templates.template_map(self._store, request.template, request.choices)
        return place.columns

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
        return self._made(company_id, request, progress, stop)[0]

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
        """Write the file whole or not at all, keep its hash, and mark the listings in it; see `make_export`."""
        filling = request.format == listing_templates.FORMAT
        if filling:
            listing_templates.refuse_other_ending(request.template, out)
        result, kept, site = self._made(company_id, request, progress, stop)
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
        try:
            self._mark(kept, result, site)
        except DeskError as problem:
            raise not_noted(out, problem) from problem
        return result

    def export_sites(self, format_name: str) -> list[str]:
        """Sites that this format can be written for; of one that knows no sites, those whose texts can go into it."""
        form = FORMATS[format_name]
        if form.of_site:
            return list(self._rules().sites)
        known = [site for site in self._rules().sites if platform_of(site) == form.platform]
        described = {
            ebay_draft.FORMAT: ebay_draft.sites,
            ebay_category.FORMAT: ebay_category.sites,
            amazon_json.FORMAT: amazon_json.sites,
        }.get(format_name)
        return [site for site in known if site in described()] if described else known

    def chosen_sites(self, company_id: str, application_id: str | None = None) -> dict[str, date]:
        """Given by the service that this is a part of."""
        raise NotImplementedError

    def _made(
        self, company_id: str, request: ExportRequest, progress: Progress, stop: Stop
    ) -> tuple[ExportResult, list[Listing], str]:
        """The result, the listings that were to go into it, and the site."""
        site = self._site_for(company_id, request)
        with self._store.read() as work:
            work.listings.refuse_damaged(company_id)
            words = request.selection.words.strip()
            found = (
                work.listings.matching(words, company_id=company_id)
                if words
                else work.listings.stream(company_id=company_id)
            )
            listings = list(chosen(found, request.selection))
            everyone = work.listings.stream(company_id=company_id) if _partial(request) else ()
            parents = parent_skus(listings) | parent_skus(everyone)
        kept, left = self._sorted_out(listings, parents, request, site, progress, stop)
        result = self._file(kept, request, site, parents)
        result.left_out[:0] = left
        return result, kept, site

    def _file(
        self, kept: list[Listing], request: ExportRequest, site: str, parents: frozenset[str]
    ) -> ExportResult:
        name = request.format
        if name == ebay_draft.FORMAT:
            return ebay_draft.export(kept, site, parents)
        if name == ebay_category.FORMAT:
            return ebay_category.export(kept, site, parents, request.ship_from)
        if name == amazon.FORMAT:
            template = read_template(request.template) if request.template else None
            return amazon.export(kept, site, parents, template, self._rules().sites[site].currency)
        if name == amazon_json.FORMAT:
            currency = self._rules().sites[site].currency
            return amazon_json.export(kept, site, parents, currency, request.seller_id)
        if name in _SHOPS:
            there = [as_on_site(one, site) for one in kept] if site else kept
            return _SHOPS[name](there, parents)
        if name == listing_templates.FORMAT:
            return listing_templates.fill_template(
                self._store, kept, site, parents, request.template, request.choices
            )
        return own_xlsx.export(kept) if name == own_xlsx.FORMAT else own_csv.export(kept)

    def _mark(self, kept: Sequence[Listing], result: ExportResult, site: str) -> None:
        """Each listing that has a row says from now on into which file it went."""
        missing = {one.sku for one in result.left_out}
        at = datetime.now(UTC).replace(microsecond=0)
        written = [one for one in kept if one.sku not in missing]
        if written:
            with self._store.work(N_("Export listings")) as work:
                work.listings.save_many(marked(one, site, result.format, at) for one in written)

    def _site_for(self, company_id: str, request: ExportRequest) -> str:
        if request.format not in FORMATS:
            raise UsageProblem(
                _("There is no format “{name}”").format(name=request.format),
                _("There are: {names}").format(names=", ".join(FORMATS)),
            )
        form = FORMATS[request.format]
        if form.of_site:
            return self._rules().site(request.site).id if request.site else ""
        if not form.platform:
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
        mine = [site for site in self.chosen_sites(company_id) if site in possible] or possible
        if len(mine) != 1:
            raise UsageProblem(
                _("Which site?"),
                _("Name one with --site: {sites}").format(sites=", ".join(possible)),
            )
        return mine[0]

    def _sorted_out(
        self,
        listings: Sequence[Listing],
        parents: frozenset[str],
        request: ExportRequest,
        site: str,
        progress: Progress,
        stop: Stop,
    ) -> tuple[list[Listing], list[Note]]:
        # A shop's own file is not judged by the rules of the site whose texts it takes.
        if not site or request.format in _SHOPS:
            return list(listings), []
        on = self._day_of(listings, site)
        checker = ListingChecker(self._rules(), site, on)
        kept: list[Listing] = []
        left: list[Note] = []
        for number, listing in enumerate(listings):
            if number % _TELL_EVERY == 0:
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


def _partial(request: ExportRequest) -> bool:
    """Whether a listing could have relatives that do not go into the file."""
    one = request.selection
    return one.ids is not None or bool(one.words.strip() or one.where)
