"""Which company a command means, where the data folder holds several; days that cannot be planned."""

import json
from pathlib import Path

import pytest

from seller_desk.cli.arguments import split_globals
from seller_desk.cli.main import run

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"


@pytest.fixture
def say(capsys, tmp_path):
    def said(*words: str):
        folder = ["--data-dir", str(tmp_path / "data"), "--lang", "en", "--json"]
        code = run(*split_globals([*words, *folder]))
        return code, json.loads(capsys.readouterr().out)

    return said


@pytest.fixture
def two(say, tmp_path):
    """The sample company, and a second one, which came into view last."""
    other = tmp_path / "other.toml"
    other.write_text('legal_name_en = "Other Trading Ltd."\n', encoding="utf-8")
    _code, first = say("company", "set", "--file", str(SAMPLES / "company.toml"))
    _code, second = say("company", "set", "--new", "--file", str(other))
    return first["company"], second["company"]


def _commands(which):
    return [
        ["application", "new", "--platform", "ebay", "--site", "us", *which],
        ["listings", "import", str(SAMPLES / "products.csv"), *which],
        ["listings", "list", *which],
        ["shipping", "import-rates", str(SAMPLES / "rates.csv"), *which],
        ["shipping", "template", "list", *which],
        ["shipping", "quote", "--country", "US", "--weight", "480g", *which],
        ["accounts", "list", *which],
        ["company", "show", *which],
    ]


def test_every_command_takes_the_company_in_view(say, two):
    first, second = two
    _code, made = say("application", "new", "--platform", "ebay", "--site", "us")
    assert made["company"] == second

    say("company", "use", first)
    _code, made = say("application", "new", "--platform", "ebay", "--site", "us")
    assert made["company"] == first

    assert [say(*words)[0] for words in _commands([])[1:]] == [0] * 7
    say("company", "use", second)
    _code, found = say("listings", "list")
    assert found["listings"] == []


def test_every_command_finds_a_company_by_its_name(say, two):
    _first, second = two

    codes = [say(*words)[0] for words in _commands(["--company", "Other"])]

    assert codes == [0] * 8
    _code, found = say("application", "list")
    assert {one["company"] for one in found["applications"]} == {second}


def test_a_company_that_is_not_there_is_refused_the_same_everywhere(say, two):
    refusals = {
        (code, document["error"]["title"])
        for code, document in (say(*words) for words in _commands(["--company", "zz"]))
    }

    assert refusals == {(3, "No company is called “zz”")}


@pytest.mark.parametrize("day", ["2020-01-01", "2026-02-30", "tomorrow"])
def test_a_day_that_cannot_be_planned_is_wrong_usage_and_nothing_is_kept(say, two, day):
    code, document = say(
        "application", "new", "--platform", "ebay", "--site", "us", "--planned-date", day
    )

    assert code == 2
    assert document["error"]["title"]
    assert say("application", "list")[1] == {"applications": []}
