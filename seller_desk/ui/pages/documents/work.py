"""What the page lets run in the background: callables without any widget; and what the viewer gets of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.core.documents.model import Document, Inspection
from seller_desk.core.documents.reading.model import Kind, PageText, Reading
from seller_desk.core.documents.results import Taken
from seller_desk.core.documents.summary import MeasureRow
from seller_desk.core.services.recognition import ReadField
from seller_desk.ui.widgets.viewer import Mark, Paper, Shape, paper_of, read_marks


@dataclass(frozen=True, slots=True)
class Shown:
    """One document with all that stands beside it. `seen`: what its text speaks for, whatever was chosen."""

    document: Document
    inspection: Inspection
    findings: Sequence[Finding]
    measures: Sequence[MeasureRow]
    reading: Reading | None = None
    seen: Kind | None = None
    fields: Sequence[ReadField] = ()


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
        service, reading = self.desk.documents, self.desk.recognition
        return Shown(
            self.document,
            service.inspection(self.document),
            service.document_findings(self.document, self.application_id),
            service.measures(self.document, self.application_id),
            reading.known(self.document),
            reading.recognised(self.document),
            reading.fields(self.document),
        )


def paper(desk: Desk, shown: Shown) -> Paper:
    """What the viewer shows of it; pages lie as they were read."""
    document = shown.document
    pages = shown.reading.pages if shown.reading else []
    draw = partial(desk.repairs.picture, document)
    made = paper_of(document, shown.inspection, draw, [page.turned for page in pages])
    if shown.inspection.code == "encrypted" and pages:
        # Opened in this session: what could not be drawn before can be now.
        shapes = [_stored(page) for page in pages]
        return Paper(f"{made.key}:open", made.name, shapes, draw)
    return made


def _stored(page: PageText) -> Shape:
    width, height = page.size if page.turned in (0, 180) else page.size[::-1]
    return Shape(width, height, page.turned)


def finding_mark(shown: Shown, finding: Finding, text: str = "") -> Mark:
    """The place of a finding on its page, with words beside it or none.

    What is said of a field lies where the field was read, on a page turned upright; everything else was measured on the
    page as it is stored.
    """
    place, number = finding.place, finding.place.page or 1
    pages = shown.reading.pages if shown.reading and place.field else []
    turned = next((one.turned for one in pages if one.number == number), 0)
    token = "bad" if finding.severity is Severity.BLOCKER else "warn"
    return Mark(place.box, place.page_size, text, token, page=number, turned=turned)


def fault_marks(shown: Shown) -> list[Mark]:
    """The places of all that is wrong, each once."""
    marks = [finding_mark(shown, one) for one in shown.findings if one.place.box]
    return list({(one.page, one.box): one for one in reversed(marks)}.values())


def field_marks(shown: Shown) -> list[Mark]:
    """Frames around what was read."""
    return read_marks(shown.reading, [one.read for one in shown.fields if one.read])
