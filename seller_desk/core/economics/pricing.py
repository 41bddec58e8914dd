"""A price that leaves a margin for one listing on one site, from the site's fees and the seller's own figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import msgspec

from seller_desk.core.base.language import N_
from seller_desk.core.base.money import Money
from seller_desk.core.economics.exchange import Exchange
from seller_desk.core.platforms.compare import Seller, compare
from seller_desk.core.platforms.model import Product, SiteResult
from seller_desk.core.platforms.sale import Goal, Offer
from seller_desk.core.platforms.target import lowest_price
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.catalogs import known_category

NO_RATE = N_("No exchange rate for {what} is set beside “My product”")
NO_FEES = N_("The referral fee of its category is not known on this site")
NO_PRICE = N_("No price reaches this margin")


class PriceUnknown(Exception):
    """Why there is no price; `what` fills the reason."""

    def __init__(self, reason: str, what: str = "") -> None:
        super().__init__(reason)
        self.reason, self.what = reason, what


class MarginPrices:
    """Prices on one site. Shipping, returns and exchange rates are those of "my product"; cost and category each listing's.

    The site's fees are looked up once for each category, so that 100,000 prices take seconds.
    """

    def __init__(
        self, book: RuleBook, site: str, product: Product, seller: Seller, on: date
    ) -> None:
        self._book, self._site, self._seller, self._on = book, site, seller, on
        self._product = msgspec.structs.replace(
            product, price=None, target_margin=Decimal(0), target_profit=None
        )
        self._exchange = Exchange.of(product)
        self._of_category: dict[str, SiteResult] = {}

    def price(self, cost: Money, category: str, margin: Decimal) -> Money:
        """The lowest price at which this share of it is left. Raises PriceUnknown."""
        offer = self.offer(cost, category)
        price = lowest_price(offer, Goal(margin=margin))
        if price is None:
            raise PriceUnknown(NO_PRICE)
        return Money(price, offer.currency)

    def there(self, amount: Money) -> Money:
        """An amount in the site's currency. Raises PriceUnknown without a rate."""
        found = self._exchange.convert(amount, self._book.sites[self._site].currency)
        if found is None:
            raise PriceUnknown(NO_RATE, amount.currency)
        return found

    def offer(self, cost: Money, category: str) -> Offer:
        """What a unit of this cost costs there, with the fees of its category. Raises PriceUnknown."""
        currency = self._book.sites[self._site].currency
        there = self._exchange.convert(cost, currency)
        if there is None:
            raise PriceUnknown(NO_RATE, cost.currency)
        category = known_category(category or self._product.category)
        found = self._result(category, there if self._product.resellable else None)
        if found.offer is None or not any(one.name == "referral" for one in found.lines):
            raise PriceUnknown(NO_FEES if not found.rate_missing else NO_RATE, currency)
        offer = found.offer
        if not self._product.resellable:
            offer = replace(offer, costs=offer.costs + there.rounded().amount)
        return offer

    def _result(self, category: str, cost: Money | None) -> SiteResult:
        """The site for this category. What a returned unit is worth depends on its cost, so then nothing is kept."""
        if cost is not None:
            back = self._exchange.convert(cost, self._product.currency)
            return self._compare(category, back.amount if back else Decimal(0))
        if category not in self._of_category:
            self._of_category[category] = self._compare(category, Decimal(0))
        return self._of_category[category]

    def _compare(self, category: str, cost: Decimal) -> SiteResult:
        product = msgspec.structs.replace(self._product, category=category, cost=cost)
        return compare(self._book, [self._site], product, self._seller, self._on)[0]
