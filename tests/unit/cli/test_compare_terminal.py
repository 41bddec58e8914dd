"""`platforms compare` with everything a seller may put in, and what is kept and written out."""

import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from seller_desk.cli.entry import main
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import Desk
from seller_desk.core.platforms.model import Product, Rate

DAY = date(2026, 11, 24)

PRODUCT = [
    "--category", "home_kitchen", "--price", "25", "--currency", "USD", "--cost", "8", "--site", "amazon.us",
]  # fmt: skip


@pytest.fixture
def run(tmp_path, capsys):
    def call(*words, code=0, lang="en"):
        assert main(["--lang", lang, "--data-dir", str(tmp_path / "d"), "--json", *words]) == code
        return json.loads(capsys.readouterr().out)

    return call


def words_but(option):
    """PRODUCT without this option."""
    at = PRODUCT.index(option) if option in PRODUCT else None
    return PRODUCT if at is None else [*PRODUCT[:at], *PRODUCT[at + 2 :]]


def keep_my_product(folder, product):
    desk = Desk(DataFolder(folder), today=lambda: DAY)
    desk.platforms.set_my_product("", product)
    desk.close()


def amounts(site):
    return {fee["name"]: fee["amount"] for fee in site["fees"]}


def test_advertising_fulfilment_and_returns_stand_among_the_fees(run):
    more = [*("--ads", "10%", "--fulfilment", "4.20", "--return-rate", "8%", "--return-cost", "3")]
    (site,) = run("platforms", "compare", *PRODUCT, *more, "--resellable", "0.5")["sites"]
    # Each return: 25 - 3.75 referral + 3 postage - half of 8 goods = 20.25, of 8% of the units; the fee is not given back.
    assert amounts(site) == {
        "referral": "3.75",
        "fulfilment": "4.20",
        "advertising": "2.50",
        "returns": "1.62",
        "refund_administration": "0.30",
    }
    assert site["profit"]["amount"] == "4.63"
    assert site["certain"] is False


def test_a_platform_whose_refund_fee_is_known_keeps_its_share(run):
    words = [*PRODUCT[:-2], "--site", "tiktok_shop.us", "--return-rate", "10%"]
    (site,) = run("platforms", "compare", *words)["sites"]
    (kept,) = [fee for fee in site["fees"] if fee["name"] == "refund_administration"]
    # 10% of 20% of 6% of 25
    assert kept["amount"] == "0.03"
    assert kept["sources"][0]["confidence"] == "official"
    assert kept["fact"] == "onb.tiktok_shop.us.fees.commission.3"


def test_a_profit_as_the_target_and_the_break_even(run):
    (site,) = run("platforms", "compare", *PRODUCT, "--target-profit", "5")["sites"]
    # 0.85 p = 13: 15.29 leaves 15.29 - 8 - 2.29 = 5.00
    assert site["price_for_target"] == {"amount": "15.29", "currency": "USD"}
    # 0.85 p = 8: 9.41 leaves 9.41 - 8 - 1.41 = 0
    assert site["break_even"] == {"amount": "9.41", "currency": "USD"}


def test_a_target_typed_takes_the_place_of_a_stored_one_but_two_are_one_too_many(run):
    words = ["--target-profit", "5", "--target-margin", "0.2"]
    assert "not both" in run("platforms", "compare", *PRODUCT, *words, code=2)["error"]["title"]


def test_a_deposit_is_cash_tied_up_in_its_own_currency(run):
    words = [*PRODUCT[:-2], "--site", "temu", "--rate", "CNY=7"]
    (site,) = run("platforms", "compare", *words, "--entity", "mainland_company")["sites"]
    # 25 - 8 = 17 USD = 119 CNY a sale: 84.03 sales
    assert site["deposit"]["amount"] == "10000.00"
    assert (site["deposit"]["currency"], site["deposit"]["units"]) == ("CNY", 85)
    (other,) = run("platforms", "compare", *words, "--entity", "hong_kong_company")["sites"]
    assert (other["deposit"]["amount"], other["deposit"]["currency"]) == ("2000.00", "USD")


def test_shipping_charged_a_shop_tier_and_orders_count(run):
    words = [*PRODUCT[:-2], "--site", "ebay.us", "--shop-tier", "basic", "--orders", "100"]
    (site,) = run("platforms", "compare", *words, "--shipping-charged", "5")["sites"]
    lines = {fee["option"]: fee for fee in site["fees"] if fee["name"] == "subscription"}
    assert list(lines) == ["store:basic"]
    plain = run("platforms", "compare", *words)["sites"][0]
    # The buyer's 5.00 less the referral fee on it.
    assert float(site["profit"]["amount"]) > float(plain["profit"]["amount"]) + 4


def test_only_sites_where_the_business_may_register(run):
    words = [*PRODUCT[:-2], "--entity", "mainland_company", "--may-register"]
    sites = run("platforms", "compare", *words)["sites"]
    assert sites
    assert {site["gate"]["answer"] for site in sites} == {"yes"}
    assert "walmart.us" not in [site["site"] for site in sites]


@pytest.mark.parametrize(
    "wrong",
    [
        ["--return-rate", "1.5"],
        ["--return-rate", "often"],
        ["--ads", "-3%"],
        ["--fulfilment", "-1"],
        ["--fulfilment", "NaN"],
        ["--orders", "many"],
        ["--orders", "0"],
        ["--target-profit", "lots"],
        ["--option", "plan:golden"],
        ["--shop-tier", "golden"],
        ["--export", "figures.doc"],
        ["--price", "1e9999999"],
        ["--rate", "XYZ=1"],
        ["--rate", "EUR=0"],
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(run, wrong):
    assert run("platforms", "compare", *PRODUCT, *wrong, code=2)["error"]["title"]


@pytest.mark.parametrize(("price", "count"), [("25", 0), ("7.99", 1), ("801", 1), ("999999999", 1)])
def test_a_price_that_is_hard_to_believe_gets_a_finding_and_is_reckoned(run, price, count):
    words = ["--category", "home_kitchen", "--price", price, "--currency", "USD", "--cost", "8"]
    document = run("platforms", "compare", *words, "--site", "amazon.us")
    assert [one["code"] for one in document["findings"]] == ["product.price_improbable"] * count
    assert document["sites"][0]["profit"]


def test_sites_without_a_rate_are_counted_with_their_currencies(run):
    words = ["--site", "amazon.de", "--site", "amazon.us", "--site", "amazon.jp"]
    (found,) = run("platforms", "compare", *PRODUCT, *words)["findings"]
    assert (found["code"], found["severity"]) == ("product.rate_missing", "hint")
    assert found["measured"] == {"value": 2, "unit": "site"}
    assert found["required"] == ["EUR", "JPY"]
    (found,) = run("platforms", "compare", *PRODUCT, *words, "--rate", "EUR=0.9")["findings"]
    assert found["required"] == ["JPY"]


def test_a_comparison_is_kept_with_its_rates_and_their_day(run):
    words = ["--rate", "EUR=0.9", "--site", "amazon.de"]
    first = run("platforms", "compare", *PRODUCT, *words, "--save", "November")
    assert first["product"]["rates"]["EUR"]["value"] == "0.9"
    (head,) = run("platforms", "saved")["comparisons"]
    assert (head["name"], head["sites"]) == ("November", 2)
    # Another rate today changes nothing of what was kept.
    run("platforms", "compare", *PRODUCT, "--rate", "EUR=1.5", "--site", "amazon.de")
    kept = run("platforms", "saved", "November")
    assert kept["product"]["rates"] == first["product"]["rates"]
    assert [site["profit"] for site in kept["sites"]] == [site["profit"] for site in first["sites"]]
    assert kept["sites"][1]["exchange_rate"] == first["product"]["rates"]["EUR"]
    assert run("platforms", "forget", head["id"])["removed"] == "November"
    assert run("platforms", "saved")["comparisons"] == []
    run("platforms", "saved", "November", code=3)
    run("platforms", "forget", "November", code=3)


def test_the_same_name_again_replaces(run):
    for price in ("25", "30"):
        words = ["--category", "toys", "--price", price, "--currency", "USD", "--cost", "8"]
        run("platforms", "compare", *words, "--site", "amazon.us", "--save", "Toys")
    (head,) = run("platforms", "saved")["comparisons"]
    assert head["product"]["price"] == "30"


def test_people_read_what_was_kept(run, tmp_path, capsys):
    run("platforms", "compare", *PRODUCT, "--rate", "EUR=0.9", "--save", "November")
    assert (
        main(["--lang", "zh", "--data-dir", str(tmp_path / "d"), "platforms", "saved", "November"])
        == 0
    )
    text = capsys.readouterr().out
    assert "1 USD = 0.9 EUR" in text
    assert "亚马逊美国" in text


def test_a_workbook_holds_every_figure_with_its_source(run, tmp_path):
    target = tmp_path / "sites.xlsx"
    run("platforms", "compare", *PRODUCT, "--export", str(target))
    book = openpyxl.load_workbook(io.BytesIO(target.read_bytes()))
    assert book.sheetnames == ["Comparison", "Fees", "Reckoned with"]
    fees = list(book["Fees"].values)
    assert fees[1][:4] == ("Amazon US", "Referral fee", 3.75, "USD")
    assert fees[1][6].startswith("https://")
    before = target.read_bytes()
    run("platforms", "compare", *PRODUCT, "--export", str(target), code=3)
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        (["--weight", "99999999kg"], "product.weight_improbable", "weight_g"),
        (["--size", "2000x10x10cm"], "product.size_improbable", "size"),
        (["--orders", "1000000000000"], "product.orders_improbable", "orders"),
    ],
)
def test_a_product_that_is_hard_to_believe_gets_a_finding_at_its_field(run, words, code, field):
    document = run("platforms", "compare", *PRODUCT, "--site", "amazon.us", *words)
    (found,) = [one for one in document["findings"] if one["code"] == code]
    assert (found["severity"], found["place"]["field"]) == ("warning", field)
    assert document["sites"][0]["profit"]


def test_a_category_that_nobody_knows_gets_a_finding_and_never_the_fee_of_everything_else(run):
    words = ["--price", "25", "--cost", "8", "--currency", "USD", "--site", "amazon.us"]
    document = run("platforms", "compare", *words, "--category", "headphone", code=1)
    (found,) = document["findings"]
    assert found["code"] == "product.category_unknown"
    assert "headphones" in found["required"]
    assert document["sites"][0]["profit"] is None


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["--price", "9999999999999999"], "price"),
        (["--price", "1e300"], "price"),
        (["--cost", "1e13"], "cost"),
        (["--shipping-charged", "1e13"], "shipping_charged"),
        (["--weight", "9999999999999kg"], "weight_g"),
        (["--orders", "1e13"], "orders"),
    ],
)
def test_a_number_beyond_all_reckoning_is_left_out_and_told(run, words, field):
    document = run("platforms", "compare", *words_but(words[0]), *words, code=1)
    (found,) = [one for one in document["findings"] if one["code"] == "product.beyond_reckoning"]
    assert (found["place"]["field"], found["measured"]) == (field, words[1])
    assert (document["sites"][0]["profit"] is None) == (field in {"price", "cost"})
    assert document["product"][field] in (None, "0")


@pytest.mark.parametrize(("orders", "number"), [("1e12", 10**12), ("1.5e1", 15), ("300", 300)])
def test_orders_may_be_written_short(run, orders, number):
    assert run("platforms", "compare", *PRODUCT, "--orders", orders)["product"]["orders"] == number


def test_half_an_order_is_refused(run):
    assert run("platforms", "compare", *PRODUCT, "--orders", "2.5", code=2)["error"]["title"]


@pytest.mark.parametrize(("currency", "near"), [("ZZZ", None), ("ESD", "USD")])
def test_a_currency_that_nobody_knows_gets_a_finding_and_no_profit(run, currency, near):
    document = run("platforms", "compare", *words_but("--currency"), "--currency", currency, code=1)
    (found,) = document["findings"]
    assert (found["code"], found["measured"]) == ("product.currency_unknown", currency)
    assert near is None or near in found["required"]
    (site,) = document["sites"]
    assert (site["profit"], site["reason"]) != (None, "")
    assert site["profit"] is None
    assert [fee["name"] for fee in site["fees"]] == ["referral"]


def test_a_comparison_in_no_currency_is_not_kept(run):
    words = [*words_but("--currency"), "--currency", "ZZZ", "--save", "first"]
    assert "ZZZ" in run("platforms", "compare", *words, code=2)["error"]["title"]


def test_rates_of_one_currency_are_not_used_for_another(run, tmp_path):
    keep_my_product(
        tmp_path / "d",
        Product(
            currency="USD",
            rates={
                "EUR": Rate(value=Decimal("0.9"), on=DAY),
                "CNY": Rate(value=Decimal("7.2"), on=DAY),
            },
        ),
    )
    words = ["--category", "home_kitchen", "--price", "180", "--cost", "50", "--site", "amazon.de"]
    (site,) = run("platforms", "compare", *words, "--currency", "CNY")["sites"]
    # 0.9 / 7.2 = 0.125 EUR
    assert site["price"] == {"amount": "22.50", "currency": "EUR"}
    (site,) = run("platforms", "compare", *words, "--currency", "GBP")["sites"]
    assert site["price"] is None


def test_of_two_shares_for_headphones_at_walmart_the_stricter_applies_and_both_are_told(run):
    words = ["--category", "headphones", "--price", "29.99", "--currency", "USD", "--cost", "8"]
    (site,) = run("platforms", "compare", *words, "--site", "walmart.us")["sites"]
    (fee,) = [one for one in site["fees"] if one["name"] == "referral"]
    assert fee["amount"] == "4.50"
    assert fee["sources"][0]["conflict"].startswith("8% (8th & Walton")
    assert "stricter" in fee["note"]
