"""Step 5: carrier price lists, shipping templates, one parcel tried out."""

from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import safe_name
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.shipping.exporters.formats import LABELS
from seller_desk.ui.pages.shipping.cards import CardsPanel
from seller_desk.ui.pages.shipping.parcel import ParcelPanel
from seller_desk.ui.pages.shipping.templates import TemplatesPanel
from seller_desk.ui.shell.page import Fix, HelpNote, StepPage
from seller_desk.ui.widgets import Choice, Notice, TabBar, secondary_button


class Page(StepPage):
    """The shipping page."""

    step = "shipping"

    def title(self) -> str:
        """The page's name."""
        return _("Shipping")

    def subtitle(self) -> str:
        """What it answers."""
        return _("What carriers charge you, what buyers pay, and what one parcel costs.")

    def header_actions(self) -> list[QWidget]:
        """Export the template in view."""
        return [self._format, self._export]

    def build(self) -> None:
        """Tabs and their panels."""
        self._format = Choice(name=_("Format of the export"))
        self._export = secondary_button(_("Export sheet"), "ph.export", self._on_export)
        self.tabs = TabBar(
            [
                ("cards", _("Price lists")),
                ("templates", _("Shipping templates")),
                ("parcel", _("Try a parcel")),
            ],
            name=_("Shipping"),
        )
        self.tabs.chosen.connect(self.show_tab)
        self.body.addWidget(self.tabs)
        self._said = Notice(" ")
        self._said.setVisible(False)
        self.body.addWidget(self._said)
        self._panels: dict[str, CardsPanel | TemplatesPanel | ParcelPanel] = {}
        self.show_tab("cards")

    def carry(self) -> object:
        """The tab in view, and the parcel that is being tried."""
        return self.tabs.current(), self.parcel.typed() if "parcel" in self._panels else None

    def take_up(self, carried: object) -> None:
        """The same tab, the same parcel."""
        if isinstance(carried, tuple):
            tab, parcel = carried
            if parcel is not None:
                self.parcel.type_again(parcel)
            if tab != self.tabs.current():
                self.show_tab(tab)

    @cached_property
    def cards(self) -> CardsPanel:
        """Price lists; made when first asked for, as the other panels are."""
        panel = CardsPanel(self.context)
        panel.changed.connect(self.context.changed)
        self._add("cards", panel)
        return panel

    @cached_property
    def templates(self) -> TemplatesPanel:
        """Shipping templates."""
        panel = TemplatesPanel(self.context)
        panel.changed.connect(self.context.changed)
        self._add("templates", panel)
        return panel

    @cached_property
    def parcel(self) -> ParcelPanel:
        """One parcel tried out."""
        panel = ParcelPanel(self.context)
        self._add("parcel", panel)
        return panel

    def _add(self, name: str, panel: CardsPanel | TemplatesPanel | ParcelPanel) -> None:
        # Into the page first: shown without a parent it would be a window of its own and take the keyboard.
        self.body.addWidget(panel)
        panel.setVisible(name == self.tabs.current())
        self._panels[name] = panel

    def _panel(self, name: str) -> CardsPanel | TemplatesPanel | ParcelPanel:
        if name == "cards":
            return self.cards
        return self.templates if name == "templates" else self.parcel

    @Slot(str)
    def show_tab(self, name: str) -> None:
        """Bring a tab into view and read again what it shows."""
        self.tabs.set_current(name)
        self._said.setVisible(False)
        wanted = self._panel(name)
        for panel in self._panels.values():
            panel.setVisible(panel is wanted)
        wanted.refresh()
        self._show_export()
        if self.scroll_area is not None:
            self.scroll_area.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Read again what the tab in view shows."""
        self._panel(self.tabs.current()).refresh()
        self._show_export()

    def reveal(self, finding: Finding) -> None:
        """The template's zone or bands, or the price list's service."""
        field = finding.place.field or ""
        if finding.subject.kind == "shipping_template":
            self.show_tab("templates")
            self.templates.choose(finding.subject.id)
            if "/" in field:
                self.templates.zones.reveal(field)
            self.scroll_to(self.templates.zones)
        elif finding.subject.kind == "rate_card":
            self.show_tab("cards")
            tier = field.split("/")[1] if field.startswith("rates/") else ""
            self.cards.choose(finding.subject.id, tier)

    def fixes(self, finding: Finding) -> list[Fix]:
        """Where to mend it."""
        if finding.code == "shipping.loss":
            return [(_("Open listing"), partial(self.context.go, "listings", finding))]
        if finding.subject.kind == "rate_card":
            return [(_("Import a newer list"), self._import_newer)]
        return []

    def help_topic(self, field: str) -> HelpNote | None:
        """Words about how weights and prices are reckoned."""
        return HelpNote(
            _("How a parcel is reckoned"),
            _(
                "Chargeable weight is the larger of actual weight and volume, at least the minimum, rounded up to the "
                "step. The upper edge belongs to its band. Above the last band there is no price."
            ),
        )

    def _import_newer(self) -> None:
        self.show_tab("cards")
        self.cards.ask_file()

    # -- export --------------------------------------------------------------------------------------

    def _show_export(self) -> None:
        shipping = self.desk.shipping
        templates = shipping.templates(self.context.company_id)
        with self.desk.store.read() as work:
            applications = work.applications.find(company_id=self.context.company_id)
        sites = [site for one in applications for site in one.sites]
        forms = shipping.formats(sites)
        self._format.set_options([(one, _(LABELS[one])) for one in forms])
        seen = bool(templates) and self.tabs.current() == "templates"
        self._format.setVisible(seen)
        self._export.setVisible(seen)

    @Slot()
    def _on_export(self) -> None:
        template = self.templates.template()
        form = self._format.current()
        if template is None or not form:
            return
        ending = "csv" if form == "magento" else "xlsx"
        name = safe_name(f"{form}-{template.name}.{ending}", fallback="shipping")
        path: Path | None = self.context.ask.save(_("Export sheet"), name, f"*.{ending}")
        if path is None:
            return
        try:
            made = self.desk.shipping.export(template, form)
            self.desk.store.write_out(
                path,
                made.data,
                company_id=template.company_id,
                what="shipping",
                form=form,
                overwrite=True,
            )
        except DeskError as problem:
            self._said.set_text(problem.title, problem.advice)
        else:
            self._said.set_text(_("Written: {name}").format(name=path.name), "\n".join(made.notes))
        self._said.setVisible(True)
