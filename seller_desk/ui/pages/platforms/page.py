"""Step 2: which platforms; its tabs are listed in `tabs.py`."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.ui.pages.platforms.comparing import ComparePanel
from seller_desk.ui.pages.platforms.facts import FactsPanel
from seller_desk.ui.pages.platforms.help import topic
from seller_desk.ui.pages.platforms.tabs import TABS, Panel
from seller_desk.ui.shell.page import HelpNote, StepPage
from seller_desk.ui.widgets import TabBar, secondary_button


class Page(StepPage):
    """The platforms page."""

    step = "platforms"

    def title(self) -> str:
        """The page's name."""
        return _("Platforms")

    def subtitle(self) -> str:
        """What it answers."""
        return _("Where you may sell, what one unit leaves, which documents are still missing.")

    def header_actions(self) -> list[QWidget]:
        """Start an application."""
        return [self._start_button]

    def build(self) -> None:
        """The tabs; their panels are made when first shown."""
        self._start_button = secondary_button(_("Start application"), "ph.plus", self._start)
        self.tabs = TabBar([(one.id, _(one.title)) for one in TABS], name=_("Platforms"))
        self.tabs.chosen.connect(self.show_tab)
        self.body.addWidget(self.tabs)
        self._panels: dict[str, Panel] = {}

    @property
    def compare(self) -> ComparePanel:
        """The comparison's panel."""
        panel = self.panel("compare")
        assert isinstance(panel, ComparePanel)
        return panel

    def panel(self, name: str) -> Panel:
        """The panel of this tab."""
        if name not in self._panels:
            (tab,) = [one for one in TABS if one.id == name]
            panel = tab.make(self.context, self)
            self._panels[name] = panel
            # Into the page first: shown without a parent it would be a window of its own and take the keyboard.
            self.body.addWidget(panel)
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

    def show_facts(self, site: str) -> None:
        """Everything that is known of this site."""
        self.show_tab("facts")
        panel = self.panel("facts")
        assert isinstance(panel, FactsPanel)
        panel.show_site(site)

    def show_own(self, key: str, site: str) -> None:
        """The editor of an own value for this fact; an empty site means all."""
        self.show_tab("facts")
        panel = self.panel("facts")
        assert isinstance(panel, FactsPanel)
        panel.open_key(key, site)

    def refresh(self) -> None:
        """Read again what the tab in view shows."""
        self._start_button.setVisible(bool(self.context.company_id))
        self.panel(self.tabs.current()).refresh()

    def leave(self) -> None:
        """Whatever the tab in view must keep."""
        self.panel(self.tabs.current()).leave()

    def reveal(self, finding: Finding) -> None:
        """Left to the tab in view."""
        self.panel(self.tabs.current()).reveal(finding)

    def help_topic(self, field: str) -> HelpNote | None:
        """Words about the field, else where the figures come from."""
        own = topic(field)
        if own is not None:
            return own
        versions = sorted({pack.version for pack in self.desk.rules().packs})
        return HelpNote(
            _("Where these figures come from"),
            _(
                "Click any figure for its source. One tick: one source. Two ticks: two sources agree, or the "
                "platform says so. What is undated or older than two years is marked unconfirmed."
            ),
            _("Rule pack {version}").format(version=", ".join(versions)),
        )

    @Slot()
    def _start(self) -> None:
        self.show_tab("compare")
        self.compare.open_start()
