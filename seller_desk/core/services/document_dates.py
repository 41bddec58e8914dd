"""Dates of documents on each application's planned day: what will be stale, by when a fresh one, calendar, void state."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import msgspec

from seller_desk.core.applications.interview import home_day, postcard_deadline
from seller_desk.core.applications.model import Application
from seller_desk.core.applications.reminders import (
    Reminder,
    of_application,
    reminder_rules,
    soon,
)
from seller_desk.core.base.days import shifted
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.measures import Quantity
from seller_desk.core.documents.date_rows import DateRow
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.requirements import RequirementState
from seller_desk.core.documents.rules import Case, CaseRules
from seller_desk.core.documents.timeline import (
    Limit,
    days_left,
    fresh,
    handing_in,
    least_end,
    limits_of,
    state_on,
)
from seller_desk.core.documents.validity import dates_of
from seller_desk.core.documents.views import View
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.date_events import row_events, timed_events
from seller_desk.core.services.fix_order import begin_by, lead_of
from seller_desk.core.services.parts import Parts
from seller_desk.core.services.product_traits import as_query, traits_of


class DocumentDatesService:
    """Use cases of the Dates tab. Thread-safe: holds nothing but the desk."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def rows(
        self, company_id: str, application_id: str | None = None, site: str = ""
    ) -> list[DateRow]:
        """Every document with every application's planned day; of `site` alone, on today, where one is named.

        UsageProblem for an unknown site.
        """
        rules = self._parts.rules()
        if site:
            rules.site(site)
        found: list[DateRow] = []
        for application, view in self._views(company_id, application_id, site):
            found += _Rows(self._parts, rules, company_id, application, view).all()
        return found

    def reminders(self, company_id: str) -> list[Reminder]:
        """What expires or goes stale within the horizon, for the start page."""
        today = self._parts.today()
        found = soon(self.rows(company_id), today)
        for application in self._parts.applications.list(company_id):
            found += of_application(
                application.id,
                self._parts.applications.site_name(application),
                today,
                interview_on=home_day(application.interview_at),
                postcard_until=postcard_deadline(self._parts.rules(), application),
            )
        return sorted(found, key=lambda one: one.day)

    def calendar_file(
        self, company_id: str, application_id: str | None = None, site: str = ""
    ) -> tuple[bytes, int]:
        """All days as iCalendar, and how many they are: the same data give the same bytes."""
        from seller_desk.core.platforms.launch_ics import calendar_file

        rows = self.rows(company_id, application_id, site)
        today = self._parts.today()
        farthest = shifted(today, reminder_rules().calendar_days, "day")
        events = row_events(rows, today, company_id)
        for application in self._applications(company_id, application_id):
            if site and site not in application.sites:
                continue
            where = self._parts.applications.site_name(application)
            deadline = postcard_deadline(self._parts.rules(), application)
            events += timed_events(application, where, deadline, today)
        stamp = self._parts.store.changed_at()
        if stamp is None:
            stamp = datetime.combine(today, time(), UTC)
        near = [one for one in events if one.last <= farthest]
        ordered = sorted(near, key=lambda one: (one.first, one.uid))
        return calendar_file(ordered, stamp, _("Dates of documents")), len(ordered)

    def export(
        self,
        company_id: str,
        target: Path,
        *,
        application_id: str | None = None,
        site: str = "",
        overwrite: bool = False,
    ) -> int:
        """Write the calendar file; how many events are in it. DeskError where there is nothing, or it cannot be written."""
        data, events = self.calendar_file(company_id, application_id, site)
        if not events:
            raise DeskError(
                _("There is nothing to put into a calendar"),
                _("Enter the dates of the documents first."),
            )
        self._parts.store.write_out(
            target, data, company_id=company_id, what="dates", form="ics", overwrite=overwrite
        )
        return events

    def set_void(self, document_id: str, on: date, reason: str) -> Document:
        """From this day on it answers nothing any more. UsageProblem without a reason."""
        if not reason.strip():
            raise UsageProblem(
                _("Say why the document is void"), _("For example: the licence was changed.")
            )
        found = self._parts.documents.get(document_id)
        changed = msgspec.structs.replace(found, void_on=on, void_reason=reason.strip())
        with self._parts.store.work(N_("Mark a document void")) as work:
            work.documents.save(changed)
        return changed

    def lift_void(self, document_id: str) -> Document:
        """It counts again."""
        found = self._parts.documents.get(document_id)
        changed = msgspec.structs.replace(found, void_on=None, void_reason="")
        with self._parts.store.work(N_("A document counts again")) as work:
            work.documents.save(changed)
        return changed

    def _applications(self, company_id: str, application_id: str | None) -> Sequence[Application]:
        if application_id:
            return [self._parts.applications.get(application_id)]
        return self._parts.applications.list(company_id)

    def _views(
        self, company_id: str, application_id: str | None, site: str
    ) -> Iterator[tuple[Application | None, View]]:
        with self._parts.store.read() as work:
            company = work.companies.get(company_id)
        entity = company.entity_kind if company else ""
        said = traits_of(self._parts.store, company_id)
        traits = {category: as_query(said, category) for category in said}
        today = self._parts.today()
        applications = self._applications(company_id, application_id)
        if site:
            applications = [one for one in applications if site in one.sites]
        for one in applications:
            sites = (site,) if site else tuple(one.sites)
            on = one.judged_on(today)
            yield one, View(sites, tuple(one.categories), entity, on, traits)
        if not applications:
            yield None, View((site,) if site else (), (), entity, today, traits)


class _Rows:
    """The rows of one application."""

    def __init__(
        self,
        parts: Parts,
        rules: RuleBook,
        company_id: str,
        application: Application | None,
        view: View,
    ) -> None:
        self._parts, self._rules, self._company_id = parts, rules, company_id
        self._application, self._view = application, view
        self._mine = application.id if application else ""
        self._where = parts.applications.site_name(application) if application else ""
        if application is None and view.sites:
            self._where = rules.site(view.sites[0]).name.text()

    def all(self) -> list[DateRow]:
        """What is asked for, in the packs' order; then what nobody asks for, then what is void."""
        service = self._parts.documents
        every = service.list(self._company_id, self._mine or None)
        states = [
            one
            for one in service.states(self._company_id, self._mine or None, self._view)
            if one.documents or one.state == "missing"
        ]
        rows: list[DateRow] = []
        seen: set[str] = set()
        for state in states:
            own = [one for one in (*state.documents, *state.others) if one.id not in seen]
            seen |= {one.id for one in own}
            good = any(self._row(one, None).state in ("good", "free") for one in state.documents)
            rows += [
                self._row(one, state, answered=good and one not in state.documents) for one in own
            ]
            if state.state == "missing":
                rows.append(self._missing(state))
        # What no application asks for stands in nobody's way.
        spare = bool(self._mine)
        return rows + [self._row(one, None, answered=spare) for one in every if one.id not in seen]

    def _row(
        self, document: Document, state: RequirementState | None, *, answered: bool = False
    ) -> DateRow:
        dates, on, today = (
            self._parts.documents.dates(document),
            self._view.on,
            self._parts.today(),
        )
        limits = self._limits(document.kind)
        start = dates.issued_on or dates.valid_from
        need = state.requirement.id if state else ""
        lead, source = self._lead(need, document.kind)
        fresh_window = fresh(on, limits)
        label = document.name if document.kind == "unknown" else kind_name(document.kind)
        return DateRow(
            key=f"{self._mine}|{document.id}",
            application_id=self._mine,
            where=self._where,
            on=on,
            label=label,
            kind=document.kind,
            state="void" if document.is_void(on) else state_on(dates, limits, on),
            name=document.name,
            document_id=document.id,
            requirement_id=need,
            dates=dates,
            read=dates != dates_of(document),
            limits=tuple(limits),
            window=handing_in(dates, limits),
            fresh=fresh_window,
            left=days_left(dates, on),
            left_today=days_left(dates, today),
            age=(on - start).days if start else None,
            least_end=least_end(on, limits),
            begin_by=begin_by(fresh_window.last or on, lead),
            lead=lead,
            lead_source=source,
            void_on=document.void_on,
            void_reason=document.void_reason,
            answered=answered,
        )

    def _missing(self, state: RequirementState) -> DateRow:
        on, kind = self._view.on, state.requirement.kinds[0]
        limits = self._limits(kind)
        lead, source = self._lead(state.requirement.id, kind)
        window = fresh(on, limits)
        return DateRow(
            key=f"{self._mine}|{state.requirement.id}",
            application_id=self._mine,
            where=self._where,
            on=on,
            label=state.label,
            kind=kind,
            state="missing",
            requirement_id=state.requirement.id,
            limits=tuple(limits),
            fresh=window,
            least_end=least_end(on, limits),
            begin_by=begin_by(window.last or on, lead),
            lead=lead,
            lead_source=source,
        )

    def _limits(self, kind: str) -> list[Limit]:
        found: list[Limit] = []
        for site in self._view.sites:
            case = Case(kind=kind, site=site, on=self._view.on, entity=self._view.entity)
            found += limits_of(CaseRules(self._rules, case))
        return found

    def _lead(self, need: str, kind: str) -> tuple[Quantity | None, SourceNote | None]:
        """How long it takes to get one; None where nobody says."""
        found = lead_of(self._rules, self._view, [need, kind] if need else [kind])
        return found if found is not None else (None, None)
