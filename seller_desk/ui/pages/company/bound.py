"""A field of the page bound to its path in the company: shows the value, its note, its origin and a suggestion."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from seller_desk.core.base.language import N_, _
from seller_desk.core.company.fields import CompanyField
from seller_desk.core.company.model import Company
from seller_desk.core.company.notes import Note
from seller_desk.core.company.values import get_value, show_text
from seller_desk.ui.pages.company.editors import Editor, focus_on, make_editor
from seller_desk.ui.pages.company.suggestions import Suggestion
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.buttons import Button
from seller_desk.ui.widgets.field import FieldRow

_PLACEHOLDERS = {
    "customs_code": N_("10 characters, may stay empty"),
    "unified_social_credit_code": N_("18 characters, as on the licence"),
    "phone": N_("+86 …"),
    "website": "https://",
    "eu_responsible_person": N_("Name, address, e-mail; only for the EU"),
    "share": N_("25%"),
    "licence_valid_until": N_("YYYY-MM-DD"),
}
NOT_TAKEN = N_("This is no date or number; the value before it is kept")


class SuggestionLink(Button):
    """A link that wraps its words nowhere: long ones end in an ellipsis, the whole is read out."""

    def __init__(self) -> None:
        super().__init__("", "link")
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("text-align: left;")

    def show_text(self, text: str) -> None:
        """The words of the offer."""
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many words as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """It gives way to the field's width."""
        return QSize(40, super().minimumSizeHint().height())

    def _fit(self) -> None:
        room = max(40, self.width() - 8)
        words = (
            current().metrics("caption").elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        )
        if words != self.text():
            self.setText(words)


class BoundField(QWidget):
    """`finished(path, text)` when the seller is done with it, `typed(path, text)` on the way,
    `accepted(path)` when the suggestion is taken.
    """

    finished = Signal(str, str)
    typed = Signal(str, str)
    accepted = Signal(str)

    def __init__(self, field: CompanyField, path: str) -> None:
        super().__init__()
        self.path = path
        self.field = field
        self.editor: Editor = make_editor(field)
        name = path.rpartition(".")[2]
        holder = _PLACEHOLDERS.get(name, "")
        if holder and hasattr(self.editor, "setPlaceholderText"):
            self.editor.setPlaceholderText(_(holder))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.row: FieldRow | None = None
        if isinstance(self.editor, QCheckBox):
            self.setProperty("helpTopic", path)
            # Beside a field with a label the box stands level with that field's editor.
            if path.rpartition(".")[2].endswith("long_term"):
                column.addSpacing(current().metrics("caption").height() + 10)
            column.addWidget(self.editor)
        else:
            self.row = FieldRow(_(field.label), self.editor, key=path)
            column.addWidget(self.row)
        self.link = SuggestionLink()
        self.link.setVisible(False)
        self.link.clicked.connect(self._on_link)
        column.addWidget(self.link)
        column.addStretch(1)
        self.editor.finished.connect(self._on_finished)
        self.editor.typed.connect(self._on_typed)

    def show_company(self, company: Company, note: Note | None, offer: Suggestion | None) -> None:
        """Everything as stored."""
        self.editor.show_value(show_text(get_value(company, self.path)))
        if self.row is not None:
            self.row.set_origin(company.origins.get(self.path, ""))
        self.show_note(note)
        self.link.setVisible(offer is not None)
        if offer:
            self.link.show_text(offer.text)

    def show_note(self, note: Note | None) -> None:
        """What stands under it."""
        if self.row is None:
            return
        words = note.words() if note else ""
        tone = note.tone if note else "hint"
        self.row.set_note(words if tone == "hint" else "")
        if tone == "bad":
            self.row.set_error(words)
        elif tone == "warn":
            self.row.set_warning(words)
        elif tone == "ok":
            self.row.set_ok(words)

    def show_refused(self) -> None:
        """The text is no date or number."""
        if self.row is not None:
            self.row.set_error(_(NOT_TAKEN))

    def take_focus(self) -> None:
        """Put the cursor here."""
        focus_on(self.editor)

    @Slot()
    def _on_link(self) -> None:
        self.accepted.emit(self.path)

    @Slot(str)
    def _on_finished(self, text: str) -> None:
        self.finished.emit(self.path, text)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.typed.emit(self.path, text)
