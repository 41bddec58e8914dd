"""The launch plan as JSON and as lines for people."""

from datetime import date

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import source_json
from seller_desk.core.base.workdays import Span
from seller_desk.core.platforms.launch_model import Length, SitePlan, Task
from seller_desk.core.platforms.launch_words import (
    days_line,
    headline,
    length_text,
    remarks,
    task_state,
    window_text,
)


def plan_json(found: SitePlan) -> dict[str, object]:
    """One site's plan."""
    plan = found.plan
    return {
        "site": found.site,
        "mode": plan.mode,
        "begins": plan.begins.isoformat(),
        "wanted": _day(plan.wanted),
        "reached": plan.reached and not plan.blocked,
        "shortfall_days": plan.shortfall,
        "opens_on": plan.opens_on.isoformat(),
        "opens_at_best": plan.opens_at_best.isoformat(),
        "submits_on": plan.submits_on.isoformat(),
        "gate": {
            "answer": found.gate.answer,
            "reasons": list(found.gate.reasons),
            "from": _day(found.gate.from_day),
        },
        "critical": [one.id for one in plan.critical],
        "unknown": [one.id for one in plan.unknown],
        "estimated": plan.estimated,
        "open_demands": list(found.open_demands),
        "high_season": found.high_season,
        "calendars": {
            whose: {
                "country": one.id,
                "published_until": one.published_until,
                "known": one.known,
            }
            for whose, one in plan.calendars.items()
        },
        "tasks": [_task(one) for one in plan.tasks],
        "message": headline(found),
        "remarks": remarks(found),
    }


def _task(task: Task) -> dict[str, object]:
    step = task.step
    return {
        "id": step.id,
        "label": step.label,
        "group": step.group,
        "calendar": step.calendar,
        "after": list(step.after),
        "done": step.done,
        "time": _length(step.length),
        "start": _day(task.start),
        "finish": _day(task.finish),
        "earliest_start": _day(task.earliest_start),
        "earliest_finish": _day(task.earliest_finish),
        "latest_start": _day(task.latest_start),
        "latest_finish": _day(task.latest_finish),
        "not_before": _day(step.not_before or task.begin_from),
        "issue": {"from": _day(task.issue_from), "until": _day(task.issue_until)}
        if task.issue_until
        else None,
        "slack_days": task.slack,
        "critical": task.critical,
        "estimated": task.estimated,
        "why": step.why,
        "note": step.note,
        "own_key": step.own_key,
        "sources": _sources(step.sources),
    }


def _length(length: Length | None) -> dict[str, object] | None:
    if length is None:
        return None
    return {
        "most": _span(length.most),
        "least": _span(length.least) if length.least else None,
        "key": length.key,
        "own": length.own,
        "sources": _sources(length.sources),
    }


def _span(span: Span) -> dict[str, object]:
    return {"value": span.count, "unit": span.unit}


def _sources(sources: tuple[SourceNote, ...]) -> list[dict[str, object]]:
    return [dict(source_json(one)) for one in sources]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def plan_lines(found: SitePlan) -> list[str]:
    """One site's plan for people."""
    lines = [f"{found.site}  {found.name}", f"  {headline(found)}"]
    lines += [f"  {line}" for line in remarks(found)]
    lines.append("")
    for task in found.plan.tasks:
        lines += _task_lines(task, found)
    return [*lines, ""]


def _task_lines(task: Task, found: SitePlan) -> list[str]:
    step = task.step
    mark = "x" if task.late else "*" if task.critical else "+" if step.done else "-"
    said = [task_state(task), days_line(task, found.plan)]
    lines = [f"  {mark} {step.label}: " + "  ".join(one for one in said if one)]
    if step.done:
        return lines
    details = [window_text(task), step.why]
    if step.group in ("document", "step"):
        details.insert(0, _("Takes: {time}").format(time=length_text(step.length)))
    lines += [f"      {one}" for one in details if one]
    sources = step.length.sources if step.length else ()
    for one in sources[:1]:
        lines.append(f"      {_('Source')}: {one.title} {one.as_of or _('undated')}")
        if one.conflict:
            lines.append(f"      {_('Another source says')}: {one.conflict}")
    return lines
