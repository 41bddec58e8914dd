"""What the page lets run in the background: callables without any widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.core.documents.model import Document, Inspection
from seller_desk.core.documents.results import PageImage, Taken
from seller_desk.core.documents.summary import MeasureRow

PAGE_SIDE = 1800


@dataclass(frozen=True, slots=True)
class Shown:
    """One document with all that stands beside it."""

    document: Document
    inspection: Inspection
    findings: Sequence[Finding]
    measures: Sequence[MeasureRow]


@dataclass(frozen=True, slots=True)
class AddFiles:
    """Takes files in."""

    desk: Desk
    company_id: str
    paths: tuple[Path, ...]
    kind: str

    def __call__(self, progress: Progress, stop: Stop) -> Taken:
        return self.desk.documents.add(
            self.company_id, self.paths, kind=self.kind, report=progress, stop=stop
        )


@dataclass(frozen=True, slots=True)
class ReplaceFile:
    """Gives a document other content."""

    desk: Desk
    document_id: str
    path: Path

    def __call__(self, _progress: Progress, _stop: Stop) -> Document:
        return self.desk.documents.replace(self.document_id, self.path)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """Judges one document."""

    desk: Desk
    document: Document
    application_id: str | None

    def __call__(self, _progress: Progress, _stop: Stop) -> Shown:
        service = self.desk.documents
        return Shown(
            self.document,
            service.inspection(self.document),
            service.document_findings(self.document, self.application_id),
            service.measures(self.document, self.application_id),
        )


@dataclass(frozen=True, slots=True)
class DrawPage:
    """Draws one page; a text instead where it cannot be drawn."""

    desk: Desk
    document: Document
    page: int

    def __call__(self, _progress: Progress, _stop: Stop) -> tuple[str, int, PageImage | str]:
        try:
            drawn = self.desk.documents.page_image(self.document, self.page, PAGE_SIDE)
        except DeskError as problem:
            return self.document.id, self.page, problem.advice or problem.title
        return self.document.id, self.page, drawn
