"""What the panels of writing share: the site that is written for, one job at a time, the way back."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.ui.pages.listings.panels import Catalogue, ListingPanel
from seller_desk.ui.runner import Job
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.buttons import Button, secondary_button
from seller_desk.ui.widgets.card import Notice
from seller_desk.ui.widgets.edits import Choice
from seller_desk.ui.widgets.labels import ShortLabel

_SITE_WIDTH = 190


class SitePanel(ListingPanel):
    """A panel about one site, and mostly one listing."""

    def __init__(self, context: WindowContext, catalogue: Catalogue) -> None:
        super().__init__(context, catalogue)
        self._listing_id = ""
        self._job: Job | None = None
        self.notice = Notice("")
        self.notice.hide()

    def _look(self) -> None:
        """Read again, for the site that is chosen."""
        raise NotImplementedError

    def _head(self, title: str, main: Button) -> QHBoxLayout:
        """Name, site, the way back, the main button."""
        head = QHBoxLayout()
        head.setSpacing(12)
        self.name = ShortLabel(title, role="h3")
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head.addWidget(self.name, 1)
        self.site = Choice(name=_("Site"))
        self.site.setMinimumWidth(_SITE_WIDTH)
        self.site.chosen.connect(self._on_site)
        head.addWidget(self.site)
        self.back = secondary_button(_("Back to the listings"), "", self._on_back)
        head.addWidget(self.back)
        head.addWidget(main)
        return head

    def _begin(self, listing_id: object, site: object) -> bool:
        """The listing that is named, else the first that is chosen; False where there is none."""
        chosen = self.catalogue.chosen_ids()
        self._listing_id = str(listing_id) if listing_id else (chosen[0] if chosen else "")
        if not self._listing_id:
            self.said.emit(_("Choose a listing first"))
            return False
        self._sites(str(site))
        return True

    def _sites(self, wanted: str) -> None:
        """The chosen sites first, then all others."""
        rules = self.desk.rules()
        chosen = list(self.desk.listings.chosen_sites(self.context.company_id))
        ordered = [*chosen, *(one for one in rules.sites if one not in chosen)]
        self.site.set_options([(one, rules.sites[one].name.text()) for one in ordered])
        self.site.set_current(wanted if wanted in rules.sites else ordered[0])

    def _stop(self) -> None:
        """What is being read is no longer wanted."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot(str)
    def _on_site(self, _site: str) -> None:
        self._look()

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        self._job = None
        if isinstance(problem, DeskError):
            self.notice.set_tone("alarm")
            self.notice.set_text(problem.title, problem.advice)
            self.notice.show()

    def _on_back(self) -> None:
        self._stop()
        self.closed.emit()
