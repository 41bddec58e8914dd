"""`seller-desk platforms plan` and `application plan`: from a day to the latest starts, or from a start to the opening."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.launch_json import plan_json, plan_lines
from seller_desk.cli.session import current
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.desk import Desk
from seller_desk.core.platforms.launch_model import Mode, SitePlan

_Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="YYYY-MM-DD")]
_OpenOn = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Be open by this day")]
_Start = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Begin on this day; default: today")
]
_SubmitOn = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Hand in on this day")
]
_Ics = Annotated[Path | None, typer.Option("--ics", help="Also write a calendar file here")]
_Season = Annotated[
    bool, typer.Option("--high-season", help="Count the guide's reviews as long as in high season")
]


def add_plan(platforms: typer.Typer) -> None:
    """Put the verb beside those of `platforms`."""
    platforms.command("plan")(plan)


def add_plan_application(application: typer.Typer) -> None:
    """Put the verb beside those of `application`."""
    application.command("plan")(plan_application)


def plan(
    site: Annotated[list[str] | None, typer.Option(help="Repeat for several")] = None,
    open_on: _OpenOn = None,
    start: _Start = None,
    submit_on: _SubmitOn = None,
    category: Annotated[list[str] | None, typer.Option(help="A category id; repeat")] = None,
    high_season: _Season = False,
    ics: _Ics = None,
) -> None:
    """When to begin each document and step to open a shop on a day, or when it can open at the earliest."""
    desk = current().desk(write=False)
    company = desk.companies.active()
    company_id = company.id if company else ""
    mode, wanted, begins = _asked(open_on, start, submit_on)
    sites = site or desk.platforms.my_product(company_id).chosen_sites
    if not sites:
        raise UsageProblem(_("Name a site"), _("--site amazon.us; see platforms list."))
    found = [
        desk.launch.plan(
            company_id,
            one,
            mode=mode or "start",
            wanted=wanted,
            begins=begins,
            categories=category,
            high_season=high_season,
        )
        for one in dict.fromkeys(sites)
    ]
    _tell(desk, found, company_id, ics)


def plan_application(
    application: str,
    open_on: _OpenOn = None,
    start: _Start = None,
    submit_on: _SubmitOn = None,
    high_season: _Season = False,
    ics: _Ics = None,
) -> None:
    """The launch plan of an application, by itself for its planned day."""
    desk = current().desk(write=False)
    found = desk.applications.find(application)
    mode, wanted, begins = _asked(open_on, start, submit_on)
    plans = desk.launch.of_application(
        found, mode=mode, wanted=wanted, begins=begins, high_season=high_season
    )
    _tell(desk, plans, found.company_id, ics)


def _asked(
    open_on: datetime | None, start: datetime | None, submit_on: datetime | None
) -> tuple[Mode | None, date | None, date | None]:
    """Mode, wanted day and beginning; no mode where nothing was given. UsageProblem for two wanted days."""
    begins = start.date() if start else None
    if open_on and submit_on:
        raise UsageProblem(
            _("Give --open-on or --submit-on, not both"), _("The other day follows from it.")
        )
    if open_on:
        return "open", open_on.date(), begins
    if submit_on:
        return "submit", submit_on.date(), begins
    return ("start" if begins else None), None, begins


def _tell(desk: Desk, found: list[SitePlan], company_id: str, ics: Path | None) -> None:
    document: dict[str, object] = {"plans": [plan_json(one) for one in found]}
    lines = [line for one in found for line in plan_lines(one)]
    if ics is not None:
        count = desk.launch.export(found, company_id, ics)
        document["ics"] = {"file": str(ics), "events": count}
        words = ngettext("{n} event written to {file}", "{n} events written to {file}", count)
        lines.append(words.format(n=count, file=ics))
    current().emit(document, lines)
    if any(not one.plan.reached or one.plan.blocked for one in found):
        current().exit_code = max(current().exit_code, 1)
