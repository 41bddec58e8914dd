"""A row of the rail: number, icon or ring; name; state."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from seller_desk.ui.shell.survey import StepState
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.ring import paint_ring


def rail_width() -> int:
    """The design's width; half as much more as the text is larger."""
    return round(tokens.RAIL_WIDTH * (1 + (current().scale - 1) / 2))


_MARK_LEFT = 20


def _words_left() -> int:
    """Where names begin: right of number, icon or ring."""
    return _MARK_LEFT + current().px(16) + 8


class RailRow(QAbstractButton):
    """A painted row: number, icon or ring; name; state as icon + word + colour. The whole is its accessible name."""

    def __init__(self, name: str, *, number: int = 0, icon: str = "") -> None:
        super().__init__()
        self._number, self._icon = number, icon
        self._state_icon, self._token, self._words = "", "text3", ""
        self._percent: int | None = None
        self._current = False
        self.setText(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_state(self, state: StepState) -> None:
        """Show a step's state."""
        self._state_icon, self._token = tokens.STATE_ICONS[state.icon()]
        self._words = state.words()
        self._tell()

    def set_percent(self, percent: int | None) -> None:
        """Show how far an application is."""
        self._percent = percent
        self._words = "" if percent is None else f"{percent}%"
        self._token = "text2"
        self._tell()

    def set_current(self, current_row: bool) -> None:
        """Mark where the seller is."""
        self._current = current_row
        self.update()

    @property
    def words(self) -> str:
        """The state in words."""
        return self._words

    def _tell(self) -> None:
        self.setAccessibleName(f"{self.text()} {self._words}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """The rail's width."""
        height = tokens.RAIL_ROW if self._number or self._icon else 32
        return QSize(rail_width(), current().height(height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, bar, mark, name, state."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(8, 1, -9, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._current:
            painter.setBrush(theme.color("railcurrent"))
            painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
            bar = QRectF(box.x(), box.center().y() - 8.5, 3, 17)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        elif self.underMouse():
            painter.setBrush(theme.color("mutesoft"))
            painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens.RADIUS, tokens.RADIUS)
        self._paint_mark(painter)
        right = self._paint_state(painter)
        painter.setFont(theme.font("strong" if self._current else "body"))
        painter.setPen(theme.color("text"))
        left = _words_left()
        room = QRect(left, 0, right - left - 6, self.height())
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_mark(self, painter: QPainter) -> None:
        theme = current()
        if self._number:
            painter.setFont(theme.font("strong" if self._current else "body"))
            painter.setPen(theme.color("text" if self._current else "text2"))
            number = QRect(_MARK_LEFT - 2, 0, theme.px(16) + 4, self.height())
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(self._number))
            return
        side = theme.px(16)
        box = QRect(_MARK_LEFT, (self.height() - side) // 2, side, side)
        if self._icon:
            theme.paint_icon(painter, box, self._icon, "text" if self._current else "text2")
        else:
            paint_ring(painter, QRectF(box), self._percent or 0, 2.4)

    def _paint_state(self, painter: QPainter) -> int:
        """Draws the state right-aligned; returns where it begins."""
        right = self.width() - 21
        if not self._words:
            return right
        theme = current()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color(self._token))
        words = self._words
        width = painter.fontMetrics().horizontalAdvance(words)
        side = theme.px(14)
        room = (
            right
            - _words_left()
            - side
            - 11
            - theme.metrics("strong").horizontalAdvance(self.text())
        )
        if self._state_icon and width > room:
            # Large text: the count alone; icon, colour and accessible name still say which state it is.
            words = "".join(char for char in words if char.isdigit())
            width = painter.fontMetrics().horizontalAdvance(words)
        left = right - width
        painter.drawText(
            QRect(left, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, words
        )
        if self._state_icon:
            left -= side + 5
            box = QRect(left, (self.height() - side) // 2, side, side)
            theme.paint_icon(painter, box, self._state_icon, self._token)
        return left
