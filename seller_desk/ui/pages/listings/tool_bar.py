"""Above the table: search, filter, and the buttons of the panels."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.language import _
from seller_desk.ui.pages.listings.panels import PANELS
from seller_desk.ui.pages.listings.table import FILTERS, filter_words
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.buttons import secondary_button, tool_button
from seller_desk.ui.widgets.choice import Segments

# Text of this size needs a second line for the buttons.
_TWO_LINES_ABOVE = 1.2


class ToolBar(QWidget):
    """One line, two with large text."""

    # The id of a panel.
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        lines.addLayout(row)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("SKU or title"))
        self.search.setAccessibleName(_("Search listings"))
        self.search.addAction(
            current().icon("ph.magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(200)
        row.addWidget(self.search, 1)
        self.filter = Segments(
            [(name, filter_words(name, 0)) for name in FILTERS], name=_("Which listings")
        )
        row.addWidget(self.filter)
        row.addStretch(1)
        if current().scale > _TWO_LINES_ABOVE:
            row = QHBoxLayout()
            row.setSpacing(8)
            lines.addLayout(row)
            row.addStretch(1)
        self._filled: list[QAbstractButton | QAction] = []
        for entry in PANELS:
            if entry.bar == "button":
                button = secondary_button(
                    _(entry.title), entry.icon, partial(self.asked.emit, entry.id)
                )
                row.addWidget(button)
                if entry.filled:
                    self._filled.append(button)
        if any(entry.bar == "menu" for entry in PANELS):
            row.addWidget(self._more())

    def _more(self) -> QToolButton:
        button = tool_button("ph.dots-three", _("More actions"))
        menu = QMenu(button)
        for entry in PANELS:
            if entry.bar == "menu":
                action = menu.addAction(current().icon(entry.icon), _(entry.title))
                action.setData(entry.id)
                if entry.filled:
                    self._filled.append(action)
        menu.triggered.connect(self._on_line)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def set_filled(self, *, filled: bool) -> None:
        """Whether there is a listing to work on."""
        for one in self._filled:
            one.setEnabled(filled)

    @Slot(QAction)
    def _on_line(self, action: QAction) -> None:
        self.asked.emit(str(action.data()))
