"""What the window does by itself while it is open: backups, their monthly trial, sweeping what belongs to nothing."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.context import WindowContext

# The first look comes when the seller has begun to work, not while the window opens.
FIRST_MS = 60_000
# Looks are cheap: a backup is made only every half hour, and only after a change.
EVERY_MS = 5 * 60_000


class Upkeep(QObject):
    """Starts the work; `troubled` carries what the seller must know (a damaged database, a full disk)."""

    troubled = Signal(object)
    done = Signal()

    def __init__(self, context: WindowContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._swept = False
        self._timer = QTimer(self)
        self._timer.setInterval(FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Do what is due."""
        self._timer.setInterval(EVERY_MS)
        runner = self._context.runner
        job = runner.start(partial(_back_up, self._context.desk), lane=Lane.WIDE)
        job.failed.connect(self._on_failed)
        job.done.connect(self._on_done)
        if not self._swept:
            self._swept = True
            # In the lane of all writing, so that no document is between its file and its row.
            runner.start(partial(_sweep, self._context.desk), lane=Lane.STORE)
            place = runner.start(partial(_place, self._context.desk), lane=Lane.WIDE)
            place.done.connect(self._on_place)

    def stop(self) -> None:
        """No more."""
        self._timer.stop()

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, DeskError):
            self.troubled.emit(problem)

    @Slot(object)
    def _on_place(self, trouble: object) -> None:
        if isinstance(trouble, DeskError):
            self.troubled.emit(trouble)

    @Slot(object)
    def _on_done(self, _made: object) -> None:
        self.done.emit()


def _back_up(desk: Desk, report: Progress, stop: Stop) -> object:
    made = desk.backups.make_if_due(stop)
    desk.backups.drill_if_due(report, stop)
    return made


def _sweep(desk: Desk, _progress: Progress, _stop: Stop) -> int:
    return desk.backups.sweep()


def _place(desk: Desk, _progress: Progress, _stop: Stop) -> DeskError | None:
    """Once in a window's life: the data lie in a synced folder or on another machine."""
    from seller_desk.core.services.doctor import place_check

    found = place_check(desk.folder.root)
    return DeskError(found.detail, found.advice, file=desk.folder.root) if found else None
