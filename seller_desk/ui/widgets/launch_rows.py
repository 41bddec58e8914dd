"""A launch plan as rows of a time line."""

from datetime import date
from functools import partial

from seller_desk.core.base.language import _
from seller_desk.core.base.workdays import WorkCalendar
from seller_desk.core.bundle.words import day_text
from seller_desk.core.platforms.launch_model import OPEN, SUBMIT, Plan, SitePlan, Task
from seller_desk.core.platforms.launch_words import days_line, length_text, task_state, window_text
from seller_desk.ui.widgets.time_rows import Bar, Days, TimeRow, Tone


def plan_rows(plan: Plan) -> list[TimeRow]:
    """One row a step; what is here already comes last."""
    return [_row(one, plan) for one in plan.tasks]


def plan_days(found: SitePlan, today: date) -> Days:
    """Days off of China, and of the destination where they differ; the wanted day is marked."""
    plan = found.plan
    marks = []
    if plan.wanted is not None:
        words = _("Opening day") if plan.mode == "open" else _("Handing-in day")
        marks.append((plan.wanted, words, "ok" if plan.reached else "bad"))
    home, site = plan.calendars["home"], plan.calendars["site"]
    return Days(
        today=today, off=partial(_off, home, site), note=partial(_note, home), marks=tuple(marks)
    )


def _note(home: WorkCalendar, day: date) -> str:
    return _("China: worked to make up for a holiday") if home.make_up(day) else ""


def _off(home: WorkCalendar, site: WorkCalendar, day: date) -> str | None:
    """The holiday's name, empty for a weekend, None for a working day (of China; the destination's holidays count)."""
    found = home.day_off(day)
    if found is not None:
        words = _("{name} (estimated)") if home.estimated(day, day) else "{name}"
        return _("China: {name}").format(name=words.format(name=found.name))
    if site is not home and (there := site.day_off(day)) is not None:
        words = _("{name} (estimated)") if there.estimated else "{name}"
        return _("Destination: {name}").format(name=words.format(name=there.name))
    return None if home.works(day) else ""


def _row(task: Task, plan: Plan) -> TimeRow:
    step = task.step
    icon, token = _icon(task)
    tone: Tone = "late" if task.late else "decides" if task.critical else "plain"
    moment = step.group in ("milestone", "gate") or step.unknown
    bars: list[Bar] = []
    if task.issue_from and task.issue_until:
        bars.append(Bar(task.issue_from, task.issue_until, "window"))
    if task.start and task.finish and not moment:
        bars.append(Bar(task.start, task.finish, tone))
    return TimeRow(
        id=task.id,
        label=step.label,
        caption=_caption(task, plan),
        icon=icon,
        token=token,
        bars=tuple(bars),
        moment=task.finish if moment else None,
        tone=tone,
        strong=task.critical or task.id in (SUBMIT, OPEN),
        tip=_tip(task, plan),
    )


def _caption(task: Task, plan: Plan) -> str:
    """The day that matters, in few words."""
    if task.step.done:
        return _("Here")
    if task.start is None or task.finish is None:
        return ""
    if task.step.group in ("milestone", "gate"):
        words = day_text(task.finish)
    elif task.step.unknown:
        words = _("By {day}, time not known").format(day=day_text(task.finish))
    elif plan.mode != "start" and task.start == task.latest_start:
        words = _("Begin by {day}").format(day=day_text(task.start))
    else:
        words = _("{first} to {last}").format(
            first=day_text(task.start), last=day_text(task.finish)
        )
    if task.estimated:
        words = _("{text} (estimated)").format(text=words)
    state = task_state(task) if task.late else ""
    return _("{days}, {state}").format(days=words, state=state) if state else words


def _tip(task: Task, plan: Plan) -> str:
    said = [task_state(task), days_line(task, plan), window_text(task), task.step.why]
    if task.step.group in ("document", "step") and not task.step.done:
        said.insert(1, _("Takes: {time}").format(time=length_text(task.step.length)))
    return "\n".join(one for one in said if one)


def _icon(task: Task) -> tuple[str, str]:
    step = task.step
    if step.done:
        return "ph.check-circle-fill", "ok"
    if task.late:
        return "ph.x-circle-fill", "bad"
    if step.group == "gate":
        return "ph.clock", "accent"
    if step.unknown:
        return "ph.question", "mute"
    if task.critical:
        return "ph.path", "accent"
    return "ph.circle-dashed", "text3"
