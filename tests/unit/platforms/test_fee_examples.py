"""Fees of real tables, worked out by hand from the page named beside each case."""

from datetime import date
from decimal import Decimal

import pytest

from seller_desk.core.base.money import Money
from seller_desk.core.platforms.compare import Seller, compare
from seller_desk.core.platforms.model import Product
from seller_desk.core.rules.book import RuleBook

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def book():
    return RuleBook.load()


def lines_of(book, site, category, price, **more):
    currency = book.sites[site].currency
    product = Product(
        category=category, price=Decimal(price), currency=currency, cost=Decimal(0), **more
    )
    (found,) = compare(book, [site], product, Seller(entity="mainland_company"), DAY)
    return {line.name: line for line in found.lines}, found


# site, category, price, fee name, expected amount; the sum beside it is the hand calculation.
EXAMPLES = [
    # sell.amazon.com/pricing, 2026-09-08
    ("amazon.us", "home_kitchen", "25", "referral", "3.75"),  # 25 x 15%
    ("amazon.us", "electronics", "199.99", "referral", "16.00"),  # 199.99 x 8% = 15.9992
    ("amazon.us", "automotive", "40", "referral", "4.80"),  # 12%
    ("amazon.us", "toys", "1.50", "referral", "0.30"),  # 0.225, minimum 0.30
    ("amazon.us", "toys", "2.00", "referral", "0.30"),  # 0.30 = minimum
    ("amazon.us", "toys", "2.07", "referral", "0.31"),  # 0.3105
    ("amazon.us", "grocery", "1.00", "referral", "0.08"),  # 8%, no minimum
    ("amazon.us", "grocery", "15.00", "referral", "1.20"),  # edge: 8% of 15
    ("amazon.us", "grocery", "15.01", "referral", "2.25"),  # 15% of 15.01 = 2.2515
    ("amazon.us", "baby", "10.00", "referral", "0.80"),  # edge: 8%
    ("amazon.us", "baby", "10.01", "referral", "1.50"),  # 1.5015
    ("amazon.us", "clothing", "15.00", "referral", "0.75"),  # 5%
    ("amazon.us", "clothing", "15.01", "referral", "1.50"),  # 10% = 1.501
    ("amazon.us", "clothing", "20.00", "referral", "2.00"),  # 10%
    ("amazon.us", "clothing", "20.01", "referral", "3.40"),  # 17% = 3.4017
    ("amazon.us", "phone_accessories", "100", "referral", "15.00"),  # 15%
    ("amazon.us", "phone_accessories", "120", "referral", "16.60"),  # 15 + 20 x 8%
    ("amazon.us", "furniture", "350", "referral", "45.00"),  # 200 x 15% + 150 x 10%
    ("amazon.us", "jewelry", "300", "referral", "52.50"),  # 250 x 20% + 50 x 5%
    ("amazon.us", "watches", "1600", "referral", "243.00"),  # 1500 x 16% + 100 x 3%
    ("amazon.us", "fine_art", "6000", "referral", "605.00"),  # 20 + 135 + 400 + 50
    ("amazon.us", "books", "12", "referral", "1.80"),  # 15%
    ("amazon.us", "books", "12", "closing", "1.80"),  # closing fee for media
    ("amazon.us", "video_games", "50", "closing", "1.80"),
    # Amazon Europe rate card, EUR column, 2026-02
    ("amazon.de", "home", "20", "referral", "1.60"),  # edge: 8%
    ("amazon.de", "home", "20.01", "referral", "3.00"),  # 15% = 3.0015
    ("amazon.de", "electronics", "119", "referral", "8.33"),  # 7%
    ("amazon.de", "automotive", "80", "referral", "10.20"),  # 50 x 15% + 30 x 9%
    ("amazon.de", "watches", "300", "referral", "40.00"),  # 37.50 + 2.50
    ("amazon.de", "books", "10", "closing", "1.01"),
    ("amazon.de", "video_games", "10", "closing", "0.81"),
    ("amazon.de", "toys", "119", "vat", "19.00"),  # 119 x 19/119
    ("amazon.de", "toys", "25", "vat", "3.99"),  # 25 x 19/119 = 3.9916
    # sell.amazon.co.jp/pricing, 2026-04, with 10% consumption tax on the fee
    ("amazon.jp", "electronics", "750", "referral", "41"),  # 37.5 x 1.1 = 41.25
    ("amazon.jp", "electronics", "1000", "referral", "92"),  # 84 x 1.1 = 92.4
    ("amazon.jp", "toys", "400", "referral", "33"),  # 20, minimum 30, x 1.1
    ("amazon.jp", "beauty", "1500", "referral", "139"),  # 126 x 1.1 = 138.6
    ("amazon.jp", "beauty", "1501", "referral", "172"),  # 156.104 x 1.1 = 171.71
    ("amazon.jp", "clothing", "2500", "referral", "231"),  # 210 x 1.1
    ("amazon.jp", "clothing", "3000", "referral", "409"),  # 372 x 1.1 = 409.2
    (
        "amazon.jp",
        "clothing",
        "4000",
        "referral",
        "502",
    ),  # (3000 x 12.4% + 1000 x 8.4%) x 1.1 = 501.6
    ("amazon.jp", "books", "100", "referral", "17"),  # 15.4 x 1.1 = 16.94, no minimum
    # eBay US fees, 2026-10
    ("ebay.us", "home_kitchen", "25.90", "referral", "3.52"),  # 13.6% = 3.5224
    ("ebay.us", "home_kitchen", "10", "per_order", "0.30"),  # edge: up to 10
    ("ebay.us", "home_kitchen", "10.01", "per_order", "0.40"),
    ("ebay.us", "electronics", "8000", "referral", "1031.75"),  # 1020 + 500 x 2.35%
    ("ebay.us", "books", "20", "referral", "3.06"),  # 15.3%
    ("ebay.us", "jewelry", "5000", "referral", "750.00"),  # edge: 15%
    ("ebay.us", "jewelry", "5001", "referral", "450.09"),  # 9% of the whole
    ("ebay.us", "watches", "1200", "referral", "163.00"),  # 150 + 200 x 6.5%
    ("ebay.us", "sneakers", "150", "referral", "12.00"),  # 8%
    ("ebay.us", "sneakers", "150", "per_order", "0.00"),
    # kosten.org, 2026-02, and the copied table
    ("ebay.de", "home_kitchen", "25.90", "referral", "2.85"),  # 11% = 2.849
    ("ebay.de", "home_kitchen", "25.90", "per_order", "0.45"),
    ("ebay.de", "jewelry", "1090", "referral", "140.60"),  # 990 x 14% + 100 x 2%
    ("ebay.de", "headphones", "990", "referral", "108.90"),  # 990 x 11%
    ("ebay.de", "headphones", "1500", "referral", "119.10"),  # 108.90 + 510 x 2%
    ("ebay.de", "books", "11.90", "vat", "1.90"),  # 11.90 x 19/119
    # Amazon Europe rate card, GBP column, 2026-07-01
    ("amazon.uk", "beauty", "10", "referral", "0.80"),  # edge: 8%
    ("amazon.uk", "beauty", "10.01", "referral", "1.50"),  # 15% = 1.5015
    ("amazon.uk", "clothing", "15", "referral", "0.75"),  # edge: 5%
    ("amazon.uk", "clothing", "15.01", "referral", "1.50"),  # 10% = 1.501
    ("amazon.uk", "clothing", "20", "referral", "2.00"),  # edge: 10%
    ("amazon.uk", "clothing", "20.01", "referral", "3.00"),  # 15% = 3.0015
    ("amazon.uk", "home", "20", "referral", "1.60"),  # edge: 8%
    ("amazon.uk", "home", "20.01", "referral", "3.00"),  # 15%
    ("amazon.uk", "automotive", "60", "referral", "8.10"),  # 45 x 15% + 15 x 9%
    ("amazon.uk", "electronics_accessories", "150", "referral", "19.00"),  # 15 + 50 x 8%
    ("amazon.uk", "furniture", "200", "referral", "28.75"),  # 175 x 15% + 25 x 10%
    ("amazon.uk", "jewelry", "225", "referral", "45.00"),  # edge: 20%
    ("amazon.uk", "jewelry", "325", "referral", "50.00"),  # 45 + 100 x 5%
    ("amazon.uk", "grocery", "10", "referral", "0.50"),  # edge: 5%, no minimum
    ("amazon.uk", "pet_supplies", "1.50", "referral", "0.25"),  # 0.225, minimum 0.25
    ("amazon.uk", "books", "10", "closing", "0.50"),
    ("amazon.uk", "toys", "24", "vat", "4.00"),  # 24 x 20/120
    # The EUR column and its VAT rates, 2026-02
    ("amazon.fr", "books", "10", "closing", "0.61"),
    ("amazon.it", "toys", "12.20", "vat", "2.20"),  # 12.20 x 22/122
    ("amazon.es", "toys", "12.10", "vat", "2.10"),  # 12.10 x 21/121
    ("amazon.es", "furniture", "250", "referral", "35.00"),  # 200 x 15% + 50 x 10%
    # Amazon Australia, 2019, and GST
    ("amazon.au", "electronics", "100", "referral", "7.00"),
    ("amazon.au", "music_film", "20", "closing", "1.00"),
    ("amazon.au", "toys", "11", "vat", "1.00"),  # 11 x 10/110
    # Amazon Saudi Arabia and UAE
    ("amazon.sa", "clothing", "5", "referral", "1.00"),  # 0.75, minimum 1
    ("amazon.sa", "grocery", "25", "referral", "1.00"),  # edge: 3% = 0.75, minimum 1
    ("amazon.sa", "grocery", "25.01", "referral", "2.25"),  # 9% = 2.2509
    ("amazon.sa", "beauty", "100", "referral", "9.00"),
    ("amazon.ae", "toys", "100", "referral", "15.00"),  # top of the range
    ("amazon.ae", "toys", "5", "referral", "1.00"),  # 0.75, minimum 1
    ("amazon.ae", "toys", "105", "vat", "5.00"),  # 105 x 5/105
    # ebay.co.uk, business sellers, 2026-06-11, with 20% VAT on the fees
    ("ebay.uk", "home_kitchen", "100", "referral", "13.08"),  # 10.90 x 1.2
    ("ebay.uk", "home_kitchen", "3000", "referral", "300.00"),  # 327, at most 250, x 1.2
    ("ebay.uk", "electronics", "1200", "referral", "90.00"),  # (69 + 200 x 3%) x 1.2
    ("ebay.uk", "jewelry", "1000", "referral", "178.80"),  # edge: 149 x 1.2
    ("ebay.uk", "jewelry", "2000", "referral", "226.80"),  # (149 + 1000 x 4%) x 1.2
    ("ebay.uk", "toys", "100", "regulatory", "0.42"),  # 0.35 x 1.2
    ("ebay.uk", "toys", "10", "per_order", "0.36"),  # edge: 0.30 x 1.2
    ("ebay.uk", "toys", "10.01", "per_order", "0.48"),  # 0.40 x 1.2
    # TikTok Shop seller university, 2024-04 (US) and notes of 2026-01
    ("tiktok_shop.us", "toys", "25", "referral", "1.50"),  # 6%
    ("tiktok_shop.sg", "toys", "100", "payment", "2.18"),
    ("tiktok_shop.th", "toys", "3000", "service", "192.60"),  # 6.42%
    ("tiktok_shop.th", "toys", "3200", "service", "199.00"),  # 205.44, at most 199
    ("tiktok_shop.th", "headphones", "100", "referral", "5.35"),
    ("tiktok_shop.vn", "toys", "200000", "payment", "6420"),  # 3.21%
    # Ozon docs, 2025-01 and 2025-12, realFBS
    ("ozon.ru", "clothing", "1500", "referral", "180.00"),  # edge: 12%
    ("ozon.ru", "clothing", "1501", "referral", "307.71"),  # 20.5% = 307.705
    ("ozon.ru", "pharmacy", "5000", "referral", "700.00"),  # edge: 14% of the whole
    ("ozon.ru", "pharmacy", "5001", "referral", "900.18"),  # 18%
    ("ozon.ru", "clothing", "10000", "withdrawal", "70.00"),  # 0.7%
    # Walmart Marketplace Learn, 2025-03, and 8th & Walton, 2020
    ("walmart.us", "clothing", "15", "referral", "0.75"),  # edge: 5%
    ("walmart.us", "clothing", "20.01", "referral", "3.00"),  # 15%
    ("walmart.us", "small_appliances", "400", "referral", "44.00"),  # 300 x 12% + 100 x 8%
    ("walmart.us", "watches", "2000", "referral", "240.00"),  # 225 + 500 x 3%
    ("walmart.us", "jewelry", "350", "referral", "55.00"),  # 50 + 100 x 5%
    # Headphones: accessories (15% to 100, 8% above) stand over 8% of 2020, the stricter
    ("walmart.us", "headphones", "29.99", "referral", "4.50"),
    ("walmart.us", "headphones", "100", "referral", "15.00"),  # edge
    ("walmart.us", "headphones", "150", "referral", "19.00"),  # 15 + 50 x 8%
    # Lazada: 2% (Indonesia 1.82%) with the country's tax on the fee
    ("lazada.sg", "toys", "100", "payment", "2.14"),  # 2 x 1.07
    ("lazada.id", "toys", "100000", "payment", "2002.00"),  # 1820 x 1.10
    ("lazada.my", "toys", "100", "referral", "16.00"),  # 15% and one point
    # Others
    ("shopee.ph", "toys", "100", "service", "5.60"),
    ("shopee.tw", "toys", "100", "referral", "14.00"),
    ("jumia", "electronics", "10", "referral", "1.00"),  # 0.50, minimum 1
    ("jumia", "toys", "50", "referral", "5.00"),  # 10%
    ("etsy", "toys", "100", "referral", "6.50"),
    ("aliexpress", "toys", "100", "referral", "8.00"),  # top of the range
    ("mercado_libre.mx", "toys", "17.49", "service", "1.80"),
    ("mercado_libre.mx", "toys", "17.50", "service", "0.00"),
    ("shopify", "toys", "100", "payment", "2.90"),
]


@pytest.mark.parametrize(("site", "category", "price", "fee", "expected"), EXAMPLES)
def test_a_fee_is_what_the_table_says(book, site, category, price, fee, expected):
    lines, _found = lines_of(book, site, category, price)
    assert lines[fee].amount == Money.of(expected, book.sites[site].currency)


def test_what_the_buyer_pays_for_shipping_counts_where_the_platform_says_so(book):
    home, _ = lines_of(book, "amazon.us", "home_kitchen", "20", shipping_charged=Decimal(5))
    books, _ = lines_of(book, "amazon.us", "books", "20", shipping_charged=Decimal(5))
    assert home["referral"].amount == Money.of("3.75", "USD")
    assert books["referral"].amount == Money.of("3.00", "USD")


def test_a_subscription_is_spread_over_the_orders_of_a_month(book):
    lines, found = lines_of(book, "amazon.us", "toys", "20", orders=100)
    assert lines["subscription"].amount == Money.of("0.40", "USD")
    assert found.monthly == ()


def test_without_orders_the_subscription_stands_apart(book):
    lines, found = lines_of(book, "amazon.us", "toys", "20")
    assert "subscription" not in lines
    assert [line.name for line in found.monthly] == ["subscription"]
    assert found.profit == Money.of("17.00", "USD")


def test_the_individual_plan_replaces_the_subscription_when_chosen(book):
    lines, found = lines_of(book, "amazon.us", "toys", "20", options=["plan:individual"])
    assert lines["per_order"].amount == Money.of("0.99", "USD")
    assert found.monthly == ()


def test_a_store_costs_nothing_until_it_is_chosen(book):
    lines, _ = lines_of(book, "ebay.us", "toys", "20", orders=10)
    chosen, _ = lines_of(book, "ebay.us", "toys", "20", orders=10, options=["store:basic"])
    assert "subscription" not in lines
    assert chosen["subscription"].amount == Money.of("2.80", "USD")  # 27.95 / 10 = 2.795


def test_a_category_that_the_table_lacks_stays_unknown(book):
    lines, found = lines_of(book, "amazon.us", "coins", "20")
    assert "referral" not in lines
    assert found.profit is None
    assert found.no_profit_because
    assert found.price_for_target is None


def test_a_figure_of_one_source_makes_the_profit_uncertain(book):
    _lines, german = lines_of(book, "amazon.de", "toys", "25")
    _lines, american = lines_of(book, "amazon.us", "toys", "25")
    assert not german.certain
    assert american.certain


def test_an_undated_figure_is_unconfirmed_even_from_two_sources(book):
    lines, found = lines_of(book, "amazon.us", "toys", "20", orders=100)
    assert lines["subscription"].unconfirmed
    assert not found.certain


def test_the_minimum_brings_its_own_source_when_it_binds(book):
    bound, _ = lines_of(book, "amazon.us", "toys", "1.50")
    free, _ = lines_of(book, "amazon.us", "toys", "20")
    assert [source.title for source in bound["referral"].sources][1:] == [
        "Sellercloud help: Amazon commissions"
    ]
    assert bound["referral"].unconfirmed
    assert len(free["referral"].sources) == 1


def test_tax_that_no_source_gives_is_named_and_not_counted(book):
    _lines, found = lines_of(book, "amazon.jp", "toys", "2000")
    assert [left.name for left in found.not_counted] == ["vat"]
    assert not found.certain


@pytest.mark.parametrize(
    ("site", "category", "price", "option", "fee", "expected"),
    [
        ("amazon.sa", "beauty", "100", "fulfilment:fba", "referral", "7.00"),
        ("ozon.ru", "clothing", "1501", "fulfilment:fbp", "referral", "292.70"),  # 19.5% = 292.695
        ("etsy", "toys", "1000", "ads:offsite", "advertising", "100.00"),  # 15% = 150, at most 100
        ("shopify", "toys", "100", "plan:advanced", "payment", "2.50"),
        ("shopee.th", "toys", "100", "programme:free_shipping", "service", "4.28"),
    ],
)
def test_a_choice_changes_the_fee(book, site, category, price, option, fee, expected):
    lines, _ = lines_of(book, site, category, price, options=[option])
    assert lines[fee].amount == Money.of(expected, book.sites[site].currency)


def test_the_entity_kind_decides_a_fee_where_the_platform_says_so(book):
    product = Product(category="toys", price=Decimal(100), cost=Decimal(0))
    for entity, expected in (("hong_kong_company", "4.40"), ("mainland_company", "3.00")):
        (found,) = compare(book, ["etsy"], product, Seller(entity=entity), DAY)
        amounts = {line.name: line.amount for line in found.lines}
        assert amounts["payment"] == Money.of(expected, "USD")


def test_a_top_of_a_range_says_so_and_is_never_certain(book):
    lines, found = lines_of(book, "amazon.ae", "toys", "100")
    assert "4.5%" in lines["referral"].fee.label.en
    assert not found.certain


def test_a_site_whose_selling_fee_nobody_gives_has_no_profit_and_says_so_once(book):
    _lines, found = lines_of(book, "mercado_libre.br", "toys", "30")
    assert found.profit is None
    assert [left.name for left in found.not_counted] == ["referral", "vat"]


def test_a_choice_that_a_site_does_not_have_leaves_its_own_default(book):
    """The plan of one platform is not the plan of another."""
    lines, _ = lines_of(book, "shopify", "toys", "100", options=["plan:individual"])
    assert lines["payment"].amount == Money.of("2.90", "USD")
    ozon, _ = lines_of(book, "ozon.ru", "clothing", "1500", options=["fulfilment:fba"])
    assert ozon["referral"].amount == Money.of("180.00", "RUB")
