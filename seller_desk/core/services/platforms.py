"""Step 2: sites compared for "my product", the seller's own values over the packs' facts."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.money import decimal_of
from seller_desk.core.platforms.compare import Seller, compare
from seller_desk.core.platforms.model import FEE_NAMES, Product, SiteResult
from seller_desk.core.rules.book import Override, Query, RuleBook
from seller_desk.core.rules.catalogs import categories, currencies
from seller_desk.core.rules.model import Scalar, SiteInfo
from seller_desk.core.rules.overrides import fee_parts
from seller_desk.core.store.settings import Setting
from seller_desk.core.store.store import Store

_PRODUCT = "my_product"
# Beyond these nothing is a price, and exact arithmetic would run out of digits.
LARGEST = Decimal(10) ** 12
LARGEST_RATE = Decimal(10) ** 6


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
        with self._store.work("") as work:
            work.settings.save(Setting(id=f"{_PRODUCT}.{company_id}", value=text))

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
        """The sites side by side (none given: all). UsageProblem for unknown sites and impossible values."""
        check_product(product)
        chosen = [self.site(one).id for one in sites] or [one.id for one in self.sites()]
        return compare(self._rules(), chosen, product, seller, on or self._today())

    def compare_for(self, company_id: str) -> list[SiteResult]:
        """Every site for this company and its product."""
        return self.compare(self.my_product(company_id), self.seller(company_id))

    def documents(self, company_id: str) -> dict[str, tuple[int, int]]:
        """(documents here, documents asked for) of each site for this company; hints are not counted."""
        with self._store.read() as work:
            company = work.companies.get(company_id) if company_id else None
            here = {one.kind for one in work.documents.find(company_id=company_id)}
        if company is None:
            return {}
        rules = self._rules()
        category = self.my_product(company_id).category
        found: dict[str, tuple[int, int]] = {}
        for site in rules.sites:
            query = Query(
                site=site, on=self._today(), category=category, entity=company.entity_kind
            )
            asked = [one for one in rules.requirements(query) if one.severity != "hint"]
            if asked:
                found[site] = (sum(bool(here & set(one.kinds)) for one in asked), len(asked))
        return found

    def overrule(
        self, key: str, value: str, *, site: str = "", category: str = "", note: str = ""
    ) -> Override:
        """Put the seller's own value over a fact, or over a fee (`fee.referral.rate` "0.12" or "12%").

        UsageProblem for an unknown key, site or category, and for a value that does not fit the fact.
        """
        if site:
            self.site(site)
        if category and category not in categories():
            raise UsageProblem(_("There is no category “{id}”").format(id=category))
        own = Override(
            id=_own_id(key, site, category),
            key=key,
            value=self._value(key, value.strip()),
            site=site,
            category=category,
            note=note.strip(),
            set_on=self._today(),
        )
        with self._store.work(N_("Own value")) as work:
            work.overrides.save(own)
        return own

    def overrides(self) -> list[Override]:
        """Every value of the seller's own, in the order they were first set."""
        with self._store.read() as work:
            return work.overrides.find()

    def restore(self, key: str, *, site: str = "", category: str = "") -> None:
        """Take the seller's value back; the packs' holds again. DeskError if there is none."""
        self.remove_override(_own_id(key, site, category))

    def remove_override(self, override_id: str) -> None:
        """The same by the record's id."""
        with self._store.work(N_("Remove own value")) as work:
            if not work.overrides.delete(override_id):
                raise DeskError(_("There is no such own value"), _("See platforms overrides."))

    def findings(self, company_id: str, application_id: str | None) -> list[Finding]:
        """No public code speaks of this step; what is uncertain is marked at its figure."""
        return []

    def started(self, company_id: str) -> bool:
        """Whether the seller typed a product or started an application."""
        if self._store.setting(f"{_PRODUCT}.{company_id}"):
            return True
        with self._store.read() as work:
            return work.applications.count(company_id=company_id) > 0

    def _value(self, key: str, text: str) -> Scalar:
        parts = fee_parts(key)
        if parts is not None:
            return _fee_value(*parts, text)
        known = next(
            (one for pack in self._rules().packs for one in pack.fact if one.key == key), None
        )
        if known is None:
            raise UsageProblem(
                _("There is no fact “{key}”").format(key=key),
                _("Fees are named like fee.referral.rate; see rules list."),
            )
        return _like(known.value, text, key)


def check_product(product: Product) -> None:
    """UsageProblem for an unknown category and for amounts that cannot be."""
    if product.category and product.category not in categories():
        raise UsageProblem(
            _("There is no category “{id}”").format(id=product.category), _("See rules ids.")
        )
    unknown = next(
        (one for one in (product.currency, *product.rates) if one not in currencies()), ""
    )
    if unknown or not product.currency:
        raise UsageProblem(
            _("“{text}” is not a currency").format(text=unknown), _("Write it as USD, EUR, CNY.")
        )
    if product.price is not None and product.price <= 0:
        raise UsageProblem(_("A price is more than nothing"))
    for amount in (product.cost, product.shipping, product.shipping_charged):
        if amount is not None and amount < 0:
            raise UsageProblem(_("An amount cannot be negative"))
    sums = (product.price, product.cost, product.shipping, product.shipping_charged)
    if any(one is not None and one > LARGEST for one in sums):
        raise UsageProblem(_("An amount is at most 1,000,000,000,000"))
    if product.target_margin is not None and not -1 < product.target_margin < 1:
        raise UsageProblem(_("A target margin is a share below 1, such as 0.2"))
    if product.orders is not None and product.orders < 1:
        raise UsageProblem(_("Orders a month are 1 or more"))
    if not all(0 < rate.value <= LARGEST_RATE for rate in product.rates.values()):
        raise UsageProblem(_("An exchange rate is more than nothing and at most 1,000,000"))


def _own_id(key: str, site: str, category: str) -> str:
    """One own value for each key, site and category: setting it again replaces it."""
    return "|".join((key, site, category))


def share_of(text: str) -> Decimal:
    """A share from "0.2" or "20%"; ValueError otherwise."""
    plain = text.strip().replace("％", "%")
    if plain.endswith("%"):
        return decimal_of(plain[:-1].strip()) / 100
    return decimal_of(plain)


def _fee_value(name: str, field: str, text: str) -> str:
    if name not in FEE_NAMES:
        raise UsageProblem(
            _("There is no fee “{name}”").format(name=name),
            _("Fees: {names}").format(names=listed(FEE_NAMES)),
        )
    try:
        value = share_of(text) if field == "rate" else decimal_of(text)
    except ValueError:
        raise UsageProblem(_("“{text}” is not a number").format(text=text)) from None
    if value < 0 or (field == "rate" and value >= 1):
        raise UsageProblem(
            _("“{text}” is out of range").format(text=text),
            _("A rate is a share between 0 and 1, such as 0.15 or 15%."),
        )
    return format(value, "f")


def _like(known: Scalar, text: str, key: str) -> Scalar:
    """The text as a value of the same kind as the pack's."""
    if isinstance(known, list):
        return [word.strip() for word in text.replace("，", ",").split(",") if word.strip()]
    if isinstance(known, bool):
        if text.lower() not in ("true", "false"):
            raise UsageProblem(_("{key} is true or false").format(key=key))
        return text.lower() == "true"
    if isinstance(known, int):
        try:
            return int(text)
        except ValueError:
            raise UsageProblem(_("{key} is a whole number").format(key=key)) from None
    return text
