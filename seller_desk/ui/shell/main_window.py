"""The window: rail, page, pane, bottom bar, and the way from one page to the next."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow

from seller_desk.core.base.findings import Finding
from seller_desk.ui.shell import settings
from seller_desk.ui.shell.first import FirstPicture
from seller_desk.ui.shell.flow import APPLICATIONS, GUIDE, PLACES, WELCOME, Flow, home_of
from seller_desk.ui.shell.remake import Change, Remake
from seller_desk.ui.theme import Theme

# Everything that leads to the database's libraries is imported in `begin`, when the window is on the screen.
if TYPE_CHECKING:
    from seller_desk.core.store.restore import Prepared
    from seller_desk.ui.shell.context import WindowContext
    from seller_desk.ui.shell.errors import ErrorDoor
    from seller_desk.ui.shell.page import StepPage
    from seller_desk.ui.shell.survey import Survey

LEAST_SIZE = (1024, 580)


class MainWindow(QMainWindow):
    """One window. `rebuild` makes everything in it anew, as after a change of language or look."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle("Seller Desk")
        self.setMinimumSize(*LEAST_SIZE)
        self.setCentralWidget(FirstPicture(theme))
        self.begun = False
        # Set when the window closed for a restore; whoever opened the window carries it out.
        self.prepared: Prepared | None = None

    def begin(self, context: "WindowContext", door: "ErrorDoor") -> None:
        """Put everything into the window; until then it shows its first picture."""
        from seller_desk.ui.shell.alarms import Alarms
        from seller_desk.ui.shell.ask import Ask
        from seller_desk.ui.shell.beside import Beside
        from seller_desk.ui.shell.companies import Companies
        from seller_desk.ui.shell.connections import ConnectionWatch
        from seller_desk.ui.shell.orphans import Orphans
        from seller_desk.ui.shell.places import existing_places
        from seller_desk.ui.shell.status import StatusLine
        from seller_desk.ui.shell.survey import Survey
        from seller_desk.ui.shell.surveyor import Surveyor
        from seller_desk.ui.shell.undo import Undo
        from seller_desk.ui.shell.upkeep import Upkeep

        self.context = context
        context.setParent(self)
        context.ask = Ask(self)
        self.door = door
        self.flow = Flow(existing_places(), home_of(bool(context.company_id)))
        self.survey = Survey()
        self.pages: dict[str, StepPage] = {}
        self._status = StatusLine(context, self)
        self.surveyor = Surveyor(context, self)
        self.surveyor.ready.connect(self._on_survey)
        self.surveyor.broke.connect(door.take)
        self.undo = Undo(context, self)
        self.watch = ConnectionWatch(self)
        self.companies = Companies(context, self)
        self.beside = Beside(self)
        self.beside.wanted.connect(self._on_go)
        self.alarms = Alarms(self, context)
        self.orphans = Orphans(context, self.alarms, self)
        self.upkeep = Upkeep(context, self)
        self.upkeep.troubled.connect(self.alarms.trouble)
        context.restore_ready.connect(self._on_restore_ready)
        self.remake = Remake(self)
        self._connect()
        self.rebuild()
        self.begun = True
        self.surveyor.begin()

    def _connect(self) -> None:
        from seller_desk.ui.shell.focus import FocusWatch
        from seller_desk.ui.shell.keys import add_key
        from seller_desk.ui.shell.outside import OutsideWatch

        context = self.context
        context.go_requested.connect(self._on_go)
        # Queued: the page that asks is gone afterwards.
        context.wished.connect(self._on_wish, Qt.ConnectionType.QueuedConnection)
        self.companies.added.connect(partial(self.go, "company"))
        self.companies.entered.connect(self._on_company)
        context.runner.broken.connect(self.door.take)
        self.door.came.connect(self.alarms.mistake)
        self._focus = FocusWatch(self, self.undo)
        self._focus.topic.connect(self._on_topic)
        self._outside = OutsideWatch(context, self)
        self._outside.changed.connect(self.surveyor.start)
        keys = QKeySequence.StandardKey
        add_key(self, QKeySequence.keyBindings(keys.HelpContents), self._on_help)
        add_key(self, QKeySequence.keyBindings(keys.Quit), self.close)

    def rebuild(self) -> None:
        """Make everything in the window anew."""
        self.remake.now(Change())

    def make_frame(self) -> None:
        """Another frame in the language and look of now; pages are made when they are shown."""
        from seller_desk.ui.shell.frame import Frame

        frame = Frame(self.context, [place for place in PLACES if self.flow.has(place)])
        self.frame = frame
        self.rail, self.stack, self.panel = frame.rail, frame.stack, frame.panel
        self.strip, self.bar = frame.strip, frame.bar
        frame.rail.place_chosen.connect(self.go)
        frame.rail.application_chosen.connect(self._on_application_chosen)
        frame.panel.source_wanted.connect(self.context.open_source)
        frame.panel.guide_wanted.connect(self._on_help)
        frame.bar.back.connect(self._on_back)
        frame.bar.forward.connect(self._on_forward)
        self.watch.counted.connect(frame.bar.show_connections)
        self.setCentralWidget(frame)
        self._status.use(self.bar)
        self.watch.tell()
        self.companies.use(frame.rail)
        self.beside.use_frame()
        self.alarms.use(frame)

    def enter_here(self) -> None:
        """Show the place of now in a frame that was just made."""
        self._enter(self.flow.here)

    def go(self, place: str) -> None:
        """Show this place."""
        if place in (APPLICATIONS, WELCOME):
            place = self.flow.home(begun=bool(self.context.company_id))
        if place == self.flow.here and self.stack.currentWidget() is self.pages.get(place):
            return
        before = self.pages.get(self.flow.here)
        if before is not None:
            before.leave()
        if self.flow.go(place):
            self._enter(place)

    def page(self) -> "StepPage | None":
        """The page in view."""
        return self.pages.get(self.flow.here)

    def settled(self) -> bool:
        """Whether nothing is going on in the background."""
        return (
            self.begun
            and not self.remake.busy
            and self.beside.settled()
            and self.panel.list.complete()
            and all(page.settled() for page in self.pages.values())
            and self.surveyor.settled()
            and self.context.runner.idle()
        )

    def _enter(self, place: str) -> None:
        from seller_desk.ui.shell.places import make_page

        page = self.pages.get(place)
        if page is None:
            page = make_page(place, self.context)
            page.primary_changed.connect(self.beside.show_ways)
            self.pages[place] = page
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.enter()
        self.rail.show_place(place)
        self.panel.show_help(place)
        self.panel.note.hide()
        self.frame.float_panel(False)
        self.beside.soon()

    def show_guide(self, topic: str = "") -> None:
        """Open the guide at a topic, or at the one about the place in view."""
        topic = topic or self.flow.here
        self.go(GUIDE)
        page = self.page()
        if page is not None:
            page.show_topic(topic)

    @Slot()
    def _on_help(self) -> None:
        self.show_guide(f"{self.flow.here}/{self._focus.here()}")

    # -- answers to signals ----------------------------------------------------------------------------

    @Slot(str, object)
    def _on_go(self, place: str, finding: object) -> None:
        self.go(place)
        page = self.page()
        if isinstance(finding, Finding) and page is not None and page.step == place:
            self.beside.now()
            self.panel.list.set_current(finding)
            page.reveal(finding)

    @Slot()
    def _on_back(self) -> None:
        place = self.flow.back()
        if place:
            self.go(place)

    @Slot()
    def _on_forward(self) -> None:
        place = self.flow.forward(self.survey.attention())
        if place:
            self.go(place)

    @Slot(str)
    def _on_application_chosen(self, application_id: str) -> None:
        self.context.use_application(application_id)
        if self.flow.here not in self.flow.steps:
            self.go(APPLICATIONS)

    @Slot()
    def _on_company(self) -> None:
        if not self.flow.has(self.flow.here) or self.flow.here in (WELCOME, APPLICATIONS):
            self.go(APPLICATIONS)

    @Slot(object)
    def _on_survey(self, seen: "Survey") -> None:
        self.survey = seen
        self.rail.show_survey(seen)
        self.beside.now()

    @Slot(str)
    def _on_topic(self, topic: str) -> None:
        page = self.page()
        if page is not None:
            self.panel.show_topic(page.help_topic(topic), f"{page.step}/{topic}")

    @Slot(object)
    def _on_restore_ready(self, prepared: "Prepared") -> None:
        self.prepared = prepared
        self.close()

    def close_down(self) -> None:
        """End all work and let go; after this the desk may be closed."""
        if self.begun:
            self.remake.stop()
            self.upkeep.stop()
            self._outside.stop()
            self.context.runner.shutdown()
        self.hide()
        self.deleteLater()

    # -- language and look -----------------------------------------------------------------------------

    def use_language(self, language: str) -> None:
        """Speak another language from now on."""
        self.remake.now(Change(language=language))

    def use_look(self, *, mode: str | None = None, scale: float | None = None) -> None:
        """Another mode or text size from now on."""
        self.remake.now(Change(mode=mode, scale=scale))

    @Slot(str, str)
    def _on_wish(self, what: str, chosen: str) -> None:
        wished: dict[str, Any] = {what: float(chosen) if what == "scale" else chosen}
        self.remake.start(Change(**wished))

    def end_typing(self) -> None:
        """Keep what is half typed in the page in view."""
        from seller_desk.ui.shell.focus import finish_typing

        if (page := self.page()) is not None:
            finish_typing(self.focusWidget())
            page.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Pages fill themselves at any time, so the order is looked up when Tab is pressed."""
        if self.begun:
            self.frame.order_tabs(self.page())
        return super().focusNextPrevChild(forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half typed, and where the window stood."""
        event.accept()
        if self.begun:
            self.end_typing()
            settings.keep_geometry(self.context.desk.store, self)
