"""What Python itself does in the window's way, put off: waiting for the interpreter, and collecting garbage."""

import gc
import sys

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

# The window's thread gives up the interpreter with every call into Qt and waits this long to get it back from a thread
# that checks drafts: a page of five hundred widgets waits five hundred times. Python's own 5 ms would make seconds.
SWITCH_SECONDS = 0.0001
# Two thousand drafts are a million objects: looking through all of them takes a tenth of a second in which nothing else
# runs, and reading the drafts makes Python do it again and again. Young garbage is collected as ever.
YOUNG, MIDDLE, OLD = 20_000, 20, 500


class Manners(QObject):
    """Sets both for this process, and collects the old garbage when the seller has turned to another program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_SECONDS)
        gc.set_threshold(YOUNG, MIDDLE, OLD)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state)

    @Slot(Qt.ApplicationState)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive and gc.isenabled():
            gc.collect()
