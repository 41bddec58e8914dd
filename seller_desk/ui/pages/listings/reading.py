"""Reading the table away from the window's thread: the rows at once, then the counts, then what is to be judged."""

import time

from PySide6.QtCore import QObject, Signal, Slot

from seller_desk.core.services.listing_catalogue import Table
from seller_desk.core.services.listings import ListingService
from seller_desk.core.store.listing_view import View
from seller_desk.ui.pages.listings.work import CountTable, JudgeTable, Reading, ReadTable
from seller_desk.ui.runner import Job, Runner

# Between two looks at what was judged meanwhile, while there is much to judge.
_LOOK_SECONDS = 1.5


class TableReader(QObject):
    """Reads one view after the other; what was begun for an earlier one is dropped."""

    # A Reading: rows in order, counts not known yet.
    shown = Signal(object)
    # A Table with counts; `judging` may go on.
    counted = Signal(object)
    # More rows were judged; the rows themselves are the same.
    judged = Signal()
    failed = Signal(object)

    def __init__(self, service: ListingService, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._service, self._runner = service, runner
        self._company = ""
        self._job: Job | None = None
        self._rows_job: Job | None = None
        self._looked = 0.0
        self._view = View()

    def read(self, company_id: str, view: View) -> None:
        """Read this view of the company's listings."""
        if self._job is not None:
            self._job.cancel()
        self._company, self._view = company_id, view
        if not company_id:
            self._job = self._rows_job = None
            self.shown.emit(Reading(Table(), frozenset()))
            return
        self._job = self._rows_job = self._start(ReadTable)
        self._job.done.connect(self._on_rows)

    def reading(self) -> bool:
        """Whether rows are to come."""
        return self._rows_job is not None

    def _start(self, kind: type[ReadTable | CountTable | JudgeTable]) -> Job:
        job = self._runner.start(kind(self._service, self._company, self._view))
        job.failed.connect(self._on_failed)
        return job

    @Slot(object)
    def _on_rows(self, reading: Reading) -> None:
        self._rows_job = None
        self._job = self._start(CountTable)
        self._job.done.connect(self._on_counts)
        self.shown.emit(reading)

    @Slot(object)
    def _on_counts(self, table: Table) -> None:
        self._job = self._start(JudgeTable)
        self._job.done.connect(self._on_judged)
        self._job.progress.connect(self._on_progress)
        self._looked = time.monotonic()
        self.counted.emit(table)

    @Slot(object)
    def _on_judged(self, table: Table | None) -> None:
        self._job = None
        if table is not None:
            self.counted.emit(table)
            self.judged.emit()

    @Slot(int, int, str)
    def _on_progress(self, _done: int, _total: int, _what: str) -> None:
        now = time.monotonic()
        if now - self._looked > _LOOK_SECONDS:
            self._looked = now
            self.judged.emit()

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        self._job = self._rows_job = None
        self.failed.emit(problem)
