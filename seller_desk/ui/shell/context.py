"""What every page gets: the desk, the runner, the look, what is in view, and the shell's services."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.core.store.settings import ACTIVE_SETTING
from seller_desk.ui.runner import Lane, Runner
from seller_desk.ui.shell.ask import Ask
from seller_desk.ui.shell.looks import Looks
from seller_desk.ui.theme import Theme

APPLICATION_SETTING = "window.application"


class WindowContext(QObject):
    """Shared by the shell and its pages. Signals come after the fact; listeners read the services again."""

    company_changed = Signal()
    application_changed = Signal()
    data_changed = Signal()
    language_changed = Signal()
    theme_changed = Signal()
    # For the shell: a page wants to go somewhere, to say something, a commit was made.
    go_requested = Signal(str, object)
    said = Signal(str)
    committed = Signal()
    wished = Signal(str, str)
    # A restore is laid ready (`Prepared`): the window closes, the database is changed, the window opens again.
    restore_ready = Signal(object)

    def __init__(
        self, desk: Desk, runner: Runner, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.looks = Looks(desk)
        self.runner = runner
        self.theme = theme
        self.ask = Ask()
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        # By step: what its page had begun when it was made anew.
        self.carried: dict[str, object] = {}
        self.company_id = ""
        self.application_id: str | None = None
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(0)
        self._telling.timeout.connect(self.data_changed)
        self._remember()

    def use_company(self, company_id: str) -> None:
        """Bring a company into view, with its first application."""
        if company_id == self.company_id:
            return
        self.carried.clear()
        self.company_id = company_id
        self.keep(ACTIVE_SETTING, company_id)
        self.application_id = self._first_application()
        self.company_changed.emit()

    def need_company(self) -> str:
        """The company in view; whoever begins with another step gets an empty one to keep it under."""
        if not self.company_id:
            self.use_company(self.desk.companies.create().id)
        return self.company_id

    def use_application(self, application_id: str | None) -> None:
        """Judge by this application."""
        if application_id == self.application_id:
            return
        self.application_id = application_id
        self.keep(APPLICATION_SETTING, application_id or "")
        self.application_changed.emit()

    def keep(self, name: str, value: str) -> None:
        """Keep a small choice of the window, in the lane of whatever writes."""
        self.runner.start(partial(_keep, self.desk, name, value), lane=Lane.STORE)

    def changed(self) -> None:
        """A page committed something: the saved time, counts and problems follow. Many calls make one signal."""
        self.committed.emit()
        self.check_view()
        self._telling.start()

    def wish(self, what: str, chosen: str) -> None:
        """Ask for another `language`, `mode` or `scale`. The window makes every page anew, so it does it a moment later."""
        self.wished.emit(what, chosen)

    def say(self, text: str) -> None:
        """A line in the bottom bar."""
        self.said.emit(text)

    def go(self, step: str, finding: Finding | None = None) -> None:
        """Go to a step (`company`, `export` ...), and there to the place of a finding."""
        self.go_requested.emit(step, finding)

    def open_source(self, url: str) -> None:
        """Open a source in the browser, and say so: that is the browser's connection, not ours."""
        target = QUrl(url)
        if target.scheme() not in ("http", "https"):
            return
        if self.open_url(target):
            self.say(_("Opened in your browser: {host}").format(host=target.host()))
        else:
            self.say(_("No browser answered. The address: {url}").format(url=url))

    def check_view(self) -> None:
        """Let go of a company or application that is no longer there, as after undo."""
        with self.desk.store.read() as work:
            company = work.companies.get(self.company_id) if self.company_id else None
            application = (
                work.applications.get(self.application_id) if self.application_id else None
            )
            first = next(iter(work.companies.find()), None)
        if not self.company_id:
            return
        if company is None:
            self.use_company(first.id if first else "")
        elif application is None or application.company_id != self.company_id:
            self.use_application(self._first_application())

    def _first_application(self) -> str | None:
        with self.desk.store.read() as work:
            found = work.applications.find(company_id=self.company_id)
        return found[0].id if found else None

    def _remember(self) -> None:
        """Take up what was in view last time, as far as it is still there."""
        store = self.desk.store
        wanted = store.setting(ACTIVE_SETTING)
        application = store.setting(APPLICATION_SETTING)
        with store.read() as work:
            known = [company.id for company in work.companies.find()]
            self.company_id = wanted if wanted in known else next(iter(known), "")
            ids = [one.id for one in work.applications.find(company_id=self.company_id)]
        self.application_id = application if application in ids else next(iter(ids), None)


def _keep(desk: Desk, name: str, value: str, _progress: Progress, _stop: Stop) -> None:
    desk.store.set_setting(name, value)
