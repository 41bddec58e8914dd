"""Void documents: a licence that was changed, a statement of an account that was closed. They answer nothing."""

from collections.abc import Iterable, Sequence
from datetime import date

from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.requirements import RequirementState


def standing(documents: Iterable[Document], on: date) -> list[Document]:
    """Those that count on that day."""
    return [one for one in documents if not one.is_void(on)]


def void_findings(
    documents: Iterable[Document], states: Sequence[RequirementState], on: date
) -> list[Finding]:
    """One for each void document: a warning while nothing stands in its place, else a hint."""
    lacking = {
        kind for state in states if state.state == "missing" for kind in state.requirement.kinds
    }
    return [
        Finding(
            code="document.void",
            severity=Severity.WARNING if one.kind in lacking else Severity.HINT,
            subject=Subject(
                kind="document",
                id=one.id,
                label=one.name if one.kind == "unknown" else kind_name(one.kind),
            ),
            place=Place(file=one.name, field="void_on"),
            measured=one.void_on,
            detail=one.void_reason,
            fix="replace",
        )
        for one in documents
        if one.is_void(on)
    ]
