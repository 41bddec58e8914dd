"""`platforms plan` and `application plan` from the terminal: JSON in both places, both languages, wrong input, the calendar file."""

from datetime import datetime, timedelta

import pytest

pytestmark = pytest.mark.e2e

TODAY = datetime.now().astimezone().date()


@pytest.fixture
def data(sample_copy):
    return sample_copy()


def options(data, lang="en"):
    return ("--data-dir", data, "--lang", lang, "--json")


@pytest.mark.parametrize("before", [True, False])
def test_a_plan_from_today(terminal, data, before):
    words = ("platforms", "plan", "--site", "amazon.us", "--site", "ebay.us")
    ran = terminal(*options(data), *words) if before else terminal(*words, *options(data))
    assert ran.code == 0, ran.err
    us, ebay = ran.document["plans"]
    assert (us["site"], ebay["site"]) == ("amazon.us", "ebay.us")
    assert us["mode"] == "start"
    assert us["opens_on"] >= us["submits_on"] >= us["begins"] == TODAY.isoformat()
    assert us["opens_at_best"] <= us["opens_on"]
    assert us["critical"][-1] == "open"
    assert us["calendars"]["home"]["country"] == "CN"
    tasks = {one["id"]: one for one in us["tasks"]}
    time = tasks["customs_record"]["time"]
    assert time["least"] == {"value": 3, "unit": "working_day"}
    assert time["most"] == {"value": 10, "unit": "working_day"}
    assert "3-5 working days" in time["sources"][0]["conflict"]
    assert tasks["amazon.business_licence"]["done"] is True
    assert tasks["payout_account"]["time"] is None
    assert "payout_account" in us["unknown"]


def test_a_plan_for_a_day_says_whether_it_is_reached(terminal, data):
    far = (TODAY + timedelta(days=200)).isoformat()
    ran = terminal(*options(data), "platforms", "plan", "--site", "amazon.us", "--open-on", far)
    assert ran.code == 0
    (plan,) = ran.document["plans"]
    assert plan["reached"] is True
    assert plan["estimated"] is True
    assert all(one["slack_days"] is None or one["slack_days"] >= 0 for one in plan["tasks"])
    near = (TODAY + timedelta(days=1)).isoformat()
    ran = terminal(*options(data), "platforms", "plan", "--site", "amazon.us", "--open-on", near)
    assert ran.code == 1
    (plan,) = ran.document["plans"]
    assert plan["reached"] is False
    assert plan["shortfall_days"] > 0


@pytest.mark.parametrize("before", [True, False])
def test_the_plan_of_an_application(terminal, data, before):
    day = (TODAY + timedelta(days=30)).isoformat()
    assert terminal(*options(data), "application", "set", "amazon", "--planned-date", day).code == 0
    words = ("application", "plan", "amazon", "--high-season")
    ran = terminal(*options(data), *words) if before else terminal(*words, *options(data))
    assert ran.code in (0, 1), ran.err
    (plan,) = ran.document["plans"]
    assert plan["high_season"] is True
    assert plan["mode"] == "submit"
    assert plan["wanted"] == day


def test_people_read_it_in_both_languages(terminal, data):
    words = ("platforms", "plan", "--site", "amazon.us")
    english = terminal("--data-dir", data, "--lang", "en", *words).out
    assert "Earliest opening" in english
    assert "Takes: 3 to 10 working days" in english
    chinese = terminal("--data-dir", data, "--lang", "zh", *words).out
    assert "最早开店" in chinese
    assert "3 到 10 个工作日" in chinese


def test_the_calendar_file_is_written_once(terminal, data, tmp_path):
    target = tmp_path / "plan.ics"
    words = ("platforms", "plan", "--site", "amazon.us", "--ics", target)
    ran = terminal(*options(data), *words)
    assert ran.code == 0
    assert ran.document["ics"]["events"] == target.read_bytes().count(b"BEGIN:VEVENT")
    ran = terminal(*options(data), *words)
    assert ran.code == 3
    assert ran.document["error"]["file"] == str(target)


@pytest.mark.parametrize(
    "words",
    [
        ("platforms", "plan", "--site", "amazon.xx"),
        ("platforms", "plan", "--site", "amazon.us", "--open-on", "2020-01-01"),
        ("platforms", "plan", "--site", "amazon.us", "--open-on", "soon"),
        ("platforms", "plan", "--site", "amazon.us", "--open-on", "9999-12-31"),
        ("platforms", "plan", "--site", "amazon.us", "--open-on", "2040-01-01", "--submit-on", "2040-01-01"),
        ("platforms", "plan", "--site", "amazon.us", "--start", "2020-01-01"),
    ],
)  # fmt: skip
def test_wrong_input_is_wrong_usage(terminal, data, words):
    ran = terminal(*options(data), *words)
    assert ran.code == 2
    assert ran.document["error"]["title"]


def test_an_unknown_category_is_wrong_usage(terminal, data):
    words = ("platforms", "plan", "--site", "amazon.us", "--category", "nonsense")
    assert terminal(*options(data), *words).code == 2


def test_without_a_site_it_asks_for_one(terminal, tmp_path):
    ran = terminal(*options(tmp_path / "new"), "platforms", "plan")
    assert ran.code == 2


def test_an_application_that_is_not_there(terminal, data):
    assert terminal(*options(data), "application", "plan", "nothing").code == 3
