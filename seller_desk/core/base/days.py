"""Days as people write them, in the language in use."""

from datetime import date

from seller_desk.core.base.language import language

# Not strftime: its names of months follow the system's language, not ours.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def written_day(day: date) -> str:
    """`28 November 2026`; in Chinese `2026年11月28日`."""
    if language() == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
