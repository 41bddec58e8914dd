"""Packets that were built and what became of them."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.language import N_, _, language, ngettext
from seller_desk.core.bundle.model import BundleRecord
from seller_desk.ui.pages.export.work import Watcher
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import (
    Card,
    Choice,
    Label,
    StateLabel,
    line,
    link_button,
    secondary_button,
)
from seller_desk.ui.widgets.layouts import clear

SHOWN = 2
OUTCOMES: dict[str, tuple[str, str]] = {
    "": ("not_needed", N_("Not submitted")),
    "submitted": ("later", N_("Submitted")),
    "accepted": ("done", N_("Accepted")),
    "returned": ("blocker", N_("Returned")),
}


class HistoryCard(Card):
    """The newest packets, each with its outcome and what became of its file.

    `changed` fires after an outcome was noted, `grown` when rows have other words.
    """

    changed = Signal()
    grown = Signal()

    def __init__(self, context: WindowContext) -> None:
        self._all = link_button(_("All records"), self._on_all)
        super().__init__(_("Packets and submissions"), self._all)
        self._context = context
        self._whole = False
        self._editing = ""
        self._records: Sequence[BundleRecord] = ()
        self._states: dict[str, str] = {}
        self._watching: Job | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self.body.setSpacing(8)

    def show_records(self, records: Sequence[BundleRecord]) -> None:
        """Newest first; hidden while there are none."""
        self._records = records
        self.setVisible(bool(records))
        self._fill()
        if self._watching is not None:
            self._watching.cancel()
        self._watching = None
        if records:
            self._watching = self._context.runner.start(Watcher(list(records)), lane=Lane.WIDE)
            self._watching.done.connect(self._on_watched)

    def told(self) -> list[str]:
        """The words of each packet shown, once its file was looked at; for tests."""
        shown = self._records if self._whole else self._records[:SHOWN]
        return [self.summary(one) for one in shown if one.id in self._states]

    @Slot(object)
    def _on_watched(self, states: dict[str, str]) -> None:
        self._states, self._watching = states, None
        # A form that is being filled in stays as it is.
        for row in self.findChildren(_Row):
            row.tell()
        self.grown.emit()

    def summary(self, record: BundleRecord) -> str:
        """A packet in one line."""
        state = self._states.get(record.id)
        return " · ".join([_summary(record), *([state] if state else [])])

    def _fill(self) -> None:
        clear(self._rows)
        self._all.setVisible(len(self._records) > SHOWN)
        self._all.setText(_("Fewer") if self._whole else _("All records"))
        for record in self._records if self._whole else self._records[:SHOWN]:
            self._rows.addWidget(line())
            self._rows.addWidget(_Row(record, self))
            if record.id == self._editing:
                self._rows.addWidget(_Outcome(record, self))

    @Slot()
    def _on_all(self) -> None:
        self._whole = not self._whole
        self._fill()

    def edit(self, record_id: str) -> None:
        """Open or close the editor of an outcome."""
        self._editing = "" if self._editing == record_id else record_id
        self._fill()

    def note(self, record: BundleRecord, outcome: str, number: str, words: str) -> None:
        """Keep what became of a packet."""
        self._editing = ""
        self._context.desk.bundles.note_submission(record.id, outcome, number, words)
        self._context.changed()
        self.changed.emit()

    def open_folder(self, record: BundleRecord) -> None:
        """Show the packet's folder, if it is still there."""
        folder = Path(record.path).parent
        if folder.is_dir():
            self._context.open_url(QUrl.fromLocalFile(str(folder)))
        else:
            self._context.say(_("The folder is no longer there: {folder}").format(folder=folder))


class _Row(QWidget):
    def __init__(self, record: BundleRecord, card: HistoryCard) -> None:
        super().__init__()
        self._record, self._card = record, card
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        when = Label(moment_text(record.built_at), role="caption", token="text2")
        when.setFixedWidth(current().px(128))
        row.addWidget(when)
        self._words = Label(card.summary(record), wrap=True)
        row.addWidget(self._words, 1)
        state, text = OUTCOMES[record.outcome]
        row.addWidget(StateLabel(state, _(text)))
        row.addWidget(link_button(_("Note outcome"), self._on_edit))
        row.addWidget(link_button(_("Open folder"), self._on_open))

    def tell(self) -> None:
        """The words again, with what became of the file."""
        self._words.setText(self._card.summary(self._record))

    @Slot()
    def _on_edit(self) -> None:
        self._card.edit(self._record.id)

    @Slot()
    def _on_open(self) -> None:
        self._card.open_folder(self._record)


class _Outcome(QWidget):
    """Outcome, number and a word, kept with one button."""

    def __init__(self, record: BundleRecord, card: HistoryCard) -> None:
        super().__init__()
        self._record, self._card = record, card
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        options = [(name, _(text)) for name, (_state, text) in OUTCOMES.items()]
        self._outcome = Choice(options, name=_("Outcome"))
        self._outcome.set_current(record.outcome)
        self._number = QLineEdit(record.submission)
        self._number.setPlaceholderText(_("Submission number"))
        self._number.setAccessibleName(_("Submission number"))
        self._words = QLineEdit(record.note)
        self._words.setPlaceholderText(_("Reason, if it came back"))
        self._words.setAccessibleName(_("Reason, if it came back"))
        row.addWidget(self._outcome)
        row.addWidget(self._number, 1)
        row.addWidget(self._words, 2)
        row.addWidget(secondary_button(_("Keep"), "", self._on_keep))

    @Slot()
    def _on_keep(self) -> None:
        self._card.note(
            self._record,
            self._outcome.current(),
            self._number.text().strip(),
            self._words.text().strip(),
        )


def moment_text(built_at: str) -> str:
    """`12 月 1 日 16:20` or `1 Dec 16:20`, in this machine's time."""
    moment = datetime.fromisoformat(built_at).astimezone()
    if language() == "zh":
        return f"{moment.month} 月 {moment.day} 日 {moment:%H:%M}"
    return f"{moment.day} {moment:%b %H:%M}"


def _summary(record: BundleRecord) -> str:
    parts = []
    if record.submission:
        parts.append(_("Submission {number}").format(number=record.submission))
    if record.accepted_blockers:
        count = len(record.accepted_blockers)
        parts.append(
            ngettext(
                "Draft packet, {n} kind of blocker accepted",
                "Draft packet, {n} kinds of blockers accepted",
                count,
            ).format(n=count)
        )
    parts.append(record.note or Path(record.path).name)
    return " · ".join(parts)
