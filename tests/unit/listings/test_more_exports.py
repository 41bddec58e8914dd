"""Exports of a part, of one site's texts, under names; marks; eBay's category file; the workbook; the feed's schema."""

import csv
import io
import os
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import speaking
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.listings.bulk.selection import Selection
from seller_desk.core.listings.exporters import ebay_category, own_csv, own_xlsx
from seller_desk.core.listings.exporters.result import ExportResult, Note, report_bytes
from seller_desk.core.listings.importers.columns import catalogue, recognise
from seller_desk.core.listings.importers.run import Outcome, listings_of
from seller_desk.core.listings.importers.sheets import open_sheet
from seller_desk.core.listings.marks import export_state
from seller_desk.core.listings.model import (
    Compliance,
    Contact,
    Listing,
    Offer,
    SiteFields,
    parent_skus,
)
from seller_desk.core.services.listing_exports import ExportRequest
from tests.unit.listings.shop_samples import family

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "listings"


def sold():
    """The family of the samples with what eBay asks for."""
    return [
        msgspec.structs.replace(
            one,
            offer=Offer(handling_days=3, shipping_template="Standard"),
            attributes={**one.attributes, "item_location": "Shenzhen"},
            sites={"ebay.us": SiteFields(category_id="20652", attributes={"Material": "Steel"})},
        )
        for one in family()
    ]


def cells(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def golden(name, data):
    path = GOLDEN / name
    if os.environ.get("SELLER_DESK_GOLDEN") == "write":
        path.write_bytes(data)
    assert data == path.read_bytes()


def test_ebays_category_file_is_as_the_golden_one():
    listings = sold()
    result = ebay_category.export(listings, "ebay.us", parent_skus(listings))
    golden("ebay_category_us.csv", result.data)
    assert result.written == 3


def test_our_own_sheet_and_workbook_are_as_the_golden_ones():
    golden("own_sheet.csv", own_csv.export(sold()).data)
    book = zipfile.ZipFile(io.BytesIO(own_xlsx.export(sold()).data))
    golden("own_sheet.xml", book.read("xl/worksheets/sheet1.xml"))
    assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")


def test_ebays_variations_stand_under_their_parent_with_prices_of_their_own():
    listings = sold()
    head, *rows = cells(ebay_category.export(listings, "ebay.us", parent_skus(listings)).data)
    assert head[0] == "*Action(SiteID=US|Country=CN|Currency=USD|Version=1193|CC=UTF-8)"
    found = [dict(zip(head, row, strict=True)) for row in rows]
    single, parent, blue, red = found
    assert single["*Title"] == "'=Tea Can & Lid"
    assert (parent["RelationshipDetails"], parent["*StartPrice"]) == (
        "Color=Blue;Red, dark|Size=S",
        "",
    )
    assert (blue["Relationship"], blue["RelationshipDetails"]) == (
        "Variation",
        "Color=Blue|Size=S",
    )
    assert (red["*StartPrice"], red["*Title"], red[head[0]]) == ("1234.50", "", "")
    assert single["C:Material"] == "Steel"


def test_ebays_file_names_the_sites_currency_and_the_country_of_the_goods(good):
    listing = good(price=Decimal(9), currency="EUR")
    result = ebay_category.export([listing], "ebay.de", frozenset(), "DE")
    assert cells(result.data)[0][0].startswith("*Action(SiteID=Germany|Country=DE|Currency=EUR")
    assert {one.what for one in result.notes} >= {"*Category", "*Location", "*DispatchTimeMax"}
    with pytest.raises(DeskError):
        ebay_category.export([], "ebay.mars", frozenset())


def test_the_workbook_holds_texts_and_reads_back_as_the_sheet_does(tmp_path, good):
    listings = [good(sku="=1+1", gtin="0036000291452"), good(sku="B", description="a\x01b\nc")]
    result = own_xlsx.export(listings)
    assert own_xlsx.export(listings).data == result.data
    path = tmp_path / "x.xlsx"
    path.write_bytes(result.data)
    sheet = openpyxl.load_workbook(path).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "inlineStr"}
    assert sheet["A2"].value == "'=1+1"
    assert [one.sku for one in read_back(path)] == ["=1+1", "B"]
    assert sheet["G2"].value == "0036000291452"
    listing = good(
        compliance=Compliance(
            batteries="included", watt_hours=Decimal("9.5"), manufacturer=Contact(country="CN")
        ),
        offer=Offer(list_price=Decimal(30), sale_until=date(2027, 1, 5), handling_days=2),
        bullets=["1", "2"],
        options={"Color": "Blue"},
        attributes={"fit": "wide"},
        sites={"amazon.de": SiteFields(title="Dose", price=Decimal("19.90"), currency="EUR")},
    )
    path.write_bytes(own_xlsx.export([listing]).data)
    (back,) = read_back(path)
    assert back == listing


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]))))
def test_no_text_makes_a_formula_of_the_sheet(texts):
    rows = [Listing(id=str(n), company_id="c", sku=text) for n, text in enumerate(texts)]
    for row in cells(own_csv.export(rows).data):
        assert not [cell for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_texts_of_every_site_come_back_and_what_has_no_column_is_named(tmp_path):
    listing = Listing(
        id="one",
        company_id="company",
        sku="A",
        title="=SUM(1)",
        sites={
            "amazon.us": SiteFields(bullets=["for the US", "twice"]),
            "temu": SiteFields(title="短标题", price=Decimal(9)),
        },
    )
    for form, name in ((own_csv, "x.csv"), (own_xlsx, "x.xlsx")):
        result = form.export([listing])
        (tmp_path / name).write_bytes(result.data)
        assert (read_back(tmp_path / name), result.notes) == ([listing], [])
    lost = Listing(
        id="1",
        company_id="c",
        sku="B",
        exemption="generic",
        sites={"temu": SiteFields(quantity=2, attributes={"a": "b"}, offer=Offer(max_order=1))},
    )
    notes = own_csv.export([lost]).notes
    assert [one.sku for one in notes] == ["B"] * 4
    with speaking("zh"):
        assert "站点自己的库存数量" in " ".join(one.text() for one in notes)


def test_sites_without_a_country_are_those_of_the_rule_packs(book):
    assert catalogue().sites == {site for site in book.sites if "." not in site}


def read_back(path):
    sheet = open_sheet(path)
    return list(
        listings_of(sheet, recognise(sheet.headers), {}, "company", lambda: "one", Outcome())
    )


def test_what_was_left_out_is_a_sheet_of_its_own():
    result = ExportResult("csv", left_out=[Note("=A", "It has no title")])
    with speaking("en"):
        assert cells(report_bytes(result))[1] == ["'=A", "Left out", "It has no title"]


@pytest.fixture
def desk(tmp_path, good, book):
    with open_desk(DataFolder(tmp_path / "data"), write=True) as made:
        made.__dict__["packs"] = book
        made.today = lambda: date(2026, 11, 24)
        with made.store.work("x") as work:
            work.companies.save(Company(id="company"))
            work.listings.save_many(
                [
                    good(
                        id="1", sku="A", title="Box", sites={"amazon.de": SiteFields(title="Dose")}
                    ),
                    good(id="2", sku="B", title="", brand="OTHER"),
                ]
            )
        yield made


def test_a_shops_file_takes_a_sites_texts_where_a_site_is_chosen(desk):
    def titles(site):
        request = ExportRequest(format="shopify", site=site)
        head, *rows = cells(desk.listings.make_export("company", request).data)
        return [row[head.index("Title")] for row in rows]

    assert (titles(""), titles("amazon.de")) == (["Box"], ["Dose"])
    with pytest.raises(UsageProblem):
        titles("amazon.mars")


def test_only_the_chosen_listings_go_into_the_file(desk):
    def skus(**selection):
        request = ExportRequest(format="csv", selection=Selection(**selection))
        return [row[0] for row in cells(desk.listings.make_export("company", request).data)[1:]]

    assert skus() == ["A", "B"]
    assert skus(ids=["2"]) == skus(where=["brand=OTHER"]) == ["B"]
    assert skus(words="box") == ["A"]


def test_listings_say_into_which_file_they_went_until_they_change(desk, tmp_path):
    out = tmp_path / "out.csv"
    desk.listings.export("company", ExportRequest(format="shopify"), out)
    box, untitled = desk.listings.list("company")
    assert (export_state(box, ""), export_state(untitled, "")) == ("exported", "")
    assert box.exports[""].format == "shopify"
    desk.listings.save(msgspec.structs.replace(box, title="Jar"))
    assert export_state(desk.listings.get("1"), "") == "changed"
    desk.store.undo()
    desk.store.undo()
    assert export_state(desk.listings.get("1"), "") == ""


def test_an_export_is_kept_under_a_name_with_everything(desk, tmp_path):
    presets = desk.listings.presets
    request = ExportRequest(
        format="template",
        site="amazon.de",
        template=tmp_path / "模板.xlsx",
        only_ready=False,
        selection=Selection(where=["brand=OTHER"]),
    )
    presets.save("company", " Mine ", request)
    presets.save("company", "Mine", msgspec.structs.replace(request, site="amazon.us"))
    (kept,) = presets.list("company")
    assert kept.request == msgspec.structs.replace(request, site="amazon.us")
    assert presets.list("other") == []
    presets.forget("company", "Mine")
    for wrong in (
        lambda: presets.get("company", "Mine"),
        lambda: presets.save("company", "", request),
    ):
        with pytest.raises(DeskError):
            wrong()
