"""A choice of many: typing part of a name finds it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from seller_desk.core.base.language import _
from seller_desk.ui.widgets.edits import Choice


class SearchChoice(Choice):
    """One of a long list. What is typed narrows the list; what fits nothing gives way to what was chosen before,
    or is taken as it stands where the choice is `free`.
    """

    def __init__(
        self, options: Sequence[tuple[str, str]] = (), *, name: str = "", free: bool = False
    ) -> None:
        super().__init__((), name=name)
        self._free = free
        self._line = QLineEdit()
        self._line.setAccessibleName(name)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self._line.setPlaceholderText(_("Type to search"))
        self._line.editingFinished.connect(self._on_left)
        self.set_options(options)

    def show_value(self, option: str) -> None:
        """Show what is stored, also what the list does not know; what is being typed stays."""
        if self._line.isModified() and self.hasFocus():
            return
        if option and self.findData(option) < 0:
            self.addItem(option, option)
        self.set_current(option)
        self._line.setModified(False)
        self._line.setCursorPosition(0)

    @Slot()
    def _on_left(self) -> None:
        text = self.currentText().strip()
        self._line.setModified(False)
        if text == self.itemText(self.currentIndex()).strip():
            return
        found = self._fitting(text)
        if found is None and self._free:
            self.addItem(text, text)
            found = self.count() - 1
        if found is None:
            self.setCurrentText(self.itemText(self.currentIndex()))
            return
        self.setCurrentIndex(found)
        self.activated.emit(found)

    def _fitting(self, text: str) -> int | None:
        """The row of this name or id, or the only one that holds the text; nothing typed is the empty choice."""
        wanted = text.casefold()
        rows = range(self.count())
        same = [
            row
            for row in rows
            if wanted in (self.itemText(row).casefold(), str(self.itemData(row)).casefold())
        ]
        if same or not wanted:
            return next(iter(same), None) if wanted else max(self.findData(""), 0)
        holding = [row for row in rows if wanted in self.itemText(row).casefold()]
        return holding[0] if len(holding) == 1 else None
