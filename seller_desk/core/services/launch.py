"""The launch plan of a company: what is on file counts as done, times come from the packs or the seller, days from calendars."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import msgspec

from seller_desk.core.applications.model import Application
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import Severity
from seller_desk.core.base.language import N_, _, language
from seller_desk.core.base.wording import wording
from seller_desk.core.base.workdays import LONGEST_DAYS, WorkCalendar
from seller_desk.core.documents.requirements import RequirementState
from seller_desk.core.documents.views import View
from seller_desk.core.documents.void import standing
from seller_desk.core.platforms.launch import plan_launch
from seller_desk.core.platforms.launch_ics import Event, calendar_file, plan_events
from seller_desk.core.platforms.launch_model import (
    LaunchChoice,
    Mode,
    Plan,
    SitePlan,
    Whose,
)
from seller_desk.core.platforms.launch_steps import (
    OWN_KEY,
    Here,
    LaunchCase,
    Steps,
    launch_steps,
)
from seller_desk.core.rules.book import Override, Query
from seller_desk.core.rules.calendars import HOME, work_calendar
from seller_desk.core.rules.catalogs import categories as known_categories
from seller_desk.core.rules.catalogs import known_category
from seller_desk.core.services.parts import Parts
from seller_desk.core.services.product_traits import as_query, traits_of
from seller_desk.core.store.settings import Setting

_CHOICE = "launch"
# Documents that are good today may be too old on the day: the plan is made again until the day stays.
_ROUNDS = 6
# A document with such a problem does not do on the day, however sure the source is.
_DATES = ("document.expired", "document.validity_short", "document.issued_too_long_ago", "document.too_new")  # fmt: skip
_FARTHEST = timedelta(days=LONGEST_DAYS)


class LaunchService:
    """Use cases of the launch plan. Thread-safe: holds nothing but the desk."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def plan(
        self,
        company_id: str,
        site: str,
        *,
        mode: Mode = "start",
        wanted: date | None = None,
        begins: date | None = None,
        categories: Sequence[str] | None = None,
        application: Application | None = None,
        high_season: bool = False,
    ) -> SitePlan:
        """The plan of one site. `wanted`: the day of modes `open` and `submit`; `begins`: today unless given.

        UsageProblem for an unknown site or category, and for days in the past or more than ten years ahead.
        """
        info = self._parts.platforms.site(site)
        begins = begins or self._parts.today()
        self._check(begins, wanted)
        if categories is None:
            mine = known_category(self._parts.platforms.my_product(company_id).category)
            categories = (application.categories if application else []) or ([mine] if mine else [])
        unknown = next((one for one in categories if one not in known_categories()), "")
        if unknown:
            raise UsageProblem(
                _("There is no category “{id}”").format(id=unknown), _("See rules ids.")
            )
        on, not_here, found = begins, frozenset[str](), None
        for _round in range(_ROUNDS):
            case = self._case(company_id, site, on, categories, application, not_here)
            steps = launch_steps(self._parts.rules(), replace(case, high_season=high_season))
            plan = self._planned(steps, info.country, begins, mode, wanted)
            found = SitePlan(
                site=site,
                name=info.name.text(),
                plan=plan,
                gate=steps.gate,
                open_demands=steps.open_demands,
                no_category=not categories,
                high_season=high_season,
            )
            not_here |= {one for one, here in case.here.items() if not here.done}
            if max(plan.submits_on, begins) == on:
                break
            on = max(plan.submits_on, begins)
        assert found is not None
        return found

    def of_application(
        self,
        application: Application,
        *,
        mode: Mode | None = None,
        wanted: date | None = None,
        begins: date | None = None,
        high_season: bool = False,
    ) -> list[SitePlan]:
        """A plan for each of its sites; by itself for its planned day, while that lies ahead (ten years at most)."""
        if mode is None:
            planned, today = application.planned_date, self._parts.today()
            ahead = planned is not None and today <= planned <= today + _FARTHEST
            mode, wanted = ("submit", planned) if ahead else ("start", None)
        return [
            self.plan(
                application.company_id,
                site,
                mode=mode,
                wanted=wanted,
                begins=begins,
                application=application,
                high_season=high_season,
            )
            for site in application.sites
        ]

    def choice(self, company_id: str) -> LaunchChoice:
        """What the seller asked for last."""
        text = self._parts.store.setting(f"{_CHOICE}.{company_id}")
        return msgspec.json.decode(text, type=LaunchChoice) if text else LaunchChoice()

    def set_choice(self, company_id: str, choice: LaunchChoice) -> None:
        """Keep it for the next time."""
        text = msgspec.json.encode(choice).decode()
        with self._parts.store.work(N_("Launch plan")) as work:
            work.typed.save(Setting(id=f"{_CHOICE}.{company_id}", value=text))

    def set_days(self, key: str, site: str, days: int | None) -> None:
        """The seller's own working days (or days, where the packs count days) under this key; None takes them back.

        UsageProblem for a number that cannot be.
        """
        if days is None:
            with self._parts.store.work(N_("Remove own value")) as work:
                work.overrides.delete(_own_id(key, site))
            return
        if not 0 <= days <= LONGEST_DAYS:
            raise UsageProblem(
                _("“{text}” is not a number of days").format(text=days),
                _("A whole number from 0 to {most}.").format(most=LONGEST_DAYS),
            )
        if not key.startswith(OWN_KEY):
            # The packs have it: the seller's value shows what they say beside it.
            self._parts.platforms.overrule(key, str(days), site=site)
            return
        own = Override(
            id=_own_id(key, site), key=key, value=days, site=site, set_on=self._parts.today()
        )
        with self._parts.store.work(N_("Own value")) as work:
            work.overrides.save(own)

    def calendar_file(self, plans: Sequence[SitePlan], owner: str) -> bytes:
        """The plans as iCalendar: the same plan gives the same bytes. `owner` (a company's id) makes the events' ids."""
        stamp = self._parts.store.changed_at()
        if stamp is None:
            first = min((one.plan.begins for one in plans), default=self._parts.today())
            stamp = datetime.combine(first, time(), UTC)
        events: list[Event] = [event for one in plans for event in plan_events(one, owner)]
        return calendar_file(events, stamp)

    def export(
        self, plans: Sequence[SitePlan], owner: str, target: Path, *, overwrite: bool = False
    ) -> int:
        """Write the iCalendar file; how many events are in it. DeskError where there is nothing, or it cannot be written."""
        events = sum(len(plan_events(one, owner)) for one in plans)
        if not events:
            raise DeskError(_("There is nothing to put into a calendar"), _("Everything is done."))
        data = self.calendar_file(plans, owner)
        self._parts.store.write_out(
            target, data, company_id=owner, what="calendar", form="ics", overwrite=overwrite
        )
        return events

    def calendars(self, country: str) -> Mapping[Whose, WorkCalendar]:
        """China's calendar and the destination's; of a site without country, China's for both."""
        spoken = language()
        home = work_calendar(HOME, spoken)
        return {"home": home, "site": work_calendar(country, spoken) if country else home}

    def _planned(
        self, steps: Steps, country: str, begins: date, mode: Mode, wanted: date | None
    ) -> Plan:
        blocked = steps.gate.reasons[0] if steps.gate.answer == "no" else ""
        return plan_launch(
            steps.steps,
            self.calendars(country),
            begins,
            mode=mode,
            wanted=wanted,
            blocked=blocked,
        )

    def _case(
        self,
        company_id: str,
        site: str,
        on: date,
        categories: Sequence[str],
        application: Application | None,
        not_here: frozenset[str],
    ) -> LaunchCase:
        seller = self._parts.platforms.seller(company_id)
        said = traits_of(self._parts.store, company_id)
        first, *more = [
            Query(
                site=site,
                on=on,
                category=category,
                entity=seller.entity,
                traits=as_query(said, category),
            )
            for category in categories or [""]
        ]
        view = View(
            sites=(site,),
            categories=tuple(categories),
            entity=seller.entity,
            on=on,
            traits={category: as_query(said, category) for category in said},
        )
        mine = application.id if application else None
        states = self._parts.documents.states(company_id, mine, view)
        filed = standing(self._parts.documents.list(company_id, mine), on)
        return LaunchCase(
            query=first,
            more=tuple(more),
            established_on=seller.established_on,
            here={one.requirement.id: _here(one, not_here) for one in states},
            kinds_here=frozenset(
                one.kind for one in filed if one.valid_until is None or one.valid_until >= on
            ),
        )

    def _check(self, begins: date, wanted: date | None) -> None:
        today = self._parts.today()
        for day in (begins, wanted or begins):
            if day < today:
                raise UsageProblem(
                    _("{day} has passed").format(day=day.isoformat()), _("Give a day ahead.")
                )
            if day > today + _FARTHEST:
                raise UsageProblem(
                    _("{day} is too far ahead").format(day=day.isoformat()),
                    _("Plans reach ten years ahead."),
                )


def _here(state: RequirementState, not_here: frozenset[str]) -> Here:
    """On file and good on the day? What was not on an earlier day of this plan stays to be done."""
    wrong = [
        one
        for one in state.findings
        if one.severity is Severity.BLOCKER
        or (one.code in _DATES and one.severity is not Severity.HINT)
    ]
    here = bool(state.documents) and not wrong and state.requirement.id not in not_here
    why = wording(wrong[0]).title if wrong and state.documents else ""
    kind = state.documents[0].kind if state.documents else ""
    return Here(done=here, label=state.label, kind=kind, why=why)


def _own_id(key: str, site: str) -> str:
    """As the own values of other steps are named."""
    return "|".join((key, site, ""))
