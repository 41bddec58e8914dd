"""Icons in the colour of the day. qtawesome loads on the first icon, not with the program."""

import os

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap


class Icons:
    """Tinted icons, kept by name and colour."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], QIcon] = {}

    def icon(self, name: str, colour: str) -> QIcon:
        """The icon in this colour (also when disabled: a dead button says why beside it)."""
        key = (name, colour)
        if key not in self._kept:
            os.environ.setdefault("QT_API", "pyside6")
            import qtawesome

            self._kept[key] = qtawesome.icon(name, color=colour, color_disabled=colour)
        return self._kept[key]

    def pixmap(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """The icon as a picture of `size` logical pixels."""
        return self.icon(name, colour).pixmap(QSize(size, size), ratio)
