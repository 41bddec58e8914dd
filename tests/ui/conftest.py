"""What tests of the window share: a desk of their own, the window on it, scripted answers, no thread left behind."""

import shutil
import threading
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import Desk, open_desk

DAY = date(2026, 11, 24)


class ScriptedAsk:
    """Answers what the test wants, and remembers the questions."""

    def __init__(self):
        self.answers = {"file": None, "files": [], "folder": None, "save": None, "confirm": True}
        self.asked = []

    def file(self, title, filters=""):
        return self._answer("file", title)

    def files(self, title, filters=""):
        return self._answer("files", title)

    def folder(self, title):
        return self._answer("folder", title)

    def save(self, title, name, filters=""):
        return self._answer("save", title)

    def confirm(self, title, text, yes):
        return self._answer("confirm", title)

    def _answer(self, kind, title):
        self.asked.append((kind, title))
        return self.answers[kind]


@pytest.fixture(scope="session")
def qapp(qapp):
    """The application with a look, as the program has one before its first widget; in whatever order tests come."""
    from seller_desk.ui.theme import Theme

    Theme("light", 1.0, "en").apply()
    return qapp


@pytest.fixture(autouse=True)
def _no_thread_left():
    """Every thread that a test starts must end with it."""
    before = set(threading.enumerate())
    yield
    QThreadPool.globalInstance().waitForDone()
    left = [one for one in set(threading.enumerate()) - before if not one.daemon]
    assert not left, left


@pytest.fixture(autouse=True)
def _no_widget_left():
    """What a test closed is really gone: every change of the style sheet walks through all widgets that live."""
    yield
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desk(tmp_path):
    """An empty desk on a real database file."""
    with open_desk(DataFolder(tmp_path / "data"), write=True, vault=SessionVault()) as made:
        made.today = lambda: DAY
        yield made


@pytest.fixture
def context_of(tmp_path, qapp):
    """Makes what pages get of a window, on a desk with one company that sells this; all is closed afterwards."""
    from seller_desk.core.company.model import Company
    from seller_desk.ui.runner import Runner
    from seller_desk.ui.shell.context import WindowContext
    from seller_desk.ui.theme import Theme

    made = []

    def make(product, **facts):
        desk = Desk(DataFolder(tmp_path), today=lambda: DAY)
        with desk.store.work("x") as work:
            work.companies.save(Company(id="a", legal_name_zh="样本公司", **facts))
        desk.platforms.set_my_product("a", product)
        theme = Theme("light", 1.0, "en")
        theme.apply()
        made.append(WindowContext(desk, Runner(), theme))
        return made[-1]

    yield make
    for one in made:
        one.runner.shutdown()
        one.desk.close()


@pytest.fixture
def platforms_of(qtbot):
    """Shows the page of platforms by itself, come to rest."""
    from seller_desk.ui.pages.platforms.page import Page

    def show(context):
        page = Page(context)
        qtbot.addWidget(page)
        page.resize(752, 900)
        page.enter()
        page.show()
        qtbot.waitUntil(page.settled)
        return page

    return show


@pytest.fixture
def sample_desk(sample_folder, tmp_path):
    """A desk of its own with the sample company in it."""
    folder = shutil.copytree(sample_folder, tmp_path / "sample")
    with open_desk(DataFolder(folder), write=True, vault=SessionVault()) as made:
        yield made


@pytest.fixture
def open_at(qapp, qtbot):
    """Opens the real main window on a desk and waits until it has come to rest; all are closed afterwards."""
    from seller_desk.app import open_window

    opened = []

    def open_it(desk: Desk, lang="en", size=(1280, 820)):
        window = open_window(desk, lang)
        window.context.ask = ScriptedAsk()
        window.context.theme.use(mode="light")
        opened.append(window)
        window.resize(*size)
        window.show()
        rest(qtbot, window)
        return window

    yield open_it
    for window in opened:
        window.close_down()
        # Really gone: windows of former tests would have to follow every later change of the style sheet.
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(open_at, desk):
    """The main window on an empty desk."""
    return open_at(desk)


@pytest.fixture
def sample_window(open_at, sample_desk):
    """The main window on the sample company."""
    return open_at(sample_desk)


@pytest.fixture
def settle(qtbot):
    """Waits until nothing is going on behind a window."""

    def wait(window):
        rest(qtbot, window)

    return wait


def rest(qtbot, window):
    qtbot.waitUntil(window.settled, timeout=60_000)
    # What was posted by the last answer still has to arrive.
    QApplication.processEvents()
    qtbot.waitUntil(window.settled, timeout=60_000)
