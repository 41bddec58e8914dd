"""The parts of a title, in order: kind and words, moved up and down, added and taken out."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.listings.writing.patterns import title_catalogue
from seller_desk.core.listings.writing.scheme import spoken
from seller_desk.core.listings.writing.title import TitlePart
from seller_desk.ui.widgets.buttons import link_button, tool_button
from seller_desk.ui.widgets.edits import Choice


class PartRow(QWidget):
    """One part."""

    changed = Signal()

    def __init__(self, part: TitlePart) -> None:
        super().__init__()
        self._part = part
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        kinds = title_catalogue().kinds
        self.kind = Choice(
            [(key, spoken(one.label)) for key, one in kinds.items()], name=_("Kind of part")
        )
        self.kind.set_current(part.kind)
        self.kind.chosen.connect(self._on_kind)
        self.text = QLineEdit(part.text)
        self.text.textEdited.connect(self._on_text)
        self.up = tool_button("ph.arrow-up", _("Move up"))
        self.out = tool_button("ph.x", _("Take out"))
        row.addWidget(self.kind)
        row.addWidget(self.text, 1)
        row.addWidget(self.up)
        row.addWidget(self.out)
        self._name()

    def part(self) -> TitlePart:
        """As it stands; a part that was written anew forgets what stood before it."""
        text = self.text.text()
        same = text == self._part.text and self.kind.current() == self._part.kind
        return self._part if same else TitlePart(self.kind.current(), text)

    def _name(self) -> None:
        kind = title_catalogue().kinds[self.kind.current()]
        self.text.setAccessibleName(spoken(kind.label))
        self.text.setPlaceholderText(spoken(kind.prompt))

    @Slot(str)
    def _on_kind(self, _kind: str) -> None:
        self._name()
        self.changed.emit()

    @Slot(str)
    def _on_text(self, _text: str) -> None:
        self.changed.emit()


class PartList(QWidget):
    """All parts. `changed` fires at every letter."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.add = link_button(_("Add a part"), self._on_add, "ph.plus")
        last = QHBoxLayout()
        last.addWidget(self.add)
        last.addStretch(1)
        self._column.addLayout(last)
        self.rows: list[PartRow] = []

    def show_parts(self, parts: Sequence[TitlePart]) -> None:
        """These parts instead of those before."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for one in parts:
            self._insert(one)

    def parts(self) -> list[TitlePart]:
        """As they stand, empty ones left out."""
        return [one for one in (row.part() for row in self.rows) if one.text.strip()]

    def _insert(self, part: TitlePart) -> PartRow:
        row = PartRow(part)
        row.changed.connect(self.changed)
        row.up.clicked.connect(partial(self._on_up, row))
        row.out.clicked.connect(partial(self._on_out, row))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row

    def _on_add(self) -> None:
        used = {row.kind.current() for row in self.rows}
        kinds = list(title_catalogue().kinds)
        kind = next((one for one in kinds if one not in used), kinds[-1])
        self._insert(TitlePart(kind, "")).text.setFocus()

    def _on_up(self, row: PartRow, _checked: bool = False) -> None:
        at = self.rows.index(row)
        if at:
            self.rows.insert(at - 1, self.rows.pop(at))
            self._column.removeWidget(row)
            self._column.insertWidget(at - 1, row)
            self.changed.emit()

    def _on_out(self, row: PartRow, _checked: bool = False) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()
