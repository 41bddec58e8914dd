"""A document, or a requirement without one, with its dates on an application's planned day; in words too."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import N_, _, ngettext
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.wording import measure_text
from seller_desk.core.documents.timeline import Limit, State, Window
from seller_desk.core.documents.validity import Dates

NO_DATES, ANY_DAY = Dates(), Window()
RowState = State | Literal["missing"]
# A fresh document is needed by the planned day. (What a void one answered has a row of its own, as missing.)
NEEDS_FRESH: tuple[RowState, ...] = ("missing", "ends", "short", "stale")
# On the planned day it does not do.
BAD: tuple[RowState, ...] = ("missing", "ends", "short", "stale", "young")
LIMIT_WORDS = {
    "validity_left": N_("{amount} or more left"),
    "issued_within": N_("at most {amount} old"),
    "minimum_age": N_("at least {amount} old"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """`on`: the day that it is judged on. `document_id` empty: nothing is on file for the requirement.

    `window`: days on which its dates allow handing in. `fresh`: when a fresh one may be issued, `least_end` until when
    it must be valid, `begin_by` the last day to begin making it (`lead`: how long that takes; None = nobody says).
    `read`: a date comes from reading, nobody confirmed it yet.
    """

    key: str
    application_id: str
    where: str
    on: date
    label: str
    kind: str
    state: RowState
    name: str = ""
    document_id: str = ""
    requirement_id: str = ""
    dates: Dates = NO_DATES
    limits: tuple[Limit, ...] = ()
    window: Window = ANY_DAY
    fresh: Window = ANY_DAY
    left: int | None = None
    left_today: int | None = None
    age: int | None = None
    least_end: date | None = None
    begin_by: date | None = None
    lead: Quantity | None = None
    lead_source: SourceNote | None = None
    void_on: date | None = None
    void_reason: str = ""
    answered: bool = False
    read: bool = False

    @property
    def wanting(self) -> bool:
        """Whether a fresh one has to be made: nothing that does stands in its place."""
        return self.state in NEEDS_FRESH and not self.answered


def state_words(row: DateRow) -> str:
    """How it stands on the planned day, in a few words."""
    if row.state == "missing":
        return _("Missing")
    if row.state == "void":
        words = _("Void since {day}: {reason}") if row.void_reason else _("Void since {day}")
        return words.format(day=_day(row.void_on), reason=row.void_reason)
    if row.state == "ends":
        return _("Will have expired: valid until {day}").format(day=_day(row.dates.valid_until))
    if row.state == "short":
        return _("{left} left, too little").format(left=_days(row.left or 0))
    if row.state == "stale":
        return _("{age} old, too old").format(age=_days(row.age or 0))
    if row.state == "young":
        first = row.window.first
        return _("Cannot be handed in before {day}").format(day=_day(first))
    if row.state == "open":
        return _("Its date is not entered")
    return _good_words(row)


def _good_words(row: DateRow) -> str:
    if row.dates.long_term:
        return _("Valid without an end")
    if row.left is not None:
        return _("{left} left").format(left=_days(row.left))
    if row.age is not None and row.state == "good":
        return _("{age} old").format(age=_days(row.age))
    return _("No rule about its dates")


def window_words(row: DateRow) -> str:
    """Until when it can be handed in; empty where no date limits it."""
    if row.state in ("void", "missing", "open", "free"):
        return ""
    if row.window.empty:
        return _("There is no day on which it could be handed in")
    if row.window.last is None:
        return ""
    if row.state in ("stale", "short", "ends"):
        return _("Could be handed in until {day}").format(day=_day(row.window.last))
    return _("Can be handed in until {day}").format(day=_day(row.window.last))


def fresh_words(row: DateRow) -> list[str]:
    """What a fresh one has to be, and by when; nothing where none is needed."""
    if not row.wanting:
        return []
    lines = []
    if row.fresh.empty:
        lines.append(_("No day of issue does for the planned day: choose a later day"))
    elif row.fresh.first is not None:
        span = _("A fresh one: issued from {first} to {last}")
        lines.append(span.format(first=_day(row.fresh.first), last=_day(row.fresh.last)))
    else:
        lines.append(_("A fresh one: issued by {last}").format(last=_day(row.fresh.last)))
    if row.least_end is not None:
        lines.append(_("Valid until {day} at least").format(day=_day(row.least_end)))
    if row.begin_by is not None and row.lead is not None:
        words = _("Begin by {day}: it takes {time}")
        lines.append(words.format(day=_day(row.begin_by), time=measure_text(row.lead)))
    else:
        lines.append(_("How long it takes is not known"))
    return lines


def limit_words(limit: Limit) -> str:
    """`60 days or more left`."""
    return _(LIMIT_WORDS[limit.kind]).format(amount=measure_text(limit.quantity))


def read_words(row: DateRow) -> str:
    """That a date was read and nobody confirmed it; empty where the seller gave it."""
    return _("as read, not confirmed yet") if row.read else ""


def sentence(row: DateRow) -> str:
    """All of it in one line, for terminals."""
    parts = [state_words(row), read_words(row), window_words(row), *fresh_words(row)]
    return _("; ").join(part for part in parts if part)


def _day(day: date | None) -> str:
    return day.isoformat() if day else "-"


def _days(count: int) -> str:
    return ngettext("{n} day", "{n} days", count).format(n=count)
