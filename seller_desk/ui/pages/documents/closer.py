"""The closer look at pictures, in the background: what it finds is shown when it is done."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext


@dataclass(frozen=True, slots=True)
class _LookCloser:
    """One file at a time: the other worker draws pages meanwhile."""

    desk: Desk
    company_id: str

    def __call__(self, progress: Progress, stop: Stop) -> int:
        documents = self.desk.documents.list(self.company_id)
        return self.desk.closer.look(documents, report=progress, stop=stop, at_once=1)


class BackgroundCloser(QObject):
    """Looks at whatever was not looked at yet, of this version; says nothing while there is nothing new."""

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None

    def look(self) -> None:
        """Begin, unless it goes on already."""
        company = self._context.company_id
        if self._job is not None or not company:
            return
        work = _LookCloser(self._context.desk, company)
        self._job = self._context.runner.start(work, lane=Lane.WIDE)
        self._job.done.connect(self._on_done)
        self._job.finished.connect(self._on_over)

    @Slot(object)
    def _on_done(self, count: int) -> None:
        self._job = None
        if count:
            self._context.changed()

    @Slot()
    def _on_over(self) -> None:
        self._job = None
