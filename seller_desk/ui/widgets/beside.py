"""Two widgets beside each other where both have room, else one below the other."""

from PySide6.QtCore import QMargins, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class BesideOrBelow(QWidget):
    """`first` takes the room that `second` leaves. It asks for no more width than the wider of both."""

    def __init__(
        self, first: QWidget, second: QWidget, *, margins: tuple[int, int, int, int], gap: int = 8
    ) -> None:
        super().__init__()
        self._first, self._second, self._gap = first, second, gap
        self._margins = QMargins(*margins)
        self._both = QBoxLayout(_ACROSS, self)
        self._both.setContentsMargins(self._margins)
        self._both.setSpacing(gap)
        # Else the layout would hold the widget as wide as both together.
        self._both.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self._both.addWidget(first, 1)
        self._both.addWidget(second)

    def wanted(self) -> int:
        """The width that the first needs to stand beside the second; subclasses know better."""
        return self._first.minimumSizeHint().width()

    def arrange(self) -> None:
        """Choose again, after what they show has changed."""
        sides = self._margins.left() + self._margins.right() + self._gap
        room = self.width() - self._second.sizeHint().width() - sides
        self._both.setDirection(_ACROSS if self.wanted() <= room else _DOWN)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one below the other."""
        sides = self._margins.left() + self._margins.right()
        wider = max(self._first.minimumSizeHint().width(), self._second.minimumSizeHint().width())
        return QSize(wider + sides, self._both.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below."""
        super().resizeEvent(event)
        self.arrange()
