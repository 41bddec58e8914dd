"""The tab "Self-check & budget", and the card of product compliance below the comparison."""

from decimal import Decimal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import SourceNote
from seller_desk.core.economics.budget import BudgetInput
from seller_desk.core.platforms.assess import Answers
from seller_desk.core.platforms.model import Rate
from seller_desk.core.rules.catalogs import known_category
from seller_desk.ui.pages.platforms.budget import BudgetCard
from seller_desk.ui.pages.platforms.compliance import ComplianceCard
from seller_desk.ui.pages.platforms.self_check import SelfCheckCard
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.shell.tabbed import Panel
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import SourcePopover
from seller_desk.ui.widgets.popover import show_sources


class PreparePanel(Panel):
    """Questions first, money below; both are kept with the company."""

    def __init__(self, context: WindowContext, page: StepPage) -> None:
        super().__init__(context, page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.CARD_GAP)
        self.check = SelfCheckCard()
        self.check.answered.connect(self._on_answers)
        column.addWidget(self.check)
        codes = [site.currency for site in self.desk.platforms.sites()]
        self.budget = BudgetCard(list(dict.fromkeys(("CNY", "USD", *codes))))
        self.budget.edited.connect(self._on_budget)
        self.budget.rate_given.connect(self._on_rate)
        self.budget.source_asked.connect(self._on_source)
        self.budget.sites_asked.connect(self._on_sites)
        column.addWidget(self.budget)
        self._popover: SourcePopover | None = None

    def refresh(self) -> None:
        """Judge and add up again."""
        company, preparation = self.context.company_id, self.desk.preparation
        self.check.show_verdicts(preparation.assessment(company))
        product = self.desk.platforms.my_product(company)
        given = preparation.budget_input(company)
        sites = [one for one in product.chosen_sites if one in self.desk.rules().sites]
        found = preparation.budget(company, sites, given=given, product=product)
        self.budget.show_budget(found, given, product.currency, len(sites))

    @Slot(object)
    def _on_answers(self, answers: Answers) -> None:
        if answers != self.desk.preparation.answers(self.context.company_id):
            self.desk.preparation.set_answers(self.context.need_company(), answers)
            self._changed()

    @Slot(object)
    def _on_budget(self, given: BudgetInput) -> None:
        try:
            self.desk.preparation.set_budget_input(self.context.need_company(), given)
        except DeskError as problem:
            self.context.say(problem.title)
            return
        self._changed()

    @Slot(str, str)
    def _on_rate(self, currency: str, text: str) -> None:
        rate = Rate(value=Decimal(text), on=self.desk.today())
        try:
            self.desk.preparation.set_rate(self.context.need_company(), currency, rate)
        except DeskError as problem:
            self.context.say(problem.title)
            return
        self._changed()

    def _changed(self) -> None:
        self.refresh()
        self.context.changed()

    @Slot()
    def _on_sites(self) -> None:
        show = getattr(self.page, "show_tab", None)
        if show is not None:
            show("compare")

    @Slot(str, object, QWidget)
    def _on_source(self, title: str, sources: tuple[SourceNote, ...], button: QWidget) -> None:
        self._popover = show_sources(self, title, sources[:3], button, self.context.open_source)


class SiteCompliance(QWidget):
    """The card for the site in view of the comparison; what the seller says of the product is kept."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._site = ""
        self._popover: SourcePopover | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.card = ComplianceCard()
        self.card.answered.connect(self._on_answer)
        self.card.source_asked.connect(self._on_source)
        column.addWidget(self.card)

    def show_site(self, site: str) -> None:
        """What my product needs at this site."""
        self._site = site
        desk, company = self._context.desk, self._context.company_id
        name = desk.platforms.site(site).name.text()
        category = known_category(desk.platforms.my_product(company).category)
        if not category:
            self.card.show_site(None, name, {})
            return
        (found,) = desk.preparation.compliance(company, category, [site])
        self.card.show_site(found, name, desk.preparation.traits(company, category))

    @Slot(str, object)
    def _on_answer(self, trait: str, yes: bool | None) -> None:
        desk, company = self._context.desk, self._context.need_company()
        category = known_category(desk.platforms.my_product(company).category)
        desk.preparation.set_trait(company, category, trait, yes)
        self.show_site(self._site)
        self._context.changed()

    @Slot(str, object, QWidget)
    def _on_source(self, title: str, sources: tuple[SourceNote, ...], button: QWidget) -> None:
        self._popover = show_sources(self, title, sources[:3], button, self._context.open_source)
