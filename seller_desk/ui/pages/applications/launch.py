"""The launch plans of the applications, on demand: one site at a time, for the planned day."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.core.platforms.launch_model import SitePlan
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets import (
    Card,
    Choice,
    Label,
    SourcePopover,
    link_button,
    secondary_button,
)
from seller_desk.ui.widgets.launch_view import LaunchView
from seller_desk.ui.widgets.popover import show_sources

CALENDAR_FILES = "iCalendar (*.ics)"


class LaunchCard(Card):
    """Folded at first: calendars are read when the seller asks for the plan."""

    def __init__(self, context: WindowContext) -> None:
        self.fold = link_button(_("Show"))
        super().__init__(_("Launch plan"), self.fold)
        self._context = context
        self._plans: list[SitePlan] = []
        self._applications: tuple[str, ...] = ()
        self._working: Job | None = None
        self._popover: SourcePopover | None = None
        self.fold.setAccessibleName(_("Show the launch plan"))
        self.fold.clicked.connect(self._on_fold)
        self.body.addWidget(
            Label(
                _("When each document has to be begun, and when the shop can open"),
                role="caption",
                token="text2",
                wrap=True,
            )
        )
        self._inside = QWidget()
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.site = Choice(name=_("Site"))
        self.site.chosen.connect(self._on_site)
        row.addWidget(self.site, 1)
        self.export = secondary_button(
            _("Export to calendar"), "ph.calendar-blank", self._on_export
        )
        row.addWidget(self.export)
        self.body.addWidget(self._inside)
        self.view = LaunchView(editable=False)
        self.view.source_asked.connect(self._on_source)
        self.body.addWidget(self.view)
        self._show_inside(visible=False)

    def show_applications(self, applications: tuple[str, ...]) -> None:
        """Applications with these ids; an open plan is worked out anew."""
        self._applications = applications
        self.setVisible(bool(applications))
        if self.is_open():
            self._work()

    def is_open(self) -> bool:
        """Whether the plan is in view."""
        return not self._inside.isHidden()

    @Slot()
    def _on_fold(self) -> None:
        if self.is_open():
            self._show_inside(visible=False)
            self.fold.setText(_("Show"))
            self.fold.setAccessibleName(_("Show the launch plan"))
            return
        self._inside.show()
        self.export.setEnabled(False)
        self.fold.setText(_("Hide"))
        self.fold.setAccessibleName(_("Hide the launch plan"))
        self._work()

    def _show_inside(self, *, visible: bool) -> None:
        self._inside.setVisible(visible)
        self.view.setVisible(visible)

    def _work(self) -> None:
        if self._working is not None:
            self._working.cancel()
        work = partial(_plans, self._context.desk, self._applications)
        self._working = self._context.runner.start(work, lane=Lane.WIDE)
        self._working.done.connect(self._on_planned)
        self._working.failed.connect(self._on_failed)

    @Slot(object)
    def _on_failed(self, problem: object) -> None:
        """An application may be gone by now; the runner itself tells of faults."""
        self._working = None
        self._context.say(
            problem.title if isinstance(problem, DeskError) else _("That did not work")
        )

    @Slot(object)
    def _on_planned(self, plans: list[SitePlan]) -> None:
        self._working, self._plans = None, plans
        self.site.set_options([(one.site, one.name) for one in plans])
        self._show_current()

    @Slot(str)
    def _on_site(self, _site: str) -> None:
        self._show_current()

    def _show_current(self) -> None:
        found = self._current()
        self.export.setEnabled(found is not None)
        self.view.setVisible(found is not None and self.is_open())
        if found is not None:
            self.view.show_plan(found, self._context.desk.today())

    def _current(self) -> SitePlan | None:
        return next((one for one in self._plans if one.site == self.site.current()), None)

    @Slot()
    def _on_export(self) -> None:
        name = _("launch plan {site}").format(site=self.site.current()) + ".ics"
        target = self._context.ask.save(_("Export to calendar"), name, CALENDAR_FILES)
        found = self._current()
        if target is None or found is None:
            return
        try:
            count = self._context.desk.launch.export(
                [found], self._context.company_id, target, overwrite=True
            )
        except DeskError as problem:
            self._context.say(problem.title)
            return
        words = ngettext("{n} event written to {file}", "{n} events written to {file}", count)
        self._context.say(words.format(n=count, file=target.name))

    @Slot(str, object, QWidget)
    def _on_source(self, title: str, sources: tuple[SourceNote, ...], button: QWidget) -> None:
        self._popover = show_sources(self, title, sources[:3], button, self._context.open_source)


def _plans(
    desk: Desk, applications: tuple[str, ...], _report: Progress, _stop: Stop
) -> list[SitePlan]:
    return [
        plan
        for one in applications
        for plan in desk.launch.of_application(desk.applications.get(one))
    ]
