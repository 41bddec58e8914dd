"""Beside the table: one listing, common fields and each chosen site's side, saved as the seller goes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import _, ngettext, pgettext
from seller_desk.core.listings.limits import ImageLimits, TextLimits
from seller_desk.core.listings.model import Listing
from seller_desk.ui.pages.listings.common_form import CommonForm
from seller_desk.ui.pages.listings.pictures import PictureStrip
from seller_desk.ui.pages.listings.site_form import SiteForm
from seller_desk.ui.pages.listings.variations import Variations
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.chip import StateLabel
from seller_desk.ui.widgets.labels import Label, line
from seller_desk.ui.widgets.tabs import TabBar

COMMON = "common"


@dataclass(frozen=True, slots=True)
class SiteSide:
    """A chosen site as the editor needs it."""

    site: str
    name: str
    currency: str
    texts: TextLimits
    pictures: ImageLimits


class Editor(Card):
    """Tabs over one listing; `make_sides` completes it. `edited` fires with the listing to keep; the page judges it and shows findings again."""

    edited = Signal(object)
    asked_why = Signal(object)

    def __init__(self, sides: Sequence[SiteSide]) -> None:
        super().__init__(padding=0)
        self.listing: Listing | None = None
        self._sides = {side.site: side for side in sides}
        self._findings: dict[str, dict[str, list[Finding]]] = {}
        self.body.setSpacing(0)
        head = QWidget()
        top = QVBoxLayout(head)
        top.setContentsMargins(20, 12, 20, 0)
        top.setSpacing(2)
        self.tabs = TabBar(
            [(COMMON, _("Common")), *((side.site, side.name) for side in sides)],
            name=_("Sites of this listing"),
        )
        self.state = StateLabel("done", "")
        self.sku = Label(role="h3")
        bar = QHBoxLayout()
        bar.addWidget(self.sku, 1)
        bar.addWidget(self.state)
        top.addLayout(bar)
        top.addWidget(self.tabs)
        self.tabs.chosen.connect(self._on_tab)
        self.body.addWidget(head)
        inner = QWidget()
        inner.setProperty("scrollbody", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(14)
        self.common = CommonForm()
        self.common.edited.connect(self._on_edited)
        self.sites: dict[str, SiteForm] = {}
        self.forms = QStackedWidget()
        self.forms.addWidget(self.common)
        column.addWidget(self.forms)
        column.addWidget(line())
        self.pictures = PictureStrip()
        self.pictures.changed.connect(self._on_edited)
        column.addWidget(self.pictures)
        self._family_line = line()
        column.addWidget(self._family_line)
        self.variations = Variations()
        column.addWidget(self.variations)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        self.area.viewport().setAutoFillBackground(False)
        self.body.addWidget(self.area, 1)
        self._on_tab(COMMON)

    def make_sides(self) -> Iterator[None]:
        """The forms of the sites, one in each slice: five sites have two hundred fields."""
        for side in self._sides.values():
            form = SiteForm(side.site, side.currency, side.texts)
            form.edited.connect(self._on_edited)
            form.asked_why.connect(self.asked_why)
            self.sites[side.site] = form
            self.forms.addWidget(form)
            yield
        # Beginning with a site shows at once what that site would refuse.
        first = next(iter(self._sides), COMMON)
        self.tabs.set_current(first)
        self._on_tab(first)

    def show_listing(
        self,
        listing: Listing,
        children: Sequence[Listing],
        findings: Mapping[str, Sequence[Finding]],
    ) -> None:
        """Fill from the listing; `findings` are keyed by site."""
        self.listing = listing
        self.sku.setText(listing.sku)
        self.common.show_listing(listing)
        for form in self.sites.values():
            form.show_listing(listing)
        self.variations.show_family(listing, children)
        self.show_findings(findings)

    def show_findings(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        """What each site minds, under its fields, and counted at the tabs."""
        self._findings = {site: _by_field(found) for site, found in findings.items()}
        for site, form in self.sites.items():
            form.show_findings(self._findings.get(site, {}))
        shared: dict[str, list[Finding]] = {}
        for by_field in self._findings.values():
            for field, found in by_field.items():
                shared.setdefault(field, []).extend(found)
        self.common.show_findings(shared)
        self._show_site()

    def reveal(self, field: str, site: str) -> QWidget | None:
        """Bring the field of a finding into view; the widget that should have the focus."""
        wanted = site if site in self.sites else COMMON
        form = self.sites.get(wanted)
        editor = form.editor_of(field) if form else None
        if editor is None and not field.startswith("images"):
            wanted, editor = COMMON, self.common.editor_of(field)
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
    def _on_tab(self, site: str) -> None:
        form: QWidget = self.sites.get(site, self.common)
        self.forms.setCurrentWidget(form)
        # The stack is as tall as what it shows, not as its tallest page.
        for page in (self.common, *self.sites.values()):
            policy = page.sizePolicy()
            shown = page is form
            policy.setVerticalPolicy(policy.Policy.Preferred if shown else policy.Policy.Ignored)
            page.setSizePolicy(policy)
        self.forms.adjustSize()
        self.variations.setVisible(site == COMMON)
        self._family_line.setVisible(site == COMMON)
        self._show_site()

    def _show_site(self) -> None:
        site = self.tabs.current()
        side = self._sides.get(site)
        by_field = self._findings.get(site, {})
        if self.listing is not None:
            limits = side.pictures if side else None
            self.pictures.show_listing(self.listing, limits, by_field)
        found = [one for group in by_field.values() for one in group]
        blockers = sum(one.severity is Severity.BLOCKER for one in found)
        warnings = sum(one.severity is Severity.WARNING for one in found)
        self.state.setVisible(side is not None)
        if blockers:
            words = ngettext("{n} blocker", "{n} blockers", blockers).format(n=blockers)
            self.state.set_state("blocker", words)
        elif warnings:
            words = ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings)
            self.state.set_state("warning", words)
        else:
            self.state.set_state("done", pgettext("listing", "Ready"))

    @Slot(object)
    def _on_edited(self, listing: Listing) -> None:
        self.listing = listing
        self.common.show_listing(listing)
        for form in self.sites.values():
            form.show_listing(listing)
        self.edited.emit(listing)


def _by_field(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    by_field: dict[str, list[Finding]] = {}
    for one in findings:
        by_field.setdefault(one.place.field or "", []).append(one)
    return by_field
