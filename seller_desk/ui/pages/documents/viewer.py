"""A page of a document, painted: fitted or zoomed, turned for viewing, with the place of a finding marked."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from seller_desk.ui.theme import current

_MARGIN = 12
_STEPS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A box in pixels of the upright page of `page_size`, the words beside it, and the colour token."""

    box: tuple[int, int, int, int] | None
    page_size: tuple[int, int] | None
    text: str
    token: str


class Sheet(QWidget):
    """Paints the page; its size is that of the zoomed page."""

    def __init__(self, viewer: "Viewer") -> None:
        super().__init__()
        self._viewer = viewer

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Stage, shadow, paper, mark."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.color("stage"))
        viewer = self._viewer
        if viewer.image is None:
            painter.setPen(theme.color("text2"))
            painter.setFont(theme.font("body"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 0, -24, 0), int(flags), viewer.message)
            return
        paper = viewer.paper(QRectF(self.rect()))
        shade = theme.color("strong")
        shade.setAlphaF(0.25)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawRect(paper.adjusted(0, 1, 2, 3))
        painter.fillRect(paper, theme.color("paper"))
        painter.drawImage(paper, viewer.scaled(paper.size() * self.devicePixelRatioF()))
        if viewer.mark is not None:
            _paint_mark(painter, viewer, paper)


class Viewer(QScrollArea):
    """Shows one page. `set_image` with None shows `message` instead."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setMinimumHeight(150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.image: QImage | None = None
        self.message = ""
        self.mark: Mark | None = None
        self.zoom = 0.0
        self.turns = 0
        self._turned: QImage | None = None
        self._scaled: QImage | None = None
        self._sheet = Sheet(self)
        self.setWidget(self._sheet)

    def set_image(self, image: QImage | None, message: str = "") -> None:
        """Another page."""
        self.image, self.message = image, message
        self._turned = self._scaled = None
        self.setAccessibleDescription(message)
        self._layout()

    def set_mark(self, mark: Mark | None) -> None:
        """Mark a place, or none."""
        self.mark = mark
        self._sheet.update()

    def zoom_by(self, step: int) -> None:
        """One step larger or smaller; 0 fits the page again."""
        if step == 0:
            self.zoom = 0.0
        else:
            now = self.zoom or self._fit()
            larger = [one for one in _STEPS if one > now * 1.01]
            smaller = [one for one in _STEPS if one < now * 0.99]
            self.zoom = (
                (larger[0] if larger else _STEPS[-1])
                if step > 0
                else (smaller[-1] if smaller else _STEPS[0])
            )
        self._layout()

    def turn(self) -> None:
        """A quarter to the right, for viewing only."""
        self.turns = (self.turns + 1) % 4
        self._turned = self._scaled = None
        self._layout()

    def reset(self) -> None:
        """Fitted and upright, as for a new document."""
        self.zoom, self.turns, self.mark = 0.0, 0, None
        self._turned = self._scaled = None

    def turned(self) -> QImage:
        """The page as it is shown."""
        assert self.image is not None
        if self._turned is None:
            turn = QTransform().rotate(90 * self.turns)
            self._turned = self.image.transformed(turn) if self.turns else self.image
        return self._turned

    def scaled(self, size: QSizeF) -> QImage:
        """The shown page in this many device pixels, averaged: thin print must not break up."""
        wanted = size.toSize()
        page = self.turned()
        if wanted.width() >= page.width():
            return page
        if self._scaled is None or self._scaled.size() != wanted:
            ignore, smooth = (
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._scaled = page.scaled(wanted, ignore, smooth)
        return self._scaled

    def paper(self, room: QRectF) -> QRectF:
        """Where the page lies in this room."""
        size = QSize(self.turned().size())
        scale = self.zoom or self._fit()
        width, height = size.width() * scale, size.height() * scale
        left = max(_MARGIN, (room.width() - width) / 2)
        return QRectF(left, max(_MARGIN, (room.height() - height) / 2), width, height)

    def _fit(self) -> float:
        if self.image is None:
            return 1.0
        size, room = self.turned().size(), self.viewport().size()
        across = (room.width() - 2 * _MARGIN) / max(1, size.width())
        down = (room.height() - 2 * _MARGIN) / max(1, size.height())
        return max(0.02, min(across, down))

    def _layout(self) -> None:
        if self.zoom and self.image is not None:
            size = self.turned().size() * self.zoom
            self._sheet.setMinimumSize(size + QSize(2 * _MARGIN, 2 * _MARGIN))
        else:
            self._sheet.setMinimumSize(0, 0)
        self._sheet.update()


def _paint_mark(painter: QPainter, viewer: Viewer, paper: QRectF) -> None:
    theme, mark = current(), viewer.mark
    assert mark is not None
    box = _on_paper(mark, viewer, paper)
    colour = theme.color("mark" if mark.token == "bad" else mark.token)
    if box is not None:
        fill = theme.color("mark" if mark.token == "bad" else mark.token)
        fill.setAlphaF(0.12)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 3, 3)
    if not mark.text:
        return
    painter.setFont(theme.font("strong"))
    metrics = painter.fontMetrics()
    text = metrics.elidedText(mark.text, Qt.TextElideMode.ElideRight, round(paper.width()) - 24)
    width, height = metrics.horizontalAdvance(text) + 16, metrics.height() + 8
    target = box if box is not None else paper
    left = min(max(paper.left(), target.right() - width), paper.right() - width)
    below = target.bottom() + 12
    top = (
        below
        if box is not None and below + height < paper.bottom()
        else paper.bottom() - height - 8
    )
    label = QRectF(left, top, width, height)
    if box is not None and top == below:
        painter.setPen(QPen(colour, 2))
        at = min(box.right() - 2, label.right() - 8)
        painter.drawLine(QPointF(at, box.bottom()), QPointF(at, top))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("mark") if mark.token == "bad" else theme.color("warnsoft"))
    painter.drawRoundedRect(label, 4, 4)
    painter.setPen(theme.color("onaccent") if mark.token == "bad" else theme.color("warn"))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)


def _on_paper(mark: Mark, viewer: Viewer, paper: QRectF) -> QRectF | None:
    """The box on the shown page, which may be turned."""
    if mark.box is None or mark.page_size is None or viewer.image is None:
        return None
    width, height = mark.page_size
    x, y, w, h = mark.box
    box = QRectF(x / width, y / height, w / width, h / height)
    for _turn in range(viewer.turns):
        box = QRectF(1 - box.y() - box.height(), box.x(), box.height(), box.width())
    return QRectF(
        paper.left() + box.x() * paper.width(),
        paper.top() + box.y() * paper.height(),
        box.width() * paper.width(),
        box.height() * paper.height(),
    )
