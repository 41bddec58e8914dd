"""How far an application is: five parts, each counted in the open, and their mean as the percent.

Parts: company (boxes of the form that have a value), documents (requirements met), listings (listings without a
blocker), shipping and accounts (done or not). A part with nothing to do does not count. Only an application with
every part full and no blocker reaches 100.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from seller_desk.core.applications.form import FormRow, RowState
from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import N_
from seller_desk.core.base.many import Many, count_of

# In the order of the wizard's steps; the words are those of the screen.
PARTS: dict[str, str] = {
    "company": N_("Company"),
    "documents": N_("Documents"),
    "listings": N_("Listings"),
    "shipping": N_("Shipping"),
    "accounts": N_("Accounts"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part: `done` of `total`, and how many blockers lie in it."""

    id: str
    done: int
    total: int
    blockers: int

    def to_json(self) -> dict[str, object]:
        """As the terminal's JSON has it."""
        return {"done": self.done, "total": self.total, "blockers": self.blockers}


@dataclass(frozen=True, slots=True)
class Readiness:
    """Percent (0..100), the parts behind it, and the problems by severity."""

    percent: int
    parts: tuple[Part, ...]
    blockers: int
    warnings: int
    hints: int

    @property
    def ready(self) -> bool:
        """Whether nothing stops the packet."""
        return self.blockers == 0

    @property
    def total(self) -> int:
        """Everything that is counted."""
        return sum(part.total for part in self.parts)

    @property
    def done(self) -> int:
        """What of it is done."""
        return sum(part.done for part in self.parts)

    def to_json(self) -> dict[str, object]:
        """As the terminal's JSON has it."""
        return {
            "percent": self.percent,
            "parts": {part.id: part.to_json() for part in self.parts},
            "blockers": self.blockers,
            "warnings": self.warnings,
            "hints": self.hints,
        }


def readiness(
    counts: Mapping[str, tuple[int, int]], findings: Mapping[str, Sequence[Finding]]
) -> Readiness:
    """From (done, total) and the findings of each part; the ids are those of `PARTS`."""
    parts = []
    for name in PARTS:
        done, total = counts.get(name, (0, 0))
        stops = count_of(findings.get(name, ()), Severity.BLOCKER)
        # A blocker leaves at least one thing of its part undone.
        done = min(done, max(0, total - 1)) if stops else min(done, total)
        parts.append(Part(name, done, total, stops))
    counted = [part for part in parts if part.total]
    percent = (
        sum(100 * part.done // part.total for part in counted) // len(counted) if counted else 0
    )
    whole = {one: sum(count_of(found, one) for found in findings.values()) for one in Severity}
    stops = whole[Severity.BLOCKER]
    return Readiness(
        percent=min(percent, 99) if stops else percent,
        parts=tuple(parts),
        blockers=stops,
        warnings=whole[Severity.WARNING],
        hints=whole[Severity.HINT],
    )


def company_count(rows: Iterable[FormRow]) -> tuple[int, int]:
    """(filled, asked) of the form's boxes that take a value of ours; the same value asked twice counts once."""
    asked: dict[str, bool] = {}
    for row in rows:
        if row.field.optional or row.state not in (RowState.VALUE, RowState.MISSING):
            continue
        filled = row.state is RowState.VALUE and row.excess == 0
        asked[row.field.fill] = asked.get(row.field.fill, True) and filled
    return sum(asked.values()), len(asked)


def clean_count(total: int, findings: Iterable[Finding], kinds: Iterable[str]) -> tuple[int, int]:
    """(without a blocker, all) of `total` subjects, where blockers name a subject of these kinds."""
    if isinstance(findings, Many):
        return max(0, total - findings.stops), total
    wanted = set(kinds)
    bad = {
        one.subject.id or one.subject.label
        for one in findings
        if one.severity is Severity.BLOCKER and one.subject.kind in wanted
    }
    return max(0, total - len(bad)), total
