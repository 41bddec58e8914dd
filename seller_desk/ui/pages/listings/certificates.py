"""Certificates of a product: documents of the company, linked to the listing by a choice."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import tool_button
from seller_desk.ui.widgets.edits import Choice
from seller_desk.ui.widgets.field import FieldRow
from seller_desk.ui.widgets.labels import IconLabel, Label
from seller_desk.ui.widgets.layouts import clear


class CertificatePicker(QWidget):
    """The linked documents, each with a button that unlinks it, and a choice of the others. `changed`: ids."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._linked: list[str] = []
        self._known: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.FIELD_GAP)
        column.addWidget(Label(_("Certificates"), role="h3"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column.addLayout(self._rows)
        self.choice = Choice(name=_("Link a document"))
        self.choice.setSizeAdjustPolicy(
            self.choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(3)
        self.choice.chosen.connect(self._on_chosen)
        self.row = FieldRow(_("Link a document"), self.choice, key="compliance.certificates")
        column.addWidget(self.row)

    def set_documents(self, documents: Sequence[tuple[str, str]]) -> None:
        """What can be linked: (id, name) of the company's certificates and reports."""
        self._known = dict(documents)
        self._draw()

    def show_linked(self, ids: Sequence[str]) -> None:
        """The documents that the listing names."""
        if list(ids) != self._linked:
            self._linked = list(ids)
            self._draw()

    def linked(self) -> list[str]:
        """Ids of the linked documents."""
        return list(self._linked)

    def _draw(self) -> None:
        clear(self._rows)
        for one in self._linked:
            line = QHBoxLayout()
            line.setSpacing(8)
            known = one in self._known
            icon, token = ("ph.file-text", "text2") if known else ("ph.warning-fill", "warn")
            line.addWidget(IconLabel(icon, token, 16))
            name = self._known.get(one) or _("A document that was deleted")
            line.addWidget(Label(name, wrap=True), 1)
            words = _("Unlink {name}").format(name=name)
            line.addWidget(tool_button("ph.x", words, partial(self._unlink, one)))
            holder = QWidget()
            line.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(line)
            self._rows.addWidget(holder)
        free = [(one, name) for one, name in self._known.items() if one not in self._linked]
        first = _("Choose a document") if free else _("Nothing to link")
        self.choice.set_options([("", first), *free])
        self.choice.set_current("")
        self.choice.setEnabled(bool(free))
        self.row.set_note("" if self._known else _("Add them on the page Documents first."))

    def _on_chosen(self, one: str) -> None:
        if one:
            self._tell([*self._linked, one])

    def _unlink(self, one: str) -> None:
        self._tell([other for other in self._linked if other != one])

    def _tell(self, ids: list[str]) -> None:
        self._linked = ids
        self._draw()
        self.changed.emit(ids)
