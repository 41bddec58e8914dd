"""What the comparison opens in place: the seller's own value for a figure, and a new application."""

from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.platforms.model import Product, SiteResult
from seller_desk.core.rules.catalogs import known_category
from seller_desk.ui.pages.platforms.own import OwnValueCard, StartPanel, hint_of
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.shell.tabbed import Panel
from seller_desk.ui.widgets import Card


class ActingPanel(Panel):
    """One editor at a time: above the table (`_top`) or below it (`_own_place`)."""

    def __init__(self, context: WindowContext, page: StepPage) -> None:
        super().__init__(context, page)
        self._results: dict[str, SiteResult] = {}
        self._product = Product()
        self._panel: Card | None = None
        self._top = QVBoxLayout()
        self._own_place = QVBoxLayout()

    def _open_own(self, site: str, key: str, title: str) -> None:
        self._close_panel()
        category = known_category(self._product.category) if key == "fee.referral.rate" else ""
        own = [
            one
            for one in self.desk.platforms.overrides()
            if (one.key, one.site, one.category) == (key, site, category)
        ]
        card = OwnValueCard(title, hint_of(key), is_own=bool(own))
        if own:
            card.value.setText(str(own[0].value))
            card.note.setText(own[0].note)
        card.accepted.connect(partial(self._use_own, site, key, category))
        card.restored.connect(partial(self._restore, site, key, category))
        card.closed.connect(self._close_panel)
        self._panel = card
        self._own_place.addWidget(card)
        self.page.scroll_to(card.value)

    def _use_own(self, site: str, key: str, category: str, value: str, note: str) -> None:
        try:
            self.desk.platforms.overrule(key, value, site=site, category=category, note=note)
        except DeskError as problem:
            if isinstance(self._panel, OwnValueCard):
                self._panel.refuse(
                    " ".join(part for part in (problem.title, problem.advice) if part)
                )
            return
        self._close_panel()
        self.refresh()
        self.context.changed()

    def _restore(self, site: str, key: str, category: str) -> None:
        self.desk.platforms.restore(key, site=site, category=category)
        self._close_panel()
        self.refresh()
        self.context.changed()

    # -- applications --------------------------------------------------------------------------------------

    @Slot()
    def open_start(self) -> None:
        self._close_panel()
        names = {one.platform: one.platform_name for one in self._results.values()}
        sites = [one.site for one in self._results.values()]
        panel = StartPanel(list(names.items()), sites, self._product.chosen_sites)
        panel.started.connect(self._start)
        panel.closed.connect(self._close_panel)
        self._panel = panel
        self._top.addWidget(panel)
        self.page.scroll_to(panel.button)

    @Slot(str, list, object)
    def _start(self, platform: str, sites: list[str], day: object) -> None:
        category = known_category(self._product.category)
        try:
            made = self.desk.applications.new(
                self.context.company_id,
                platform,
                sites,
                [category] if category else [],
                day if isinstance(day, date) else None,
            )
        except DeskError as problem:
            if isinstance(self._panel, StartPanel):
                self._panel.refuse(
                    " ".join(part for part in (problem.title, problem.advice) if part)
                )
            return
        self._close_panel()
        self.context.use_application(made.id)
        self.context.changed()
        self.context.say(_("Application started"))

    @Slot()
    def _close_panel(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
