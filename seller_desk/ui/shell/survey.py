"""What the shell shows of every step: its state, its findings, and how far each application is. No Qt here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.many import Many
from seller_desk.core.base.progress import Progress, Stop, check_stop
from seller_desk.core.desk import Desk
from seller_desk.core.services.applications import Overview
from seller_desk.ui.shell.flow import STEPS

# The step's service on the desk. Export has none of its own: it shows what all others found.
_SERVICES = {
    "company": "companies",
    "platforms": "platforms",
    "documents": "documents",
    "listings": "listings",
    "shipping": "shipping",
    "accounts": "accounts",
}


@dataclass(frozen=True, slots=True)
class StepState:
    """A step's findings, and one of: problems, done, not_started, not_ready, ready, unknown.

    `told`: how many they were and how bad the worst was when somebody last looked, where they are not yet known.
    """

    state: str = "not_started"
    findings: tuple[Finding, ...] = ()
    told: tuple[int, Severity | None] | None = None

    @property
    def count(self) -> int:
        """How many findings there are."""
        return self.told[0] if self.told else len(self.findings)

    @property
    def worst(self) -> Severity | None:
        """The severity of its worst finding."""
        if self.told:
            return self.told[1]
        order = (Severity.BLOCKER, Severity.WARNING, Severity.HINT)
        return next((one for one in order if any(f.severity is one for f in self.findings)), None)

    def words(self) -> str:
        """The state in words."""
        if self.state == "problems":
            return _("{n} to fix").format(n=self.count)
        return _(_WORDS[self.state])

    def icon(self) -> str:
        """Its key in `tokens.STATE_ICONS`."""
        if self.state == "problems":
            return (self.worst or Severity.HINT).value
        return {"ready": "done"}.get(self.state, self.state)


_WORDS = {
    "done": N_("Done"),
    "not_started": N_("To do"),
    "not_ready": N_("Not ready"),
    "ready": N_("Ready"),
    "unknown": N_("Unknown"),
}


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """An application in the rail; `percent` is None while it is not known."""

    id: str
    name: str
    percent: int | None


@dataclass(frozen=True, slots=True)
class Survey:
    """The whole picture for one company and one application."""

    company_id: str = ""
    application_id: str | None = None
    steps: dict[str, StepState] = field(default_factory=dict)
    applications: tuple[ApplicationRow, ...] = ()
    problems: tuple[Exception, ...] = ()
    # Each application as it was found on the way, in the rail's order.
    overviews: tuple[Overview, ...] = ()

    def of(self, place: str) -> tuple[Finding, ...]:
        """The findings of a step; of all steps on the overview and on export."""
        if place in ("applications", "export"):
            return tuple(one for step in STEPS for one in self.steps.get(step, _NOTHING).findings)
        return self.steps.get(place, _NOTHING).findings

    def step_of(self, finding: Finding) -> str | None:
        """The step that a finding belongs to."""
        return next((step for step, one in self.steps.items() if finding in one.findings), None)

    def attention(self) -> str | None:
        """The step to go on with: the first with blockers, else the first not started, else the first with problems."""
        for wanted in (
            lambda one: one.worst is Severity.BLOCKER,
            lambda one: one.state == "not_started",
            lambda one: one.state == "problems",
        ):
            for step in STEPS:
                if step in self.steps and wanted(self.steps[step]):
                    return step
        return None


_NOTHING = StepState()


def survey(
    desk: Desk, company_id: str, application_id: str | None, progress: Progress, stop: Stop
) -> Survey:
    """Ask every step. A step that breaks is `unknown` and its error is handed on; the others go on."""
    if not company_id:
        states = {step: StepState() for step in _SERVICES}
        return Survey("", None, {**states, "export": StepState("not_started")})
    problems: list[Exception] = []
    steps: dict[str, StepState] = {}
    rows, overviews = _applications(desk, company_id, application_id, stop, problems)
    known = next((one.by_step for one in overviews if one.application.id == application_id), {})
    for number, (step, service) in enumerate(_SERVICES.items()):
        check_stop(stop)
        progress(number, len(_SERVICES), step)
        try:
            of_step: _Step = getattr(desk, service)
            found = known[step] if step in known else of_step.findings(company_id, application_id)
            steps[step] = _state(found, started=of_step.started(company_id))
        except Exception as problem:  # noqa: BLE001 - one broken step must not blind the others
            problems.append(problem)
            steps[step] = StepState("unknown")
    steps["export"] = _export(steps, application_id)
    return Survey(company_id, application_id, steps, rows, tuple(problems), overviews)


def _state(findings: Sequence[Finding], *, started: bool) -> StepState:
    if findings:
        told = None
        if isinstance(findings, Many) and findings.left_out:
            worst = next((one for one in Severity if findings.counts.get(one)), None)
            told = (sum(findings.counts.values()), worst)
        return StepState("problems", tuple(findings), told)
    return StepState("done" if started else "not_started")


class _Step:
    """The shape of a step's service."""

    findings: Callable[[str, str | None], list[Finding]]
    started: Callable[[str], bool]


def _export(steps: dict[str, StepState], application_id: str | None) -> StepState:
    blocked = any(one.worst is Severity.BLOCKER for one in steps.values())
    ready = application_id is not None and not blocked
    return StepState("ready" if ready else "not_ready")


def _applications(
    desk: Desk,
    company_id: str,
    application_id: str | None,
    stop: Stop,
    problems: list[Exception],
) -> tuple[tuple[ApplicationRow, ...], tuple[Overview, ...]]:
    """The rows of the rail, and the applications as they are; one that breaks has a row only."""
    with desk.store.read() as work:
        found = work.applications.find(company_id=company_id)
    rows = []
    overviews = []
    for application in found:
        check_stop(stop)
        name, percent = application.platform, None
        try:
            name = desk.applications.site_name(application)
            seen = desk.applications.overview(application.id)
            percent = seen.readiness.percent
            overviews.append(seen)
        except Exception as problem:  # noqa: BLE001 - as above; the step that broke tells it, too
            if application.id != application_id:
                problems.append(problem)
        rows.append(ApplicationRow(application.id, name, percent))
    return tuple(rows), tuple(overviews)
