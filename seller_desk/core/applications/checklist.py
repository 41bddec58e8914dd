"""What to do next: problems of all steps as one list, the same problem of several applications once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from seller_desk.core.applications.model import Application
from seller_desk.core.base.findings import Finding, Severity

_WEIGHT = {Severity.BLOCKER: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, slots=True)
class Action:
    """A thing to do: the problem, its step, until when (None = no date), and for which applications."""

    finding: Finding
    step: str
    due: date | None
    application_ids: tuple[str, ...]


def next_actions(
    applications: Iterable[Application],
    found: Mapping[str, Mapping[str, Sequence[Finding]]],
) -> list[Action]:
    """Soonest first, then by weight. `found` maps application id to step to findings; hints have no date."""
    merged: dict[tuple[str, ...], Action] = {}
    for application in applications:
        for step, findings in found.get(application.id, {}).items():
            for one in findings:
                due = None if one.severity is Severity.HINT else application.planned_date
                key = (step, one.code, one.severity, one.subject.kind, one.subject.id,
                       one.subject.label, one.place.field or "", one.detail)  # fmt: skip
                merged[key] = _joined(merged.get(key), Action(one, step, due, (application.id,)))
    return sorted(
        merged.values(), key=lambda one: (one.due or date.max, _WEIGHT[one.finding.severity])
    )


def _joined(before: Action | None, now: Action) -> Action:
    if before is None:
        return now
    days = [day for day in (before.due, now.due) if day]
    ids = tuple(dict.fromkeys((*before.application_ids, *now.application_ids)))
    return Action(before.finding, before.step, min(days) if days else None, ids)
