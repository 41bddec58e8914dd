"""`seller-desk documents read` as a script uses it."""

import io
import json
import sys

import pytest

from tests.specimens.layouts import drawn
from tests.specimens.textpdf import STATEMENT, text_pdf


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "files"
    made.mkdir()
    (made / "statement.pdf").write_bytes(text_pdf(STATEMENT))
    (made / "locked.pdf").write_bytes(text_pdf(STATEMENT, password="p"))
    (made / "note.txt").write_text("hello", encoding="utf-8")
    return made


def test_a_photographed_card_and_a_broken_file_in_one_document(terminal, tmp_path):
    sheet = drawn("id_front")
    sheet.image.save(tmp_path / "card.jpg", quality=90)
    data = tmp_path / "none"
    run = terminal(
        "--data-dir",
        data,
        "documents",
        "read",
        tmp_path / "card.jpg",
        tmp_path / "gone.jpg",
        "--json",
    )
    assert run.code == 1
    card, gone = run.document["files"]
    assert (card["kind"], card["side"]) == ("id_card", "front")
    assert card["kind_confidence"] > 0.8
    assert {name: one["value"] for name, one in card["fields"].items()} == sheet.truth.fields
    number = card["fields"]["id_number"]
    assert number["confirmed"] == "check_digit"
    assert number["page"] == 1
    assert number["page_size"] == list(sheet.image.size)
    assert all(
        set(line) == {"text", "confidence", "page", "box", "page_size"} for line in card["lines"]
    )
    assert all(len(line["box"]) == 4 for line in card["lines"])
    assert gone["kind"] == "unknown"
    assert (gone["fields"], gone["lines"]) == ({}, [])
    assert [one["code"] for one in gone["findings"]] == ["document.unreadable"]
    assert not data.exists()


def test_a_folder_is_read_and_what_cannot_be_is_named(terminal, folder):
    run = terminal("documents", "read", folder, "--json")
    assert run.code == 1
    told = {one["file"].rpartition("/")[2]: one for one in run.document["files"]}
    assert told["statement.pdf"]["kind"] == "bank_statement"
    assert told["statement.pdf"]["pages"] == [
        {"page": 1, "page_size": [1240, 1754], "source": "text", "turned": 0}
    ]
    assert [one["code"] for one in told["locked.pdf"]["findings"]] == ["document.encrypted"]
    assert [one["code"] for one in told["note.txt"]["findings"]] == ["document.unreadable"]


def test_nothing_usable_exits_3_and_a_kind_that_is_none_exits_2(terminal, folder):
    assert terminal("documents", "read", folder / "note.txt", "--json").code == 3
    run = terminal("documents", "read", folder / "statement.pdf", "--kind", "licence", "--json")
    assert run.code == 2
    assert "business_licence" in run.document["error"]["advice"]
    assert terminal("documents", "read").code == 2


def test_the_password_comes_from_stdin_only(terminal, folder, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("p\n"))
    run = terminal("documents", "read", folder / "locked.pdf", "--password-stdin", "--json")
    assert run.code == 0
    assert run.document["files"][0]["fields"]["account"]["value"] == "123456789001"


def test_a_wrong_password_is_told_from_none_with_the_way_to_give_one(terminal, folder, monkeypatch):
    def said(*more, stdin="", lang="en"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        run = terminal("documents", *more, "--json", "--lang", lang)
        assert run.code == 3
        if "error" in run.document:
            return run.document["error"]["advice"]
        return run.document["files"][0]["findings"][0]["message"]

    locked = folder / "locked.pdf"
    none = said("read", locked)
    wrong = said("read", locked, "--password-stdin", stdin="q\n")
    assert "A password is needed" in none
    assert "This password does not open it" in wrong
    assert all("--password-stdin" in one for one in (none, wrong))
    out = folder / "out"
    none = said("repair", locked, "--split", "--out", out)
    wrong = said("repair", locked, "--split", "--out", out, "--password-stdin", stdin="q\n")
    assert "A password is needed" in none
    assert "This password does not open it" in wrong
    assert all("--password-stdin" in one for one in (none, wrong))
    assert not out.exists()
    assert "密码不对" in said("read", locked, "--password-stdin", stdin="q\n", lang="zh")


def test_a_file_of_several_papers_is_told_in_both_languages(terminal, tmp_path):
    path = tmp_path / "all.pdf"
    incorporation = [
        (40, 60, "CERTIFICATE OF INCORPORATION"),
        (40, 100, "Registrar of Companies Hong Kong"),
        (40, 130, "Companies Ordinance"),
    ]
    path.write_bytes(text_pdf(STATEMENT, incorporation))
    run = terminal("documents", "read", path, "--json", "--lang", "en")
    assert run.code == 0
    (finding,) = run.document["files"][0]["findings"]
    assert (finding["code"], finding["severity"], finding["fix"]) == (
        "document.several_papers",
        "warning",
        "split",
    )
    assert finding["place"]["page"] == 2
    assert "Bank statement (page 1), Certificate of incorporation" in finding["message"]
    run = terminal("documents", "read", path, "--lang", "zh")
    assert "all.pdf 里混有几份资料" in run.out
    assert "银行对账单（第 1 页）" in run.out


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["Bank statement", "Account number", "Sure"]), ("zh", ["银行对账单", "账号", "把握"])],
)
def test_people_get_a_table_in_their_language(terminal, folder, language, words):
    run = terminal("documents", "read", folder / "statement.pdf", "--lang", language)
    assert run.code == 0
    assert "123456789001" in run.out
    missing = [word for word in words if word not in run.out]
    assert not missing, run.out


def test_with_a_data_folder_readings_are_kept_there_and_again_reads_anew(
    terminal, folder, sample_copy
):
    data = sample_copy()
    before = {*(data / "readings").glob("??/*.json")}
    words = ["--data-dir", data, "documents", "read", folder / "statement.pdf", "--json"]
    first = terminal(*words).document
    (kept,) = {*(data / "readings").glob("??/*.json")} - before
    assert "CLEARBAY" in kept.read_text(encoding="utf-8")
    kept.write_text(
        kept.read_text(encoding="utf-8").replace("CLEARBAY TRADING", "CHANGED TRADING"),
        encoding="utf-8",
    )
    assert json.dumps(terminal(*words).document).count("CHANGED") == 2
    assert terminal(*words, "--again").document == first
