"""The window's entry: data folder and its lock, log, language, look, then the one window."""

import contextlib
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError, FolderInUse
from seller_desk.core.base.language import LANGUAGES, _, system_language, use_language
from seller_desk.core.base.paths import DataFolder, resources_dir
from seller_desk.core.desk import Desk, open_desk
from seller_desk.ui import quick

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from seller_desk.core.store.restore import Prepared
    from seller_desk.ui.shell.main_window import MainWindow
    from seller_desk.ui.single import Door
    from seller_desk.ui.theme import Theme

# A command that writes lets go soon, a window that just opens answers soon.
LOCK_SECONDS, LOCK_TRIES = 0.5, 6
# Python runs its signal handlers between its own steps; this wakes it while Qt waits.
WAKE_MS = 300
FIRST_PICTURE_MS = 300
PAINT_MS = 20
_ENDINGS = (signal.SIGINT, signal.SIGTERM)
NOTHING_USABLE = 3


def main(data_dir: Path | None = None, lang: str | None = None) -> int:
    """Open the window and stay until it closes; the process's exit code."""
    system.private_umask()
    system.no_core_dumps()
    untold: DeskError | None = None
    try:
        use_language(lang if lang in LANGUAGES else system_language())
    except DeskError as problem:
        # Told once there is something to tell it with; until then English is spoken.
        untold = problem
    from seller_desk.ui import probe

    trouble = probe.window_trouble()
    if trouble is not None:
        _say(trouble)
        return NOTHING_USABLE
    probe.input_method_fallback()
    quick.collector_waits()
    app = application()
    folder = DataFolder(data_dir) if data_dir else DataFolder.default()
    try:
        if untold is not None:
            raise untold
        return _open_or_raise(app, folder, lang)
    except DeskError as problem:
        _say(problem)
        _show(problem)
        return NOTHING_USABLE
    finally:
        quick.collector_works()


def _open_or_raise(app: "QApplication", folder: DataFolder, lang: str | None) -> int:
    """Open the window, or bring the one that is open to the front. FolderInUse where neither is possible."""
    for _attempt in range(LOCK_TRIES):
        try:
            with open_desk(folder, write=True, wait_seconds=LOCK_SECONDS) as desk:
                return _stay(app, desk, lang)
        except FolderInUse:
            from seller_desk.ui.single import knock

            if knock(folder.root):
                return 0
    raise FolderInUse(
        _("This data folder is in use"),
        _(
            "A command is still writing into this data folder, or a window does not answer. "
            "Wait a moment, or end that program, and start again."
        ),
        file=folder.root,
    )


def _stay(app: "QApplication", desk: Desk, lang: str | None) -> int:
    """One window after the other: a restore closes the window and opens it again on the restored data."""
    from seller_desk.core.store.damage import DamagedDatabase

    told: DeskError | None = None
    while True:
        try:
            code, prepared = _run(app, desk, lang, told)
        except DamagedDatabase as problem:
            _say(problem)
            code, prepared = NOTHING_USABLE, _rescue(app, desk, lang)
        if prepared is None:
            return code
        # The lock is held all the while; only what was opened of the former database is let go.
        desk.let_go()
        desk.backups.swap(prepared)
        from seller_desk.core.services.backups import not_restored

        told = not_restored(prepared)


@contextlib.contextmanager
def _answering(folder: DataFolder) -> Iterator[None]:
    """While the block runs, another start on this folder brings our windows to the front.

    The door opens when the window has been painted: nobody knocks before, and Qt's network library takes its time.
    """
    from PySide6.QtCore import QTimer

    doors: list[Door] = []

    def open_door() -> None:
        from seller_desk.ui.single import Door

        doors.append(Door(folder.root))

    opening = QTimer()
    opening.setSingleShot(True)
    opening.timeout.connect(open_door)
    opening.start(2 * PAINT_MS)
    try:
        yield
    finally:
        opening.stop()
        for door in doors:
            door.close()


def _rescue(app: "QApplication", desk: Desk, lang: str | None) -> "Prepared | None":
    """Offer the backups; what the seller chose, laid ready, or None."""
    from seller_desk.core.base.language import language
    from seller_desk.ui.rescue import RescueWindow
    from seller_desk.ui.theme import Theme

    theme = Theme("system", 1.0, lang if lang in LANGUAGES else language())
    theme.apply()
    window = RescueWindow(desk.backups, theme)
    window.show()
    quick.collector_works()
    try:
        with _answering(desk.folder):
            app.exec()
        return window.prepared
    finally:
        window.close_down()


def prove(result: Path, data_dir: Path) -> int:
    """The window's part of `seller-desk self-test`."""
    use_language(system_language())
    from seller_desk.ui import selftest

    return selftest.main(result, data_dir)


def application() -> "QApplication":
    """The one QApplication of this process, named and with its icon."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    quick.no_source_reading()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["seller-desk"])
    app.setApplicationName("Seller Desk")
    app.setDesktopFileName("seller-desk")
    icon = resources_dir() / "icons" / "seller-desk.png"
    if icon.exists():
        app.setWindowIcon(QIcon(str(icon)))
    return app


def open_window(desk: Desk, lang: str | None = None) -> "MainWindow":
    """The main window on this desk, in the language and look that were chosen, not yet shown.

    `window.close_down()` ends its work; the tests open it the same way.
    """
    window, theme = _first_window(desk.folder, lang)
    _begin(window, desk, theme)
    return window


def _first_window(folder: DataFolder, lang: str | None) -> "tuple[MainWindow, Theme]":
    """The window with its first picture only. Loads nothing of the database."""
    from seller_desk.ui.shell import settings
    from seller_desk.ui.shell.first import FirstChoices
    from seller_desk.ui.shell.main_window import MainWindow
    from seller_desk.ui.theme import Theme

    choices = FirstChoices(folder.database)
    speak = lang if lang in LANGUAGES else settings.language(choices) or system_language()
    use_language(speak)
    theme = Theme(settings.mode(choices), settings.scale(choices), speak)
    theme.apply()
    window = MainWindow(theme)
    settings.restore_geometry(choices, window)
    return window, theme


def _begin(window: "MainWindow", desk: Desk, theme: "Theme") -> None:
    """Open the data and fill the window. Raises DeskError where the database cannot be opened."""
    from PySide6.QtCore import QTimer

    from seller_desk.ui.runner import Runner
    from seller_desk.ui.shell.context import WindowContext
    from seller_desk.ui.shell.errors import ErrorDoor

    runner = Runner()
    runner.hold()
    window.begin(WindowContext(desk, runner, theme), ErrorDoor())
    # The frame is painted and takes keys first; what fills it comes from the background a moment later.
    QTimer.singleShot(PAINT_MS, runner.release)


def _show_first(app: "QApplication", window: "MainWindow") -> None:
    """Show the first picture and wait until it is on the screen; a slow screen is not waited for."""
    from PySide6.QtCore import QElapsedTimer, QEventLoop

    # Keys and clicks wait for the real frame.
    quiet = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
    window.show()
    waited = QElapsedTimer()
    waited.start()
    handle = window.windowHandle()
    while not handle.isExposed() and waited.elapsed() < FIRST_PICTURE_MS:
        app.processEvents(quiet, 10)
    app.processEvents(quiet)


def _run(
    app: "QApplication", desk: Desk, lang: str | None, told: DeskError | None
) -> "tuple[int, Prepared | None]":
    """One window until it closes. `told`: what it must say first."""
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer

    window, theme = _first_window(desk.folder, lang)
    _show_first(app, window)
    from seller_desk.ui.shell.errors import close_log, open_log

    open_log(desk.folder.logs)
    # Ctrl+C in a terminal, or the end of the session: what is half typed is kept either way.
    before = {one: signal.signal(one, lambda *_args: app.quit()) for one in _ENDINGS}
    wake = QTimer()
    wake.timeout.connect(_nothing)
    wake.start(WAKE_MS)
    try:
        _begin(window, desk, theme)
        if told is not None:
            window.alarms.trouble(told)
        quick.collector_works()
        window.door.install()
        with _answering(desk.folder):
            # Closed from outside (session end) before there was a loop to leave.
            return int(app.exec()) if window.isVisible() else 0, window.prepared
    finally:
        wake.stop()
        for one, handler in before.items():
            signal.signal(one, handler)
        if window.begun:
            window.door.remove()
        window.close_down()
        # Gone before the next window of this process, as after a restore.
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
        close_log()


def _nothing() -> None:
    """Lets Python look for signals."""


def _say(problem: DeskError) -> None:
    """To the terminal, where there is one; a windowed program on Windows has none."""
    if sys.stderr is not None:
        sys.stderr.write("\n".join(one for one in (problem.title, problem.advice) if one) + "\n")


def _show(problem: DeskError) -> None:
    """In a small window: whoever clicked an icon sees no terminal."""
    import os

    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Information, "Seller Desk", problem.title)
    box.setInformativeText(problem.advice)
    box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
