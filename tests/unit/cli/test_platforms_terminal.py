import json

import pytest

from seller_desk.cli.entry import main

PRODUCT = [
    "--category", "home_kitchen", "--price", "25", "--currency", "USD", "--cost", "8",
    "--weight", "300g", "--entity", "mainland_company",
]  # fmt: skip


@pytest.fixture
def run(tmp_path, capsys):
    def call(*words, code=0):
        assert main(["--lang", "en", "--data-dir", str(tmp_path), "--json", *words]) == code
        return json.loads(capsys.readouterr().out)

    return call


def test_compare_gives_fees_profit_and_the_price_for_the_target(run):
    document = run(
        "platforms", "compare", *PRODUCT, "--site", "amazon.us", "--target-margin", "0.2"
    )
    (site,) = document["sites"]
    assert site["gate"]["answer"] == "yes"
    assert [(fee["name"], fee["amount"], fee["currency"]) for fee in site["fees"]] == [
        ("referral", "3.75", "USD")
    ]
    assert site["profit"] == {"amount": "13.25", "currency": "USD"}
    assert site["margin"] == "0.5300"
    # 0.65 p = 8: 12.31 leaves 12.31 - 8 - 1.85 = 2.46 of 2.462; 12.32 leaves 2.47 of 2.464
    assert site["price_for_target"] == {"amount": "12.32", "currency": "USD"}


def test_compare_without_a_site_shows_all_of_them(run):
    document = run("platforms", "compare", *PRODUCT, "--rate", "EUR=0.9", "--orders", "50")
    every = [one["site"] for one in run("platforms", "list")["sites"]]
    assert [site["site"] for site in document["sites"]] == every
    assert {"amazon.us", "amazon.de", "amazon.jp", "ebay.us", "ebay.de"} <= set(every)
    by_site = {site["site"]: site for site in document["sites"]}
    assert by_site["amazon.de"]["profit"]["currency"] == "EUR"
    assert by_site["amazon.jp"]["profit"] is None
    assert by_site["amazon.jp"]["reason"]


@pytest.mark.parametrize(
    "wrong",
    [
        ["--site", "amazon.mars"],
        ["--entity", "robot"],
        ["--price", "-3"],
        ["--price", "dear"],
        ["--weight", "heavy"],
        ["--rate", "EUR"],
        ["--target-margin", "2"],
        ["--orders", "0"],
    ],
)
def test_words_that_cannot_be_are_usage_problems(run, wrong):
    assert "title" in run("platforms", "compare", *PRODUCT, *wrong, code=2)["error"]


def test_an_own_value_changes_the_comparison_until_it_is_restored(run):
    run(
        "platforms",
        "overrule",
        "fee.referral.rate",
        "10%",
        "--site",
        "amazon.us",
        "--note",
        "a letter",
    )
    (site,) = run("platforms", "compare", *PRODUCT, "--site", "amazon.us")["sites"]
    assert site["fees"][0]["amount"] == "2.50"
    assert site["fees"][0]["sources"][0]["confidence"] == "seller"
    assert [one["note"] for one in run("platforms", "overrides")["overrides"]] == ["a letter"]
    run("platforms", "restore", "fee.referral.rate", "--site", "amazon.us")
    (site,) = run("platforms", "compare", *PRODUCT, "--site", "amazon.us")["sites"]
    assert site["fees"][0]["amount"] == "3.75"


def test_list_and_show_speak_of_every_site(run):
    sites = [one["site"] for one in run("platforms", "list")["sites"]]
    for site in sites:
        document = run("platforms", "show", site)
        assert document["site"] == site
        assert set(document["gates"]) >= {"mainland_company", "natural_person"}
    run("platforms", "show", "amazon.mars", code=2)


def test_rules_ids_and_codes_list_what_is_public(run):
    ids = run("rules", "ids")
    assert "unified_social_credit_code" in ids["field"]["business_licence"]
    assert {"amazon.us", "ebay.de"} <= set(ids["site"])
    assert "home_kitchen" in ids["category"]
    codes = {one["code"]: one for one in run("rules", "codes")["codes"]}
    assert codes["document.expired"]["title"]


def test_rules_lint_is_clean_and_refuses_a_bad_pack(run, tmp_path):
    assert run("rules", "lint")["ok"]
    bad = tmp_path / "bad.toml"
    bad.write_text('platform = "x"\nversion = "1"\nname = { en = "x", zh = "x" }\ncolour = 1\n')
    document = run("rules", "lint", str(bad), code=1)
    assert [(one["line"], one["file"]) for one in document["problems"]] == [(4, str(bad))]


def test_rules_show_finds_by_key_fee_and_fact(run):
    for name in ("site.payout", "referral", "gap.ebay-us-order"):
        entries = run("rules", "show", name)["entries"]
        assert entries
        assert all(one["sources"][0]["title"] for one in entries)
    run("rules", "show", "no.such.thing", code=3)


def test_rules_diff_names_what_changes(run, tmp_path):
    from seller_desk.core.base.paths import resources_dir

    text = (resources_dir() / "rules" / "ebay" / "fees.toml").read_text(encoding="utf-8")
    new = tmp_path / "fees.toml"
    new.write_text(text.replace('"0.153"', '"0.155"'), encoding="utf-8")
    (change,) = run("rules", "diff", str(new))["changes"]
    assert change["change"] == "changed"
    assert "0.153" in change["before"]
    assert "0.155" in change["after"]
    assert run("rules", "diff", str(new), str(new))["changes"] == []


def test_a_whole_product_on_the_line_leaves_the_stored_one_alone(run, tmp_path):
    from datetime import date
    from decimal import Decimal

    from seller_desk.core.base.paths import DataFolder
    from seller_desk.core.company.model import Company
    from seller_desk.core.desk import open_desk
    from seller_desk.core.platforms.model import Product, Rate

    stored = Product(
        category="toys",
        price=Decimal(40),
        cost=Decimal(9),
        shipping=Decimal(4),
        orders=50,
        rates={"EUR": Rate(value=Decimal("0.9"), on=date(2026, 11, 20))},
    )
    with open_desk(DataFolder(tmp_path), write=True) as desk:
        with desk.store.work("x") as work:
            work.companies.save(Company(id="a", entity_kind="natural_person"))
        desk.platforms.set_my_product("a", stored)
    given = {one["site"]: one for one in run("platforms", "compare", *PRODUCT)["sites"]}
    assert given["amazon.us"]["profit"] == {"amount": "13.25", "currency": "USD"}
    assert given["amazon.de"]["price"] == {"amount": "22.50", "currency": "EUR"}
    mine = {one["site"]: one for one in run("platforms", "compare")["sites"]}
    # 40 - 9 - 4 - 6.00 - 39.99/50
    assert mine["amazon.us"]["profit"] == {"amount": "20.20", "currency": "USD"}
    assert mine["amazon.de"]["gate"]["answer"] == "unknown"


@pytest.mark.parametrize(
    ("target", "shown"),
    [([], None), (["--target-margin", "0.99"], "- No price reaches this target"),
     (["--target-margin", "0.2"], "12.32 USD")],
)  # fmt: skip
def test_the_price_for_a_target_or_the_reason_is_printed_only_where_one_is_set(
    tmp_path, capsys, target, shown
):
    options = ["--lang", "en", "--data-dir", str(tmp_path), "--site", "amazon.us"]
    assert main(["platforms", "compare", *PRODUCT, *options, *target]) == 0

    said = [
        line
        for line in capsys.readouterr().out.splitlines()
        if "the target" in line and "Price" in line
    ]

    assert said == ([] if shown is None else [f"  Price for the target: {shown}"])
