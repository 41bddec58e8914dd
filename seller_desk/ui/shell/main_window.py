"""The window: rail, page, pane, bottom bar, and the way from one page to the next."""

import importlib
import importlib.util
from datetime import datetime
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _, use_language
from seller_desk.ui.shell import settings
from seller_desk.ui.shell.ask import Ask
from seller_desk.ui.shell.bottom_bar import BottomBar
from seller_desk.ui.shell.connections import ConnectionWatch
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.errors import ErrorDoor
from seller_desk.ui.shell.flow import APPLICATIONS, PLACES, WELCOME, Flow
from seller_desk.ui.shell.page import Fix, StepPage
from seller_desk.ui.shell.pane import Panel, Strip
from seller_desk.ui.shell.rail import STEP_NAMES, Rail
from seller_desk.ui.shell.survey import Survey
from seller_desk.ui.shell.surveyor import Surveyor
from seller_desk.ui.shell.undo import Undo
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import link_button, secondary_button
from seller_desk.ui.widgets.card import Notice

WATCH_MS = 2000
LEAST_SIZE = (1024, 580)


def existing_places() -> list[str]:
    """The places that have a page; what is not built is absent."""
    found = []
    for place in PLACES:
        try:
            spec = importlib.util.find_spec(f"seller_desk.ui.pages.{place}.page")
        except ModuleNotFoundError:
            spec = None
        if spec is not None:
            found.append(place)
    return found


class MainWindow(QMainWindow):
    """One window. `rebuild` makes everything in it anew, as after a change of language or look."""

    def __init__(self, context: WindowContext, door: ErrorDoor) -> None:
        super().__init__()
        self.context = context
        context.setParent(self)
        context.ask = Ask(self)
        self.setWindowTitle("Seller Desk")
        self.setMinimumSize(*LEAST_SIZE)
        self.door = door
        self.flow = Flow(existing_places(), self._start_place())
        self.survey = Survey()
        self.pages: dict[str, StepPage] = {}
        self._saved_at = ""
        self._folded_by_hand = settings.pane_folded(context.desk.store)
        self._floating = False
        self.surveyor = Surveyor(context, self)
        self.surveyor.ready.connect(self._on_survey)
        self.surveyor.broke.connect(door.take)
        self.undo = Undo(context, self)
        self.watch = ConnectionWatch(self)
        self._connect()
        self.rebuild()
        self.surveyor.start()

    # -- making ----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        context = self.context
        context.go_requested.connect(self._on_go)
        context.said.connect(self._on_said)
        # Queued: the page that asks is gone afterwards.
        context.wished.connect(self._on_wish, Qt.ConnectionType.QueuedConnection)
        context.committed.connect(self._on_committed)
        context.data_changed.connect(self._show_companies)
        context.company_changed.connect(self._on_company)
        context.runner.busy_changed.connect(self._on_busy)
        context.runner.broken.connect(self.door.take)
        self.door.came.connect(self._on_error)
        app = cast(QApplication, QApplication.instance())
        app.focusChanged.connect(self._on_focus)
        self._version = context.desk.store.data_version()
        self._own_commit = False
        self._outside = QTimer(self)
        self._outside.setInterval(WATCH_MS)
        self._outside.timeout.connect(self._look_outside)
        self._outside.start()
        for keys, act in (
            (QKeySequence.StandardKey.HelpContents, self._on_help),
            (QKeySequence.StandardKey.Quit, self.close),
        ):
            action = QAction(self)
            action.setShortcuts(QKeySequence.keyBindings(keys))
            action.triggered.connect(act)
            self.addAction(action)

    def rebuild(self) -> None:
        """Make the frame anew in the language and look of now; pages are made when they are shown."""
        old = self.centralWidget()
        self.pages.clear()
        self.rail = Rail([place for place in PLACES if self.flow.has(place)])
        self.rail.place_chosen.connect(self.go)
        self.rail.application_chosen.connect(self._on_application_chosen)
        self.rail.company_chosen.connect(self.context.use_company)
        self.rail.add_company.connect(self._on_add_company)
        self.rail.help_chosen.connect(self._on_help)
        self.stack = QStackedWidget()
        self.panel = Panel()
        self.panel.toggled.connect(self._on_toggle)
        self.panel.activated.connect(self._on_finding)
        self.panel.source_wanted.connect(self.context.open_source)
        self.strip = Strip()
        self.strip.toggled.connect(self._on_toggle)
        self.strip.help_wanted.connect(self._on_help)
        self.bar = BottomBar()
        self.bar.back.connect(self._on_back)
        self.bar.forward.connect(self._on_forward)
        self.watch.counted.connect(self.bar.show_connections)
        self._alarm = Notice("", "", tone="alarm")
        self._alarm.hide()
        self._alarm.links.addWidget(secondary_button(_("Open log folder"), "", self._open_log))
        self._alarm.links.addWidget(link_button(_("Dismiss"), self._alarm.hide))
        central = QWidget()
        whole = QHBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        self._upper = QHBoxLayout()
        self._upper.setSpacing(0)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._alarm)
        middle.addWidget(self.stack, 1)
        self._upper.addLayout(middle, 1)
        self._upper.addWidget(self.strip)
        self._upper.addWidget(self.panel)
        right.addLayout(self._upper, 1)
        right.addWidget(self.bar)
        whole.addLayout(right, 1)
        self._floating = False
        self.setCentralWidget(central)
        if old is not None:
            old.deleteLater()
        self.watch.tell()
        self._show_companies()
        self._fold()
        self._enter(self.flow.here)
        self._on_busy()
        self._show_saved()

    # -- going -----------------------------------------------------------------------------------------

    def go(self, place: str) -> None:
        """Show this place."""
        if place in (APPLICATIONS, WELCOME):
            place = self._home()
        if place == self.flow.here and self.stack.currentWidget() is self.pages.get(place):
            return
        before = self.pages.get(self.flow.here)
        if before is not None:
            before.leave()
        if self.flow.go(place):
            self._enter(place)

    def page(self) -> StepPage | None:
        """The page in view."""
        return self.pages.get(self.flow.here)

    def settled(self) -> bool:
        """Whether nothing is going on in the background."""
        return self.surveyor.settled() and self.context.runner.idle()

    def _enter(self, place: str) -> None:
        page = self.pages.get(place)
        if page is None:
            module = importlib.import_module(f"seller_desk.ui.pages.{place}.page")
            page = cast(StepPage, module.Page(self.context))
            self.pages[place] = page
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.enter()
        self.rail.show_place(place)
        self.panel.show_help(place)
        self.panel.note.hide()
        self._float(False)
        self._show_findings()
        self._show_ways()
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab walks rail, page, pane, bottom bar, although pages are made last."""
        before: QWidget = self.rail.help_row
        for part in (self.page(), self.panel, self.strip, self.bar):
            if part is None:
                continue
            for widget in part.findChildren(QWidget):
                takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
                if takes and widget.focusProxy() is None and widget.window() is self:
                    QWidget.setTabOrder(before, widget)
                    before = widget

    def _start_place(self) -> str:
        return WELCOME if not self.context.company_id else APPLICATIONS

    def _home(self) -> str:
        home = self._start_place()
        if self.flow.has(home):
            return home
        return self.flow.steps[0] if self.flow.steps else WELCOME

    def _show_ways(self) -> None:
        back, forward = self.flow.back(), self.flow.forward(self.survey.attention())
        page = self.page()
        next_words = ""
        if forward:
            template = (
                _("Continue: {step}") if self.flow.here == APPLICATIONS else _("Next: {step}")
            )
            next_words = template.format(step=_(STEP_NAMES[forward]))
        quiet = self.flow.here in (APPLICATIONS, WELCOME) or (
            page is not None and page.owns_primary
        )
        self.bar.show_ways(_(STEP_NAMES[back]) if back else "", next_words, primary=not quiet)

    def _show_findings(self) -> None:
        found = self.survey.of(self.flow.here)
        self.panel.show_findings(found, self._fixes, begun=bool(self.context.company_id))
        self.strip.show_counts(found)

    def _fixes(self, finding: Finding) -> list[Fix]:
        page = self.page()
        step = self.survey.step_of(finding)
        if page is not None and step == page.step:
            return list(page.fixes(finding))
        return []

    # -- answers to signals ----------------------------------------------------------------------------

    @Slot(str, object)
    def _on_go(self, place: str, finding: object) -> None:
        self.go(place)
        page = self.page()
        if isinstance(finding, Finding) and page is not None and page.step == place:
            self.panel.list.set_current(finding)
            page.reveal(finding)

    @Slot(object)
    def _on_finding(self, finding: Finding) -> None:
        step = self.survey.step_of(finding) or self.flow.here
        self._on_go(step, finding)

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
    def _on_add_company(self) -> None:
        company = self.context.desk.companies.create()
        self.context.use_company(company.id)
        self.context.changed()
        self.go("company")

    @Slot()
    def _on_company(self) -> None:
        self._show_companies()
        if not self.flow.has(self.flow.here) or self.flow.here in (WELCOME, APPLICATIONS):
            self.go(APPLICATIONS)

    @Slot()
    def _show_companies(self) -> None:
        with self.context.desk.store.read() as work:
            companies = work.companies.find()
        self.rail.show_companies(companies, self.context.company_id)

    @Slot(object)
    def _on_survey(self, seen: Survey) -> None:
        self.survey = seen
        self.rail.show_survey(seen)
        self._show_findings()
        self._show_ways()
        self._order_tabs()

    @Slot(str)
    def _on_said(self, text: str) -> None:
        self.bar.show_message(text)

    @Slot()
    def _on_committed(self) -> None:
        self._own_commit = True
        self._saved_at = f"{datetime.now().astimezone():%H:%M}"
        self._show_saved()

    def _show_saved(self) -> None:
        if self._saved_at:
            self.bar.show_saved(_("Saved {time}").format(time=self._saved_at))
        elif self.context.company_id:
            self.bar.show_saved(_("Everything is saved"))

    @Slot()
    def _on_busy(self) -> None:
        running = self.context.runner.running()
        self.bar.show_job(running[0] if running else None)

    @Slot(str)
    def _on_error(self, kind: str) -> None:
        self._alarm.set_text(
            _("Something went wrong inside Seller Desk ({kind})").format(kind=kind),
            _("Your data is saved. The log says where it happened, without your data."),
        )
        self._alarm.show()

    def _open_log(self) -> None:
        from PySide6.QtCore import QUrl

        self.context.open_url(QUrl.fromLocalFile(str(self.context.desk.folder.logs)))

    def _look_outside(self) -> None:
        version = self.context.desk.store.data_version()
        if version != self._version and not self._own_commit and self.context.runner.idle():
            self.context.check_view()
            self.context.data_changed.emit()
            self.surveyor.start()
        self._version = version
        self._own_commit = False

    def close_down(self) -> None:
        """End all work and let go; after this the desk may be closed."""
        self._outside.stop()
        self.context.runner.shutdown()
        self.hide()
        self.deleteLater()

    # -- language and look -----------------------------------------------------------------------------

    def use_language(self, language: str) -> None:
        """Speak another language from now on."""
        use_language(language)
        self.context.theme.use(language=language)
        self.rebuild()
        self.surveyor.start()
        self.context.language_changed.emit()

    def use_look(self, *, mode: str | None = None, scale: float | None = None) -> None:
        """Another mode or text size from now on."""
        self.context.theme.use(mode=mode, scale=scale)
        self.rebuild()
        self.rail.show_survey(self.survey)
        self.context.theme_changed.emit()

    @Slot(str, str)
    def _on_wish(self, what: str, chosen: str) -> None:
        if what == "language":
            self.use_language(chosen)
        elif what == "mode":
            self.use_look(mode=chosen)
        else:
            self.use_look(scale=float(chosen))

    # -- pane ------------------------------------------------------------------------------------------

    def _narrow(self) -> bool:
        return self.width() < tokens.PANE_FOLDS_BELOW

    def _fold(self) -> None:
        """Show panel or strip, as the width and the seller want."""
        folded = self._narrow() or self._folded_by_hand
        self.strip.setVisible(folded)
        if not self._floating:
            self.panel.setVisible(not folded)

    def _float(self, floating: bool) -> None:
        """Lay the panel over the page (narrow windows), or put it back."""
        if floating == self._floating:
            return
        self._floating = floating
        if floating:
            self._upper.removeWidget(self.panel)
            self._place_panel()
            self.panel.show()
            self.panel.raise_()
        else:
            self._upper.addWidget(self.panel)
        self._fold()

    def _place_panel(self) -> None:
        central = cast(QWidget, self.centralWidget())
        left = central.width() - tokens.PANE_STRIP - tokens.PANE_WIDTH
        self.panel.setGeometry(left, 0, tokens.PANE_WIDTH, central.height() - self.bar.height())

    @Slot()
    def _on_toggle(self) -> None:
        if self._narrow():
            self._float(not self._floating)
            return
        self._folded_by_hand = not self._folded_by_hand
        settings.keep_pane(self.context, folded=self._folded_by_hand)
        self._fold()

    @Slot()
    def _on_help(self) -> None:
        self.panel.show_tab("help")
        if self._narrow():
            self._float(True)
        elif self._folded_by_hand:
            self._on_toggle()

    # -- Qt events -------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the pane when it gets narrow."""
        super().resizeEvent(event)
        if not self._narrow():
            self._float(False)
        self._fold()
        if self._floating:
            self._place_panel()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half typed, and where the window stood."""
        page = self.page()
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
        if page is not None:
            page.leave()
        settings.keep_geometry(self.context.desk.store, self)
        event.accept()

    @Slot(QWidget, QWidget)
    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, (QLineEdit, QPlainTextEdit, QTextEdit)) and new.window() is self:
            new.installEventFilter(self)
        page = self.page()
        place: QObject | None = new
        while place is not None and page is not None:
            topic = place.property("helpTopic")
            if topic:
                self.panel.show_topic(page.help_topic(str(topic)))
                return
            place = place.parent()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text field with nothing of its own to undo leaves Ctrl+Z to the whole."""
        if event.type() == QEvent.Type.ShortcutOverride and self.undo.wants(
            watched, cast(QKeyEvent, event)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
