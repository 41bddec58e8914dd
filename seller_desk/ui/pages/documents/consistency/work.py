"""What the tab lets run in the background: callables without any widget."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QTransform

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.core.documents.match.model import Matrix, Said
from seller_desk.core.documents.model import Document

# Wide enough that print of 2 mm can be read in a crop.
_SIDE = 2600
_ROOM = 0.35


@dataclass(frozen=True, slots=True)
class Loaded:
    """The matrix with the findings about it, and the company's documents."""

    matrix: Matrix
    findings: Sequence[Finding]
    documents: Sequence[Document]


@dataclass(frozen=True, slots=True)
class LoadMatrix:
    """Compares what was read by now."""

    desk: Desk
    company_id: str
    application_id: str | None

    def __call__(self, _progress: Progress, _stop: Stop) -> Loaded:
        service = self.desk.matching
        return Loaded(
            service.matrix(self.company_id, self.application_id),
            service.findings(self.company_id, self.application_id),
            self.desk.documents.list(self.company_id),
        )


@dataclass(frozen=True, slots=True)
class CutOut:
    """The place of a value as a picture; None where the page cannot be drawn. Answers with its key."""

    desk: Desk
    document: Document
    said: Said
    key: tuple[str, str]

    def __call__(self, _progress: Progress, _stop: Stop) -> tuple[tuple[str, str], QImage | None]:
        return self.key, self._cut()

    def _cut(self) -> QImage | None:
        said = self.said
        if said.page is None or said.box is None or said.page_size is None:
            return None
        try:
            drawn = self.desk.documents.page_image(self.document, said.page, _SIDE)
        except DeskError:
            return None
        image = QImage.fromData(drawn.data)
        if said.turned:
            image = image.transformed(QTransform().rotate(-said.turned))
        if image.isNull():
            return None
        across = image.width() / said.page_size[0]
        down = image.height() / said.page_size[1]
        x, y, width, height = said.box
        room = _ROOM * height
        place = QRect(
            round((x - room) * across),
            round((y - room) * down),
            round((width + 2 * room) * across),
            round((height + 2 * room) * down),
        )
        return image.copy(place.intersected(image.rect()))
