"""Filling a downloaded workbook: what changes, and that nothing else does."""

import datetime as dt
import importlib.util
import io
import struct
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from seller_desk.core.base.errors import DeskError
from seller_desk.core.listings.exporters.package import Package
from seller_desk.core.listings.exporters.template_book import open_book
from seller_desk.core.listings.exporters.workbook_fill import SheetFiller, legal

_SPEC = importlib.util.spec_from_file_location(
    "template_builders", Path(__file__).with_name("template_builders.py")
)
make = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(make)

PART = "xl/worksheets/sheet2.xml"
NAME = Path("Template.xlsx")


def filled(data, records, first=2, **choices):
    book = open_book(NAME, data)
    return SheetFiller(book.package, PART, first, book.styles).fill(records, **choices)


def raw_entries(data):
    """Every entry as (name, raw bytes from its local header to the next), and its directory record without the offset."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        starts = [one.header_offset for one in entries] + [archive.start_dir]
        assert archive.testzip() is None
        return [
            (
                one.filename,
                data[start:end],
                one.date_time,
                one.extra,
                one.external_attr,
                one.flag_bits,
                one.compress_type,
            )
            for one, start, end in zip(entries, starts, starts[1:], strict=False)
        ], archive.comment


def sheet_of(data):
    return zipfile.ZipFile(io.BytesIO(data)).read(PART).decode()


def shown(data, sheet="Template"):
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet).to_python()


AFTER = (
    '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    '<dataValidations count="1"><dataValidation type="list" sqref="G2:G1000"><formula1>"红色,蓝色"</formula1>'
    "</dataValidation></dataValidations>"
)


@pytest.mark.parametrize("macros", [False, True])
@pytest.mark.parametrize("trailer", [False, True])
@pytest.mark.parametrize("stored", [False, True])
def test_every_other_part_stays_byte_for_byte(macros, trailer, stored):
    data = make.package(
        make.sheet(make.head_row(), after=AFTER), macros=macros, trailer=trailer, stored=stored
    )
    new, _done = filled(data, [{0: "收纳盒", 2: Decimal("9.90")}])
    (before, comment), (after, kept) = raw_entries(data), raw_entries(new)
    assert [one[0] for one in before] == [one[0] for one in after]
    assert comment == kept == b"made by the platform"
    for old, now in zip(before, after, strict=True):
        if old[0] == PART:
            assert old[1] != now[1]
            assert (old[2:5], old[6]) == (now[2:5], now[6])
        else:
            assert old == now
    assert ("xl/vbaProject.bin" in [one[0] for one in after]) is macros


def test_the_new_part_has_its_numbers_in_its_own_header():
    new, _done = filled(make.package(make.sheet(make.head_row()), trailer=True), [{0: "x"}])
    one = zipfile.ZipFile(io.BytesIO(new)).getinfo(PART)
    _mark, _version, flags, _how, _time, _day, crc, packed, size = struct.unpack_from(
        "<4s5H3I", new, one.header_offset
    )
    assert (flags & 8, one.flag_bits & 8) == (0, 0)
    assert (crc, packed, size) == (one.CRC, one.compress_size, one.file_size)


def test_around_the_rows_the_sheet_keeps_its_bytes():
    old = make.sheet(make.head_row(), after=AFTER)
    new = sheet_of(filled(make.package(old), [{0: "盒"}, {1: "B-2"}])[0])
    begin, end = old.index("<row"), old.index("</sheetData>")
    assert new.replace('ref="A1:G3"', "").startswith(old[:begin].replace('ref="A1:G3"', ""))
    assert new.endswith(old[end:])
    assert old[begin:end] in new


def test_a_new_row_takes_the_style_of_the_first_row_of_data():
    rows = make.head_row() + '<row r="2" ht="18"><c r="A2" s="1"/><c r="C2" s="3"/></row>'
    new, done = filled(make.package(make.sheet(rows)), [{0: "a"}, {0: "b", 2: 5}])
    book = openpyxl.load_workbook(io.BytesIO(new))["Template"]
    assert (done.first, done.last) == (2, 3)
    assert [book.cell(3, n).number_format for n in (1, 3)] == ["@", "0.00"]
    assert book.row_dimensions[3].height == 18
    assert (book["A2"].value, book["A3"].value, book["C3"].value) == ("a", "b", 5)


def test_the_style_of_a_column_counts_where_there_is_no_row_of_data():
    cols = '<cols><col min="1" max="1" style="1"/></cols>'
    new, _done = filled(
        make.package(make.sheet(make.head_row(), before=cols)), [{0: Decimal("1.5")}]
    )
    assert '<c r="A2" s="1" t="inlineStr"' in sheet_of(new)


def test_records_go_below_what_is_there_or_in_its_place():
    rows = make.head_row() + (
        f'<row r="2">{make.cell("A2", "Example", "1")}{make.cell("D2", "old")}</row>'
        f'<row r="9">{make.cell("A9", "far")}</row>'
    )
    data = make.package(make.sheet(rows))
    below, done = filled(data, [{0: "x"}])
    assert (done.first, done.cleared) == (10, 0)
    assert [row[0] for row in shown(below)][1::8] == ["Example", "x"]
    instead, done = filled(data, [{0: "x"}], replace=True)
    assert (done.first, done.cleared) == (2, 3)
    assert [cell for row in shown(instead)[1:] for cell in row if cell] == ["x"]


def test_rows_come_in_order_between_those_that_are_there():
    rows = make.head_row() + '<row r="3"><c r="B3" s="1"/></row><row r="5" s="2" customFormat="1"/>'
    new, _done = filled(make.package(make.sheet(rows)), [{0: str(n)} for n in range(6)])
    assert [row[0] for row in shown(new)[1:]] == ["0", "1", "2", "3", "4", "5"]
    numbers = [int(one.split('"')[1]) for one in sheet_of(new).split("<row r=")[1:]]
    assert numbers == [1, 2, 3, 4, 5, 6, 7]
    assert '<row r="5" s="2" customFormat="1">' in sheet_of(new)


def test_a_formula_is_left_alone_and_named():
    rows = make.head_row() + '<row r="2"><c r="C2" s="3"><f>1+1</f><v>2</v></c></row>'
    new, done = filled(make.package(make.sheet(rows)), [{0: "x", 2: 7}], replace=True)
    assert done.formulas == [(2, 2)]
    assert '<c r="C2" s="3"><f>1+1</f><v>2</v></c>' in sheet_of(new)


def test_the_stated_extent_grows():
    data = make.package(make.sheet(make.head_row(), dimension='<dimension ref="A1"></dimension>'))
    assert '<dimension ref="A1:H4"/>' in sheet_of(filled(data, [{}, {7: "h"}, {0: "a"}])[0])
    without = make.package(make.sheet(make.head_row(), dimension=""))
    assert "dimension" not in sheet_of(filled(without, [{0: "a"}])[0])


def test_prefixes_missing_places_and_an_empty_sheet_are_understood():
    data = make.package(make.sheet(make.head_row(), prefix="x"))
    new, _done = filled(data, [{0: "a<b", 2: 3}])
    assert shown(new)[1][:3] == ["a<b", "", 3.0]
    assert '<x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t' in sheet_of(new)
    rows = "<row><c t='str'><v>SKU</v></c><c t='str'><v>价格</v></c></row><row><c/><c s='3'><v>1</v></c></row>"
    new, _done = filled(make.package(make.sheet(rows)), [{0: "S-1"}], replace=True)
    assert shown(new) == [["SKU", "价格"], ["S-1", ""]]
    empty = make.sheet("").replace("<sheetData></sheetData>", "<sheetData />")
    assert shown(filled(make.package(empty), [{0: "only"}], first=1)[0]) == [["only"]]


def test_no_text_becomes_a_formula():
    texts = ["=1+1", "+1", "-20°C bag", "@SUM(A1)", "\t=2", "_x0041_", " spaced ", "a\r\nb"]
    new, _done = filled(make.package(make.sheet(make.head_row())), [{0: one} for one in texts])
    assert "<f" not in sheet_of(new)
    book = openpyxl.load_workbook(io.BytesIO(new))["Template"]
    assert {book.cell(2 + n, 1).data_type for n in range(len(texts))} == {"s"}
    read = [row[0] for row in shown(new)[1:]]
    assert read[:5] == texts[:5]
    assert read[6:] == [" spaced ", "a\nb"]


def test_numbers_have_a_dot_and_dates_follow_the_cells_style():
    rows = make.head_row() + '<row r="2"><c r="A2" s="2"/><c r="B2" s="1"/><c r="C2" s="3"/></row>'
    day = dt.date(2026, 11, 24)
    record = {0: day, 1: Decimal("1E+3"), 2: Decimal("0.10"), 3: day, 4: 12}
    text = sheet_of(filled(make.package(make.sheet(rows)), [record])[0])
    assert '<c r="A2" s="2"><v>46350</v></c>' in text
    assert '<c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve">1000</t>' in text
    assert '<c r="C2" s="3"><v>0.10</v></c>' in text
    assert ">2026-11-24</t>" in text
    assert '<c r="E2"><v>12</v></c>' in text


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=6))
@settings(max_examples=120, deadline=None)
def test_any_text_is_read_back_as_it_can_be_held(texts):
    records = [{1: "key", 0: one} for one in texts]
    new, _done = filled(make.package(make.sheet(make.head_row())), records)
    book = openpyxl.load_workbook(io.BytesIO(new), read_only=True)["Template"]
    read = [row[0] or "" for row in book.iter_rows(min_row=2, values_only=True)]
    assert [one.replace("_x005F_", "_") for one in read] == [
        legal(one).replace("_x005F_", "_") for one in texts
    ]


BAD = {
    "nothing": b"",
    "text": b"SKU,price\n",
    "cut": None,
    "old format": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "not well-formed": make.package(make.sheet("<row r='1'>")),
    "no sheet": make.package("<other/>"),
    "entities": make.package("<!DOCTYPE a [<!ENTITY b 'c'>]>" + make.sheet("&b;").split("\n")[1]),
    "UTF-16": make.package(make.sheet("").replace("UTF-8", "UTF-16").encode("utf-16")),
    "Latin-1": make.package(make.sheet("").replace("UTF-8", "ISO-8859-1").encode("latin-1")),
    "rows out of order": make.package(make.sheet('<row r="3"/><row r="2"/>')),
    "row beyond all": make.package(make.sheet('<row r="1048577"/>')),
    "cells out of order": make.package(make.sheet('<row r="1"><c r="B1"/><c r="A1"/></row>')),
    "no number": make.package(make.sheet('<row r="x"/>')),
    "bomb": make.package(make.sheet(""), more={"xl/media/a.bin": bytes(60 * 1024 * 1024)}),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_filled_is_said_in_words(kind):
    data = BAD[kind] if BAD[kind] is not None else make.package(make.sheet(""))[:-40]
    with pytest.raises(DeskError) as told:
        filled(data, [{0: "a"}])
    assert "Template.xlsx" in str(told.value)


def test_far_down_a_sheet_rows_are_filled_and_kept_as_at_its_top():
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 200))
    rows = make.head_row() + blank + f'<row r="200" s="3">{make.cell("B200", "far")}</row>'
    rows += (
        '<row r="201"><c r="B201"><f>1+1</f></c></row><row r="202"><c r="B202"><v> </v></c></row>'
    )
    data = make.package(make.sheet(rows))
    below, done = filled(data, [{0: "x"}])
    assert (done.first, shown(below)[201][0]) == (202, "x")
    instead, done = filled(data, [{0: "x", 1: "y"}] * 200, replace=True)
    assert (done.last, done.formulas, done.cleared) == (201, [(201, 1)], 1)
    assert shown(instead)[199][:2] == ["x", "y"]
    assert '<row r="150"><c r="A150" s="1" t="inlineStr">' in sheet_of(instead)


def test_a_locked_part_is_refused():
    data = bytearray(make.package(make.sheet("")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(DeskError, match="password"):
        Package(NAME, bytes(data))


def test_too_many_rows_are_refused():
    rows = make.head_row() + f'<row r="1048576">{make.cell("A1048576", "end")}</row>'
    with pytest.raises(DeskError, match="no room"):
        filled(make.package(make.sheet(rows)), [{0: "a"}])
