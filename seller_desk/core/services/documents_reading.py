"""Reading papers: lines, kind and fields of files and of the seller's documents, kept by content."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from seller_desk.core.base.files import sha256_of
from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.base.language import N_
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.documents.inspect import refused_unopened
from seller_desk.core.documents.reading.classify import classify
from seller_desk.core.documents.reading.extract import fields_of
from seller_desk.core.documents.reading.mixed import mixed_findings, papers_of
from seller_desk.core.documents.reading.model import Kind, PageText, Reading, TextLine
from seller_desk.core.media import ocr
from seller_desk.core.media.reading import MAX_PAGES
from seller_desk.core.media.reading_worker import ReadingWorker
from seller_desk.core.store.readings import Readings

_GONE = N_("There is no such file")


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a file: its lines. Kind and fields are made anew, so that a better catalogue helps old papers."""

    pages_total: int
    pages: list[PageText]


class ReadingService:
    """Reads files in the reading worker. Safe from several threads; `close` ends the process.

    `kept` is where readings are kept; None keeps none. Passwords are remembered until `close`, and what they open
    is not written to disk.
    """

    def __init__(self, kept: Readings | None, worker: ReadingWorker | None = None) -> None:
        self._kept = kept
        self.worker = worker or ReadingWorker()
        self._passwords: dict[str, str] = {}
        # What a password opened: never on disk. And what a full disk has no room for.
        self._unlocked: dict[str, Reading] = {}

    def close(self) -> None:
        """End the process, forget the passwords."""
        self.worker.close()
        self._passwords.clear()
        self._unlocked.clear()

    def of_content(self, sha256: str, kind: str = "") -> Reading | None:
        """What is known of this content, with kind and fields; None if it was not read yet. Never reads."""
        lines = self._known(sha256)
        return understood(lines, kind) if lines is not None else None

    def pages_of(self, sha256: str) -> list[PageText]:
        """The lines of this content, without a look at kind and fields; nothing if it was not read yet."""
        lines = self._known(sha256)
        return lines.pages if lines is not None else []

    def password_of(self, sha256: str) -> str:
        """The password that opened this content in this session; empty if there is none."""
        return self._passwords.get(sha256, "")

    def each(
        self,
        paths: Sequence[Path],
        *,
        kind: str = "",
        password: str = "",
        again: bool = False,
        report: Progress = silent,
        stop: Stop = never,
    ) -> Iterator[tuple[Path, Reading]]:
        """A Reading of each file, in order; trouble with a file is in its Reading. Raises Cancelled."""
        for number, path in enumerate(paths):
            check_stop(stop)
            report(number, len(paths), path.name)
            yield path, self.read(path, kind=kind, password=password, again=again, stop=stop)
        report(len(paths), len(paths), "")

    def read(
        self,
        path: Path,
        *,
        kind: str = "",
        password: str = "",
        again: bool = False,
        stop: Stop = never,
    ) -> Reading:
        """What this file says. `kind` is taken for granted if given; `again` reads anew.

        Raises Cancelled; the pages read by then are lost.
        """
        refused = refused_unopened(path)
        if refused is not None:
            return Reading(code=refused.code, reason=refused.reason)
        try:
            sha256 = sha256_of(path)
        except OSError:
            return Reading(code="unreadable", reason=_GONE)
        lines = None if again else self._known(sha256)
        if lines is None:
            lines = self._read(path, sha256, password or self._passwords.get(sha256, ""), stop)
        return understood(lines, kind)

    def _known(self, sha256: str) -> Reading | None:
        if sha256 in self._unlocked:
            return self._unlocked[sha256]
        held = self._kept.get(sha256, ocr.model_id()) if self._kept else None
        if held is None:
            return None
        try:
            kept = msgspec.json.decode(held, type=_Kept)
        except msgspec.MsgspecError:
            return None
        return Reading(pages=kept.pages, pages_total=kept.pages_total)

    def _read(self, path: Path, sha256: str, password: str, stop: Stop) -> Reading:
        about = self.worker.pages(str(path), password)
        if about["code"]:
            return Reading(code=about["code"], reason=about["reason"])
        total = int(about["pages_total"])
        pages: list[PageText] = []
        for number in range(1, min(total, MAX_PAGES) + 1):
            check_stop(stop)
            pages.append(_page(number, self.worker.page(str(path), number, password, stop)))
        self.worker.forget()
        failed = [one for one in pages if one.code]
        if len(failed) == len(pages):
            return Reading(pages_total=total, code=failed[0].code, reason=failed[0].reason)
        if password:
            self._passwords[sha256] = password
            self._unlocked[sha256] = Reading(pages=pages, pages_total=total)
        elif self._kept is not None and not failed:
            kept = msgspec.json.encode(_Kept(pages_total=total, pages=pages))
            if not self._kept.put(sha256, ocr.model_id(), kept):
                self._unlocked[sha256] = Reading(pages=pages, pages_total=total)
        return Reading(pages=pages, pages_total=total)


def _page(number: int, answer: Mapping[str, Any]) -> PageText:
    if answer["code"]:
        return PageText(number=number, code=answer["code"], reason=answer["reason"])
    lines = [{**line, "page": number} for line in answer["lines"]]
    return PageText(
        number=number,
        size=(answer["size"][0], answer["size"][1]),
        source=answer["source"],
        turned=answer["turned"],
        lines=msgspec.convert(lines, list[TextLine]),
    )


def understood(reading: Reading, kind: str = "") -> Reading:
    """The reading with kind and fields; a kind that the seller chose stands."""
    if reading.code:
        return reading
    seen = classify(reading.lines)
    if kind and kind != seen.kind:
        seen = Kind(kind=kind, confidence=1.0)
    return msgspec.structs.replace(reading, kind=seen, fields=fields_of(seen.kind, reading.pages))


def reading_findings(path: Path, reading: Reading) -> list[Finding]:
    """What kept a file from being read, wholly or in part."""
    subject = Subject(kind="document", label=path.name)
    if reading.code:
        return [
            Finding(
                code=f"document.{reading.code}",
                severity=Severity.BLOCKER,
                subject=subject,
                place=Place(file=str(path)),
                # The terminal's way; the window asks for it beside the document.
                required="--password-stdin" if reading.code == "encrypted" else None,
                detail=reading.reason,
            )
        ]
    found = [
        Finding(
            code="document.unreadable",
            severity=Severity.WARNING,
            subject=subject,
            place=Place(file=str(path), page=page.number),
            detail=page.reason,
        )
        for page in reading.pages
        if page.code
    ]
    found += mixed_findings(subject, str(path), papers_of(reading.pages))
    if reading.pages_total > len(reading.pages):
        found.append(
            Finding(
                code="document.pages_unread",
                severity=Severity.HINT,
                subject=subject,
                place=Place(file=str(path), page=len(reading.pages) + 1),
                measured=Quantity(reading.pages_total, "page"),
                required=Quantity(len(reading.pages), "page"),
            )
        )
    return found
