"""Spans of days are the exact inverse of the findings: a day lies in the span if no date speaks against it then."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seller_desk.core.base.days import shifted
from seller_desk.core.base.findings import Confidence, SourceNote
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.rules import Case, CaseRules
from seller_desk.core.documents.timeline import (
    Limit,
    Window,
    days_left,
    fresh,
    handing_in,
    least_end,
    limits_of,
    state_on,
)
from seller_desk.core.documents.validity import Dates, date_findings
from seller_desk.core.documents.void import standing, void_findings
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.model import Fact, Pack, Scope, Source, Words

ON = date(2026, 12, 8)
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))


slow_machines = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def limit(kind, amount, unit="day"):
    return Limit(kind=kind, amount=amount, unit=unit, source=SourceNote(title="somebody"))


def book_of(limits):
    facts = [
        Fact(
            key=f"document.{one.kind}",
            value=one.amount,
            unit=one.unit,
            source=Source(title="somebody"),
            checked=ON,
            confidence=Confidence.OFFICIAL,
            applies_to=Scope(),
        )
        for one in limits
    ]
    return RuleBook([Pack(platform="general", version="1", name=Words(en="x", zh="x"), fact=facts)])


limits_drawn = st.lists(
    st.builds(
        limit,
        st.sampled_from(["validity_left", "issued_within", "minimum_age"]),
        st.integers(0, 400),
        st.just("day"),
    )
    | st.builds(
        limit,
        st.sampled_from(["validity_left", "issued_within", "minimum_age"]),
        st.integers(0, 14),
        st.just("month"),
    ),
    max_size=3,
    unique_by=lambda one: one.kind,
)
dates_drawn = st.builds(
    Dates,
    issued_on=st.none() | DAYS,
    valid_from=st.none() | DAYS,
    valid_until=st.none() | DAYS,
    long_term=st.booleans(),
)


@slow_machines
@given(dates_drawn, limits_drawn, DAYS)
def test_a_day_lies_in_the_span_exactly_if_no_finding_speaks_against_it(dates, limits, on):
    rules = CaseRules(book_of(limits), Case(kind="utility_bill", site="", on=on))
    assert handing_in(dates, limits).holds(on) == (date_findings(dates, rules) == [])


@slow_machines
@given(dates_drawn, limits_drawn, DAYS)
def test_the_state_is_good_only_without_findings(dates, limits, on):
    rules = CaseRules(book_of(limits), Case(kind="utility_bill", site="", on=on))
    codes = {one.code.removeprefix("document.") for one in date_findings(dates, rules)}
    said = state_on(dates, limits, on)
    expected = {
        "ends": "expired",
        "short": "validity_short",
        "stale": "issued_too_long_ago",
        "young": "too_new",
    }
    if said in expected:
        assert expected[said] in codes
    else:
        assert codes == set()


@slow_machines
@given(limits_drawn, DAYS)
def test_a_document_issued_in_the_fresh_span_does_on_the_day(limits, on):
    window = fresh(on, limits)
    if window.empty:
        return
    for issued in {window.first or on - timedelta(days=900), window.last}:
        dates = Dates(issued_on=issued, valid_until=least_end(on, limits) or on)
        assert state_on(dates, limits, on) == "good"


def test_month_ends_are_found_by_trying():
    # 31 January + 1 month is 28 February: still enough is left on the 31st.
    dates = Dates(valid_until=date(2027, 2, 28))
    assert handing_in(dates, [limit("validity_left", 1, "month")]).last == date(2027, 1, 31)


def test_the_longest_calendar_day_is_no_trouble():
    dates = Dates(issued_on=date(2026, 1, 1), valid_until=date.max)
    wanted = [limit("validity_left", 60), limit("issued_within", 9999, "month")]
    assert state_on(dates, wanted, ON) == "good"
    assert days_left(dates, ON) == (date.max - ON).days


@pytest.mark.parametrize(
    ("dates", "limits", "state"),
    [
        (Dates(valid_until=date(2026, 12, 7)), [], "ends"),
        (Dates(valid_until=date(2026, 12, 8)), [], "good"),
        (Dates(valid_until=date(2027, 2, 5)), [limit("validity_left", 60)], "short"),
        (Dates(valid_until=date(2027, 2, 6)), [limit("validity_left", 60)], "good"),
        (Dates(issued_on=date(2026, 9, 8)), [limit("issued_within", 90)], "stale"),
        (Dates(issued_on=date(2026, 9, 9)), [limit("issued_within", 90)], "good"),
        (Dates(issued_on=date(2026, 12, 9)), [], "young"),
        (Dates(issued_on=date(2026, 11, 1)), [limit("minimum_age", 6, "month")], "young"),
        (Dates(), [limit("issued_within", 90)], "open"),
        (Dates(), [], "free"),
        (Dates(long_term=True), [limit("validity_left", 60)], "good"),
    ],
)
def test_how_dates_stand_on_the_planned_day(dates, limits, state):
    assert state_on(dates, limits, ON) == state


def test_limits_come_from_the_packs_in_force():
    rules = CaseRules(RuleBook.load(), Case(kind="business_licence", site="amazon.us", on=ON))
    (found,) = limits_of(rules)
    assert (found.kind, found.amount, found.unit, found.site) == (
        "validity_left",
        60,
        "day",
        "amazon.us",
    )
    assert found.source.title


def test_when_a_fresh_bill_may_be_issued():
    assert fresh(ON, [limit("issued_within", 90)]) == Window(first=date(2026, 9, 9), last=ON)
    young = fresh(ON, [limit("minimum_age", 3, "month")])
    assert young == Window(first=None, last=shifted(ON, -3, "month"))


def document(**more):
    return Document(
        id="d1",
        company_id="c",
        kind="business_licence",
        name="licence.jpg",
        sha256="0",
        size=1,
        added_on=ON,
        **more,
    )


def test_a_document_is_void_from_its_day_on():
    changed = document(void_on=ON, void_reason="licence changed")
    assert standing([changed], ON - timedelta(days=1)) == [changed]
    assert standing([changed], ON) == []
    (finding,) = void_findings([changed], [], ON)
    assert (finding.code, finding.measured, finding.detail) == (
        "document.void",
        ON,
        "licence changed",
    )
    assert void_findings([document()], [], ON) == []
