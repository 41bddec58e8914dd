"""Small choices of the window, kept in the store: language, look, geometry, pane."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from seller_desk.core.base.language import LANGUAGES
from seller_desk.ui.theme import MODES

if TYPE_CHECKING:
    from seller_desk.core.store.store import Store
    from seller_desk.ui.shell.context import WindowContext

LANGUAGE, MODE, SCALE = "window.language", "window.theme", "window.text_scale"
GEOMETRY, PANE = "window.geometry", "window.pane"
SCALES = (1.0, 1.15, 1.3, 1.5)
DEFAULT_SIZE = (1280, 820)


class Choices(Protocol):
    """Where choices are read: the store, or the file itself before the store is open."""

    def setting(self, name: str, default: str = "") -> str:
        """One choice, or the default."""


def language(store: Choices) -> str:
    """The language that was chosen, or an empty text: the system's."""
    value = store.setting(LANGUAGE)
    return value if value in LANGUAGES else ""


def mode(store: Choices) -> str:
    """`system`, `light` or `dark`."""
    value = store.setting(MODE, "system")
    return value if value in MODES else "system"


def scale(store: Choices) -> float:
    """The text scale, one of `SCALES`."""
    try:
        value = float(store.setting(SCALE, "1"))
    except ValueError:
        return 1.0
    return value if value in SCALES else 1.0


def pane_folded(store: Choices) -> bool:
    """Whether the seller folded the pane."""
    return store.setting(PANE) == "folded"


def keep_pane(context: "WindowContext", *, folded: bool) -> None:
    """Remember it."""
    context.keep(PANE, "folded" if folded else "open")


def keep_geometry(store: "Store", window: QWidget) -> None:
    """Remember where the window stands; called when it closes."""
    box = window.normalGeometry()
    state = "max" if window.isMaximized() else "normal"
    store.set_setting(GEOMETRY, f"{box.x()},{box.y()},{box.width()},{box.height()},{state}")


def restore_geometry(store: Choices, window: QWidget) -> None:
    """Put the window where it stood, if a screen is still there."""
    window.resize(*DEFAULT_SIZE)
    parts = store.setting(GEOMETRY).split(",")
    try:
        x, y, width, height = (int(part) for part in parts[:4])
    except ValueError:
        return
    box = QRect(x, y, width, height)
    if any(screen.availableGeometry().intersects(box) for screen in QGuiApplication.screens()):
        window.setGeometry(box)
    if parts[4:] == ["max"]:
        window.showMaximized()
