"""The window's first picture: its frame in the seller's look, on the screen before the database's libraries load.

SQLAlchemy and the pages take most of the start. The few choices that the first picture needs (language, look, place on
the screen) are read straight from the file, which is only looked at.
"""

import contextlib
import json
import sqlite3
from pathlib import Path

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from seller_desk.ui.theme import Theme, tokens


class FirstChoices:
    """Small choices of the window, as `Store.setting` gives them; none from a file that cannot be read."""

    def __init__(self, database: Path) -> None:
        self._known: dict[str, str] = {}
        if not database.exists():
            return
        # Whatever is wrong with the file is told when the store opens it.
        with contextlib.suppress(sqlite3.Error, ValueError, KeyError, TypeError):
            address = f"{database.resolve().as_uri()}?mode=ro"
            with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
                rows = connection.execute("SELECT id, body FROM setting WHERE id LIKE 'window.%'")
                self._known = {name: str(json.loads(body)["value"]) for name, body in rows}

    def setting(self, name: str, default: str = "") -> str:
        """One choice, or the default."""
        return self._known.get(name, default)


class FirstPicture(QWidget):
    """The rail's band beside the page's ground; the real frame takes its place within a moment."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two areas, no words: there is nothing to read or to press yet."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("canvas"))
        rail = self.rect()
        rail.setWidth(round(tokens.RAIL_WIDTH * (1 + (self._theme.scale - 1) / 2)))
        painter.fillRect(rail, self._theme.color("rail"))
        painter.end()
