"""Cards, wells and notices: the surfaces that hold things."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.labels import IconLabel, Label


class Card(QFrame):
    """A surface with an optional name and something at the right of it; put content into `body`.

    Never a card inside a card: use a `Well`, a line or plain space.
    """

    def __init__(
        self,
        title: str = "",
        aside: QWidget | None = None,
        *,
        caption: str = "",
        padding: int = tokens.CARD_PADDING,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, 14 if title else padding, padding, padding)
        self.body.setSpacing(tokens.FIELD_GAP)
        self.title_label: Label | None = None
        if title:
            self.head = QHBoxLayout()
            self.head.setSpacing(8)
            self.title_label = Label(title, role="h3")
            self.head.addWidget(self.title_label)
            if caption:
                self.head.addWidget(Label(caption, role="caption", token="text2"))
            self.head.addStretch(1)
            if aside is not None:
                self.head.addWidget(aside)
            self.body.addLayout(self.head)


class Well(QFrame):
    """A sunken box for what is read and not edited."""

    def __init__(self, *, kind: str = "well") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 10, 12, 10)
        self.body.setSpacing(4)


_NOTICE_ICONS = {
    "notice": ("ph.info", "accent"),
    "alarm": ("ph.x-circle-fill", "bad"),
    "caution": ("ph.warning-fill", "warn"),
}


class Notice(QFrame):
    """An inline message: icon, bold line, text. `tone`: notice (neutral), alarm, caution."""

    def __init__(self, title: str, text: str = "", *, tone: str = "notice", icon: str = "") -> None:
        super().__init__()
        self.setProperty("kind", tone)
        name, token = _NOTICE_ICONS[tone]
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        mark = QVBoxLayout()
        self._mark = IconLabel(icon or name, token, 20)
        mark.addWidget(self._mark)
        mark.addStretch(1)
        row.addLayout(mark)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = Label(title, role="strong", wrap=True)
        self._text = Label(text, token="text2", wrap=True, selectable=True)
        words.addWidget(self._title)
        words.addWidget(self._text)
        if not text:
            # Never shown from here: without a parent yet it would be a window of its own for a moment.
            self._text.hide()
        row.addLayout(words, 1)
        self.links = QHBoxLayout()
        row.addLayout(self.links)
        self.setAccessibleName(title)

    def set_tone(self, tone: str) -> None:
        """Another tone, with its ground and icon."""
        if self.property("kind") == tone:
            return
        self.setProperty("kind", tone)
        self._mark.set_icon(*_NOTICE_ICONS[tone])
        self.style().unpolish(self)
        self.style().polish(self)

    def set_text(self, title: str, text: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)


def scrolling(content: QWidget) -> QScrollArea:
    """An area without an edge in which this scrolls up and down."""
    content.setProperty("scrollbody", True)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    return area
