"""One way to begin: icon, name, a sentence, its button."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Card, Label


class _Badge(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(44, 44)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accentsoft"))
        painter.drawRoundedRect(self.rect(), 8, 8)
        theme.paint_icon(painter, QRect(12, 12, 20, 20), self._icon, "accent")


class StartTile(Card):
    """Tiles of a row are equally wide and high; their buttons stand on one line."""

    def __init__(self, icon: str, title: str, text: str, button: QPushButton) -> None:
        super().__init__(padding=24)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(current().height(266, 200))
        self.body.addWidget(_Badge(icon))
        self.body.addSpacing(4)
        self.body.addWidget(Label(title, role="h2", wrap=True))
        self.body.addWidget(Label(text, token="text2", wrap=True))
        self.body.addStretch(1)
        self.body.addSpacing(8)
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
