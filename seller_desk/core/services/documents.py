"""Step 3: documents taken in, described, judged against what the chosen application asks for."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from seller_desk.core.applications.model import Application
from seller_desk.core.applications.needs import serves
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding, by_weight
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Progress, Stop, breathe, check_stop, never, silent
from seller_desk.core.documents.files import NOT_OPENED, expand
from seller_desk.core.documents.inspect import inspect_files, to_cache
from seller_desk.core.documents.judge import Scan, judge, scan_of, side_findings
from seller_desk.core.documents.kinds import known_kind
from seller_desk.core.documents.model import Document, Inspection
from seller_desk.core.documents.requirements import RequirementState, state_of
from seller_desk.core.documents.results import PageImage, Taken, met_again
from seller_desk.core.documents.rules import Case, CaseRules
from seller_desk.core.documents.summary import MeasureRow, measure_rows
from seller_desk.core.documents.validity import Dates, DatesRead, dates_of
from seller_desk.core.documents.views import View, needs, once
from seller_desk.core.documents.void import standing, void_findings
from seller_desk.core.media.sniff import PDF, PICTURES
from seller_desk.core.media.worker import WorkerPool
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.fix_order import FixOrder
from seller_desk.core.services.names import new_id
from seller_desk.core.services.product_traits import as_query, traits_of
from seller_desk.core.services.questions import open_questions
from seller_desk.core.store.blobs import SourceTrouble
from seller_desk.core.store.store import Store

_KEPT = (*PICTURES, PDF)
Findings = list[Finding]
Softened = Callable[[Sequence[Document], View, Findings], Findings]


class DocumentService:
    """Documents of a company. Thread-safe; `close` ends the workers. `beside` finds more problems, `softened` knows copies."""

    def __init__(
        self, store: Store, rules: Callable[[], RuleBook], today: Callable[[], date]
    ) -> None:
        self._store, self._rules, self._today = store, rules, today
        self.pool, self.beside = WorkerPool(), list[Callable[[str, str | None], Findings]]()
        self.softened: Softened = lambda _documents, _view, found: found
        self.seen: Callable[[Document, Inspection], Inspection] = lambda _one, found: found
        self.as_read: Callable[[str, Inspection], Inspection] = lambda _hash, found: found
        self.read_dates: Callable[[Document], DatesRead | None] = lambda _one: None

    def close(self) -> None:
        """End the worker processes."""
        self.pool.close()

    def add(
        self,
        company_id: str,
        paths: Iterable[Path],
        *,
        kind: str = "unknown",
        application_id: str | None = None,
        report: Progress = silent,
        stop: Stop = never,
    ) -> Taken:
        """Take in files and folders (all files below). Content first, then the rows, in one unit of work.

        Content that is already there is not taken in twice, but learns the kind that it had not yet, and serves this
        application too. Raises Cancelled, or DeskError of a full disk; then nothing was added.
        """
        known_kind(kind)
        files = expand(paths)
        have = {one.sha256: one for one in self.list(company_id)}
        learned: dict[str, Document] = {}
        taken = Taken()
        for done, (path, found) in enumerate(inspect_files(files, self.pool, stop=stop), start=1):
            check_stop(stop)
            report(done, len(files), path.name)
            if found.type not in _KEPT:
                taken.refused.append((path, found.reason or NOT_OPENED))
                continue
            try:
                sha256, size = self._store.blobs.put_file(path)
            except SourceTrouble as trouble:
                taken.refused.append((path, trouble.reason))
                continue
            if sha256 in have:
                have[sha256] = learned[sha256] = met_again(have[sha256], kind, application_id)
                taken.duplicates.append((path, have[sha256]))
                continue
            have[sha256] = Document(
                id=new_id(),
                company_id=company_id,
                kind=kind,
                name=path.name,
                sha256=sha256,
                size=size,
                added_on=self._today(),
                application_ids=[application_id] if application_id else [],
                inspection=to_cache(found),
            )
            taken.added.append(have[sha256])
        if taken.added or learned:
            new = {one.sha256: one for one in taken.added}
            with self._store.work(N_("Add documents")) as work:
                work.documents.save_many([*(new | learned).values()])
        return taken

    def replace(self, document_id: str, path: Path) -> Document:
        """Other content under the same entry; kind, side and dates stay. Raises DeskError if it does not open."""
        document = self.get(document_id)
        _path, found = next(iter(inspect_files([path], self.pool)))
        if found.type not in _KEPT:
            raise DeskError(
                _("{name} cannot be used").format(name=path.name),
                _(found.reason or NOT_OPENED),
                file=path,
            )
        sha256, size = self._store.blobs.put_file(path)
        changed = msgspec.structs.replace(
            document,
            name=path.name,
            sha256=sha256,
            size=size,
            added_on=self._today(),
            inspection=to_cache(found),
        )
        return self._save(N_("Replace a document"), changed)

    def update(self, document_id: str, **changes: Any) -> Document:
        """Set kind, side, person, dates or applications of a document."""
        if "kind" in changes:
            known_kind(changes["kind"])
        changed = msgspec.structs.replace(self.get(document_id), **changes)
        return self._save(N_("Change a document"), changed)

    def remove(self, document_id: str) -> None:
        """Take a document out; undo brings it back."""
        with self._store.work(N_("Remove a document")) as work:
            work.documents.delete(document_id)

    def get(self, document_id: str) -> Document:
        """The document; DeskError if it is gone."""
        with self._store.read() as work:
            found = work.documents.get(document_id)
        if found is None:
            raise DeskError(_("This document is no longer there"), _("Choose another."))
        return found

    def list(self, company_id: str, application_id: str | None = None) -> list[Document]:
        """Documents of the company; those that may serve the application, if one is given."""
        with self._store.read() as work:
            found = work.documents.find(company_id=company_id)
        return [one for one in found if not application_id or serves(one, application_id)]

    def inspection(self, document: Document) -> Inspection:
        """What was measured when it was taken in, by the closer look since, and told by its own text."""
        found = self.seen(document, msgspec.convert(document.inspection, Inspection))
        return self.as_read(document.sha256, found)

    def path(self, document: Document) -> Path:
        """The untouched original."""
        return self._store.blobs.path(document.sha256)

    def page_image(self, document: Document, page: int, side: int) -> PageImage:
        """Page `page` (from 1), upright, long side at most `side` pixels. Raises DeskError."""
        answer = self.pool.run("draw", str(self.path(document)), page, side)
        if answer.get("code"):
            title = _("{name} cannot be shown").format(name=document.name)
            raise DeskError(title, _(str(answer["reason"])))
        return PageImage(answer["jpg"], answer["width"], answer["height"])

    def planned_date(self, application_id: str | None) -> date:
        """The day that everything is judged on: the application's planned day while it lies ahead, else today."""
        application = self._application(application_id)
        return application.judged_on(self._today()) if application else self._today()

    def requirements(
        self, company_id: str, application_id: str | None
    ) -> Sequence[RequirementState]:
        """What the application (or all of the company's) asks for, in the packs' order, each once."""
        states: dict[str, RequirementState] = {}
        for view in self._views(company_id, application_id):
            for one in self.states(company_id, application_id, view):
                states.setdefault(one.requirement.id, one)
        return [*states.values()]

    def states(
        self, company_id: str, application_id: str | None, view: View
    ) -> Sequence[RequirementState]:
        """What these sites ask for, judged on the view's day."""
        rules = self._rules()
        documents = standing(self.list(company_id, application_id), view.on)
        return [
            state_of(need, documents, lambda some: self._judged(some, view, rules))
            for need in needs(rules, view)
        ]

    def document_findings(
        self, document: Document, application_id: str | None
    ) -> Sequence[Finding]:
        """All problems of one document, wherever it serves."""
        rules = self._rules()
        views = self._views(document.company_id, application_id)
        return by_weight(
            once(one for view in views for one in self._judged([document], view, rules))
        )

    def measures(self, document: Document, application_id: str | None) -> Sequence[MeasureRow]:
        """The table under the document: measured beside what the application's first site asks for."""
        view = self._views(document.company_id, application_id)[0]
        site = view.sites[0] if view.sites else ""
        case = Case(kind=document.kind, site=site, on=view.on, entity=view.entity)
        findings = self.document_findings(document, application_id)
        return measure_rows(self._scan(document), CaseRules(self._rules(), case), findings)

    def findings(self, company_id: str, application_id: str | None = None) -> Findings:
        """Problems of this step, blockers first: of requirements, and of documents whose kind is not chosen."""
        states = self.requirements(company_id, application_id)
        rules = self._rules()
        every, on = self.list(company_id, application_id), self.planned_date(application_id)
        found = void_findings(every, states, on)
        found += [one for state in states for one in state.findings]
        views = self._views(company_id, application_id)
        loose = [one for one in standing(every, on) if one.kind == "unknown"]
        for view in views:
            found += [one for document in loose for one in self._judged([document], view, rules)]
        asked = self._applications(company_id, application_id)
        found += open_questions(rules, asked, views[0].entity, self._today())
        found += [one for ask in self.beside for one in ask(company_id, application_id)]
        kinds = {one.requirement.id: one.requirement.kinds for one in states}
        kinds |= {one.id: [one.kind] for one in every}
        return FixOrder(rules, views, kinds).sorted(once(found))

    def started(self, company_id: str) -> bool:
        """Whether anything was added."""
        with self._store.read() as work:
            return work.documents.count(company_id=company_id) > 0

    def _save(self, label: str, document: Document) -> Document:
        with self._store.work(label) as work:
            work.documents.save(document)
        return document

    def _application(self, application_id: str | None) -> Application | None:
        if not application_id:
            return None
        with self._store.read() as work:
            return work.applications.get(application_id)

    def _applications(self, company_id: str, application_id: str | None) -> Sequence[Application]:
        one = self._application(application_id)
        if one is not None:
            return [one]
        with self._store.read() as work:
            return work.applications.find(company_id=company_id)

    def _views(self, company_id: str, application_id: str | None) -> Sequence[View]:
        with self._store.read() as work:
            company = work.companies.get(company_id)
        applications = self._applications(company_id, application_id)
        said = traits_of(self._store, company_id)
        entity = company.entity_kind if company else ""
        views = [
            View(
                sites=tuple(application.sites),
                categories=tuple(application.categories),
                entity=entity,
                on=application.judged_on(self._today()),
                traits={category: as_query(said, category) for category in said},
            )
            for application in applications
        ]
        return views or [View(sites=(), categories=(), entity=entity, on=self._today())]

    def _judged(self, documents: Sequence[Document], view: View, rules: RuleBook) -> Findings:
        scans = [self._scan(one) for one in documents]
        reads = [self.read_dates(one) for one in documents]
        breathe()
        found: Findings = []
        for site in view.sites or ("",):
            case = Case(kind=documents[0].kind, site=site, on=view.on, entity=view.entity)
            for scan, read in zip(scans, reads, strict=True):
                judged = judge(scan, case, rules)
                found += [read.placed(one) for one in judged] if read else judged
            found += side_findings(scans, case, rules)
        return once(self.softened(documents, view, found))

    def dates(self, document: Document) -> Dates:
        """The dates that count: what the seller gave, else what was read on it."""
        typed, read = dates_of(document), self.read_dates(document)
        return read.filled(typed) if read else typed

    def _scan(self, document: Document) -> Scan:
        return scan_of(document, self.inspection(document), self.dates(document))
