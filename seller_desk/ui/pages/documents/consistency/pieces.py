"""Widgets of the detail: a value character by character, and the picture of its place."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.documents.match.model import Mark
from seller_desk.ui.pages.documents.consistency.marked import MarkedText, Span, shown
from seller_desk.ui.theme import current

_GAP = 2
# Flatter places are one line of print.
_ONE_LINE = 0.3
# Longer values are shown as running text.
_LONGEST = 60
_LOOKS = {
    "other": ("badmark", "badtext"),
    "missing": ("badsoft", "bad"),
    "extra": ("warnmark", "text"),
    "format": ("warnmark", "text"),
    "": ("sunken", "text"),
}


class Characters(QWidget):
    """One value; characters that differ stand on a ground, missing ones in a dashed box."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._spans: list[Span] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_value(self, value: str, marks: tuple[Mark, ...]) -> None:
        """Another value."""
        self._text, self._spans = shown(value, marks)
        self.setAccessibleName(value)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Narrow means tall."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The boxes in as many rows as they need."""
        if self._running():
            return round(MarkedText(self._text, self._spans, width).height) + 2
        rows = self._boxes(width)
        return round(max((box.bottom() for box, _char, _kind in rows), default=self._side())) + 1

    def sizeHint(self) -> QSize:
        """A row of boxes."""
        return QSize(260, self.heightForWidth(260))

    def minimumSizeHint(self) -> QSize:
        """One row."""
        return QSize(80, self._side())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Boxes with their characters."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._running():
            MarkedText(self._text, self._spans, self.width()).paint(painter, QPointF(0, 1))
            return
        for box, char, kind in self._boxes(self.width()):
            fill, ink = _LOOKS[kind]
            painter.setBrush(theme.color(fill))
            dashed = QPen(theme.color(ink), 1, Qt.PenStyle.DashLine)
            painter.setPen(dashed if kind == "missing" else QPen(Qt.PenStyle.NoPen))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            if kind in ("other", "extra"):
                painter.setPen(QPen(theme.color("bad" if kind == "other" else "warn"), 2))
                line = box.adjusted(3, 0, -3, -1.5)
                painter.drawLine(line.bottomLeft(), line.bottomRight())
            painter.setFont(theme.font("strong" if kind and kind != "format" else "body"))
            painter.setPen(theme.color(ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, char)

    def _running(self) -> bool:
        return len(self._text) > _LONGEST

    def _side(self) -> int:
        return current().metrics("body").height() + 6

    def _boxes(self, width: int) -> list[tuple[QRectF, str, str]]:
        metrics = current().metrics("strong")
        side = float(self._side())
        kinds = [""] * len(self._text)
        for span in self._spans:
            kinds[span.start : span.end] = [span.kind] * (span.end - span.start)
        found = []
        x = y = 0.0
        for char, kind in zip(self._text, kinds, strict=True):
            wide = side if ord(char) > 0x2E7F else float(metrics.horizontalAdvance(char) + 6)
            if x and x + wide > width:
                x, y = 0.0, y + side + _GAP
            found.append((QRectF(x, y, wide, side), char, kind))
            x += wide + _GAP
        return found


class Crop(QWidget):
    """The place on the page, as it is there; paper stays white in the dark."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setAccessibleName(_("Picture of the place"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage | None) -> None:
        """The picture, or nothing."""
        self._image = image if image is not None and not image.isNull() else None
        self.setVisible(self._image is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Broad and flat; a place of several lines is higher."""
        theme = current()
        if self._image is None:
            return QSize(theme.px(120), theme.px(34))
        ratio = self._image.height() / max(1, self._image.width())
        high = theme.px(34) if ratio < _ONE_LINE else theme.px(72)
        return QSize(theme.px(240), high)

    def minimumSizeHint(self) -> QSize:
        """Readable still."""
        return QSize(current().px(120), current().px(34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture in a frame, whole, at the left."""
        if self._image is None:
            return
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = self.rect().adjusted(0, 0, -1, -1)
        size = self._image.size().scaled(
            frame.size() - QSize(4, 4), Qt.AspectRatioMode.KeepAspectRatio
        )
        target = QRectF(
            frame.x() + 2,
            frame.y() + (frame.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )
        painter.drawImage(target, self._image)
        painter.setPen(theme.color("border"))
        painter.drawRoundedRect(target.adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3)
