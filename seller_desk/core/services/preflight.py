"""Before handing in: all problems in the order in which to fix them, and the questions that only the seller can answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from seller_desk.core.applications.model import Answer, Application
from seller_desk.core.applications.preflight import FixStep
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.documents.views import View
from seller_desk.core.rules.model import Question
from seller_desk.core.services.fix_order import FixOrder
from seller_desk.core.services.parts import Parts
from seller_desk.core.services.questions import questions_of

ANSWERS = ("yes", "no", "not_needed")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer; `on_file`: names of documents that prove it."""

    question: Question
    answer: Answer | None
    on_file: tuple[str, ...] = ()


class PreflightService:
    """Use cases before handing in. Thread-safe: holds nothing but the desk."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def questions(self, application_id: str) -> list[Asked]:
        """What the application is asked, in the packs' order."""
        application = self._parts.applications.get(application_id)
        entity = self._entity(application.company_id)
        asked = questions_of(self._parts.rules(), application, entity, self._parts.today())
        on = self._parts.applications.judged_on(application)
        papers = self._parts.documents.list(application.company_id, application_id)
        return [
            Asked(
                one,
                application.answers.get(one.id),
                tuple(
                    paper.name
                    for paper in papers
                    if paper.kind in one.kinds and not paper.is_void(on)
                ),
            )
            for one in asked
        ]

    def answer(
        self, application_id: str, question_id: str, answer: str | None, note: str = ""
    ) -> Application:
        """Keep an answer (`yes`, `no`, `not_needed`), or take it back with None. UsageProblem for unknown ones."""
        application = self._parts.applications.get(application_id)
        known = [one.question.id for one in self.questions(application_id)]
        if question_id not in known:
            raise UsageProblem(
                _("There is no question “{id}”").format(id=question_id),
                _("There are: {known}").format(known=listed(known)),
            )
        if answer is not None and answer not in ANSWERS:
            raise UsageProblem(
                _("“{text}” is not an answer").format(text=answer),
                _("There are: {known}").format(known=listed(ANSWERS)),
            )
        answers = {one: kept for one, kept in application.answers.items() if one != question_id}
        if answer is not None:
            answers[question_id] = msgspec.convert(
                {"answer": answer, "note": note.strip(), "on": self._parts.today()}, Answer
            )
        changed = msgspec.structs.replace(application, answers=answers)
        with self._parts.store.work(N_("Answer a question")) as work:
            work.applications.save(changed)
        return changed

    def steps(self, application_id: str, findings: Sequence[Finding]) -> list[FixStep]:
        """These problems in the order in which to fix them, each with why."""
        application = self._parts.applications.get(application_id)
        papers = self._parts.documents.list(application.company_id, application_id)
        needs = self._parts.applications.requirements(application)
        kinds = {one.id: [one.kind] for one in papers} | {one.id: one.kinds for one in needs}
        view = View(
            sites=tuple(application.sites),
            categories=tuple(application.categories),
            entity=self._entity(application.company_id),
            on=self._parts.applications.judged_on(application),
        )
        return FixOrder(self._parts.rules(), [view], kinds).steps(findings)

    def documents(self, application_id: str) -> list[FixStep]:
        """All problems of all documents, and the open questions."""
        application = self._parts.applications.get(application_id)
        found = self._parts.documents.findings(application.company_id, application_id)
        return self.steps(application_id, found)

    def _entity(self, company_id: str) -> str:
        with self._parts.store.read() as work:
            company = work.companies.get(company_id)
        return company.entity_kind if company else ""
