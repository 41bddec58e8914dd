"""Before handing in: what to fix first and why, and the questions that only the seller can answer. Pure."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import msgspec

from seller_desk.core.applications.model import Application
from seller_desk.core.base.findings import Finding, Severity, SourceNote, Subject, capped
from seller_desk.core.base.language import _
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.wording import measure_text
from seller_desk.core.rules.entries import Entry, Words
from seller_desk.core.rules.model import Question

OUTSIDE = "outside"
_WEIGHT = {Severity.BLOCKER: 0, Severity.WARNING: 1, Severity.HINT: 2}


class Effort(Entry, frozen=True, kw_only=True):
    """Who has to act, and how the order comes about; see the catalogue."""

    id: str
    name: Words
    codes: list[str]


class _Catalogue(Entry, frozen=True, kw_only=True):
    effort: list[Effort]


@cache
def efforts() -> list[Effort]:
    """The catalogue, read once."""
    text = (resources_dir() / "catalogs" / "preflight.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Catalogue).effort


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How long somebody else takes, who says so, and by when to begin for the planned day."""

    time: Quantity
    source: SourceNote | None = None
    begin_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FixStep:
    """A problem in its place in the order."""

    finding: Finding
    effort: Effort
    wait: Wait | None = None

    def why(self) -> str:
        """Why it stands where it stands."""
        if self.wait is None:
            unknown = self.effort.id == OUTSIDE
            text = _("{effort}; how long it takes is not known") if unknown else "{effort}"
            return text.format(effort=self.effort.name.text())
        time = measure_text(self.wait.time)
        if self.wait.begin_by is None:
            return _("{effort}; it takes {time}").format(effort=self.effort.name.text(), time=time)
        words = _("{effort}; it takes {time}: begin by {day}")
        return words.format(
            effort=self.effort.name.text(), time=time, day=self.wait.begin_by.isoformat()
        )


WaitOf = Callable[[Finding], Wait | None]


def fix_order(findings: Iterable[Finding], wait_of: WaitOf) -> list[FixStep]:
    """Blockers first; among equals the longest known wait, then other people's work, then one's own."""
    ranks = {one.id: place for place, one in enumerate(efforts())}
    steps = []
    for one in findings:
        effort = effort_of(one)
        wait = wait_of(one) if effort.id == OUTSIDE else None
        steps.append(FixStep(finding=one, effort=effort, wait=wait))
    return sorted(
        steps,
        key=lambda step: (
            _WEIGHT[step.finding.severity],
            -(step.wait.time.value if step.wait else 0),
            ranks[step.effort.id],
        ),
    )


def effort_of(finding: Finding) -> Effort:
    """What its fix takes: the effort of which a code is its longest beginning, else the last one.

    What is wrong in the company's own data is put right there, whoever issues papers of that kind.
    """
    last = efforts()[-1]
    if finding.subject.kind == "company" and finding.code.startswith("document.mismatch"):
        return last
    fitting = [
        (len(code), one) for one in efforts() for code in one.codes if finding.code.startswith(code)
    ]
    return max(fitting, key=lambda pair: pair[0], default=(0, last))[1]


def question_findings(application: Application, questions: Sequence[Question]) -> list[Finding]:
    """One for each question that is open or answered with no."""
    found = []
    for one in questions:
        given = application.answers.get(one.id)
        if given is not None and given.answer != "no":
            continue
        sources = (one.source_note(),)
        found.append(
            Finding(
                code="preflight.answered_no" if given else "preflight.unanswered",
                severity=capped(Severity(one.no if given else one.unanswered), sources),
                subject=Subject(kind="question", id=one.id, label=one.label.text()),
                fix="answer",
                detail=one.fix.text() if given else one.text.text(),
                sources=sources,
            )
        )
    return found
