"""Which listings lose money once the parcel is paid."""

from datetime import date
from decimal import Decimal as D

from seller_desk.core.base.money import Money
from seller_desk.core.economics.exchange import Exchange
from seller_desk.core.economics.loss import Tariffs, losses
from seller_desk.core.listings.model import Listing, SiteFields
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.shipping.model import Band
from seller_desk.core.shipping.quote import PriceBook
from tests.unit.shipping.builders import FLAT, card, template

BOOK = RuleBook.load()
ON = date(2026, 11, 24)
RATES = Exchange("USD", {"CNY": D("7.2")})


def listing(**more):
    known = {
        "id": "one",
        "company_id": "c",
        "sku": "MUG",
        "category": "home_kitchen",
        "price": D(20),
        "currency": "USD",
        "cost": D(36),
        "cost_currency": "CNY",
        "weight_g": 480,
    }
    return Listing(**(known | more))


def judge(*listings, per_kg=100, exchange=RATES, templates=(), site="amazon.us"):
    tariffs = Tariffs(
        templates=[PriceBook(one) for one in templates],
        cards=[PriceBook(card([Band(up_to_g=2000, per_kg=D(per_kg))]))],
    )
    query = Query(site=site, on=ON)
    return losses(listings, BOOK.sites[site], tariffs, BOOK, query, exchange)


def test_a_listing_that_pays_its_parcel_is_no_problem():
    # 20 - 3 referral - 5 goods - 48 CNY = 6.67 leaves 5.33
    assert judge(listing()) == []


def test_a_listing_that_does_not_is_named_with_the_sum():
    # 20 - 3 - 5 - 144 CNY = 20 leaves -8
    (found,) = judge(listing(), per_kg=300)
    assert (found.code, found.subject.label, found.site) == ("shipping.loss", "MUG", "amazon.us")
    assert found.measured == Money(D("8.00"), "USD")
    assert found.detail == "US: 20.00 + 0.00 − 5.00 − 3.00 − 20.00"
    assert found.sources


def test_what_the_buyer_pays_for_shipping_counts_and_so_does_the_fee_on_it():
    # 20 + 5.90 - 15 % of 25.90 (3.89) - 5 - 20 leaves -2.99
    (found,) = judge(listing(), per_kg=300, templates=[template(FLAT)])
    assert found.measured == Money(D("2.99"), "USD")


def test_free_shipping_from_the_price_on_gives_nothing():
    (found,) = judge(listing(), per_kg=300, templates=[template(FLAT, free_from=D(20))])
    assert found.measured == Money(D("8.00"), "USD")


def test_the_sites_own_price_counts():
    (found,) = judge(listing(sites={"amazon.us": SiteFields(price=D(10))}))
    assert found.measured == Money(D("3.17"), "USD")  # 10 - 1.50 - 5 - 6.67


def test_what_is_not_known_is_not_judged():
    dear = {"per_kg": 3000}
    for unknown in ({"cost": None}, {"price": None}, {"weight_g": None}, {"weight_g": 2001}):
        assert judge(listing(**unknown), **dear) == []
    assert judge(listing(), exchange=Exchange("USD", {}), **dear) == []
    assert judge(listing(), **dear)


def test_rates_go_through_the_base_currency():
    exchange = Exchange("USD", {"CNY": D("7.2"), "EUR": D("0.9")})
    assert exchange.rate("CNY", "EUR") == D("0.125")
    assert exchange.rate("EUR", "EUR") == 1
    assert exchange.rate("JPY", "EUR") is None
