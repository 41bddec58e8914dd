"""The self-check: supply chain, money and team as questions; each answer says at once what it means."""

from functools import partial

from PySide6.QtCore import QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.platforms.assess import Answer, Answers, Question, Verdict, groups
from seller_desk.core.platforms.compliance_words import verdict_text
from seller_desk.ui.widgets import Card, FieldRow, Label, Segments

_COLUMNS = 2
_TOP = Qt.AlignmentFlag.AlignTop


class SelfCheckCard(Card):
    """`answered` fires with the whole set of answers."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Self-check"), padding=20)
        self.setProperty("helpTopic", "assessment")
        text = _(
            "The guide names what a start needs. There is no score: each line says what is short and why it matters."
        )
        self.body.addWidget(Label(text, role="caption", token="text2", wrap=True))
        self.fields: dict[str, FieldRow] = {}
        self._editors: dict[str, QLineEdit | Segments] = {}
        self._kinds: dict[str, str] = {}
        self._grids: dict[str, QGridLayout] = {}

    def show_verdicts(self, found: list[Verdict]) -> None:
        """Show the questions with their answers."""
        if not self.fields:
            self._build(found)
        for one in found:
            self._show(one)

    def _build(self, found: list[Verdict]) -> None:
        for group in groups():
            head = QHBoxLayout()
            head.addWidget(Label(group.name.text(), role="strong"))
            point = group.source.url.partition(":")[2]
            said = _("Process guide {point} · 2025").format(point=point)
            head.addWidget(Label(said, role="caption", token="text3"))
            head.addStretch(1)
            self.body.addSpacing(4)
            self.body.addLayout(head)
            grid = QGridLayout()
            grid.setHorizontalSpacing(24)
            grid.setVerticalSpacing(14)
            for column in range(_COLUMNS):
                grid.setColumnStretch(column, 1)
            self.body.addLayout(grid)
            own = [one.question for one in found if one.question.group == group.id]
            for number, question in enumerate(own):
                row = FieldRow(
                    question.ask.text(), self._editor(question), key=f"assessment.{question.id}"
                )
                self.fields[question.id] = row
                grid.addWidget(row, number // _COLUMNS, number % _COLUMNS, _TOP)

    def _editor(self, question: Question) -> QWidget:
        self._kinds[question.id] = question.kind
        if question.kind == "yes_no":
            choice = Segments(
                [("open", _("Not said")), ("yes", _("Yes")), ("no", _("No"))],
                name=question.ask.text(),
            )
            choice.chosen.connect(self._on_edited)
            self._editors[question.id] = choice
            return choice
        edit = QLineEdit()
        edit.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,12}"), edit))
        edit.setPlaceholderText(question.unit.text() if question.unit else "")
        edit.setMaximumWidth(180)
        edit.editingFinished.connect(partial(self._on_edited))
        self._editors[question.id] = edit
        return edit

    def _show(self, one: Verdict) -> None:
        row, editor = self.fields[one.question.id], self._editors[one.question.id]
        if isinstance(editor, Segments):
            words = {None: "open", True: "yes", False: "no"}
            editor.set_current(words[None if one.answer is None else bool(one.answer)])
        elif not editor.hasFocus():
            editor.setText("" if one.answer is None else str(one.answer))
        row.set_note(_("Guide: {wanted}").format(wanted=one.wanted) if one.wanted else "")
        if one.outcome == "noted":
            row.set_note(one.reason)
        elif one.outcome != "unanswered":
            (row.set_warning if one.outcome == "short" else row.set_ok)(verdict_text(one))

    @Slot()
    def _on_edited(self, *_args: object) -> None:
        answers: Answers = {}
        for name, editor in self._editors.items():
            answer = _read(editor)
            if answer is not None:
                answers[name] = answer
        self.answered.emit(answers)


def _read(editor: QLineEdit | Segments) -> Answer | None:
    if isinstance(editor, Segments):
        return {"yes": True, "no": False}.get(editor.current())
    text = editor.text().strip()
    return int(text) if text else None
