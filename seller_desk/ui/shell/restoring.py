"""Choosing a backup and bringing it as far as it can be while the window is open: checked and laid ready."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.services.backups import BackupEntry, BackupService
from seller_desk.ui.runner import Job, Lane, Runner
from seller_desk.ui.shell.ask import Ask
from seller_desk.ui.widgets import (
    FieldRow,
    Label,
    Notice,
    ProgressCard,
    line,
    primary_button,
    secondary_button,
)

FILTER = "Seller Desk (*.sdbackup)"


class Restoring(QWidget):
    """Hidden until a backup is chosen. `ready` carries what was prepared; the database in use is not touched yet."""

    ready = Signal(object)

    def __init__(self, backups: BackupService, runner: Runner, ask: Callable[[], Ask]) -> None:
        super().__init__()
        self._backups, self._runner, self._ask = backups, runner, ask
        self._path = Path()
        self._job: Job | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.trouble = Notice("", tone="alarm")
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.returnPressed.connect(self._on_open)
        self._row = FieldRow(_("Passphrase of this backup"), self.secret)
        self._open = primary_button(_("Open the backup"), "", self._on_open)
        self._entry = QWidget()
        around = QVBoxLayout(self._entry)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(4)
        entry = QHBoxLayout()
        entry.setSpacing(12)
        around.addLayout(entry)
        told = _("It was chosen when the backup was made; nobody can look it up.")
        around.addWidget(Label(told, role="caption", token="text2", wrap=True))
        entry.addWidget(self._row, 1)
        entry.addWidget(self._open, 0, Qt.AlignmentFlag.AlignBottom)
        self._card = ProgressCard(_("Restoring the backup"))
        for widget in (self.trouble, self._entry, self._card):
            widget.hide()
            column.addWidget(widget)
        self.hide()

    def choose(self) -> None:
        """Ask for a file."""
        path = self._ask().file(_("Choose a backup"), FILTER)
        if path is not None:
            self.begin(path)

    def begin(self, path: Path) -> None:
        """Restore from this backup; asks for the passphrase if it has one."""
        from seller_desk.core.store.locked_file import is_locked

        self._path = path
        self.trouble.hide()
        self.show()
        try:
            locked = is_locked(path)
        except OSError as problem:
            self._tell(DeskError(_("{name} cannot be read").format(name=path.name), str(problem)))
            return
        self._entry.setVisible(locked)
        if locked:
            self.secret.clear()
            self.secret.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._start("")

    def _on_open(self) -> None:
        if self.secret.text():
            self.trouble.hide()
            self._start(self.secret.text())

    def _start(self, passphrase: str) -> None:
        if self._job is not None and self._job.running:
            return
        self._open.setEnabled(False)
        self._job = self._runner.start(
            partial(_prepare, self._backups, self._path, passphrase),
            lane=Lane.STORE,
            title=_("Restoring the backup"),
        )
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._on_finished)
        self._card.follow(self._job)
        self._card.show()

    @Slot(object)
    def _on_done(self, prepared: object) -> None:
        self.secret.clear()
        self._entry.hide()
        self.ready.emit(prepared)

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, DeskError):
            self._tell(problem)

    @Slot()
    def _on_finished(self) -> None:
        self._card.hide()
        self._open.setEnabled(True)

    def _tell(self, problem: DeskError) -> None:
        self.trouble.set_text(problem.title, problem.advice)
        self.trouble.show()


class BackupRows(QWidget):
    """The newest backups, each with its own button. `chosen` carries the path."""

    chosen = Signal(object)

    def __init__(self, entries: list[BackupEntry], most: int = 6) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for number, entry in enumerate(entries[:most]):
            if number:
                column.addWidget(line())
            column.addLayout(self._row(entry))

    def _row(self, entry: BackupEntry) -> QHBoxLayout:
        when = f"{entry.made.astimezone():%Y-%m-%d %H:%M}"
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Label(when, role="strong"))
        row.addWidget(Label(size_text(entry.size), role="caption", token="text2"))
        row.addWidget(Label(entry.what, role="caption", token="text2"))
        row.addStretch(1)
        button = secondary_button(
            _("Restore"), "", partial(self.chosen.emit, entry.path), small=True
        )
        button.setAccessibleName(_("Restore the backup of {time}").format(time=when))
        button.setEnabled(entry.locked or entry.manifest is not None)
        row.addWidget(button)
        return row


def size_text(size: int) -> str:
    """Megabytes, with one digit below ten; kilobytes where that would be nothing."""
    megabytes = size / 1e6
    if megabytes < 0.1:
        return f"{max(1, round(size / 1e3))} kB"
    return f"{megabytes:.1f} MB" if megabytes < 10 else f"{round(megabytes)} MB"


def _prepare(
    backups: BackupService, path: Path, passphrase: str, report: Progress, stop: Stop
) -> object:
    return backups.prepare(path, passphrase, report, stop)
