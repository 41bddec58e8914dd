"""What the document was recognised as and why, in one block above its kind; asks for the password of a locked one."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.documents.reading.model import Kind
from seller_desk.ui.pages.documents.work import Shown
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import IconLabel, Label, link_button, secondary_button

_QUOTED, _LONGEST = 3, 18


class KindLine(QWidget):
    """`taken` carries a kind that is to be taken over; `again` asks to read; `opened` carries a password."""

    taken = Signal(str)
    again = Signal()
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel("ph.frame-corners", "text2", 16))
        self.says = Label(role="caption", token="text2", wrap=True)
        row.addWidget(self.says, 1)
        self.act = link_button("", self._on_act)
        row.addWidget(self.act)
        column.addLayout(row)
        self._lock = QWidget()
        lock = QHBoxLayout(self._lock)
        lock.setContentsMargins(24, 0, 0, 0)
        lock.setSpacing(8)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(_("Password of the PDF"))
        self.password.setPlaceholderText(_("Password of the PDF"))
        self.password.setMaximumWidth(current().px(220))
        self.password.returnPressed.connect(self._on_open)
        lock.addWidget(self.password, 1)
        lock.addWidget(secondary_button(_("Open"), "", self._on_open, small=True))
        lock.addStretch(1)
        column.addWidget(self._lock)
        self._kind = ""

    def show_document(self, shown: Shown, *, busy: bool) -> None:
        """What is known of it now; `busy`: more may come by itself."""
        reading, seen = shown.reading, shown.seen
        locked = shown.inspection.code == "encrypted" and reading is None
        if self._lock.isHidden() or not locked:
            self.password.clear()
        self._lock.setVisible(locked)
        self._kind = ""
        act = ""
        if locked:
            says = _("This PDF is locked. The password is kept until Seller Desk closes.")
        elif not shown.inspection.usable and reading is None:
            says = _("It cannot be read.")
        elif reading is None or seen is None:
            says = _("It is being read.") if busy else _("It was not read yet.")
            act = "" if busy else _("Read")
        elif seen.kind == "unknown":
            says = _("Its text does not tell what it is. Choose below.")
        elif seen.kind == shown.document.kind:
            says = _("Recognised as {kind}, {sure} sure").format(
                kind=kind_name(seen.kind), sure=f"{seen.confidence:.0%}"
            )
            says += _because(seen)
        else:
            says = _("Reads like {kind}, {sure} sure").format(
                kind=kind_name(seen.kind), sure=f"{seen.confidence:.0%}"
            )
            says += _because(seen)
            self._kind, act = seen.kind, _("Take it")
        self.says.setText(says)
        self.act.setText(act)
        self.act.setAccessibleName(f"{act} {says}" if act else "")
        self.act.setVisible(bool(act))

    @Slot()
    def _on_act(self) -> None:
        if self._kind:
            self.taken.emit(self._kind)
        else:
            self.again.emit()

    @Slot()
    def _on_open(self) -> None:
        if self.password.text():
            self.opened.emit(self.password.text())


def _because(seen: Kind) -> str:
    words = [_short(one.text) for one in seen.evidence[:_QUOTED]]
    if not words:
        return ""
    quoted = _(", ").join(_("“{text}”").format(text=word) for word in words)
    return _(", because of {words}").format(words=quoted)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
