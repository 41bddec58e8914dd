"""Icons in the colour of the day."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from seller_desk.ui.theme.glyphs import glyph

# Qt puts 4 px between icon and words; the design wants 8. The rest is part of the picture.
ICON_GAP = 4


# For the whole process, whatever becomes of a theme: the drawing part of an icon is a Python object, and when both are
# collected as garbage in one go it may go before the icon that still points to it.
_KEPT: dict[tuple[str, str], QIcon] = {}


class Icons:
    """Tinted icons, kept by name and colour."""

    def __init__(self) -> None:
        self._kept = _KEPT

    def icon(self, name: str, colour: str) -> QIcon:
        """The icon in this colour (also when disabled: a dead button says why beside it)."""
        key = (name, colour)
        if key not in self._kept:
            self._kept[key] = glyph(name, colour)
        return self._kept[key]

    def pixmap(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """The icon as a picture of `size` logical pixels."""
        return self.icon(name, colour).pixmap(QSize(size, size), ratio)

    def beside_words(self, name: str, colour: str, size: int, *, after: bool) -> QIcon:
        """The icon with room at the side where the words stand; `after` = the icon follows them."""
        key = (f"{name} {size} {after}", colour)
        if key not in self._kept:
            made = QIcon()
            for ratio in (1, 2):
                picture = QPixmap((size + ICON_GAP) * ratio, size * ratio)
                picture.setDevicePixelRatio(ratio)
                picture.fill(Qt.GlobalColor.transparent)
                painter = QPainter(picture)
                box = QRect(ICON_GAP if after else 0, 0, size, size)
                self.icon(name, colour).paint(painter, box)
                painter.end()
                made.addPixmap(picture)
                made.addPixmap(picture, QIcon.Mode.Disabled)
            self._kept[key] = made
        return self._kept[key]
