"""Sheets: encodings, separators, headers, workbooks; and rows into listings."""

import datetime as dt
import io
import os
import zipfile

import openpyxl
import pytest

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.listings.importers.columns import recognise
from seller_desk.core.listings.importers.run import Outcome, listings_of, sheet_findings
from seller_desk.core.listings.importers.sheets import Reading, open_sheet

HEAD = "SKU,标题,价格,数量\n"
ROWS = "A-1,收纳盒,12.99,5\nA-2,Küche,3,2\n"


@pytest.fixture
def sheet(tmp_path):
    def write(data, name="products.csv", encoding="utf-8", **choices):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
        return open_sheet(path, **choices)

    return write


def taken(opened, known=None, **choices):
    outcome = Outcome()
    columns = recognise(opened.headers, **choices)
    ids = iter(f"id-{n}" for n in range(10**6))
    made = list(listings_of(opened, columns, known or {}, "company", ids.__next__, outcome))
    assert outcome.read == outcome.taken + len(outcome.rejected)
    assert outcome.taken == len(made)
    return made, outcome


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_are_recognised_and_certain(sheet, encoding):
    text = HEAD + "A-1,三格密封收纳盒,12.99,5\n"
    opened = sheet(text, encoding=encoding)
    assert (opened.file.encoding, opened.file.unsure) == (encoding, False)
    assert opened.headers == ("SKU", "标题", "价格", "数量")
    assert [row.cells[1] for row in opened.rows()] == ["三格密封收纳盒"]


def test_a_western_code_page_is_a_guess_and_says_so(sheet):
    opened = sheet("SKU,Titel\nA-1,Küche für Große\n", encoding="cp1252")
    assert (opened.file.encoding, opened.file.unsure) == ("cp1252", True)
    assert [row.cells[1] for row in opened.rows()] == ["Küche für Große"]
    findings = sheet_findings(opened, recognise(opened.headers))
    assert [one.code for one in findings] == ["import.encoding_unsure"]


@pytest.mark.parametrize("title", ["充電ケーブル", "商品名です", "イヤホン 黒"])
def test_japanese_without_unicode_is_a_guess_that_comes_out_right(sheet, title):
    opened = sheet(f"SKU,title\nA-1,{title}\n", encoding="cp932")
    assert (opened.file.encoding, opened.file.unsure) == ("cp932", True)
    assert [row.cells[1] for row in opened.rows()] == [title]


@pytest.mark.parametrize("title", ["it’s here", "“best” – cup", "Käse, süß", "é"])
def test_western_letters_are_not_taken_for_japanese(sheet, title):
    opened = sheet(f'SKU,title\nA-1,"{title}"\n', encoding="cp1252")
    assert opened.file.encoding == "cp1252"
    assert [row.cells[1] for row in opened.rows()] == [title]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_short_unicode_text_without_a_mark_is_recognised(sheet, encoding):
    opened = sheet(HEAD + ROWS, encoding=encoding)
    assert (opened.file.encoding, opened.file.unsure) == (encoding, True)
    assert [row.cells[0] for row in opened.rows()] == ["A-1", "A-2"]


def test_one_stray_sign_does_not_make_a_short_sheet_binary(sheet):
    opened = sheet(b"SKU,title\nA-1,x\x00y\n")
    assert [row.cells[1] for row in opened.rows()] == ["xy"]


def test_a_header_may_begin_like_a_bitmap(sheet):
    assert sheet("BM,SKU\n1,A-1\n").headers == ("BM", "SKU")


def test_the_sellers_choice_of_encoding_wins(sheet):
    opened = sheet(HEAD + ROWS, encoding="gb18030")
    assert opened.file.encoding == "gb18030"
    again = open_sheet(opened.file.path, encoding="cp1252")
    assert again.file.encoding == "cp1252"
    with pytest.raises(DeskError):
        open_sheet(opened.file.path, encoding="utf-8")
    with pytest.raises(DeskError):
        open_sheet(opened.file.path, encoding="nonsense")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_recognised(sheet, separator):
    opened = sheet((HEAD + ROWS).replace(",", separator))
    assert opened.file.delimiter == separator
    made, _outcome = taken(opened)
    assert [one.sku for one in made] == ["A-1", "A-2"]


def test_a_line_that_names_the_separator_is_no_row(sheet):
    made, outcome = taken(sheet("sep=;\n" + (HEAD + ROWS).replace(",", ";")))
    assert (outcome.read, len(made)) == (2, 2)


def test_the_header_may_stand_below_a_title(sheet):
    opened = sheet("某某公司 2026 货盘,,,\n\n" + HEAD + ROWS)
    assert opened.header_row == 3
    assert [row.number for row in opened.rows()] == [4, 5]


def test_cells_with_line_breaks_are_one_row(sheet):
    made, outcome = taken(sheet(HEAD + 'A-1,"line one\nline two",1,1\nA-2,x,2,2\n'))
    assert outcome.read == 2
    assert made[0].title == "line one\nline two"


def test_an_open_quotation_mark_loses_no_row(sheet):
    _made, outcome = taken(sheet(HEAD + 'A-1,x,1,1\nA-2,"never closed,2,2\nA-3,y,3,3\n'))
    assert (outcome.read, outcome.taken) == (3, 1)
    assert [one.row for one in outcome.rejected] == [3, 4]
    assert "never closes" in outcome.rejected[0].text()


def test_blank_cells_leave_alone_what_is_there(sheet, good):
    before = good(sku="A-1", title="Old", bullets=["one", "two"])
    opened = sheet("SKU,标题,价格,要点1,要点2\nA-1,,9.50,,new two\n")
    (after,), outcome = taken(opened, {"A-1": before})
    assert (outcome.new, outcome.updated) == (0, 1)
    assert (after.id, after.title, str(after.price)) == ("one", "Old", "9.50")
    assert after.bullets == ["one", "new two"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",x,1,1", "no SKU"),
        ("A-9,x,NaN,1", "not a price"),
        ("A-9,x,1e5,1", "not a price"),
        ("A-9,x,1_000,1", "not a price"),
        ("A-9,x,²,1", "not a price"),
        ("A-9,x,-3,1", "not a price"),
        ('A-9,x,"1,234",1', "not a price"),
        ("A-9,x,inf,1", "not a price"),
        ("A-9,x,1,²", "not a whole number"),
        ("A-9,x,1,1.000", "not a whole number"),
        ("A-9,x,1,-4", "not a whole number"),
        ("A-9,x,1,1,extra", "more cells"),
        ("A-1,x,1,1", "stands in row 2"),
    ],
)
def test_a_bad_row_is_rejected_with_its_reason_and_the_rest_goes_on(sheet, row, reason):
    made, outcome = taken(sheet(f"{HEAD}A-1,x,1,1\n{row}\nA-2,y,2,2\n"))
    assert [one.sku for one in made] == ["A-1", "A-2"]
    assert [one.row for one in outcome.rejected] == [3]
    assert reason in outcome.rejected[0].text()


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("12.99", "12.99", ""),
        ("US$12.99", "12.99", "USD"),
        ("$ 12.99", "12.99", ""),
        ("12,99 €", "12.99", "EUR"),
        ("EUR 12.99", "12.99", "EUR"),
        ('"1,234.50"', "1234.50", ""),
        ("0", "0", ""),
        ("1.234,50", "1234.50", ""),
        ("€ 1.234.567", "1234567", "EUR"),
        ("1 234,5", "1234.5", ""),
    ],
)
def test_prices_are_read_as_sellers_write_them(sheet, text, amount, currency):
    if "," in text and not text.startswith('"'):
        text = f'"{text}"'
    (one,), _outcome = taken(sheet(f"SKU,price,title\nA-1,{text},x\n"))
    assert (str(one.price), one.currency) == (amount, currency)


def test_units_come_from_the_header_or_the_cell(sheet):
    opened = sheet("SKU,重量(kg),长(cm),宽(mm),高\nA-1,0.48,20,150,10\nA-2,480g,8in,150,1 m\n")
    (one, two), _outcome = taken(opened)
    assert (one.weight_g, one.length_mm, one.width_mm, one.height_mm) == (480, 200, 150, 100)
    assert (two.weight_g, two.length_mm, two.height_mm) == (480, 204, 1000)


def test_a_column_of_units_is_used(sheet):
    (one,), _outcome = taken(sheet("sku,weight,weight_unit\nA,2,lb\n"))
    assert one.weight_g == 908


def test_headers_are_known_in_three_languages_and_stay_editable(sheet):
    opened = sheet("货号,Title,Preis,Farbe,备注,option1_name,option1_value\nA,x,1,rot,n,Size,L\n")
    columns = recognise(opened.headers)
    assert [column.field for column in columns] == [
        "sku",
        "title",
        "price",
        "option:Color",
        "",
        "option_name.1",
        "option_value.1",
    ]
    assert [one.code for one in sheet_findings(opened, columns)] == ["import.column_unknown"]
    (one,), _outcome = taken(opened, chosen={"备注": "description", "Title": ""})
    assert (one.description, one.title) == ("n", "")
    assert one.options == {"Color": "rot", "Size": "L"}


def test_a_mapping_that_cannot_be_is_refused(sheet):
    opened = sheet(HEAD + ROWS)
    for chosen in ({"nothing": "title"}, {"标题": "nonsense"}, {"标题": "sku@amazon.us"}):
        with pytest.raises(UsageProblem):
            recognise(opened.headers, chosen=chosen)
    with pytest.raises(UsageProblem):
        recognise(opened.headers, preset="nonsense")


def test_a_site_may_have_its_own_column(sheet):
    (one,), _outcome = taken(
        sheet("SKU,title,title(amazon.de),price(amazon.de)\nA,x,Dose,9.99 EUR\n")
    )
    assert one.sites["amazon.de"].title == "Dose"
    assert (str(one.sites["amazon.de"].price), one.sites["amazon.de"].currency) == ("9.99", "EUR")


def test_numbered_columns_and_lists_of_pictures_fill_places(sheet):
    text = (
        "SKU,bullet point,bullet point,main_image_url,other_image_url1,图片\n"
        "A,one,two,https://a/1.jpg,https://a/2.jpg,https://a/3.jpg|https://a/4.jpg\n"
    )
    (one,), _outcome = taken(sheet(text))
    assert one.bullets == ["one", "two"]
    assert [image.url[-5:] for image in one.images] == ["1.jpg", "2.jpg", "3.jpg", "4.jpg"]


def test_a_picture_that_is_neither_address_nor_file_beside_is_refused(sheet):
    for text in ("ftp://a/1.jpg", "../1.jpg", "/etc/1.jpg", "C:\\1.jpg", "notes.exe"):
        _made, outcome = taken(sheet(f"SKU,image\nA,{text}\n"))
        assert len(outcome.rejected) == 1, text


def test_countries_have_names_in_chinese_english_and_german(sheet):
    made, outcome = taken(
        sheet("SKU,原产国\nA,中国\nB,China\nC,cn\nD,Deutschland\nE,中国大陆\nF,火星\n")
    )
    assert [one.origin_country for one in made] == ["CN", "CN", "CN", "DE", "CN"]
    assert [one.row for one in outcome.rejected] == [7]


def test_a_code_that_a_spreadsheet_destroyed_is_rejected_and_a_lost_zero_restored(sheet):
    made, outcome = taken(sheet("SKU,UPC\nA,36000291452\nB,9.52E+12\nC,9520001203015\n"))
    assert [one.gtin for one in made] == ["036000291452", "9520001203015"]
    assert "as text" in outcome.rejected[0].text()


def workbook(rows, title="Sheet"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_workbook_cells_come_out_as_they_were_typed(sheet):
    rows = [
        ["SKU", "条码", "价格", "数量", "attr:day", "attr:flag"],
        [1.0, 9520001203015, 12.1 + 0.2, 5.0, dt.date(2026, 11, 24), True],
    ]
    opened = sheet(saved(workbook(rows)), "a.xlsx")
    assert opened.file.format == "xlsx"
    (one,), _outcome = taken(opened)
    assert (one.sku, one.gtin, str(one.price), one.quantity) == ("1", "9520001203015", "12.3", 5)
    assert one.attributes == {"day": "2026-11-24", "flag": "TRUE"}


def test_the_sheet_with_the_known_headers_is_chosen_and_blank_edges_keep_row_numbers(sheet):
    book = workbook([["说明", "请勿修改"]], "说明")
    other = book.create_sheet("货盘")
    other["B3"], other["C3"] = "SKU", "标题"
    other["B4"], other["C4"] = "A", "盒"
    data = saved(book)
    opened = sheet(data, "a.xlsx")
    assert (opened.name, opened.header_row) == ("货盘", 3)
    assert [row.number for row in opened.rows()] == [4]
    assert sheet(data, "a.xlsx", sheet="说明").name == "说明"
    with pytest.raises(DeskError):
        sheet(data, "a.xlsx", sheet="none")


def test_a_hidden_sheet_is_chosen_only_where_no_other_has_headers(sheet):
    book = openpyxl.Workbook()
    book.active.append(["SKU", "title"])
    book.active.append(["A-1", "seen"])
    hidden = book.create_sheet("old")
    hidden.append(["SKU", "title", "brand", "price"])
    hidden.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    assert sheet(data.getvalue(), "two.xlsx").name == "Sheet"
    book.active.delete_rows(1, 2)
    book.active.append(["notes"])
    data = io.BytesIO()
    book.save(data)
    assert sheet(data.getvalue(), "two.xlsx").name == "old"


@pytest.mark.parametrize("cell", ["XFD1048576", "AMJ400000", "XFD3000"])
def test_a_stray_cell_far_away_is_refused_before_room_is_made_for_it(sheet, cell):
    book = openpyxl.Workbook()
    book.active.append(["SKU", "title"])
    book.active.append(["A-1", "x"])
    book.active[cell] = " "
    data = io.BytesIO()
    book.save(data)
    with pytest.raises(DeskError) as refused:
        sheet(data.getvalue(), "stray.xlsx")
    assert "outside its table" in refused.value.title


def test_a_stray_cell_within_reason_costs_nothing(sheet):
    book = openpyxl.Workbook()
    book.active.append(["SKU", "title"])
    book.active.append(["A-1", "x"])
    book.active["ZZ900"] = " "
    data = io.BytesIO()
    book.save(data)
    assert len(list(sheet(data.getvalue(), "stray.xlsx").rows())) == 1


@pytest.mark.skipif(os.name == "nt", reason="no pipes there")
def test_a_pipe_or_a_folder_is_no_sheet(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", tmp_path):
        with pytest.raises(DeskError) as refused:
            open_sheet(path)
        assert refused.value.advice


def test_a_workbook_bomb_is_refused_unread(sheet):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 1024 * 1024))
    with pytest.raises(DeskError, match="unpacks"):
        sheet(target.getvalue(), "bomb.xlsx")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n\n",
        b"PK\x03\x04broken",
        b"\xd0\xcf\x11\xe0broken",
        bytes(range(32)) * 200,
        b"\xff\xfe",
    ],
)
def test_what_is_no_sheet_is_refused_with_advice(sheet, data):
    with pytest.raises(DeskError):
        sheet(data, "x.xlsx")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DeskError):
        open_sheet(tmp_path / "none.csv")


def test_more_rows_than_fit_are_counted_refused_and_a_part_offered(sheet, monkeypatch):
    monkeypatch.setattr("seller_desk.core.listings.importers.sheets.MOST_ROWS", 2)
    opened = sheet(HEAD + ROWS + "A-3,z,1,1\n\nA-4,z,1,1\n")
    with pytest.raises(DeskError, match="has 4 rows") as refused:
        list(opened.rows())
    assert "--rows 2-3" in refused.value.advice
    part = open_sheet(opened.file.path, Reading(rows=(3, 4)))
    assert [row.cells[0] for row in part.rows()] == ["A-2", "A-3"]
