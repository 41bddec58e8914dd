"""What the seller decides of an import: signs, clearing, columns kept, rows mended, parts, one site."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import speaking
from seller_desk.core.listings.importers.clearing import emptied
from seller_desk.core.listings.importers.decimals import decimal_of
from seller_desk.core.listings.importers.values import COMMA, POINT, price, whole
from seller_desk.core.listings.model import ListingImage, Offer, SiteFields
from seller_desk.core.media.plain_workbook import letters_of, text_workbook
from tests.unit.listings.import_helpers import book_of, codes, reasons, saved, stored


@pytest.fixture
def desk(import_desk):
    return import_desk


def test_blank_leaves_alone_and_the_word_for_it_clears(take, desk):
    take(
        "SKU,title,bullet point 1,bullet point 2,price,标题(amazon.de),划线价,attr:x\nA,t,b1,b2,9,T,12,y\n"
    )
    take(
        "SKU,title,bullet point 1,bullet point 2,price,标题(amazon.de),划线价,attr:x\nA,,[CLEAR],,[清空],[clear],[clear],[clear]\n"
    )
    one = stored(desk)["A"]
    assert (one.title, one.bullets, one.price) == ("t", ["b2"], None)
    assert (one.sites["amazon.de"].title, one.offer, one.attributes) == ("", Offer(), {})
    assert list(reasons(take("SKU,title\n[clear],x\n"))) == [2]


def test_emptied_knows_every_field_that_a_column_can_name(good):
    one = good(
        options={"Color": "Red"},
        weight_g=5,
        images=[ListingImage(url="https://a/1"), ListingImage(url="https://a/2")],
        sites={"amazon.us": SiteFields(price=Decimal(1), title="t")},
    )
    left = emptied(
        one,
        [
            "option:Color",
            "weight",
            "images.1",
            "price@amazon.us",
            "compliance.manufacturer.name",
            "condition",
        ],
    )
    assert (left.options, left.weight_g, left.condition) == ({}, None, "new")
    assert [each.url for each in left.images] == ["https://a/2"]
    assert left.sites["amazon.us"] == SiteFields(title="t")
    assert left.compliance.manufacturer.name == ""
    assert left.compliance.manufacturer.address == one.compliance.manufacturer.address


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["12,50", "3"], COMMA),
        (["1.234,50"], COMMA),
        (["12.5", "7"], POINT),
        (["12.5", "3,75"], ""),
        (["1,234"], ""),
        (["€ 9,90"], COMMA),
    ],
)
def test_the_sign_before_fractions_is_told_from_the_rows(take, cells, sign):
    rows = "".join(f'A{n},x,"{cell}"\n' for n, cell in enumerate(cells))
    report = take(
        "SKU;title;price\n" + rows.replace(",", ";") if ";" in rows else "SKU,title,price\n" + rows,
        look=True,
    )
    assert report.decimal == sign
    assert decimal_of(report.columns, report.sheet.sample) == sign


def test_a_known_sign_settles_what_one_cell_leaves_open(take, desk):
    take('SKU,title,price,weight(kg),库存\nA,x,"1.234","0,5","1.000"\nB,x,"9,90",,\n')
    assert (stored(desk)["A"].price, stored(desk)["A"].weight_g, stored(desk)["A"].quantity) == (
        1234,
        500,
        1000,
    )
    take('SKU,title,price\nA,x,"1,234"\n', decimal=POINT)
    assert stored(desk)["A"].price == 1234
    assert list(reasons(take("SKU,title,price\nA,x,9.90\n", decimal=COMMA))) == [2]


@settings(max_examples=80, deadline=None)
@given(st.decimals(0, 10**8, places=2))
def test_prices_written_either_way_are_the_same_price(value):
    point = f"{value:,.2f}"
    comma = point.translate(str.maketrans(",.", ".,"))
    assert price(point, POINT)[0] == price(comma, COMMA)[0] == value
    assert whole(f"{int(value):,}".replace(",", "."), COMMA) == int(value)


SHOPIFY = "Title,URL handle,SKU,Option1 name,Option1 value,Price\nShirt,shirt,S-R,Color,Red,9\n,shirt,S-B,Color,Blue,x\nMug,mug,M,,,5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_rows_to_mend_come_as_they_were_with_their_reason_and_go_in_when_mended(
    take, desk, tmp_path, encoding
):
    text = "某公司货盘,,\nSKU;标题;价格\nA;盒;1\nB;罐;x\n;碗;2\n".replace(",", ";")
    report = take(text.encode(encoding), look=True)
    with speaking("en"):
        assert desk.listings.write_fixes("c", report, tmp_path / "mend.csv") == 2
    raw = (tmp_path / "mend.csv").read_bytes()
    assert raw.decode("utf-8-sig" if encoding == "utf-8" else encoding).splitlines() == [
        "某公司货盘;;",
        "SKU;标题;价格;Why this row was not taken",
        "B;罐;x;“x” in column “价格” is not a price",
        ";碗;2;The row has no SKU",
    ]
    again = take(raw, "mend.csv", look=True)
    assert (len(again.rejected), codes(again)) == (2, [])
    mended = raw.decode("utf-8-sig" if encoding == "utf-8" else encoding).replace(";x;", ";3;")
    once_more = take(mended.encode(encoding), "mend.csv")
    assert (once_more.outcome.taken, stored(desk)["B"].price) == (1, 3)
    # Mended again: the reasons stay in their one column.
    desk.listings.write_fixes("c", once_more, tmp_path / "more.csv")
    assert (tmp_path / "more.csv").read_bytes().decode(
        "utf-8-sig" if encoding == "utf-8" else encoding
    ).count("Why") == 1


def test_a_family_is_mended_whole_because_its_rows_need_each_other(take, desk, tmp_path):
    report = take(SHOPIFY)
    assert list(reasons(report)) == [3]
    desk.listings.write_fixes("c", report, tmp_path / "mend.csv")
    mended = (tmp_path / "mend.csv").read_text("utf-8-sig").replace(",x,", ",9,")
    assert "mug" not in mended
    again = take(mended, "mend.csv")
    assert (again.outcome.new, again.rejected) == (1, [])
    assert stored(desk)["S-B"].parent_sku == stored(desk)["S-R"].parent_sku == "shirt"


def test_rows_of_a_workbook_are_mended_in_a_workbook_whose_codes_stay_text(take, desk, tmp_path):
    report = take(saved(book_of(["SKU", "UPC", "price"], ["A", "036000291452", "x"])), "s.xlsx")
    desk.listings.write_fixes("c", report, tmp_path / "mend.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "mend.xlsx").active.values)
    assert rows[1][:3] == ("A", "036000291452", "x")
    data = (tmp_path / "mend.xlsx").read_bytes()
    desk.listings.write_fixes("c", report, tmp_path / "same.xlsx")
    assert data == (tmp_path / "same.xlsx").read_bytes()
    assert list(reasons(take(data, "mend.xlsx", look=True))) == [2]


def test_a_text_workbook_holds_any_text_and_many_columns():
    rows = [["a\x01b", "=1+1", "  x ", "y" * 40_000], [str(n) for n in range(30)]]
    book = openpyxl.load_workbook(io.BytesIO(text_workbook(rows)))
    first, second = book.active.values
    assert first[:3] == ("ab", "=1+1", "  x ")
    assert (len(first[3]), second[29]) == (32_767, "29")
    assert [letters_of(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_the_mapping_is_kept_by_the_headers_and_can_be_forgotten(take, desk):
    sheet = "货号,品名,说明\nA,盒,字\n"
    assert not take(sheet, mapping={"说明": "search_terms"}).kept
    again = take(sheet.replace("A,", "B,"), "other.csv")
    assert again.kept
    assert stored(desk)["B"].search_terms == "字"
    assert [one.file for one in desk.listings.mappings()] == ["s.csv"]
    # Another choice is added to it and wins.
    take(sheet, mapping={"说明": "description", "品名": "title"})
    assert desk.listings.mappings()[0].mapping == {"说明": "description", "品名": "title"}
    desk.listings.forget_mapping_of(again.sheet)
    assert not take(sheet, look=True).kept
    with pytest.raises(UsageProblem):
        desk.listings.forget_mapping("s.csv")


def test_columns_of_one_header_are_told_apart(take, desk):
    take("SKU,备注,备注\nA,x,y\n", mapping={"备注 (2)": "title"})
    assert stored(desk)["A"].title == "y"


def test_one_site_may_be_what_a_sheet_is_for(take, desk):
    take("SKU,title,price,brand\nA,Dose,9.90,ACME\n", site="amazon.de")
    one = stored(desk)["A"]
    assert (one.title, one.brand, one.sites["amazon.de"].title) == ("", "ACME", "Dose")
    with pytest.raises(UsageProblem):
        take("SKU,title\nA,x\n", site="amazon.mars")


def test_header_row_and_separator_can_be_said(take, desk):
    text = "SKU|title|price\nKode|Name|Preis\nA|x,y|1\n"
    take(text, separator="|", header_row=2, mapping={"Kode": "sku"})
    assert stored(desk)["A"].title == "x,y"
    with pytest.raises(DeskError, match="Row 9"):
        take(text, header_row=9)


def test_days_and_counts_of_offers_are_read_and_bad_ones_told(take, desk):
    head = "SKU,offer.sale_from,offer.handling_days,海关编码,compliance.manufacturer.country\n"
    report = take(head + "A,2026/12/01,3,3924.10,中国\nB,soon,,,\nC,,1.5,,\nD,,,abc,\nE,,,,火星\n")
    one = stored(desk)["A"]
    assert (one.offer.sale_from, one.offer.handling_days) == (date(2026, 12, 1), 3)
    assert (one.compliance.hs_code, one.compliance.manufacturer.country) == ("392410", "CN")
    assert [
        words in text
        for words, text in zip(
            ("not a day", "whole number", "customs code", "not a country"),
            reasons(report).values(),
            strict=True,
        )
    ] == [True] * 4


def test_too_many_rows_keep_nothing_and_a_part_of_them_goes_in(take, desk, monkeypatch):
    monkeypatch.setattr("seller_desk.core.listings.importers.sheets.MOST_ROWS", 3)
    text = "SKU,title\n" + "".join(f"A{n},x\n" for n in range(5))
    with pytest.raises(DeskError, match="5 rows") as refused:
        take(text)
    assert refused.value.part == (2, 4)
    assert stored(desk) == {}
    take(text, rows=refused.value.part)
    assert set(stored(desk)) == {"A0", "A1", "A2"}


def test_a_parent_that_only_variations_name_is_made_and_told(take, desk):
    head = "SKU,父SKU,标题,颜色,价格\n"
    report = take(head + "A-R,A,盒,红,1\nA-B,A,盒,蓝,1\nSOLO,SOLO,杯,,2\n")
    assert (report.outcome.new, report.outcome.parents) == (3, 1)
    found = stored(desk)
    assert (found["A"].title, found["A"].variation_theme, found["A"].price) == (
        "盒",
        ["Color"],
        None,
    )
    assert found["SOLO"].parent_sku == ""
    # A known parent is left alone, and rows that name none make none.
    assert take(head + "A-G,A,别的,绿,1\n").outcome.parents == 0
    assert stored(desk)["A"] == found["A"]
    with desk.store.work("x") as work:
        work.listings.delete(found["A"].id)
    assert take("SKU,价格\nA-R,3\n").outcome.parents == 0
