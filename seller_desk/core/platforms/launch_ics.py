"""A launch plan as iCalendar (RFC 5545): all-day events with a reminder three days ahead.

No clock: DTSTAMP is the time of the last change, the ids of events come from site, step and owner. The same plan gives
the same bytes, and importing a newer one replaces the events instead of adding others.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from seller_desk.core.base.language import _
from seller_desk.core.platforms.launch_model import OPEN, SUBMIT, SitePlan, Task
from seller_desk.core.platforms.launch_words import length_text, task_state, window_text

PRODUCT = "-//Seller Desk//Launch plan//EN"
# An all-day event begins at midnight: nine in the morning, three days before.
_REMINDER = -timedelta(days=2, hours=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An all-day event from `first` to `last` (inclusive), or from the moment `at` for `minutes`.

    `remind`: three days before; `days_before`: reminders of the caller's own, at nine in the morning.
    """

    uid: str
    first: date
    last: date
    title: str
    text: str
    remind: bool = False
    days_before: tuple[int, ...] = ()
    at: datetime | None = None
    minutes: int = 30


def plan_events(found: SitePlan, owner: str) -> list[Event]:
    """What of a plan belongs into a calendar: nothing of what is here already."""
    events: list[Event] = []
    for task in found.plan.tasks:
        if task.start is None or task.finish is None:
            continue
        events.append(_of_task(found, task, task.start, task.finish, owner))
        if task.issue_from is not None and task.issue_from > found.plan.begins:
            events.append(_of_window(found, task, task.issue_from, owner))
    return sorted(events, key=lambda one: (one.first, one.uid))


def _of_task(found: SitePlan, task: Task, start: date, finish: date, owner: str) -> Event:
    waits = task.step.group == "step" or task.id in (SUBMIT, OPEN) or task.step.group == "gate"
    words = _("{step} ({site})")
    if not waits:
        words = _("Begin by today: {step} ({site})")
    return Event(
        uid=_uid(found, task, "step", owner),
        first=start,
        last=finish if task.step.group == "step" else start,
        title=words.format(step=task.step.label, site=found.name),
        text="\n".join(_lines(task)),
        remind=task.step.group != "step",
    )


def _of_window(found: SitePlan, task: Task, first: date, owner: str) -> Event:
    words = _("From today on it may be issued: {step} ({site})")
    return Event(
        uid=_uid(found, task, "window", owner),
        first=first,
        last=first,
        title=words.format(step=task.step.label, site=found.name),
        text="\n".join((window_text(task), _("An older one is refused on the day of handing in."))),
    )


def _lines(task: Task) -> list[str]:
    lines = [task_state(task)]
    if task.step.group in ("document", "step"):
        lines.append(_("Takes: {time}").format(time=length_text(task.step.length)))
    lines += [window_text(task), task.step.why, task.step.note]
    if task.estimated:
        lines.append(_("Estimated: days off of that time are not announced yet."))
    sources = task.step.length.sources if task.step.length else task.step.sources
    lines += [
        _("Source: {title}, {date}").format(title=one.title, date=one.as_of or _("undated"))
        for one in sources[:1]
    ]
    return [line for line in lines if line]


def _uid(found: SitePlan, task: Task, part: str, owner: str) -> str:
    # The company's id itself is nobody's business outside.
    whose = hashlib.sha256(owner.encode()).hexdigest()[:12]
    return f"{part}.{task.id}.{found.site}.{whose}@seller-desk"


def _triggers(event: Event) -> list[timedelta]:
    own = [timedelta(hours=9) - timedelta(days=days) for days in event.days_before]
    return [_REMINDER, *own] if event.remind else own


def calendar_file(events: Iterable[Event], stamp: datetime, name: str = "") -> bytes:
    """The events as a .ics file; `stamp` in UTC, `name`: what the calendar is called."""
    from icalendar import Alarm, Calendar
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name or _("Launch plan"))
    for one in events:
        entry = Entry()
        entry.add("uid", one.uid)
        entry.add("dtstamp", stamp)
        if one.at is not None:
            entry.add("dtstart", one.at)
            entry.add("dtend", one.at + timedelta(minutes=one.minutes))
        else:
            entry.add("dtstart", one.first)
            # The end of an all-day event is the day after it.
            entry.add("dtend", one.last + timedelta(days=1))
        entry.add("summary", one.title)
        if one.text:
            entry.add("description", one.text)
        entry.add("transp", "TRANSPARENT")
        for trigger in _triggers(one):
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("trigger", trigger)
            alarm.add("description", one.title)
            entry.add_component(alarm)
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
