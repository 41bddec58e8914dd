"""The tab "Launch plan": site and day above, the time line below; worked out in the background."""

from datetime import date
from functools import partial

import msgspec
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.core.platforms.launch_model import LaunchChoice, SitePlan
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.shell.tabbed import Panel
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import (
    Card,
    Choice,
    DateEdit,
    FieldRow,
    Label,
    Segments,
    SourcePopover,
    secondary_button,
)
from seller_desk.ui.widgets.launch_view import LaunchView
from seller_desk.ui.widgets.popover import show_sources

CALENDAR_FILES = "iCalendar (*.ics)"


class LaunchPanel(Panel):
    """One site at a time; what was asked for last is kept with the company."""

    def __init__(self, context: WindowContext, page: StepPage) -> None:
        super().__init__(context, page)
        self._choice = LaunchChoice()
        self._company = ""
        self._found: SitePlan | None = None
        self._working: Job | None = None
        self._popover: SourcePopover | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.CARD_GAP)
        asked = Card()
        asked.setProperty("helpTopic", "launch.site")
        asked.body.addLayout(self._what())
        asked.body.addLayout(self._how())
        column.addWidget(asked)
        self._card = Card()
        self.view = LaunchView()
        self.view.source_asked.connect(self._on_source)
        self.view.days_given.connect(self._on_days)
        self._trouble = Label("", token="bad", wrap=True)
        self._card.body.addWidget(self._trouble)
        self._card.body.addWidget(self.view)
        column.addWidget(self._card)
        column.addStretch(1)
        self._trouble.hide()
        self._card.hide()

    def _what(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(20)
        self.site = Choice(name=_("Site"))
        self.site.chosen.connect(self._on_site)
        row.addWidget(FieldRow(_("Site"), self.site, key="launch.site"), 1, _top())
        self.day = DateEdit(name=_("Day of opening"))
        self.day.changed.connect(self._on_day)
        self.day_row = FieldRow(_("Day"), self.day, key="launch.day")
        row.addWidget(self.day_row, 1, _top())
        return row

    def _how(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.mode = Segments(
            [
                ("start", _("Start today")),
                ("open", _("Open by a day")),
                ("submit", _("Hand in on a day")),
            ],
            name=_("What is fixed"),
        )
        self.mode.chosen.connect(self._on_mode)
        row.addWidget(self.mode)
        self.season = QCheckBox(_("High season"))
        self.season.setToolTip(_("Reviews take as long as in high season"))
        self.season.setAccessibleDescription(_("Reviews take as long as in high season"))
        self.season.clicked.connect(self._on_season)
        row.addWidget(self.season)
        row.addStretch(1)
        self.export = secondary_button(
            _("Export to calendar"), "ph.calendar-blank", self._on_export
        )
        row.addWidget(self.export, 0, _top())
        return row

    # -- shown -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """What was asked for last, worked out anew."""
        company = self.context.company_id
        if company:
            self._choice = self.desk.launch.choice(company)
        elif self._company:
            self._choice = LaunchChoice()
        self._company = company
        chosen = self.desk.platforms.my_product(company).chosen_sites
        sites = {one.id: one.name.text() for one in self.desk.platforms.sites()}
        first = [one for one in chosen if one in sites]
        rest = [one for one in sites if one not in first]
        self.site.set_options([(one, sites[one]) for one in (*first, *rest)])
        applied = [
            site
            for one in (self.desk.applications.list(company) if company else [])
            for site in one.sites
        ]
        wanted = next((one for one in (self._choice.site, *applied, *first) if one in sites), "")
        if wanted:
            self.site.set_current(wanted)
        self._fill()
        self._work()

    def _fill(self) -> None:
        choice = self._choice
        self.mode.set_current(choice.mode)
        self.day_row.setVisible(choice.mode != "start")
        if not self.day.hasFocus():
            self.day.set_value(choice.wanted)
        self.season.setChecked(choice.high_season)

    def _work(self) -> None:
        if self._working is not None:
            self._working.cancel()
            self._working = None
        choice = self._choice
        self._trouble.hide()
        if choice.mode != "start" and choice.wanted is None:
            self._card.hide()
            self.day_row.set_warning(_("Give a day"))
            self.export.setEnabled(False)
            return
        self.day_row.set_note("")
        asked = msgspec.structs.replace(choice, site=self.site.current())
        work = partial(_plan, self.desk, self.context.company_id, asked)
        self._working = self.context.runner.start(work, lane=Lane.WIDE)
        self._working.done.connect(self._on_planned)
        self._working.failed.connect(self._on_failed)

    @Slot(object)
    def _on_planned(self, found: SitePlan) -> None:
        self._working, self._found = None, found
        self._card.show()
        self.view.show()
        self.export.setEnabled(True)
        self.season.setVisible(
            found.high_season or any(one.id.startswith("guide_") for one in found.plan.tasks)
        )
        self.view.show_plan(found, self.desk.today())

    @Slot(object)
    def _on_failed(self, problem: object) -> None:
        self._working, self._found = None, None
        words = [_("That did not work"), _("The error was noted in the log.")]
        if isinstance(problem, DeskError):
            words = [one for one in (problem.title, problem.advice) if one]
        self.view.hide()
        self.export.setEnabled(False)
        self._trouble.setText("\n".join(words))
        self._trouble.show()
        self._card.show()

    # -- asked -----------------------------------------------------------------------------------------------

    def show_site(self, site: str) -> None:
        """Ask for this site."""
        self._keep(site=site)

    @Slot(str)
    def _on_site(self, site: str) -> None:
        self._keep(site=site)

    @Slot(str)
    def _on_mode(self, mode: str) -> None:
        self._keep(mode=mode)
        if mode != "start" and self._choice.wanted is None:
            self.day.setFocus()

    @Slot(object)
    def _on_day(self, day: date | None) -> None:
        self._keep(wanted=day)

    @Slot()
    def _on_season(self) -> None:
        self._keep(high_season=self.season.isChecked())

    def _keep(self, **changes: object) -> None:
        self._choice = msgspec.structs.replace(self._choice, **changes)
        if self._choice.site:
            self.site.set_current(self._choice.site)
        if self.context.company_id:
            self.desk.launch.set_choice(self.context.company_id, self._choice)
        self._fill()
        self._work()

    @Slot(str, object)
    def _on_days(self, key: str, days: int | None) -> None:
        try:
            self.desk.launch.set_days(key, self.site.current(), days)
        except DeskError as problem:
            self.context.say(problem.title)
            return
        self._work()
        self.context.changed()

    @Slot()
    def _on_export(self) -> None:
        if self._found is None:
            return
        name = _("launch plan {site}").format(site=self._found.site) + ".ics"
        target = self.context.ask.save(_("Export to calendar"), name, CALENDAR_FILES)
        if target is None:
            return
        try:
            count = self.desk.launch.export(
                [self._found], self.context.company_id, target, overwrite=True
            )
        except DeskError as problem:
            self.context.say(problem.title)
            return
        words = ngettext("{n} event written to {file}", "{n} events written to {file}", count)
        self.context.say(words.format(n=count, file=target.name))

    @Slot(str, object, QWidget)
    def _on_source(self, title: str, sources: tuple[SourceNote, ...], button: QWidget) -> None:
        self._popover = show_sources(self, title, sources[:3], button, self.context.open_source)


def _plan(
    desk: Desk, company_id: str, choice: LaunchChoice, _report: Progress, _stop: Stop
) -> SitePlan:
    return desk.launch.plan(
        company_id,
        choice.site,
        mode=choice.mode,
        wanted=choice.wanted if choice.mode != "start" else None,
        high_season=choice.high_season,
    )


def _top() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignTop
