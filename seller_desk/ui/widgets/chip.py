"""Chips and state labels: icon + word + colour, never colour alone."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from seller_desk.ui.theme import current, tokens

# tone: (text colour, fill)
_TONES = {
    "bad": ("bad", "badsoft"),
    "warn": ("warn", "warnsoft"),
    "ok": ("ok", "oksoft"),
    "accent": ("accent", "accentsoft"),
    "mute": ("mute", "mutesoft"),
    "text2": ("text2", "mutesoft"),
    "text3": ("text3", "mutesoft"),
}


class Chip(QWidget):
    """Icon and word on a soft fill; `filled=False` leaves the fill out, as inside tables."""

    def __init__(
        self,
        icon: str = "",
        text: str = "",
        tone: str = "mute",
        *,
        filled: bool = True,
        role: str = "caption",
    ) -> None:
        super().__init__()
        self._filled = filled
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(icon, text, tone)

    def show_state(self, icon: str, text: str, tone: str) -> None:
        """Say something else."""
        self._icon, self._text, self._tone = icon, current().typeset(text), tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The word on it."""
        return self._text

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        metrics = current().metrics(self._role)
        width = metrics.horizontalAdvance(self._text) + (current().px(14) + 6 if self._icon else 0)
        height = max(22, metrics.height() + 4)
        return QSize(width + (20 if self._filled else 0), height)

    def minimumSizeHint(self) -> QSize:
        """It never shrinks."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill, icon, word."""
        theme = current()
        colour, fill = _TONES[self._tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0
        if self._filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(fill))
            radius = self.height() / 2
            painter.drawRoundedRect(self.rect(), radius, radius)
            left = 10
        if self._icon:
            side = theme.px(14)
            box = QRect(left - 1, (self.height() - side) // 2, side, side)
            theme.paint_icon(painter, box, self._icon, colour)
            left += side + 5
        painter.setPen(theme.color(colour))
        painter.setFont(theme.font(self._role))
        rest = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self._text)


class StateLabel(Chip):
    """A state in the words of the page, with the icon and colour of `state` (see `tokens.STATE_ICONS`)."""

    def __init__(
        self, state: str, text: str, *, filled: bool = False, role: str = "caption"
    ) -> None:
        icon, tone = tokens.STATE_ICONS[state]
        super().__init__(icon, text, tone, filled=filled, role=role)

    def set_state(self, state: str, text: str) -> None:
        """Another state."""
        icon, tone = tokens.STATE_ICONS[state]
        self.show_state(icon, text, tone)
