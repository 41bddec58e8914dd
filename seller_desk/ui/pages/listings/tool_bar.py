"""Above the table: search, filter, and the buttons of the panels."""

from functools import partial

from PySide6.QtCore import QEvent, Signal, Slot
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
from seller_desk.ui.pages.listings.filter_menu import menu_button
from seller_desk.ui.pages.listings.panels import PANELS
from seller_desk.ui.pages.listings.table import FILTERS, filter_words
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.buttons import secondary_button, tool_button
from seller_desk.ui.widgets.choice import Segments

_GAP = 8
_LEAST_SEARCH, _MOST_SEARCH = 124, 200
# The glass, the cross that clears, and the edges.
_BESIDE_WORDS = 66


class ToolBar(QWidget):
    """One line; two where large text, many words or a narrow window leave no room."""

    # The id of a panel.
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(_GAP)
        self._row = QHBoxLayout()
        self._row.setSpacing(_GAP)
        self._lines.addLayout(self._row)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("SKU or title"))
        self.search.setAccessibleName(_("Search listings"))
        self.search.addAction(
            current().icon("ph.magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.setClearButtonEnabled(True)
        words = current().metrics("body").horizontalAdvance(self.search.placeholderText())
        self._least = max(_LEAST_SEARCH, words + _BESIDE_WORDS)
        self.search.setMinimumWidth(self._least)
        self.search.setMaximumWidth(max(_MOST_SEARCH, self._least))
        self._row.addWidget(self.search, 1)
        self.filter = Segments(
            [(name, filter_words(name, 0)) for name in FILTERS], name=_("Which listings")
        )
        self._row.addWidget(self.filter)
        self.funnel = tool_button("ph.funnel", _("Kept filters and sites"))
        self.filters = menu_button(self.funnel)
        self._row.addWidget(self.funnel)
        self._row.addStretch(1)
        self._buttons = self._make_buttons()
        self._row.addWidget(self._buttons)
        self._one_line = True

    def _make_buttons(self) -> QWidget:
        group = QWidget()
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
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
        return group

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

    def event(self, event: QEvent) -> bool:
        """The buttons go below where a part became wider, and back where there is room."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        words = self.filter.sizeHint().width() + self.funnel.sizeHint().width()
        needed = self._least + words + self._buttons.sizeHint().width() + 4 * _GAP
        if self._one_line != (needed <= self.width()):
            self._one_line = not self._one_line
            if self._one_line:
                self._row.addWidget(self._buttons)
            else:
                self._lines.addWidget(self._buttons)

    def set_filled(self, *, filled: bool) -> None:
        """Whether there is a listing to work on."""
        for one in self._filled:
            one.setEnabled(filled)

    @Slot(QAction)
    def _on_line(self, action: QAction) -> None:
        self.asked.emit(str(action.data()))
