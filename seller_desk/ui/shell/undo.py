"""One undo for everything: Ctrl+Z and Ctrl+Shift+Z over the store's change journal."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit, QTextEdit

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.keys import add_key


class Undo(QObject):
    """Takes back and brings back, in the lane of whatever writes."""

    def __init__(self, context: WindowContext, window: QMainWindow) -> None:
        super().__init__(window)
        self._context = context
        again = [QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")]
        add_key(window, [QKeySequence("Ctrl+Z")], self.take_back)
        add_key(window, again, self.bring_back)

    @Slot()
    def take_back(self) -> None:
        """Undo the last unit of work."""
        self._start(back=True)

    @Slot()
    def bring_back(self) -> None:
        """Redo what was undone last."""
        self._start(back=False)

    def wants(self, field: QObject, event: QKeyEvent) -> bool:
        """Whether this key in this field is ours: the field has nothing to undo or redo itself."""
        key = QKeySequence(event.keyCombination())
        back = key == QKeySequence("Ctrl+Z")
        forward = key in (QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y"))
        if not back and not forward:
            return False
        if isinstance(field, QLineEdit):
            return not (field.isUndoAvailable() if back else field.isRedoAvailable())
        if isinstance(field, (QPlainTextEdit, QTextEdit)):
            document = field.document()
            return not (document.isUndoAvailable() if back else document.isRedoAvailable())
        return False

    def _start(self, *, back: bool) -> None:
        job = self._context.runner.start(partial(_step, self._context.desk, back), lane=Lane.STORE)
        job.done.connect(self._on_back if back else self._on_forward)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, DeskError):
            self._context.say(problem.title)

    @Slot(object)
    def _on_back(self, label: str | None) -> None:
        self._tell(label, _("Taken back: {what}"), _("Nothing to take back"))

    @Slot(object)
    def _on_forward(self, label: str | None) -> None:
        self._tell(label, _("Brought back: {what}"), _("Nothing to bring back"))

    def _tell(self, label: str | None, template: str, nothing: str) -> None:
        if label is None:
            self._context.say(nothing)
            return
        self._context.changed()
        self._context.say(template.format(what=_(label) or _("last change")))


def _step(desk: Desk, back: bool, _progress: Progress, _stop: Stop) -> str | None:
    return desk.store.undo() if back else desk.store.redo()
