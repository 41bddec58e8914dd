"""Today; days as people write them, in the language in use; days some days or months away."""

import calendar
from datetime import date, timedelta

from seller_desk.core.base.language import language

# Not strftime: its names of months follow the system's language, not ours.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def today() -> date:
    """The day it is for the seller, by this machine's clock and time zone."""
    return date.today()  # noqa: DTZ011 - a day of the seller's calendar, not a moment


def written_day(day: date) -> str:
    """`28 November 2026`; in Chinese `2026年11月28日`."""
    if language() == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def shifted(day: date, amount: int, unit: str) -> date:
    """The day `amount` days or months later (earlier when negative); month ends stay month ends.

    Beyond the calendar's ends, its first or last day: sellers write 9999-12-31 for "long-term".
    """
    beyond = date.max if amount > 0 else date.min
    if unit != "month":
        try:
            return day + timedelta(days=amount)
        except OverflowError:
            return beyond
    months = day.year * 12 + day.month - 1 + amount
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        return beyond
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
