"""Step 2: sites compared for "my product", the seller's own values over the packs' facts."""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_, _
from seller_desk.core.documents.certificates import answers
from seller_desk.core.documents.void import standing
from seller_desk.core.platforms.compare import Seller, compare
from seller_desk.core.platforms.model import Product, SiteResult
from seller_desk.core.platforms.own_values import (
    LARGEST,
    OwnValue,
    beside_packs,
    key_of,
    own_unit,
    own_value,
    pack_says_in_all,
)
from seller_desk.core.platforms.product_check import check_product, product_findings
from seller_desk.core.rules.book import Override, Query, RuleBook
from seller_desk.core.rules.catalogs import categories as all_categories
from seller_desk.core.rules.catalogs import known_category
from seller_desk.core.rules.model import SiteInfo
from seller_desk.core.services.product_traits import as_query, traits_of
from seller_desk.core.store.settings import Setting
from seller_desk.core.store.store import Store

__all__ = ["LARGEST", "PlatformService", "check_product"]

_PRODUCT = "my_product"
_LONGEST_NOTE = 500


class PlatformService:
    """Use cases of the platforms step. Thread-safe: holds nothing but the store."""

    def __init__(
        self, store: Store, rules: Callable[[], RuleBook], today: Callable[[], date]
    ) -> None:
        self._store = store
        self._rules = rules
        self._today = today

    def sites(self) -> list[SiteInfo]:
        """Every site that the packs know, in their order."""
        return list(self._rules().sites.values())

    def site(self, site: str) -> SiteInfo:
        """The site with this id; UsageProblem if there is none."""
        return self._rules().site(site)

    def my_product(self, company_id: str) -> Product:
        """What the seller typed about the product; an empty one at first."""
        text = self._store.setting(f"{_PRODUCT}.{company_id}")
        return msgspec.json.decode(text, type=Product) if text else Product()

    def set_my_product(self, company_id: str, product: Product) -> None:
        """Keep the product. UsageProblem for values that cannot be."""
        check_product(product)
        text = msgspec.json.encode(product).decode()
        with self._store.work(N_("My product")) as work:
            work.typed.save(Setting(id=f"{_PRODUCT}.{company_id}", value=text))

    def seller(self, company_id: str) -> Seller:
        """Who wants to register, from the company's record; nobody in particular without one."""
        with self._store.read() as work:
            company = work.companies.get(company_id) if company_id else None
        if company is None:
            return Seller()
        return Seller(entity=company.entity_kind, established_on=company.established_on)

    def compare(
        self,
        product: Product,
        seller: Seller,
        sites: Sequence[str] = (),
        on: date | None = None,
    ) -> list[SiteResult]:
        """The sites side by side (none given: all). UsageProblem for unknown sites and impossible values.

        A category that nobody knows counts as none.
        """
        check_product(product, any_currency=True)
        product = msgspec.structs.replace(product, category=known_category(product.category))
        chosen = [self.site(one).id for one in sites] or [one.id for one in self.sites()]
        return compare(self._rules(), chosen, product, seller, on or self._today())

    def compare_for(self, company_id: str) -> list[SiteResult]:
        """Every site for this company and its product."""
        return self.compare(self.my_product(company_id), self.seller(company_id))

    def documents(self, company_id: str) -> dict[str, tuple[int, int]]:
        """(documents here, documents asked for) of each site for this company; hints are not counted."""
        with self._store.read() as work:
            company = work.companies.get(company_id) if company_id else None
            found_here = work.documents.find(company_id=company_id)
        if company is None:
            return {}
        here = standing(found_here, self._today())
        rules = self._rules()
        category = known_category(self.my_product(company_id).category)
        said = as_query(traits_of(self._store, company_id), category)
        found: dict[str, tuple[int, int]] = {}
        for site in rules.sites:
            query = Query(
                site=site,
                on=self._today(),
                category=category,
                entity=company.entity_kind,
                traits=said,
            )
            asked = [one for one in rules.requirements(query) if one.severity != "hint"]
            if asked:
                found[site] = (
                    sum(any(answers(one, paper) for paper in here) for one in asked),
                    len(asked),
                )
        return found

    def overrule(
        self, key: str, value: str, *, site: str = "", category: str = "", note: str = ""
    ) -> Override:
        """Put the seller's own value over a fact, a fee (`fee.referral.rate` "0.12" or "12%") or a gate.

        `key` may be the id of a collected fact. UsageProblem for an unknown key, site or category, and for a value that does not fit the fact.
        """
        one = (category,) if category else ()
        return self.overrule_each(key, value, site=site, categories=one, note=note)[0]

    def overrule_each(
        self,
        key: str,
        value: str,
        *,
        site: str = "",
        categories: Sequence[str] = (),
        note: str = "",
    ) -> list[Override]:
        """The same for several categories in one go (none = for all); one undo takes it back."""
        if site:
            self.site(site)
        unknown = next((one for one in categories if one not in all_categories()), "")
        if unknown:
            raise UsageProblem(_("There is no category “{id}”").format(id=unknown))
        book = self._rules()
        key = key_of(book, key)
        meant = own_value(book, key, value)
        own = [
            Override(
                id=_own_id(key, site, category),
                key=key,
                value=meant,
                site=site,
                category=category,
                note=" ".join(note.split())[:_LONGEST_NOTE],
                set_on=self._today(),
                stood=pack_says_in_all(book, key, site, category, self._today()),
                unit=own_unit(book, key, site, category, self._today()),
            )
            for category in categories or ("",)
        ]
        with self._store.work(N_("Own value")) as work:
            work.overrides.save_many(own)
        return own

    def overrides(self) -> list[Override]:
        """Every value of the seller's own, in the order they were first set."""
        with self._store.read() as work:
            return work.overrides.find()

    def own_values(self) -> list[OwnValue]:
        """The same with what the packs say now."""
        return beside_packs(self._rules(), self.overrides(), self._today())

    def restore(self, key: str, *, site: str = "", category: str = "") -> None:
        """Take the seller's value back; the packs' holds again. DeskError if there is none."""
        self.remove_override(_own_id(key_of(self._rules(), key), site, category))

    def remove_override(self, override_id: str) -> None:
        """The same by the record's id."""
        with self._store.work(N_("Remove own value")) as work:
            if not work.overrides.delete(override_id):
                raise DeskError(_("There is no such own value"), _("See rules overrides."))

    def findings(self, company_id: str, application_id: str | None) -> list[Finding]:
        """What about the product is hard to believe; what is uncertain about a site is marked at its figure."""
        return product_findings(self.my_product(company_id))

    def started(self, company_id: str) -> bool:
        """Whether the seller typed a product or started an application."""
        if self._store.setting(f"{_PRODUCT}.{company_id}"):
            return True
        with self._store.read() as work:
            return work.applications.count(company_id=company_id) > 0


def _own_id(key: str, site: str, category: str) -> str:
    """One own value for each key, site and category: setting it again replaces it."""
    return "|".join((key, site, category))
