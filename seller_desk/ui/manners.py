"""What Python itself does in the window's way, put off: waiting for the interpreter, and collecting garbage."""

import gc
import sys
import threading
import time

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from seller_desk.core.base import progress

# The window's thread gives up the interpreter with every call into Qt and waits this long to get it back from a thread
# that checks drafts: a page of five hundred widgets waits five hundred times. Python's own 5 ms would make seconds.
SWITCH_SECONDS = 0.0001
# Two thousand drafts are a million objects: looking through all of them takes a tenth of a second in which nothing else
# runs, and reading the drafts makes Python do it again and again. Young garbage is collected as ever.
YOUNG, MIDDLE, OLD = 20_000, 5, 2_000
# Layout and painting come in later turns of the event loop than the call that caused them.
CALM_MS = 25
# A window that says it works and then stands still, as behind the system's own dialogs, holds nobody up for longer.
PATIENCE_SECONDS = 0.15

_free = threading.Event()
_free.set()
_calm_at = _until = 0.0
_thread = threading.local()


class Manners(QObject):
    """Sets all of it for this process, and collects the old garbage when the seller has turned to another program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_SECONDS)
        gc.set_threshold(YOUNG, MIDDLE, OLD)
        progress.use_breath(give_way)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state)

    @Slot(Qt.ApplicationState)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive and gc.isenabled():
            gc.collect()


def window_works() -> None:
    """The window is about to make, lay out or paint much: work that gives way waits until it is done with it.

    Both would share one interpreter, and what takes the window 40 ms alone takes 300 ms beside such work.
    """
    global _calm_at, _until
    now = time.monotonic()
    _calm_at, _until = now + CALM_MS / 1000, now + PATIENCE_SECONDS
    if _free.is_set():
        _free.clear()
        QTimer.singleShot(CALM_MS, _look)


def _look() -> None:
    left = _calm_at - time.monotonic()
    if left > 0:
        QTimer.singleShot(max(1, round(1000 * left)), _look)
    else:
        _free.set()


def may_wait() -> None:
    """What this thread does from now on gives way to the window. Not for what holds the store's lock."""
    _thread.gives_way = True


def give_way() -> None:
    """Called by work at places where it can wait: wait while the window works. At once in any other thread."""
    if _free.is_set() or not getattr(_thread, "gives_way", False):
        return
    while (left := _until - time.monotonic()) > 0:
        if _free.wait(left):
            return
    _free.set()
