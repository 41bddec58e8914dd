"""Documents' dates as rows of a time line: bars for the days on which each can be handed in, the planned day, a fresh one."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from seller_desk.core.base.days import shifted
from seller_desk.core.base.language import _
from seller_desk.core.base.workdays import WorkCalendar
from seller_desk.core.bundle.words import day_text
from seller_desk.core.documents.date_rows import (
    BAD,
    DateRow,
    fresh_words,
    state_words,
    window_words,
)
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.time_rows import Bar, Days, TimeRow

# A licence for twenty years would make today a hair's breadth: the line shows the months around the planned days.
_BEFORE, _AFTER = 45, 75
# Days farther ahead are told in words only: a line over decades shows nothing, and takes its time to paint.
_FARTHEST = 730
MOST_ROWS = 60
_ICONS = {"good": "valid", "free": "not_needed", "void": "not_needed", "open": "unknown"}


def worth_drawing(rows: Sequence[DateRow]) -> tuple[list[DateRow], int]:
    """The rows to draw, and how many more there are: spare documents without a date have nothing to show.

    Of very many those that matter come first; a line of thousands of rows would only hold the window up.
    """
    telling = [one for one in rows if one.requirement_id or one.state not in ("free", "open")]
    if len(telling) > MOST_ROWS:
        telling.sort(key=lambda one: (one.answered, one.state not in BAD, one.state == "void"))
    return telling[:MOST_ROWS], len(rows) - len(telling[:MOST_ROWS])


def time_rows(rows: Sequence[DateRow], today: date) -> list[TimeRow]:
    """One row a document (or a requirement without one)."""
    farthest = shifted(today, _FARTHEST, "day")
    last = min(farthest, shifted(max([today, *(one.on for one in rows)]), _AFTER, "day"))
    first = shifted(today, -_BEFORE, "day")
    several = len({one.application_id for one in rows}) > 1
    return [_row(one, first, last, several=several) for one in rows]


def time_days(rows: Sequence[DateRow], today: date, home: WorkCalendar) -> Days:
    """Days off of China; the planned days are marked."""
    bad = {one.on for one in rows if one.state in BAD and not one.answered}
    farthest = shifted(today, _FARTHEST, "day")
    planned = sorted({one.on for one in rows if one.application_id and today < one.on <= farthest})
    marks = tuple((day, _("Planned day"), "bad" if day in bad else "ok") for day in planned)
    return Days(today=today, off=partial(_off, home), marks=marks)


def icon_of(row: DateRow) -> tuple[str, str]:
    """Icon and colour of its state."""
    if row.state in BAD:
        return tokens.STATE_ICONS["hint" if row.answered else "blocker"]
    return tokens.STATE_ICONS[_ICONS[row.state]]


def _row(row: DateRow, first: date, last: date, *, several: bool) -> TimeRow:
    icon, token = icon_of(row)
    caption = state_words(row)
    if several and row.where:
        caption = f"{caption} · {row.where}"
    late = row.state in BAD
    tip = "\n".join(one for one in (row.name, window_words(row), *fresh_words(row)) if one)
    return TimeRow(
        id=row.key,
        label=row.label,
        caption=caption,
        icon=icon,
        token=token,
        bars=tuple(_bars(row, first, last)),
        moment=row.on if row.application_id and row.state != "void" and row.on <= last else None,
        tone="late" if late and not row.answered else "decides",
        tip=tip,
    )


def _bars(row: DateRow, first: date, last: date) -> list[Bar]:
    bars = []
    if row.wanting and not row.fresh.empty:
        begun = max(row.fresh.first or first, first)
        ended = min(row.fresh.last or row.on, last)
        if begun <= ended:
            bars.append(Bar(begun, ended, "window"))
    if row.state in ("void", "missing", "open"):
        return bars
    begun = max(row.window.first or first, first)
    ended = min(row.window.last or last, last)
    if begun <= ended:
        bars.append(Bar(begun, ended, "plain"))
    # From good to too late; what went stale long ago is told by its words and the planned day's colour.
    if row.window.last is not None and first <= row.window.last < min(row.on, last):
        begun = shifted(row.window.last, 1, "day")
        bars.append(Bar(begun, min(row.on, last), "late"))
    return bars


def _off(home: WorkCalendar, day: date) -> str | None:
    found = home.day_off(day)
    if found is not None:
        return _("China: {name}").format(name=found.name)
    return None if home.works(day) else ""


def summary(rows: Sequence[DateRow]) -> tuple[str, bool]:
    """What the tab is about in a sentence, and whether all is well."""
    bad = [one for one in rows if one.state in BAD and not one.answered and one.document_id]
    missing = [one for one in rows if one.state == "missing"]
    unknown = [one for one in rows if one.state == "open"]
    if bad:
        labels = _(", ").join(dict.fromkeys(one.label for one in bad))
        days = _(", ").join(day_text(day) for day in sorted({one.on for one in bad}))
        return _("Not good on {day}: {labels}").format(day=days, labels=labels), False
    if missing:
        labels = _(", ").join(dict.fromkeys(one.label for one in missing))
        return _("Missing: {labels}").format(labels=labels), False
    if unknown:
        labels = _(", ").join(dict.fromkeys(one.label for one in unknown))
        return _("Dates to enter: {labels}").format(labels=labels), False
    return _("All dates hold on the planned day"), True
