"""One read value: how sure, the place it came from, the value, what stands there now, and the act of taking it."""

import math

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from seller_desk.core.base.language import N_, _
from seller_desk.core.company.fields import field_of
from seller_desk.core.company.masking import mask_number
from seller_desk.core.documents.reading.names import field_name
from seller_desk.core.services.filling import SURE, Offer
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets import Chip, Label, ShareBar, link_button

_LEAST, _LINE, _MOST = 24, 34, 84
_PROOFS = {
    "check_digit": N_("Check digit fits"),
    "mrz": N_("Machine-readable line agrees"),
    "id_number": N_("Follows from the ID number"),
    "seller": N_("Confirmed by you"),
}


class Crop(QWidget):
    """A cut-out of the page in a thin frame, as wide as the panel at most; a click shows the page."""

    def __init__(self, image: QImage, name: str, lines: int) -> None:
        super().__init__()
        self._image = image
        self._lines = lines
        self.setAccessibleName(_("Where {field} stands").format(field=name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(current().px(self._wanted()))

    def _wanted(self) -> int:
        """Lines of print as large as the text beside, more of them taller."""
        shape = self._image.height() / max(1, self._image.width())
        return max(_LEAST, min(_MOST, _LINE * self._lines, round(268 * shape)))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture in its shape at the left, on the colour of paper."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        edge = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        frame = QPainterPath()
        frame.addRoundedRect(edge, 4, 4)
        painter.fillPath(frame, theme.color("paper"))
        painter.setClipPath(frame)
        ratio = self.devicePixelRatioF()
        room = QSize(round((self.width() - 4) * ratio), round((self.height() - 4) * ratio))
        shown = self._image.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        size = QSize(round(shown.width() / ratio), round(shown.height() / ratio))
        painter.drawImage(
            QRect(2, (self.height() - size.height()) // 2, size.width(), size.height()), shown
        )
        painter.setClipping(False)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawPath(frame)


class OfferRow(QWidget):
    """`taken` and `looked` carry the name of the field."""

    taken = Signal(str)
    looked = Signal(str)

    def __init__(self, offer: Offer, crop: QImage | None) -> None:
        super().__init__()
        self.offer = offer
        name = field_name(offer.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(name, role="caption", token="text2", wrap=True), 1)
        token = "ok" if offer.sure else "warn"
        sure = max(offer.confidence, 0.0)
        bar = ShareBar(sure, name=_("Sure"), token=token)
        bar.setFixedWidth(current().px(36))
        head.addWidget(bar, 0, Qt.AlignmentFlag.AlignVCenter)
        words = _("{sure} sure").format(sure=f"{sure:.0%}")
        head.addWidget(Label(words, role="caption", token=token))
        column.addLayout(head)
        if crop is not None and not crop.isNull():
            column.addWidget(Crop(crop, name, _lines(offer)))
        row = QHBoxLayout()
        row.setSpacing(8)
        known = field_of(offer.path)
        personal = known is not None and known.personal
        text = mask_number(offer.text) if personal else offer.text
        row.addWidget(Label(text, role="strong", wrap=True), 1)
        if offer.state == "same":
            icon, tone = tokens.STATE_ICONS["valid"]
            row.addWidget(Chip(icon, _("Taken"), tone, filled=False))
        else:
            take = link_button(_("Take"), self._on_take)
            take.setAccessibleName(f"{_('Take')} {name}")
            row.addWidget(take)
        column.addLayout(row)
        self._notes(column, personal=personal)

    def _notes(self, column: QVBoxLayout, *, personal: bool) -> None:
        offer = self.offer
        proof = _PROOFS.get(offer.confirmed, "")
        if proof:
            column.addWidget(Chip("ph.check-circle-fill", _(proof), "ok", filled=False))
        if offer.state == "different":
            now = mask_number(offer.present) if personal else offer.present
            column.addWidget(
                Label(_("Now: {value}").format(value=now), role="caption", token="text2", wrap=True)
            )
        if not offer.sure and offer.confidence < SURE and offer.state != "same":
            note = _("Not sure: compare with the picture before you take it")
            column.addWidget(Label(note, role="caption", token="warn", wrap=True))

    @Slot()
    def _on_take(self) -> None:
        self.taken.emit(self.offer.field)


def _lines(offer: Offer) -> int:
    """In how many lines the value stands, from the shape of its place: Chinese characters are as wide as high."""
    if offer.read is None:
        return 1
    units = sum(1.0 if ord(char) > 0x2E7F else 0.55 for char in offer.read.value) or 1.0
    width, height = offer.read.box[2], max(1, offer.read.box[3])
    letter = math.sqrt(width * height / units)
    return max(1, round(height / max(1.0, letter)))
