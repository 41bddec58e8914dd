"""A listing's price against its cost, the fees of a site and our own bounds."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.money import Money
from seller_desk.core.economics.price_check import bounds, price_findings
from seller_desk.core.economics.pricing import MarginPrices
from seller_desk.core.listings.model import Listing, Offer
from seller_desk.core.platforms.compare import Seller
from seller_desk.core.platforms.model import Product
from seller_desk.core.rules.book import RuleBook

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def prices():
    product = Product(category="home_kitchen", currency="USD", price=Decimal(25), cost=Decimal(3))
    return MarginPrices(RuleBook.load(), "amazon.us", product, Seller(), DAY)


def listing(**changes):
    fields = {
        "id": "1",
        "company_id": "c",
        "sku": "A",
        "category": "home_kitchen",
        "price": Decimal("24.99"),
        "currency": "USD",
        "cost": Decimal(5),
        "cost_currency": "USD",
    }
    return Listing(**{**fields, **changes})


def told(prices, **changes):
    return [one.code for one in price_findings(listing(**changes), "amazon.us", prices)]


def test_a_price_above_cost_and_fees_is_fine(prices):
    assert told(prices) == []


def test_a_loss_says_what_it_comes_to(prices):
    (found,) = price_findings(listing(price=Decimal("5.10")), "amazon.us", prices)
    assert found.code == "listing.price_loss"
    assert found.measured == Money(Decimal("5.10"), "USD")
    assert found.required.amount > Decimal("5.10")
    assert found.place.field == "price"
    # At what it comes to, hardly anything is lost: the fee of the higher price is all.
    nearly = told(prices, price=found.required.amount * Decimal("1.03"))
    assert "listing.price_loss" not in nearly


def test_a_sale_below_cost_is_a_loss_too(prices):
    assert told(prices, offer=Offer(sale_price=Decimal(4))) == ["listing.price_loss"]
    assert told(prices, offer=Offer(sale_price=Decimal(20))) == []


def test_a_slip_of_the_point_is_told_as_one(prices):
    most = Decimal(5) * bounds().times_cost
    assert told(prices, price=most) == []
    assert told(prices, price=most + 1) == ["listing.price_improbable"]


def test_fees_of_most_of_the_price_are_told_without_a_cost(prices):
    (found,) = price_findings(listing(price=Decimal("0.50"), cost=None), "amazon.us", prices)
    assert found.code == "listing.price_mostly_fees"
    assert isinstance(found.measured, Quantity)


@pytest.mark.parametrize(
    "changes",
    [{"price": None}, {"price": Decimal(0)}, {"currency": ""}, {"currency": "VND"}],
)
def test_what_is_not_known_is_not_judged(prices, changes):
    assert told(prices, **changes) == []


def test_an_unknown_rate_of_the_cost_is_not_judged(prices):
    assert told(prices, cost_currency="THB", price=Decimal(1)) == []
    assert msgspec.structs.replace(listing(), price=None).price is None
