"""The launch plan's records: steps with what they wait for, and the plan that comes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.workdays import Span, WorkCalendar
from seller_desk.core.platforms.model import Verdict

Group = Literal["document", "gate", "step", "milestone"]
Whose = Literal["home", "site"]
# `open`: be open by a day, everything as late as it may; `start`: begin on a day, everything as soon as it can;
# `submit`: hand in on a day, documents as late as they may, the rest as soon as it can.
Mode = Literal["open", "start", "submit"]
# Ids of the two steps that every plan has.
SUBMIT = "submit"
OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How long a step takes: `most` is counted with, `least` is the source's shortest figure. `key`: where it stands in the packs."""

    most: Span
    least: Span | None = None
    key: str = ""
    sources: tuple[SourceNote, ...] = ()
    own: bool = False

    def span(self, *, best: bool) -> Span:
        """The shortest figure, or the longest."""
        return self.least if best and self.least is not None else self.most


@dataclass(frozen=True, slots=True)
class Age:
    """An age of a document in days or months, with who says so."""

    count: int
    unit: Literal["day", "month"]
    sources: tuple[SourceNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that has to happen. `length` None: nobody says how long it takes; it counts as no time and is marked.

    `not_before`: a gate's day. `done`: it is here and good on the day. `at_most` and `at_least`: the age that a document
    may and must have when the application is handed in. `kinds`: documents that do. `own_key`: the seller's own figure.
    """

    id: str
    label: str
    group: Group
    calendar: Whose = "home"
    after: tuple[str, ...] = ()
    length: Length | None = None
    done: bool = False
    not_before: date | None = None
    at_most: Age | None = None
    at_least: Age | None = None
    kinds: tuple[str, ...] = ()
    own_key: str = ""
    note: str = ""
    why: str = ""
    sources: tuple[SourceNote, ...] = ()

    @property
    def unknown(self) -> bool:
        """Whether its time is not known and it has still to be done."""
        return self.length is None and not self.done and self.group in ("document", "step")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A step with its days. All days are working days of the step's calendar; None throughout for what is done.

    `latest_*` None: nothing waits for it. `start`, `finish`: as the plan has it. `issue_from`, `issue_until`: when a
    document of limited age may be issued. `begin_from`: not before, or it would be too old. `slack`: days between the
    earliest and the latest start; negative = late. `estimated`: rests on days off that are not announced yet.
    """

    step: Step
    earliest_start: date | None = None
    earliest_finish: date | None = None
    latest_start: date | None = None
    latest_finish: date | None = None
    start: date | None = None
    finish: date | None = None
    issue_from: date | None = None
    issue_until: date | None = None
    begin_from: date | None = None
    slack: int | None = None
    critical: bool = False
    estimated: bool = False

    @property
    def id(self) -> str:
        """The step's id."""
        return self.step.id

    @property
    def late(self) -> int:
        """How many days too late it is already; 0 = in time."""
        return max(0, -(self.slack or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan for one site. `opens_on`: earliest opening, everything at its longest; `opens_at_best`: at its shortest.

    `wanted`: the day that the seller asked for (opening or handing in), None in mode `start`. `reached`: it can be kept.
    `blocked`: why the site cannot be opened at all, or nobody knows; the days are then only what the steps alone take.
    """

    mode: Mode
    begins: date
    wanted: date | None
    tasks: tuple[Task, ...]
    opens_on: date
    opens_at_best: date
    submits_on: date
    reached: bool
    calendars: Mapping[Whose, WorkCalendar]
    blocked: str = ""

    def task(self, step: str) -> Task:
        """The task of this step; KeyError if there is none."""
        return {one.id: one for one in self.tasks}[step]

    @property
    def shortfall(self) -> int:
        """By how many days the wanted day is missed; 0 = reached."""
        if self.reached or self.wanted is None:
            return 0
        got = self.opens_on if self.mode == "open" else self.task(SUBMIT).earliest_finish
        return (got - self.wanted).days if got else 0

    @property
    def unknown(self) -> tuple[Task, ...]:
        """What counts as no time because nobody says how long it takes."""
        return tuple(one for one in self.tasks if one.step.unknown)

    @property
    def critical(self) -> tuple[Task, ...]:
        """The chain that decides the day, first to last."""
        return tuple(one for one in self.tasks if one.critical)

    @property
    def estimated(self) -> bool:
        """Whether anything rests on days off that are not announced yet."""
        return any(one.estimated for one in self.tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """The plan of one site for one company. `gate`: whether the seller may register there at all.

    `open_demands`: product papers that hang on an answer of the seller's, not in the plan; `no_category`: none is in it.
    """

    site: str
    name: str
    plan: Plan
    gate: Verdict
    open_demands: tuple[str, ...] = ()
    no_category: bool = False
    high_season: bool = False


class LaunchChoice(msgspec.Struct, frozen=True, kw_only=True):
    """What the seller asked for last; `wanted` is kept for modes `open` and `submit`."""

    site: str = ""
    mode: Mode = "start"
    wanted: date | None = None
    high_season: bool = False
