"""Work whose page was made anew while it ran, as when the language changes: its end is told by the window instead."""

from PySide6.QtCore import QObject, Slot

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.ui.runner import Job
from seller_desk.ui.shell.alarms import Alarms
from seller_desk.ui.shell.context import WindowContext


class Orphans(QObject):
    """Hears of what the pages that are about to go had asked for."""

    def __init__(self, context: WindowContext, alarms: Alarms, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._alarms = context, alarms
        self._taken: set[Job] = set()

    def take(self) -> None:
        """The pages go now. Work without a title is asked for again by the new page when it opens."""
        for job in self._context.runner.running():
            if job in self._taken or job.outlives_page:
                continue
            self._taken.add(job)
            job.done.connect(self._on_done)
            job.failed.connect(self._on_failed)
            job.finished.connect(self._on_finished)

    @Slot(object)
    def _on_done(self, result: object) -> None:
        from seller_desk.core.store.restore import Prepared

        if isinstance(result, Prepared):
            self._context.restore_ready.emit(result)
            return
        job = self.sender()
        # It may have written: the new pages read again, the counts follow.
        self._context.changed()
        if isinstance(job, Job):
            self._context.say(_("{work}: done").format(work=job.title))

    @Slot(object)
    def _on_failed(self, problem: object) -> None:
        # Our own mistakes come through the runner's `broken`.
        if isinstance(problem, DeskError):
            self._alarms.trouble(problem)

    @Slot()
    def _on_finished(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._taken.discard(job)
