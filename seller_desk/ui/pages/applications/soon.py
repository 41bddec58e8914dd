"""What runs out or has to be begun in the next weeks; a row leads to the dates of its document."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.applications.reminders import Reminder
from seller_desk.core.base.findings import Finding, Severity, Subject
from seller_desk.core.base.language import _
from seller_desk.core.bundle.words import day_text
from seller_desk.ui.widgets import Button, Card, IconLabel, Label, line
from seller_desk.ui.widgets.layouts import clear

SHOWN = 6
_ICONS = {
    "expires": "ph.calendar-x",
    "stale": "ph.clock",
    "begin": "ph.flag",
    "postcard": "ph.envelope-simple",
    "interview": "ph.video-camera",
}
# Codes of no finding: they only lead to the tab where the thing is shown.
_INTERVIEW = ("postcard", "interview")


class SoonCard(QWidget):
    """`opened` fires with the reminder. Hidden while there is nothing to tell."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(_("Runs out soon"), role="h3"))
        self._card = Card(padding=0)
        self._card.body.setSpacing(0)
        self._card.body.setContentsMargins(0, 4, 0, 4)
        column.addWidget(self._card)

    def show_reminders(self, reminders: Sequence[Reminder], today: date) -> None:
        """The soonest few."""
        layout = self._card.body
        clear(layout)
        for number, one in enumerate(reminders[:SHOWN]):
            if number:
                layout.addWidget(line())
            row = _Row(one, today)
            row.opened.connect(self.opened)
            layout.addWidget(row)
        self.setVisible(bool(reminders))


class _Row(QWidget):
    opened = Signal(object)

    def __init__(self, reminder: Reminder, today: date) -> None:
        super().__init__()
        self._reminder = reminder
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 18, 8)
        row.setSpacing(12)
        row.addWidget(IconLabel(_ICONS[reminder.kind], "warn"))
        words = QVBoxLayout()
        words.setSpacing(1)
        title = reminder.title()
        words.addWidget(Label(title, wrap=True))
        if reminder.where:
            words.addWidget(Label(reminder.where, role="caption", token="text2", wrap=True))
        row.addLayout(words, 1)
        when = _("{day}, {distance}").format(
            day=day_text(reminder.day), distance=reminder.until(today)
        )
        row.addWidget(Label(when, role="captionstrong", token="warn"))
        button = Button(_("Show where"), "link")
        button.setAccessibleName(f"{title}, {_('Show where')}")
        button.clicked.connect(self._on_click)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    @Slot()
    def _on_click(self) -> None:
        self.opened.emit(self._reminder)


def pointer(reminder: Reminder) -> Finding:
    """The way to its place in the documents step."""
    tab = "interview" if reminder.kind in _INTERVIEW else "dates"
    return Finding(
        code=f"reminder.{tab}",
        severity=Severity.HINT,
        subject=Subject(kind="document", id=reminder.document_id, label=reminder.label),
    )
