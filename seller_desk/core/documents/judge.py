"""One document, or the two sides of one, judged for a site on a day: content, dates, sides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from seller_desk.core.base.findings import Finding, Place, Severity
from seller_desk.core.base.language import N_
from seller_desk.core.documents.checks import content_findings
from seller_desk.core.documents.inspect import looks_like_one_card
from seller_desk.core.documents.kinds import KINDS, kind_name
from seller_desk.core.documents.model import Document, Inspection
from seller_desk.core.documents.rules import Case, CaseRules
from seller_desk.core.documents.validity import Dates, date_findings
from seller_desk.core.rules.book import RuleBook

_MISSING_SIDE = {"front": N_("the front"), "back": N_("the back"), "": N_("the other side")}
NO_DATES = Dates()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A file that shows a document or a side of it (`side`: front, back, both, or empty = not said)."""

    name: str
    found: Inspection
    side: str = ""
    dates: Dates = NO_DATES
    label: str = ""
    document_id: str = ""
    file: str = ""


def scan_of(document: Document, found: Inspection, dates: Dates) -> Scan:
    """A document as a scan of itself, with these dates."""
    return Scan(
        name=document.name,
        found=found,
        side=document.side,
        dates=dates,
        label=document.name if document.kind == "unknown" else kind_name(document.kind),
        document_id=document.id,
        file=document.name,
    )


def judge(scan: Scan, case: Case, book: RuleBook) -> list[Finding]:
    """Every problem of one file, but for sides that are missing."""
    rules = CaseRules(book, _of_scan(case, scan))
    found = content_findings(scan.found, scan.name, rules)
    # Of a file that does not open, only that is worth saying.
    return [*found, *date_findings(scan.dates, rules)] if scan.found.usable else found


def side_findings(scans: Sequence[Scan], case: Case, book: RuleBook) -> list[Finding]:
    """At most one finding, about the first file, if these files together lack a side that is asked for."""
    if not scans or case.kind not in KINDS or not KINDS[case.kind].two_sided:
        return []
    rules = CaseRules(book, _of_scan(case, scans[0]))
    fact = rules.holds("both_sides")
    lacking = _lacking(scans, rules.real_size())
    if fact is None or lacking is None:
        return []
    return [
        rules.finding(
            "side_missing",
            Severity.BLOCKER,
            fact,
            place=Place(field="side"),
            detail=_MISSING_SIDE[lacking],
            fix="add",
        )
    ]


def _of_scan(case: Case, scan: Scan) -> Case:
    return replace(
        case,
        label=scan.label or case.label,
        document_id=scan.document_id or case.document_id,
        file=scan.file or case.file,
    )


def _lacking(scans: Sequence[Scan], real_mm: tuple[float, float] | None) -> str | None:
    """The side that is not there (empty: one of them, we cannot say which), or None."""
    usable = [scan for scan in scans if scan.found.usable]
    sides = {scan.side for scan in usable}
    if "both" in sides or {"front", "back"} <= sides:
        return None
    shown = sum(_sides_shown(scan, real_mm) for scan in usable)
    if shown >= 2 or not usable:
        return None
    if sides == {"front"}:
        return "back"
    return "front" if sides == {"back"} else ""


def _sides_shown(scan: Scan, real_mm: tuple[float, float] | None) -> int:
    """One for a picture of a single card; two where a file has more pages or room for both sides."""
    if scan.side in ("front", "back"):
        return 1
    if scan.found.pages_total > 1:
        return 2
    one = real_mm is not None and looks_like_one_card(scan.found.pages[0], real_mm)
    return 1 if one else 2
