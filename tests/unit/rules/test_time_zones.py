"""Clocks: China's and those of a site's country, with summer time where it is."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.time_zones import (
    at_home,
    clock,
    clocks,
    home_day,
    moment_of,
    zones_of,
)


def by_zone(at, *countries):
    return {one.zone: one for one in clocks(at, countries)}


def test_new_york_is_twelve_hours_behind_in_summer_and_thirteen_in_winter():
    summer = by_zone(moment_of("2026-07-01T10:00"), "US")["America/New_York"]
    winter = by_zone(moment_of("2026-12-08T10:00"), "US")["America/New_York"]
    assert (summer.behind_home, summer.dst, summer.local.hour) == (timedelta(hours=12), True, 22)
    assert (winter.behind_home, winter.dst, winter.local.hour) == (timedelta(hours=13), False, 21)
    assert winter.local.date() == date(2026, 12, 7)
    assert winter.offset_text == "UTC-05:00"


@pytest.mark.parametrize(
    ("before", "after", "zone", "country"),
    [
        # Nights on which the clocks change, told in China's time.
        ("2026-03-08T14:59", "2026-03-08T15:00", "America/New_York", "US"),
        ("2026-11-01T13:59", "2026-11-01T14:00", "America/New_York", "US"),
        ("2026-03-29T08:59", "2026-03-29T09:00", "Europe/Berlin", "DE"),
        ("2026-10-25T08:59", "2026-10-25T09:00", "Europe/Berlin", "DE"),
        ("2026-04-04T23:59", "2026-04-05T00:00", "Australia/Sydney", "AU"),
    ],
)
def test_the_hour_changes_in_the_right_minute(before, after, zone, country):
    first = by_zone(moment_of(before), country)[zone]
    second = by_zone(moment_of(after), country)[zone]
    assert first.dst != second.dst
    assert abs(first.behind_home - second.behind_home) == timedelta(hours=1)


def test_sydney_is_ahead_of_china():
    found = by_zone(moment_of("2026-12-08T10:00"), "AU")["Australia/Sydney"]
    assert found.behind_home == timedelta(hours=-3)
    assert found.local.hour == 13


def test_china_comes_first_and_every_country_of_a_site_has_a_clock():
    countries = {one.country for one in RuleBook.load().sites.values() if one.country}
    assert zones_of(sorted(countries))[0].id == "Asia/Shanghai"
    assert countries <= {one.country for one in zones_of(sorted(countries))}
    for one in zones_of(sorted(countries)):
        assert ZoneInfo(one.id).key == one.id


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds are naive by contract
def test_every_clock_shows_the_same_moment(at):
    for one in clocks(at, ["US", "DE", "AU", "BR"]):
        # Not compared directly: Python calls no two moments of a doubled hour equal across zones.
        assert one.local.astimezone(UTC) == at
        home = at.astimezone(ZoneInfo("Asia/Shanghai")).replace(tzinfo=None)
        assert home - one.local.replace(tzinfo=None) == one.behind_home


def test_a_moment_is_typed_by_chinas_clock_or_with_an_offset():
    assert moment_of("2026-12-08T10:00") == datetime(2026, 12, 8, 2, 0, tzinfo=UTC)
    assert moment_of(" 2026-12-08 10:00 ") == datetime(2026, 12, 8, 2, 0, tzinfo=UTC)
    assert moment_of("2026-12-08T10:00-05:00") == datetime(2026, 12, 8, 15, 0, tzinfo=UTC)
    assert moment_of("2026-12-08T10:00Z") == datetime(2026, 12, 8, 10, 0, tzinfo=UTC)
    assert at_home(date(2026, 12, 8), 10) == datetime(2026, 12, 8, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2026-13-01T10:00", "25:00", "0001-01-01T00:00", "9999-12-31T23:59"]
)
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(UsageProblem):
        moment_of(text)


def test_the_day_in_china():
    assert home_day(datetime(2026, 12, 8, 17, 0, tzinfo=UTC)) == date(2026, 12, 9)
    assert home_day(None) is None


def test_an_unknown_country_has_no_clock_but_chinas():
    assert [one.id for one in zones_of(["XX"])] == ["Asia/Shanghai"]
    assert clock(moment_of("2026-12-08T10:00"), zones_of([])[0]).behind_home == timedelta()
