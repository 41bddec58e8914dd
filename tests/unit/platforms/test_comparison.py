import json
from datetime import date
from decimal import Decimal

import pytest

from seller_desk.core.base.money import Money
from seller_desk.core.platforms.compare import Seller, compare
from seller_desk.core.platforms.model import FEE_NAMES, Product, Rate
from seller_desk.core.platforms.render import result_json
from seller_desk.core.rules.book import Override, RuleBook
from seller_desk.core.rules.catalogs import public_ids

DAY = date(2026, 11, 24)
PRODUCT = Product(
    category="home_kitchen",
    price=Decimal("25.90"),
    cost=Decimal("6.20"),
    shipping=Decimal("5.43"),
    currency="USD",
    target_margin=Decimal("0.25"),
)


@pytest.fixture(scope="module")
def book():
    return RuleBook.load()


def one(book, site, product=PRODUCT):
    (found,) = compare(book, [site], product, Seller(entity="mainland_company"), DAY)
    return found


def test_profit_is_what_the_shown_figures_leave(book):
    found = one(book, "amazon.us")
    # 25.90 - 6.20 - 5.43 - 15% (3.885, charged 3.89) = 10.38
    assert found.profit == Money.of("10.38", "USD")
    assert round(found.margin, 4) == Decimal("0.4008")


def test_the_target_price_reaches_the_target_and_a_cent_less_does_not(book):
    found = one(book, "ebay.us")
    price = found.price_for_target.amount
    at = one(book, "ebay.us", PRODUCT_AT(price))
    below = one(book, "ebay.us", PRODUCT_AT(price - Decimal("0.01")))
    assert at.margin >= Decimal("0.25") > below.margin


def PRODUCT_AT(price):
    import msgspec

    return msgspec.structs.replace(PRODUCT, price=price)


def test_another_currency_needs_the_sellers_own_rate(book):
    found = one(book, "amazon.de")
    assert found.profit is None
    assert found.price_for_target is None
    assert "exchange rate" in found.no_profit_because
    assert [line.amount for line in found.lines] == [None, None]
    assert all(line.why for line in found.lines)


def test_with_a_rate_everything_is_counted_in_the_sites_currency(book):
    import msgspec

    product = msgspec.structs.replace(
        PRODUCT, rates={"EUR": Rate(value=Decimal("0.9"), on=date(2026, 11, 20))}
    )
    found = one(book, "amazon.de", product)
    assert found.price == Money.of("23.31", "EUR")
    assert found.cost == Money.of("5.58", "EUR")
    # 23.31 - 5.58 - 4.89 - 3.50 (15%) - 3.72 (19/119) = 5.62
    assert found.profit == Money.of("5.62", "EUR")


def test_the_sellers_own_rate_outranks_the_table_and_is_certain(book):
    own = Override(id="1", key="fee.referral.rate", value="0.05", site="ebay.us", set_on=DAY)
    found = one(book.with_overrides([own]), "ebay.us")
    (referral,) = [line for line in found.lines if line.name == "referral"]
    assert referral.amount == Money.of("1.30", "USD")  # 1.295
    assert referral.certain
    assert referral.sources[0].confidence.value == "seller"
    (other,) = [line for line in one(book, "amazon.us").lines if line.name == "referral"]
    assert other.amount == Money.of("3.89", "USD")


def test_an_own_value_fills_a_fee_that_no_source_gives(book):
    import msgspec

    own = Override(id="1", key="fee.vat.rate", value="0.10", site="amazon.jp", set_on=DAY)
    product = msgspec.structs.replace(PRODUCT, currency="JPY", price=Decimal(2200), shipping=None)
    found = one(book.with_overrides([own]), "amazon.jp", product)
    (vat,) = [line for line in found.lines if line.name == "vat"]
    assert vat.amount == Money.of("200", "JPY")
    assert found.not_counted == ()


def test_an_own_value_of_one_category_leaves_the_others(book):
    own = Override(id="1", key="fee.referral.rate", value="0.05", category="toys", set_on=DAY)
    found = one(book.with_overrides([own]), "amazon.us")
    assert found.lines[0].amount == Money.of("3.89", "USD")


def test_the_json_has_the_public_keys(book):
    document = json.loads(json.dumps(result_json(one(book, "amazon.us"))))
    assert {"site", "gate", "fees", "profit", "margin", "price_for_target"} <= set(document)
    assert set(document["gate"]) >= {"answer", "reasons", "from"}
    assert set(document["fees"][0]) >= {"name", "amount", "currency", "sources"}
    assert document["profit"] == {"amount": "10.38", "currency": "USD"}
    assert document["margin"] == "0.4008"
    assert {fee["name"] for fee in document["fees"]} <= set(FEE_NAMES)


def test_the_catalogue_of_ids_names_the_fees_and_entities_of_the_code():
    from seller_desk.core.company.model import ENTITY_KINDS

    assert public_ids().fee == list(FEE_NAMES)
    assert public_ids().entity == list(ENTITY_KINDS)
