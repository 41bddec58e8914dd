"""What the seller does from the matrix: look at the page, take a value over, link a translation."""

from datetime import date

from PySide6.QtCore import QObject, Slot

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding, Place, Severity
from seller_desk.core.base.language import _
from seller_desk.core.documents.match.catalogue import facts
from seller_desk.core.documents.match.names import FACT_NAMES
from seller_desk.core.documents.match.severity import subject_of
from seller_desk.core.documents.reading.dates import FOREVER
from seller_desk.ui.pages.documents.consistency.detail import Chosen
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.shell.tabbed import TabbedPage

# Facts of these types are one plain value of the company data.
_PLAIN = ("name", "code", "credit_code", "id_number", "hk_number", "scope", "date")


def can_take(chosen: Chosen) -> bool:
    """Whether the measure's value can stand in the company data as it is."""
    rule = facts().get(chosen.row.fact)
    plain = rule is not None and rule.type in _PLAIN and bool(_path(chosen))
    differs = chosen.cell.difference not in ("identical", "absent") and not chosen.row.person
    readable = chosen.base.value != FOREVER
    return plain and differs and readable and chosen.column.source == "company"


def _path(chosen: Chosen) -> str:
    rule = facts().get(chosen.row.fact)
    paths = rule.company if rule is not None else []
    return paths[0] if paths and "*" not in paths[0] and "passport_number" not in paths[0] else ""


class Acts(QObject):
    """Holds nothing but the window's context and its page."""

    def __init__(self, context: WindowContext, page: StepPage, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._page = page

    @Slot(object)
    def show_page(self, chosen: Chosen) -> None:
        """The page in the first tab with the place marked."""
        said = chosen.cell.said
        finding = chosen.finding or Finding(
            code="document.place",
            severity=Severity.HINT,
            subject=subject_of(chosen.column),
            place=Place(
                file=chosen.column.file,
                page=said.page if said else None,
                box=said.box if said else None,
                page_size=said.page_size if said else None,
                field=chosen.row.fact,
            ),
            measured=chosen.cell.value,
            detail=FACT_NAMES.get(chosen.row.fact, chosen.row.fact),
        )
        self.show_finding(finding)

    def show_finding(self, finding: Finding) -> None:
        """As `show_page`, for a finding."""
        page = self._page
        if isinstance(page, TabbedPage):
            page.show_tab("checks")
            page.panel("checks").reveal(finding)

    @Slot(object)
    def take_value(self, chosen: Chosen) -> None:
        """Put the measure's value into the company data; undo takes it back."""
        rule, path = facts()[chosen.row.fact], _path(chosen)
        value: object = chosen.base.value
        try:
            if rule.type == "date":
                value = date.fromisoformat(chosen.base.value)
            self._context.desk.companies.set_value(
                self._context.company_id, path, value, origin="read"
            )
        except (DeskError, ValueError) as problem:
            self._context.say(str(problem))
            return
        self._context.say(_("Taken over. Ctrl+Z takes it back."))
        self._context.changed()

    @Slot(str, str)
    def link(self, document_id: str, original_id: str) -> None:
        """Say what a translation translates."""
        try:
            self._context.desk.matching.link_translation(document_id, original_id)
        except DeskError as problem:
            self._context.say(problem.title)
        self._context.changed()
