"""Notices when somebody else wrote into the data folder."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from seller_desk.ui.shell.context import WindowContext

WATCH_MS = 2000


class OutsideWatch(QObject):
    """Looks every two seconds; after a change from outside pages refresh and `changed` fires."""

    changed = Signal()

    def __init__(self, context: WindowContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._own = False
        self._version = context.desk.store.data_version()
        context.committed.connect(self._on_own)
        self._timer = QTimer(self)
        self._timer.setInterval(WATCH_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Compare with last time. What we wrote ourselves, or still write, is not from outside."""
        version = self._context.desk.store.data_version()
        if version != self._version and not self._own and self._context.runner.idle():
            self._context.check_view()
            self._context.data_changed.emit()
            self.changed.emit()
        self._version = version
        self._own = False

    @Slot()
    def _on_own(self) -> None:
        self._own = True
