"""The calendars that the library gives: China with its make-up days, destinations with their weekends."""

from datetime import date

import pytest

from seller_desk.core.rules.calendars import work_calendar


def test_china_works_on_make_up_days_and_rests_in_the_week_off():
    china = work_calendar("CN")
    assert china.works(date(2026, 10, 10))
    assert date(2026, 10, 10).weekday() == 5
    assert not china.works(date(2026, 10, 7))
    assert china.make_up(date(2026, 2, 28))
    assert not china.works(date(2026, 2, 17))


def test_the_last_published_year_of_china_is_known():
    china = work_calendar("CN")
    assert china.published_until is not None
    assert china.published_until >= 2026
    assert china.estimated(date(2030, 1, 1), date(2030, 1, 2))


def test_the_spring_festival_of_a_year_not_announced_is_there_and_estimated():
    china = work_calendar("CN")
    assert not china.works(date(2030, 2, 4))
    assert china.estimated(date(2030, 2, 4), date(2030, 2, 4))


def test_holidays_of_china_have_their_names_in_both_languages():
    assert work_calendar("CN", "zh").day_off(date(2026, 10, 1)).name == "国庆节"
    assert work_calendar("CN", "en").day_off(date(2026, 10, 1)).name == "National Day"


@pytest.mark.parametrize(
    ("country", "day", "works"),
    [
        ("US", date(2026, 11, 26), False),
        ("US", date(2026, 11, 27), True),
        ("DE", date(2026, 12, 25), False),
        ("JP", date(2026, 11, 23), False),
        ("SA", date(2026, 11, 27), False),
        ("SA", date(2026, 11, 29), True),
    ],
)
def test_destinations_have_their_own_holidays_and_weekends(country, day, works):
    assert work_calendar(country).works(day) is works


def test_feasts_that_wait_for_the_moon_are_estimated():
    for country in ("SA", "AE"):
        year = work_calendar(country).of_year(2027)[0]
        assert any(one.estimated for one in year.values()), country
    assert not work_calendar("US").estimated(date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize("country", ["", "XX"])
def test_an_unknown_country_has_weekends_only_and_says_so(country):
    calendar = work_calendar(country)
    assert not calendar.known
    assert not calendar.works(date(2026, 11, 28))
    assert calendar.works(date(2026, 12, 25))


def test_a_year_beyond_the_library_has_weekends_only():
    assert work_calendar("CN").of_year(2200) == ({}, frozenset())
