"""Which document a translation translates: one choice a translation."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.documents.match.translated import TRANSLATION
from seller_desk.core.documents.model import Document
from seller_desk.ui.widgets import Card, Choice, Label


class Translations(Card):
    """`linked` fires with (translation id, original id or empty)."""

    linked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(_("Translations"), padding=16)
        self._rows: list[QWidget] = []
        self.choices: dict[str, Choice] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)

    def show_documents(self, documents: Sequence[Document]) -> None:
        """A line for each translation; nothing to be seen where there is none."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self.choices = [], {}
        translations = [one for one in documents if one.kind == TRANSLATION or one.translation_of]
        originals = [one for one in documents if one not in translations]
        for one in translations:
            row = QWidget(self)
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(12)
            line.addWidget(Label(one.name, wrap=True), 1)
            name = _("{name} translates").format(name=one.name)
            options = [("", _("Original not chosen"))]
            options += [(each.id, _named(each)) for each in originals]
            choice = Choice(options, name=name)
            choice.set_current(one.translation_of)
            choice.chosen.connect(partial(self.linked.emit, one.id))
            self.choices[one.id] = choice
            line.addWidget(choice, 1)
            self._lines.addWidget(row)
            self._rows.append(row)
        self.setVisible(bool(translations))


def _named(document: Document) -> str:
    if document.kind == "unknown":
        return document.name
    return f"{kind_name(document.kind)} · {document.name}"
