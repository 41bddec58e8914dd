"""Which automatic backups stay: many of today, fewer of long ago."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

# Everything of the last day: a mistake is mostly noticed within hours.
ALL_FOR = timedelta(days=1)
# Then as Anki keeps them, which has served millions for years: almost two weeks by day, more than two months by
# week, three quarters of a year by month. A returned application comes back within that time.
DAILY, WEEKLY, MONTHLY = 12, 10, 9


def kept(stamps: Iterable[datetime], now: datetime) -> set[datetime]:
    """Of these moments (UTC), the ones whose backups stay. The newest always does."""
    ordered = sorted(set(stamps), reverse=True)
    keep = set(ordered[:1]) | {one for one in ordered if now - one <= ALL_FOR}
    for name, count in ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY)):
        keep |= _newest_of_each(ordered, name, count)
    return keep


def _newest_of_each(
    ordered: list[datetime], name: Callable[[datetime], tuple[int, ...]], count: int
) -> set[datetime]:
    chosen: dict[tuple[int, ...], datetime] = {}
    for one in ordered:
        period = name(one.astimezone(UTC))
        if period not in chosen:
            if len(chosen) == count:
                break
            chosen[period] = one
    return set(chosen.values())


def _day(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month, moment.day)


def _week(moment: datetime) -> tuple[int, ...]:
    return tuple(moment.isocalendar()[:2])


def _month(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month)
