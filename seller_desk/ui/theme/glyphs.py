"""Icons drawn from qtawesome's fonts, without importing qtawesome.

The package brings fonts and names; its code would import every binding of Qt that QtPy knows, check and load twelve
fonts, and on Windows install them for the user: a third of the window's start and 30 MB. Two of its fonts are read
here, when their first icon is drawn. Sizes and centring are those of qtawesome, so that the design holds.
"""

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

# Prefix in our names -> how the files of its font begin.
FONTS = {"ph": "phosphor", "msc": "codicon"}
# A 16 pixel icon is a 14 pixel letter: what is left is the letter's own margin.
_LETTER = 0.875


@cache
def _font(prefix: str) -> tuple[str, dict[str, str]]:
    """The family name of an icon font, and its names with their letters. KeyError for an unknown prefix."""
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("qtawesome's fonts are missing from this installation")
    folder = Path(spec.submodule_search_locations[0]) / "fonts"
    letters = next(iter(sorted(folder.glob(f"{FONTS[prefix]}-charmap-*.json"))))
    shapes = next(iter(sorted(folder.glob(f"{FONTS[prefix]}-*.ttf"))))
    # From memory: no C library opens a path, which may have Chinese in it.
    number = QFontDatabase.addApplicationFontFromData(shapes.read_bytes())
    return QFontDatabase.applicationFontFamilies(number)[0], json.loads(
        letters.read_text(encoding="utf-8")
    )


def letter(name: str) -> tuple[str, str]:
    """The font family and the letter of `ph.upload-simple`. KeyError if there is none."""
    prefix, _dot, rest = name.partition(".")
    family, letters = _font(prefix)
    return family, chr(int(letters[rest], 16))


class _Glyph(QIconEngine):
    """One letter in one colour at any size."""

    def __init__(self, family: str, char: str, colour: str) -> None:
        super().__init__()
        self._family, self._char, self._colour = family, char, colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """The letter in the middle of `rect`; the same in every mode."""
        font = QFont()
        font.setFamily(self._family)
        font.setPixelSize(max(1, round(_LETTER * rect.height())))
        painter.save()
        painter.setPen(QColor(self._colour))
        painter.setFont(font)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self._char)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The letter on nothing."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        """Another one of the same."""
        return _Glyph(self._family, self._char, self._colour)


def glyph(name: str, colour: str) -> QIcon:
    """The icon of this name in this colour (also when disabled)."""
    return QIcon(_Glyph(*letter(name), colour))
