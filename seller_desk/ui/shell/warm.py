"""Reads the code of the pages ahead, one page at a time, while the seller reads the first: 2 MB, and 10-30 ms for each page
that its first entry then does not take."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Slot

from seller_desk.ui.shell.places import read_ahead

# The first page fills itself meanwhile.
FIRST_MS, PAUSE_MS = 400, 40


class Warm(QObject):
    """`start` once, when the first page is filled."""

    def __init__(self, places: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = list(places)
        self._timer = QTimer(self)
        self._timer.setInterval(FIRST_MS)
        self._timer.timeout.connect(self._on_next)

    @Slot()
    def start(self) -> None:
        """Read one page's code every now and then until all is read."""
        if self._left and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()

    def left(self) -> list[str]:
        """Places whose code is still to be read."""
        return list(self._left)

    @Slot()
    def _on_next(self) -> None:
        self._timer.setInterval(PAUSE_MS)
        read_ahead(self._left.pop(0))
        if not self._left:
            self._timer.stop()
