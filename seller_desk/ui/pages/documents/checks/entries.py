"""What the list at the left shows: requirements by group, documents without a kind, documents nobody asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from seller_desk.core.base.findings import Finding, Severity, by_weight
from seller_desk.core.base.language import N_, _, ngettext
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.base.wording import wording
from seller_desk.core.desk import Desk
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.requirements import GROUPS, RequirementState
from seller_desk.ui.theme import tokens

GROUP_NAMES = {
    "loose": N_("Say what these are"),
    "company": N_("Company"),
    "person": N_("Person"),
    "bank": N_("Bank and cards"),
    "address": N_("Address"),
    "product": N_("Product"),
    "local": N_("Local papers"),
    "other": N_("Not asked for"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: icon and colour of its state, name, state in words, a second line, what stands behind it."""

    key: str
    group: str
    label: str
    icon: str
    token: str
    state: str
    reason: str
    documents: tuple[Document, ...] = ()
    findings: tuple[Finding, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that the page shows; made away from the window's thread."""

    entries: tuple[Entry, ...]
    planned: date


@dataclass(frozen=True, slots=True)
class LoadEntries:
    """The work of reading it for one company and application."""

    desk: Desk
    company_id: str
    application_id: str | None

    def __call__(self, _progress: Progress, _stop: Stop) -> Loaded:
        service = self.desk.documents
        states = service.requirements(self.company_id, self.application_id)
        entries = [
            _of_state(one) for group in GROUPS for one in states if one.requirement.group == group
        ]
        used = {document.id for one in states for document in (*one.documents, *one.others)}
        for document in service.list(self.company_id, self.application_id):
            if document.kind == "unknown":
                found = service.document_findings(document, self.application_id)
                entries.insert(0, _of_document(document, found, "loose"))
            elif document.id not in used:
                entries.append(_of_document(document, (), "other"))
        return Loaded(tuple(entries), service.planned_date(self.application_id))


def _of_state(one: RequirementState) -> Entry:
    icon, token, state = _mark(one)
    documents = (*one.documents, *one.others)
    reason = one.reason or next((wording(finding).detail for finding in one.findings), "")
    if one.state == "missing" and len(one.requirement.kinds) > 1:
        kinds = [kind_name(kind) for kind in one.requirement.kinds]
        reason = _("Either of: {kinds}").format(kinds=_(", ").join(kinds))
    return Entry(
        key=one.requirement.id,
        group=one.requirement.group,
        label=one.label,
        icon=icon,
        token=token,
        state=state,
        reason=reason,
        documents=documents,
        findings=one.findings,
        kinds=tuple(one.requirement.kinds),
    )


def _mark(one: RequirementState) -> tuple[str, str, str]:
    if one.state == "missing":
        severity = one.findings[0].severity if one.findings else Severity.HINT
        icon, token = tokens.STATE_ICONS[severity.value]
        return icon, token, _("Missing")
    if one.state == "problems":
        return _count_mark(one.findings)
    if one.state == "not_needed":
        return *tokens.STATE_ICONS["not_needed"], _("Not needed")
    return *tokens.STATE_ICONS["valid"], _("Valid")


def _count_mark(findings: Sequence[Finding]) -> tuple[str, str, str]:
    worst = by_weight(findings)[0].severity
    serious = [one for one in findings if one.severity is not Severity.HINT]
    icon, token = tokens.STATE_ICONS[worst.value]
    if worst is Severity.BLOCKER:
        return (
            icon,
            token,
            _("{n} to fix").format(n=len(serious)),
        )
    words = ngettext("{n} warning", "{n} warnings", len(serious)).format(n=len(serious))
    return icon, token, words


def _of_document(document: Document, findings: Sequence[Finding], group: str) -> Entry:
    if group == "loose":
        icon, token, state = *tokens.STATE_ICONS["unknown"], _("Choose its kind")
    else:
        state = _("Void") if document.void_on else ""
        icon, token = tokens.STATE_ICONS["not_needed"]
    label = document.name if document.kind == "unknown" else kind_name(document.kind)
    return Entry(
        key=document.id,
        group=group,
        label=label,
        icon=icon,
        token=token,
        state=state,
        reason="" if document.kind == "unknown" else document.name,
        documents=(document,),
        findings=tuple(findings),
    )
