"""The left rail: the company in view, applications with their readiness, the steps with their state."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.company.model import Company
from seller_desk.ui.shell.company_button import CompanyButton
from seller_desk.ui.shell.flow import APPLICATIONS, GUIDE, PLACE_NAMES, SETTINGS, STEPS, WELCOME
from seller_desk.ui.shell.rail_row import RailRow, rail_width
from seller_desk.ui.shell.survey import ApplicationRow, Survey
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.card import scrolling
from seller_desk.ui.widgets.labels import line


class Rail(QFrame):
    """Choosing a row asks the shell to go there; the rail itself changes nothing."""

    place_chosen = Signal(str)
    application_chosen = Signal(str)
    company_chosen = Signal(str)
    add_company = Signal()

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setFixedWidth(rail_width())
        self.setAccessibleName(_("Steps"))
        self._companies: Sequence[Company] = ()
        self.company_button = CompanyButton()
        self.company_button.clicked.connect(self._open_menu)
        self.rows: dict[str, RailRow] = {}
        self.application_rows: list[RailRow] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 4)
        whole.setSpacing(0)
        whole.addWidget(self.company_button)
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # Many applications or large text on a low screen: the rows scroll, the company stays.
        self._area = scrolling(rows)
        whole.addWidget(self._area, 1)
        self._add(
            column, APPLICATIONS, RailRow(_(PLACE_NAMES[APPLICATIONS]), icon="ph.squares-four")
        )
        self._applications = QVBoxLayout()
        self._applications.setSpacing(0)
        column.addLayout(self._applications)
        seam = line()
        seam.setProperty("kind", "seam")
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 8, 17, 9)
        holder.addWidget(seam)
        column.addLayout(holder)
        for number, step in enumerate(STEPS, start=1):
            if step in places:
                self._add(column, step, RailRow(_(PLACE_NAMES[step]), number=number))
        column.addStretch(1)
        if SETTINGS in places:
            self._add(column, SETTINGS, RailRow(_(PLACE_NAMES[SETTINGS]), icon="ph.gear-six"))
        self._add(column, GUIDE, RailRow(_(PLACE_NAMES[GUIDE]), icon="ph.book-open"))
        self.last_row = self.rows[GUIDE]

    def show_companies(self, companies: Sequence[Company], company_id: str) -> None:
        """The companies to choose from, and the one in view."""
        self._companies = companies
        found = next((one for one in companies if one.id == company_id), None)
        if found is None and companies:
            found = Company(id="", legal_name_zh=_("New company"))
        self.company_button.show_company(found)

    def show_place(self, place: str) -> None:
        """Where the seller is. The welcome page stands where applications will be."""
        here = APPLICATIONS if place == WELCOME else place
        for name, row in self.rows.items():
            row.set_current(name == here)
            if name == here:
                self._area.ensureWidgetVisible(row, 0, 8)

    def show_survey(self, seen: Survey) -> None:
        """States of the steps, applications with their percent."""
        for step, state in seen.steps.items():
            if step in self.rows:
                self.rows[step].set_state(state)
        self._show_applications(seen.applications, seen.application_id)

    def _show_applications(self, rows: Sequence[ApplicationRow], chosen: str | None) -> None:
        for old in self.application_rows:
            self._applications.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.application_rows = []
        for one in rows:
            row = RailRow(current().typeset(one.name))
            row.set_percent(one.percent)
            if one.id == chosen and len(rows) > 1:
                row.setAccessibleDescription(_("Everything is judged for this application"))
            row.clicked.connect(partial(self._on_application, one.id))
            self.application_rows.append(row)
            self._applications.addWidget(row)

    def _add(self, column: QVBoxLayout, place: str, row: RailRow) -> None:
        row.clicked.connect(partial(self._on_place, place))
        self.rows[place] = row
        column.addWidget(row)

    def _on_place(self, place: str, _checked: bool = False) -> None:
        self.place_chosen.emit(place)

    def _on_application(self, application_id: str, _checked: bool = False) -> None:
        self.application_chosen.emit(application_id)

    def _on_company(self, company_id: str, _checked: bool = False) -> None:
        self.company_chosen.emit(company_id)

    def company_menu(self) -> QMenu:
        """The menu of companies, with "Add company" last."""
        menu = QMenu(self)
        for company in self._companies:
            action = QAction(company.short_name or _("New company"), menu)
            action.setCheckable(True)
            action.setChecked(company.short_name == self.company_button.toolTip())
            action.triggered.connect(partial(self._on_company, company.id))
            menu.addAction(action)
        menu.addSeparator()
        more = QAction(current().icon("ph.plus"), _("Add company"), menu)
        more.triggered.connect(self.add_company)
        menu.addAction(more)
        return menu

    def _open_menu(self) -> None:
        menu = self.company_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.company_button.mapToGlobal(QPoint(16, self.company_button.height() - 8)))
