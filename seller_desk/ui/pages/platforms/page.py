"""Step 2: which platforms; its tabs are listed in `tabs.py`."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from seller_desk.core.base.language import _
from seller_desk.ui.pages.platforms.comparing import ComparePanel
from seller_desk.ui.pages.platforms.facts import FactsPanel
from seller_desk.ui.pages.platforms.help import topic
from seller_desk.ui.pages.platforms.tabs import TABS
from seller_desk.ui.shell.page import HelpNote
from seller_desk.ui.shell.tabbed import TabbedPage
from seller_desk.ui.widgets import secondary_button


class Page(TabbedPage):
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
        self.build_tabs(TABS, name=_("Platforms"))

    @property
    def compare(self) -> ComparePanel:
        """The comparison's panel."""
        panel = self.panel("compare")
        assert isinstance(panel, ComparePanel)
        return panel

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
        super().refresh()

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
