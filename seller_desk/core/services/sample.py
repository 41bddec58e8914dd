"""The sample company: invented, made through the same services as any other, with four seeded problems.

What it holds is data (`resources/samples/sample.toml`); the seeded problems are listed there too, and a test holds
the sample to exactly them.
"""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import msgspec

from seller_desk.core.applications.model import Answer
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.company.model import Company
from seller_desk.core.platforms.model import Product
from seller_desk.core.services.parts import Parts

# Set when all of it is there: a sample whose making was interrupted is completed, never made twice.
_COMPLETE = "sample.complete"
RATES_NAME = N_("Sample carrier")


class SampleDocument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paper of the sample and what the seller would type beside it."""

    file: str
    kind: str
    side: str = ""
    person: str = ""
    issued_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None


class SampleApplication(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An application that the sample starts."""

    platform: str
    sites: list[str]
    categories: list[str] = []
    answers: dict[str, Literal["yes", "no", "not_needed"]] = {}


class SeededProblem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A problem put in on purpose. `label`: the document's kind, or the listing's SKU."""

    code: str
    label: str


class SamplePlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`sample.toml`. Files are names inside the samples folder."""

    planned_date: date
    days_ahead: int
    listings: str
    rates: str
    template: str
    product: Product
    application: list[SampleApplication]
    document: list[SampleDocument]
    problem: list[SeededProblem]


def samples_dir() -> Path:
    """Where the sample's files are."""
    return resources_dir() / "samples"


def sample_plan() -> SamplePlan:
    """What the sample holds."""
    text = (samples_dir() / "sample.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), SamplePlan, strict=False)


def planned_day(plan: SamplePlan, today: date) -> date:
    """The plan's own day while it lies ahead, else some days from today."""
    return max(plan.planned_date, today + timedelta(days=plan.days_ahead))


class SampleService:
    """Opens the sample company; the second time the same one."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def find(self) -> Company | None:
        """The sample company, if it was opened before."""
        return next((one for one in self._parts.companies.list() if one.sample), None)

    def open(self, report: Progress = silent, stop: Stop = never) -> str:
        """The sample company's id; makes it if it is not there. It comes into view.

        Raises DeskError if its files are damaged, and Cancelled; opening it again then goes on.
        """
        found = self.find()
        store = self._parts.store
        if found is None or store.setting(_COMPLETE) != found.id:
            plan = sample_plan()
            company_id = found.id if found else self._company()
            steps = (
                (N_("Company"), self._fill_company),
                (N_("Platforms"), self._product),
                (N_("Applications"), self._applications),
                (N_("Documents"), self._documents),
                (N_("Listings"), self._listings),
                (N_("Shipping"), self._shipping),
            )
            for number, (name, step) in enumerate(steps):
                check_stop(stop)
                report(number, len(steps), _(name))
                step(company_id, plan)
            store.set_setting(_COMPLETE, company_id)
            report(len(steps), len(steps), "")
        else:
            company_id = found.id
        self._parts.companies.use(company_id)
        return company_id

    def _company(self) -> str:
        company = self._parts.companies.create()
        self._parts.companies.save(msgspec.structs.replace(company, sample=True))
        return company.id

    def _fill_company(self, company_id: str, _plan: SamplePlan) -> None:
        self._parts.companies.set_from_file(samples_dir() / "company.toml", company_id)

    def _product(self, company_id: str, plan: SamplePlan) -> None:
        self._parts.platforms.set_my_product(company_id, plan.product)

    def _applications(self, company_id: str, plan: SamplePlan) -> None:
        service = self._parts.applications
        day = planned_day(plan, self._parts.today())
        there = {one.platform: one for one in service.list(company_id)}
        for one in plan.application:
            made = there.get(one.platform)
            if made is None:
                made = service.new(company_id, one.platform, one.sites, one.categories, day)
            if one.answers and not made.answers:
                on = self._parts.today()
                given = {key: Answer(answer=said, on=on) for key, said in one.answers.items()}
                service.update(msgspec.structs.replace(made, answers=given))

    def _documents(self, company_id: str, plan: SamplePlan) -> None:
        service = self._parts.documents
        folder = samples_dir() / "documents"
        service.add(company_id, [folder / one.file for one in plan.document])
        by_name = {one.name: one for one in service.list(company_id)}
        for one in plan.document:
            document = by_name.get(one.file)
            if document is None:
                raise DeskError(
                    _("A file of the sample company is damaged"),
                    _("Install Seller Desk again."),
                    file=folder / one.file,
                )
            service.update(document.id, **_described(one))

    def _listings(self, company_id: str, plan: SamplePlan) -> None:
        from seller_desk.core.services.listing_imports import ImportRequest

        request = ImportRequest(path=samples_dir() / plan.listings)
        self._parts.listings.import_file(company_id, request)

    def _shipping(self, company_id: str, plan: SamplePlan) -> None:
        service = self._parts.shipping
        service.import_rates(company_id, samples_dir() / plan.rates, _(RATES_NAME))
        service.set_template(company_id, samples_dir() / plan.template)


def _described(one: SampleDocument) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "side": one.side,
        "person": one.person,
        "issued_on": one.issued_on,
        "valid_from": one.valid_from,
        "valid_until": one.valid_until,
    }
