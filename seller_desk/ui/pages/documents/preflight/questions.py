"""The questions that only the seller can answer: yes, no, or not needed, with a word to oneself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.services.preflight import Asked
from seller_desk.ui.widgets import Button, Card, IconLabel, Label, Segments, line
from seller_desk.ui.widgets.layouts import clear

OPEN = "open"
_TOP = Qt.AlignmentFlag.AlignTop


class QuestionCard(Card):
    """`answered` fires with (question id, answer or None, note), `source_asked` with (title, source, button)."""

    answered = Signal(str, object, str)
    source_asked = Signal(str, object, QWidget)

    def __init__(self) -> None:
        super().__init__(padding=0)
        self.body.setSpacing(0)
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(2)
        self._title = Label(_("Questions only you can answer"), role="h2", wrap=True)
        self._caption = Label("", role="caption", token="text2", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._caption)
        self.body.addWidget(head)
        self._holder = QVBoxLayout()
        self._holder.setSpacing(0)
        self.body.addLayout(self._holder)
        self._rows: dict[str, QuestionRow] = {}

    def show_questions(self, asked: Sequence[Asked]) -> None:
        """These questions; rows stay in place so that focus and half typed notes do."""
        ids = [one.question.id for one in asked]
        if ids != list(self._rows):
            self._make(asked)
        for one in asked:
            self._rows[one.question.id].show_answer(one)
        unsaid = sum(one.answer is None for one in asked)
        words = ngettext("{n} is open", "{n} are open", unsaid).format(n=unsaid)
        self._caption.setText(words if unsaid else _("All are answered"))

    def point_at(self, question: str) -> None:
        """Bring a question into view."""
        row = self._rows.get(question)
        if row is not None:
            row.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def row(self, question: str) -> "QuestionRow":
        """The row of a question, for tests."""
        return self._rows[question]

    def _make(self, asked: Sequence[Asked]) -> None:
        clear(self._holder)
        self._rows = {}
        for one in asked:
            self._holder.addWidget(line())
            row = QuestionRow(one)
            row.answered.connect(self.answered)
            row.source_asked.connect(self.source_asked)
            self._holder.addWidget(row)
            self._rows[one.question.id] = row


class QuestionRow(QWidget):
    """One question."""

    answered = Signal(str, object, str)
    source_asked = Signal(str, object, QWidget)

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        question = asked.question
        self._id, self._label = question.id, question.label.text()
        self._source: SourceNote = question.source_note()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(6)
        column.addWidget(Label(question.text.text(), role="strong", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        options = [
            ("yes", _("Yes")),
            ("no", _("No")),
            ("not_needed", _("Not needed")),
            (OPEN, _("Not answered")),
        ]
        self.choice = Segments(options, name=question.text.text())
        self.choice.chosen.connect(self._on_chosen)
        row.addWidget(self.choice)
        self.note = QLineEdit()
        self.note.setAccessibleName(_("Note: {label}").format(label=self._label))
        self.note.setPlaceholderText(_("A word to yourself"))
        self.note.editingFinished.connect(self._on_note)
        kept = self.note.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.note.setSizePolicy(kept)
        row.addWidget(self.note, 1)
        source = Button(_("Source"), "link")
        source.setAccessibleName(f"{self._label}, {_('Source')}")
        source.clicked.connect(self._on_source)
        row.addWidget(source)
        column.addLayout(row)
        told = QHBoxLayout()
        told.setSpacing(6)
        self._icon = IconLabel("ph.warning-fill", "warn", 14)
        self._told = Label("", role="caption", wrap=True)
        told.addWidget(self._icon, 0, _TOP)
        told.addWidget(self._told, 1)
        column.addLayout(told)
        self._given: str | None = None
        self._kept = ""

    def show_answer(self, asked: Asked) -> None:
        """The answer that is kept, and what follows from it."""
        answer = asked.answer
        self._given = answer.answer if answer else None
        self.choice.set_current(self._given or OPEN)
        note = answer.note if answer else ""
        if note != self._kept or not self.note.hasFocus():
            self._kept = note
            self.note.setText(note)
        self.note.setVisible(answer is not None)
        no = self._given == "no"
        words = asked.question.fix.text() if no else ""
        if not no and asked.on_file:
            words = _("On file: {names}").format(names=_(", ").join(asked.on_file))
        self._icon.set_icon(*(("ph.warning-fill", "warn") if no else ("ph.file", "text2")))
        self._told.setText(words)
        self._icon.setVisible(bool(words))
        self._told.setVisible(bool(words))

    @Slot(str)
    def _on_chosen(self, answer: str) -> None:
        self.answered.emit(self._id, None if answer == OPEN else answer, self.note.text())

    @Slot()
    def _on_note(self) -> None:
        if self._given is not None and self.note.text().strip() != self._kept:
            self._kept = self.note.text().strip()
            self.answered.emit(self._id, self._given, self._kept)

    @Slot()
    def _on_source(self) -> None:
        sender = self.sender()
        if isinstance(sender, QWidget):
            self.source_asked.emit(self._label, self._source, sender)
