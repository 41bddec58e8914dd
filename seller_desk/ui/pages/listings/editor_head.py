"""The top of the editor: which listing it is, ways to write it, how it stands on the site in view."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import _, ngettext, pgettext
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.beside import BesideOrBelow
from seller_desk.ui.widgets.buttons import link_button
from seller_desk.ui.widgets.chip import StateLabel
from seller_desk.ui.widgets.flow_layout import FlowLayout
from seller_desk.ui.widgets.labels import Label

_WRAPS_ABOVE = 1.2


class EditorHead(BesideOrBelow):
    """The SKU never gives way: where it needs the room, the links stand below it."""

    # A panel by its id.
    asked = Signal(str)

    def __init__(self) -> None:
        self.sku = Label(role="h3")
        self.state = StateLabel("done", "")
        right = QWidget()
        self.write = link_button(_("Write texts"), None, "ph.pencil-simple")
        self.words = link_button(_("Keywords"), None, "ph.magnifying-glass")
        _lay(right, [self.write, self.words], self.state)
        super().__init__(self.sku, right, margins=(0, 0, 0, 0), gap=12)
        self.write.clicked.connect(partial(self._on_link, "write"))
        self.words.clicked.connect(partial(self._on_link, "keywords"))

    def show_sku(self, sku: str) -> None:
        """Another listing."""
        self.sku.setText(sku)
        self.arrange()

    def show_findings(self, found: Sequence[Finding], *, shown: bool) -> None:
        """How it stands with these findings; hidden on a tab that is of no site."""
        blockers = sum(one.severity is Severity.BLOCKER for one in found)
        warnings = sum(one.severity is Severity.WARNING for one in found)
        self.state.setVisible(shown)
        if blockers:
            words = ngettext("{n} blocker", "{n} blockers", blockers).format(n=blockers)
            self.state.set_state("blocker", words)
        elif warnings:
            words = ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings)
            self.state.set_state("warning", words)
        else:
            self.state.set_state("done", pgettext("listing", "Ready"))

    def _on_link(self, panel: str, _checked: bool = False) -> None:
        self.asked.emit(panel)


def _lay(holder: QWidget, links: Sequence[QWidget], state: QWidget) -> None:
    """Links at the left and the state at the right end; with larger text they take lines like words."""
    if current().scale > _WRAPS_ABOVE:
        flow = FlowLayout(holder, gap=12, line_gap=2)
        for widget in (*links, state):
            flow.addWidget(widget)
        return
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    for widget in links:
        row.addWidget(widget)
    row.addStretch(1)
    row.addWidget(state)
