"""Company data that a product rule of a destination wants shown, such as the responsible person in the EU (GPSR)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from seller_desk.core.applications.model import Application
from seller_desk.core.base.findings import Finding, Place, Severity, Subject, capped
from seller_desk.core.company.fields import field_of, is_filled
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Compliance
from seller_desk.core.services.product_traits import Said, as_query, traits_of
from seller_desk.core.store.store import Store


class DataOfProducts:
    """Called with a company and an application (None: all of the company's). Thread-safe: holds nothing but the store."""

    def __init__(
        self, store: Store, rules: Callable[[], RuleBook], today: Callable[[], date]
    ) -> None:
        self._store, self._rules, self._today = store, rules, today

    def __call__(self, company_id: str, application_id: str | None) -> list[Finding]:
        """`company.data_missing` for each value that the destinations of the application want."""
        with self._store.read() as work:
            company = work.companies.get(company_id)
            every = work.applications.find(company_id=company_id)
        chosen = [one for one in every if application_id in (None, "", one.id)]
        if company is None or not chosen:
            return []
        said = traits_of(self._store, company_id)
        asked: dict[str, tuple[str, Compliance]] = {}
        rules = self._rules()
        for query in _queries(chosen, company.entity_kind, said, self._today()):
            for one in rules.demands(query):
                if one.entry.data and one.certain:
                    asked.setdefault(one.entry.data, (query.site, one.entry))
        return [
            _missing(company.id, path, site, entry)
            for path, (site, entry) in asked.items()
            if field_of(path) is not None and not is_filled(company, path)
        ]


def _queries(
    applications: Sequence[Application], entity: str, said: dict[str, Said], today: date
) -> Iterator[Query]:
    for application in applications:
        for site in application.sites:
            for category in application.categories or [""]:
                yield Query(
                    site=site,
                    on=application.judged_on(today),
                    category=category,
                    entity=entity,
                    traits=as_query(said, category),
                )


def _missing(company_id: str, path: str, site: str, entry: Compliance) -> Finding:
    field, sources = field_of(path), (entry.source_note(),)
    return Finding(
        code="company.data_missing",
        severity=capped(Severity(entry.severity), sources),
        subject=Subject(kind="company", id=company_id, label=field.label if field else path),
        place=Place(field=path),
        detail=entry.label.text(),
        site=site,
        sources=sources,
    )
