"""The launch plan's arithmetic: when each step can, and when it must begin. Pure; see `base/workdays.py` for the counting.

Forward: as soon as everything that a step waits for is there (gates open, documents are not issued too early).
Backward: as late as everything that waits for it allows. The chain that decides the day is found by walking back from
the opening along whatever each step really waited for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from seller_desk.core.base.days import shifted
from seller_desk.core.base.workdays import (
    Span,
    WorkCalendar,
    finish,
    latest_start,
    next_working,
    previous_working,
)
from seller_desk.core.platforms.launch_model import (
    OPEN,
    SUBMIT,
    Age,
    Mode,
    Plan,
    Step,
    Task,
    Whose,
)

Calendars = Mapping[Whose, WorkCalendar]
_NOTHING = Span(0)
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Days:
    start: date
    finish: date


def plan_launch(
    steps: Sequence[Step],
    calendars: Calendars,
    begins: date,
    *,
    mode: Mode = "start",
    wanted: date | None = None,
    blocked: str = "",
) -> Plan:
    """The plan that begins on `begins`. `wanted` goes with modes `open` and `submit`.

    ValueError for steps that wait for each other, without `submit` or `open`, or for a day beyond the calendar.
    """
    if (wanted is None) != (mode == "start"):
        raise ValueError("a wanted day belongs to the modes open and submit")
    order = _in_order([one for one in steps if not one.done])
    if not {SUBMIT, OPEN} <= {one.id for one in order}:
        raise ValueError("a plan hands in and opens")
    graph = _Graph(order, calendars, begins)
    hand_in = graph.hand_in(wanted) if mode == "submit" and wanted else None
    early = graph.forward(hand_in=hand_in)
    target = wanted if mode == "open" and wanted else early[OPEN].finish
    late = graph.backward(target, hand_in=hand_in)
    decisive = graph.decisive(early, hand_in)
    if mode == "start":
        early = graph.aged(early, late)
    chosen = graph.chosen(mode, early, late)
    tasks = [graph.task(one, early, late, chosen, decisive) for one in order]
    return Plan(
        mode=mode,
        begins=begins,
        wanted=wanted,
        tasks=(*sorted(tasks, key=_by_day), *(Task(step=one) for one in steps if one.done)),
        opens_on=early[OPEN].finish,
        # The seller's own figure may be shorter than the source's shortest.
        opens_at_best=min(
            graph.forward(hand_in=hand_in, best=True)[OPEN].finish, early[OPEN].finish
        ),
        submits_on=chosen[SUBMIT].finish,
        reached=all(one.slack is None or one.slack >= 0 for one in tasks),
        calendars=calendars,
        blocked=blocked,
    )


def issue_window(step: Step, handed_in: date) -> tuple[date | None, date | None]:
    """From when until when a document may be issued for an application of that day."""
    first = _older(handed_in, step.at_most) if step.at_most else None
    last = _older(handed_in, step.at_least) if step.at_least else None
    if first is not None and last is None:
        last = handed_in
    return first, last


class _Graph:
    """The open steps, each after those that it waits for."""

    def __init__(self, order: Sequence[Step], calendars: Calendars, begins: date) -> None:
        self._order = order
        self._begins = begins
        self._calendars = calendars
        known = {one.id for one in order}
        self._after = {one.id: [two for two in one.after if two in known] for one in order}
        self._before: dict[str, list[str]] = {one.id: [] for one in order}
        for one, waited in self._after.items():
            for two in waited:
                self._before[two].append(one)
        self._steps = {one.id: one for one in order}
        self._to_open = self._behind(OPEN)

    def hand_in(self, wanted: date) -> date:
        """The working day on which to hand in, to have done so by that day."""
        home = self._calendars["home"]
        by = previous_working(wanted, home)
        return by if by >= self._begins else next_working(max(wanted, self._begins), home)

    def forward(self, *, hand_in: date | None = None, best: bool = False) -> dict[str, _Days]:
        """As soon as it can. `hand_in`: the application is not handed in before that day."""
        found: dict[str, _Days] = {}
        for one in self._order:
            ready = [self._begins, *(found[two].finish for two in self._after[one.id])]
            if one.not_before is not None:
                ready.append(one.not_before)
            if one.id == SUBMIT:
                ready += [self._old_enough(two, found[two].finish) for two in self._after[SUBMIT]]
                ready += [hand_in] if hand_in is not None else []
            found[one.id] = self._from(one, max(ready), best=best)
        return found

    def aged(self, early: Mapping[str, _Days], late: Mapping[str, _Days]) -> dict[str, _Days]:
        """The same with documents of limited age begun so late that they are young when handed in."""
        found = dict(early)
        for one in self._order:
            first, _last = issue_window(one, early[SUBMIT].finish)
            waited_for = any(two not in (SUBMIT, OPEN) for two in self._before[one.id])
            if first is None or waited_for or found[one.id].finish >= first:
                continue
            days = self._issued_from(one, first)
            if one.id not in late or days.start <= late[one.id].start:
                found[one.id] = days
        return found

    def backward(self, target: date, *, hand_in: date | None = None) -> dict[str, _Days]:
        """As late as it may; only steps that the opening waits for."""
        found: dict[str, _Days] = {}
        for one in reversed(self._order):
            if one.id not in self._to_open:
                continue
            due = [found[two].start for two in self._before[one.id] if two in found]
            if one.id == OPEN:
                due.append(target)
            if one.id == SUBMIT and hand_in is not None:
                due.append(hand_in)
            if one.at_least is not None and SUBMIT in found:
                due.append(_older(found[SUBMIT].start, one.at_least))
            by = previous_working(min(due), self._calendar(one))
            found[one.id] = _Days(latest_start(by, _span(one), self._calendar(one)), by)
        return found

    def chosen(
        self, mode: Mode, early: Mapping[str, _Days], late: Mapping[str, _Days]
    ) -> dict[str, _Days]:
        """The days that the plan shows."""
        if mode == "start":
            return dict(early)
        found: dict[str, _Days] = {}
        before_submit = self._behind(SUBMIT)
        for one in self._order:
            if one.id in late and (mode == "open" or one.id in before_submit):
                found[one.id] = late[one.id]
                continue
            ready = [found[two].finish for two in self._after[one.id]] or [early[one.id].start]
            found[one.id] = self._from(one, max(ready))
        return found

    def decisive(self, early: Mapping[str, _Days], hand_in: date | None) -> frozenset[str]:
        """The steps that decide the opening: back along whatever each one really waited for."""
        found: set[str] = set()
        waiting = [OPEN]
        while waiting:
            step = self._steps[waiting.pop()]
            if step.id in found:
                continue
            found.add(step.id)
            start = early[step.id].start
            if step.id == SUBMIT and hand_in is not None and start == hand_in:
                continue
            for two in self._after[step.id]:
                ready = early[two].finish
                if step.id == SUBMIT:
                    ready = max(ready, self._old_enough(two, ready))
                # What could be done on the first day holds nothing up.
                held = ready > self._begun(self._steps[two], self._begins)
                if held and self._begun(step, ready) == start:
                    waiting.append(two)
        return frozenset(found)

    def task(
        self,
        one: Step,
        early: Mapping[str, _Days],
        late: Mapping[str, _Days],
        chosen: Mapping[str, _Days],
        decisive: frozenset[str],
    ) -> Task:
        """The step with all its days."""
        soon, last, days = early[one.id], late.get(one.id), chosen[one.id]
        first, until = issue_window(one, chosen[SUBMIT].finish)
        begin_from = self._issued_from(one, first).start if first is not None else None
        return Task(
            step=one,
            earliest_start=soon.start,
            earliest_finish=soon.finish,
            latest_start=last.start if last else None,
            latest_finish=last.finish if last else None,
            start=days.start,
            finish=days.finish,
            issue_from=first,
            issue_until=until,
            begin_from=begin_from if begin_from and begin_from > self._begins else None,
            slack=(last.start - soon.start).days if last else None,
            critical=one.id in decisive,
            estimated=self._calendar(one).estimated(
                min(soon.start, days.start), max(soon.finish, days.finish)
            ),
        )

    def _from(self, one: Step, day: date, *, best: bool = False) -> _Days:
        begun = self._begun(one, day)
        return _Days(begun, finish(begun, _span(one, best=best), self._calendar(one)))

    def _issued_from(self, one: Step, first: date) -> _Days:
        """The earliest days that end with an issue on or after `first`."""
        calendar = self._calendar(one)
        start = latest_start(next_working(first, calendar), _span(one), calendar)
        while (days := self._from(one, start)).finish < first:
            start = next_working(start + _ONE, calendar)
        return days

    def _begun(self, one: Step, day: date) -> date:
        return next_working(day, self._calendar(one))

    def _calendar(self, one: Step) -> WorkCalendar:
        return self._calendars[one.calendar]

    def _old_enough(self, step: str, issued: date) -> date:
        """The first day on which a document issued then has the age that is asked for."""
        age = self._steps[step].at_least
        day = issued
        while age is not None and _older(day, age) < issued:
            day += _ONE
        return day

    def _behind(self, last: str) -> frozenset[str]:
        """This step and all that it waits for."""
        found: set[str] = set()
        waiting = [last]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._after[one]
        return frozenset(found)


def _by_day(task: Task) -> tuple[date, date]:
    return task.start or date.max, task.finish or date.max


def _span(one: Step, *, best: bool = False) -> Span:
    return one.length.span(best=best) if one.length else _NOTHING


def _older(day: date, age: Age) -> date:
    return shifted(day, -age.count, age.unit)


def _in_order(steps: Iterable[Step]) -> list[Step]:
    """Each step after those that it waits for, else in the given order. ValueError for a circle."""
    waiting = {one.id: one for one in steps}
    known = frozenset(waiting)
    order: list[Step] = []
    placed: set[str] = set()
    while waiting:
        ready = [
            one
            for one in waiting.values()
            if all(two in placed or two not in known for two in one.after)
        ]
        if not ready:
            raise ValueError(f"steps that wait for each other: {sorted(waiting)}")
        first = ready[0]
        order.append(first)
        placed.add(first.id)
        del waiting[first.id]
    return order
