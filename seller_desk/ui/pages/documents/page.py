"""Documents: what the application asks for and what is there, judged on the planned day."""

from PySide6.QtCore import Slot

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.ui.pages.documents.checks.panel import ChecksPanel
from seller_desk.ui.pages.documents.checks.reading import reader_of
from seller_desk.ui.pages.documents.closer import BackgroundCloser
from seller_desk.ui.pages.documents.intake import Intake
from seller_desk.ui.pages.documents.tabs import home_of, tabs
from seller_desk.ui.pages.documents.tools import ToolRow
from seller_desk.ui.shell.tabbed import TabbedPage
from seller_desk.ui.widgets import Notice, ProgressCard, link_button


class Page(TabbedPage):
    """Step 3; its tabs are listed in `tabs.py`."""

    step = "documents"
    scrolls = False

    def title(self) -> str:
        """The step's name."""
        return _("Documents")

    def subtitle(self) -> str:
        """What this step is for."""
        return _("What the platform asks for and what you have, judged on the planned day.")

    def build(self) -> None:
        """Tool row, tabs, and what is told of files on their way in."""
        self.body.setSpacing(12)
        self.tools = ToolRow(self.context)
        self.body.addWidget(self.tools)
        self.build_tabs(tabs(self._make_checks), name=_("Documents"))
        self.notice = Notice("")
        self.notice.links.addWidget(link_button(_("Close"), self.notice.hide))
        self.notice.hide()
        self.body.addWidget(self.notice)
        self.progress = ProgressCard(_("Adding documents"))
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.intake = Intake(self.context, self.progress, self.notice, self)
        self.intake.arrived.connect(self._on_arrived)
        self.reader = reader_of(self.context)
        self.reader.failed.connect(self.intake.on_failed)
        self.intake.added.connect(self.reader.add)
        self.closer = BackgroundCloser(self.context, self)
        self.tools.add_wanted.connect(self.intake.ask_any)

    @property
    def checks(self) -> ChecksPanel:
        """The first tab."""
        panel = self.panel("checks")
        assert isinstance(panel, ChecksPanel)
        return panel

    def refresh(self) -> None:
        """The tool row, and what the tab in view shows."""
        self.tools.fill()
        super().refresh()
        self.reader.look()
        self.closer.look()

    def tab_of(self, finding: Finding) -> str:
        """By the finding's code."""
        return home_of(finding)

    def show_document(self, document_id: str) -> None:
        """This document in the first tab."""
        self.show_tab("checks")
        self.checks.show_document(document_id)

    @Slot(str)
    def _on_arrived(self, document_id: str) -> None:
        if self.tabs.current() != "checks":
            self.show_document(document_id)

    def _make_checks(self) -> ChecksPanel:
        return ChecksPanel(self.context, self, self.tools, self.intake, self.reader)
