"""What a site asks for, against what is there: missing, with problems, good on the day, or not needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from seller_desk.core.base.findings import Finding, Severity, Subject, by_weight, capped
from seller_desk.core.documents.certificates import answers, unnamed_findings
from seller_desk.core.documents.kinds import KINDS, kind_name
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.sides import whose
from seller_desk.core.rules.model import Requirement

State = Literal["missing", "problems", "valid", "not_needed"]
GROUPS = ("company", "person", "bank", "address", "product", "local")
# All problems of these documents taken together, as one answer to a requirement.
Judge = Callable[[Sequence[Document]], list[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementState:
    """A requirement with the documents that serve it best and their problems on the planned day.

    `others` could serve too but are worse. `reason` says why it is not needed, in the language in use.
    """

    requirement: Requirement
    state: State
    documents: tuple[Document, ...] = ()
    others: tuple[Document, ...] = ()
    findings: tuple[Finding, ...] = ()
    reason: str = ""

    @property
    def label(self) -> str:
        """Its name in the language in use."""
        return requirement_label(self.requirement)


def requirement_label(requirement: Requirement) -> str:
    """Its own label, else the names of the kinds that serve."""
    if requirement.label is not None:
        return requirement.label.text()
    return " / ".join(kind_name(kind) for kind in requirement.kinds)


def state_of(
    requirement: Requirement, documents: Sequence[Document], judge: Judge
) -> RequirementState:
    """The requirement's state; `documents` are all that may serve this application."""
    candidates = _candidates(requirement, documents)
    if not candidates:
        return _unserved(requirement, documents)
    judged = sorted(
        ((judge(candidate), candidate) for candidate in candidates),
        key=lambda one: _badness(one[0]),
    )
    findings, best = judged[0]
    serious = [one for one in findings if one.severity is not Severity.HINT]
    return RequirementState(
        requirement=requirement,
        state="problems" if serious else "valid",
        documents=tuple(best),
        others=tuple(one for _found, candidate in judged[1:] for one in candidate),
        findings=tuple(by_weight(findings)),
    )


def _candidates(
    requirement: Requirement, documents: Sequence[Document]
) -> list[tuple[Document, ...]]:
    """Documents that answer it; the sides of a two-sided document count as one answer."""
    candidates: list[tuple[Document, ...]] = []
    for kind in requirement.kinds:
        of_kind = [one for one in documents if one.kind == kind and answers(requirement, one)]
        if kind in KINDS and KINDS[kind].two_sided and requirement.both_sides:
            candidates += _by_person(of_kind)
        else:
            candidates += [(one,) for one in of_kind]
    return candidates


def _by_person(of_kind: Sequence[Document]) -> list[tuple[Document, ...]]:
    """The sides of each person."""
    sides: dict[str, list[Document]] = {}
    for one, person in zip(of_kind, whose(of_kind), strict=True):
        sides.setdefault(person, []).append(one)
    return [tuple(own) for own in sides.values()]


def _unserved(requirement: Requirement, documents: Sequence[Document]) -> RequirementState:
    if requirement.severity == "hint":
        reason = requirement.note.text() if requirement.note else ""
        return RequirementState(requirement=requirement, state="not_needed", reason=reason)
    sources = (requirement.source_note(),)
    kinds = requirement.kinds
    finding = Finding(
        code="document.missing",
        severity=capped(Severity(requirement.severity), sources),
        subject=Subject(
            kind="requirement", id=requirement.id, label=requirement_label(requirement)
        ),
        required=tuple(KINDS[kind].name for kind in kinds) if len(kinds) > 1 else None,
        fix="add",
        sources=sources,
    )
    maybe = unnamed_findings(requirement, documents)
    return RequirementState(requirement=requirement, state="missing", findings=(finding, *maybe))


def _badness(findings: Sequence[Finding]) -> tuple[int, int, int]:
    weights = [one.severity for one in findings]
    return tuple(weights.count(severity) for severity in Severity)  # type: ignore[return-value]
