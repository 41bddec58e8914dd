"""`seller-desk documents` as a script uses it."""

import importlib.util
import json
import os
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location(
    "document_builders", Path(__file__).parents[1] / "unit" / "documents" / "builders.py"
)
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "files"
    made.mkdir()
    (made / "good.jpg").write_bytes(build.jpeg(build.licence(3508)))
    (made / "locked.pdf").write_bytes(build.drawn_pdf("x", password="p"))
    (made / "zero.pdf").write_bytes(b"")
    return made


def codes(run):
    return {
        Path(one["file"]).name: [finding["code"] for finding in one["findings"]]
        for one in run.document["files"]
    }


def test_check_has_one_entry_an_input_and_makes_no_data_folder(terminal, folder, tmp_path):
    data = tmp_path / "none"
    words = ["documents", "check", folder, folder / "gone.jpg", "--kind", "business_licence"]
    run = terminal("--data-dir", data, *words, "--site", "amazon.us", "--json")
    assert run.code == 1
    assert codes(run) == {
        "good.jpg": [],
        "locked.pdf": ["document.encrypted"],
        "zero.pdf": ["document.empty"],
        "gone.jpg": ["document.unreadable"],
    }
    assert not data.exists()


def test_a_clean_file_exits_0_and_nothing_usable_exits_3(terminal, folder):
    words = ["--site", "amazon.us", "--kind", "business_licence", "--json"]
    assert terminal("documents", "check", folder / "good.jpg", *words).code == 0
    run = terminal("documents", "check", folder / "zero.pdf", folder / "locked.pdf", *words)
    assert run.code == 3
    assert len(run.document["files"]) == 2


def test_dates_are_judged_on_the_planned_day(terminal, folder):
    run = terminal(
        "--json", "documents", "check", folder / "good.jpg",
        "--kind", "business_licence", "--site", "amazon.us",
        "--planned-date", "2026-12-08", "--valid-until", "2027-01-18",
    )  # fmt: skip
    assert run.code == 1
    (finding,) = run.document["files"][0]["findings"]
    assert finding["code"] == "document.validity_short"
    assert finding["measured"] == {"value": 41, "unit": "day"}
    assert finding["required"] == {"value": 60, "unit": "day"}
    assert finding["sources"][0]["conflict"]
    assert finding["place"]["field"] == "valid_until"


@pytest.mark.parametrize(
    "words",
    [
        ["--kind", "novel"],
        ["--site", "amazon.moon"],
        ["--planned-date", "tomorrow"],
        ["--entity", "company"],
    ],
)
def test_wrong_words_exit_2(terminal, folder, words):
    assert terminal("documents", "check", folder / "good.jpg", *words, "--json").code == 2


@pytest.mark.skipif(os.name == "nt", reason="no pipes and loops of links there")
def test_pipes_and_loops_of_links_are_told_not_opened(terminal, tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "a.pdf").symlink_to(tmp_path / "b.pdf")
    (tmp_path / "b.pdf").symlink_to(tmp_path / "a.pdf")
    run = terminal("documents", "check", tmp_path, "--json")
    assert run.code == 3
    assert set(map(tuple, codes(run).values())) == {("document.unreadable",)}


def test_add_then_list_shows_documents_and_requirements(terminal, sample_copy, folder):
    data = sample_copy()
    run = terminal("--data-dir", data, "documents", "add", folder / "good.jpg", "--json")
    assert run.code == 0
    assert [one["name"] for one in run.document["added"]] == ["good.jpg"]
    again = terminal("--data-dir", data, "documents", "add", folder / "good.jpg", "--json")
    assert (again.document["added"], len(again.document["duplicates"])) == ([], 1)
    listed = terminal("--data-dir", data, "documents", "list", "--json").document
    assert "good.jpg" in [one["name"] for one in listed["documents"]]
    states = {one["id"]: one["state"] for one in listed["requirements"]}
    assert states["amazon.customs_record"] == "not_needed"


def test_add_of_nothing_usable_exits_3_and_names_the_file(terminal, sample_copy, folder):
    data = sample_copy()
    run = terminal("--data-dir", data, "documents", "add", folder / "zero.pdf", "--json")
    assert run.code == 3
    assert json.loads(run.out)["error"]["file"].endswith("zero.pdf")


def test_check_tells_faults_of_the_picture_with_page_and_box(terminal, tmp_path):
    small = build.licence(1754)
    enlarged = small.resize((3508, 2480), build.Image.Resampling.BICUBIC)
    (tmp_path / "big.jpg").write_bytes(build.jpeg(enlarged, dpi=(300, 300)))
    words = ["documents", "check", tmp_path / "big.jpg", "--kind", "business_licence"]
    run = terminal("--json", "--lang", "en", *words, "--site", "amazon.us")
    assert run.code == 0
    found = {one["code"]: one for one in run.document["files"][0]["findings"]}
    one = found["document.enlarged"]
    assert one["severity"] == "warning"
    assert (one["place"]["page"], one["place"]["page_size"]) == (1, [3508, 2480])
    assert all(value > 0 for value in one["place"]["box"][2:])
    assert "150 dpi" in one["message"]
    chinese = terminal("--lang", "zh", *words, "--site", "amazon.us")
    assert "放大" in chinese.out
