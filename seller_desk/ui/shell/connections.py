"""Shows the count of connections; the counting itself is in `core.base.network`, where no Qt is."""

from PySide6.QtCore import QObject, QTimer, Signal

from seller_desk.core.base.network import counter


class ConnectionWatch(QObject):
    """Tells how many connections this process has opened to other machines."""

    counted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        counter.install()
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tell)
        self._timer.start()

    def tell(self) -> None:
        """Tell now."""
        self.counted.emit(counter.count)
