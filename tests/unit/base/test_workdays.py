"""Working days counted both ways, on calendars with holidays and make-up days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.base.workdays import (
    LONGEST_DAYS,
    DayOff,
    Span,
    WorkCalendar,
    finish,
    latest_start,
    next_working,
    previous_working,
)

FIRST = date(2026, 1, 1)
PLAIN = WorkCalendar(id="plain")
OFF = {date(2026, 10, day): DayOff("National Day") for day in (1, 2, 5, 6, 7)}
MADE_UP = frozenset({date(2026, 9, 20), date(2026, 10, 10)})
CHINA = WorkCalendar(
    id="CN",
    published_until=2026,
    of_year=lambda year: (OFF, MADE_UP) if year == 2026 else ({}, frozenset()),
)

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
spans = st.builds(Span, st.integers(0, 130), st.sampled_from(("working_day", "day")))


@st.composite
def calendars(draw):
    off = draw(st.sets(st.dates(FIRST, date(2027, 12, 31)), max_size=60))
    made_up = draw(st.sets(st.dates(FIRST, date(2027, 12, 31)), max_size=20))
    weekend = draw(st.sampled_from((frozenset({5, 6}), frozenset({4, 5}), frozenset())))
    named = {one: DayOff("off") for one in off}
    return WorkCalendar(id="any", weekend=weekend, of_year=lambda year: (named, frozenset(made_up)))


@given(days, spans, calendars())
def test_beginning_at_the_latest_is_ready_in_time(by, span, calendar):
    start = latest_start(by, span, calendar)
    assert finish(start, span, calendar) <= by


@given(days, spans, calendars())
def test_beginning_one_working_day_later_is_not_ready_in_time(by, span, calendar):
    start = latest_start(by, span, calendar)
    later = next_working(start + timedelta(days=1), calendar)
    assert finish(later, span, calendar) > by


@given(days, spans, calendars())
def test_the_way_back_from_the_end_never_leads_before_the_start(day, span, calendar):
    start = next_working(day, calendar)
    assert latest_start(finish(start, span, calendar), span, calendar) >= start


@given(days, st.integers(0, 130), calendars())
def test_working_days_lead_back_to_the_very_day(day, count, calendar):
    start = next_working(day, calendar)
    span = Span(count)
    assert latest_start(finish(start, span, calendar), span, calendar) == start


@given(days, spans, calendars())
def test_nothing_begins_or_ends_on_a_day_off(day, span, calendar):
    assert calendar.works(finish(day, span, calendar))
    assert calendar.works(latest_start(day, span, calendar))
    assert calendar.works(next_working(day, calendar))
    assert calendar.works(previous_working(day, calendar))


@given(days, st.integers(0, 40), spans, calendars())
def test_a_later_day_never_comes_earlier(day, more, span, calendar):
    later = day + timedelta(days=more)
    assert finish(day, span, calendar) <= finish(later, span, calendar)
    assert latest_start(day, span, calendar) <= latest_start(later, span, calendar)


@given(days, st.integers(0, 100), st.integers(0, 30), calendars())
def test_what_takes_longer_is_never_ready_sooner(day, count, more, calendar):
    assert finish(day, Span(count), calendar) <= finish(day, Span(count + more), calendar)


def test_three_working_days_from_a_friday_end_on_wednesday():
    assert finish(date(2026, 11, 27), Span(3), PLAIN) == date(2026, 12, 2)


def test_a_saturday_made_up_for_a_holiday_counts():
    # 8 and 9 October follow the week off; Saturday the 10th is worked for it.
    assert finish(date(2026, 9, 30), Span(3), CHINA) == date(2026, 10, 10)


def test_ninety_days_are_counted_by_the_calendar_and_end_on_a_working_day():
    assert finish(date(2026, 11, 24), Span(90, "day"), PLAIN) == date(2027, 2, 22)
    assert finish(date(2026, 11, 23), Span(90, "day"), PLAIN) == date(2027, 2, 22)
    assert latest_start(date(2027, 2, 22), Span(90, "day"), PLAIN) == date(2026, 11, 24)


def test_what_lies_beyond_the_published_year_is_estimated():
    assert not CHINA.estimated(date(2026, 12, 1), date(2026, 12, 31))
    assert CHINA.estimated(date(2026, 12, 1), date(2027, 1, 4))
    assert not PLAIN.estimated(date(2030, 1, 1), date(2031, 1, 1))


def test_an_unknown_country_is_always_estimated():
    assert WorkCalendar(id="XX", known=False).estimated(FIRST, FIRST)


def test_a_calendar_that_never_works_is_refused():
    never = WorkCalendar(id="never", weekend=frozenset(range(7)))
    with pytest.raises(ValueError, match="no working day"):
        next_working(FIRST, never)


@pytest.mark.parametrize("count", [-1, LONGEST_DAYS + 1])
def test_a_span_is_bounded(count):
    with pytest.raises(ValueError, match="a span is"):
        Span(count)
