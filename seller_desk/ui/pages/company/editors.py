"""One editor for each kind of value. Every one tells with `finished(text)` once the seller is done with it.

Text is never rewritten while it is being typed, so that input methods are left alone.
"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.company.fields import CompanyField
from seller_desk.core.company.masking import mask_number
from seller_desk.ui.pages.company.options import options
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.edits import Choice, DateEdit, TextArea

# GB 32100-2015
_CODE_LENGTH = 18


class TextEdit(QLineEdit):
    """One line. `typed` fires with each change by hand, `finished` when the seller leaves it or presses Enter."""

    typed = Signal(str)
    finished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.textEdited.connect(self.typed)
        self.editingFinished.connect(self._on_finished)

    def show_value(self, text: str) -> None:
        """Show what is stored; what is being typed stays."""
        if self.hasFocus() and self.isModified():
            return
        if text != self.text():
            self.setText(text)
        self.setModified(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A long name shows its beginning again."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.setCursorPosition(0)

    @Slot()
    def _on_finished(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.finished.emit(self.text().strip())


class CodeEdit(TextEdit):
    """A code of 18 characters: in groups of four while it is only looked at, as it was typed while it is edited."""

    def __init__(self) -> None:
        super().__init__()
        self._value = ""

    def show_value(self, text: str) -> None:
        """Show what is stored; what is being typed stays."""
        if self.hasFocus() and self.isModified():
            return
        self._value = text
        self._set(text if self.hasFocus() else grouped(text))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The plain code, to be edited and copied."""
        if not self.isModified():
            self._set(self._value)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """In groups again, after what was typed is told."""
        super().focusOutEvent(event)
        if not self.isModified() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._set(grouped(self._value))

    @Slot()
    def _on_finished(self) -> None:
        if self.isModified():
            self._value = self.text().strip()
        super()._on_finished()

    def _set(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
        self.setModified(False)


def grouped(code: str) -> str:
    """`9144 0300 MA5C HENG 0M`; anything that is no whole code stays as it is."""
    if len(code) != _CODE_LENGTH or not (code.isascii() and code.isalnum()):
        return code
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


class MaskedEdit(TextEdit):
    """An ID number: its middle is hidden until it is clicked (or Enter, Space or a character is pressed in it)."""

    def __init__(self) -> None:
        super().__init__()
        self._value = ""
        self._open = True
        self.setToolTip(_("Click to show the whole number"))

    @property
    def shown(self) -> bool:
        """Whether the whole number stands there."""
        return self._open

    def show_value(self, text: str) -> None:
        """Show what is stored, hidden unless the seller opened it."""
        if self.hasFocus() and self.isModified():
            return
        self._value = text
        self._set_open(self._open and self.hasFocus())

    def reveal(self) -> None:
        """Show the whole number."""
        if not self._open:
            self._set_open(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click shows it."""
        self.reveal()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space shows it; a character begins a new number."""
        if not self._open:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.reveal()
                self.selectAll()
                return
            if event.text().strip():
                self.reveal()
                self.selectAll()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again, after what was typed is told."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._set_open(False)

    @Slot()
    def _on_finished(self) -> None:
        if self._open and self.isModified():
            self.setModified(False)
            self._value = self.text().strip()
            self.finished.emit(self._value)

    def _set_open(self, shown: bool) -> None:
        self._open = shown or not self._value
        self.setReadOnly(not self._open)
        self.setText(self._value if self._open else mask_number(self._value))
        self.setModified(False)


class FlagEdit(QCheckBox):
    """Yes or no."""

    typed = Signal(str)
    finished = Signal(str)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFont(current().font("caption"))
        self.clicked.connect(self._on_clicked)

    def show_value(self, text: str) -> None:
        """Show what is stored."""
        self.setChecked(text == "true")

    @Slot(bool)
    def _on_clicked(self, checked: bool) -> None:
        self.finished.emit("true" if checked else "false")


class ChoiceEdit(Choice):
    """One of a list."""

    typed = Signal(str)
    finished = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(options(name))
        # As wide as its column, not as the longest country's name.
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.chosen.connect(self.finished)

    def show_value(self, text: str) -> None:
        """Show what is stored, also if the list does not know it."""
        if text and self.findData(text) < 0:
            self.addItem(text, text)
        self.set_current(text)


class DayEdit(DateEdit):
    """A day."""

    typed = Signal(str)
    finished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.textEdited.connect(self.typed)
        # `changed` is silent about what is no day; the page says so below the field.
        self.editingFinished.connect(self._on_left)
        self.changed.connect(self._on_picked_or_typed)
        self._told = ""

    def show_value(self, text: str) -> None:
        """Show what is stored; what is being typed stays."""
        if self.hasFocus() and self.isModified():
            return
        self._told = text
        if text != self.text():
            self.set_value(None)
            self.setText(text)
            self._on_finished_quietly()
        self.setModified(False)

    def _on_finished_quietly(self) -> None:
        blocked = self.blockSignals(True)
        self.set_value(self.value())
        self.blockSignals(blocked)

    @Slot()
    def _on_left(self) -> None:
        self._tell()

    @Slot(object)
    def _on_picked_or_typed(self, _day: object) -> None:
        self._tell()

    def _tell(self) -> None:
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.setModified(False)
            self.finished.emit(text)


class LongEdit(TextArea):
    """Several lines."""

    typed = Signal(str)

    def show_value(self, text: str) -> None:
        """Show what is stored; what is being typed stays."""
        if not (self.hasFocus() and self.document().isModified()):
            self.set_value(text)
            self.document().setModified(False)


Editor = TextEdit | MaskedEdit | FlagEdit | ChoiceEdit | DayEdit | LongEdit


def make_editor(field: CompanyField) -> Editor:
    """The editor for this field."""
    name = field.path.rpartition(".")[2]
    if field.path == "business_scope":
        return LongEdit(lines=3)
    if field.personal:
        return MaskedEdit()
    if field.script == "flag":
        return FlagEdit(_(field.label))
    if field.script == "choice":
        return ChoiceEdit("country_or_none" if _may_be_empty(field.path) else name)
    if field.script == "date":
        return DayEdit()
    made = CodeEdit() if field.path == "unified_social_credit_code" else TextEdit()
    if field.script in ("latin", "english", "digits", "pinyin"):
        made.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
    return made


def _may_be_empty(path: str) -> bool:
    return path in ("tax_numbers.*.country", "brands.*.country")


def focus_on(editor: QWidget) -> None:
    """Give it the focus, its text chosen."""
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(editor, QLineEdit) and not editor.isReadOnly():
        editor.selectAll()
