"""The one door for our own mistakes: logged without values of the seller's, told on the page, never a dialog."""

import logging
import sys
import threading
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from seller_desk.core.base import system
from seller_desk.core.base.crash import trace_text

REPEAT_SECONDS = 1.0
log = logging.getLogger("seller_desk")


def open_log(folder: Path) -> None:
    """Log to a file in the data folder: kinds and places of errors, never their messages."""
    system.private_folder(folder)
    handler = RotatingFileHandler(
        folder / "seller-desk.log", maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(message)s"))
    log.handlers[:] = [handler]
    log.setLevel(logging.INFO)
    log.propagate = False


def close_log() -> None:
    """Let go of the file."""
    for handler in list(log.handlers):
        handler.close()
        log.removeHandler(handler)


class ErrorDoor(QObject):
    """Takes every error that nobody foresaw, from any thread. `came` fires in the window's thread."""

    came = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last: tuple[str, float] = ("", 0.0)
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Become the process's door."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def remove(self) -> None:
        """Give the door back."""
        sys.excepthook, threading.excepthook = self._before

    def take(self, problem: BaseException) -> None:
        """Log and tell; the same place within a second is told once."""
        text = trace_text(problem)
        now = time.monotonic()
        if text == self._last[0] and now - self._last[1] < REPEAT_SECONDS:
            return
        self._last = (text, now)
        log.error("%s", text)
        self.came.emit(type(problem).__name__)

    def _hook(
        self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        # Ctrl+C is no mistake of ours, but what it interrupted may hold values.
        if not issubclass(kind, KeyboardInterrupt):
            self.take(problem)
        if sys.stderr is not None:
            sys.stderr.write(trace_text(problem))

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_value)
