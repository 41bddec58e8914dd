"""What the seller's documents say: read in the background, kept by content, confirmed by the seller, never mixed up."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec

from seller_desk.core.applications.needs import serves
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding, Subject
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.documents.kinds import KINDS, kind_name
from seller_desk.core.documents.model import Document, Inspection
from seller_desk.core.documents.reading.catalogue import kind_rules
from seller_desk.core.documents.reading.dates import FOREVER
from seller_desk.core.documents.reading.lie import lie_findings
from seller_desk.core.documents.reading.mixed import Papers, mixed_findings, papers_of
from seller_desk.core.documents.reading.model import FieldValue, Kind, PageText, Reading
from seller_desk.core.documents.reading.watermark import marked, watermarked
from seller_desk.core.services.documents_reading import ReadingService
from seller_desk.core.store.store import Store

_DATES = ("issued_on", "valid_from", "valid_until")


@dataclass(frozen=True, slots=True)
class ReadField:
    """A field of a document: what was read (None if nothing), and what the seller confirmed or typed (empty if nothing)."""

    name: str
    read: FieldValue | None
    confirmed: str

    @property
    def value(self) -> str:
        """What counts: the seller's word, else what was read."""
        return self.confirmed or (self.read.value if self.read else "")

    @property
    def corrected(self) -> bool:
        """Whether the seller said something else than what was read."""
        return bool(self.confirmed) and (self.read is None or self.read.value != self.confirmed)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What came of reading: documents read now, those that got a kind, those that wait for a password."""

    read: list[Document] = field(default_factory=list)
    named: list[tuple[Document, Kind]] = field(default_factory=list)
    locked: list[Document] = field(default_factory=list)


class RecognitionService:
    """Readings of a company's documents. Safe from several threads; reading itself happens one file at a time."""

    def __init__(
        self, store: Store, reading: ReadingService, path_of: Callable[[Document], Path]
    ) -> None:
        self._store = store
        self._reading = reading
        self._path_of = path_of
        self._mixed: dict[str, Papers] = {}
        self._watermarked: dict[str, bool] = {}

    def known(self, document: Document) -> Reading | None:
        """What was read of it before, with kind and fields; None if it was not read yet. Never reads."""
        kind = "" if document.kind == "unknown" else document.kind
        return self._reading.of_content(document.sha256, kind)

    def as_read(self, sha256: str, found: Inspection) -> Inspection:
        """The inspection of this content, marked as a watermarked copy if its text says so. Never reads."""
        if sha256 not in self._watermarked:
            pages = self._reading.pages_of(sha256)
            if not pages:
                return found
            self._watermarked[sha256] = watermarked(
                line.text for page in pages for line in page.lines
            )
        return marked(found) if self._watermarked[sha256] else found

    def recognised(self, document: Document) -> Kind | None:
        """The kind that its text speaks for, whatever the seller chose; None if it was not read yet."""
        found = self._reading.of_content(document.sha256)
        return found.kind if found else None

    def read(self, document: Document, *, password: str = "", stop: Stop = never) -> Reading:
        """Read it, or what is kept. Trouble with the file is in the Reading. Raises Cancelled."""
        kind = "" if document.kind == "unknown" else document.kind
        return self._reading.read(self._path_of(document), kind=kind, password=password, stop=stop)

    def unread(self, company_id: str) -> Sequence[Document]:
        """Documents that open and were not read yet, in the order in which they came."""
        with self._store.read() as work:
            every = work.documents.find(company_id=company_id)
        return [one for one in every if _opens(one) and self.known(one) is None]

    def recognise(
        self,
        documents: Sequence[Document],
        *,
        report: Progress = silent,
        stop: Stop = never,
        told: Callable[[Document], None] | None = None,
    ) -> Recognised:
        """Read these; `told` hears of each when it is done. Changes nothing yet: see `name_kinds`. Raises Cancelled."""
        found = Recognised()
        for number, document in enumerate(documents):
            check_stop(stop)
            report(number, len(documents), document.name)
            reading = self.read(document, stop=stop)
            if reading.code == "encrypted":
                found.locked.append(document)
            elif not reading.code:
                found.read.append(document)
                kind = self.recognised(document) or Kind()
                if document.kind == "unknown" and kind.kind != "unknown":
                    found.named.append((document, kind))
            if told:
                told(document)
        report(len(documents), len(documents), "")
        return found

    def name_kinds(self, named: Sequence[tuple[Document, Kind]]) -> Sequence[Document]:
        """Give documents without a kind the recognised one, and the side, in one undo step. The seller's choice stands."""
        changed: list[Document] = []
        with self._store.work(N_("Recognise documents")) as work:
            for before, kind in named:
                document = work.documents.get(before.id)
                if document is None or document.kind != "unknown" or kind.kind not in KINDS:
                    continue
                side = document.side or (kind.side if KINDS[kind.kind].two_sided else "")
                changed.append(msgspec.structs.replace(document, kind=kind.kind, side=side))
            work.documents.save_many(changed)
        return changed

    def fields(self, document: Document) -> Sequence[ReadField]:
        """Every field that its kind has, in the catalogue's order: read, confirmed, or neither."""
        reading = self.known(document)
        read = {one.name: one for one in reading.fields} if reading and not reading.code else {}
        rule = kind_rules().get(document.kind)
        names = [one.name for one in rule.field] if rule else []
        names += [one for one in (*read, *document.confirmed) if one not in names]
        return [
            ReadField(name, read.get(name), document.confirmed.get(name, ""))
            for name in dict.fromkeys(names)
        ]

    def findings(self, company_id: str, application_id: str | None = None) -> list[Finding]:
        """Pages that do not lie upright, files that hold several papers, of documents that were read and serve this application."""
        with self._store.read() as work:
            every = work.documents.find(company_id=company_id)
        found: list[Finding] = []
        for one in every:
            if application_id and not serves(one, application_id):
                continue
            label = one.name if one.kind == "unknown" else kind_name(one.kind)
            subject = Subject(kind="document", id=one.id, label=label)
            pages = self._reading.pages_of(one.sha256)
            found += lie_findings(subject, one.name, pages)
            if len(pages) > 1:
                named = Subject(kind="document", id=one.id, label=one.name)
                found += mixed_findings(named, one.name, self._papers(one.sha256, pages))
        return found

    def _papers(self, sha256: str, pages: Sequence[PageText]) -> Papers:
        """The papers of this content, kept: telling pages apart takes a moment."""
        if sha256 not in self._mixed:
            self._mixed[sha256] = papers_of(pages)
        return self._mixed[sha256]

    def confirm(self, document_id: str, values: dict[str, str]) -> Document:
        """Keep these values as the seller's word, in one undo step; an empty one takes the word back.

        A date that the document itself has (valid until ...) follows. DeskError if the document is gone or a date is none.
        """
        with self._store.work(N_("Confirm what was read")) as work:
            document = work.documents.get(document_id)
            if document is None:
                raise DeskError(_("This document is no longer there"), _("Choose another."))
            confirmed = dict(document.confirmed)
            changes: dict[str, object] = {}
            for name, text in values.items():
                value = text.strip()
                if name in _DATES:
                    value = _date_text(value)
                    changes.update(_as_dates(name, value))
                if value:
                    confirmed[name] = value
                else:
                    confirmed.pop(name, None)
            changed = msgspec.structs.replace(document, confirmed=confirmed, **changes)
            work.documents.save(changed)
        return changed

    def unlock(self, document: Document, password: str, *, stop: Stop = never) -> Reading:
        """Read a locked PDF with this password, which is remembered until the program ends. DeskError if it is wrong."""
        reading = self.read(document, password=password, stop=stop)
        if reading.code == "encrypted":
            raise DeskError(
                _("This password does not open {name}").format(name=document.name),
                _("Check capital letters and try again."),
            )
        return reading

    def password_of(self, document: Document) -> str:
        """The password that opened it in this session; empty if none was needed or given."""
        return self._reading.password_of(document.sha256)


def _opens(document: Document) -> bool:
    """Whether reading makes sense: what the look found unusable is not read, but for locked files."""
    code = document.inspection.get("code", "")
    return code in ("", "encrypted")


def _date_text(text: str) -> str:
    """As readings write dates. DeskError for what is none."""
    from seller_desk.core.documents.reading.dates import dates_in, forever

    if not text or text == FOREVER or forever(text):
        return FOREVER if text else ""
    with suppress(ValueError):
        return date.fromisoformat(text).isoformat()
    found = dates_in(text)
    if len(found) != 1:
        raise DeskError(_("“{text}” is no date").format(text=text), _("Write it as 2027-01-18."))
    return found[0].isoformat()


def _as_dates(name: str, value: str) -> dict[str, object]:
    """What a confirmed date says of the document itself; taking the word back leaves the document's date."""
    if not value:
        return {}
    if value == FOREVER:
        return {"long_term": True, "valid_until": None} if name == "valid_until" else {}
    told: dict[str, object] = {name: date.fromisoformat(value)}
    if name == "valid_until":
        told["long_term"] = False
    return told
