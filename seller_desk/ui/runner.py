"""Background work. Results, errors and progress come back in the window's thread.

Three lanes: STORE runs one job after the other (whatever writes), WIDE runs several at once (looking up, measuring),
READ one after the other beside both (recognising text, which takes seconds a page).
A `Job` lives in the main thread; only signals cross over. Connect bound methods of QObjects, never lambdas.
"""

import time
from collections.abc import Callable
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThread, QThreadPool, Signal, Slot

from seller_desk.core.base.errors import Cancelled, DeskError
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.ui.manners import Manners, give_way, may_wait, window_works

TICK_SECONDS = 0.06


class Lane(Enum):
    """Where work runs: one at a time, side by side, or text being recognised."""

    STORE = "store"
    WIDE = "wide"
    READ = "read"


class Job(QObject):
    """One piece of work. Exactly one of `done`, `failed`, `cancelled` fires, then `finished`.

    After `cancel` neither `done` nor `failed` fires any more, so a page that was left hears nothing.
    """

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    progress = Signal(int, int, str)
    _report = Signal(str, object)

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.running = True
        # Set by whoever asked for it and lives as long as the window.
        self.outlives_page = False
        self.last_progress: tuple[int, int, str] = (0, 0, "")
        self.started_at = time.monotonic()
        self._stopped = False
        self._closing = False
        self._report.connect(self._on_report)

    def cancel(self) -> None:
        """Ask the work to stop; it ends at its next look."""
        self._stopped = True

    def close(self) -> None:
        """The window closes: long work ends at its next look, an edit that waits its turn is still done."""
        self._closing = True

    def unwanted(self, lane: Lane) -> bool:
        """Whether work that has not begun need not begin. What writes was promised to the seller: it begins even
        when the window closes, unless the seller cancelled it."""
        return self._stopped or (self._closing and lane is not Lane.STORE)

    @property
    def stopped(self) -> bool:
        """Whether somebody asked it to stop. Read by the work, from its own thread."""
        return self._stopped or self._closing

    def seconds_left(self) -> int | None:
        """A guess from the share done so far; None while there is nothing to guess from."""
        done, total, _what = self.last_progress
        passed = time.monotonic() - self.started_at
        if not done or not total or passed < 2:
            return None
        return max(1, round(passed / done * (total - done)))

    @Slot(str, object)
    def _on_report(self, what: str, value: Any) -> None:
        if what == "progress":
            self.last_progress = value
            if not self._stopped:
                self.progress.emit(*value)
            return
        self.running = False
        # Whoever hears of it shows it.
        window_works()
        if self._stopped or isinstance(value, Cancelled):
            self.cancelled.emit()
        elif what == "done":
            self.done.emit(value)
        else:
            self.failed.emit(value)
            runner = self.parent()
            if isinstance(runner, Runner) and not isinstance(value, DeskError):
                runner.broken.emit(value)
        self.finished.emit()


class _Work(QRunnable):
    """The side of a job that runs in a pool thread."""

    def __init__(self, work: Callable[[Progress, Stop], Any], job: Job, lane: Lane) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._work = work
        self._job = job
        self._lane = lane
        self._told = 0.0

    def run(self) -> None:
        """Do it, and report how it ended."""
        if self._lane is not Lane.STORE:
            may_wait()
        try:
            if self._job.unwanted(self._lane):
                raise Cancelled
            value = self._work(self._progress, self._stop)
        except Exception as problem:  # noqa: BLE001 - every error travels to the job's owner
            self._job._report.emit("failed", problem)  # noqa: SLF001 - one pair of classes
        else:
            self._job._report.emit("done", value)  # noqa: SLF001

    def _stop(self) -> bool:
        give_way()
        return self._job.stopped

    def _progress(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if now - self._told >= TICK_SECONDS or (total and done >= total):
            self._told = now
            self._job._report.emit("progress", (done, total, what))  # noqa: SLF001


class Runner(QObject):
    """Starts work and keeps it until it ends.

    `busy_changed` fires when titled work begins or ends; `broken` with every error that is our own mistake.
    """

    busy_changed = Signal()
    broken = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {lane: QThreadPool(self) for lane in Lane}
        self._pools[Lane.STORE].setMaxThreadCount(1)
        self._pools[Lane.READ].setMaxThreadCount(1)
        self._pools[Lane.WIDE].setMaxThreadCount(max(2, QThread.idealThreadCount() - 1))
        self._kept: dict[Job, _Work] = {}
        Manners(self)
        self._held: list[tuple[Lane, _Work]] | None = None
        self._closed = False

    def start(
        self, work: Callable[[Progress, Stop], Any], *, lane: Lane = Lane.WIDE, title: str = ""
    ) -> Job:
        """Begin `work(progress, stop)`. Work with a title is shown in the status line."""
        job = Job(title, self)
        job.finished.connect(self._on_finished)
        if self._closed:
            job.cancel()
        piece = _Work(work, job, lane)
        self._kept[job] = piece
        if self._held is None:
            self._pools[lane].start(piece)
        else:
            self._held.append((lane, piece))
        if title:
            self.busy_changed.emit()
        return job

    def hold(self) -> None:
        """Begin nothing until `release`, as while a window opens: it would take its time from what is to be seen first."""
        self._held = []

    @Slot()
    def release(self) -> None:
        """Begin what was held, in its order."""
        held, self._held = self._held, None
        for lane, piece in held or ():
            self._pools[lane].start(piece)

    def running(self) -> list[Job]:
        """Work with a title that is still going on, oldest first."""
        return [job for job in self._kept if job.title and job.running]

    def idle(self) -> bool:
        """Whether nothing at all is going on."""
        return not self._kept

    def shutdown(self) -> None:
        """Stop everything and wait for it, edits that are queued included; nothing reports afterwards."""
        self._closed = True
        for job in self._kept:
            job.close()
        self.release()
        for pool in self._pools.values():
            pool.waitForDone()
        for job in list(self._kept):
            job.blockSignals(True)
        self._kept.clear()

    @Slot()
    def _on_finished(self) -> None:
        job = self.sender()
        if not isinstance(job, Job):
            return
        self._kept.pop(job, None)
        if job.title:
            self.busy_changed.emit()
        job.deleteLater()
