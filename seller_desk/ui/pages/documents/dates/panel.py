"""The tab Dates: what runs out or goes stale by the planned day, drawn and in words, and the calendar file."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _, language, ngettext
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.base.workdays import WorkCalendar
from seller_desk.core.desk import Desk
from seller_desk.core.documents.date_rows import BAD, DateRow
from seller_desk.ui.pages.documents.dates.detail import RowDetail
from seller_desk.ui.pages.documents.dates.rows import (
    summary,
    time_days,
    time_rows,
    worth_drawing,
)
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.shell.tabbed import Panel
from seller_desk.ui.widgets import Card, EmptyState, IconLabel, Label, secondary_button
from seller_desk.ui.widgets.time_legend import TimeLegend
from seller_desk.ui.widgets.timeline import Timeline

CALENDAR_FILES = "iCalendar (*.ics)"


@dataclass(frozen=True, slots=True)
class Dates:
    """What the tab shows; made away from the window's thread."""

    rows: tuple[DateRow, ...]
    home: WorkCalendar


class DatesPanel(Panel):
    """The rows of the application in view; of all applications where none is."""

    def __init__(self, context: WindowContext, page: StepPage) -> None:
        super().__init__(context, page)
        self._loading: Job | None = None
        self._rows: tuple[DateRow, ...] = ()
        self._wanted = ""
        column = self.scrolled()
        self.empty = EmptyState(
            _("Dates of documents show here."),
            _("Add documents and enter their dates under Checks."),
            None,
            icon="ph.calendar-blank",
        )
        self._empty_card = Card()
        self._empty_card.body.addWidget(self.empty)
        column.addWidget(self._empty_card)
        self._card = Card()
        self._card.body.addLayout(self._head())
        self.timeline = Timeline(_("Time line of the documents"))
        self.timeline.chosen.connect(self._on_chosen)
        self._card.body.addWidget(self.timeline)
        self._more = Label("", role="caption", token="text2", wrap=True)
        self._card.body.addWidget(self._more)
        self._card.body.addWidget(
            TimeLegend(
                (
                    ("plain", _("Can be handed in")),
                    ("late", _("Too late")),
                    ("window", _("A fresh one may be issued")),
                    ("moment", _("Planned day")),
                    ("off", _("Holiday or weekend")),
                )
            )
        )
        self.detail = RowDetail()
        self.detail.void_wanted.connect(self._on_void)
        self.detail.document_wanted.connect(self._on_document)
        self.detail.source_opened.connect(context.open_source)
        self._card.body.addWidget(self.detail)
        column.addWidget(self._card)
        column.addStretch(1)
        self._empty_card.hide()
        self._card.hide()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._icon = IconLabel("ph.calendar-blank", "text2", 18)
        row.addWidget(self._icon)
        self.headline = Label("", role="h2", wrap=True)
        row.addWidget(self.headline, 1)
        self.export = secondary_button(_("Save calendar"), "ph.calendar-blank", self._on_export)
        row.addWidget(self.export)
        return row

    def refresh(self) -> None:
        """Work the days out anew, in the background."""
        if self._loading is not None:
            self._loading.cancel()
            self._loading = None
        if not self.context.company_id:
            self._show(Dates((), WorkCalendar(id="")))
            return
        work = partial(_dates, self.desk, self.context.company_id, self.context.application_id)
        self._loading = self.context.runner.start(work, lane=Lane.WIDE)
        self._loading.done.connect(self._on_loaded)

    def reveal(self, finding: Finding) -> None:
        """Choose the row of the finding's document."""
        self._wanted = finding.subject.id
        self._choose_wanted()

    @Slot(object)
    def _on_loaded(self, found: Dates) -> None:
        self._loading = None
        self._show(found)

    def _show(self, found: Dates) -> None:
        rows, more = worth_drawing(found.rows)
        self._rows = tuple(rows)
        self._empty_card.setVisible(not rows)
        self._card.setVisible(bool(rows))
        words = ngettext("{n} more document is not drawn", "{n} more documents are not drawn", more)
        self._more.setText(words.format(n=more))
        self._more.setVisible(bool(more))
        if not rows:
            return
        today = self.desk.today()
        words, good = summary(rows)
        self.headline.setText(words)
        self._icon.set_icon(
            *(("ph.check-circle-fill", "ok") if good else ("ph.warning-fill", "warn"))
        )
        fresh = not self.timeline.current()
        self.timeline.show_rows(time_rows(rows, today), time_days(rows, today, found.home))
        if fresh:
            bad = next((one for one in rows if one.state in BAD and not one.answered), None)
            self.timeline.choose((bad or rows[0]).key)
        self._choose_wanted()
        self._on_chosen(self.timeline.current())

    def _choose_wanted(self) -> None:
        row = next(
            (one for one in self._rows if self._wanted in (one.document_id, one.requirement_id)),
            None,
        )
        if self._wanted and row is not None:
            self._wanted = ""
            self.timeline.choose(row.key)
            self._on_chosen(row.key)

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        row = next((one for one in self._rows if one.key == key), None)
        self.detail.setVisible(row is not None)
        if row is not None:
            self.detail.show_row(row, self.desk.today())

    @Slot(str, object, str)
    def _on_void(self, document_id: str, day: date | None, reason: str) -> None:
        try:
            if day is None:
                self.desk.document_dates.lift_void(document_id)
                self.context.say(_("It counts again. Ctrl+Z takes it back."))
            else:
                self.desk.document_dates.set_void(document_id, day, reason)
                self.context.say(_("Marked as void. Ctrl+Z takes it back."))
        except DeskError as problem:
            self.context.say(problem.title)
            return
        self.context.changed()

    @Slot(str)
    def _on_document(self, document_id: str) -> None:
        show = getattr(self.page, "show_document", None)
        if show is not None:
            show(document_id)

    @Slot()
    def _on_export(self) -> None:
        name = _("document dates") + ".ics"
        target = self.context.ask.save(_("Save calendar"), name, CALENDAR_FILES)
        if target is None:
            return
        try:
            count = self.desk.document_dates.export(
                self.context.company_id,
                target,
                application_id=self.context.application_id,
                overwrite=True,
            )
        except DeskError as problem:
            self.context.say(problem.title)
            return
        words = ngettext("{n} event written to {file}", "{n} events written to {file}", count)
        self.context.say(words.format(n=count, file=target.name))


def _dates(
    desk: Desk, company_id: str, application_id: str | None, _report: Progress, _stop: Stop
) -> Dates:
    from seller_desk.core.rules.calendars import HOME, work_calendar

    rows = desk.document_dates.rows(company_id, application_id)
    return Dates(tuple(rows), work_calendar(HOME, language()))
