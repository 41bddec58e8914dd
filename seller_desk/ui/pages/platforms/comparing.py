"""Sites side by side for one product, and the start of an application."""

from collections.abc import Iterator
from functools import partial

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.base.money import Money
from seller_desk.core.platforms.model import Product, SiteResult
from seller_desk.core.platforms.product_check import product_findings, rate_findings
from seller_desk.core.platforms.wording import money_text
from seller_desk.ui.pages.platforms.acts import ActingPanel
from seller_desk.ui.pages.platforms.choice_bar import ChoiceBar
from seller_desk.ui.pages.platforms.curve_card import CurveCard
from seller_desk.ui.pages.platforms.detail import SiteDetail, TargetCard
from seller_desk.ui.pages.platforms.figures import what_is_said
from seller_desk.ui.pages.platforms.folded import FoldedSites, known_and_folded
from seller_desk.ui.pages.platforms.kept import KeptCard
from seller_desk.ui.pages.platforms.legend import BarLegend
from seller_desk.ui.pages.platforms.notes import ProductNotes
from seller_desk.ui.pages.platforms.prepare import SiteCompliance
from seller_desk.ui.pages.platforms.product import ProductStrip
from seller_desk.ui.pages.platforms.site_model import Row, filtered
from seller_desk.ui.pages.platforms.sites import SiteTable
from seller_desk.ui.pages.platforms.words import target_words
from seller_desk.ui.pages.platforms.writing import write_out
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import (
    Card,
    EmptyState,
    SourcePopover,
)

_PRICES = 10
# Below this height of the page the table gets the room that the product and the legend take.
_LOW = 600
_LOW_GAP = 10


class ComparePanel(ActingPanel):
    """The comparison: strip, filter, table, details, target prices."""

    def __init__(self, context: WindowContext, page: StepPage) -> None:
        super().__init__(context, page)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(tokens.CARD_GAP)
        self.build()

    def build(self) -> None:
        """Strip, filter, table, details, target prices."""
        self._popover: SourcePopover | None = None
        self._filled = False
        self._shown: list[SiteResult] = []
        self.body.addLayout(self._top)
        self._strip = ProductStrip(self.context)
        self._strip.edited.connect(self._on_product)
        self.body.addWidget(self._strip)
        self._bar = ChoiceBar(self.desk.comparisons)
        self._bar.changed.connect(self._fill)
        self._bar.export_asked.connect(self._on_export)
        self._bar.keep_asked.connect(self._open_kept)
        self._filter = self._bar.filter
        self.body.addWidget(self._bar)
        self._notes = ProductNotes()
        self._notes.asked.connect(self._on_field)
        self.body.addWidget(self._notes)
        self._table_card = Card(padding=1)
        self._table = SiteTable()
        self._table.figure.connect(self._on_figure)
        self._table.toggled.connect(self._on_toggled)
        self._table.site_shown.connect(self._on_site)
        self._table_card.body.addWidget(self._table)
        self._empty = EmptyState(
            _("No site here"), _("Choose sites with the box in the first column, or show all.")
        )
        self._empty.setContentsMargins(16, 0, 16, 8)
        self._table_card.body.addWidget(self._empty)
        self.body.addWidget(self._table_card)
        # Stands in for the one above the table in a low window.
        self._legend = BarLegend()
        self._legend.hide()
        self.body.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignLeft)
        self._folded = FoldedSites()
        self._folded.source_asked.connect(self.context.open_source)
        self.body.addWidget(self._folded)
        self.body.addLayout(self._own_place)
        self._curves = CurveCard()
        self.body.addWidget(self._curves)
        self._target = TargetCard()
        self.body.addWidget(self._target)
        self._detail = SiteDetail()
        self._detail.source_asked.connect(self._on_source)
        self._detail.rate_asked.connect(self._on_rate)
        self._detail.all_asked.connect(self._on_all)
        self.body.addWidget(self._detail)
        self.compliance = SiteCompliance(self.context)
        self.body.addWidget(self.compliance)
        if self.page.scroll_area is not None:
            self.page.scroll_area.installEventFilter(self)
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page became higher or lower."""
        if event.type() == QEvent.Type.Resize and watched is self.page.scroll_area:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        area = self.page.scroll_area
        low = area is not None and area.height() < _LOW
        self._strip.set_low(low=low)
        self._table.set_low(low=low)
        self._bar.legend.setVisible(not low)
        self._legend.setVisible(low)
        self.body.setSpacing(_LOW_GAP if low else tokens.CARD_GAP)

    def refresh(self) -> None:
        """Compare again."""
        platforms = self.desk.platforms
        self._product = platforms.my_product(self.context.company_id)
        results = platforms.compare(self._product, platforms.seller(self.context.company_id))
        self._results = {one.site.id: one for one in results}
        self._documents = platforms.documents(self.context.company_id)
        self._strip.show_product(self._product)
        if self._filled:
            self._fill()
        else:
            self.page.in_slices(self._fill_later())

    def _fill_later(self) -> Iterator[None]:
        """The first time the page itself is new, too: its table comes in a turn of its own."""
        self._filled = True
        yield
        self._fill()

    def reveal(self, finding: Finding) -> None:
        """The product's field that the finding speaks of."""
        if finding.subject.kind == "product":
            self._on_field(finding.place.field or "price")

    # -- filling -----------------------------------------------------------------------------------------

    @Slot()
    def _fill(self) -> None:
        groups = filtered(list(self._results.values()), self._product.chosen_sites)
        shown, folded = known_and_folded(groups[self._bar.fill(groups)], self._product)
        self._shown = shown
        self._legend.explain(shown)
        self._notes.show_findings(
            [*product_findings(self._product), *rate_findings(self._product, shown)]
        )
        self._folded.show_sites(folded)
        rows = [
            Row(
                result=one,
                chosen=one.site.id in self._product.chosen_sites,
                documents=self._documents.get(one.site.id),
            )
            for one in shown
        ]
        product = self._product
        price = ""
        if product.price is not None:
            price = money_text(Money(product.price, product.currency))
        columns = [one for one in self._bar.columns() if one != "documents" or self._documents]
        self._table.show_rows(
            rows, price, product.target_margin, columns, picked=self._bar.picked()
        )
        self._table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        target = target_words(product)
        self._target.show_prices(_of_interest(groups["chosen"], shown), target)
        self._target.setVisible(bool(target) and bool(shown))
        self._detail.setVisible(bool(shown))
        self.compliance.setVisible(bool(shown))
        self._on_site(self._table.shown_site())

    @Slot(str)
    def _on_site(self, site: str) -> None:
        one = self._results.get(site)
        if one is not None:
            self._detail.show_site(one)
            self.compliance.show_site(site)
        chosen = [one for one in self._shown if one.site.id in self._product.chosen_sites]
        self._curves.show_sites(one, chosen or self._shown, self._product)

    # -- the product ---------------------------------------------------------------------------------------

    @Slot(object)
    def _on_product(self, product: Product) -> None:
        try:
            self.desk.platforms.set_my_product(self.context.need_company(), product)
        except DeskError as problem:
            self.context.say(problem.title)
            return
        self.refresh()
        self.context.changed()

    @Slot(str)
    def _on_toggled(self, site: str) -> None:
        chosen = list(self._product.chosen_sites)
        if site in chosen:
            chosen.remove(site)
        else:
            chosen.append(site)
        self._on_product(msgspec.structs.replace(self._product, chosen_sites=chosen))

    @Slot(str)
    def _on_rate(self, currency: str) -> None:
        self._on_field(f"rate.{currency}")

    @Slot(str)
    def _on_field(self, field: str) -> None:
        """The form, in view, with the focus in this field."""
        self._strip.open_form(field)
        self.page.scroll_to(self._strip)
        self._strip.open_form(field)

    @Slot(str)
    def _on_all(self, site: str) -> None:
        """Everything that is known of the site, on its own tab."""
        show = getattr(self.page, "show_facts", None)
        if show is not None:
            show(site)

    # -- kept and written out ---------------------------------------------------------------------------

    @Slot(str)
    def _on_export(self, form: str) -> None:
        given = self.desk.comparisons.exported(
            self.context.company_id, self._product, self._shown, self._bar.columns_written()
        )
        said = write_out(self.context, given, form)
        if said:
            self.context.say(said)

    @Slot()
    def _open_kept(self) -> None:
        self._close_panel()
        card = KeptCard(self.context, self._product, self._shown)
        card.product_wanted.connect(self._on_product)
        card.closed.connect(self._close_panel)
        self._panel = card
        self._own_place.addWidget(card)
        self.page.scroll_to(card.name)

    # -- sources and own values ---------------------------------------------------------------------------

    @Slot(str, str, QPoint)
    def _on_figure(self, site: str, what: str, place: QPoint) -> None:
        self._show_source(site, what, self._table.viewport(), place)

    @Slot(str, QWidget)
    def _on_source(self, what: str, button: QWidget) -> None:
        self._show_source(self._table.shown_site(), what, button, None)

    def _show_source(self, site: str, what: str, widget: QWidget, place: QPoint | None) -> None:
        one = self._results.get(site)
        if one is None:
            return
        said = what_is_said(one, what, self.desk.platforms.seller(self.context.company_id).entity)
        if said is None:
            if what in ("cost", "shipping", "site"):
                return
            if one.rate_missing:
                self._on_rate(one.site.currency)
            elif one.profit is None:
                self._strip.open_form("price")
            return
        title, value, basis, sources, key = said
        own = partial(self._open_own, site, key, title) if key else None
        self._popover = SourcePopover(
            title, value, sources, basis=basis, own_value=own, parent=self
        )
        self._popover.opened_source.connect(self.context.open_source)
        self._popover.show_at(widget, place)


def _of_interest(chosen: list[SiteResult], shown: list[SiteResult]) -> list[SiteResult]:
    """The sites whose prices are worth a look: the chosen ones, else those with a price, else the first."""
    priced = [one for one in shown if one.price_for_target is not None]
    return (chosen or priced or shown)[:_PRICES]
