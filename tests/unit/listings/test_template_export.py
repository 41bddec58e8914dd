"""Listings into downloaded templates of several layouts: the sheet, its head, its columns, its lists, what is left out."""

import importlib.util
import io
import os
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.listings.exporters.template import export, read_book
from seller_desk.core.listings.exporters.template_book import open_book
from seller_desk.core.listings.exporters.template_map import Places, find_place, mapped
from seller_desk.core.listings.model import ListingImage, SiteFields

_SPEC = importlib.util.spec_from_file_location(
    "template_builders", Path(__file__).with_name("template_builders.py")
)
make = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(make)

NAME = Path("Template.xlsx")
GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "listings" / "template_sheet.xml"


def rows_of(*rows):
    """Rows as XML; None leaves a row out."""
    made = ""
    for number, cells in enumerate(rows, start=1):
        if cells is not None:
            inner = "".join(
                make.cell(f"{chr(65 + n)}{number}", text) for n, text in enumerate(cells) if text
            )
            made += f'<row r="{number}">{inner}</row>'
    return made


def place_of(xml, chosen=(), places=None, **more):
    book = open_book(NAME, make.package(xml, **more))
    return book, mapped(find_place(book, places or Places()), dict(chosen))


def fields(place):
    return {one.header: one.field for one in place.columns if one.field}


def filled(xml, listings, chosen=(), site="", places=None, parents=frozenset(), **choices):
    book, place = place_of(xml, chosen, places)
    result = export(listings, site, parents, book, place, **choices)
    table = CalamineWorkbook.from_filelike(io.BytesIO(result.data)).get_sheet_by_name("Template")
    return result, table.to_python()[place.data_row - 1 :]


def notes(result):
    return [(one.sku, one.text()) for one in result.notes]


@pytest.fixture
def box(good):
    return good(weight_g=450, options={"Color": "蓝色"}, price=Decimal("24.50"))


def test_a_chinese_template_takes_its_values(box):
    result, rows = filled(make.sheet(make.head_row()), [box])
    url = "https://example.com/box.jpg"
    assert rows == [[box.title, "CW-BOX-3", 24.5, 20.0, url, 0.45, "蓝色"]]
    assert (result.written, result.rows) == (1, (2, 2))


def test_headers_of_five_languages_are_known():
    heads = {
        "ru": ["Артикул*", "Название товара", "Цена, руб.*", "Вес в упаковке, г*", "Бренд*"],
        "es": ["SKU", "Título", "Precio", "Peso (g)", "Marca"],
        "pt": ["Código SKU", "Nome do produto", "Preço", "Peso (g)", "Marca"],
        "zh": ["卖家SKU", "商品名称（必填）", "*价格", "重量(g)", "品牌"],
        "en": ["Seller SKU", "Product Name", "Price", "Weight (g)", "Brand"],
    }
    for head in heads.values():
        _book, place = place_of(make.sheet(rows_of(head)))
        assert list(fields(place).values()) == ["sku", "title", "price", "weight", "brand"], head
        assert [one.unit for one in place.columns][3] == "g"


def test_a_template_with_keys_labels_and_marks_begins_below_them(box):
    xml = make.sheet(
        rows_of(
            ["ps_product_name", "ps_sku_short", "ps_price", "ps_stock", "ps_item_cover_image"],
            ["Upload products in this sheet"],
            ["Nama Produk", "Kode Variasi", "Harga", "Stok", "Foto Sampul"],
            ["Mandatory", "Optional", "Mandatory", "Mandatory", "Optional"],
        )
    )
    _book, place = place_of(xml)
    assert (place.header_row, place.data_row) == (1, 5)
    assert list(fields(place).values()) == ["title", "sku", "price", "quantity", "images.1"]
    assert [one.required for one in place.columns] == [True, False, True, True, False]
    _result, rows = filled(xml, [box])
    assert rows[0][1] == "CW-BOX-3"


def test_frozen_rows_drop_downs_and_merged_heads_say_where_data_begins():
    head = rows_of(["SKU", "Title", "Price"], ["the code", "the name", "the money"])
    pane = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="4" state="frozen"/></sheetView></sheetViews>'
    lists = (
        '<dataValidations count="1"><dataValidation type="list" sqref="C6:C900">'
        "<formula1>Lists!$A$1:$A$3</formula1></dataValidation></dataValidations>"
    )
    merged = '<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>'
    for before, after, expected in ((pane, "", 5), ("", lists, 6), ("", merged, 4), ("", "", 2)):
        _book, place = place_of(make.sheet(head, before=before, after=after))
        assert place.data_row == expected


def test_a_hidden_sheet_is_no_data_sheet():
    hidden = rows_of(["SKU", "Title", "Price", "Quantity", "Brand", "Description"])
    _book, place = place_of(make.sheet(rows_of(["SKU", "Title"])), hidden=hidden)
    assert place.sheet == "Template"


def test_shared_strings_are_headers_too():
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    _book, place = place_of(make.sheet(row))
    assert fields(place) == {"SKU": "sku", "商品名称": "title"}


def test_what_the_seller_maps_wins(box):
    xml = make.sheet(rows_of(["SKU", "Title", "Gewicht", "Mystery", "Price"]))
    chosen = {"Gewicht": "weight(kg)", "D": "attribute:material", "Price": ""}
    _result, rows = filled(xml, [box], chosen)
    assert rows == [["CW-BOX-3", box.title, 0.45, "", ""]]
    with pytest.raises(UsageProblem):
        place_of(xml, {"Nowhere": "title"})
    with pytest.raises(UsageProblem):
        place_of(xml, {"Mystery": "nonsense"})


def test_without_known_headers_the_row_can_be_named(box):
    xml = make.sheet(rows_of(["Kode", "Nama"]))
    with pytest.raises(DeskError, match="no row of headers"):
        place_of(xml)
    named = Places(sheet="Template", header_row=1, data_row=4)
    with pytest.raises(DeskError, match="No column"):
        filled(xml, [box], places=named)
    _result, rows = filled(xml, [box], {"Kode": "sku"}, places=named)
    assert rows == [["CW-BOX-3", ""]]
    with pytest.raises(DeskError, match="no sheet"):
        place_of(xml, places=Places(sheet="Other"))
    with pytest.raises(UsageProblem):
        place_of(xml, places=Places(header_row=1, data_row=1))


def test_the_same_template_has_the_same_fingerprint_whatever_rows_it_holds():
    one = place_of(make.sheet(rows_of(["SKU", "Title"])))[1]
    more = place_of(make.sheet(rows_of(["SKU", "Title"], ["A", "an example"])))[1]
    other = place_of(make.sheet(rows_of(["SKU", "Title", "Price"])))[1]
    assert one.fingerprint == more.fingerprint != other.fingerprint


def test_a_list_in_the_sheet_is_chosen_from_and_never_guessed(box, good):
    after = (
        '<dataValidations count="2"><dataValidation type="list" sqref="B2:B99"><formula1>"Brand New,USED"</formula1>'
        '</dataValidation><dataValidation type="list" sqref="C2:C99"><formula1>"中国大陆,美国"</formula1>'
        "</dataValidation></dataValidations>"
    )
    xml = make.sheet(rows_of(["SKU", "Condition", "原产国"]), after=after)
    result, rows = filled(xml, [box, good(sku="U", condition="used")])
    assert rows == [["CW-BOX-3", "", "中国大陆"], ["U", "USED", "中国大陆"]]
    assert (
        "CW-BOX-3",
        "No choice of the list in column Condition fits; choose it in the sheet",
    ) in notes(result)


def test_what_found_no_place_is_said(box, good):
    local = good(sku="L", images=[ListingImage(sha256="0" * 64)])
    xml = make.sheet(rows_of(["SKU*", "Title*", "Weight", "Licence*", "Price*"]))
    result, _rows = filled(xml, [box, local, good(sku="P", title="x" * 40_000, price=None)])
    said = notes(result)
    assert ("", "Required column Licence* is mapped to no field; use --map") in said
    assert ("CW-BOX-3", "The template has no column for Color") in said
    assert ("L", "1 pictures lie on this machine; the file takes web addresses only") in said
    assert ("P", "Required column without value: Price*") in said
    assert ("P", "The text for column Title* is longer than a cell can be") in said
    assert any(one[1].startswith("Column Weight names no unit") for one in said)
    assert ("", "The template has no column for Quantity") in said


def test_parents_have_no_row_and_the_site_gives_its_texts(good):
    parent = good(id="p", sku="P", variation_theme=["Color"])
    child = good(
        id="c",
        sku="P-1",
        parent_sku="P",
        sites={"ebay.us": SiteFields(title="For eBay", category_id="0012")},
    )
    xml = make.sheet(rows_of(["SKU", "Title", "Category", "Parent SKU"]))
    result, rows = filled(xml, [parent, child], site="ebay.us", parents=frozenset({"P"}))
    assert [one.sku for one in result.left_out] == ["P"]
    assert rows == [["P-1", "For eBay", "0012", "P"]]


def test_examples_are_kept_unless_the_seller_lets_them_go(box):
    xml = make.sheet(rows_of(["SKU", "Title"], ["EX-1", "Example"]))
    kept, rows = filled(xml, [box])
    assert [row[0] for row in rows] == ["EX-1", "CW-BOX-3"]
    assert any(one[1].startswith("1 rows of the template hold something") for one in notes(kept))
    gone, rows = filled(xml, [box], replace=True)
    assert [row[0] for row in rows] == ["CW-BOX-3"]
    assert ("", "2 filled cells of the template gave way to the listings") in notes(gone)


def test_a_workbook_of_openpyxl_can_be_filled(box, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["SKU", "Title", "Price"])
    sheet.append(["EX", "Example", 1])
    path = tmp_path / "t.xlsx"
    book.save(path)
    opened = read_book(path)
    place = mapped(find_place(opened, Places()), {})
    result = export([box], "", frozenset(), opened, place, replace=True)
    again = openpyxl.load_workbook(io.BytesIO(result.data)).active
    assert [cell.value for cell in again[2]] == ["CW-BOX-3", box.title, 24.5]


def test_the_sheet_is_written_as_it_was_before(box):
    result, _rows = filled(make.sheet(make.head_row()), [box])
    text = zipfile.ZipFile(io.BytesIO(result.data)).read("xl/worksheets/sheet2.xml").decode()
    if os.environ.get("SELLER_DESK_GOLDEN") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
