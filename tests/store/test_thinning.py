from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.store.thinning import ALL_FOR, DAILY, MONTHLY, WEEKLY, kept

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MOMENTS = st.sets(
    st.integers(0, 3 * 365 * 48).map(lambda n: NOW - timedelta(minutes=30 * n)), max_size=300
)


@given(MOMENTS)
def test_the_newest_stays_and_nothing_is_invented(stamps):
    keep = kept(stamps, NOW)
    assert keep <= stamps
    assert not stamps or max(stamps) in keep


@given(MOMENTS)
def test_thinning_twice_removes_nothing_more(stamps):
    once = kept(stamps, NOW)
    assert kept(once, NOW) == once


@given(MOMENTS)
def test_all_of_the_last_day_stay_and_the_rest_is_bounded(stamps):
    keep = kept(stamps, NOW)
    recent = {one for one in stamps if NOW - one <= ALL_FOR}
    assert recent <= keep
    assert len(keep - recent) <= DAILY + WEEKLY + MONTHLY + 1


@given(MOMENTS)
def test_each_of_the_last_days_with_a_backup_keeps_its_newest(stamps):
    keep = kept(stamps, NOW)
    days = sorted({one.date() for one in stamps}, reverse=True)[:DAILY]
    for day in days:
        assert max(one for one in stamps if one.date() == day) in keep


def test_a_year_of_work_thinned_after_every_backup_keeps_days_weeks_and_months():
    stamps = set()
    moment = NOW - timedelta(days=365)
    while moment <= NOW:
        if 8 <= moment.hour < 18:
            stamps = kept({*stamps, moment}, moment)
        moment += timedelta(hours=2)
    ages = {(NOW.date() - one.date()).days for one in stamps}
    assert len(stamps) <= 20 + DAILY + WEEKLY + MONTHLY
    assert ages >= set(range(DAILY))
    assert len({(one.year, one.month) for one in stamps}) >= MONTHLY
