"""A page with tabs: each tab has a panel of its own, made when first shown."""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import Fix, StepPage
from seller_desk.ui.widgets.card import scrolling
from seller_desk.ui.widgets.tabs import TabBar


class Panel(QWidget):
    """What lies below a tab. It gets the window's context and its page (to scroll, to open things at its top)."""

    def __init__(self, context: WindowContext, page: StepPage) -> None:
        super().__init__()
        self.context = context
        self.desk = context.desk
        self.page = page

    def scrolled(self) -> QVBoxLayout:
        """A column for all that the panel shows; it scrolls where it does not fit. Put a stretch at its end."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(content))
        return column

    def refresh(self) -> None:
        """Read again and show. Called when the tab is shown and after every change while it is in view."""

    def reveal(self, finding: Finding) -> None:
        """Show what this finding is about."""

    def fixes(self, finding: Finding) -> list[Fix]:
        """Links under a finding: what this tab can do about it, the best first."""
        return []

    def leave(self) -> None:
        """The seller goes to another tab or page; keep what is half typed."""


@dataclass(frozen=True, slots=True)
class Tab:
    """`title` is a marked text; `make` makes the panel."""

    id: str
    title: str
    make: Callable[[WindowContext, StepPage], Panel]


def lazily(place: str) -> Callable[[WindowContext, StepPage], Panel]:
    """Makes the panel `"documents.dates.panel:DatesPanel"` below `ui/pages`; its module is imported when it is asked for."""

    def make(context: WindowContext, page: StepPage) -> Panel:
        module, _colon, name = place.partition(":")
        kind = getattr(importlib.import_module(f"seller_desk.ui.pages.{module}"), name)
        panel = kind(context, page)
        assert isinstance(panel, Panel)
        return panel

    return make


class TabbedPage(StepPage):
    """A step whose body is a bar of tabs and the panel of the one in view.

    Subclasses call `build_tabs` in `build`, after what stands above the bar.
    """

    def build_tabs(self, tabs: Sequence[Tab], *, name: str) -> None:
        """Put the bar into the body; `name` is its accessible name."""
        self._tabs_by_id = {one.id: one for one in tabs}
        self._panels: dict[str, Panel] = {}
        self.tabs = TabBar([(one.id, _(one.title)) for one in tabs], name=name)
        self.tabs.chosen.connect(self.show_tab)
        self.body.addWidget(self.tabs)
        if (carried := self.context.carried.pop(self.step, None)) in self._tabs_by_id:
            self.tabs.set_current(str(carried))

    def carry(self) -> object:
        """The tab in view; `build_tabs` begins with it, so that no other panel is made first."""
        return self.tabs.current()

    def panel(self, name: str) -> Panel:
        """The panel of this tab, made if it was never shown."""
        if name not in self._panels:
            panel = self._tabs_by_id[name].make(self.context, self)
            self._panels[name] = panel
            # Into the page first: shown without a parent it would be a window of its own and take the keyboard.
            self.body.addWidget(panel, 0 if self.scrolls else 1)
            panel.setVisible(name == self.tabs.current())
        return self._panels[name]

    @Slot(str)
    def show_tab(self, name: str) -> None:
        """Bring a tab into view and read again what it shows."""
        wanted = self.panel(name)
        self.tabs.set_current(name)
        for panel in self._panels.values():
            if panel is not wanted and panel.isVisibleTo(self):
                panel.leave()
            panel.setVisible(panel is wanted)
        wanted.refresh()
        if self.scroll_area is not None:
            self.scroll_area.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Read again what the tab in view shows."""
        self.panel(self.tabs.current()).refresh()

    def leave(self) -> None:
        """Whatever the tab in view must keep."""
        self.panel(self.tabs.current()).leave()

    def tab_of(self, finding: Finding) -> str:
        """The tab where this finding is at home; the one in view unless a page knows better."""
        return self.tabs.current()

    def reveal(self, finding: Finding) -> None:
        """Go to the finding's tab and leave the rest to it."""
        name = self.tab_of(finding)
        if name != self.tabs.current():
            self.show_tab(name)
        self.panel(name).reveal(finding)

    def fixes(self, finding: Finding) -> list[Fix]:
        """Asked of the finding's tab."""
        return self.panel(self.tab_of(finding)).fixes(finding)
