"""How grave a difference is, by the rule packs: `document.mismatch.<fact>` = ["different:blocker", ...].

`by_eye` in such a list is for a name in Chinese against one in English, whatever class the difference has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from seller_desk.core.base.findings import Finding, Place, Severity, Subject, capped
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.documents.match.catalogue import facts, matching
from seller_desk.core.documents.match.model import BY_EYE, QUIET, Cell, Column, Matrix, Row
from seller_desk.core.documents.match.names import FACT_NAMES
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Fact

_CODES = {
    "different": "document.mismatch",
    "part_missing": "document.mismatch_part",
    "misread": "document.mismatch_misread",
}
_OTHERWISE = "document.mismatch_form"
_ORDER = ("blocker", "warning", "hint", "")
_ENDS = 4


@dataclass(frozen=True, slots=True)
class Weigher:
    """Rules for some sites (none: what holds everywhere) on a day, for a business type."""

    book: RuleBook
    sites: Sequence[str]
    on: date
    entity: str = ""

    def severity(self, row: Row, cell: Cell, kind: str) -> tuple[str, Fact | None, str]:
        """The gravest severity of this cell with its fact and site; empty where it is no problem."""
        if not cell.applies or cell.difference in QUIET:
            return "", None, ""
        found: list[tuple[str, Fact | None, str]] = [("", None, "")]
        for site in self.sites or ("",):
            query = Query(site=site, on=self.on, entity=self.entity, kind=kind)
            known = self.book.words(f"document.mismatch.{row.fact}", query)
            if known is None:
                continue
            words, fact = known
            wanted = _wanted(dict(word.partition(":")[::2] for word in words), cell)
            if wanted:
                found.append((_held(wanted, fact, cell), fact, site))
        return min(found, key=lambda one: _ORDER.index(one[0]))


def _wanted(severities: Mapping[str, str], cell: Cell) -> str:
    """The rule's severity; what only the eye can compare has its own, and never blocks where a pack gives it none."""
    told = severities.get(cell.difference, "")
    if cell.evidence != BY_EYE or not told:
        return told
    return severities.get(BY_EYE, Severity.HINT if told == Severity.HINT else Severity.WARNING)


def _held(wanted: str, fact: Fact, cell: Cell) -> str:
    """A single blog never blocks, nor does a value that was read unsurely."""
    severity = capped(Severity(wanted), [fact.source_note()])
    said = cell.said
    unsure = (
        said is not None and said.source == "read" and said.confidence < matching().unsure_field
    )
    if (unsure or cell.evidence == BY_EYE) and severity is Severity.BLOCKER:
        severity = Severity.WARNING
    if cell.evidence == "check_digit" and said is not None and said.corrected:
        # The check digit has put it right already.
        severity = Severity.HINT
    return severity.value


def weighed(matrix: Matrix, weigher: Weigher) -> Matrix:
    """The matrix with the severity of every cell and row."""
    rows = []
    for row in matrix.rows:
        cells = [
            msgspec.structs.replace(one, severity=_weight(matrix, row, one, weigher))
            for one in row.cells
        ]
        worst = min((one.severity for one in cells), key=_ORDER.index, default="")
        rows.append(msgspec.structs.replace(row, cells=cells, severity=worst))
    return msgspec.structs.replace(matrix, rows=rows)


def _weight(matrix: Matrix, row: Row, cell: Cell, weigher: Weigher) -> str:
    """The cell's severity. What a form writes otherwise, it asks for in that way."""
    column = matrix.column(cell.column)
    if column is not None and column.source == "form" and cell.difference not in _CODES:
        return ""
    return weigher.severity(row, cell, _kind(matrix, row, cell))[0]


def _kind(matrix: Matrix, row: Row, cell: Cell) -> str:
    """The kind of document that the rule is asked for: the cell's, or the measure's for what is no document."""
    column = matrix.column(cell.column)
    if column is not None and column.kind:
        return column.kind
    base = matrix.column(row.base)
    return base.kind if base is not None else ""


def findings(matrix: Matrix, weigher: Weigher, company_id: str = "") -> list[Finding]:
    """A finding for every cell that differs gravely enough to be told. Forms repeat the company data: not told twice."""
    found = []
    for row in matrix.rows:
        base = row.cell(row.base)
        for cell in row.cells:
            column = matrix.column(cell.column)
            if column is None or column.source in ("form", "translation") or base is None:
                continue
            severity, fact, site = weigher.severity(row, cell, _kind(matrix, row, cell))
            if severity:
                found.append(_finding(row, cell, base, column, severity, fact, site, company_id))
    return found


def _finding(
    row: Row,
    cell: Cell,
    base: Cell,
    column: Column,
    severity: str,
    fact: Fact | None,
    site: str,
    company_id: str,
) -> Finding:
    said = cell.said
    code = _CODES.get(cell.difference, _OTHERWISE)
    if cell.evidence == BY_EYE:
        code = "document.mismatch_by_eye"
    return Finding(
        code=code,
        severity=Severity(severity),
        subject=subject_of(column, company_id),
        place=Place(
            file=column.file or None,
            page=said.page if said else None,
            box=said.box if said else None,
            page_size=said.page_size if said else None,
            field=row.fact,
        ),
        measured=_shown(row, (said.corrected if said and cell.base else "") or cell.value),
        required=_shown(row, said.value if said and cell.base else base.value),
        detail=FACT_NAMES.get(row.fact, row.fact),
        fix="replace" if column.source == "document" else "",
        site=site,
        sources=(fact.source_note(),) if fact else (),
    )


def subject_of(column: Column, company_id: str = "") -> Subject:
    """Who the finding is about."""
    if column.source == "company":
        return Subject(kind="company", id=company_id, label=column.label)
    label = column.file if column.kind in ("", "unknown") else kind_name(column.kind)
    return Subject(kind="document", id=column.document_id, label=label)


def _shown(row: Row, value: str) -> str:
    """Numbers of people are masked: findings go into reports."""
    rule = facts().get(row.fact)
    if rule is None or not rule.private or len(value) <= 2 * _ENDS:
        return value
    return value[:_ENDS] + "*" * (len(value) - 2 * _ENDS) + value[-_ENDS:]
