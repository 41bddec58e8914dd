"""Calendar events of documents' dates: when one expires, goes stale, may be issued, has to be begun."""

import hashlib
from collections.abc import Iterable
from datetime import date

from seller_desk.core.applications.interview import home_day
from seller_desk.core.applications.model import Application
from seller_desk.core.applications.reminders import Reminder, of_row, reminder_rules
from seller_desk.core.base.language import _
from seller_desk.core.documents.date_rows import DateRow, fresh_words, state_words, window_words
from seller_desk.core.platforms.launch_ics import Event


def row_events(rows: Iterable[DateRow], today: date, owner: str) -> list[Event]:
    """Days from today on; a document's end only once, however many applications it serves."""
    found: dict[str, Event] = {}
    for row in rows:
        for one in of_row(row):
            if one.day >= today:
                event = _event(one, row, owner)
                found.setdefault(event.uid, event)
        first = row.fresh.first
        if row.wanting and first is not None and first >= today:
            event = _issue(row, first, owner)
            found.setdefault(event.uid, event)
    return [*found.values()]


def timed_events(
    application: Application, where: str, postcard_until: date | None, today: date
) -> list[Event]:
    """The planned day, the interview and the postcard's last day of an application."""
    rules, at = reminder_rules(), application.interview_at
    told = (
        ("planned", application.planned_date, _("Planned day: {site}"), "", rules.before_act),
        (
            "interview",
            home_day(at),
            _("Video interview ({site})"),
            _("Originals at hand; see the interview sheet."),
            rules.before_interview,
        ),
        (
            "postcard",
            postcard_until,
            _("Last day to type the postcard’s code ({site})"),
            "",
            rules.before_act,
        ),
    )
    return [
        Event(
            uid=_uid(part, application.id),
            first=day,
            last=day,
            title=title.format(site=where),
            text=text,
            days_before=before,
            at=at if part == "interview" else None,
        )
        for part, day, title, text, before in told
        if day is not None and day >= today
    ]


def _event(one: Reminder, row: DateRow, owner: str) -> Event:
    rules = reminder_rules()
    shared = one.kind == "expires"
    title = one.title()
    if not shared and one.where:
        title = _("{what} ({site})").format(what=title, site=one.where)
    lines = [row.name] if shared else [row.name, state_words(row), window_words(row)]
    if one.kind == "begin":
        lines += fresh_words(row)
    return Event(
        uid=_uid(one.kind, owner, one.document_id if shared else row.key),
        first=one.day,
        last=one.day,
        title=title,
        text="\n".join(line for line in lines if line),
        days_before=rules.before_expiry if shared else rules.before_act,
    )


def _issue(row: DateRow, first: date, owner: str) -> Event:
    title = _("From today on it may be issued: {label}").format(label=row.label)
    if row.where:
        title = _("{what} ({site})").format(what=title, site=row.where)
    return Event(
        uid=_uid("issue", owner, row.key),
        first=first,
        last=first,
        title=title,
        text="\n".join(fresh_words(row)),
    )


def _uid(part: str, *about: str) -> str:
    # Ids of the data are nobody's business outside.
    told = hashlib.sha256("|".join(about).encode()).hexdigest()[:20]
    return f"{part}.{told}@seller-desk"
