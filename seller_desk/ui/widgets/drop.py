"""Files and folders dropped onto a page."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.flow_layout import wrapped_hint, wrapped_resize, wraps


class DropZone(QAbstractButton):
    """A dashed box that takes files; a click asks for them (`clicked`). Call `watch(page)` to take drops anywhere on it."""

    dropped = Signal(object)  # list[Path]

    def __init__(self, text: str, *, icon: str = "ph.upload-simple") -> None:
        super().__init__()
        self._icon = icon
        self._hot = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wraps(self, QSizePolicy.Policy.Expanding)
        self.installEventFilter(self)

    def watch(self, page: QWidget) -> None:
        """Take drops anywhere on this widget too."""
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """A tall row, taller where the text breaks."""
        width = current().metrics("body").horizontalAdvance(self.text()) + 40 + current().px(16)
        return wrapped_hint(self, QSize(width, self._least()))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow; the text then breaks."""
        return QSize(120, self._least())

    def _least(self) -> int:
        return current().height(44, 24)

    def hasHeightForWidth(self) -> bool:
        """Narrow means tall."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the lines into which the text breaks."""
        room = QRect(0, 0, width - 34 - current().px(16), 1000)
        flags = int(Qt.TextFlag.TextWordWrap)
        lines = current().metrics("body").boundingRect(room, flags, self.text()).height()
        return max(self._least(), lines + 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow means tall."""
        super().resizeEvent(event)
        wrapped_resize(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drag and drop of the zone and of the watched page."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            paths = [
                Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()
            ]
            self._heat(False)
            if paths:
                event.acceptProposedAction()
                self.dropped.emit(paths)
            return True
        if (
            isinstance(event, QDragEnterEvent)
            and event.type() == QEvent.Type.DragEnter
            and any(url.isLocalFile() for url in event.mimeData().urls())
        ):
            event.acceptProposedAction()
            self._heat(True)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._heat(False)
        return super().eventFilter(watched, event)

    def _heat(self, hot: bool) -> None:
        self._hot = hot
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dashes, icon, words."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        pen = QPen(theme.color("accent" if self._hot or focus else "strong"), 2 if focus else 1)
        if not focus:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.color("accentsoft") if self._hot else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(1, 1, -1, -1), tokens.RADIUS, tokens.RADIUS
        )
        side = theme.px(16)
        box = QRect(16, (self.height() - side) // 2, side, side)
        theme.paint_icon(painter, box, self._icon, "accent" if self._hot else "text2")
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font("body"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(26 + side, 0, -8, 0), int(flags), self.text())


class FileDrops(QObject):
    """Takes files dropped anywhere on a page that has no zone of its own for them."""

    dropped = Signal(object)  # list[Path]

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files only; text dropped into a field goes there."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            urls = event.mimeData().urls()
            paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
            if paths:
                event.acceptProposedAction()
                self.dropped.emit(paths)
            return bool(paths)
        if (
            isinstance(event, QDragEnterEvent)
            and event.type() == QEvent.Type.DragEnter
            and any(url.isLocalFile() for url in event.mimeData().urls())
        ):
            event.acceptProposedAction()
            return True
        return super().eventFilter(watched, event)
