"""Keys that hold in the whole window."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def add_key(window: QWidget, keys: Sequence[QKeySequence], act: Callable[[], object]) -> None:
    """These keys do this, wherever the focus is in the window. `act` is a method of a QObject."""
    action = QAction(window)
    action.setShortcuts(keys)
    action.triggered.connect(act)
    window.addAction(action)
