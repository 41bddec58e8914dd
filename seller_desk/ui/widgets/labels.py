"""Text in the roles and colours of the design. Always plain text: a file name may look like markup."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from seller_desk.ui.theme import current

_READING_WIDTH = 420
# A zero width space: a line may end there, nothing is seen of it.
_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG = re.compile(r"[!-~]{20,}")
# Up to a joint, or sixteen characters where there is none.
_PIECE = re.compile(r"[^_./\\\-@]{0,15}[_./\\\-@]+|[!-~]{16}(?=[!-~])")


def soft_breaks(text: str) -> str:
    """The text with places in file names, addresses and codes where a line may end."""
    return _LONG.sub(lambda found: _PIECE.sub(lambda piece: piece[0] + _BREAK, found[0]), text)


class Label(QLabel):
    """A text in one role (`title h2 h3 strong body caption`) and one colour token."""

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "body",
        token: str = "text",
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(current().font(role))
        self.setProperty("tone", token)
        self.setWordWrap(wrap)
        self.setText(text)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def setText(self, text: str) -> None:
        """Show this text, set as the language in use sets it."""
        words = current().typeset(text)
        super().setText(soft_breaks(words) if self.wordWrap() else words)

    def text(self) -> str:
        """What is shown, without the places where long names may break."""
        return super().text().replace(_BREAK, "")

    def sizeHint(self) -> QSize:
        """Wrapped text would like to be as wide as a line of reading, and as tall as that makes it."""
        if not self.wordWrap():
            return super().sizeHint()
        margins = self.contentsMargins()
        natural = self.fontMetrics().size(0, self.text()).width() + margins.left() + margins.right()
        width = min(natural + 2, _READING_WIDTH)
        return QSize(width, max(0, self.heightForWidth(width)))

    def minimumSizeHint(self) -> QSize:
        """Wrapped text may become narrow: its height follows from the width it gets, not from this."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        margins = self.contentsMargins()
        height = self.fontMetrics().height() + margins.top() + margins.bottom()
        return QSize(min(self.sizeHint().width(), 48), height if self.text() else 0)

    def set_token(self, token: str) -> None:
        """Another colour."""
        if self.property("tone") != token:
            self.setProperty("tone", token)
            self.style().unpolish(self)
            self.style().polish(self)


class ShortLabel(Label):
    """One line that gives way: what does not fit becomes an ellipsis, and the whole stands in the tool tip."""

    def __init__(self, text: str = "", *, role: str = "body", token: str = "text") -> None:
        super().__init__(text, role=role, token=token)
        self.setProperty("elides", True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show as much as there is room for."""
        super().setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        """Room for the ellipsis and a word."""
        return QSize(min(self.sizeHint().width(), 60), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, or their beginning."""
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        if words == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.contentsRect(), flags, words)


class IconLabel(QLabel):
    """An icon without words beside it needs a name; with words beside it, none."""

    def __init__(self, icon: str, token: str = "text2", size: int = 16, *, name: str = "") -> None:
        super().__init__()
        self._size = current().px(size)
        self.setFixedSize(self._size, self._size)
        self.set_icon(icon, token)
        self.setAccessibleName(name)

    def set_icon(self, icon: str, token: str) -> None:
        """Show another icon."""
        self._icon = (icon, token)
        self.renew()

    def renew(self) -> None:
        """Paint it in the colours of now."""
        self.setPixmap(current().pixmap(*self._icon, self._size))


def line() -> QFrame:
    """A thin line between rows of a card."""
    made = QFrame()
    made.setProperty("kind", "line")
    made.setFixedHeight(1)
    return made
