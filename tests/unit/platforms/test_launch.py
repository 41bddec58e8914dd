"""The launch plan's arithmetic: forwards, backwards, windows, gates, the chain that decides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seller_desk.core.base.workdays import DayOff, Span, WorkCalendar
from seller_desk.core.platforms.launch import issue_window, plan_launch
from seller_desk.core.platforms.launch_model import Age, Length, Step

DAY = date(2026, 11, 24)
HOME = WorkCalendar(
    id="CN",
    published_until=2026,
    of_year=lambda year: (
        {date(2027, 1, 1): DayOff("New Year")} if year == 2027 else {},
        frozenset(),
    ),
)
SITE = WorkCalendar(
    id="US",
    of_year=lambda year: (
        {date(2026, 11, 26): DayOff("Thanksgiving"), date(2026, 12, 25): DayOff("Christmas")}
        if year == 2026
        else {},
        frozenset(),
    ),
)
CALENDARS = {"home": HOME, "site": SITE}


def length(most, unit="working_day", least=None):
    return Length(most=Span(most, unit), least=Span(least, unit) if least is not None else None)


def document(name, days=None, **more):
    given_length = length(days) if days is not None else None
    return Step(id=name, label=name, group="document", length=given_length, **more)


def plan(*documents, review=3, mode="start", wanted=None, begins=DAY, gates=()):
    before = tuple(one.id for one in (*documents, *gates))
    steps = [
        *documents,
        *gates,
        Step(id="submit", label="submit", group="milestone", after=before),
        Step(
            id="review", label="review", group="step", calendar="site", after=("submit",),
            length=length(review, least=1),
        ),
        Step(id="open", label="open", group="milestone", after=("review",)),
    ]  # fmt: skip
    return plan_launch(steps, CALENDARS, begins, mode=mode, wanted=wanted)


def test_with_nothing_to_prepare_only_the_review_takes_time():
    found = plan()
    assert found.task("submit").start == DAY
    # Thanksgiving is no working day there: Wednesday, Friday, Monday.
    assert found.task("review").finish == date(2026, 11, 30)
    assert found.opens_on == date(2026, 11, 30)
    assert found.opens_at_best == date(2026, 11, 25)
    assert found.reached


def test_backwards_from_a_day_each_step_begins_as_late_as_it_may():
    found = plan(document("record", 5), mode="open", wanted=date(2026, 12, 28))
    # Christmas is a holiday of the destination: the 24th, 23rd, 22nd before the Monday.
    assert found.task("review").start == date(2026, 12, 22)
    assert found.task("record").latest_start == date(2026, 12, 15)
    assert found.task("record").start == date(2026, 12, 15)
    assert found.reached
    assert found.shortfall == 0


def test_a_day_that_comes_too_soon_says_by_how_much_and_when_each_should_have_begun():
    found = plan(document("record", 5), mode="open", wanted=date(2026, 12, 1))
    assert not found.reached
    assert found.opens_on == date(2026, 12, 4)
    assert found.shortfall == 3
    assert found.task("record").late > 0
    assert found.task("record").latest_start < DAY


def test_an_opening_wanted_on_a_weekend_is_prepared_by_the_friday():
    found = plan(mode="open", wanted=date(2026, 12, 13))
    assert found.task("open").start == date(2026, 12, 11)


def test_a_gate_that_opens_later_holds_the_application_up_and_decides():
    gate = Step(id="gate", label="gate", group="gate", not_before=date(2026, 12, 5))
    found = plan(document("record", 2), gates=(gate,))
    assert found.submits_on == date(2026, 12, 7)
    assert [one.id for one in found.critical] == ["gate", "submit", "review", "open"]


def test_the_slowest_chain_decides():
    slow = document("record", 8, after=("licence",))
    found = plan(document("licence", 10), slow, document("quick", 15))
    assert [one.id for one in found.critical] == ["licence", "record", "submit", "review", "open"]
    assert found.task("quick").slack > 0
    assert found.task("licence").slack == 0


def test_what_is_here_takes_no_time_and_has_no_days():
    done = document("record", 8, done=True)
    assert plan(done).opens_on == plan().opens_on
    assert plan(done).task("record").start is None
    assert not plan(done).task("record").critical


def test_a_document_of_limited_age_is_not_begun_too_early():
    slow = document("certificate")
    slow = replace(slow, length=length(120, "day"))
    statement = document("statement", 2, at_most=Age(30, "day"))
    found = plan(slow, statement)
    task = found.task("statement")
    assert task.issue_from == found.submits_on - timedelta(days=30)
    assert task.issue_until == found.submits_on
    assert task.finish >= task.issue_from
    assert task.begin_from == task.start
    assert task.start > DAY


def test_a_document_may_also_have_to_be_of_some_age():
    found = plan(document("licence", 2, at_least=Age(14, "day")))
    task = found.task("licence")
    assert task.finish <= found.submits_on - timedelta(days=14)
    assert task.issue_until == found.submits_on - timedelta(days=14)
    assert found.reached


def test_nobody_knows_how_long_counts_as_no_time_and_is_named():
    found = plan(document("statement"))
    assert found.opens_on == plan().opens_on
    assert [one.id for one in found.unknown] == ["statement"]


def test_handing_in_on_a_day_documents_are_late_and_the_review_follows():
    found = plan(document("record", 5), mode="submit", wanted=date(2026, 12, 12))
    assert found.submits_on == date(2026, 12, 11)
    assert found.task("record").start == date(2026, 12, 4)
    assert found.task("review").start == date(2026, 12, 11)
    assert found.opens_on == date(2026, 12, 16)
    assert found.reached


def test_handing_in_before_the_documents_are_there_is_not_reached():
    found = plan(document("record", 9), mode="submit", wanted=date(2026, 11, 30))
    assert not found.reached
    assert found.shortfall == 7


def test_a_step_that_nothing_waits_for_has_no_latest_day():
    steps = [
        Step(id="submit", label="s", group="milestone"),
        Step(id="open", label="o", group="milestone", after=("submit",)),
        Step(id="postcard", label="p", group="step", after=("submit",), length=length(8)),
    ]
    found = plan_launch(steps, CALENDARS, DAY, mode="open", wanted=date(2026, 12, 21))
    assert found.task("postcard").latest_start is None
    assert found.task("postcard").start == date(2026, 12, 21)
    assert not found.task("postcard").critical


def test_days_beyond_the_published_year_are_estimated():
    assert not plan().estimated
    assert plan(document("certificate", 40)).task("certificate").estimated


def test_steps_that_wait_for_each_other_are_refused():
    with pytest.raises(ValueError, match="wait for each other"):
        plan(document("one", 1, after=("two",)), document("two", 1, after=("one",)))


def test_a_wanted_day_goes_with_its_mode():
    with pytest.raises(ValueError, match="wanted day"):
        plan(mode="open")
    with pytest.raises(ValueError, match="wanted day"):
        plan(wanted=DAY)


def test_a_window_without_limits_is_open():
    assert issue_window(document("record"), DAY) == (None, None)


names = ("a", "b", "c", "d", "e")


@st.composite
def documents(draw):
    found = []
    for place, name in enumerate(names[: draw(st.integers(0, 5))]):
        unit = draw(st.sampled_from(("working_day", "day")))
        taken = draw(st.one_of(st.none(), st.integers(0, 60)))
        age = draw(st.one_of(st.none(), st.builds(Age, st.integers(1, 90), st.just("day"))))
        old = draw(st.one_of(st.none(), st.builds(Age, st.integers(1, 40), st.just("day"))))
        after = draw(st.lists(st.sampled_from(names[:place]), unique=True)) if place else []
        found.append(
            Step(
                id=name,
                label=name,
                group="document",
                calendar=draw(st.sampled_from(("home", "site"))),
                after=tuple(after),
                length=None if taken is None else length(taken, unit),
                at_most=age if old is None else None,
                at_least=old,
                done=draw(st.integers(0, 5)) == 0,
            )
        )
    return found


@settings(max_examples=150, deadline=None)
@given(documents(), st.integers(0, 10), st.dates(DAY, date(2027, 6, 30)))
def test_all_days_fit_together(some, review, begins):
    found = plan(*some, review=review, begins=begins)
    assert found.reached
    assert found.opens_at_best <= found.opens_on
    assert found.critical[-1].id == "open"
    for task in found.tasks:
        if task.step.done:
            continue
        calendar = found.calendars[task.step.calendar]
        days = (task.start, task.finish, task.earliest_start, task.latest_start, task.latest_finish)
        assert all(calendar.works(one) for one in days)
        assert begins <= task.start <= task.finish
        assert task.earliest_start <= task.latest_start
        assert task.finish <= task.latest_finish
        for other in task.step.after:
            before = found.task(other)
            if before.finish is not None:
                assert before.finish <= task.start
        if task.issue_from is not None and task.issue_until is not None:
            assert task.finish <= task.issue_until


@settings(max_examples=150, deadline=None)
@given(documents(), st.integers(0, 10), st.dates(DAY, date(2027, 6, 30)))
def test_wanting_the_earliest_opening_is_just_reached_and_a_day_less_is_not(some, review, begins):
    forwards = plan(*some, review=review, begins=begins)
    backwards = plan(*some, review=review, begins=begins, mode="open", wanted=forwards.opens_on)
    assert backwards.reached
    if forwards.opens_on > begins:
        sooner = forwards.opens_on - timedelta(days=1)
        assert not plan(*some, review=review, begins=begins, mode="open", wanted=sooner).reached


@settings(max_examples=100, deadline=None)
@given(documents(), st.integers(0, 10), st.dates(DAY, date(2027, 6, 30)), st.integers(0, 60))
def test_a_later_beginning_never_opens_sooner_and_a_later_target_never_begins_sooner(
    some, review, begins, more
):
    later = begins + timedelta(days=more)
    assert (
        plan(*some, review=review, begins=begins).opens_on
        <= plan(*some, review=review, begins=later).opens_on
    )
    near = plan(*some, review=review, begins=DAY, mode="open", wanted=begins)
    far = plan(*some, review=review, begins=DAY, mode="open", wanted=later)
    for task in near.tasks:
        if not task.step.done:
            assert task.latest_start <= far.task(task.id).latest_start


@settings(max_examples=100, deadline=None)
@given(documents(), st.integers(0, 10), st.dates(DAY, date(2027, 6, 30)))
def test_handing_in_on_the_earliest_day_is_reached(some, review, begins):
    soonest = plan(*some, review=review, begins=begins)
    found = plan(*some, review=review, begins=begins, mode="submit", wanted=soonest.submits_on)
    assert found.reached
    assert found.opens_on == soonest.opens_on
