"""What the sites of an application ask for, and which of our documents serve it."""

from collections.abc import Mapping, Sequence
from datetime import date

from seller_desk.core.applications.model import Application
from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.company.model import Company
from seller_desk.core.documents.certificates import answers
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.views import add_needed
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Requirement

Traits = Mapping[str, tuple[tuple[str, bool], ...]]


def requirements_of(
    rules: RuleBook,
    application: Application,
    company: Company,
    on: date,
    traits: Traits | None = None,
) -> Sequence[Requirement]:
    """The documents that the sites ask for, each once. `traits`: what the seller said of products, by category."""
    found: dict[str, Requirement] = {}
    for site in application.sites:
        for category in application.categories or [""]:
            query = Query(
                site=site,
                on=on,
                category=category,
                entity=company.entity_kind,
                traits=(traits or {}).get(category, ()),
            )
            for one in rules.requirements(query):
                add_needed(found, one)
    return [*found.values()]


def serves(document: Document, application_id: str) -> bool:
    """Whether this document may go into the application's packet."""
    return not document.application_ids or application_id in document.application_ids


def requirements_met(
    requirements: Sequence[Requirement], documents: Sequence[Document], application_id: str
) -> dict[str, Sequence[str]]:
    """Requirement id -> ids of the documents that serve it."""
    usable = [one for one in documents if serves(one, application_id)]
    return {
        need.id: [one.id for one in usable if answers(need, one)]
        for need in requirements
        if need.severity != "hint"
    }


def documents_count(
    met: Mapping[str, Sequence[str]], findings: Sequence[Finding]
) -> tuple[int, int]:
    """(met without a blocker, all) of the requirements."""
    bad = {one.subject.id for one in findings if one.severity is Severity.BLOCKER}
    done = sum(
        1 for need, ids in met.items() if ids and need not in bad and not all(i in bad for i in ids)
    )
    return done, len(met)
