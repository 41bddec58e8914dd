"""`company fill` and `documents repair` as a script uses them."""

import io
import json

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader

from tests.specimens.layouts import drawn
from tests.specimens.textpdf import STATEMENT, text_pdf


@pytest.fixture
def statement(tmp_path):
    path = tmp_path / "statement.pdf"
    path.write_bytes(text_pdf(STATEMENT))
    return path


@pytest.fixture
def data(tmp_path, terminal):
    (tmp_path / "company.toml").write_text('entity_kind = "mainland_company"\n', encoding="utf-8")
    folder = tmp_path / "data"
    run = terminal("--data-dir", folder, "company", "set", "--file", tmp_path / "company.toml")
    assert run.code == 0
    return folder


def leaning(path, degrees=3.0):
    page = Image.new("RGB", (900, 600), (240, 240, 236))
    pen = ImageDraw.Draw(page)
    for y in range(60, 540, 30):
        pen.rectangle([60, y, 840 - (y * 37) % 200, y + 11], fill=(20, 20, 20))
    page.rotate(-degrees, expand=True, fillcolor=(240, 240, 236)).save(path, quality=90)
    return path


def test_a_statement_is_shown_beside_the_company_and_nothing_changes(terminal, data, statement):
    run = terminal("--data-dir", data, "company", "fill", statement, "--json")
    assert run.code == 0
    told = {one["field"]: one for one in run.document["fields"]}
    assert run.document["kind"] == "bank_statement"
    assert run.document["place"] == "bank_accounts.0"
    account = told["account"]
    assert account["to"] == "bank_accounts.0.account_number"
    assert (account["value"], account["present"], account["state"]) == ("123456789001", "", "empty")
    assert (account["accepted"], len(account["box"]), account["page"]) == (False, 4, 1)
    shown = terminal("--data-dir", data, "company", "show", "--json")
    assert shown.document["bank_accounts"] == []


def test_fields_are_taken_one_by_one_or_all(terminal, data, statement):
    one = terminal("--data-dir", data, "company", "fill", statement, "--accept", "holder", "--json")
    assert [f["field"] for f in one.document["fields"] if f["accepted"]] == ["holder"]
    every = terminal(
        "company",
        "fill",
        statement,
        "--all",
        "--as",
        "bank_accounts.0",
        "--data-dir",
        data,
        "--json",
    )
    assert all(f["accepted"] for f in every.document["fields"])
    shown = terminal("--data-dir", data, "company", "show", "--json").document
    assert [row["account_number"] for row in shown["bank_accounts"]] == ["123456789001"]
    assert shown["origins"]["bank_accounts.0.holder"] == "read"


def test_a_photographed_card_fills_the_person(terminal, data, tmp_path):
    sheet = drawn("id_front")
    sheet.image.save(tmp_path / "card.jpg", quality=90)
    run = terminal(
        "--data-dir", data, "--lang", "zh", "company", "fill", tmp_path / "card.jpg", "--all"
    )
    assert run.code == 0
    assert "身份证" in run.out
    shown = terminal("--data-dir", data, "company", "show", "--reveal", "--json").document
    person = shown["legal_representative"]
    assert person["id_number"] == sheet.truth.fields["id_number"]
    assert person["birth_date"] == sheet.truth.fields["birth_date"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_table_says_what_is_read_and_what_stands_there(terminal, data, statement, lang):
    run = terminal("--data-dir", data, "company", "fill", statement, "--lang", lang)
    assert run.code == 0
    assert "123456789001" in run.out
    assert "--accept" in run.out
    assert ("银行流水" in run.out or "账单" in run.out or "对账" in run.out) == (lang == "zh")


def test_wrong_words_and_useless_files(terminal, data, statement, tmp_path):
    assert (
        terminal("--data-dir", data, "company", "fill", statement, "--accept", "colour").code == 2
    )
    assert terminal("--data-dir", data, "company", "fill", statement, "--kind", "poem").code == 2
    assert (
        terminal(
            "--data-dir",
            data,
            "company",
            "fill",
            statement,
            "--as",
            "owners.3",
            "--kind",
            "bank_statement",
        ).code
        == 2
    )
    gone = terminal("--data-dir", data, "company", "fill", tmp_path / "gone.jpg", "--json")
    assert gone.code == 3
    assert [one["code"] for one in gone.document["findings"]] == ["document.unreadable"]
    (tmp_path / "letter.pdf").write_bytes(text_pdf(((40, 40, "Dear friend"),)))
    assert terminal("--data-dir", data, "company", "fill", tmp_path / "letter.pdf").code == 3
    nobody = terminal("--data-dir", tmp_path / "none", "company", "fill", statement, "--json")
    assert nobody.code == 3
    assert "error" in json.loads(nobody.out)


def test_a_leaning_page_is_straightened_into_a_new_file(terminal, tmp_path):
    page = leaning(tmp_path / "page.jpg")
    before = page.read_bytes()
    out = tmp_path / "straight.jpg"
    run = terminal("documents", "repair", page, "--deskew", "--turn", "180", "--out", out, "--json")
    assert run.code == 0
    acts = [(one["act"], one["degrees"]) for one in run.document["steps"]]
    assert acts == [("straighten", pytest.approx(-3, abs=0.2)), ("turn", 180)]
    assert run.document["out"] == [str(out)]
    assert page.read_bytes() == before
    again = terminal("documents", "repair", out, "--deskew", "--out", tmp_path / "b.jpg", "--json")
    assert again.code == 3
    assert "nothing to repair" in again.document["error"]["title"].lower()
    assert not (tmp_path / "b.jpg").exists()


def test_nothing_is_overwritten(terminal, tmp_path):
    page = leaning(tmp_path / "page.jpg")
    (tmp_path / "out.jpg").write_bytes(b"mine")
    run = terminal(
        "documents", "repair", page, "--turn", "90", "--out", tmp_path / "out.jpg", "--lang", "zh"
    )
    assert run.code == 3
    assert (tmp_path / "out.jpg").read_bytes() == b"mine"


def test_files_are_merged_and_taken_apart_again(terminal, tmp_path, statement):
    page = leaning(tmp_path / "page.jpg")
    out = tmp_path / "both.pdf"
    assert terminal("documents", "repair", statement, "--merge", page, "--out", out).code == 0
    pages = PdfReader(io.BytesIO(out.read_bytes())).pages
    assert len(pages) == 2
    parts = terminal("documents", "repair", out, "--split", "--out", tmp_path / "parts", "--json")
    assert parts.code == 0
    assert len(parts.document["out"]) == len(pages)
    sheet = tmp_path / "sheet.jpg"
    assert (
        terminal("documents", "repair", page, "--merge", page, "--one-page", "--out", sheet).code
        == 0
    )
    with Image.open(sheet) as made:
        assert made.height > made.width


def test_what_is_made_of_a_watermarked_copy_stays_one(terminal, tmp_path):
    """Turned, merged, on one page, as a PDF: none of it makes a copy for an agent an original again."""
    page, card = leaning(tmp_path / "page.jpg"), tmp_path / "agent"
    words = ("--for", "Agent / VAT", "--kind", "id_card", "--lang", "en")
    assert terminal("documents", "render", page, *words, "--out", card).code == 0
    (copy,) = card.iterdir()
    made = {
        "turned.jpg": (copy, "--turn", "90"),
        "cut.jpg": (copy, "--deskew"),
        "both.pdf": (page, "--merge", copy),
        "sheet.jpg": (copy, "--merge", page, "--one-page"),
        "turned.pdf": (tmp_path / "both.pdf", "--turn", "180"),
    }
    for name, do in made.items():
        assert terminal("documents", "repair", *do, "--out", tmp_path / name).code == 0, name
    parts = ("documents", "repair", tmp_path / "both.pdf", "--split", "--out", tmp_path / "parts")
    assert terminal(*parts).code == 0
    files = [tmp_path / name for name in made]
    ran = terminal(
        "documents", "check", *files, tmp_path / "parts", "--kind", "id_card", "--site", "temu", "--json"
    )  # fmt: skip
    assert len(ran.document["files"]) == 7
    for one in ran.document["files"]:
        codes = [found["code"] for found in one["findings"]]
        assert "document.watermarked_copy" in codes, one["file"]


@pytest.mark.parametrize("ending", ["pdf", "bmp", "png", ""])
def test_a_files_name_tells_its_type(terminal, tmp_path, ending):
    page, out = leaning(tmp_path / "page.jpg"), tmp_path / f"out.{ending}".rstrip(".")
    run = terminal("documents", "repair", page, "--turn", "90", "--out", out, "--lang", "en")
    assert run.code == 2
    assert ".jpg" in run.err
    assert not out.exists()


def test_a_page_that_is_not_there_is_told(terminal, tmp_path, statement):
    words = ("--turn", "90", "--page", "9", "--out", tmp_path / "o.pdf")
    run = terminal("documents", "repair", statement, *words, "--json")
    assert run.code == 3
    assert "no such page" in run.document["error"]["advice"]
    assert not (tmp_path / "o.pdf").exists()


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--turn", "45"),
        ("--turn", "90", "--split"),
        ("--one-page", "--turn", "90"),
    ],
)
def test_wrong_words_are_usage_problems(terminal, tmp_path, words):
    page = leaning(tmp_path / "page.jpg")
    assert terminal("documents", "repair", page, *words, "--out", tmp_path / "o.jpg").code == 2
    assert not (tmp_path / "o.jpg").exists()


def test_a_file_that_does_not_open_is_told(terminal, tmp_path):
    run = terminal(
        "documents",
        "repair",
        tmp_path / "gone.jpg",
        "--turn",
        "90",
        "--out",
        tmp_path / "o.jpg",
        "--json",
    )
    assert run.code == 3
    assert run.document["error"]["file"].endswith("gone.jpg")


def test_added_files_without_a_kind_are_read_and_named(terminal, data, statement, tmp_path):
    (tmp_path / "letter.pdf").write_bytes(text_pdf(((40, 40, "Dear friend"),)))
    run = terminal(
        "--data-dir", data, "documents", "add", statement, tmp_path / "letter.pdf", "--json"
    )
    told = {one["name"]: one for one in run.document["added"]}
    assert told["statement.pdf"]["kind"] == "bank_statement"
    assert told["statement.pdf"]["kind_confidence"] > 0.8
    assert told["statement.pdf"]["evidence"]
    assert told["letter.pdf"]["kind"] == "unknown"
    kept = terminal("--data-dir", data, "documents", "list", "--json")
    assert {one["kind"] for one in kept.document["documents"]} == {"bank_statement", "unknown"}


def test_no_read_takes_in_and_asks_nothing(terminal, data, statement):
    run = terminal("--data-dir", data, "documents", "add", statement, "--no-read", "--json")
    assert [one["kind"] for one in run.document["added"]] == ["unknown"]
    said = terminal("--data-dir", data, "documents", "add", statement, "--lang", "zh")
    assert said.code == 0
