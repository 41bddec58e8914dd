"""The top of the editor: which listing it is, ways to write it, how it stands on the site in view."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.ui.widgets.beside import BesideOrBelow
from seller_desk.ui.widgets.buttons import link_button
from seller_desk.ui.widgets.chip import StateLabel
from seller_desk.ui.widgets.labels import Label


class EditorHead(BesideOrBelow):
    """The SKU never gives way: where it needs the room, the links stand below it."""

    # A panel by its id.
    asked = Signal(str)

    def __init__(self) -> None:
        self.sku = Label(role="h3")
        self.state = StateLabel("done", "")
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.write = link_button(_("Write texts"), None, "ph.pencil-simple")
        self.words = link_button(_("Keywords"), None, "ph.magnifying-glass")
        for button in (self.write, self.words):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.state)
        super().__init__(self.sku, right, margins=(0, 0, 0, 0), gap=12)
        self.write.clicked.connect(partial(self._on_link, "write"))
        self.words.clicked.connect(partial(self._on_link, "keywords"))

    def show_sku(self, sku: str) -> None:
        """Another listing."""
        self.sku.setText(sku)
        self.arrange()

    def _on_link(self, panel: str, _checked: bool = False) -> None:
        self.asked.emit(panel)
