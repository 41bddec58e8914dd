"""What was read, field by field: value, how sure, what proves it; the seller confirms or corrects each."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.language import N_, _
from seller_desk.core.company.masking import mask_number
from seller_desk.core.documents.reading.names import field_name
from seller_desk.core.services.filling import SURE
from seller_desk.core.services.recognition import ReadField
from seller_desk.ui.pages.documents.work import Shown
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import (
    Chip,
    EmptyState,
    FlowLayout,
    Label,
    ShareBar,
    line,
    link_button,
    secondary_button,
)

_PROOFS = {
    "check_digit": N_("Check digit fits"),
    "mrz": N_("Machine-readable line agrees"),
    "id_number": N_("Follows from the ID number"),
}
_MASKED = {("id_card", "id_number"), ("passport", "number")}


class ValueEdit(QLineEdit):
    """A value; numbers of persons show their middle only while the cursor is in it."""

    def __init__(self, *, masked: bool) -> None:
        super().__init__()
        self.masked = masked
        self._whole = ""

    def show_value(self, value: str) -> None:
        """This value; what is being typed is left alone."""
        if self.hasFocus() and self.isModified():
            return
        self._whole = value
        self._paint()

    def value(self) -> str:
        """The whole value."""
        return self.text() if self.hasFocus() or not self.masked else self._whole

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The whole number."""
        if self.masked:
            self.setText(self._whole)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Its ends only."""
        if self.masked:
            self._whole = self.text()
        super().focusOutEvent(event)
        self._paint()

    def _paint(self) -> None:
        if self.masked and not self.hasFocus():
            self.setText(mask_number(self._whole))
        elif self.text() != self._whole and not self.isModified():
            self.setText(self._whole)
        self.setCursorPosition(0)


class FieldLine(QWidget):
    """One field. `confirmed` carries name and text (empty takes the word back); `looked` its name."""

    confirmed = Signal(str, str)
    looked = Signal(str)

    def __init__(self, kind: str, name: str) -> None:
        super().__init__()
        self.name = name
        self._field: ReadField | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(3)
        head = FlowLayout(gap=8, line_gap=2)
        head.addWidget(Label(field_name(name), role="caption", token="text2"))
        self.proof = Chip("", "", "ok", filled=False)
        head.addWidget(self.proof)
        measured = QWidget()
        inside = QHBoxLayout(measured)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        self.bar = ShareBar(0, name=_("Sure"))
        self.bar.setFixedWidth(current().px(36))
        inside.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self.sure = Label(role="caption")
        inside.addWidget(self.sure)
        self._measured = measured
        head.addWidget(measured)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.edit = ValueEdit(masked=(kind, name) in _MASKED)
        self.edit.setAccessibleName(field_name(name))
        self.edit.editingFinished.connect(self._on_edited)
        self.edit.installEventFilter(self)
        row.addWidget(self.edit, 1)
        self.button = link_button("", self._on_button)
        row.addWidget(self.button)
        column.addLayout(row)
        self.note = Label(role="caption", token="text2", wrap=True)
        column.addWidget(self.note)

    def show_field(self, field: ReadField) -> None:
        """Read and confirmed value."""
        self._field = field
        self.edit.setModified(False)
        self.edit.show_value(field.value)
        self.edit.setPlaceholderText("" if field.read else _("Not found"))
        read = field.read
        sure = read.confidence if read else 0.0
        token = "ok" if sure >= SURE else "warn"
        self._measured.setVisible(read is not None)
        self.bar.set_share(sure, token)
        self.sure.setText(_("{sure} sure").format(sure=f"{sure:.0%}"))
        self.sure.set_token(token)
        proof = _PROOFS.get(read.confirmed, "") if read else ""
        self.proof.show_state("ph.check-circle-fill", _(proof) if proof else "", "ok")
        self.proof.setVisible(bool(proof))
        word = _("Take back") if field.confirmed else _("Confirm") if read else ""
        self.button.setText(word)
        self.button.setAccessibleName(f"{word} {field_name(self.name)}")
        self.button.setVisible(bool(word))
        note = ""
        if field.corrected and read is not None:
            note = _("Your value. Read: {value}").format(value=self._shown(read.value))
        elif field.confirmed:
            note = _("Confirmed by you")
        elif read is not None and read.corrected:
            note = _("Read as {value}; the check digit decided").format(
                value=self._shown(read.corrected)
            )
        elif read is not None and sure < SURE and not read.confirmed:
            note = _("Not sure: compare with the picture")
        self.note.setText(note)
        self.note.set_token(
            "ok" if field.confirmed else "warn" if note and sure < SURE else "text2"
        )
        self.note.setVisible(bool(note))

    def _shown(self, value: str) -> str:
        return mask_number(value) if self.edit.masked else value

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The cursor in the value: its place comes into view."""
        if watched is self.edit and event.type() == QEvent.Type.FocusIn:
            self.looked.emit(self.name)
        return super().eventFilter(watched, event)

    @Slot()
    def _on_edited(self) -> None:
        text = self.edit.value().strip()
        if self._field is not None and self.edit.isModified() and text != self._field.value:
            self.edit.setModified(False)
            self.confirmed.emit(self.name, text)

    @Slot()
    def _on_button(self) -> None:
        if self._field is None:
            return
        self.confirmed.emit(self.name, "" if self._field.confirmed else self._field.value)


class ReadPanel(QWidget):
    """The fields of one document. `confirmed` carries a dict of values; `looked` the field under the cursor."""

    confirmed = Signal(object)
    looked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 4, 16, 8)
        self._column.setSpacing(0)
        self._empty = EmptyState(_("Nothing was read yet."), "", None)
        self._column.addWidget(self._empty)
        self._lines: dict[str, FieldLine] = {}
        self._key: tuple[str, str, tuple[str, ...]] | None = None
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._column.addWidget(self._holder)
        self._every = secondary_button(
            _("Confirm all that is sure"), "", self._on_every, small=True
        )
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 8, 0, 0)
        foot.addWidget(self._every)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self._fields: Sequence[ReadField] = ()

    def show_document(self, shown: Shown) -> None:
        """The fields of this document; lines stay while the document stays, so that the cursor does."""
        self._fields = shown.fields
        key = (shown.document.id, shown.document.kind, tuple(one.name for one in shown.fields))
        if key != self._key:
            self._key = key
            self._build(shown.document.kind)
        for field in shown.fields:
            self._lines[field.name].show_field(field)
        self._empty.setVisible(not shown.fields)
        self._holder.setVisible(bool(shown.fields))
        self._every.setVisible(bool(self._sure()))

    def field(self, name: str) -> FieldLine | None:
        """The line of a field."""
        return self._lines.get(name)

    def _build(self, kind: str) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._lines = {}
        for number, field in enumerate(self._fields):
            made = FieldLine(kind, field.name)
            made.confirmed.connect(self._on_one)
            made.looked.connect(self.looked)
            self._lines[field.name] = made
            if number:
                self._rows.addWidget(line())
            self._rows.addWidget(made)

    def _sure(self) -> dict[str, str]:
        return {
            one.name: one.read.value
            for one in self._fields
            if one.read
            and not one.confirmed
            and (one.read.confirmed or one.read.confidence >= SURE)
        }

    @Slot(str, str)
    def _on_one(self, name: str, text: str) -> None:
        self.confirmed.emit({name: text})

    @Slot()
    def _on_every(self) -> None:
        self.confirmed.emit(self._sure())
