"""`seller-desk application new | set | list | show | check | plan`."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.application_prepare import (
    add_preparing,
    order_lines,
    question_lines,
    questions_json,
    step_json,
)
from seller_desk.cli.launch import add_plan_application
from seller_desk.cli.session import current, finding_lines, table
from seller_desk.core.applications.model import Application
from seller_desk.core.applications.readiness import PARTS, Readiness
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.wording import finding_json, wording
from seller_desk.core.desk import Desk

app = typer.Typer(no_args_is_help=True)
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="YYYY-MM-DD")]


@app.command()
def new(
    platform: Annotated[str, typer.Option(help="amazon, ebay")],
    site: Annotated[list[str], typer.Option(help="us or amazon.us; repeat for several")],
    category: Annotated[list[str] | None, typer.Option(help="A category id; repeat")] = None,
    planned_date: Day = None,
    company: Annotated[str, typer.Option(help="Id or name; default: the one in view")] = "",
) -> None:
    """Start an application of the company to a platform."""
    desk = current().desk(write=True)
    day = _day(desk, planned_date)
    made = desk.applications.new(
        desk.companies.find(company).id,
        platform,
        site,
        category or [],
        day,
    )
    current().emit(
        _json(made, None),
        [_("Application {id} for {sites}").format(id=made.id, sites=listed(made.sites))],
    )


@app.command("set")
def change(
    application: str,
    planned_date: Day = None,
    listing_template: Annotated[
        Path | None, typer.Option(help="Your own Amazon template, for the packet's listing file")
    ] = None,
) -> None:
    """Change the planned day or the listing template of an application."""
    from seller_desk.core.listings.exporters.amazon_template import read_template

    if planned_date is None and listing_template is None:
        raise UsageProblem(_("Nothing to change"), _("Give --planned-date or --listing-template."))
    desk = current().desk(write=True)
    found = desk.applications.find(application)
    day = _day(desk, planned_date)
    if listing_template is not None:
        # Read before it is kept: a file that is no template would only show in the packet.
        read_template(listing_template)
        found = desk.applications.set_listing_template(found.id, listing_template.absolute())
    if day is not None:
        found = desk.applications.set_planned_date(found.id, day)
    current().emit(
        {**_json(found, None), "listing_template": found.listing_template},
        [_("Changed: {name}").format(name=desk.applications.site_name(found))],
    )


@app.command("list")
def list_all() -> None:
    """All applications with their readiness."""
    desk = current().desk(write=False)
    seen = [
        desk.applications.overview(one.id)
        for company in desk.companies.list()
        for one in desk.applications.list(company.id)
    ]
    rows = [
        (
            one.application.id,
            listed(one.application.sites),
            str(one.application.planned_date or "-"),
            f"{one.readiness.percent} %",
            str(one.readiness.blockers),
        )
        for one in seen
    ]
    head = (_("Application"), _("Sites"), _("Planned"), _("Readiness"), _("Blockers"))
    current().emit(
        {"applications": [_json(one.application, one.readiness) for one in seen]},
        table(head, rows) if rows else [_("There is no application yet")],
    )


@app.command()
def show(application: str) -> None:
    """One application: sites, day, parts, next actions."""
    desk = current().desk(write=False)
    found = desk.applications.find(application)
    seen = desk.applications.overview(found.id)
    actions = desk.applications.actions([seen])
    document = _json(found, seen.readiness)
    document["actions"] = [
        {
            "step": one.step,
            "due": one.due.isoformat() if one.due else None,
            "finding": finding_json(one.finding),
        }
        for one in actions
    ]
    asked = desk.preflight.questions(found.id)
    document["questions"] = questions_json(asked)
    lines = [
        desk.applications.site_name(found),
        _("Planned day: {day}").format(day=found.planned_date or "-"),
        *_part_lines(seen.readiness),
        *(f"{one.due or '-'}  {wording(one.finding).title}" for one in actions),
        *question_lines(asked),
    ]
    current().emit(document, lines)


@app.command()
def check(application: str) -> None:
    """Every problem of every step for this application's sites."""
    desk = current().desk(write=False)
    found = desk.applications.find(application)
    desk.read_papers(found.company_id, found.id)
    readiness, findings = desk.applications.check(found.id)
    steps = desk.preflight.steps(found.id, findings)
    current().emit(
        {
            "application": found.id,
            "readiness": readiness.percent,
            "parts": readiness.to_json()["parts"],
            "findings": [step_json(one) for one in steps],
        },
        [
            *_part_lines(readiness),
            *finding_lines(one.finding for one in steps),
            *order_lines(steps),
        ],
    )
    current().found(findings)


def _day(desk: Desk, given: datetime | None) -> date | None:
    day = given.date() if given else None
    if day is not None and day < desk.today():
        raise UsageProblem(
            _("The planned day {day} has passed").format(day=day.isoformat()),
            _("Give today or a later day, or leave --planned-date out."),
        )
    return day


def _part_lines(readiness: Readiness) -> list[str]:
    lines = [_("Ready: {percent} %").format(percent=readiness.percent)]
    for part in readiness.parts:
        if part.total:
            lines.append(f"  {_(PARTS[part.id])}  {part.done}/{part.total}")
    return lines


def _json(application: Application, readiness: Readiness | None) -> dict[str, object]:
    document: dict[str, object] = {
        "application": application.id,
        "company": application.company_id,
        "platform": application.platform,
        "sites": application.sites,
        "categories": application.categories,
        "planned_date": application.planned_date.isoformat() if application.planned_date else None,
    }
    if readiness is not None:
        document["readiness"] = readiness.percent
        document["parts"] = readiness.to_json()["parts"]
    return document


add_plan_application(app)
add_preparing(app)
