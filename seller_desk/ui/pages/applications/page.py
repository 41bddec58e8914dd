"""Applications: how far each platform is, and what to do next."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.applications.checklist import Action
from seller_desk.core.applications.reminders import Reminder
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.lists import listed
from seller_desk.core.base.wording import wording
from seller_desk.core.bundle.words import day_text
from seller_desk.ui.pages.applications.card import ApplicationCard
from seller_desk.ui.pages.applications.launch import LaunchCard
from seller_desk.ui.pages.applications.soon import SoonCard, pointer
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.looks import Look, View
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets import (
    Card,
    EmptyState,
    IconLabel,
    Label,
    line,
    link_button,
    primary_button,
    secondary_button,
)
from seller_desk.ui.widgets.layouts import clear

SHOWN_ACTIONS, MORE_ACTIONS = 6, 40
_COLUMN_WIDTH = 330
_ICONS = {"blocker": ("ph.x-circle-fill", "bad"), "warning": ("ph.warning-fill", "warn")}


class Page(StepPage):
    """The overview."""

    step = "applications"
    owns_primary = True

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self._reading: Job | None = None
        self._view = View()
        self._cards: list[ApplicationCard] = []
        self._shown = SHOWN_ACTIONS

    def title(self) -> str:
        """The page's name."""
        return _("Applications")

    def subtitle(self) -> str:
        """What is to be seen here."""
        return _("How far each platform is, and what comes next.")

    def header_actions(self) -> list[QWidget]:
        """Applications start where platforms are compared."""
        return [secondary_button(_("New application"), "ph.plus", self._on_new)]

    def build(self) -> None:
        """Cards in a grid, then what comes next."""
        self._empty = Card()
        self._empty.body.addWidget(
            EmptyState(
                _("Your applications will be here"),
                _("Compare the platforms, then start one"),
                primary_button(_("Go to Platforms"), "", self._on_new),
                icon="ph.squares-four",
            )
        )
        self._grid_box = QWidget()
        self._grid = QGridLayout(self._grid_box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.CARD_GAP)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._next_title = Label(_("What comes next"), role="h3")
        self._next_caption = Label(_("Soonest first"), role="caption", token="text2")
        head.addWidget(self._next_title)
        head.addWidget(self._next_caption)
        head.addStretch(1)
        self._next = Card(padding=0)
        self._next.body.setSpacing(0)
        self._next.body.setContentsMargins(0, 4, 0, 4)
        for widget in (self._empty, self._grid_box):
            self.body.addWidget(widget)
            widget.hide()
        self.body.addLayout(head)
        self.body.addWidget(self._next)
        self.soon = SoonCard()
        self.soon.opened.connect(self._on_reminder)
        self.soon.hide()
        self.body.addWidget(self.soon)
        self.launch = LaunchCard(self.context)
        self.launch.hide()
        self.body.addWidget(self.launch)
        self._show_next(visible=False)

    def refresh(self) -> None:
        """Check all applications again, in the background."""
        if self._reading is not None:
            self._reading.cancel()
        context = self.context
        look = partial(context.looks.look, context.company_id, context.application_id)
        self._reading = context.runner.start(look, lane=Lane.WIDE)
        self._reading.done.connect(self._on_read)

    def showing(self) -> View:
        """What is shown now, for tests."""
        return self._view

    @Slot(object)
    def _on_read(self, seen: Look) -> None:
        view = seen.view
        self._view, self._reading = view, None
        self._empty.setVisible(not view.overviews)
        self._grid_box.setVisible(bool(view.overviews))
        self._fill_cards()
        self._fill_actions()
        self.soon.show_reminders(view.reminders, self.desk.today())
        self.launch.show_applications(tuple(one.application.id for one in view.overviews))

    def _fill_cards(self) -> None:
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        today = self.desk.today()
        columns = 2 if self.width() > 2 * _COLUMN_WIDTH + 64 else 1
        view = self._view
        dated = [one.application for one in view.overviews if one.application.planned_date]
        urgent = min(dated, key=lambda one: str(one.planned_date)).id if dated else ""
        for place, (overview, (name, sites)) in enumerate(
            zip(view.overviews, view.names, strict=True)
        ):
            mine = overview.application.id
            first = next((one for one in view.actions if mine in one.application_ids), None)
            main = overview.application.id == urgent
            card = ApplicationCard(overview, name, sites, first, today, main=main)
            card.chosen.connect(self._on_continue)
            card.planned.connect(self._on_planned)
            card.delete_asked.connect(self._on_delete)
            self._grid.addWidget(card, place // columns, place % columns)
            self._cards.append(card)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _fill_actions(self) -> None:
        layout = self._next.body
        clear(layout)
        actions = self._view.actions
        self._show_next(visible=bool(self._view.overviews))
        names = {
            overview.application.id: f"{name} {sites}"
            for overview, (name, sites) in zip(self._view.overviews, self._view.names, strict=True)
        }
        shown = actions[: self._shown]
        for place, action in enumerate(shown):
            if place:
                layout.addWidget(line())
            where = listed(names[one] for one in action.application_ids)
            row = ActionRow(action, where)
            row.opened.connect(self._on_action)
            layout.addWidget(row)
        if not actions:
            layout.addWidget(_padded(Label(_("Nothing is open"), token="text2")))
        rest = len(actions) - len(shown)
        if rest:
            more = min(rest, MORE_ACTIONS)
            text = ngettext("Show {n} more", "Show {n} more", more).format(n=more)
            layout.addWidget(_padded(link_button(text, self._on_more)))

    def _show_next(self, *, visible: bool) -> None:
        for widget in (self._next_title, self._next_caption, self._next):
            widget.setVisible(visible)

    @Slot()
    def _on_more(self) -> None:
        self._shown += MORE_ACTIONS
        self._fill_actions()

    @Slot()
    def _on_new(self) -> None:
        self.context.go("platforms")

    @Slot(str)
    def _on_continue(self, application_id: str) -> None:
        self.context.use_application(application_id)
        action = next(
            (one for one in self._view.actions if application_id in one.application_ids), None
        )
        self.context.go(action.step if action else "export", action.finding if action else None)

    @Slot(str, object)
    def _on_action(self, step: str, finding: Finding) -> None:
        self.context.go(step, finding)

    @Slot(object)
    def _on_reminder(self, reminder: Reminder) -> None:
        if reminder.application_id:
            self.context.use_application(reminder.application_id)
        self.context.go("documents", pointer(reminder))

    @Slot(str, object)
    def _on_planned(self, application_id: str, day: object) -> None:
        self.desk.applications.set_planned_date(application_id, day)  # type: ignore[arg-type]
        self.context.changed()

    @Slot(str)
    def _on_delete(self, application_id: str) -> None:
        sure = self.context.ask.confirm(
            _("Delete application?"),
            _("Documents and packets stay. Undo brings it back."),
            _("Delete"),
        )
        if sure:
            self.desk.applications.delete(application_id)
            self.context.changed()


class ActionRow(QFrame):
    """A thing to do; a click or Enter leads to its place."""

    opened = Signal(str, object)

    def __init__(self, action: Action, where: str) -> None:
        super().__init__()
        self._action = action
        said = wording(action.finding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(said.title)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 18, 8)
        row.setSpacing(12)
        icon, token = _ICONS.get(action.finding.severity.value, ("ph.lightbulb", "accent"))
        row.addWidget(IconLabel(icon, token))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(said.title, wrap=True))
        detail = _("{detail} ({where})").format(detail=said.detail, where=where)
        if not said.detail:
            detail = where
        words.addWidget(Label(detail, role="caption", token="text2", wrap=True))
        row.addLayout(words, 1)
        late = action.due is not None and action.finding.severity.value == "blocker"
        due = _("before {day}").format(day=day_text(action.due)) if action.due else _("no date")
        row.addWidget(
            Label(
                due, role="captionstrong" if late else "caption", token="bad" if late else "text2"
            )
        )
        row.addWidget(IconLabel("ph.caret-right", "text2", 14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring around the row that has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(current().color("accent"), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(2, 1, -2, -1), 4, 4)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the row."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.opened.emit(self._action.step, self._action.finding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._action.step, self._action.finding)
            return
        super().keyPressEvent(event)


def _padded(widget: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(18, 8, 18, 8)
    row.addWidget(widget)
    row.addStretch(1)
    return box
