"""The left rail: the company in view, applications with their readiness, the steps with their state."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QMenu, QSizePolicy, QVBoxLayout

from seller_desk.core.base.language import N_, _
from seller_desk.core.company.model import Company
from seller_desk.ui.shell.flow import APPLICATIONS, SETTINGS, STEPS, WELCOME
from seller_desk.ui.shell.names import ENTITY_WORDS, monogram, short_company_name
from seller_desk.ui.shell.survey import ApplicationRow, StepState, Survey
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.labels import line
from seller_desk.ui.widgets.ring import paint_ring

STEP_NAMES = {
    "company": N_("Company"),
    "platforms": N_("Platforms"),
    "documents": N_("Documents"),
    "listings": N_("Listings"),
    "shipping": N_("Shipping"),
    "accounts": N_("Accounts"),
    "export": N_("Export"),
    APPLICATIONS: N_("Applications"),
    SETTINGS: N_("Settings"),
    WELCOME: N_("Welcome"),
}


class RailRow(QAbstractButton):
    """A painted row: number, icon or ring; name; state as icon + word + colour. The whole is its accessible name."""

    def __init__(self, name: str, *, number: int = 0, icon: str = "") -> None:
        super().__init__()
        self._number, self._icon = number, icon
        self._state_icon, self._token, self._words = "", "text3", ""
        self._percent: int | None = None
        self._current = False
        self.setText(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_state(self, state: StepState) -> None:
        """Show a step's state."""
        self._state_icon, self._token = tokens.STATE_ICONS[state.icon()]
        self._words = state.words()
        self._tell()

    def set_percent(self, percent: int | None) -> None:
        """Show how far an application is."""
        self._percent = percent
        self._words = "" if percent is None else f"{percent}%"
        self._token = "text2"
        self._tell()

    def set_current(self, current_row: bool) -> None:
        """Mark where the seller is."""
        self._current = current_row
        self.update()

    @property
    def words(self) -> str:
        """The state in words."""
        return self._words

    def _tell(self) -> None:
        self.setAccessibleName(f"{self.text()} {self._words}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """The rail's width."""
        height = tokens.RAIL_ROW if self._number or self._icon else 32
        return QSize(tokens.RAIL_WIDTH, current().height(height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, bar, mark, name, state."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(8, 1, -9, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._current:
            painter.setBrush(theme.color("railcurrent"))
            painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
            bar = QRectF(box.x(), box.center().y() - 8.5, 3, 17)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        elif self.underMouse():
            painter.setBrush(theme.color("mutesoft"))
            painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens.RADIUS, tokens.RADIUS)
        self._paint_mark(painter)
        right = self._paint_state(painter)
        painter.setFont(theme.font("strong" if self._current else "body"))
        painter.setPen(theme.color("text"))
        room = QRect(44, 0, right - 44 - 6, self.height())
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_mark(self, painter: QPainter) -> None:
        theme = current()
        if self._number:
            painter.setFont(theme.font("strong" if self._current else "body"))
            painter.setPen(theme.color("text" if self._current else "text2"))
            painter.drawText(
                QRect(18, 0, 20, self.height()), Qt.AlignmentFlag.AlignCenter, str(self._number)
            )
        elif self._icon:
            box = QRect(20, (self.height() - 16) // 2, 16, 16)
            theme.paint_icon(painter, box, self._icon, "text" if self._current else "text2")
        else:
            box = QRect(20, (self.height() - 16) // 2, 16, 16)
            paint_ring(painter, QRectF(box), self._percent or 0, 2.4)

    def _paint_state(self, painter: QPainter) -> int:
        """Draws the state right-aligned; returns where it begins."""
        right = self.width() - 21
        if not self._words:
            return right
        theme = current()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color(self._token))
        width = painter.fontMetrics().horizontalAdvance(self._words)
        left = right - width
        painter.drawText(
            QRect(left, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self._words
        )
        if self._state_icon:
            left -= 19
            box = QRect(left, (self.height() - 14) // 2, 14, 14)
            theme.paint_icon(painter, box, self._state_icon, self._token)
        return left


class CompanyButton(QAbstractButton):
    """The company in view, and the way to another. Without one: the program's name."""

    def __init__(self) -> None:
        super().__init__()
        self._caption = ""
        self._mark = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_company(None)

    def show_company(self, company: Company | None) -> None:
        """Show this company, or the program."""
        if company is None:
            name, self._caption, self._mark = "Seller Desk", "", ""
        else:
            name = short_company_name(company) or _("New company")
            self._caption = _(ENTITY_WORDS.get(company.entity_kind, ""))
            self._mark = monogram(name)
            self.setToolTip(company.short_name)
        self.setText(name)
        self.setAccessibleName(_("Company in view: {name}").format(name=name) if company else name)
        self.setEnabled(company is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the mark and two lines."""
        theme = current()
        lines = theme.metrics("strong").height() + theme.metrics("caption").height()
        return QSize(tokens.RAIL_WIDTH, max(68, lines + 32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark, name, business type, caret."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark = QRect(16, 18, 32, 32)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accentfill"))
        painter.drawRoundedRect(mark, 8, 8)
        if self._mark:
            painter.setPen(theme.color("onaccent"))
            painter.setFont(theme.font("h2"))
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, self._mark)
        else:
            theme.paint_icon(painter, mark.adjusted(8, 8, -8, -8), "ph.storefront", "onaccent")
        room = QRect(58, 0, self.width() - 58 - (34 if self._caption else 8), 68)
        strong, small = theme.metrics("strong"), theme.metrics("caption")
        lines = strong.height() + (small.height() - 1 if self._caption else 0)
        top = 34 - lines // 2
        painter.setFont(theme.font("strong" if self._caption else "h3"))
        painter.setPen(theme.color("text"))
        name = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room.x(), top + strong.ascent(), name)
        if self._caption:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text2"))
            painter.drawText(room.x(), top + strong.height() - 1 + small.ascent(), self._caption)
            caret = QRect(self.width() - 32, 26, 14, 14)
            theme.paint_icon(painter, caret, "ph.caret-down", "text2")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(9, 11, self.width() - 19, 46), 6, 6)


class Rail(QFrame):
    """Choosing a row asks the shell to go there; the rail itself changes nothing."""

    place_chosen = Signal(str)
    application_chosen = Signal(str)
    company_chosen = Signal(str)
    add_company = Signal()
    help_chosen = Signal()

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setFixedWidth(tokens.RAIL_WIDTH)
        self.setAccessibleName(_("Steps"))
        self._companies: Sequence[Company] = ()
        self.company_button = CompanyButton()
        self.company_button.clicked.connect(self._open_menu)
        self.rows: dict[str, RailRow] = {}
        self.application_rows: list[RailRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 4)
        column.setSpacing(0)
        column.addWidget(self.company_button)
        self._add(
            column, APPLICATIONS, RailRow(_(STEP_NAMES[APPLICATIONS]), icon="ph.squares-four")
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
                self._add(column, step, RailRow(_(STEP_NAMES[step]), number=number))
        column.addStretch(1)
        if SETTINGS in places:
            self._add(column, SETTINGS, RailRow(_(STEP_NAMES[SETTINGS]), icon="ph.gear-six"))
        self.help_row = RailRow(_("Guide"), icon="ph.book-open")
        self.help_row.clicked.connect(self.help_chosen)
        column.addWidget(self.help_row)

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
            row = RailRow(one.name)
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
