"""The reading worker: one spawned process that holds the models, watched in time and memory, ended when idle.

It never imports Qt. One page is one job, so that progress is told, a stop is heeded, and a page that takes too long
costs only itself.
"""

import contextlib
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from seller_desk.core.base.language import N_
from seller_desk.core.base.memory import give_back_free, give_back_large
from seller_desk.core.base.progress import Stop, never
from seller_desk.core.media.worker import CRASHED, TOO_LARGE, Worker, silence

# The process is ended above this; pages full of long lines take it to 500 (see `ocr`, which reads fewer of them at once).
MEMORY_MB = 700
# After a page it starts anew above this: it holds 200 then, and what one page needs at once comes on top.
RENEW_MB = 420
# Opening and drawing are quick, or the file means harm; recognition may have to share a slow processor.
SECONDS_TO_OPEN = 8.0
SECONDS_PER_PAGE = 90.0
# A closer look at a picture takes a third of a second; the models are loaded before the first one.
SECONDS_TO_FIND = 30.0
IDLE_SECONDS = 60.0
NO_READER = N_("The part that reads text is missing from this installation")


def serve(pipe: Connection) -> None:
    """A reading worker's life: answer jobs until the pipe closes."""
    silence()
    give_back_large()
    from seller_desk.core.media.reading import Reader

    reader = Reader()
    pipe.send(("ready", None))
    while True:
        try:
            job, arguments = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = reader.answer(job, *arguments)
        except ImportError:
            answer = {"code": "unreadable", "reason": NO_READER}
        except Exception:  # noqa: BLE001 - whatever a broken file does, the batch goes on
            answer = {"code": "unreadable", "reason": CRASHED}
        give_back_free()
        pipe.send(("done", answer))


class ReadingWorker:
    """The one reading process, started when needed. Safe from several threads, which wait for each other."""

    def __init__(
        self,
        *,
        seconds: float = SECONDS_PER_PAGE,
        open_seconds: float = SECONDS_TO_OPEN,
        idle_seconds: float = IDLE_SECONDS,
        target: Callable[[Connection], None] = serve,
    ) -> None:
        self._seconds = {"recognise": seconds, "closer": SECONDS_TO_FIND}
        self._open_seconds = open_seconds
        self._idle_seconds = idle_seconds
        self._target = target
        self._lock = threading.RLock()
        self._worker: Worker | None = None
        self._used = 0.0
        self._timer: threading.Timer | None = None
        self.peak = 0

    @property
    def running(self) -> bool:
        """Whether there is a process now."""
        return self._worker is not None

    def pages(self, path: str, password: str = "", stop: Stop = never) -> dict[str, Any]:
        """Type and number of pages; see `Reader.pages`. Never raises for what the file does: `code` and `reason` tell."""
        with self._lock:
            return self._twice(lambda: self._run("pages", path, password, stop=stop))

    def page(
        self, path: str, number: int, password: str = "", stop: Stop = never
    ) -> dict[str, Any]:
        """One page as read; see `Reader.open`. Never raises for what the file does; Cancelled when asked to stop."""

        def read() -> dict[str, Any]:
            answer = self._run("open", path, number, password, stop=stop)
            return self._run("recognise", number, stop=stop) if answer.get("drawn") else answer

        with self._lock:
            return self._twice(read)

    def closer(self, path: str, stop: Stop = never) -> dict[str, Any]:
        """A closer look at a picture; see `Reader.closer`. Never raises for what the file does; Cancelled when asked to stop."""
        with self._lock:
            return self._twice(lambda: self._run("closer", path, stop=stop))

    def _twice(self, job: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """The answer; from a fresh process if the first one died or had no room: that need not be the file's fault.

        Whatever took too long would take as long again.
        """
        answer = job()
        if answer.get("reason") not in (CRASHED, TOO_LARGE):
            return answer
        self._end()
        return job()

    def forget(self) -> None:
        """Let the process drop the file that it holds."""
        if self.running:
            self._run("forget")

    def _run(self, job: str, *arguments: Any, stop: Stop = never) -> dict[str, Any]:
        with self._lock:
            if self._worker is None:
                self._worker = Worker(self._target, memory_mb=MEMORY_MB, name="reading")
            if not self._worker.alive:
                self._end()
                return {"code": "unreadable", "reason": CRASHED}
            seconds = self._seconds.get(job, self._open_seconds)
            try:
                return self._worker.run(job, arguments, seconds, stop)
            finally:
                self._look_after(job)

    def _look_after(self, job: str) -> None:
        """Away with a process that is dead or has grown; a clock for one that will be idle."""
        self._used = time.monotonic()
        if self._worker is None or not self._worker.alive:
            self._end()
            return
        size = self._worker.memory()
        self.peak = max(self.peak, size)
        if job != "open" and size > RENEW_MB * 1024 * 1024:
            self._end()
        elif self._timer is None:
            self._wait(self._idle_seconds)

    def _wait(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._idle)
        self._timer.daemon = True
        self._timer.start()

    def _idle(self) -> None:
        with self._lock:
            self._timer = None
            if self._worker is None:
                return
            left = self._used + self._idle_seconds - time.monotonic()
            if left > 0:
                self._wait(left)
            else:
                self._end()

    def _end(self) -> None:
        if self._worker is not None:
            with contextlib.suppress(OSError):
                self._worker.kill()
            self._worker = None

    def close(self) -> None:
        """End the process now."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            self._end()

    def __enter__(self) -> "ReadingWorker":
        return self

    def __exit__(self, *_rest: object) -> None:
        self.close()
