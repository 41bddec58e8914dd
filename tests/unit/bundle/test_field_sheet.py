"""The field sheet: compared word for word with the golden files; run with SELLER_DESK_GOLDEN=write to renew them."""

import csv
import io
import os
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from packets import PLANNED, FakeDesk

from seller_desk.core.base.language import language, speaking
from seller_desk.core.bundle.pages import sheet_html
from seller_desk.core.bundle.sheet import sheet_table, sheet_xlsx

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.fixture
def desk(tmp_path):
    made = FakeDesk(tmp_path / "data")
    yield made
    made.store.close()


def form(desk, platform):
    desk.filled()
    application = (
        desk.applications.find("amazon")
        if platform == "amazon"
        else desk.applications.new("company1", platform, ["us"], [], PLANNED)
    )
    files = desk.bundles.plan(application.id).plan.files_by_kind()
    return desk.applications.form(application, files), application


def against_golden(name, text):
    path = GOLDEN / name
    if os.environ.get("SELLER_DESK_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("platform", ["amazon", "ebay"])
@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_the_sheet_is_as_the_golden_file_has_it(desk, platform, spoken):
    rows, _application = form(desk, platform)
    buffer = io.StringIO()
    with speaking(spoken):
        csv.writer(buffer, lineterminator="\n").writerows(sheet_table(rows))
    against_golden(f"field_sheet_{platform}_us.{spoken}.csv", buffer.getvalue())


def test_the_workbook_says_the_same_as_the_table_in_both_languages(desk):
    rows, _application = form(desk, "amazon")
    book = openpyxl.load_workbook(io.BytesIO(sheet_xlsx(rows, PLANNED)))
    assert book.sheetnames == ["中文", "English"]
    for name, spoken in (("中文", "zh"), ("English", "en")):
        with speaking(spoken):
            table = sheet_table(rows)
        read = [[cell or "" for cell in line] for line in book[name].iter_rows(values_only=True)]
        assert read == table


def test_the_workbooks_bytes_do_not_know_the_clock(desk):
    rows, _application = form(desk, "ebay")
    first, second = sheet_xlsx(rows, PLANNED), sheet_xlsx(rows, PLANNED)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {one.date_time[:3] for one in archive.infolist()} == {(2026, 12, 8)}
        assert b"2026-12-08T00:00:00Z" in archive.read("docProps/core.xml")


def test_values_stay_text_in_the_workbook(desk):
    desk.add_company(phone="=1+1")
    application = desk.applications.new("company1", "ebay", ["us"])
    rows = desk.applications.form(application)
    book = openpyxl.load_workbook(io.BytesIO(sheet_xlsx(rows, PLANNED)))
    cells = [cell for line in book["English"].iter_rows() for cell in line if cell.value == "=1+1"]
    assert cells
    assert all(cell.number_format == "@" and cell.quotePrefix is not None for cell in cells)
    with zipfile.ZipFile(io.BytesIO(sheet_xlsx(rows, PLANNED))) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_the_page_holds_both_languages_without_script_or_network(desk):
    rows, application = form(desk, "amazon")
    page = sheet_html(rows, application, desk.rules().sites, "zh").decode()
    assert language() == "en"
    assert "<script" not in page
    assert 'id="zh" checked' in page
    assert "Cannot be undone" in page
    assert "110101190001010000" in page
    assert "01_business_licence.jpg" in page
    assert page.count("营业执照：编号") >= 1
