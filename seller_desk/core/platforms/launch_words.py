"""The launch plan in words, in the language in use: for the window, the terminal and the calendar file."""

from seller_desk.core.base.days import written_day
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.lists import listed
from seller_desk.core.base.workdays import Span
from seller_desk.core.platforms.launch_model import OPEN, SUBMIT, Length, Plan, SitePlan, Task


def span_text(span: Span) -> str:
    """`5 working days`, `90 days`."""
    if span.unit == "working_day":
        words = ngettext("{n} working day", "{n} working days", span.count)
    else:
        words = ngettext("{n} day", "{n} days", span.count)
    return words.format(n=span.count)


def length_text(length: Length | None) -> str:
    """How long it takes: `3 to 5 working days`, or that nobody says."""
    if length is None:
        return _("not known")
    least = length.least
    if least is not None and least.unit == length.most.unit and least.count < length.most.count:
        return _("{least} to {most}").format(least=least.count, most=span_text(length.most))
    return span_text(length.most)


def headline(found: SitePlan) -> str:
    """What the plan answers, in one sentence."""
    plan = found.plan
    if plan.blocked:
        return _("This business type may not register here")
    if plan.mode == "start":
        return _("Earliest opening: {day}").format(day=written_day(plan.opens_on))
    assert plan.wanted is not None
    wanted = written_day(plan.wanted)
    if plan.mode == "open":
        if plan.reached:
            return _("Open on {day}: it can be done").format(day=wanted)
        return _("{day} is too soon: {earliest} at the earliest").format(
            day=wanted, earliest=written_day(plan.opens_on)
        )
    if plan.reached:
        return _("Handed in on {day}, open by {opening}").format(
            day=wanted, opening=written_day(plan.opens_on)
        )
    return _("Not all can be there on {day}: {days} short").format(
        day=wanted, days=days_text(plan.shortfall)
    )


def days_text(count: int) -> str:
    """`3 days`."""
    return ngettext("{n} day", "{n} days", count).format(n=count)


def remarks(found: SitePlan) -> list[str]:
    """What the sentence above rests on: the best case, what is not known, what is estimated, what hangs on the seller."""
    plan = found.plan
    lines = []
    if plan.blocked:
        lines.append(plan.blocked)
    elif found.gate.answer == "unknown":
        lines.append(
            _("Whether you may register is not known: {reason}").format(
                reason=found.gate.reasons[0] if found.gate.reasons else _("No source says")
            )
        )
    if plan.mode == "open" and plan.reached:
        lines.append(
            _("Possible from {day} on; with the shortest times from {best}").format(
                day=written_day(plan.opens_on), best=written_day(plan.opens_at_best)
            )
        )
    elif plan.opens_at_best < plan.opens_on:
        lines.append(
            _("Counted with the longest times. With the shortest: {day}").format(
                day=written_day(plan.opens_at_best)
            )
        )
    if plan.critical:
        names = listed(one.step.label for one in plan.critical if one.id != OPEN)
        lines.append(_("What decides the day: {steps}").format(steps=names))
    if plan.unknown:
        names = listed(one.step.label for one in plan.unknown)
        lines.append(
            _("Nobody says how long these take; they count as no time: {steps}").format(steps=names)
        )
    if found.no_category:
        lines.append(_("Without a product category its certificates are not in the plan"))
    if found.open_demands:
        names = listed(found.open_demands)
        lines.append(
            _("Not in the plan, they hang on what the product is: {papers}").format(papers=names)
        )
    lines += estimate_remarks(plan)
    return lines


def estimate_remarks(plan: Plan) -> list[str]:
    """Which days off are not announced yet."""
    if not plan.estimated:
        return []
    lines = []
    home, site = plan.calendars["home"], plan.calendars["site"]
    guessed = [one for one in plan.tasks if one.estimated]
    if home.published_until is not None and any(one.step.calendar == "home" for one in guessed):
        lines.append(
            _("China's days off are announced up to {year}; later dates are estimated").format(
                year=home.published_until
            )
        )
    if site is not home and any(one.step.calendar == "site" for one in guessed):
        lines.append(_("Some of the destination's holidays are estimated"))
    return lines


def task_state(task: Task) -> str:
    """Where the step stands."""
    if task.step.done:
        return _("Here")
    if task.late:
        return ngettext("{n} day late", "{n} days late", task.late).format(n=task.late)
    if task.id in (SUBMIT, OPEN) or task.step.group == "gate":
        return _("Decides the day") if task.critical else ""
    if task.slack is None:
        return _("Holds nothing up")
    if not task.slack:
        return _("Decides the day, no days to spare") if task.critical else _("No spare days")
    words = ngettext("{n} day to spare", "{n} days to spare", task.slack).format(n=task.slack)
    return _("Decides the day, {spare}").format(spare=words) if task.critical else words


def window_text(task: Task) -> str:
    """When a document of limited age may be issued; empty without a limit."""
    first, last = task.issue_from, task.issue_until
    if first and last:
        return _("Issued from {first} to {last}").format(
            first=written_day(first), last=written_day(last)
        )
    if last:
        return _("Issued by {last}").format(last=written_day(last))
    return ""


def days_line(task: Task, plan: Plan) -> str:
    """When to begin and when it is ready."""
    if task.start is None or task.finish is None:
        return ""
    if task.start == task.finish or task.step.group in ("gate", "milestone"):
        words = _("On {day}")
        if task.step.unknown:
            words = _("There by {day}")
        text = words.format(day=written_day(task.finish))
    elif plan.mode == "start" or task.start != task.latest_start:
        text = _("From {first} to {last}").format(
            first=written_day(task.start), last=written_day(task.finish)
        )
    else:
        text = _("Begin by {first}, ready on {last}").format(
            first=written_day(task.start), last=written_day(task.finish)
        )
    return _("{text} (estimated)").format(text=text) if task.estimated else text
