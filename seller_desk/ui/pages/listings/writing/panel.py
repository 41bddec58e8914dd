"""Writing one listing for one site: title, bullets, description, search terms, category, plan of pictures."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from seller_desk.core.base.language import N_, _
from seller_desk.core.services.writing import Draft
from seller_desk.ui.pages.listings.panels import Catalogue
from seller_desk.ui.pages.listings.writing.bullets_page import BulletsPage
from seller_desk.ui.pages.listings.writing.category_page import CategoryPage
from seller_desk.ui.pages.listings.writing.description_page import DescriptionPage
from seller_desk.ui.pages.listings.writing.pages import WritingPage
from seller_desk.ui.pages.listings.writing.plan_page import PlanPage
from seller_desk.ui.pages.listings.writing.site_panel import SitePanel
from seller_desk.ui.pages.listings.writing.terms_page import TermsPage
from seller_desk.ui.pages.listings.writing.title_page import TitlePage
from seller_desk.ui.pages.listings.writing.work import Quick
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.buttons import primary_button
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.labels import Label
from seller_desk.ui.widgets.tabs import TabBar

_PAGES: dict[str, tuple[str, type[WritingPage]]] = {
    "title": (N_("Title"), TitlePage),
    "bullets": (N_("Bullet points"), BulletsPage),
    "description": (N_("Description"), DescriptionPage),
    "terms": (N_("Search terms"), TermsPage),
    "category": (N_("Category"), CategoryPage),
    "plan": (N_("Pictures and A+"), PlanPage),
}


class WritePanel(SitePanel):
    """`open` takes a listing's id, or (id, site, page)."""

    def __init__(self, context: WindowContext, catalogue: Catalogue) -> None:
        super().__init__(context, catalogue)
        self._draft: Draft | None = None
        self.pages: dict[str, WritingPage] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(padding=16)
        column.addWidget(card)
        self.act = primary_button(_("Write the title"), "ph.check", self._on_act)
        card.body.addLayout(self._head("", self.act))
        card.body.addWidget(self.notice)
        self.tabs = TabBar(
            [(key, _(title)) for key, (title, _page) in _PAGES.items()],
            name=_("Texts of this listing"),
        )
        self.tabs.chosen.connect(self._on_tab)
        card.body.addWidget(self.tabs)
        self.why = Label(role="caption", token="text2", wrap=True)
        card.body.addWidget(self.why)
        # Pages that scroll as a whole, and those with a table that scrolls by itself.
        self._scrolled, self._fixed = QWidget(), QWidget()
        for holder in (self._scrolled, self._fixed):
            QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
        self._scrolled.setProperty("scrollbody", True)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._scrolled)
        self.area.viewport().setAutoFillBackground(False)
        card.body.addWidget(self.area, 1)
        card.body.addWidget(self._fixed, 1)

    def open(self, subject: object = None) -> bool:
        """Begin with a listing: the one named, else the first that is chosen. False where there is none."""
        listing_id, site, page = "", "", ""
        if isinstance(subject, tuple):
            listing_id, site, page = subject
        elif isinstance(subject, str):
            listing_id = subject
        if not self._begin(listing_id, site):
            return False
        if page:
            self.tabs.set_current(page)
        self._draft = None
        self._show()
        self._look()
        return True

    def carry(self) -> object:
        """The listing, the site and the page in view."""
        return (self._listing_id, self.site.current(), self.tabs.current())

    def page(self, name: str) -> WritingPage:
        """This page, made when it is first shown."""
        if name not in self.pages:
            made = _PAGES[name][1](self.context)
            made.changed.connect(self._on_changed)
            made.kept.connect(self._on_kept)
            self.pages[name] = made
            holder = self._scrolled if made.scrolls else self._fixed
            made.setParent(holder)
            column = holder.layout()
            assert column is not None
            column.addWidget(made)
        return self.pages[name]

    def _show(self) -> None:
        name = self.tabs.current()
        page = self.page(name)
        for one in self.pages.values():
            one.setVisible(one is page)
        self.area.setVisible(page.scrolls)
        self._fixed.setVisible(not page.scrolls)
        if self._draft is not None and page.draft is not self._draft:
            page.show_draft(self._draft)
        self._on_changed()

    def _look(self) -> None:
        self._stop()
        self.notice.hide()
        writing, listing_id, site = self.desk.writing, self._listing_id, self.site.current()
        # Behind the saves of the editor that are still under way.
        self._job = self.context.runner.start(
            Quick(lambda: writing.draft(listing_id, site)), lane=Lane.STORE
        )
        self._job.done.connect(self._on_read)
        self._job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_read(self, draft: Draft) -> None:
        self._job, self._draft = None, draft
        words = draft.listing.sku or _("Without SKU")
        self.name.setText(f"{words} · {draft.listing.title}" if draft.listing.title else words)
        # Left to the next turn: the panel is seen first.
        QTimer.singleShot(0, self, self._show)

    @Slot(str)
    def _on_tab(self, _name: str) -> None:
        self._show()
        self.area.verticalScrollBar().setValue(0)

    @Slot()
    def _on_changed(self) -> None:
        page = self.page(self.tabs.current())
        self.act.setText(page.act_words())
        self.act.setAccessibleName(page.act_words())
        fresh = page.draft is not None and page.draft is self._draft
        ready = fresh and page.ready()
        self.act.setEnabled(ready)
        self.why.setText(page.why_not() if fresh and not ready else "")
        self.why.setVisible(bool(self.why.text()))

    @Slot(str)
    def _on_kept(self, words: str) -> None:
        if words:
            self.said.emit(words)
        self.context.changed()
        self._look()

    def _on_act(self) -> None:
        self.page(self.tabs.current()).act()
