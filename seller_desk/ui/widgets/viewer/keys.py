"""The viewer's keys. One table, so that the help says what is done."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from seller_desk.core.base.language import N_

if TYPE_CHECKING:
    from seller_desk.ui.widgets.viewer.view import PageView

HELP = N_(
    "+ and − zoom, 0 fits, 1 shows every pixel; R turns; Page Up and Page Down change the page; "
    "N and P go from field to field; arrows scroll."
)
Act = Callable[["PageView"], None]
_Key = Qt.Key


def _larger(view: "PageView") -> None:
    view.zoom_by(1)


def _smaller(view: "PageView") -> None:
    view.zoom_by(-1)


def _fit(view: "PageView") -> None:
    view.zoom_by(0)


def _whole(view: "PageView") -> None:
    view.zoom_to(1.0)


def _right(view: "PageView") -> None:
    view.turn(1)


def _left(view: "PageView") -> None:
    view.turn(-1)


def _next_page(view: "PageView") -> None:
    view.go_to_page(view.page + 1)


def _page_before(view: "PageView") -> None:
    view.go_to_page(view.page - 1)


def _first(view: "PageView") -> None:
    view.go_to_page(1)


def _last(view: "PageView") -> None:
    view.go_to_page(len(view.paper.shapes) if view.paper else 1)


def _next_field(view: "PageView") -> None:
    view.next_field(1)


def _field_before(view: "PageView") -> None:
    view.next_field(-1)


ACTS: dict[Qt.Key, Act] = {
    _Key.Key_Plus: _larger,
    _Key.Key_Equal: _larger,
    _Key.Key_Minus: _smaller,
    _Key.Key_0: _fit,
    _Key.Key_1: _whole,
    _Key.Key_R: _right,
    _Key.Key_L: _left,
    _Key.Key_PageDown: _next_page,
    _Key.Key_PageUp: _page_before,
    _Key.Key_Home: _first,
    _Key.Key_End: _last,
    _Key.Key_N: _next_field,
    _Key.Key_P: _field_before,
}
_HELD = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def act_of(event: QKeyEvent) -> Act | None:
    """What this key does; None for keys of others. Ctrl goes only with the zoom, as in other programs."""
    if event.modifiers() & _HELD:
        return None
    act = ACTS.get(_Key(event.key()))
    with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return act if not with_ctrl or act in (_larger, _smaller, _fit, _whole) else None
