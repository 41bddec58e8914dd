"""Behind the funnel: on which site the filter looks, and the filters that the seller keeps."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.store.listing_view import View
from seller_desk.ui.pages.listings.table import filter_words
from seller_desk.ui.theme import current


class FilterMenu(QMenu):
    """Made anew each time it opens. `site_chosen` carries a site ("" for all), the others a filter's name."""

    site_chosen = Signal(str)
    filter_chosen = Signal(str)
    keep_asked = Signal()
    drop_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self._kept: Mapping[str, View] = {}
        self.triggered.connect(self._on_line)

    def fill(self, view: View, sites: Sequence[tuple[str, str]], kept: Mapping[str, View]) -> None:
        """The lines for this view; `sites` are (id, name)."""
        self.clear()
        self._kept = kept
        if len(sites) > 1:
            group = QActionGroup(self)
            for site, name in (("", _("On all sites")), *sites):
                action = self._line(name, "site", site)
                action.setCheckable(True)
                action.setChecked(site == view.site)
                group.addAction(action)
            self.addSeparator()
        for name in kept:
            self._line(name, "filter", name).setIcon(current().icon("ph.funnel"))
        if view in kept.values():
            here = next(name for name, one in kept.items() if one == view)
            self._line(_("Forget “{name}”").format(name=here), "drop", here)
        else:
            keep = self._line(_("Keep this filter"), "keep", "")
            keep.setEnabled(view != View())

    def _line(self, text: str, what: str, value: str) -> QAction:
        # A name is no place for a key.
        action = self.addAction(text.replace("&", "&&"))
        action.setData((what, value))
        return action

    @Slot(QAction)
    def _on_line(self, action: QAction) -> None:
        what, value = action.data()
        if what == "site":
            self.site_chosen.emit(value)
        elif what == "filter":
            self.filter_chosen.emit(value)
        elif what == "drop":
            self.drop_asked.emit(value)
        else:
            self.keep_asked.emit()


def menu_button(button: QToolButton) -> FilterMenu:
    """Hang the menu on this button."""
    menu = FilterMenu(button)
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return menu


def name_of(view: View, site_name: str, column_name: str) -> str:
    """What a filter is called: its words, its kind, its site, its order."""
    parts = [f"“{view.words}”"] if view.words else []
    if view.kind != "all":
        parts.append(filter_words(view.kind, None))
    if site_name:
        parts.append(site_name)
    if column_name:
        parts.append(_("by {column}").format(column=column_name))
    return " · ".join(parts)
