"""Which questions an application is asked before it is handed in, and what is wrong with the answers."""

from collections.abc import Iterable, Sequence
from datetime import date

from seller_desk.core.applications.model import Application
from seller_desk.core.applications.preflight import question_findings
from seller_desk.core.base.findings import Finding
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Question


def questions_of(
    rules: RuleBook, application: Application, entity: str, today: date
) -> list[Question]:
    """Those of its sites and categories, each once, in the packs' order."""
    found: dict[str, Question] = {}
    for site in application.sites:
        for category in application.categories or [""]:
            query = Query(
                site=site, on=application.judged_on(today), category=category, entity=entity
            )
            for one in rules.questions(query):
                found.setdefault(one.id, one)
    return [*found.values()]


def open_questions(
    rules: RuleBook, applications: Iterable[Application], entity: str, today: date
) -> Sequence[Finding]:
    """What is unanswered, or answered with no."""
    return [
        finding
        for one in applications
        for finding in question_findings(one, questions_of(rules, one, entity, today))
    ]
