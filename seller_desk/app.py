"""The window's entry: data folder and its lock, log, language, look, then the one window."""

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import LANGUAGES, _, system_language, use_language
from seller_desk.core.base.paths import DataFolder, resources_dir
from seller_desk.core.desk import Desk, open_desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from seller_desk.core.store.restore import Prepared
    from seller_desk.ui.shell.main_window import MainWindow

LOCK_SECONDS = 1.0
# Python runs its signal handlers between its own steps; this wakes it while Qt waits.
WAKE_MS = 300
NOTHING_USABLE = 3


def main(data_dir: Path | None = None, lang: str | None = None) -> int:
    """Open the window and stay until it closes; the process's exit code."""
    system.private_umask()
    system.no_core_dumps()
    use_language(lang if lang in LANGUAGES else system_language())
    from seller_desk.ui import probe

    trouble = probe.window_trouble()
    if trouble is not None:
        _say(trouble)
        return NOTHING_USABLE
    probe.input_method_fallback()
    app = application()
    folder = DataFolder(data_dir) if data_dir else DataFolder.default()
    try:
        with open_desk(folder, write=True, wait_seconds=LOCK_SECONDS) as desk:
            return _stay(app, desk, lang)
    except DeskError as problem:
        _say(problem)
        _show(problem)
        return NOTHING_USABLE


def _stay(app: "QApplication", desk: Desk, lang: str | None) -> int:
    """One window after the other: a restore closes the window and opens it again on the restored data."""
    from seller_desk.core.store.damage import DamagedDatabase

    while True:
        try:
            code, prepared = _run(app, desk, lang)
        except DamagedDatabase as problem:
            _say(problem)
            code, prepared = NOTHING_USABLE, _rescue(app, desk, lang)
        if prepared is None:
            return code
        # The lock is held all the while; only what was opened of the former database is let go.
        desk.let_go()
        desk.backups.swap(prepared)


def _rescue(app: "QApplication", desk: Desk, lang: str | None) -> "Prepared | None":
    """Offer the backups; what the seller chose, laid ready, or None."""
    from seller_desk.core.base.language import language
    from seller_desk.ui.rescue import RescueWindow
    from seller_desk.ui.theme import Theme

    theme = Theme("system", 1.0, lang if lang in LANGUAGES else language())
    theme.apply()
    window = RescueWindow(desk.backups, theme)
    window.show()
    try:
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
    from seller_desk.ui.runner import Runner
    from seller_desk.ui.shell import settings
    from seller_desk.ui.shell.context import WindowContext
    from seller_desk.ui.shell.errors import ErrorDoor
    from seller_desk.ui.shell.main_window import MainWindow
    from seller_desk.ui.theme import Theme

    store = desk.store
    speak = lang if lang in LANGUAGES else settings.language(store) or system_language()
    use_language(speak)
    theme = Theme(settings.mode(store), settings.scale(store), speak)
    theme.apply()
    window = MainWindow(WindowContext(desk, Runner(), theme), ErrorDoor())
    settings.restore_geometry(store, window)
    return window


def _run(app: "QApplication", desk: Desk, lang: str | None) -> "tuple[int, Prepared | None]":
    from PySide6.QtCore import QTimer

    from seller_desk.ui.shell.errors import close_log, open_log

    open_log(desk.folder.logs)
    window = open_window(desk, lang)
    window.door.install()
    before = signal.signal(signal.SIGINT, lambda *_args: app.quit())
    wake = QTimer()
    wake.timeout.connect(_nothing)
    wake.start(WAKE_MS)
    try:
        window.show()
        return int(app.exec()), window.prepared
    finally:
        wake.stop()
        signal.signal(signal.SIGINT, before)
        window.close_down()
        window.door.remove()
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
