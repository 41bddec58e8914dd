"""The viewer's tools: above the page its name and what can be done with the view, below it the pages."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.documents.model import Document
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Choice, IconLabel, Label, tool_button
from seller_desk.ui.widgets.beside import BesideOrBelow
from seller_desk.ui.widgets.viewer import PageView


class ViewBar(BesideOrBelow):
    """File name (or a choice of files), zoom, turn, frames, repair, the large view."""

    document_wanted = Signal(str)
    repair_wanted = Signal()
    large_wanted = Signal()

    def __init__(self, view: PageView) -> None:
        named, tools = QWidget(), QWidget()
        super().__init__(named, tools, margins=(16, 8, 10, 8), gap=4)
        self._view = view
        left = QHBoxLayout(named)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(IconLabel("ph.image", "text2", 16))
        self._name = Label(role="strong", wrap=True)
        self._siblings = Choice(name=_("File"))
        self._siblings.setMinimumWidth(80)
        self._siblings.chosen.connect(self.document_wanted)
        left.addWidget(self._name, 1)
        left.addWidget(self._siblings, 1)
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for icon, name, act in (
            ("ph.magnifying-glass-minus", _("Smaller"), self._on_smaller),
            ("ph.magnifying-glass-plus", _("Larger"), self._on_larger),
            ("ph.arrow-clockwise", _("Turn the view"), self._on_turn),
        ):
            row.addWidget(tool_button(icon, name, act))
        row.addWidget(
            tool_button("ph.crop", _("Repair: turn, straighten, cut"), self.repair_wanted.emit)
        )
        self.frames = tool_button("ph.text-t", _("Frames around what was read"), checkable=True)
        self.frames.setChecked(True)
        self.frames.toggled.connect(view.show_fields)
        row.addWidget(self.frames)
        row.addWidget(
            tool_button("ph.arrows-out", _("Large, or beside another"), self.large_wanted.emit)
        )
        row.addStretch(1)

    def show_document(self, document: Document, siblings: Sequence[Document]) -> None:
        """Its name, or the choice of all that serve the same requirement."""
        self._name.setText(document.name)
        self._name.setToolTip(document.name)
        self._siblings.set_options([(one.id, one.name) for one in siblings])
        self._siblings.set_current(document.id)
        self._siblings.setVisible(len(siblings) > 1)
        self._name.setVisible(len(siblings) <= 1)
        self.arrange()

    def wanted(self) -> int:
        """The whole name in one line."""
        words = self._name.fontMetrics().horizontalAdvance(self._name.text())
        return current().px(16) + 12 + (current().px(120) if self._name.isHidden() else words)

    @Slot()
    def _on_smaller(self) -> None:
        self._view.zoom_by(-1)

    @Slot()
    def _on_larger(self) -> None:
        self._view.zoom_by(1)

    @Slot()
    def _on_turn(self) -> None:
        self._view.turn()


class PageBar(QWidget):
    """Which page of how many; hidden where there is one."""

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 0)
        row.setSpacing(4)
        row.addStretch(1)
        self.before = tool_button("ph.caret-left", _("Page before"), self._on_before)
        self._count = Label(role="caption", token="text2")
        self.after = tool_button("ph.caret-right", _("Next page"), self._on_after)
        for widget in (self.before, self._count, self.after):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        view.page_changed.connect(self._show)
        self.hide()

    @Slot(int)
    def _show(self, page: int) -> None:
        count = len(self._view.paper.shapes) if self._view.paper else 1
        self._count.setText(f"{page} / {count}")
        self.before.setEnabled(page > 1)
        self.after.setEnabled(page < count)
        self.setVisible(count > 1)

    @Slot()
    def _on_before(self) -> None:
        self._view.go_to_page(self._view.page - 1)

    @Slot()
    def _on_after(self) -> None:
        self._view.go_to_page(self._view.page + 1)
