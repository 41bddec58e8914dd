"""What is told at the start: papers that expire or go stale soon, and days by which something has to be begun."""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Literal

import msgspec

from seller_desk.core.base.days import shifted
from seller_desk.core.base.language import N_, _, ngettext
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.documents.date_rows import DateRow

ReminderKind = Literal["expires", "stale", "begin", "postcard", "interview"]
_TITLES: dict[str, str] = {
    "expires": N_("{label} expires"),
    "stale": N_("{label} can no longer be handed in after this day"),
    "begin": N_("Begin to get a fresh one: {label}"),
    "postcard": N_("Last day to type the code of the address postcard"),
    "interview": N_("Video interview"),
}


class ReminderRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The shipped catalogue; its comments say what the keys mean."""

    horizon_days: int
    late_days: int
    calendar_days: int
    before_expiry: tuple[int, ...]
    before_act: tuple[int, ...]
    before_interview: tuple[int, ...]


@cache
def reminder_rules() -> ReminderRules:
    """The catalogue, read once."""
    text = (resources_dir() / "catalogs" / "reminders.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), ReminderRules, strict=False)


class Reminder(msgspec.Struct, frozen=True, array_like=True):
    """A day ahead. `label` and `where` are in the language in use when it was made."""

    kind: ReminderKind
    day: date
    label: str = ""
    where: str = ""
    document_id: str = ""
    application_id: str = ""

    def title(self) -> str:
        """What happens on that day."""
        return _(_TITLES[self.kind]).format(label=self.label)

    def until(self, today: date) -> str:
        """How far away it is."""
        days = (self.day - today).days
        if days <= 0:
            return _("today")
        return ngettext("in {n} day", "in {n} days", days).format(n=days)


def soon(rows: Iterable[DateRow], today: date) -> list[Reminder]:
    """What expires, goes stale or has to be begun from today on within the horizon, soonest first; each once."""
    last = today + timedelta(days=reminder_rules().horizon_days)
    found: dict[tuple[str, str, date], Reminder] = {}
    for row in rows:
        for one in of_row(row):
            if today <= one.day <= last:
                found.setdefault((one.kind, one.document_id or row.key, one.day), one)
    gone = {(one.document_id, one.day) for one in found.values() if one.kind == "expires"}
    kept = [
        one
        for one in found.values()
        if one.kind != "stale" or (one.document_id, one.day) not in gone
    ]
    return sorted(kept, key=lambda one: (one.day, one.kind, one.label, one.document_id))


def of_row(row: DateRow) -> Iterator[Reminder]:
    """All days of a row, however far."""
    if row.state == "void":
        return
    end = row.dates.valid_until
    if row.document_id and end is not None and not row.dates.long_term:
        yield _about("expires", end, row)
    last = row.window.last
    # Applications get handed in late: what goes stale long after the planned day concerns nobody.
    late = shifted(row.on, reminder_rules().late_days, "day")
    if row.document_id and row.application_id and last is not None and end != last <= late:
        yield _about("stale", last, row)
    if row.wanting and row.begin_by is not None:
        yield _about("begin", row.begin_by, row)


def _about(kind: ReminderKind, day: date, row: DateRow) -> Reminder:
    return Reminder(kind, day, row.label, row.where, row.document_id, row.application_id)


def of_application(
    application_id: str,
    where: str,
    today: date,
    *,
    interview_on: date | None,
    postcard_until: date | None,
) -> list[Reminder]:
    """The day of the interview and the last day of the postcard's code, within the horizon."""
    last = today + timedelta(days=reminder_rules().horizon_days)
    days: dict[ReminderKind, date | None] = {"interview": interview_on, "postcard": postcard_until}
    return [
        Reminder(kind, day, "", where, "", application_id)
        for kind, day in days.items()
        if day is not None and today <= day <= last
    ]
