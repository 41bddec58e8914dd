"""Before choosing: what a product needs where it goes, the self-assessment, and the start-up budget; kept per company."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.money import decimal_of
from seller_desk.core.company.fields import field_of, is_filled
from seller_desk.core.documents.void import standing
from seller_desk.core.economics.budget import (
    Budget,
    BudgetInput,
    Cost,
    budget,
    budget_rules,
)
from seller_desk.core.economics.exchange import Exchange
from seller_desk.core.platforms.assess import Answers, Verdict, assess, checked
from seller_desk.core.platforms.compliance import (
    FeePlace,
    Paper,
    SiteCompliance,
    fee_place,
    site_compliance,
)
from seller_desk.core.platforms.model import Product, Rate
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.catalogs import categories, currencies, known_category, traits
from seller_desk.core.services.platforms import LARGEST, PlatformService, check_product
from seller_desk.core.services.product_traits import Said, keep_traits, traits_of
from seller_desk.core.store.settings import Setting
from seller_desk.core.store.store import Store

T = TypeVar("T")
_ANSWERS = "assessment"
_BUDGET = "budget"


class PreparationService:
    """Use cases beside the comparison. Thread-safe: holds nothing but the store."""

    def __init__(
        self,
        store: Store,
        rules: Callable[[], RuleBook],
        today: Callable[[], date],
        platforms: PlatformService,
    ) -> None:
        self._store = store
        self._rules = rules
        self._today = today
        self._platforms = platforms

    # -- compliance ----------------------------------------------------------------------------------------

    def traits(self, company_id: str, category: str) -> Said:
        """What the seller said of the products of this category."""
        return traits_of(self._store, company_id).get(category, {})

    def set_trait(self, company_id: str, category: str, trait: str, yes: bool | None) -> None:
        """Say whether the product has it; None takes the answer back. UsageProblem for unknown ids."""
        _known(category, categories(), _("There is no category “{id}”"))
        _known(trait, traits(), _("There is no trait “{id}”"))
        keep_traits(self._store, company_id, category, trait, yes)

    def compliance(
        self,
        company_id: str,
        category: str,
        sites: Sequence[str],
        *,
        said: Mapping[str, bool] | None = None,
        destinations: Sequence[str] = (),
    ) -> list[SiteCompliance]:
        """What a product of this category needs at each site, and what of it is on file.

        `said` goes over the kept answers; `destinations` are codes or names of countries, or `EU`.
        UsageProblem for unknown categories, sites, traits and countries.
        """
        reached = tuple(self._destination(one) for one in destinations)
        _known(category, categories(), _("There is no category “{id}”"))
        answers = {**self.traits(company_id, category), **(said or {})}
        for trait in answers:
            _known(trait, traits(), _("There is no trait “{id}”"))
        papers, told = self._papers(company_id), self._told(company_id)
        seller = self._platforms.seller(company_id)
        return [
            site_compliance(
                self._rules(),
                Query(
                    site=self._platforms.site(site).id,
                    on=self._today(),
                    category=category,
                    entity=seller.entity,
                    traits=tuple(sorted(answers.items())),
                    destinations=reached,
                ),
                papers,
                told,
            )
            for site in sites
        ]

    def _destination(self, text: str) -> str:
        """The code of a country or union that some rule may speak of; UsageProblem for others."""
        from seller_desk.core.shipping.countries import find_country

        known = {
            code
            for pack in self._rules().packs
            for one in pack.compliance
            for code in one.destination
        }
        wanted = text.strip()
        code = wanted.upper() if wanted.upper() in known else find_country(wanted)
        if not code or not code.isalpha():
            raise UsageProblem(
                _("There is no country “{name}”").format(name=wanted),
                _("Write a code of two letters, such as DE. Rules are known for: {codes}").format(
                    codes=listed(sorted(known))
                ),
            )
        return code

    def fee_places(self, site: str) -> dict[str, FeePlace]:
        """Where each category of ours stands in the site's fee table; UsageProblem for an unknown site."""
        known = self._platforms.site(site).id
        return {
            category: fee_place(
                self._rules(), Query(site=known, on=self._today(), category=category)
            )[0]
            for category in categories()
        }

    # -- self-assessment -----------------------------------------------------------------------------------

    def answers(self, company_id: str) -> Answers:
        """The seller's answers; none at first."""
        return self._kept(_ANSWERS, company_id, Answers) or {}

    def set_answers(self, company_id: str, given: Mapping[str, object]) -> None:
        """Keep these answers instead of the former ones. UsageProblem where one does not fit."""
        self._keep(N_("Self-check"), _ANSWERS, company_id, checked(given))

    def assessment(self, company_id: str) -> list[Verdict]:
        """Each question with what its answer means."""
        return assess(self.answers(company_id))

    # -- budget ---------------------------------------------------------------------------------------------

    def budget_input(self, company_id: str) -> BudgetInput:
        """What the seller typed; nothing at first."""
        return self._kept(_BUDGET, company_id, BudgetInput) or BudgetInput()

    def set_budget_input(self, company_id: str, given: BudgetInput) -> None:
        """Keep it. UsageProblem for amounts and currencies that cannot be, and for unknown lines."""
        self._keep(N_("Start-up budget"), _BUDGET, company_id, check_budget(given))

    def set_rate(self, company_id: str, currency: str, rate: Rate | None) -> None:
        """The seller's own rate, kept with "my product". UsageProblem if it cannot be."""
        product = self._platforms.my_product(company_id)
        rates = {code: one for code, one in product.rates.items() if code != currency}
        if rate is not None:
            rates[currency] = rate
        self._platforms.set_my_product(company_id, msgspec.structs.replace(product, rates=rates))

    def budget(
        self,
        company_id: str,
        sites: Sequence[str],
        *,
        given: BudgetInput | None = None,
        product: Product | None = None,
    ) -> Budget:
        """The budget for these sites (none: the chosen ones). UsageProblem for unknown sites and impossible rates."""
        product = product or self._platforms.my_product(company_id)
        check_product(product)
        seller = self._platforms.seller(company_id)
        queries = [
            Query(
                site=self._platforms.site(one).id,
                on=self._today(),
                category=known_category(product.category),
                entity=seller.entity,
            )
            for one in dict.fromkeys(sites or product.chosen_sites)
        ]
        typed = check_budget(given or self.budget_input(company_id))
        return budget(self._rules(), queries, typed, Exchange.of(product), product.options)

    def _told(self, company_id: str) -> list[str]:
        """The paths of company data that product rules ask for and that are filled in."""
        with self._store.read() as work:
            company = work.companies.get(company_id) if company_id else None
        if company is None:
            return []
        paths = {one.data for pack in self._rules().packs for one in pack.compliance if one.data}
        return [one for one in sorted(paths) if field_of(one) and is_filled(company, one)]

    def _papers(self, company_id: str) -> list[Paper]:
        with self._store.read() as work:
            found = work.documents.find(company_id=company_id) if company_id else []
        return [
            Paper(
                id=one.id,
                kind=one.kind,
                name=one.name,
                certificate=one.certificate,
                valid_until=one.valid_until,
            )
            for one in standing(found, self._today())
        ]

    def _kept(self, name: str, company_id: str, shape: type[T]) -> T | None:
        text = self._store.setting(f"{name}.{company_id}")
        return msgspec.json.decode(text, type=shape) if text else None

    def _keep(self, label: str, name: str, company_id: str, value: object) -> None:
        text = msgspec.json.encode(value).decode()
        with self._store.work(label) as work:
            work.typed.save(Setting(id=f"{name}.{company_id}", value=text))


def check_budget(given: BudgetInput) -> BudgetInput:
    """The same, or UsageProblem for unknown lines and models, and for amounts that cannot be."""
    rules = budget_rules()
    lines = [one.id for one in rules.line if one.origin == "input"]
    _known(given.model, [one.id for one in rules.span], _("There is no model “{id}”"))
    for name, cost in given.costs.items():
        _known(name, lines, _("There is no line “{id}” to fill in"))
        if cost.currency not in currencies():
            raise UsageProblem(
                _("“{text}” is not a currency").format(text=cost.currency),
                _("Write it as USD, EUR, CNY."),
            )
        if not 0 <= cost.amount <= LARGEST:
            raise UsageProblem(_("An amount is from 0 to 1,000,000,000,000"))
    return given


def parse_cost(text: str) -> Cost:
    """`8000`, `8000 CNY` or `1200USD`; ValueError otherwise."""
    plain = text.strip().upper()
    letters = plain.lstrip("0123456789.,- ")
    number = plain[: len(plain) - len(letters)].strip()
    return (
        Cost(amount=decimal_of(number), currency=letters)
        if letters
        else Cost(amount=decimal_of(number))
    )


def _known(name: str, ids: Iterable[str], words: str) -> None:
    known = list(ids)
    if name not in known:
        raise UsageProblem(words.format(id=name), _("There are: {ids}").format(ids=listed(known)))
