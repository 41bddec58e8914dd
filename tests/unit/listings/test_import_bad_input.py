"""What sellers really send: formulas, merged cells, hidden sheets, macros, pictures in cells, other tables, long files."""

import contextlib
import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import speaking
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.listings.importers.clearing import emptied
from seller_desk.core.listings.importers.decimals import decimal_of
from seller_desk.core.listings.importers.values import COMMA, POINT, price, whole
from seller_desk.core.listings.model import ListingImage, Offer, SiteFields
from seller_desk.core.media.plain_workbook import letters_of, text_workbook
from seller_desk.core.media.xml_rows import open_xml
from seller_desk.core.services.listing_imports import ImportRequest


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("data")
    with open_desk(DataFolder(root), write=True) as desk:
        with desk.store.work("x") as work:
            work.companies.save(Company(id="c"))
        yield desk


@pytest.fixture
def desk(folder):
    yield folder
    with folder.store.work("x") as work:
        for one in work.listings.find(company_id="c"):
            work.listings.delete(one.id)
    for kept in folder.listings.mappings():
        folder.listings.forget_mapping(kept.id)


@pytest.fixture
def take(desk, tmp_path):
    def run(data, name="s.csv", *, look=False, **choices):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        run = desk.listings.preview if look else desk.listings.import_file
        return run("c", ImportRequest(path=path, **choices))

    return run


def stored(desk):
    return {one.sku: one for one in desk.listings.list("c")}


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def book_of(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def picture(colour="red"):
    target = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(target, "PNG")
    target.seek(0)
    return target


def reasons(report):
    return {one.row: one.text() for one in report.rejected}


def codes(report):
    return [one.code.removeprefix("import.") for one in report.findings]


def test_formulas_without_a_value_and_errors_reject_their_row(take, desk):
    book = book_of(
        ["SKU", "title", "price", "Notiz"], ["A", "x", 1, "=1+1"], ["B", "y", "=1+1", ""]
    )
    book.active.append(["C", "z", "#N/A", ""])
    found = reasons(take(saved(book), "s.xlsx"))
    # A formula in a column that nobody reads is no matter.
    assert set(found) == {3, 4}
    assert "never computed" in found[3]
    assert "error of the spreadsheet" in found[4]
    assert set(stored(desk)) == {"A"}


@pytest.mark.parametrize(
    ("cell", "title"),
    [('"=""0123"""', "0123"), ("=A1", None), ("#REF!", None), ("# 3 Box", "# 3 Box")],
)
def test_text_that_is_a_formula_or_an_error_is_no_value(take, desk, cell, title):
    report = take(f"SKU,title\nA,{cell}\n")
    assert (stored(desk)["A"].title if title else reasons(report).keys()) == (title or {2})


def test_a_value_merged_over_rows_is_that_of_each_of_them(take, desk):
    book = book_of(
        ["SKU", "title", "brand"], ["A", "Box", "ACME"], ["B", None, None], ["C", "Jar", None]
    )
    book.active.merge_cells("B2:B3")
    book.active.merge_cells("C2:C4")
    report = take(saved(book), "s.xlsx")
    assert [(one.title, one.brand) for one in stored(desk).values()] == [
        ("Box", "ACME"),
        ("Box", "ACME"),
        ("Jar", "ACME"),
    ]
    assert codes(report) == ["merged_cells"]


def test_hidden_sheets_and_macros_are_told_and_macros_never_run(take):
    book = book_of(["SKU", "title"], ["A", "x"])
    book.create_sheet("cost").sheet_state = "hidden"
    data = io.BytesIO(saved(book))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf macro")
    report = take(data.getvalue(), "s.xlsm", look=True)
    assert codes(report) == ["hidden_sheets", "macros"]
    assert report.findings[0].detail == "cost"


def test_pictures_that_stand_on_rows_are_taken_with_them(take, desk):
    book = book_of(["SKU", "title", "图片"], ["A", "x", None], ["B", "y", "https://e.x/1.jpg"])
    for where, colour in (("C2", "red"), ("D3", "blue"), ("A1", "green")):
        book.active.add_image(SheetImage(picture(colour)), where)
    data = saved(book)
    assert not take(data, "s.xlsx").rejected
    found = stored(desk)
    (one,) = found["A"].images
    assert desk.store.blobs.read(one.sha256) == picture("red").getvalue()
    assert [bool(each.url) for each in found["B"].images] == [True, False]
    # The same file again changes nothing.
    take(data, "s.xlsx")
    assert stored(desk) == found


def test_pictures_that_wps_keeps_in_cells_are_taken_too(take, desk):
    book = book_of(["SKU", "图片"], ["A", None])
    data = io.BytesIO(saved(book))
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    target = io.BytesIO()
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(target, "w") as out:
        for entry in source.infolist():
            body = source.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                cell = b'<c r="B2" t="str"><f>DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
                body = body.replace(b"</row></sheetData>", cell + b"</row></sheetData>")
            out.writestr(entry, body)
        out.writestr(
            "xl/cellimages.xml",
            f'<i xmlns:a="{main}" xmlns:r="{office}"><p><cNvPr name="ID_1"/><a:blip r:embed="rId1"/></p></i>',
        )
        out.writestr(
            "xl/_rels/cellimages.xml.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="rId1" Target="media/i.png"/></Relationships>',
        )
        out.writestr("xl/media/i.png", picture().getvalue())
    report = take(target.getvalue(), "s.xlsx")
    assert reasons(report) == {}
    assert [one.name for one in stored(desk)["A"].images] == ["i.png"]


def test_a_damaged_picture_rejects_its_row_and_nothing_of_it_is_kept(take, desk):
    book = book_of(["SKU", "title"], ["A", "x"], ["B", "y"])
    book.active.add_image(SheetImage(picture()), "C3")
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as source, zipfile.ZipFile(broken, "w") as out:
        for entry in source.infolist():
            body = source.read(entry)
            out.writestr(entry, body[:20] if entry.filename.endswith(".png") else body)
    assert list(reasons(take(broken.getvalue(), "s.xlsx"))) == [3]
    assert set(stored(desk)) == {"A"}


def test_a_part_that_unpacks_to_more_than_it_says_is_refused(take):
    data = bytearray(saved(book_of(["SKU", "title"], *([f"A{n}", "x" * 90] for n in range(60)))))
    name = b"xl/worksheets/sheet1.xml"
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(name))
    data[place + 24 : place + 28] = (200).to_bytes(4, "little")
    with pytest.raises(DeskError):
        take(bytes(data), "s.xlsx", look=True)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("First Name,Last Name,Email,Phone,Address1,City,Tags", "customers"),
        ("客户姓名,手机号,邮箱,收货地址,备注", "customers"),
        ("Order ID,Buyer Name,SKU,Quantity,Ship To Name,Tracking Number", "orders"),
    ],
)
def test_other_tables_are_refused_with_what_they_are(take, desk, head, kind):
    with pytest.raises(DeskError, match=kind):
        take(head + "\n" + ",".join("x" * (head.count(",") + 1)) + "\n", look=True)
    assert stored(desk) == {}


def test_products_with_a_suppliers_contact_are_still_products(take):
    report = take("SKU,标题,价格,条码,联系人,电话,邮箱,地址\nA,盒,1,,张,1,a@b.c,x\n", look=True)
    assert report.outcome.taken == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.json", '[{"sku": "A"}]', "JSON"),
        ("a.xls", "<html><table><tr><td>SKU</td></tr></table></html>", "web page"),
        ("a.xml", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "feed"),
        ("a.xml", "<?xml version='1.0'?><rss><channel><item><id>1", "feed"),
        ("a.csv", "", "empty"),
    ],
)
def test_what_is_no_table_is_refused_by_its_name(take, name, data, words):
    with pytest.raises(DeskError, match=words):
        take(data, name, look=True)


def test_ragged_rows_and_twins_are_told_by_row_and_the_rest_is_one_undoable_change(take, desk):
    report = take("SKU,title\nA,x\nB,y,extra\nA,z\nC\n")
    assert list(reasons(report)) == [3, 4]
    assert set(stored(desk)) == {"A", "C"}
    desk.store.undo()
    assert stored(desk) == {}


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


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=300))
def test_no_bytes_bring_it_down(take, data):
    for name in ("s.csv", "s.xlsx", "s.xml"):
        with contextlib.suppress(DeskError):
            take(data, name, look=True)


def test_a_feed_of_any_length_takes_the_same_memory(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_text("<rss><channel>" + "<item><id>1</id></item>" * 3000 + "</channel></rss>")
    rows = list(open_xml(path, b"<rss>").source(""))
    assert (len(rows), rows[0].cells, rows[-1].number) == (3001, ["id"], 3001)


def test_too_many_rows_keep_nothing_and_a_part_of_them_goes_in(take, desk, monkeypatch):
    monkeypatch.setattr("seller_desk.core.listings.importers.sheets.MOST_ROWS", 3)
    text = "SKU,title\n" + "".join(f"A{n},x\n" for n in range(5))
    with pytest.raises(DeskError, match="5 rows") as refused:
        take(text)
    assert refused.value.part == (2, 4)
    assert stored(desk) == {}
    take(text, rows=refused.value.part)
    assert set(stored(desk)) == {"A0", "A1", "A2"}


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_long_texts_are_told_by_all_of_them_and_read_line_by_line(
    take, monkeypatch, encoding, found
):
    monkeypatch.setattr("seller_desk.core.media.encodings._LOOKED_AT", 4096)
    monkeypatch.setattr("seller_desk.core.media.encodings._PIECE", 1000)
    last = "Küche" if encoding == "cp1252" else "厨房收纳盒"
    text = "SKU,title\n" + "".join(f"A{n},plain words {last}\n" for n in range(400))
    report = take(text.encode(encoding), look=True)
    assert (report.sheet.file.encoding, report.outcome.taken) == (found, 400)
    assert report.outcome.sample[-1].title.endswith(last)
    with pytest.raises(DeskError, match="is not written in"):
        take((text + "A,\xff").encode("latin-1", "replace"), look=True, encoding="ascii")


def test_a_long_text_whose_first_part_misleads_is_read_by_the_rest(take, monkeypatch):
    monkeypatch.setattr("seller_desk.core.media.encodings._LOOKED_AT", 512)
    text = "SKU,title\n" + "".join(f"A{n},plain words\n" for n in range(200)) + "B,Küche\n"
    assert take(text, look=True).outcome.sample[0].sku == "A0"
    assert take(text, look=True).sheet.file.encoding == "utf-8"
    # Not UTF-8 at the very end: a guess, and it says so.
    assert take(text.encode("cp1252"), look=True).sheet.file.unsure


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
