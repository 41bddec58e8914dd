"""The form for a new account or a changed one. The secret leaves it only towards the keyring."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit

from seller_desk.core.accounts.model import SecretRef
from seller_desk.core.accounts.passwords import PasswordRules, strength_notes
from seller_desk.core.base.language import _
from seller_desk.core.services.accounts import KIND_NAMES, SEED_WARNING
from seller_desk.ui.widgets.buttons import ghost_button, secondary_button
from seller_desk.ui.widgets.card import Card, Notice
from seller_desk.ui.widgets.edits import Choice
from seller_desk.ui.widgets.field import FieldRow


class AccountForm(Card):
    """`kept()` when the seller wants it stored, `closed()` when not."""

    kept = Signal()
    closed = Signal()

    def __init__(self, services: list[tuple[str, str]]) -> None:
        super().__init__(_("Account"))
        self.ref: SecretRef | None = None
        self.rules = PasswordRules()
        self.service = QComboBox()
        self.service.setEditable(True)
        self.service.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for service, words in services:
            self.service.addItem(words, service)
        self.user_name = QLineEdit()
        self.kind = Choice([(kind, _(words)) for kind, words in KIND_NAMES.items()])
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.note = QLineEdit()
        self.secret_row = FieldRow(_("Secret"), self.secret)
        self.service_row = FieldRow(_("For"), self.service)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.service_row, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(FieldRow(_("User name"), self.user_name), 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(FieldRow(_("Kind"), self.kind), 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.secret_row, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(FieldRow(_("Note (who knows it)"), self.note), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.warning = Notice(_("This weakens two-step sign-in"), _(SEED_WARNING), tone="caution")
        self.problem = Notice("", "", tone="alarm")
        self.body.addWidget(self.warning)
        self.body.addWidget(self.problem)
        buttons = QHBoxLayout()
        self.keep = secondary_button(_("Keep"), "ph.check", self._on_keep)
        buttons.addWidget(self.keep)
        buttons.addWidget(ghost_button(_("Cancel"), "", self._on_close))
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.kind.chosen.connect(self._on_kind)
        self.secret.textEdited.connect(self._on_typed)
        self.secret.returnPressed.connect(self._on_keep)
        self.open(None)

    def open(self, ref: SecretRef | None) -> None:
        """Begin with this account, or an empty one; the stored secret never comes in here."""
        self.ref = ref
        if self.title_label is not None:
            self.title_label.setText(_("Change account") if ref else _("Add an account"))
        self.secret.clear()
        self.problem.setVisible(False)
        self.secret_row.set_note(_("Leave it empty to keep the stored one") if ref else "")
        self.user_name.setText(ref.user_name if ref else "")
        self.note.setText(ref.note if ref else "")
        self.kind.set_current(ref.kind if ref else "password")
        self.kind.setEnabled(ref is None)
        place = self.service.findData(ref.service) if ref else 0
        if place >= 0:
            self.service.setCurrentIndex(place)
        elif ref:
            self.service.setEditText(ref.service)
        self._on_kind(self.kind.current())

    def service_id(self) -> str:
        """The chosen id, or what was typed."""
        text = self.service.currentText().strip()
        found = self.service.findText(text)
        return str(self.service.itemData(found)) if found >= 0 else text

    def refuse(self, title: str, advice: str) -> None:
        """Say why it was not kept."""
        self.problem.set_text(title, advice)
        self.problem.setVisible(True)

    @Slot(str)
    def _on_kind(self, kind: str) -> None:
        self.warning.setVisible(kind == "totp_seed")
        self._on_typed(self.secret.text())

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        if self.kind.current() != "password" or not text:
            self.secret_row.clear_state()
            return
        notes = strength_notes(text, self.rules)
        words = _(", ").join(note.words() for note in notes)
        if all(note.tone == "ok" for note in notes):
            self.secret_row.set_ok(words)
        else:
            self.secret_row.set_warning(words)

    def _on_keep(self) -> None:
        self.kept.emit()

    def _on_close(self) -> None:
        self.secret.clear()
        self.closed.emit()
