"""`documents dates | void`, `application answer | interview | show | check`: JSON in both places, both languages, wrong input."""

from datetime import date, datetime, timedelta

import pytest

pytestmark = pytest.mark.e2e

TODAY = datetime.now().astimezone().date()


@pytest.fixture
def data(sample_copy):
    return sample_copy()


def options(data, lang="en"):
    return ("--data-dir", data, "--lang", lang, "--json")


@pytest.mark.parametrize("before", [True, False])
def test_the_dates_of_every_document_on_every_planned_day(terminal, data, before):
    words = ("documents", "dates")
    ran = terminal(*options(data), *words) if before else terminal(*words, *options(data))
    assert ran.code == 1, ran.err
    rows = ran.document["rows"]
    assert {one["where"] for one in rows} == {"Amazon · US", "eBay · US"}
    bill = next(one for one in rows if one["name"] == "utility-bill.pdf")
    assert bill["state"] == "stale"
    assert bill["fresh"]["needed"] is True
    planned = date.fromisoformat(bill["planned_date"])
    assert bill["fresh"]["issued"] == {
        "from": (planned - timedelta(days=90)).isoformat(),
        "until": planned.isoformat(),
    }
    (rule,) = bill["limits"]
    assert (rule["kind"], rule["required"]) == ("issued_within", {"value": 90, "unit": "day"})
    assert rule["sources"][0]["title"]
    licence = next(one for one in rows if one["kind"] == "business_licence")
    assert licence["state"] == "good"
    assert licence["days_left"] > 7000


def test_one_application_and_one_site(terminal, data):
    ran = terminal(*options(data), "documents", "dates", "--application", "ebay")
    assert {one["where"] for one in ran.document["rows"]} == {"eBay · US"}
    ran = terminal(*options(data), "documents", "dates", "--site", "amazon.us")
    assert {one["where"] for one in ran.document["rows"]} == {"Amazon · US"}


@pytest.mark.parametrize(
    "words",
    [
        ("documents", "dates", "--site", "nowhere.xx"),
        ("documents", "void", "utility-bill.pdf"),
        ("documents", "void", "utility-bill.pdf", "--back", "--reason", "x"),
        ("documents", "void", "utility-bill.pdf", "--reason", "x", "--on", "soon"),
        ("application", "answer", "amazon.us", "supply_chain", "perhaps"),
        ("application", "answer", "amazon.us", "nothing", "yes"),
        ("application", "interview", "amazon.us", "--on", "tomorrow"),
        ("application", "interview", "amazon.us", "--keep"),
    ],
)
def test_wrong_usage_exits_with_two(terminal, data, words):
    ran = terminal(*options(data), *words)
    assert ran.code == 2
    assert ran.out == "" or ran.document["error"]["title"]


@pytest.mark.parametrize(
    "words",
    [
        ("documents", "dates", "--application", "walmart"),
        ("documents", "void", "no-such.pdf", "--reason", "x"),
        ("application", "interview", "walmart"),
    ],
)
def test_what_is_not_there_exits_with_three(terminal, data, words):
    assert terminal(*options(data), *words).code == 3


def test_the_calendar_file_is_written_whole_and_never_over_another(terminal, data, tmp_path):
    file = tmp_path / "dates.ics"
    ran = terminal(*options(data), "documents", "dates", "--ics", file)
    assert ran.document["ics"] == {"file": str(file), "events": ran.document["ics"]["events"]}
    text = file.read_bytes()
    assert text.count(b"BEGIN:VEVENT") == ran.document["ics"]["events"] > 0
    again = terminal(*options(data), "documents", "dates", "--ics", file)
    assert again.code == 3
    other = tmp_path / "again.ics"
    terminal(*options(data), "documents", "dates", "--ics", other)
    assert other.read_bytes() == text


def test_a_void_document_is_told_everywhere_and_can_count_again(terminal, data):
    ran = terminal(
        *options(data), "documents", "void", "business-licence.jpg", "--reason", "licence changed"
    )
    assert ran.code == 0, ran.err
    assert ran.document["void_on"] == TODAY.isoformat()
    checked = terminal(*options(data), "application", "check", "amazon.us").document
    codes = {one["code"] for one in checked["findings"]}
    assert {"document.void", "document.missing"} <= codes
    rows = terminal(*options(data), "documents", "dates").document["rows"]
    states = {one["state"] for one in rows if one["name"] == "business-licence.jpg"}
    assert states == {"void"}
    listed = terminal(*options(data), "documents", "list").document["documents"]
    told = {one["name"]: (one["void_on"], one["void_reason"]) for one in listed}
    assert told["business-licence.jpg"] == (TODAY.isoformat(), "licence changed")
    assert told["utility-bill.pdf"] == (None, "")
    back = terminal(*options(data), "documents", "void", "business-licence.jpg", "--back")
    assert back.document["void_on"] is None
    checked = terminal(*options(data), "application", "check", "amazon.us").document
    assert "document.void" not in {one["code"] for one in checked["findings"]}


def test_the_check_is_in_the_order_in_which_to_fix(terminal, data):
    found = terminal(*options(data), "application", "check", "amazon.us").document["findings"]
    severities = [one["severity"] for one in found]
    assert severities == sorted(severities, key=["blocker", "warning", "hint"].index)
    first = found[0]
    assert first["code"] == "document.issued_too_long_ago"
    assert first["fix_first"]["effort"] == "outside"
    assert first["fix_first"]["why"].startswith("Somebody else has to issue it")
    assert first["message"]
    human = terminal("--data-dir", data, "--lang", "en", "application", "check", "amazon.us")
    assert "What to fix first:" in human.out


@pytest.mark.parametrize("before", [True, False])
def test_questions_are_answered_and_listed(terminal, data, before):
    words = ("application", "answer", "amazon.us", "supply_chain", "no", "--note", "in March")
    ran = terminal(*options(data), *words) if before else terminal(*words, *options(data))
    assert ran.code == 0, ran.err
    shown = terminal(*options(data), "application", "show", "amazon.us").document["questions"]
    one = next(one for one in shown if one["id"] == "supply_chain")
    assert (one["answer"], one["note"], one["answered_on"]) == (
        "no",
        "in March",
        TODAY.isoformat(),
    )
    assert one["sources"][0]["url"] == "process:P5.2"
    found = terminal(*options(data), "application", "check", "amazon.us").document["findings"]
    (finding,) = [one for one in found if one["code"] == "preflight.answered_no"]
    assert finding["severity"] == "warning"
    terminal(*options(data), "application", "answer", "amazon.us", "supply_chain", "open")
    found = terminal(*options(data), "application", "check", "amazon.us").document["findings"]
    (finding,) = [one for one in found if one["code"] == "preflight.unanswered"]
    assert finding["severity"] == "hint"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_interview_sheet_and_its_page(terminal, data, tmp_path, lang):
    file = tmp_path / "sheet.html"
    words = ("application", "interview", "amazon.us", "--on", "2026-12-08T10:00")
    ran = terminal(*options(data, lang), *words, "--postcard-on", "2026-11-20", "--out", file)
    assert ran.code == 0, ran.err
    sheet = ran.document
    assert sheet["at"] == "2026-12-08T02:00:00+00:00"
    assert [one["id"] for one in sheet["originals"]] == ["identity", "licence", "address_proof"]
    home, new_york = sheet["clocks"][:2]
    assert (home["local"], home["summer_time"]) == ("2026-12-08T10:00+08:00", False)
    assert new_york["behind_china_minutes"] == 13 * 60
    assert sheet["postcard"]["enter_by"] == "2027-01-19"
    assert sheet["language"] is None
    assert "language" in {one["id"] for one in sheet["unknown"]}
    text = file.read_text(encoding="utf-8")
    assert ("面谈单" if lang == "zh" else "Interview sheet") in text
    again = terminal(*options(data, lang), *words, "--out", file)
    assert again.code == 3
    kept = terminal(*options(data), "application", "interview", "amazon.us").document
    assert kept["at"] is None


def test_the_time_is_kept_when_asked(terminal, data):
    words = ("application", "interview", "amazon.us", "--on", "2026-12-08T10:00-05:00", "--keep")
    assert terminal(*options(data), *words).code == 0
    kept = terminal(*options(data), "application", "interview", "amazon.us").document
    assert kept["at"] == "2026-12-08T15:00:00+00:00"


def test_people_read_it_in_both_languages(terminal, data):
    for lang, words in (("en", "Utility bill"), ("zh", "水电费账单")):
        ran = terminal("--data-dir", data, "--lang", lang, "documents", "dates")
        assert words in ran.out
        ran = terminal("--data-dir", data, "--lang", lang, "application", "interview", "amazon.us")
        assert ("New York" if lang == "en" else "纽约") in ran.out
