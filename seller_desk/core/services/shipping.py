"""Step 5: shipping templates, carrier price lists, what a parcel costs, sheets for the platforms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.money import Money
from seller_desk.core.rules.book import Query, RuleBook, platform_of
from seller_desk.core.rules.model import SiteInfo
from seller_desk.core.services.names import new_id
from seller_desk.core.shipping.checks import check_tariff
from seller_desk.core.shipping.model import GOODS, RateCard, ShippingTemplate, Tariff
from seller_desk.core.shipping.quote import Parcel, PriceBook
from seller_desk.core.shipping.template_file import read_template, shape_problem
from seller_desk.core.store.store import Store

if TYPE_CHECKING:
    from seller_desk.core.economics.exchange import Exchange
    from seller_desk.core.economics.offers import Quoted
    from seller_desk.core.services.shipping_files import Exported
    from seller_desk.core.shipping.import_rates import ImportedRates


class ShippingService:
    """Use cases of the shipping step. Thread-safe: holds nothing but the store."""

    def __init__(
        self, store: Store, rules: Callable[[], RuleBook], today: Callable[[], date]
    ) -> None:
        self._store = store
        self._rules = rules
        self._today = today

    # -- templates and price lists -----------------------------------------------------------------

    def templates(self, company_id: str) -> list[ShippingTemplate]:
        """The company's templates, oldest first."""
        with self._store.read() as work:
            return work.shipping_templates.find(company_id=company_id)

    def cards(self, company_id: str) -> list[RateCard]:
        """The company's carrier price lists, oldest first."""
        with self._store.read() as work:
            return work.rate_cards.find(company_id=company_id)

    def template(self, company_id: str, wanted: str) -> ShippingTemplate:
        """The template with this id or name; UsageProblem if there is none."""
        return _chosen(self.templates(company_id), wanted)

    def card(self, company_id: str, wanted: str) -> RateCard:
        """The price list with this id or name; UsageProblem if there is none."""
        return _chosen(self.cards(company_id), wanted)

    def new_template(self, company_id: str, name: str, currency: str = "USD") -> ShippingTemplate:
        """An empty template, saved."""
        made = ShippingTemplate(id=new_id(), company_id=company_id, name=name, currency=currency)
        self.save_template(made)
        return made

    def save_template(self, template: ShippingTemplate) -> None:
        """Keep the template. UsageProblem if its parts do not refer to each other."""
        problem = shape_problem(template)
        if problem:
            raise UsageProblem(problem)
        with self._store.work(N_("Shipping template")) as work:
            work.shipping_templates.save(template)

    def set_template(self, company_id: str, path: Path) -> ShippingTemplate:
        """Keep the template of this TOML file; one of the same name is replaced."""
        read = read_template(path, template_id=new_id(), company_id=company_id)
        known = next((one for one in self.templates(company_id) if one.name == read.name), None)
        if known is not None:
            read = msgspec.structs.replace(read, id=known.id)
        self.save_template(read)
        return read

    def delete_template(self, template_id: str) -> bool:
        """Remove a template (undo brings it back); False if there was none."""
        with self._store.work(N_("Remove shipping template")) as work:
            return work.shipping_templates.delete(template_id)

    def read_rates(
        self,
        company_id: str,
        path: Path,
        name: str = "",
        chosen: Mapping[str, str] | None = None,
    ) -> "ImportedRates":
        """Read a forwarder's sheet without keeping it; see `import_rates.import_rates`."""
        from seller_desk.core.shipping.import_rates import import_rates

        return import_rates(path, card_id=new_id(), company_id=company_id, name=name, chosen=chosen)

    def keep_rates(self, imported: "ImportedRates") -> "ImportedRates":
        """Keep what was read; a price list of the same name is replaced. Returns it with its final id."""
        card = imported.card
        known = next((one for one in self.cards(card.company_id) if one.name == card.name), None)
        if known is not None:
            card = msgspec.structs.replace(card, id=known.id)
        if card.as_of is None:
            card = msgspec.structs.replace(card, as_of=self._today())
        with self._store.work(N_("Import price list")) as work:
            work.rate_cards.save(card)
        return replace(imported, card=card)

    def import_rates(
        self,
        company_id: str,
        path: Path,
        name: str = "",
        chosen: Mapping[str, str] | None = None,
    ) -> "ImportedRates":
        """Read and keep a forwarder's sheet. DeskError if nothing in it can be used."""
        return self.keep_rates(self.read_rates(company_id, path, name, chosen))

    def delete_card(self, card_id: str) -> bool:
        """Remove a price list (undo brings it back); False if there was none."""
        with self._store.work(N_("Remove price list")) as work:
            return work.rate_cards.delete(card_id)

    # -- quotes ------------------------------------------------------------------------------------

    def quote(
        self,
        company_id: str,
        parcel: Parcel,
        *,
        value: Money | None = None,
        service: str = "",
    ) -> "Quoted":
        """Every price for this parcel. `value` in any currency whose exchange rate the seller has set.

        UsageProblem for goods that nobody knows; DeskError if there is no tariff at all.
        """
        from seller_desk.core.economics.offers import Quoted, offers_of

        if parcel.goods not in GOODS:
            raise UsageProblem(_("Goods are {kinds}").format(kinds=listed(GOODS)))
        cards, templates = self.cards(company_id), self.templates(company_id)
        if not cards and not templates:
            raise DeskError(
                _("There is no price list and no shipping template yet"),
                _("Import a carrier price list: seller-desk shipping import-rates FILE"),
            )
        exchange = self.exchange(company_id)
        costs, refused = offers_of(cards, parcel, value, exchange, service)
        charges, also = offers_of(templates, parcel, value, exchange, "" if cards else service)
        return Quoted(
            costs=costs, charges=charges, refusals=[*refused, *also], has_cards=bool(cards)
        )

    def exchange(self, company_id: str) -> "Exchange":
        """The seller's exchange rates, as set beside "my product"."""
        from seller_desk.core.economics.exchange import Exchange
        from seller_desk.core.services.platforms import PlatformService

        platforms = PlatformService(self._store, self._rules, self._today)
        return Exchange.of(platforms.my_product(company_id))

    # -- problems ----------------------------------------------------------------------------------

    def findings(self, company_id: str, application_id: str | None) -> list[Finding]:
        """Problems of templates and price lists, and listings that lose money on the application's sites."""
        sites = self._sites(company_id, application_id)
        found: list[Finding] = []
        templates, cards = self.templates(company_id), self.cards(company_id)
        for template in templates:
            found += check_tariff(template, [site.country for site in sites if site.country])
        for card in cards:
            found += check_tariff(card)
        if cards:
            found += self._losses(company_id, sites, templates, cards)
        return found

    def started(self, company_id: str) -> bool:
        """Whether there is a template or a price list."""
        with self._store.read() as work:
            return bool(
                work.shipping_templates.count(company_id=company_id)
                or work.rate_cards.count(company_id=company_id)
            )

    def _sites(self, company_id: str, application_id: str | None) -> list[SiteInfo]:
        known = self._rules().sites
        with self._store.read() as work:
            if application_id:
                one = work.applications.get(application_id)
                applications = [one] if one else []
            else:
                applications = work.applications.find(company_id=company_id)
        ids = dict.fromkeys(site for one in applications for site in one.sites)
        return [known[site] for site in ids if site in known]

    def _losses(
        self,
        company_id: str,
        sites: Sequence[SiteInfo],
        templates: Sequence[ShippingTemplate],
        cards: Sequence[RateCard],
    ) -> list[Finding]:
        from seller_desk.core.economics.exchange import Exchange
        from seller_desk.core.economics.loss import Tariffs, losses
        from seller_desk.core.services.platforms import PlatformService

        product = PlatformService(self._store, self._rules, self._today).my_product(company_id)
        with self._store.read() as work:
            listings = work.listings.find(company_id=company_id)
        tariffs = Tariffs(
            templates=[PriceBook(one) for one in templates], cards=[PriceBook(one) for one in cards]
        )
        book, exchange = self._rules(), Exchange.of(product)
        return [
            finding
            for site in sites
            for finding in losses(
                listings,
                site,
                tariffs,
                book,
                Query(site=site.id, on=self._today()),
                exchange,
                product.options,
            )
        ]

    # -- exports -----------------------------------------------------------------------------------

    def export(
        self,
        template: ShippingTemplate,
        form: str,
        *,
        site: str = "",
        service: str = "",
        unit: str = "kg",
    ) -> "Exported":
        """The template as a file (amazon, ebay: XLSX; magento: CSV). UsageProblem for unknown words.

        The same template gives the same bytes: the file bears no date but the packs' own.
        """
        from seller_desk.core.services.shipping_files import export_template

        with self._store.read() as work:
            work.shipping_templates.refuse_damaged(template.company_id)
        return export_template(
            template, form, self._rules(), self._today(), site=site, service=service, unit=unit
        )

    def bundle_files(
        self, company_id: str, sites: Sequence[str], stamp: date
    ) -> list[tuple[str, bytes]]:
        """(name, bytes) of the sheets for these sites, and a neutral table a template; `stamp` dates them."""
        from seller_desk.core.services.shipping_files import bundle_files

        return bundle_files(self.templates(company_id), self._rules(), sites, stamp)

    def formats(self, sites: Sequence[str]) -> list[str]:
        """The formats that fit these sites, and the neutral one."""
        from seller_desk.core.shipping.exporters.formats import SITE_SHEETS, TABLE_RATES

        own = [platform_of(site) for site in sites if platform_of(site) in SITE_SHEETS]
        return [*dict.fromkeys(own), TABLE_RATES]


T = TypeVar("T", bound=Tariff)


def _chosen(known: Sequence[T], wanted: str) -> T:
    for one in known:
        if wanted in (one.id, one.name):
            return one
    raise UsageProblem(
        _("There is no “{name}”").format(name=wanted),
        _("There are: {names}").format(names=listed(one.name for one in known) or "-"),
    )
