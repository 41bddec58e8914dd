"""The company in view: shown in the rail, chosen there, added there."""

from PySide6.QtCore import QObject, Signal, Slot

from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.rail import Rail


class Companies(QObject):
    """Outlives the rails that it fills. `added` fires when a new company came into view, `entered` when another did."""

    added = Signal()
    entered = Signal()

    def __init__(self, context: WindowContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rail: Rail | None = None
        context.data_changed.connect(self.show)
        context.company_changed.connect(self._on_company)

    def use(self, rail: Rail) -> None:
        """Fill this rail from now on."""
        self._rail = rail
        rail.company_chosen.connect(self._context.use_company)
        rail.add_company.connect(self._on_add)
        self.show()

    @Slot()
    def show(self) -> None:
        """Show who there is and who is in view."""
        if self._rail is None:
            return
        with self._context.desk.store.read() as work:
            companies = work.companies.find()
        self._rail.show_companies(companies, self._context.company_id)

    @Slot()
    def _on_add(self) -> None:
        company = self._context.desk.companies.create()
        self._context.use_company(company.id)
        self._context.changed()
        self.added.emit()

    @Slot()
    def _on_company(self) -> None:
        self.show()
        self.entered.emit()
