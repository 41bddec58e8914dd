"""`documents match` and `documents add --translation-of` at the terminal. PDFs with text need no recognition."""

import io
import json

import pytest

from seller_desk.cli.entry import main
from tests.specimens.textpdf import STATEMENT, text_pdf

INCORPORATION = (
    (200, 60, "Companies Registry"),
    (180, 100, "Certificate of Incorporation"),
    (40, 150, "No. 1234567"),
    (40, 200, "I hereby certify that"),
    (40, 230, "CLEARBAY TRADING LIMITED"),
    (40, 260, "is this day incorporated in Hong Kong"),
    (40, 290, "under the Companies Ordinance"),
    (40, 330, "Issued on 3 May 2021."),
)


@pytest.fixture
def files(tmp_path):
    other = tuple(
        (x, y, text.replace("CLEARBAY TRADING", "CLEARBAY HOME TRADING"))
        for x, y, text in STATEMENT
        # Without its dates: nothing here hangs on the day.
        if "2026" not in text and "date" not in text
    )
    made = {}
    for name, page in (("ci", INCORPORATION), ("statement", STATEMENT), ("other", other)):
        made[name] = tmp_path / f"{name}.pdf"
        made[name].write_bytes(text_pdf(page))
    return {name: str(path) for name, path in made.items()}


@pytest.fixture
def run(tmp_path, capsys):
    def call(*words, code=0, lang="en", form=("--json",)):
        assert main(["--lang", lang, "--data-dir", str(tmp_path / "d"), *form, *words]) == code
        out = capsys.readouterr().out
        return json.loads(out) if form else out

    return call


def fact(document, name):
    return next(one for one in document["facts"] if one["fact"] == name)


def test_files_that_agree(run, files):
    told = run("documents", "match", files["ci"], files["statement"])
    name = fact(told, "legal_name_en")
    assert (name["difference"], name["severity"]) == ("identical", "")
    assert [cell["difference"] for cell in name["cells"]] == ["identical", "identical"]
    assert all(cell["page"] == 1 and len(cell["box"]) == 4 for cell in name["cells"])
    assert [cell["file"] for cell in name["cells"]] == [files["ci"], files["statement"]]
    assert told["findings"] == []


def test_a_name_that_differs_has_its_class_marks_and_severity(run, files):
    told = run("documents", "match", files["ci"], files["other"], "--site", "amazon.us")
    name = fact(told, "legal_name_en")
    assert (name["difference"], name["base"]) == ("part_missing", files["ci"])
    cell = name["cells"][1]
    assert (cell["difference"], cell["value"]) == ("part_missing", "CLEARBAY HOME TRADING LIMITED")
    assert cell["marks"] == [{"start": 9, "end": 13, "kind": "extra"}]
    assert [one["code"] for one in told["findings"]] == ["document.mismatch_part"]
    assert told["findings"][0]["place"]["field"] == "legal_name_en"


def test_people_read_it_in_eighty_columns_in_both_languages(run, files):
    for lang, words in (("en", "part too much"), ("zh", "多字")):
        text = run("documents", "match", files["ci"], files["other"], lang=lang, form=())
        assert words in text
        assert "[HOME]" in text
        rows = [row for row in text.splitlines() if not row.lstrip().startswith(("!", "x", "-"))]
        table = rows[: rows.index("")]
        assert max(sum(2 if ord(char) > 0x2E7F else 1 for char in row) for row in table) <= 80


def test_options_stand_before_and_after_the_verb(tmp_path, capsys, files):
    words = ["documents", "match", files["ci"], files["statement"]]
    data = ["--data-dir", str(tmp_path / "d"), "--json", "--lang", "en"]
    assert main([*data, *words]) == main([*words, *data]) == 0
    first, second = capsys.readouterr().out.split("}\n{")
    assert json.loads(first + "}") == json.loads("{" + second)


def test_a_file_that_is_not_there_is_named_and_the_others_are_compared(run, files, tmp_path):
    told = run(
        "documents", "match", files["ci"], files["statement"], str(tmp_path / "no.pdf"), code=1
    )
    assert told["unread"] == [str(tmp_path / "no.pdf")]
    assert fact(told, "legal_name_en")["difference"] == "identical"


def test_a_locked_file_is_told_with_the_way_to_open_it_and_compared_with_its_password(
    run, files, tmp_path, monkeypatch
):
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(text_pdf(STATEMENT, password="p"))
    found = run("documents", "match", files["ci"], str(locked), code=1)
    assert found["unread"] == [str(locked)]
    assert found["findings"][-1]["code"] == "document.encrypted"
    assert "--password-stdin" in found["findings"][-1]["message"]
    monkeypatch.setattr("sys.stdin", io.StringIO("p\n"))
    found = run("documents", "match", files["ci"], str(locked), "--password-stdin")
    assert found["unread"] == []
    assert fact(found, "legal_name_en")
    run("documents", "match", "--password-stdin", code=2)


def test_nothing_usable_and_wrong_words_are_told(run, files, tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 no more")
    assert run("documents", "match", str(broken), code=3)["error"]["file"]
    assert run("documents", "match", files["ci"], "--site", "mars.xx", code=2)["error"]["title"]
    assert run("documents", "match", files["ci"], "--company", "a", code=2)["error"]["advice"]
    assert run("documents", "match", code=3)["error"]["title"] == "There is no company yet"


def test_nothing_is_made_where_no_data_folder_is(run, files, tmp_path):
    run("documents", "match", files["ci"], files["statement"])
    assert not (tmp_path / "d" / "desk.sqlite3").exists()


@pytest.fixture
def company(run, tmp_path, files):
    about = tmp_path / "company.toml"
    about.write_text(
        'entity_kind = "hong_kong_company"\nlegal_name_en = "Clearbay Trading Limited"\n'
    )
    run("company", "set", "--file", str(about))
    run("documents", "add", files["ci"], "--kind", "hk_incorporation")
    run("documents", "add", files["other"], "--kind", "bank_statement")


def test_documents_are_compared_with_the_company_data_and_a_form(run, company):
    told = run("documents", "match")
    name = fact(told, "legal_name_en")
    by_column = {cell["column"]: cell for cell in name["cells"]}
    assert by_column["company"]["difference"] == "formatting"
    assert name["difference"] == "part_missing"
    assert {one["source"] for one in told["columns"]} == {"document", "company"}
    told = run("documents", "match", "--site", "ebay.us")
    assert {one["source"] for one in told["columns"]} >= {"document", "company", "form"}


def test_a_blocker_makes_exit_one(run, company, tmp_path, files):
    about = tmp_path / "more.toml"
    about.write_text('entity_kind = "hong_kong_company"\ncompany_number = "7654321"\n')
    run("company", "set", "--file", str(about))
    told = run("documents", "match", "--site", "amazon.us", code=1)
    assert fact(told, "company_number")["severity"] == "blocker"


def test_a_translation_is_linked_when_it_is_added(run, company, tmp_path):
    paper = tmp_path / "translation.pdf"
    paper.write_bytes(text_pdf(((40, 40, "Translation"), (40, 80, "No. 1234568"))))
    words = ["documents", "add", str(paper), "--kind", "translation", "--translation-of"]
    assert run(*words, "nobody", code=3)["error"]["title"]
    told = run(*words, "ci.pdf")
    assert told["added"][0]["translation_of"]
    found = [one["code"] for one in run("documents", "match")["findings"]]
    assert "document.translation_differs" in found


def test_the_applications_check_reads_and_tells_what_differs(run, company, tmp_path):
    about = tmp_path / "number.toml"
    about.write_text('entity_kind = "hong_kong_company"\ncompany_number = "7654321"\n')
    run("company", "set", "--file", str(about))
    run("application", "new", "--platform", "amazon", "--site", "us")
    told = run("application", "check", "amazon.us", code=1)
    codes = {one["code"]: one for one in told["findings"]}
    assert codes["document.mismatch"]["place"]["field"] == "company_number"
