"""Applications: start, find, change, check. Checking asks every step for its findings."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from seller_desk.core.applications.checklist import Action, next_actions
from seller_desk.core.applications.form import FormInput, FormRow, fill_form, form_fields
from seller_desk.core.applications.model import Application
from seller_desk.core.applications.needs import documents_count, requirements_met, requirements_of
from seller_desk.core.applications.readiness import (
    PARTS,
    Readiness,
    clean_count,
    company_count,
    readiness,
)
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.company.model import Company
from seller_desk.core.documents.void import standing
from seller_desk.core.rules.book import platform_of
from seller_desk.core.rules.catalogs import categories as known_categories
from seller_desk.core.rules.model import Requirement
from seller_desk.core.services.names import new_id
from seller_desk.core.services.parts import Parts
from seller_desk.core.services.product_traits import as_query, traits_of

# `list` names a method below, so the built-in is spelled here.
Texts = list[str]
StepFindings = Callable[[str, str | None], Sequence[Finding]]


class ApplicationCheck(NamedTuple):
    """How far an application is, and all problems of its steps."""

    readiness: Readiness
    findings: Sequence[Finding]


class Overview(NamedTuple):
    """One application with its readiness and its findings by step."""

    application: Application
    readiness: Readiness
    by_step: Mapping[str, Sequence[Finding]]


class ApplicationService:
    """Use cases of applications. Thread-safe: holds nothing but the desk."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def new(
        self,
        company_id: str,
        platform: str,
        sites: Sequence[str],
        categories: Sequence[str] = (),
        planned_date: date | None = None,
    ) -> Application:
        """Start an application. `sites` are ids (`amazon.us`) or country parts (`us`); UsageProblem if unknown,
        as for categories.

        Raises DeskError if this company already applies to one of these sites.
        """
        full = self._site_ids(platform, sites)
        for category in categories:
            if category not in known_categories():
                raise UsageProblem(
                    _("There is no category “{category}”").format(category=category),
                    _("There are: {known}").format(known=listed(known_categories())),
                )
        for other in self.list(company_id):
            twice = sorted(set(other.sites) & set(full))
            if twice:
                raise DeskError(
                    _("There is already an application for {site}").format(site=twice[0]),
                    _("Change that one, or choose other sites."),
                )
        application = Application(
            id=new_id(),
            company_id=company_id,
            platform=platform,
            sites=full,
            categories=[*categories],
            planned_date=planned_date,
            created_on=self._parts.today(),
        )
        with self._parts.store.work(N_("Start application")) as work:
            if work.companies.get(company_id) is None:
                raise DeskError(_("There is no company yet"), _("Enter the company first."))
            work.applications.save(application)
        return application

    def get(self, application_id: str) -> Application:
        """The application; DeskError if it is gone."""
        with self._parts.store.read() as work:
            found = work.applications.get(application_id)
        if found is None:
            raise DeskError(_("There is no such application"), _("See application list."))
        return found

    def find(self, text: str, company_id: str = "") -> Application:
        """By id, unique start of an id, site (`amazon.us`) or platform (`amazon`); DeskError if none or several fit."""
        with self._parts.store.read() as work:
            every = work.applications.find(**({"company_id": company_id} if company_id else {}))
        if not every:
            raise DeskError(
                _("There is no application yet"),
                _("Start one: seller-desk application new --platform amazon --site us"),
            )
        for fits in (
            [one for one in every if one.id == text],
            [one for one in every if text in one.sites],
            [one for one in every if one.platform == text],
            [one for one in every if text and one.id.startswith(text)],
        ):
            if len(fits) == 1:
                return fits[0]
            if fits:
                known = listed(one.id for one in fits)
                raise DeskError(
                    _("“{text}” fits several applications").format(text=text),
                    _("Name one by its id: {known}").format(known=known),
                )
        known = listed(one.id for one in every)
        raise DeskError(
            _("No application is called “{text}”").format(text=text),
            _("There are: {known}").format(known=known),
        )

    def update(self, application: Application) -> Application:
        """Save the changed application; its sites are checked as in `new`."""
        full = self._site_ids(application.platform, application.sites)
        changed = msgspec.structs.replace(application, sites=full)
        with self._parts.store.work(N_("Change application")) as work:
            work.applications.save(changed)
        return changed

    def set_planned_date(self, application_id: str, day: date | None) -> Application:
        """Plan to submit on this day; everything is judged on it."""
        application = self.get(application_id)
        return self.update(msgspec.structs.replace(application, planned_date=day))

    def set_listing_template(self, application_id: str, path: Path | None) -> Application:
        """Fill this template of the seller's for the listing file; the file itself stays where it is."""
        application = self.get(application_id)
        place = str(path.absolute()) if path else ""
        return self.update(msgspec.structs.replace(application, listing_template=place))

    def delete(self, application_id: str) -> None:
        """Remove the application; documents and packets on disk stay. Undo brings it back."""
        with self._parts.store.work(N_("Delete application")) as work:
            work.applications.delete(application_id)

    def check(self, application_id: str) -> ApplicationCheck:
        """Readiness and the findings of all steps for its sites."""
        seen = self.overview(application_id)
        return ApplicationCheck(
            seen.readiness, [one for found in seen.by_step.values() for one in found]
        )

    def overview(self, application_id: str) -> Overview:
        """Like `check`, with the findings by step."""
        application = self.get(application_id)
        by_step = self.step_findings(application)
        return Overview(
            application, readiness(self._counts(application, by_step), by_step), by_step
        )

    def overviews(self, company_id: str) -> Sequence[Overview]:
        """All applications of a company, as `overview`."""
        return [self.overview(one.id) for one in self.list(company_id)]

    def actions(self, overviews: Sequence[Overview]) -> Sequence[Action]:
        """What to do next in these applications, soonest first."""
        return next_actions(
            [one.application for one in overviews],
            {one.application.id: one.by_step for one in overviews},
        )

    def step_findings(self, application: Application) -> dict[str, Sequence[Finding]]:
        """The findings of every step that has a part in readiness."""
        parts = self._parts
        ask: dict[str, StepFindings] = {
            "company": parts.companies.findings,
            "documents": parts.documents.findings,
            "listings": parts.listings.findings,
            "shipping": parts.shipping.findings,
            "accounts": parts.accounts.findings,
        }
        return {step: ask[step](application.company_id, application.id) for step in PARTS}

    def form(
        self, application: Application, files: Mapping[str, Sequence[str]] | None = None
    ) -> Sequence[FormRow]:
        """The platform's form filled in; `files` maps a document kind to its names in the packet."""
        rules, company = self._parts.rules(), self._company(application.company_id)
        fields = form_fields(rules, application, company, self.judged_on(application))
        given = FormInput(
            company=company, application=application, sites=rules.sites, files=files or {}
        )
        return fill_form(fields, given)

    def requirements(self, application: Application) -> Sequence[Requirement]:
        """The documents that its sites ask for, in the pack's order, each once."""
        rules, company = self._parts.rules(), self._company(application.company_id)
        said = traits_of(self._parts.store, company.id)
        traits = {category: as_query(said, category) for category in said}
        return requirements_of(rules, application, company, self.judged_on(application), traits)

    def judged_on(self, application: Application) -> date:
        """The day that everything is judged on: the planned one while it lies ahead, else today."""
        return application.judged_on(self._parts.today())

    def site_name(self, application: Application) -> str:
        """How the screen calls it: `Amazon · United States, Germany`."""
        platform, sites = self.names(application)
        return f"{platform} · {sites}" if sites else platform

    def names(self, application: Application) -> tuple[str, str]:
        """The names of its platform and of its sites, in the language in use."""
        rules = self._parts.rules()
        packs = (pack.name for pack in rules.packs if pack.platform == application.platform)
        platform = next((name.text() for name in packs), application.platform)
        known = [rules.sites[site].name.text() for site in application.sites if site in rules.sites]
        names = [name.removeprefix(platform).strip(" ·・-") or name for name in known]
        return platform, listed(names)

    def _counts(
        self, application: Application, by_step: Mapping[str, Sequence[Finding]]
    ) -> dict[str, tuple[int, int]]:
        owner = application.company_id
        with self._parts.store.read() as work:
            every = work.documents.find(company_id=owner)
            listings = work.listings.count(company_id=owner)
        documents = standing(every, self.judged_on(application))
        met = requirements_met(self.requirements(application), documents, application.id)
        return {
            "company": company_count(self.form(application)),
            "documents": documents_count(met, by_step["documents"]),
            "listings": clean_count(listings, by_step["listings"], ("listing", "image"))
            if listings
            else (0, 1),
            "shipping": (int(self._parts.shipping.started(owner)), 1),
            # Passwords may be kept elsewhere: the part counts once the seller uses it.
            "accounts": (1, 1) if self._parts.accounts.started(owner) else (0, 0),
        }

    def _company(self, company_id: str) -> Company:
        with self._parts.store.read() as work:
            company = work.companies.get(company_id)
        if company is None:
            raise DeskError(_("There is no company yet"), _("Enter the company first."))
        return company

    def _site_ids(self, platform: str, sites: Sequence[str]) -> "Texts":
        known = self._parts.rules().sites
        full = [site if "." in site or site == platform else f"{platform}.{site}" for site in sites]
        here = [site for site in known if platform_of(site) == platform]
        if not here:
            platforms = listed(sorted({platform_of(site) for site in known}))
            raise UsageProblem(
                _("There is no platform “{platform}”").format(platform=platform),
                _("There are: {known}").format(known=platforms),
            )
        for site in full:
            if site not in here:
                raise UsageProblem(
                    _("There is no site “{site}”").format(site=site),
                    _("There are: {known}").format(known=listed(here)),
                )
        if not full:
            raise UsageProblem(_("An application needs a site"), listed(here))
        return [*dict.fromkeys(full)]

    def list(self, company_id: str) -> Sequence[Application]:
        """The company's applications, oldest first."""
        with self._parts.store.read() as work:
            return work.applications.find(company_id=company_id)
