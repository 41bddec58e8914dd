"""`listings export --format template` in the terminal."""

import io

import openpyxl
import pytest


@pytest.fixture
def data(sample_copy):
    return sample_copy()


@pytest.fixture
def template(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Seller SKU*", "Product Name*", "Price", "Mystery"])
    path = tmp_path / "Shop template.xlsx"
    book.save(path)
    return path


def words(template, out, *more):
    return (
        "listings",
        "export",
        "--format",
        "template",
        "--template",
        template,
        "--out",
        out,
        *more,
    )


def first_row(path):
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True)
    return next(book.active.iter_rows(min_row=2, max_row=2, values_only=True))


def test_a_template_is_filled_and_told(terminal, data, template, tmp_path):
    before, out = template.read_bytes(), tmp_path / "out.xlsx"
    run = terminal("--json", "--data-dir", data, *words(template, out))
    document = run.document
    assert document["written"] > 0
    assert (document["format"], document["header_row"], document["rows"][0]) == ("template", 1, 2)
    assert document["columns"][0] == {
        "header": "Seller SKU*",
        "field": "sku",
        "unit": "",
        "required": True,
    }
    assert len(first_row(out)) >= 3
    assert template.read_bytes() == before
    plain = terminal("--data-dir", data, "--lang", "zh", *words(template, tmp_path / "zh.xlsx"))
    assert "必填列“Mystery" not in plain.out
    assert "模板里没有" in plain.out


def test_a_mapping_is_remembered_for_this_template(terminal, data, template, tmp_path):
    first = words(template, tmp_path / "a.xlsx", "--map", "Mystery=brand", "--map", "Price=")
    assert terminal("--json", "--data-dir", data, *first).document["columns"][3]["field"] == "brand"
    again = terminal("--json", "--data-dir", data, *words(template, tmp_path / "b.xlsx"))
    assert [one["field"] for one in again.document["columns"]] == ["sku", "title", "", "brand"]
    assert first_row(tmp_path / "b.xlsx") == first_row(tmp_path / "a.xlsx")


def test_wrong_input_is_told(terminal, data, template, tmp_path):
    out = tmp_path / "out.xlsx"
    for wrong, code in (
        (words(template, tmp_path / "out.csv"), 2),
        (words(template, out, "--map", "Nowhere=sku"), 2),
        (words(template, out, "--map", "Mystery=nonsense"), 2),
        (words(template, out, "--site", "nowhere.zz"), 2),
        (words(template, out, "--sheet", "None"), 3),
        (words(tmp_path / "missing.xlsx", out), 3),
        (("listings", "export", "--format", "template", "--out", out), 3),
    ):
        assert terminal("--data-dir", data, *wrong).code == code, wrong
    assert not out.exists()
