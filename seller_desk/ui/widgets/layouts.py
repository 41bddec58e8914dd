"""What is done to layouts in many places."""

from PySide6.QtWidgets import QLayout


def clear(layout: QLayout) -> None:
    """Take all widgets out, for others to go in."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            # Deleted only when the event loop turns: until then it would still be seen, in the corner.
            widget.hide()
            widget.deleteLater()
