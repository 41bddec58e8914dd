"""The tab Before handing in: all problems of all documents in the order in which to fix them, and your own answers."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.applications.preflight import FixStep
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding, Severity, SourceNote
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.base.wording import wording
from seller_desk.core.desk import Desk
from seller_desk.core.services.preflight import Asked
from seller_desk.ui.pages.documents.preflight.questions import QuestionCard
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import Fix, StepPage
from seller_desk.ui.shell.tabbed import Panel
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import (
    Button,
    Card,
    IconLabel,
    Label,
    SourcePopover,
    line,
)
from seller_desk.ui.widgets.empty import empty_card
from seller_desk.ui.widgets.layouts import clear
from seller_desk.ui.widgets.popover import show_sources

# Nobody works through more at once, and thousands of rows would hold the window up.
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the tab shows; made away from the window's thread."""

    steps: tuple[FixStep, ...]
    asked: tuple[Asked, ...]


class PreflightPanel(Panel):
    """One application at a time: the one in view."""

    def __init__(self, context: WindowContext, page: StepPage) -> None:
        super().__init__(context, page)
        self._loading: Job | None = None
        self._popover: SourcePopover | None = None
        column = self.scrolled()
        self._empty = empty_card(
            _("What to fix first shows here."),
            _("Start an application on the Platforms page."),
            icon="ph.list-numbers",
        )
        column.addWidget(self._empty)
        self._card = Card(padding=0)
        self._card.body.setSpacing(0)
        column.addWidget(self._card)
        self.questions = QuestionCard()
        self.questions.answered.connect(self._on_answered)
        self.questions.source_asked.connect(self._on_source)
        column.addWidget(self.questions)
        column.addStretch(1)
        for widget in (self._empty, self._card, self.questions):
            widget.hide()

    def refresh(self) -> None:
        """Check again, in the background."""
        if self._loading is not None:
            self._loading.cancel()
            self._loading = None
        application = self.context.application_id
        self._empty.setVisible(not application)
        if not application:
            self._card.hide()
            self.questions.hide()
            return
        self._loading = self.context.runner.start(
            partial(_load, self.desk, application), lane=Lane.WIDE
        )
        self._loading.done.connect(self._on_loaded)

    def reveal(self, finding: Finding) -> None:
        """The question of this finding."""
        self.questions.point_at(finding.subject.id)

    def fixes(self, finding: Finding) -> list[Fix]:
        """Answering is done here."""
        return [(_("Answer"), partial(self.context.go, "documents", finding))]

    @Slot(object)
    def _on_loaded(self, found: Loaded) -> None:
        self._loading = None
        self._show_steps(found.steps)
        self.questions.show_questions(found.asked)
        self._card.show()
        self.questions.setVisible(bool(found.asked))

    def _show_steps(self, steps: tuple[FixStep, ...]) -> None:
        layout = self._card.body
        clear(layout)
        # Open questions stand below, where they are answered.
        shown = [one for one in steps if one.finding.code != "preflight.unanswered"]
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(2)
        column.addWidget(Label(_headline(shown), role="h2", wrap=True))
        if shown:
            why = _(
                "In this order: what a platform refuses, then what may cause trouble; among equals whatever takes others longest."
            )
            column.addWidget(Label(why, role="caption", token="text2", wrap=True))
        layout.addWidget(head)
        for number, one in enumerate(shown[:MOST_ROWS], start=1):
            layout.addWidget(line())
            row = StepRow(number, one)
            row.opened.connect(self._on_open)
            layout.addWidget(row)
        rest = len(shown) - MOST_ROWS
        if rest > 0:
            words = ngettext("{n} more below these", "{n} more below these", rest).format(n=rest)
            more = Label(words, role="caption", token="text2", wrap=True)
            more.setContentsMargins(20, 8, 16, 12)
            layout.addWidget(line())
            layout.addWidget(more)

    @Slot(object)
    def _on_open(self, finding: Finding) -> None:
        self.context.go("documents", finding)

    @Slot(str, object, str)
    def _on_answered(self, question: str, answer: str | None, note: str) -> None:
        application = self.context.application_id
        if not application:
            return
        try:
            self.desk.preflight.answer(application, question, answer, note)
        except DeskError as problem:
            self.context.say(problem.title)
            return
        self.context.changed()

    @Slot(str, object, QWidget)
    def _on_source(self, title: str, source: SourceNote, button: QWidget) -> None:
        self._popover = show_sources(self, title, (source,), button, self.context.open_source)


class StepRow(QWidget):
    """A problem with its number, why it stands there, and the way to it."""

    opened = Signal(object)

    def __init__(self, number: int, step: FixStep) -> None:
        super().__init__()
        self._finding = step.finding
        said = wording(step.finding)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 10)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        place = Label(str(number), role="strong", token="text2")
        place.setMinimumWidth(18)
        row.addWidget(place, 0, top)
        icon, token = tokens.STATE_ICONS[step.finding.severity.value]
        row.addWidget(IconLabel(icon, token, 16), 0, top)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(said.title, role="strong", wrap=True))
        if said.detail:
            words.addWidget(Label(said.detail, role="caption", token="text2", wrap=True))
        words.addWidget(Label(step.why(), role="caption", wrap=True))
        row.addLayout(words, 1)
        button = Button(_("Show where"), "link")
        button.setAccessibleName(f"{said.title}, {_('Show where')}")
        button.clicked.connect(self._on_click)
        row.addWidget(button, 0, top)

    @Slot()
    def _on_click(self) -> None:
        self.opened.emit(self._finding)


def _headline(shown: list[FixStep]) -> str:
    stops = sum(one.finding.severity is Severity.BLOCKER for one in shown)
    if stops:
        words = ngettext("{n} thing a platform refuses", "{n} things a platform refuses", stops)
        return words.format(n=stops)
    if shown:
        return _("Nothing that a platform refuses")
    return _("The documents are ready")


def _load(desk: Desk, application_id: str, _report: Progress, _stop: Stop) -> Loaded:
    return Loaded(
        tuple(desk.preflight.documents(application_id)),
        tuple(desk.preflight.questions(application_id)),
    )
