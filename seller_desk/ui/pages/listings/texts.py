"""Text editors with a counter: what is too much is marked in the text, the number turns red."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QTextEdit

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import wording
from seller_desk.core.listings.html_rules import CLEAN
from seller_desk.core.listings.limits import Limit
from seller_desk.core.listings.rule_kit import byte_count
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.buttons import link_button
from seller_desk.ui.widgets.edits import TextArea
from seller_desk.ui.widgets.field import Counter, FieldRow


class GrowingArea(TextArea):
    """As tall as its text, between one line and `most` lines."""

    def __init__(self, *, name: str, most: int) -> None:
        super().__init__(name=name, lines=1)
        self._most = most
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        """Take the height that the text needs; a plain text document counts its lines for us."""
        lines = max(1, min(self._most, round(self.document().size().height())))
        height = current().metrics("body").lineSpacing() * lines + 20
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines anew."""
        super().resizeEvent(event)
        self.fit()


class CountedRow(FieldRow):
    """A text field of a listing. `edited` fires with (key, text) when the seller leaves it changed."""

    edited = Signal(str, str)
    asked_why = Signal(object)
    # A finding whose repair is wanted.
    fix_asked = Signal(object)

    def __init__(self, key: str, label: str, limit: Limit | None, *, lines: int = 1) -> None:
        self.limit = limit
        self.area = GrowingArea(name=label, most=lines)
        counter = Counter(limit.value, limit.unit) if limit else None
        super().__init__(label, self.area, counter=counter, key=key)
        self._count_row = counter
        self._findings: list[Finding] = []
        self._why = link_button(_("Why"), self._on_why)
        self._why.hide()
        self._when_over: QAbstractButton | None = None
        self._fix = link_button(_("Clean it"), self._on_fix)
        self._fix.hide()
        self.note_actions.addWidget(self._fix)
        self.note_actions.addWidget(self._why)
        self.area.textChanged.connect(self._on_text)
        self.area.finished.connect(self._on_finished)

    def add_action(self, button: QAbstractButton, *, when_over: bool) -> None:
        """A link beside "Why"; `when_over`: seen only while there is too much."""
        self.note_actions.insertWidget(self.note_actions.indexOf(self._why), button)
        if when_over:
            self._when_over = button
            button.hide()

    def value(self) -> str:
        """What stands there; a title has no line breaks."""
        return self.area.toPlainText()

    def set_value(self, text: str) -> None:
        """Show this text without telling, unless the seller is typing in it."""
        if self.area.typing():
            return
        self.area.set_value(text)
        self.area.fit()
        self._on_text()

    def show_findings(self, findings: list[Finding]) -> None:
        """The worst one below the field, with its reason."""
        self._findings = findings
        worst = findings[0] if findings else None
        self._why.setVisible(bool(worst and worst.sources))
        self._fix.setVisible(bool(worst and worst.fix == CLEAN))
        if worst is None:
            self.clear_state()
            return
        said = wording(worst)
        # The field stands below its listing's name already.
        words = said.title.replace(worst.subject.label, "", 1).strip(" :：") or said.title
        text = f"{words} · {said.detail}" if said.detail else words
        show: Callable[[str], None] = {
            Severity.BLOCKER: self.set_error,
            Severity.WARNING: self.set_warning,
            Severity.HINT: self.set_note,
        }[worst.severity]
        show(text)

    @Slot()
    def _on_text(self) -> None:
        if self.limit is None or self._count_row is None:
            return
        text = self.area.toPlainText()
        in_bytes = self.limit.unit == "byte"
        self._count_row.set_count(byte_count(text) if in_bytes else len(text))
        self.area.setExtraSelections(self._excess(text, self.limit, in_bytes))
        if self._when_over is not None:
            self._when_over.setVisible(self._count_row.over())

    def _excess(self, text: str, limit: Limit, in_bytes: bool) -> list[QTextEdit.ExtraSelection]:
        keep = _fitting(text, limit.value) if in_bytes else limit.value
        if len(text) <= keep:
            return []
        mark = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setBackground(current().color("badmark"))
        look.setForeground(current().color("badtext"))
        cursor = QTextCursor(self.area.document())
        # Qt counts UTF-16 units, people count characters.
        cursor.setPosition(_units(text[:keep]))
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, look
        return [mark]

    @Slot(str)
    def _on_finished(self, text: str) -> None:
        self.edited.emit(self.key, " ".join(text.split()) if self.key != "description" else text)

    def _on_fix(self) -> None:
        if self._findings:
            self.fix_asked.emit(self._findings[0])

    def _on_why(self) -> None:
        if self._findings:
            self.asked_why.emit(self._findings[0])


def _fitting(text: str, most: int) -> int:
    """How many characters fit into this many bytes."""
    used = 0
    for place, char in enumerate(text):
        used += byte_count(char)
        if used > most:
            return place
    return len(text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
