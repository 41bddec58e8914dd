"""The form of a whole copy: a passphrase, if the seller wants one, twice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.services.backups import LEAST_LENGTH
from seller_desk.ui.widgets import FieldRow, Label, link_button, secondary_button


class WholeCopy(QWidget):
    """Hidden until it is asked for. `wanted` carries the passphrase (empty: none)."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.first, self.again = QLineEdit(), QLineEdit()
        for edit in (self.first, self.again):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.returnPressed.connect(self._on_go)
        self._first = FieldRow(_("Passphrase (may stay empty)"), self.first)
        self._again = FieldRow(_("Once more"), self.again)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        for row in (self._first, self._again):
            fields.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
        acts = QHBoxLayout()
        acts.setSpacing(12)
        self.go = secondary_button(_("Choose where to write"), "ph.folder-open", self._on_go)
        acts.addWidget(self.go)
        acts.addWidget(link_button(_("Cancel"), self.close_form))
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(fields)
        column.addWidget(
            Label(
                _(
                    "The copy holds all documents, ID scans too. With a passphrase only whoever knows it can open it; "
                    "a forgotten one cannot be replaced."
                ),
                role="caption",
                token="text2",
                wrap=True,
            )
        )
        column.addLayout(acts)
        self.hide()

    def open_form(self) -> None:
        """Ask."""
        self.show()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Forget what was typed."""
        for edit in (self.first, self.again):
            edit.clear()
        for row in (self._first, self._again):
            row.clear_state()
        self.hide()

    def _on_go(self) -> None:
        passphrase = self.first.text()
        self._first.clear_state()
        self._again.clear_state()
        if passphrase and len(passphrase) < LEAST_LENGTH:
            self._first.set_error(
                _("At least {n} characters; several words are easier than signs.").format(
                    n=LEAST_LENGTH
                )
            )
        elif passphrase != self.again.text():
            self._again.set_error(_("The two passphrases differ"))
        else:
            self.wanted.emit(passphrase)
            self.close_form()
