"""What a viewer paints on: the stage, the page on it with its shadow, and the marks."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from seller_desk.ui.theme import current

if TYPE_CHECKING:
    from seller_desk.ui.widgets.viewer.view import PageView


class Tool(Protocol):
    """What works on a page with the mouse; spots are places on the ground."""

    def paint(self, painter: QPainter, paper: QRectF) -> None:
        """Over everything else."""

    def press(self, spot: QPointF) -> bool:
        """Whether it takes hold there."""

    def drag(self, spot: QPointF) -> None:
        """What it holds goes there."""

    def release(self) -> None:
        """Let go."""


class Ground(QWidget):
    """Paints the page; its size is that of the zoomed page."""

    def __init__(self, view: "PageView") -> None:
        super().__init__()
        self._view = view
        self._held: QPointF | None = None
        self._tool: Tool | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stage, shadow, paper, marks."""
        theme = current()
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), theme.color("stage"))
        view = self._view
        image = view.image
        if image is None:
            painter.setPen(theme.color("text2"))
            painter.setFont(theme.font("body"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 0, -24, 0), int(flags), view.message)
            return
        paper = view.place()
        shade = theme.color("strong")
        shade.setAlphaF(0.25)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawRect(paper.adjusted(0, 1, 2, 3))
        painter.fillRect(paper, theme.color("paper"))
        painter.save()
        painter.translate(paper.center())
        painter.rotate(90 * view.quarters)
        size = paper.size() if view.quarters % 2 == 0 else paper.size().transposed()
        painter.drawImage(_around(size), image)
        painter.restore()
        view.paint_marks(painter, paper)
        if view.tool is not None:
            view.tool.paint(painter, paper)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a box chooses its field; a tool may take hold before."""
        tool = self._view.tool
        if tool is not None and tool.press(event.position()):
            self._tool = tool
            event.accept()
            return
        self._held = event.globalPosition()
        self._view.press(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Held, the page is pulled along, or what a tool holds."""
        if self._tool is not None:
            self._tool.drag(event.position())
            event.accept()
            return
        if self._held is None:
            event.ignore()
            return
        moved = event.globalPosition() - self._held
        self._held = event.globalPosition()
        for bar, by in (
            (self._view.horizontalScrollBar(), moved.x()),
            (self._view.verticalScrollBar(), moved.y()),
        ):
            bar.setValue(round(bar.value() - by))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fits the page, or shows every pixel where it is fitted."""
        if self._view.zoom:
            self._view.zoom_by(0)
        else:
            self._view.zoom_to(1.0)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._tool is not None:
            self._tool.release()
        self._held = self._tool = None
        event.accept()


def _around(size: QSizeF) -> QRectF:
    return QRectF(-size.width() / 2, -size.height() / 2, size.width(), size.height())
