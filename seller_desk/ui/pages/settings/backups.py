"""Backups in the settings: the last one, the last trial, make, copy, restore."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.core.services.backups import DrillResult, not_whole
from seller_desk.ui.pages.settings.whole_copy import WholeCopy
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.restoring import FILTER, BackupRows, Restoring
from seller_desk.ui.widgets import (
    Card,
    FlowLayout,
    Label,
    Notice,
    StateLabel,
    line,
    secondary_button,
)


class BackupCard(Card):
    """Every act is done in the background and told here."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("Backups"))
        self._context = context
        self._backups = context.desk.backups
        self._last = Label(role="strong")
        self._drill = StateLabel("not_started", _("Not tried yet"))
        self._drill_note = Label(role="caption", token="text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._last)
        words.addWidget(
            Label(
                _(
                    "Made by itself every half hour when something changed; older ones are thinned. They lie in the "
                    "data folder: keep a whole copy on another disk as well."
                ),
                role="caption",
                token="text2",
                wrap=True,
            )
        )
        self.body.addLayout(words)
        trial = QHBoxLayout()
        trial.setSpacing(12)
        trial.addWidget(Label(_("Trial restore"), token="text2"))
        trial.addWidget(self._drill)
        trial.addWidget(self._drill_note, 1)
        self.body.addLayout(trial)
        self.body.addLayout(self._buttons())
        self.whole = WholeCopy()
        self.whole.wanted.connect(self._on_whole)
        self.body.addWidget(self.whole)
        self.notice = Notice("", tone="alarm")
        self.notice.hide()
        self.body.addWidget(self.notice)
        self.restoring = Restoring(self._backups, context.runner, lambda: context.ask)
        self.restoring.ready.connect(context.restore_ready)
        self.body.addWidget(self.restoring)
        self._list = QVBoxLayout()
        self.body.addLayout(self._list)
        self._rows: QWidget | None = None

    def _buttons(self) -> FlowLayout:
        row = FlowLayout()
        self.make = secondary_button(_("Make one now"), "ph.clock-counter-clockwise", self._on_make)
        self.copy = secondary_button(_("Whole copy"), "ph.export", self._on_copy)
        self.try_it = secondary_button(_("Try now"), "ph.checks", self._on_try)
        self.choose = secondary_button(_("Restore from a file"), "ph.folder-open", self._on_choose)
        folder = secondary_button(_("Open folder"), "", self._on_folder)
        for button in (self.make, self.copy, self.try_it, self.choose, folder):
            row.addWidget(button)
        return row

    def refresh(self) -> None:
        """Show what is so."""
        entries = self._backups.list()
        if entries:
            told = _("Last backup: {time}").format(time=local_time(entries[0].made))
        else:
            told = _("No backup yet")
        self._last.setText(told)
        self._show_drill(self._backups.last_drill())
        if self._rows is not None:
            self._list.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if entries:
            column.addWidget(line())
            listed = BackupRows(entries, 5)
            listed.chosen.connect(self._on_restore)
            column.addWidget(listed)
            column.addWidget(
                Label(
                    _("A restore keeps what is here now as a backup of its own; the window opens again by itself."),
                    role="caption",
                    token="text2",
                    wrap=True,
                )
            )  # fmt: skip
        self._rows = rows
        self._list.addWidget(rows)

    def _show_drill(self, result: DrillResult | None) -> None:
        if result is None:
            self._drill.set_state("not_started", _("Not tried yet"))
            self._drill_note.setText(
                _("Once a month a backup is restored into a folder of its own.")
            )
            return
        when = local_time(datetime.fromisoformat(result.at))
        if result.ok:
            self._drill.set_state("done", _("Restored well, {time}").format(time=when))
            self._drill_note.setText("")
        else:
            self._drill.set_state("blocker", _("Failed, {time}").format(time=when))
            self._drill_note.setText(result.problems[0])

    def _on_make(self) -> None:
        self._start(partial(_make, self._context.desk), _("Making a backup"))

    def _on_try(self) -> None:
        self._start(partial(_try, self._context.desk), _("Trying to restore"))

    def _on_copy(self) -> None:
        self.whole.open_form()

    @Slot(str)
    def _on_whole(self, passphrase: str) -> None:
        stamp = f"{datetime.now().astimezone():%Y-%m-%d}"
        path = self._context.ask.save(_("Whole copy"), f"seller-desk-{stamp}.sdbackup", FILTER)
        if path is not None:
            # The chooser has asked before a file is replaced.
            self._start(
                partial(_copy, self._context.desk, path, passphrase), _("Writing the backup")
            )

    def _start(self, work: partial[str], title: str) -> None:
        self.notice.hide()
        job = self._context.runner.start(work, lane=Lane.WIDE, title=title)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_done(self, said: object) -> None:
        if isinstance(said, str) and said:
            done, _newline, wrong = said.partition("\n")
            self._context.say(done)
            if wrong:
                self.notice.set_text(done, wrong)
                self.notice.show()
        self.refresh()

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, DeskError):
            self.notice.set_text(problem.title, problem.advice)
            self.notice.show()

    def _on_choose(self) -> None:
        self.restoring.choose()

    @Slot(object)
    def _on_restore(self, path: Path) -> None:
        self.restoring.begin(path)

    def _on_folder(self) -> None:
        self._context.open_url(QUrl.fromLocalFile(str(self._context.desk.folder.backups)))


def local_time(moment: datetime) -> str:
    """Date and minute where the seller is."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _make(desk: Desk, _progress: Progress, stop: Stop) -> str:
    desk.backups.make_now(stop)
    return _("Backup made")


def _try(desk: Desk, report: Progress, stop: Stop) -> str:
    desk.backups.drill(report, stop)
    return ""


def _copy(desk: Desk, path: Path, passphrase: str, report: Progress, stop: Stop) -> str:
    _path, manifest = desk.backups.create(path, passphrase, report, stop, overwrite=True)
    return "\n".join([_("Copy written: {name}").format(name=path.name), *not_whole(manifest)])
