"""The tab Interview: when, who, which originals; printed or saved as a page or PDF."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.applications.interview import InterviewSheet
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.core.rules.time_zones import home_zone
from seller_desk.ui.pages.documents.interview.sheet import (
    SheetView,
    SourceLink,
    clocks_grid,
)
from seller_desk.ui.pages.documents.interview.time_edit import TimeEdit
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.shell.tabbed import Panel
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import (
    Card,
    DateEdit,
    FieldRow,
    Label,
    Notice,
    SourcePopover,
    secondary_button,
)
from seller_desk.ui.widgets.empty import empty_card
from seller_desk.ui.widgets.layouts import clear
from seller_desk.ui.widgets.popover import show_sources
from seller_desk.ui.widgets.printing import Print

_TOP = Qt.AlignmentFlag.AlignTop
_SIZES = """
h1 { font-size: 15pt; } h2 { font-size: 11.5pt; } td, th { padding: 3px 6px; } .quiet { font-size: 8pt; }
"""


class InterviewPanel(Panel):
    """The sheet of the application in view."""

    def __init__(self, context: WindowContext, page: StepPage) -> None:
        super().__init__(context, page)
        self._loading: Job | None = None
        self._popover: SourcePopover | None = None
        self.sheet: InterviewSheet | None = None
        column = self.scrolled()
        self._empty = empty_card(
            _("The sheet for a video interview shows here."),
            _("Start an application on the Platforms page."),
            icon="ph.video-camera",
        )
        column.addWidget(self._empty)
        self._full = QWidget()
        full = QVBoxLayout(self._full)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(12)
        self.unknown = Notice(
            _("No source says that a video interview is held here."),
            _("The sheet shows what is known; the clocks hold all the same."),
        )
        full.addWidget(self.unknown)
        full.addWidget(self._when())
        self.view = SheetView()
        self.view.source_asked.connect(self._on_source)
        full.addWidget(self.view)
        full.addWidget(self._postcard())
        column.addWidget(self._full)
        column.addStretch(1)
        self._empty.hide()
        self._full.hide()

    def _when(self) -> Card:
        card = Card()
        card.body.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.headline = Label("", role="h2", wrap=True)
        head.addWidget(self.headline, 1)
        self.printing = secondary_button(_("Print"), "ph.printer", self._on_print)
        self.save_pdf = secondary_button(_("Save PDF"), "", partial(self._save, "pdf"))
        self.save_page = secondary_button(_("Save page"), "", partial(self._save, "html"))
        for button in (self.printing, self.save_pdf, self.save_page):
            head.addWidget(button, 0, _TOP)
        card.body.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.day = DateEdit(name=_("Day of the interview, China’s calendar"))
        self.day.setFixedWidth(current().px(150))
        self.day.changed.connect(self._on_day)
        row.addWidget(FieldRow(_("Day"), self.day), 0, _TOP)
        self.clock = TimeEdit(name=_("Time of the interview, China’s clock"))
        self.clock.setFixedWidth(current().px(90))
        self.clock.changed.connect(self._on_clock)
        row.addWidget(FieldRow(_("Time in China"), self.clock), 0, _TOP)
        self.in_packet = QCheckBox(_("Tell of it in the report of the packet"))
        self.in_packet.clicked.connect(self._on_in_packet)
        # In line with the inputs, not with their captions.
        self.in_packet.setMinimumHeight(self.clock.sizeHint().height())
        row.addWidget(self.in_packet, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        card.body.addLayout(row)
        self._clocks = QVBoxLayout()
        card.body.addLayout(self._clocks)
        self._no_time = Label(
            _("No time is chosen yet; the clocks show noon in China on the planned day."),
            role="caption",
            token="text2",
            wrap=True,
        )
        card.body.addWidget(self._no_time)
        return card

    def _postcard(self) -> Card:
        self._postcard_card = card = Card()
        card.body.setSpacing(8)
        card.body.addWidget(Label(_("Address postcard"), role="h3"))
        row = QHBoxLayout()
        row.setSpacing(16)
        self.posted = DateEdit(name=_("The postcard was posted on"))
        self.posted.setFixedWidth(current().px(150))
        self.posted.changed.connect(self._on_posted)
        row.addWidget(FieldRow(_("Posted on"), self.posted), 0, _TOP)
        self.deadline = Label("", role="strong", wrap=True)
        row.addWidget(self.deadline, 1, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        self._postcard_rules = QVBoxLayout()
        self._postcard_rules.setSpacing(6)
        card.body.addLayout(self._postcard_rules)
        return card

    # -- shown -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Make the sheet anew, in the background."""
        if self._loading is not None:
            self._loading.cancel()
            self._loading = None
        application = self.context.application_id
        self._empty.setVisible(not application)
        if not application:
            self._full.hide()
            return
        self._loading = self.context.runner.start(
            partial(_sheet, self.desk, application), lane=Lane.WIDE
        )
        self._loading.done.connect(self._on_made)

    @Slot(object)
    def _on_made(self, made: tuple[InterviewSheet, bool]) -> None:
        self._loading = None
        self.sheet, in_packet = made
        sheet = self.sheet
        self._full.show()
        self.unknown.setVisible(not sheet.known)
        self.headline.setText(_("Interview sheet: {site}").format(site=sheet.where))
        local = sheet.at.astimezone(home_zone()) if sheet.at and sheet.chosen else None
        if not self.day.hasFocus():
            self.day.set_value(local.date() if local else None)
        if not self.clock.hasFocus():
            self.clock.set_value(local.time() if local else None)
        self.in_packet.setChecked(in_packet)
        self._no_time.setVisible(not sheet.chosen)
        clear(self._clocks)
        self._clocks.addWidget(clocks_grid(sheet))
        self.view.show_sheet(sheet)
        self._show_postcard(sheet)

    def _show_postcard(self, sheet: InterviewSheet) -> None:
        self._postcard_card.setVisible(bool(sheet.postcard))
        if not self.posted.hasFocus():
            self.posted.set_value(sheet.postcard_on)
        words = ""
        if sheet.postcard_until is not None:
            words = _("Type the code by {day}").format(day=sheet.postcard_until.isoformat())
            if sheet.too_late:
                words = _("That day has passed: ask the platform for a new postcard.")
        self.deadline.setText(words)
        clear(self._postcard_rules)
        for rule in sheet.postcard:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            row.addWidget(Label(rule.text, wrap=True), 1, _TOP)
            link = SourceLink(rule.text, rule.sources)
            link.asked.connect(self._on_source)
            row.addWidget(link, 0, _TOP)
            self._postcard_rules.addWidget(holder)

    # -- changed ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_day(self, _day: date | None) -> None:
        self._keep_time()

    @Slot(object)
    def _on_clock(self, _clock: time | None) -> None:
        self._keep_time()

    def _keep_time(self) -> None:
        application = self.context.application_id
        if not application:
            return
        day, clock = self.day.value(), self.clock.value()
        if (day is None) != (clock is None):
            # Half of it says nothing yet; the sheet waits for the other half.
            return
        at = None
        if day is not None and clock is not None:
            at = datetime.combine(day, clock, home_zone())
        try:
            self.desk.interviews.set_time(application, at)
        except DeskError as problem:
            self.context.say(problem.title)
            return
        self.context.changed()

    @Slot(object)
    def _on_posted(self, day: date | None) -> None:
        if self.context.application_id:
            self.desk.interviews.set_postcard(self.context.application_id, day)
            self.context.changed()

    @Slot()
    def _on_in_packet(self) -> None:
        if self.context.application_id:
            chosen = self.in_packet.isChecked()
            self.desk.interviews.set_in_packet(self.context.application_id, chosen)
            self.context.changed()

    # -- written ---------------------------------------------------------------------------------------------

    @Slot()
    def _on_print(self) -> None:
        if self.sheet is None:
            return
        said = on_paper(self.desk.interviews.page(self.sheet)).print_out()
        if said is None:
            self._save("pdf")
        elif said:
            self.context.say(said)

    def _save(self, form: str) -> None:
        if self.sheet is None:
            return
        name = f"{_('interview sheet')}.{form}"
        target = self.context.ask.save(_("Save the interview sheet"), name, f"*.{form}")
        if target is None:
            return
        page = self.desk.interviews.page(self.sheet)
        data = on_paper(page).pdf() if form == "pdf" else page
        try:
            self.desk.interviews.write(self.sheet, data, target, form, overwrite=True)
        except DeskError as problem:
            self.context.say(problem.title)
            return
        self.context.say(_("Written: {name}").format(name=target.name))

    @Slot(str, object, QWidget)
    def _on_source(self, title: str, sources: Sequence[SourceNote], button: QWidget) -> None:
        self._popover = show_sources(self, title, sources, button, self.context.open_source)


def on_paper(page: bytes) -> Print:
    """The sheet's page, A4 upright."""
    return Print(page, _("Interview sheet"), 9.5, _SIZES)


def _sheet(
    desk: Desk, application_id: str, _report: Progress, _stop: Stop
) -> tuple[InterviewSheet, bool]:
    application = desk.applications.get(application_id)
    return desk.interviews.sheet(application_id), application.interview_in_packet
