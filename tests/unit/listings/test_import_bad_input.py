"""What sellers really send: formulas, merged cells, hidden sheets, macros, pictures in cells, other tables, long files."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.drawing.image import Image as SheetImage

from seller_desk.core.base.errors import DeskError
from seller_desk.core.media.xml_rows import open_xml
from tests.unit.listings.import_helpers import book_of, codes, picture, reasons, saved, stored


@pytest.fixture
def desk(import_desk):
    return import_desk


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


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_part_that_unpacks_to_more_than_it_says_is_refused(take, part):
    data = bytearray(saved(book_of(["SKU", "title"], *([f"A{n}", "x" * 90] for n in range(60)))))
    name = part.encode()
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(name))
    data[place + 24 : place + 28] = (200).to_bytes(4, "little")
    with pytest.raises(DeskError):
        take(bytes(data), "s.xlsx", look=True)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("First Name,Last Name,Email,Phone,Address1,City,Tags", "customers"),
        ("客户姓名,手机号,邮箱,收货地址,备注", "customers"),
        ("original-record-number,sku,error-code,error-type,error-message", "report"),
        ("Order ID,Buyer Name,SKU,Quantity,Ship To Name,Tracking Number", "orders"),
    ],
)
def test_other_tables_are_refused_with_what_they_are(take, desk, head, kind):
    with pytest.raises(DeskError, match=kind):
        take(head + "\n" + ",".join("x" * (head.count(",") + 1)) + "\n", look=True)
    assert stored(desk) == {}


@pytest.mark.parametrize("look", [True, False])
def test_a_sheet_without_a_row_of_products_is_refused(take, desk, look):
    for text in ("SKU,title\n", "SKU,title\n,\n", "hello"):
        with pytest.raises(DeskError) as refused:
            take(text, look=look)
        assert refused.value.row == 1 or not look
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


def test_a_workbook_with_a_password_is_told_as_that(take):
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
    with pytest.raises(DeskError, match="password"):
        take(container + "EncryptedPackage".encode("utf-16-le"), "s.xlsx", look=True)
    with pytest.raises(DeskError, match="damaged"):
        take(container, "s.xlsx", look=True)
