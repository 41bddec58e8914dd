"""Two papers beside each other: zoom, turn and scroll of one follow in the other while they are coupled."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.ui.runner import Runner
from seller_desk.ui.widgets.viewer.view import PageView


class SideBySide(QWidget):
    """`left` and `right` are views like any other; the right one may be hidden."""

    def __init__(self, runner: Runner, *, names: tuple[str, str] = ("", "")) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.left = PageView(runner, name=names[0] or _("Page at the left"))
        self.right = PageView(runner, name=names[1] or _("Page at the right"))
        self.coupled = True
        self._following = False
        for view in (self.left, self.right):
            row.addWidget(view, 1)
        self.left.moved.connect(self._on_left)
        self.right.moved.connect(self._on_right)

    def set_coupled(self, coupled: bool) -> None:
        """Whether the two move together."""
        self.coupled = coupled
        if coupled:
            self._follow(self.left, self.right)

    @Slot()
    def _on_left(self) -> None:
        self._follow(self.left, self.right)

    @Slot()
    def _on_right(self) -> None:
        self._follow(self.right, self.left)

    def _follow(self, leader: PageView, other: PageView) -> None:
        """The same share of the page in the same size: pages of different resolution stay alike."""
        if self._following or not self.coupled or other.isHidden() or other.paper is None:
            return
        self._following = True
        try:
            if leader.zoom:
                # By the height of the page on screen: a card scanned at 600 dpi beside its copy at 200.
                shown = leader.place().height()
                wanted = shown / max(1.0, other.place().height() / other.scale())
                if abs(wanted - other.zoom) > 0.002:
                    other.zoom_to(wanted)
            elif other.zoom:
                other.zoom_to(0.0)
            for mine, theirs in (
                (leader.horizontalScrollBar(), other.horizontalScrollBar()),
                (leader.verticalScrollBar(), other.verticalScrollBar()),
            ):
                share = mine.value() / mine.maximum() if mine.maximum() else 0.5
                theirs.setValue(round(share * theirs.maximum()))
        finally:
            self._following = False
