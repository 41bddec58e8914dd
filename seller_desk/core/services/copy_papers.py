"""From documents to papers, with what the sites ask of their copies."""

from collections.abc import Sequence
from datetime import date

import msgspec

from seller_desk.core.applications.model import Application
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.documents.model import Document, Inspection
from seller_desk.core.documents.renditions.model import Original, Paper
from seller_desk.core.documents.renditions.papers import Joins
from seller_desk.core.documents.renditions.wishes import FORBIDDEN, Wishes, gathered
from seller_desk.core.documents.rules import Case, CaseRules
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.parts import Parts


class PaperMaker:
    """Makes papers of documents. Safe from several threads."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._found: dict[str, Inspection] = {}

    def for_application(
        self, application: Application, documents: Sequence[Document]
    ) -> tuple[Paper, Wishes]:
        """The paper of these documents, and what the application's sites ask of it."""
        with self._parts.store.read() as work:
            company = work.companies.get(application.company_id)
        entity = company.entity_kind if company else ""
        rules, on = self._parts.rules(), self._parts.applications.judged_on(application)
        wishes = wishes_of(rules, documents[0].kind, application.sites, on, entity)
        return self.of(documents, untouched=wishes.processing == FORBIDDEN), wishes

    def joins(self, application: Application, documents: Sequence[Document]) -> Joins:
        """Kind -> the kinds that the application's sites want behind it in the same file."""
        with self._parts.store.read() as work:
            company = work.companies.get(application.company_id)
        entity = company.entity_kind if company else ""
        rules, on = self._parts.rules(), self._parts.applications.judged_on(application)
        kinds = dict.fromkeys(one.kind for one in documents)
        asked = {kind: wishes_of(rules, kind, application.sites, on, entity) for kind in kinds}
        return {kind: one.joined for kind, one in asked.items() if one.joined}

    def of(self, documents: Sequence[Document], *, untouched: bool = False) -> Paper:
        """One paper. `untouched`: of repaired documents, the files that they were made from."""
        kind = documents[0].kind
        label = documents[0].name if kind == "unknown" else kind_name(kind)
        joined = tuple(one.kind for one in documents[1:] if one.kind != kind)
        if joined:
            label = " + ".join((label, *(kind_name(one) for one in joined)))
        originals = [one for document in documents for one in self._originals(document, untouched)]
        return Paper(kind=kind, originals=tuple(originals), label=label, joined=joined)

    def _originals(self, document: Document, untouched: bool) -> list[Original]:
        """The document's file; where nothing may be touched, the files that a repaired one was made from."""
        blobs = self._parts.store.blobs
        if untouched and document.made_from:
            return [
                Original(
                    name=one.name,
                    path=str(blobs.path(one.sha256)),
                    sha256=one.sha256,
                    found=self._read(document.sha256, self._inspected(one.sha256, one.inspection)),
                    size=one.size,
                    side=one.side or document.side,
                    document_id=document.id,
                )
                for one in document.made_from
            ]
        return [
            Original(
                name=document.name,
                path=str(blobs.path(document.sha256)),
                sha256=document.sha256,
                found=self._read(
                    document.sha256, self._inspected(document.sha256, document.inspection)
                ),
                size=document.size,
                side=document.side,
                document_id=document.id,
                repaired=tuple(dict.fromkeys(step.act for step in document.repairs)),
            )
        ]

    def _read(self, sha256: str, found: Inspection) -> Inspection:
        """With what the text tells: a repaired file and what it was made from say the same."""
        return self._parts.documents.as_read(sha256, found)

    def _inspected(self, sha256: str, kept: dict[str, object]) -> Inspection:
        """What was measured; files that were added before we asked what they tell beside the picture are asked now."""
        if "private" in kept or not kept:
            return msgspec.convert(kept, Inspection)
        if sha256 not in self._found:
            from seller_desk.core.documents.inspect import inspection_of

            look = self._parts.documents.pool.run("look", str(self._parts.store.blobs.path(sha256)))
            self._found[sha256] = inspection_of(look)
        return self._found[sha256]


def wishes_of(rules: RuleBook, kind: str, sites: Sequence[str], on: date, entity: str) -> Wishes:
    """What these sites together ask of a paper of this kind on that day."""
    cases = [Case(kind=kind, site=site, on=on, entity=entity) for site in sites]
    return gathered([CaseRules(rules, case) for case in cases])
