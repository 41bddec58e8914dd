"""Beside step 3: whether documents, company data and forms say the same; scope and capital; translations.

Works with what was read before and never reads itself, so that findings are quick; `unread` says what cannot take
part yet. Thread-safe: holds nothing but the last matrices.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import msgspec

from seller_desk.core.applications.form import FormRow
from seller_desk.core.applications.model import Application
from seller_desk.core.applications.needs import serves
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding, by_weight
from seller_desk.core.base.language import N_, _, language
from seller_desk.core.company.model import Company
from seller_desk.core.documents.kinds import KINDS
from seller_desk.core.documents.match.facts import document_column
from seller_desk.core.documents.match.licence import licence_findings
from seller_desk.core.documents.match.matrix import build
from seller_desk.core.documents.match.model import Column, Matrix
from seller_desk.core.documents.match.read_dates import ReadDates, read_date_findings, read_dates
from seller_desk.core.documents.match.severity import Weigher, findings, weighed
from seller_desk.core.documents.match.translated import (
    Pair,
    translation_columns,
    translation_findings,
)
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.reading.model import Reading
from seller_desk.core.documents.views import once
from seller_desk.core.documents.void import standing
from seller_desk.core.rules.book import RuleBook, platform_of
from seller_desk.core.services.matching_values import company_column, form_column, owner_facts
from seller_desk.core.services.romaniser import romaniser
from seller_desk.core.store.store import Store

Findings = list[Finding]
# Matrices that are kept: one an application, in both languages.
_KEPT = 16


class Applications(Protocol):
    """What is asked of the applications' service."""

    def form(self, application: Application) -> Sequence[FormRow]:
        """The platform's form filled in."""

    def site_name(self, application: Application) -> str:
        """How the screen calls it."""


class _Case(msgspec.Struct, frozen=True, kw_only=True):
    """All that a comparison hangs on."""

    company: Company
    application: Application | None
    documents: list[Document]
    unread: list[str]
    on: date


def compare_files(
    readings: Sequence[tuple[Path, Reading]], book: RuleBook, on: date, *, site: str = ""
) -> tuple[Matrix, Findings]:
    """Files against each other, without a company; files that were not read are left out."""
    columns = [
        document_column(str(path), reading, file=str(path))
        for path, reading in readings
        if not reading.code
    ]
    weigher = Weigher(book, (site,) if site else (), on)
    matrix = weighed(build(columns, romaniser()), weigher)
    found = [*findings(matrix, weigher), *licence_findings(columns, weigher)]
    return matrix, by_weight(once(found))


class MatchService:
    """Compares. `known` gives what was read of a document (None: not read yet)."""

    def __init__(
        self,
        store: Store,
        rules: Callable[[], RuleBook],
        today: Callable[[], date],
        known: Callable[[Document], Reading | None],
        applications: Callable[[], Applications],
    ) -> None:
        self._store = store
        self._rules = rules
        self._today = today
        self._ask = known
        self._applications = applications
        self._read: dict[tuple[str, str], Reading] = {}
        self._columns = lru_cache(maxsize=256)(self._column)
        self._matrices: dict[object, Matrix] = {}

    def matrix(
        self, company_id: str, application_id: str | None = None, *, site: str = ""
    ) -> Matrix:
        """Every fact of the company's documents beside the company data and, for an application or `site`, its form."""
        case = self._case(company_id, application_id, site)
        book = self._rules()
        own = msgspec.json.encode(book.overrides)
        key = (msgspec.json.encode(case), language(), site, id(book.packs), own)
        if key not in self._matrices:
            if len(self._matrices) >= _KEPT:
                self._matrices.clear()
            self._matrices[key] = weighed(self._matrix(case), self._weigher(case, book))
        return self._matrices[key]

    def findings(
        self, company_id: str, application_id: str | None = None, *, site: str = ""
    ) -> Findings:
        """What differs, gravest first, with scope, capital and translations. Of unread documents nothing is said."""
        case = self._case(company_id, application_id, site)
        book = self._rules()
        weigher = self._weigher(case, book)
        matrix = self.matrix(company_id, application_id, site=site)
        found = findings(matrix, weigher, company_id)
        goods = case.application.categories if case.application else []
        documents = [one for one in matrix.columns if one.source == "document"]
        found += licence_findings(documents, weigher, goods)
        pairs = self._pairs(case)
        for pair in pairs:
            found += read_date_findings(pair.document, pair.column, weigher)
        found += translation_findings(pairs, weigher, romaniser(), foreign=_foreign(case.company))
        return by_weight(once(found))

    def read_dates(self, document: Document) -> ReadDates:
        """Dates that were read on it and that the seller has not typed; none while it is not read."""
        return read_dates(document, self._of(document))

    def link_translation(self, document_id: str, original_id: str) -> Document:
        """Say whose translation a document is (empty: nobody's any more). DeskError if one is gone or both are the same."""
        with self._store.work(N_("Link a translation")) as work:
            document = work.documents.get(document_id)
            original = work.documents.get(original_id) if original_id else None
            if document is None or (original_id and original is None):
                raise DeskError(_("This document is no longer there"), _("Choose another."))
            if original is not None and _leads_back(original, document, work.documents.get):
                raise DeskError(
                    _("A document cannot be its own translation"), _("Choose its original.")
                )
            changed = msgspec.structs.replace(document, translation_of=original_id)
            if original_id and document.kind == "unknown":
                changed = msgspec.structs.replace(changed, kind="translation")
            work.documents.save(changed)
        return changed

    def _known(self, document: Document) -> Reading | None:
        """What was read of it, kept: a reading of one content does not change."""
        key = (document.sha256, document.kind)
        found = self._read.get(key) or self._ask(document)
        if found is not None:
            self._read[key] = found
        return found

    def _case(self, company_id: str, application_id: str | None, site: str) -> _Case:
        with self._store.read() as work:
            company = work.companies.get(company_id)
            application = work.applications.get(application_id) if application_id else None
            documents = work.documents.find(company_id=company_id)
        if company is None:
            raise DeskError(_("There is no company yet"), _("Enter the company first."))
        if site:
            application = Application(
                id=application.id if application else "",
                company_id=company_id,
                platform=platform_of(site),
                sites=[site],
                planned_date=application.planned_date if application else None,
                created_on=self._today(),
            )
        on = application.judged_on(self._today()) if application else self._today()
        serving = [
            one
            for one in standing(documents, on)
            if not application_id or serves(one, application_id)
        ]
        unread = [one.name for one in serving if self._known(one) is None]
        return _Case(
            company=company, application=application, documents=serving, unread=unread, on=on
        )

    def _matrix(self, case: _Case) -> Matrix:
        columns = [found for one in case.documents if (found := self._of(one)) is not None]
        order = [*KINDS]
        columns = sorted(
            (one for one in columns if one.fields),
            key=lambda one: (order.index(one.kind), one.side == "back"),
        )
        columns += translation_columns(self._pairs(case), romaniser())
        columns.append(company_column(case.company))
        application = case.application
        if application is not None:
            service = self._applications()
            label = _("{platform} form").format(platform=service.site_name(application))
            columns.append(form_column(service.form(application), label))
        matrix = build(columns, romaniser(), owner_facts(case.company))
        return msgspec.structs.replace(matrix, unread=case.unread)

    def _weigher(self, case: _Case, book: RuleBook) -> Weigher:
        sites = case.application.sites if case.application else []
        return Weigher(book, tuple(sites), case.on, case.company.entity_kind)

    def _pairs(self, case: _Case) -> list[Pair]:
        """Documents with their reading, and the original of those that are translations."""
        by_id = {one.id: one for one in case.documents}
        pairs = []
        for one in case.documents:
            reading, column = self._known(one), self._of(one)
            if reading is None or column is None:
                continue
            original = by_id.get(one.translation_of)
            pairs.append(
                Pair(
                    document=one,
                    reading=reading,
                    column=column,
                    original=self._of(original) if original else None,
                )
            )
        return pairs

    def _of(self, document: Document) -> Column | None:
        confirmed = tuple(sorted(document.confirmed.items()))
        return self._columns(
            document.id,
            document.sha256,
            document.kind,
            document.side,
            document.name,
            document.person,
            confirmed,
            self._known(document) is None,
        )

    def _column(self, *about: object) -> Column | None:
        """A document's column, kept: making fields of lines takes a moment."""
        with self._store.read() as work:
            document = work.documents.get(str(about[0]))
        reading = self._known(document) if document else None
        if document is None or reading is None or reading.code:
            return None
        return document_column(
            document.id,
            reading,
            file=document.name,
            side=document.side,
            document_id=document.id,
            person=document.person,
            confirmed=document.confirmed,
        )


def _leads_back(
    original: Document, document: Document, get: Callable[[str], Document | None]
) -> bool:
    """Whether the original is, over whatever steps, a translation of this document."""
    seen: Document | None = original
    steps = 0
    while seen is not None and steps < 20:
        if seen.id == document.id:
            return True
        seen = get(seen.translation_of) if seen.translation_of else None
        steps += 1
    return seen is not None


def _foreign(company: Company) -> bool:
    person = company.legal_representative
    return bool(person.name_zh or person.surname_pinyin) and person.nationality not in ("", "CN")
