"""What the packs say of documents: one place for the fact keys.

`document.formats` (type ids), `.max_size` (MB, must be less), `.min_dpi`, `.real_width` and `.real_height` (mm), `.colour`,
`.sharp`, `.whole` (true: required), `.screenshots` and `.photos` (accepted or refused), `.password` (refused),
`.name_forbidden` (characters), `.not_expired` (true), `.validity_left`, `.issued_within`, `.minimum_age`
(day or month), `.both_sides` (true), `.one_file` and `.one_page` (true: the two sides together), `.joined_with` (kinds
that go behind it in the same PDF), `.processing` (`unaltered`: nothing of the content; `forbidden`: byte for byte only).
"""

from dataclasses import dataclass, replace
from datetime import date

from seller_desk.core.base.findings import (
    Finding,
    Measure,
    Place,
    Severity,
    SourceNote,
    Subject,
    capped,
)
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A document of one kind judged for one site on one day. `site` empty: only what holds everywhere."""

    kind: str
    site: str
    on: date
    entity: str = ""
    label: str = ""
    document_id: str = ""
    file: str = ""

    def query(self) -> Query:
        """The question to the rule book."""
        return Query(site=self.site, on=self.on, entity=self.entity, kind=self.kind)


class CaseRules:
    """The rules of one case, and findings with the case's subject, file and sources filled in."""

    def __init__(self, book: RuleBook, case: Case) -> None:
        self._book = book
        self.case = case
        self._query = case.query()

    def fact(self, key: str) -> Fact | None:
        """`document.<key>` in force, or None where nobody says."""
        return self._book.fact(f"document.{key}", self._query)

    def holds(self, key: str) -> Fact | None:
        """The fact, if it says yes."""
        fact = self.fact(key)
        return fact if fact is not None and fact.value is True else None

    def words(self, key: str) -> tuple[list[str], Fact] | None:
        """A list of words with its fact."""
        return self._book.words(f"document.{key}", self._query)

    def real_size(self) -> tuple[float, float] | None:
        """The document's real size in mm."""
        width = self._book.number("document.real_width", self._query)
        height = self._book.number("document.real_height", self._query)
        return (float(width[0]), float(height[0])) if width and height else None

    def finding(
        self,
        code: str,
        severity: Severity,
        fact: Fact | None = None,
        *,
        place: Place | None = None,
        measured: Measure = None,
        required: Measure = None,
        detail: str = "",
        fix: str = "",
    ) -> Finding:
        """A finding about this document; a blocker only where its source can carry one."""
        sources: tuple[SourceNote, ...] = (fact.source_note(),) if fact else ()
        return Finding(
            code=f"document.{code}",
            severity=capped(severity, sources),
            subject=Subject(kind="document", id=self.case.document_id, label=self.case.label),
            place=replace(place or Place(), file=self.case.file or None),
            measured=measured,
            required=required,
            detail=detail,
            fix=fix,
            site=self.case.site,
            sources=sources,
        )
