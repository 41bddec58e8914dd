"""`seller-desk documents dates | void`: dates on the planned days, a calendar file, and documents that no longer count."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.session import current, table
from seller_desk.core.applications.reminders import Reminder
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.lists import listed
from seller_desk.core.base.wording import source_json
from seller_desk.core.desk import Desk
from seller_desk.core.documents.date_rows import BAD, DateRow, sentence
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.timeline import Window

_Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="YYYY-MM-DD")]


def add_dates(documents: typer.Typer) -> None:
    """Put the verbs beside those of `documents`."""
    documents.command("dates")(dates)
    documents.command("void")(void)


def dates(
    application: Annotated[str, typer.Option("--application", help="Only this one")] = "",
    site: Annotated[str, typer.Option("--site", help="Only this site, such as amazon.us")] = "",
    ics: Annotated[Path | None, typer.Option("--ics", help="Also write a calendar file")] = None,
    company: Annotated[
        str, typer.Option("--company", help="Id or name; default: the one in view")
    ] = "",
) -> None:
    """What runs out or goes stale by each application's planned day, and by when a fresh one has to be made."""
    desk = current().desk(write=False)
    chosen = desk.companies.find(company)
    mine = desk.applications.find(application, chosen.id).id if application else None
    rows = desk.document_dates.rows(chosen.id, mine, site)
    soon = [
        one
        for one in desk.document_dates.reminders(chosen.id)
        if not mine or one.application_id in ("", mine)
    ]
    document: dict[str, object] = {
        "today": desk.today().isoformat(),
        "rows": [row_json(one) for one in rows],
        "reminders": [_reminder_json(one) for one in soon],
    }
    lines = _lines(rows)
    if soon:
        lines += ["", _("Soon:")]
        lines += [f"  {one.day}  {one.title()}  {one.where}".rstrip() for one in soon]
    if ics is not None:
        count = desk.document_dates.export(chosen.id, ics, application_id=mine, site=site)
        document["ics"] = {"file": str(ics), "events": count}
        words = ngettext("{n} event written to {file}", "{n} events written to {file}", count)
        lines.append(words.format(n=count, file=ics))
    current().emit(document, lines)
    if any(one.state in BAD and not one.answered for one in rows):
        current().exit_code = max(current().exit_code, 1)


def void(
    document: Annotated[str, typer.Argument(help="Id, start of an id, or file name")],
    reason: Annotated[str, typer.Option("--reason", help="Why it no longer counts")] = "",
    on: _Day = None,
    back: Annotated[bool, typer.Option("--back", help="It counts again")] = False,
    company: Annotated[
        str, typer.Option("--company", help="Id or name; default: the one in view")
    ] = "",
) -> None:
    """Mark a document void from a day on (today), such as a licence that was changed; it answers nothing then."""
    if back and (reason or on):
        raise UsageProblem(_("Give --back alone, or a reason"), _("See documents void --help."))
    desk = current().desk(write=True)
    found = _find(desk, desk.companies.find(company).id, document)
    if back and found.void_on is None:
        raise DeskError(_("{name} is not void").format(name=found.name), _("Nothing was changed."))
    if back:
        changed = desk.document_dates.lift_void(found.id)
        said = _("{name} counts again").format(name=changed.name)
    else:
        day = on.date() if on else desk.today()
        changed = desk.document_dates.set_void(found.id, day, reason)
        said = _("{name} is void since {day}").format(name=changed.name, day=day.isoformat())
    current().emit(
        {
            "document": changed.id,
            "name": changed.name,
            "void_on": _iso(changed.void_on),
            "void_reason": changed.void_reason,
        },
        [said],
    )


def _find(desk: Desk, company_id: str, text: str) -> Document:
    every = desk.documents.list(company_id)
    for fits in (
        [one for one in every if one.id == text],
        [one for one in every if one.name == text],
        [one for one in every if text and one.id.startswith(text)],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise DeskError(
                _("“{text}” fits several documents").format(text=text),
                _("Name one by its id: {known}").format(known=listed(one.id for one in fits)),
            )
    raise DeskError(
        _("No document is called “{text}”").format(text=text),
        _("See: seller-desk documents list"),
    )


def row_json(row: DateRow) -> dict[str, object]:
    """A row as the terminal's JSON has it."""
    dates = row.dates
    return {
        "application": row.application_id or None,
        "where": row.where,
        "planned_date": row.on.isoformat(),
        "document": row.document_id or None,
        "name": row.name,
        "kind": row.kind,
        "requirement": row.requirement_id or None,
        "label": row.label,
        "state": row.state,
        "answered": row.answered,
        "issued_on": _iso(dates.issued_on),
        "valid_from": _iso(dates.valid_from),
        "valid_until": _iso(dates.valid_until),
        "long_term": dates.long_term,
        "read": row.read,
        "days_left_today": row.left_today,
        "days_left": row.left,
        "age_days": row.age,
        "void_on": _iso(row.void_on),
        "void_reason": row.void_reason,
        "hand_in": _window_json(row.window),
        "fresh": {
            "needed": row.wanting,
            "issued": _window_json(row.fresh),
            "valid_until_at_least": _iso(row.least_end),
            "begin_by": _iso(row.begin_by),
            "takes": row.lead.to_json() if row.lead else None,
            "sources": [source_json(row.lead_source)] if row.lead_source else [],
        },
        "limits": [
            {
                "kind": one.kind,
                "required": one.quantity.to_json(),
                "site": one.site,
                "sources": [source_json(one.source)],
            }
            for one in row.limits
        ],
        "message": sentence(row),
    }


def _window_json(window: Window) -> dict[str, str | None]:
    return {"from": _iso(window.first), "until": _iso(window.last)}


def _reminder_json(one: Reminder) -> dict[str, object]:
    return {
        "kind": one.kind,
        "day": one.day.isoformat(),
        "title": one.title(),
        "where": one.where,
        "document": one.document_id or None,
        "application": one.application_id or None,
    }


def _lines(rows: list[DateRow]) -> list[str]:
    lines: list[str] = []
    for where, on in dict.fromkeys((one.where, one.on) for one in rows):
        head = _("{site}, planned day {day}").format(site=where, day=on.isoformat())
        lines.append(head if where else _("On {day}").format(day=on.isoformat()))
        mine = [one for one in rows if (one.where, one.on) == (where, on)]
        found = table(
            [_("Document"), _("File"), _("On the planned day")],
            [(one.label, one.name or "-", sentence(one)) for one in mine],
        )
        lines += [f"  {line}" for line in found]
    return lines or [_("There are no documents yet.")]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
