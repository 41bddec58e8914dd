"""The comparison written out: the same bytes each time, against files that were read by people once."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import speaking
from seller_desk.core.platforms.columns import COLUMNS
from seller_desk.core.platforms.compare import Seller, compare
from seller_desk.core.platforms.exports import Comparison, page, said_of_product, workbook
from seller_desk.core.platforms.model import Product, Rate
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.model import Fact, Fee, Gate, Pack, Scope, SiteInfo, Source, Tier, Words

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
DAY = date(2026, 11, 24)
PAGE = Source(title="A <fee> table", url="https://example.org/fees?a=1&b=2")


def sourced(**more):
    return {"source": PAGE, "checked": date(2026, 11, 23), "as_of": "2026-09", **more}


def given_in(language):
    with speaking(language):
        return made_up()


@pytest.fixture
def given():
    return given_in("en")


def made_up():
    official = sourced(confidence=Confidence.OFFICIAL)
    alone = sourced(confidence=Confidence.SINGLE_BLOG)
    pack = Pack(
        platform="stall",
        version="2026.11",
        name=Words(en="Stall", zh="小铺"),
        site=[
            SiteInfo(
                id="stall.us",
                country="US",
                currency="USD",
                name=Words(en="Stall US", zh="小铺美国"),
            ),
            SiteInfo(
                id="stall.jp",
                country="JP",
                currency="JPY",
                name=Words(en="Stall JP", zh="小铺日本"),
            ),
            SiteInfo(
                id="stall.gb",
                country="GB",
                currency="GBP",
                name=Words(en="Stall UK", zh="小铺英国"),
            ),
        ],
        fee=[
            Fee(
                name="referral",
                method="whole",
                per="item",
                currency="USD",
                tiers=[Tier(up_to=Decimal(10), rate=Decimal("0.08")), Tier(rate=Decimal("0.15"))],
                applies_to=Scope(site=["stall.us", "stall.gb"]),
                **official,
            ),
            Fee(
                name="referral",
                method="percent",
                per="item",
                currency="JPY",
                rate=Decimal("0.10"),
                applies_to=Scope(site=["stall.jp"]),
                **official,
            ),
            Fee(
                name="per_order",
                method="flat",
                per="order",
                currency="USD",
                amount=Decimal("0.30"),
                applies_to=Scope(site=["stall.us"]),
                **alone,
            ),
        ],
        fact=[
            Fact(
                key="site.deposit",
                value="10000",
                unit="CNY",
                note=Words(en="CNY 10,000, back on leaving", zh="1 万元，退店时退还"),
                **alone,
            ),
            Fact(
                key="fees.not_included",
                value=["payment"],
                note=Words(en="No page gives it", zh="没有页面写明"),
                **alone,
            ),
        ],
        gate=[Gate(answer="yes", reason=Words(en="With a licence", zh="凭营业执照"), **official)],
    )
    product = Product(
        category="toys",
        currency="USD",
        price=Decimal("19.90"),
        cost=Decimal("4.50"),
        shipping=Decimal("3.20"),
        target_profit=Decimal(5),
        return_rate=Decimal("0.05"),
        ad_share=Decimal("0.10"),
        orders=300,
        rates={
            "JPY": Rate(value=Decimal("150.25"), on=date(2026, 11, 20)),
            "CNY": Rate(value=Decimal("7.1"), on=date(2026, 11, 21)),
        },
    )
    book = RuleBook([pack])
    results = compare(book, book.sites, product, Seller(entity="mainland_company"), DAY)
    return Comparison(
        results=results,
        product=product,
        on=DAY,
        rules="2026.11",
        documents={"stall.us": (3, 8)},
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_is_as_it_was_read(language):
    with speaking(language):
        made = page(given_in(language))
    assert made.decode() == (GOLDEN / f"comparison.{language}.html").read_text(encoding="utf-8")


def cells(data):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        writer.writerow([f"## {sheet.title}"])
        writer.writerows(sheet.values)
    return out.getvalue()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workbook_holds_what_was_read(language):
    given = given_in(language)
    with speaking(language):
        made = workbook(given)
        assert workbook(given) == made
    assert cells(made) == (GOLDEN / f"comparison.{language}.csv").read_text(encoding="utf-8")


def test_only_the_chosen_columns_are_written_and_the_site_always(given):
    from dataclasses import replace

    few = replace(given, columns=["profit", "gate"])
    assert [one.id for one in few.chosen] == ["site", "gate", "profit"]
    everything = replace(given, documents={})
    assert [one.id for one in everything.chosen] == [one for one in COLUMNS if one != "documents"]


def test_what_a_source_says_cannot_become_markup(given):
    with speaking("en"):
        text = page(given).decode()
    assert "A &lt;fee&gt; table" in text
    assert "<fee>" not in text
    assert "src=" not in text


def test_every_input_is_said_also_weight_and_size():
    product = Product(category="headphones", weight_g=1420, size="20x15x10cm")
    with speaking("en"):
        said = dict(said_of_product(product))
    assert (said["Weight of one unit"], said["Size of one unit"]) == ("1,420 g", "20x15x10cm")
