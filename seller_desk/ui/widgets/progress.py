"""Long work on a page: what runs, how far, time left, Cancel."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from seller_desk.core.base.language import _
from seller_desk.ui.runner import Job
from seller_desk.ui.widgets.buttons import secondary_button
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.chip import StateLabel
from seller_desk.ui.widgets.labels import Label


def time_left(job: Job) -> str:
    """ "About 6 s left", or nothing while there is nothing to guess from."""
    seconds = job.seconds_left()
    if seconds is None:
        return ""
    if seconds < 90:
        return _("About {n} s left").format(n=seconds)
    return _("About {n} min left").format(n=round(seconds / 60))


class ProgressCard(Card):
    """Follows one job. `steps` are the names of its stages; the job's progress text is shown beside the title."""

    cancelled = Signal()

    def __init__(self, title: str, steps: Sequence[str] = ()) -> None:
        super().__init__(padding=16)
        self._job: Job | None = None
        self._steps = list(steps)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Label(title, role="strong"))
        self._what = Label(role="caption", token="text2", wrap=True)
        head.addWidget(self._what, 1)
        self._left = Label(role="caption", token="text2")
        head.addWidget(self._left)
        self._cancel = secondary_button(_("Cancel"), "", self._on_cancel)
        head.addWidget(self._cancel)
        self.body.addLayout(head)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self.body.addWidget(self._bar)
        self._marks = [StateLabel("not_started", step) for step in self._steps]
        if self._marks:
            row = QHBoxLayout()
            for mark in self._marks:
                row.addWidget(mark)
                row.addStretch(1)
            self.body.addLayout(row)

    def follow(self, job: Job) -> None:
        """Show this job's progress from now on."""
        self._job = job
        self._bar.setRange(0, 0)
        self._what.setText("")
        self._left.setText("")
        self._cancel.setEnabled(True)
        job.progress.connect(self._on_progress)

    def set_step(self, number: int) -> None:
        """Stage `number` (from 0) runs; those before are done."""
        for position, mark in enumerate(self._marks):
            state = (
                "done" if position < number else "running" if position == number else "not_started"
            )
            mark.set_state(state, self._steps[position])

    @Slot(int, int, str)
    def _on_progress(self, done: int, total: int, what: str) -> None:
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)
        self._what.setText(what)
        if self._job is not None:
            self._left.setText(time_left(self._job))

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self._what.setText(_("Stopping"))
        self.cancelled.emit()
