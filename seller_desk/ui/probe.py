"""Looks, before Qt does, whether a window can open here: Qt ends the process where it cannot.

No Qt is imported by this module itself; `qt_trouble` imports it on purpose, to see whether that works.
"""

import ctypes
import os
import platform
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _

_LINUX = platform.system() == "Linux"
DEPENDENCIES = "packaging/linux/system-deps.sh"


def window_trouble() -> DeskError | None:
    """Why no window can open here, or None."""
    return display_trouble() or qt_trouble()


def display_trouble() -> DeskError | None:
    """No screen: neither X nor Wayland, and no other platform asked for."""
    if not _LINUX or os.environ.get("QT_QPA_PLATFORM"):
        return None
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"):
        return None
    return DeskError(
        _("There is no screen here"),
        _(
            "The terminal does the same work: seller-desk --help. For a window, start it in a desktop session."
        ),
    )


def qt_trouble() -> DeskError | None:
    """A system library that Qt needs is missing; its name is told."""
    try:
        import PySide6
        import PySide6.QtWidgets
    except ImportError as problem:
        return _missing(str(problem))
    if not _LINUX or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return None
    if os.environ.get("WAYLAND_DISPLAY") or PySide6.__file__ is None:
        return None
    plugin = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not plugin.exists():
        return None
    try:
        ctypes.CDLL(str(plugin))
    except OSError as problem:
        return _missing(str(problem))
    return None if _x_answers() else _no_x()


def _x_answers() -> bool:
    """Whether the X server of DISPLAY lets us in."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        return int(xcb.xcb_connection_has_error(connection)) == 0
    finally:
        xcb.xcb_disconnect(connection)


def _no_x() -> DeskError:
    return DeskError(
        _("The screen {name} does not answer").format(name=os.environ.get("DISPLAY", "")),
        _("Start it in a desktop session, or see seller-desk --help."),
    )


def _missing(reason: str) -> DeskError:
    # "libEGL.so.1: cannot open shared object file: ..." - the library's name is what helps.
    library = reason.split(":")[0].strip()
    return DeskError(
        _("A system library for the window is missing: {library}").format(library=library),
        _("Run {script} (it installs what Qt needs), then start again.").format(
            script=DEPENDENCIES
        ),
    )


def input_method_fallback() -> None:
    """fcitx speaks ibus too; Qt's wheel has no fcitx plug-in, and without this nobody could type Chinese."""
    if not _LINUX or not os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        return
    import PySide6

    folder = Path(PySide6.__file__ or "").parent / "Qt" / "plugins" / "platforminputcontexts"
    if not any(folder.glob("*fcitx*")):
        os.environ["QT_IM_MODULE"] = "ibus"
