"""What filling lets run in the background: a file taken in, a document read, crops of its places cut out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QTransform

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop, check_stop
from seller_desk.core.desk import Desk
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.reading.model import FieldValue, PageText, Reading
from seller_desk.core.services.recognition import ReadField

# Long side of the page that crops are cut from, and the room left around a value, in heights of its box.
_SIDE, _AROUND, _ASIDE = 2400, 0.35, 1.2


@dataclass(frozen=True, slots=True)
class Read:
    """A document as it was read; `crops` are small pictures of the places, by field."""

    document: Document
    reading: Reading
    fields: Sequence[ReadField]
    crops: dict[str, QImage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Takes a file in as a document; the one that has its content already, if there is one."""

    desk: Desk
    company_id: str
    path: Path

    def __call__(self, progress: Progress, stop: Stop) -> Document:
        taken = self.desk.documents.add(self.company_id, [self.path], report=progress, stop=stop)
        if taken.added:
            return taken.added[0]
        if taken.duplicates:
            return taken.duplicates[0][1]
        reason = _(taken.refused[0][1]) if taken.refused else ""
        raise DeskError(_("{name} cannot be used").format(name=self.path.name), reason)


@dataclass(frozen=True, slots=True)
class ReadFor:
    """Reads a document (or what is kept of it), and cuts out where its values stand."""

    desk: Desk
    document: Document

    def __call__(self, progress: Progress, stop: Stop) -> Read:
        progress(0, 1, self.document.name)
        service = self.desk.recognition
        reading = service.read(self.document, stop=stop)
        if reading.code == "encrypted":
            raise DeskError(
                _("{name} is locked").format(name=self.document.name),
                _("Open it with its password on the Documents page first."),
            )
        if reading.code:
            raise DeskError(
                _("{name} cannot be read").format(name=self.document.name), _(reading.reason)
            )
        document = self.document
        if document.kind == "unknown" and reading.kind.kind != "unknown":
            document = msgspec.structs.replace(document, kind=reading.kind.kind)
        fields = service.fields(document)
        check_stop(stop)
        return Read(document, reading, fields, self._crops(reading, fields, stop))

    def _crops(
        self, reading: Reading, fields: Sequence[ReadField], stop: Stop
    ) -> dict[str, QImage]:
        crops: dict[str, QImage] = {}
        for page in reading.pages:
            here = [one.read for one in fields if one.read and one.read.page == page.number]
            if not here:
                continue
            check_stop(stop)
            try:
                drawn = self.desk.repairs.picture(self.document, page.number, _SIDE)
            except DeskError:
                continue
            image = QImage.fromData(drawn.data)
            if page.turned:
                image = image.transformed(QTransform().rotate(-page.turned))
            for one in here:
                crops[one.name] = cut_out(image, page, one)
        return crops


def cut_out(image: QImage, page: PageText, field_value: FieldValue) -> QImage:
    """The place of a value with a little around it; `image` is the upright page."""
    across = image.width() / max(1, page.size[0])
    down = image.height() / max(1, page.size[1])
    x, y, w, h = field_value.box
    line = min(h, 0.06 * page.size[1])
    box = QRect(
        round((x - _ASIDE * line) * across),
        round((y - _AROUND * line) * down),
        round((w + 2 * _ASIDE * line) * across),
        round((h + 2 * _AROUND * line) * down),
    )
    return image.copy(box.intersected(image.rect()))
