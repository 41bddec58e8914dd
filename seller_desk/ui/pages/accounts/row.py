"""One account in the list: what it is for, what is to be said about it, and its secret on demand for 20 seconds."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.accounts.model import SecretRef
from seller_desk.core.accounts.passwords import SECONDS_SHOWN, AccountNote
from seller_desk.core.base.language import _
from seller_desk.core.services.accounts import KIND_NAMES
from seller_desk.ui.widgets.buttons import link_button
from seller_desk.ui.widgets.labels import IconLabel, Label
from seller_desk.ui.widgets.layouts import clear

_ICONS = {"password": "ph.lock-key", "api_key": "ph.key", "totp_seed": "ph.shield-check"}
_TONES = {
    "bad": ("ph.x-circle-fill", "bad"),
    "warn": ("ph.warning-fill", "warn"),
    "hint": ("ph.lightbulb", "accent"),
    "ok": ("ph.check-circle-fill", "ok"),
}
HIDDEN = "\N{BULLET}" * 10


class AccountRow(QWidget):
    """`wanted(id, act)` asks the page to `show`, `copy`, `edit` or `delete`."""

    wanted = Signal(str, str)

    def __init__(self, ref: SecretRef, name: str) -> None:
        super().__init__()
        self.ref = ref
        self._left = 0
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self.tick)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        mark = QVBoxLayout()
        mark.addWidget(IconLabel(_ICONS[ref.kind], "text2", 20))
        mark.addStretch(1)
        row.addLayout(mark)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(name, role="strong", wrap=True))
        parts = [_(KIND_NAMES[ref.kind]), ref.user_name, ref.note]
        if ref.changed_on:
            parts.append(_("changed {day}").format(day=ref.changed_on.isoformat()))
        said = " · ".join(part for part in parts if part)
        words.addWidget(Label(said, role="caption", token="text2", wrap=True))
        self._notes = QVBoxLayout()
        self._notes.setSpacing(2)
        words.addLayout(self._notes)
        row.addLayout(words, 1)
        row.addLayout(self._secret_column(name))

    def _secret_column(self, name: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(12)
        self.secret = Label(HIDDEN, token="text2", selectable=False)
        self.secret.setAccessibleName(_("Secret of {name}, hidden").format(name=name))
        self.countdown = Label(role="caption", token="text2")
        line.addStretch(1)
        line.addWidget(self.countdown)
        line.addWidget(self.secret)
        column.addLayout(line)
        acts = QHBoxLayout()
        acts.setSpacing(12)
        acts.addStretch(1)
        self.show_link = link_button(_("Show"), self._on_show)
        links = [
            (self.show_link, _("Show")),
            (link_button(_("Copy"), self._on_copy), _("Copy")),
            (link_button(_("Change"), self._on_edit), _("Change")),
            (link_button(_("Delete"), self._on_delete), _("Delete")),
        ]
        for link, act in links:
            link.setAccessibleName(f"{act} {name}")
            acts.addWidget(link)
        column.addLayout(acts)
        column.addStretch(1)
        return column

    def show_notes(self, notes: tuple[AccountNote, ...]) -> None:
        """What the check said."""
        clear(self._notes)
        for note in notes:
            icon, token = _TONES[note.tone]
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(6)
            line.addWidget(IconLabel(icon, token, 14))
            quiet = "text2" if token == "accent" else token
            line.addWidget(Label(note.words(), role="caption", token=quiet, wrap=True), 1)
            self._notes.addWidget(holder)

    def show_secret(self, secret: str) -> None:
        """The secret itself, for 20 seconds."""
        self.secret.setText(secret if len(secret) <= 60 else f"{secret[:60]}…")
        self.secret.set_token("text")
        self._left = SECONDS_SHOWN
        self._say_left()
        self.show_link.setText(_("Hide"))
        self._clock.start()

    @property
    def is_open(self) -> bool:
        """Whether the secret stands there."""
        return self._left > 0

    def hide_secret(self) -> None:
        """Back to dots."""
        self._clock.stop()
        self._left = 0
        self.secret.setText(HIDDEN)
        self.secret.set_token("text2")
        self.countdown.setText("")
        self.show_link.setText(_("Show"))

    @Slot()
    def tick(self) -> None:
        """One second less."""
        self._left -= 1
        if self._left <= 0:
            self.hide_secret()
        else:
            self._say_left()

    def _say_left(self) -> None:
        self.countdown.setText(_("hidden in {seconds} s").format(seconds=self._left))

    def _on_show(self) -> None:
        if self.is_open:
            self.hide_secret()
        else:
            self.wanted.emit(self.ref.id, "show")

    def _on_copy(self) -> None:
        self.wanted.emit(self.ref.id, "copy")

    def _on_edit(self) -> None:
        self.wanted.emit(self.ref.id, "edit")

    def _on_delete(self) -> None:
        self.wanted.emit(self.ref.id, "delete")
