"""Beside the table: one listing, common fields and each chosen site's side, saved as the seller goes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _, pgettext
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.score import ListingScore
from seller_desk.ui.pages.listings.common_form import CommonForm
from seller_desk.ui.pages.listings.editor_head import EditorHead
from seller_desk.ui.pages.listings.goods_form import GoodsForm
from seller_desk.ui.pages.listings.pictures import PictureStrip
from seller_desk.ui.pages.listings.score_view import ScoreView
from seller_desk.ui.pages.listings.sides import COMMON, GOODS, SiteSide, by_field_of
from seller_desk.ui.pages.listings.site_form import SiteForm
from seller_desk.ui.pages.listings.variations import Variations
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.labels import line
from seller_desk.ui.widgets.tabs import TabBar

Form = CommonForm | GoodsForm | SiteForm


class Editor(Card):
    """Tabs over one listing; `make_parts` completes it. Five sites have two hundred fields, so a tab's form is made
    when it is first shown. `edited` fires with the listing to keep; the page judges it and shows findings again."""

    edited = Signal(object)
    asked_why = Signal(object)
    # Of the family: values to make children of, and a child that was edited.
    make_asked = Signal(object)
    child_edited = Signal(object)
    # A panel by its id, and what it is to begin with.
    panel_asked = Signal(str, object)

    def __init__(
        self,
        sides: Sequence[SiteSide],
        documents: Callable[[], Sequence[tuple[str, str]]] = tuple,
    ) -> None:
        super().__init__(padding=0)
        self.listing: Listing | None = None
        # What can be linked as a certificate: (id, name), asked when the form of the goods is made.
        self._documents = documents
        self._scores: Mapping[str, ListingScore] = {}
        self._sides = {side.site: side for side in sides}
        self._findings: dict[str, dict[str, list[Finding]]] = {}
        self.body.setSpacing(0)
        head = QWidget()
        top = QVBoxLayout(head)
        top.setContentsMargins(20, 12, 20, 0)
        top.setSpacing(2)
        self.tabs = TabBar(
            [
                (COMMON, _("Common")),
                (GOODS, pgettext("listing", "Compliance")),
                *((side.site, side.name) for side in sides),
            ],
            name=_("Sites of this listing"),
        )
        self.top = EditorHead()
        self.top.asked.connect(self._on_panel)
        self.state, self.sku = self.top.state, self.top.sku
        top.addWidget(self.top)
        top.addWidget(self.tabs)
        self.tabs.chosen.connect(self._on_tab)
        self.body.addWidget(head)
        self._inner = QWidget()
        self._inner.setProperty("scrollbody", True)
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(20, 14, 20, 20)
        self._column.setSpacing(14)
        self._children: Sequence[Listing] = ()
        # Forms that were made.
        self.sites: dict[str, SiteForm] = {}
        self.score = ScoreView()
        self.score.asked.connect(self._on_fix)
        self._column.addWidget(self.score)
        self.forms = QStackedWidget()
        self._column.addWidget(self.forms)

    def make_parts(self) -> Iterator[None]:
        """The form of the first tab, the pictures, and the room that scrolls, one in each slice."""
        yield
        self.pictures = PictureStrip()
        self.pictures.changed.connect(self._on_edited)
        self._picture_line = line()
        self._column.addWidget(self._picture_line)
        self._column.addWidget(self.pictures)
        self._column.addStretch(1)
        yield
        # Beginning with a site shows at once what that site would refuse.
        first = next(iter(self._sides), COMMON)
        self._form(first)
        yield
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._inner)
        self.area.viewport().setAutoFillBackground(False)
        self.body.addWidget(self.area, 1)
        self.tabs.set_current(first)
        self._on_tab(first)

    @cached_property
    def common(self) -> CommonForm:
        """What all sites share; made when first asked for."""
        form = CommonForm()
        form.edited.connect(self._on_edited)
        if self.listing is not None:
            form.show_listing(self.listing)
            form.show_findings(self._shared())
        self.forms.addWidget(form)
        return form

    @cached_property
    def goods(self) -> GoodsForm:
        """What the law asks of the goods; made when first asked for."""
        form = GoodsForm(self._documents())
        form.edited.connect(self._on_edited)
        if self.listing is not None:
            form.show_listing(self.listing)
            form.show_findings(self._shared())
        self.forms.addWidget(form)
        return form

    @cached_property
    def variations(self) -> Variations:
        """The family, below the common fields; made when first asked for."""
        made = Variations()
        made.make_asked.connect(self.make_asked)
        made.child_edited.connect(self.child_edited)
        if self.listing is not None:
            made.show_family(self.listing, self._children)
            made.show_findings(self._shared())
        self._family_line = line()
        # Above the stretch.
        for widget in (self._family_line, made):
            self._column.insertWidget(self._column.count() - 1, widget)
        return made

    def site_form(self, site: str) -> SiteForm:
        """The form of a chosen site; made when first asked for."""
        if site not in self.sites:
            side = self._sides[site]
            form = SiteForm(side.site, side.currency, side.texts, side.style)
            form.edited.connect(self._on_edited)
            form.asked_why.connect(self.asked_why)
            form.writing_asked.connect(self._on_writing)
            if self.listing is not None:
                form.show_listing(self.listing)
                form.show_findings(self._findings.get(site, {}))
            self.sites[site] = form
            self.forms.addWidget(form)
        return self.sites[site]

    def side(self) -> SiteSide | None:
        """The site in view; on the other tabs the first one, None without any."""
        return self._sides.get(self.tabs.current()) or next(iter(self._sides.values()), None)

    def _form(self, tab: str) -> Form:
        if tab in self._sides:
            return self.site_form(tab)
        return self.goods if tab == GOODS else self.common

    def _made(self) -> list[Form]:
        """Forms that are there."""
        common = [self.common] if "common" in self.__dict__ else []
        goods = [self.goods] if "goods" in self.__dict__ else []
        return [*common, *goods, *self.sites.values()]

    def show_listing(
        self,
        listing: Listing,
        children: Sequence[Listing],
        findings: Mapping[str, Sequence[Finding]],
        scores: Mapping[str, ListingScore] | None = None,
    ) -> None:
        """Fill from the listing; `findings` and `scores` are keyed by site."""
        self.listing = listing
        self._children = children
        self.top.show_sku(listing.sku)
        for form in self._made():
            form.show_listing(listing)
        if "variations" in self.__dict__:
            self.variations.show_family(listing, children)
        self.show_findings(findings, scores)

    def show_findings(
        self,
        findings: Mapping[str, Sequence[Finding]],
        scores: Mapping[str, ListingScore] | None = None,
    ) -> None:
        """What each site minds, under its fields, and counted at the tabs."""
        self._scores = scores or {}
        self._findings = {site: by_field_of(found) for site, found in findings.items()}
        for site, form in self.sites.items():
            form.show_findings(self._findings.get(site, {}))
        if "common" in self.__dict__:
            self.common.show_findings(self._shared())
        if "goods" in self.__dict__:
            self.goods.show_findings(self._shared())
        if "variations" in self.__dict__:
            self.variations.show_findings(self._shared())
        self._show_site()

    def _shared(self) -> dict[str, list[Finding]]:
        """Findings of all sites, by field."""
        shared: dict[str, list[Finding]] = {}
        for by_field in self._findings.values():
            for field, found in by_field.items():
                shared.setdefault(field, []).extend(found)
        return shared

    def reveal(self, field: str, site: str) -> QWidget | None:
        """Bring the field of a finding into view; the widget that should have the focus."""
        wanted = site if site in self._sides else COMMON
        if field.startswith("compliance."):
            wanted = GOODS
        editor = self._form(wanted).editor_of(field)
        if editor is None and not field.startswith("images"):
            wanted, editor = COMMON, self.common.editor_of(field)
        if editor is None and field in ("options", "variation_theme", "parent_sku"):
            editor = self.variations.names[0]
        self.tabs.set_current(wanted)
        self._on_tab(wanted)
        if field.startswith("images"):
            number = field.partition(".")[2]
            if number.isdigit() and self.pictures.list.count():
                self.pictures.list.setCurrentRow(int(number))
            editor = self.pictures.list if self.pictures.list.count() else self.pictures.add
        if editor is not None:
            self.area.ensureWidgetVisible(editor, 0, 60)
        return editor

    @Slot(str)
    def _on_panel(self, name: str) -> None:
        self._ask_panel(name, "")

    @Slot(str)
    def _on_writing(self, page: str) -> None:
        self._ask_panel("write", page)

    def _ask_panel(self, name: str, page: str) -> None:
        """A panel for the listing and site in view, at one of its pages; none named: where it was."""
        site = self.tabs.current()
        if self.listing is not None:
            self.panel_asked.emit(
                name, (self.listing.id, site if site in self._sides else "", page)
            )

    @Slot(str)
    def _on_tab(self, site: str) -> None:
        form = self._form(site)
        self.forms.setCurrentWidget(form)
        # The stack is as tall as what it shows, not as its tallest page.
        for page in self._made():
            policy = page.sizePolicy()
            shown = page is form
            policy.setVerticalPolicy(policy.Policy.Preferred if shown else policy.Policy.Ignored)
            page.setSizePolicy(policy)
        self.forms.adjustSize()
        if site == COMMON or "variations" in self.__dict__:
            self.variations.setVisible(site == COMMON)
            self._family_line.setVisible(site == COMMON)
        self.pictures.setVisible(site != GOODS)
        self._picture_line.setVisible(site != GOODS)
        self._show_site()

    @Slot(str)
    def _on_fix(self, field: str) -> None:
        widget = self.reveal(field, self.tabs.current())
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_site(self) -> None:
        site = self.tabs.current()
        side = self._sides.get(site)
        by_field = self._findings.get(site, {})
        if self.listing is not None:
            limits = side.pictures if side else None
            self.pictures.show_listing(self.listing, limits, by_field)
        self.score.show_score(self._scores.get(site) if self.listing is not None else None)
        found = [one for group in by_field.values() for one in group]
        self.top.show_findings(found, shown=side is not None)

    @Slot(object)
    def _on_edited(self, listing: Listing) -> None:
        self.listing = listing
        for form in self._made():
            form.show_listing(listing)
        self.edited.emit(listing)
