"""Keeps the survey up to date: waits a moment after a change, asks the steps in the background, drops old answers."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.looks import Look

PAUSE_MS = 250


class Surveyor(QObject):
    """`ready` fires with a new Survey; `settled()` says whether the shown one is the newest."""

    ready = Signal(object)
    broke = Signal(object)

    def __init__(self, context: WindowContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.start)
        context.committed.connect(self.soon)
        context.company_changed.connect(self.start)
        context.application_changed.connect(self.start)

    @Slot()
    def soon(self) -> None:
        """Ask again after a short pause."""
        self._timer.start()

    def begin(self) -> None:
        """Tell what was counted at the last start, then ask."""
        context = self._context
        told = context.looks.told(context.company_id, context.application_id)
        if told is not None:
            self.ready.emit(told)
        self.start()

    @Slot()
    def start(self) -> None:
        """Ask now; an answer still under way is dropped."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
        context = self._context
        job = context.runner.start(
            partial(context.looks.look, context.company_id, context.application_id),
            lane=Lane.WIDE,
        )
        job.done.connect(self._on_done)
        self._job = job

    def settled(self) -> bool:
        """Whether nothing is waiting or under way."""
        return not self._timer.isActive() and (self._job is None or not self._job.running)

    @Slot(object)
    def _on_done(self, seen: Look) -> None:
        for problem in seen.survey.problems:
            self.broke.emit(problem)
        self.ready.emit(seen.survey)
