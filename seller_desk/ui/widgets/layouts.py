"""What is done to layouts and sizes in many places."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayout, QWidget

from seller_desk.ui.theme import current

# Title and borders of a window.
_FRAME = 40


def clear(layout: QLayout) -> None:
    """Take all widgets out, for others to go in."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            # Deleted only when the event loop turns: until then it would still be seen, in the corner.
            widget.hide()
            widget.deleteLater()


def open_at(window: QWidget, width: int, height: int) -> None:
    """Give a window beside the main one this size (in pixels of 100 % text), but no more than its screen has room for.

    Where the main window is larger than the screen says, its size is the room.
    """
    room = window.screen().availableGeometry().size()
    parent = window.parentWidget()
    if parent is not None:
        room = room.expandedTo(parent.window().size())
    frame = current().px(_FRAME)
    wanted = QSize(current().px(width), current().px(height))
    window.resize(wanted.boundedTo(QSize(room.width() - frame, room.height() - frame)))
