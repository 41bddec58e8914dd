"""How long it takes to get a document, from the packs or the seller, and the order of problems that follows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from seller_desk.core.applications.preflight import FixStep, Wait, fix_order
from seller_desk.core.base.findings import Finding, SourceNote
from seller_desk.core.base.language import language
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.workdays import LONGEST_DAYS, DayUnit, Span, latest_start
from seller_desk.core.documents.views import View
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.calendars import HOME, work_calendar

_LEAD = "launch.days."
_UNITS: dict[str, DayUnit] = {"": "working_day", "working_day": "working_day", "day": "day"}


def lead_of(
    rules: RuleBook, view: View, keys: Iterable[str]
) -> tuple[Quantity, SourceNote | None] | None:
    """How long it takes to get a document: the first of `keys` (requirement, kinds) that is known, the longest of the sites."""
    wanted = list(keys)
    best: tuple[Quantity, SourceNote | None] | None = None
    for site in view.sites:
        query = Query(site=site, on=view.on, entity=view.entity)
        for key in wanted:
            found = rules.number(_LEAD + key, query)
            if found is None or found[1].unit not in _UNITS:
                continue
            if best is None or found[0] > best[0].value:
                best = Quantity(found[0], found[1].unit or "working_day"), found[1].source_note()
            break
    return best


def begin_by(ready: date, lead: Quantity | None) -> date | None:
    """The last working day in China on which one may begin to have it on that day; None where nobody says."""
    if lead is None or not 0 <= lead.value <= LONGEST_DAYS:
        return None
    span = Span(int(lead.value), _UNITS[lead.unit])
    return latest_start(ready, span, work_calendar(HOME, language()))


class FixOrder:
    """Orders problems. `kinds`: kinds of documents by the id of a document or requirement."""

    def __init__(
        self, rules: RuleBook, views: Sequence[View], kinds: Mapping[str, Sequence[str]]
    ) -> None:
        self._rules, self._views, self._kinds = rules, views, kinds

    def steps(self, findings: Iterable[Finding]) -> list[FixStep]:
        """Each with why it stands where it stands."""
        return fix_order(findings, self._wait)

    def sorted(self, findings: Iterable[Finding]) -> list[Finding]:
        """The same without the reasons."""
        return [one.finding for one in self.steps(findings)]

    def _wait(self, finding: Finding) -> Wait | None:
        about = finding.subject.id
        if about not in self._kinds:
            return None
        keys = [about, *self._kinds[about]]
        best: Wait | None = None
        for view in self._views:
            lead = lead_of(self._rules, view, keys)
            if lead is not None and (best is None or lead[0].value > best.time.value):
                best = Wait(time=lead[0], source=lead[1], begin_by=begin_by(view.on, lead[0]))
        return best
