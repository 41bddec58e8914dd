"""Buttons in the kinds of the design. Every one has a name, also those with an icon only."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from seller_desk.ui.theme import current
from seller_desk.ui.theme.icons import ICON_GAP

_ICON_TOKENS = {"primary": "onaccent", "running": "accent", "link": "accent"}


class Button(QPushButton):
    """A button with words. `kind`: primary, secondary, ghost, link, running."""

    def __init__(self, text: str, kind: str, icon: str = "", *, small: bool = False) -> None:
        super().__init__(text)
        self._icon_name = icon
        if small:
            self.setProperty("small", True)
        self.setAutoDefault(False)
        self.set_kind(kind)
        if kind != "ghost":
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_kind(self, kind: str) -> None:
        """Look like another kind."""
        if self.property("kind") == kind:
            return
        self.setProperty("kind", kind)
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            # Polishing brings back the font of before, so it comes first.
            self.style().unpolish(self)
            self.style().polish(self)
        bold = kind in ("primary", "running")
        role = "caption" if kind == "link" else "strong" if bold else "body"
        self.setFont(current().font(role))
        self.set_icon(self._icon_name)

    def renew(self) -> None:
        """Paint its icon in the colours of now."""
        self.set_icon(self._icon_name)

    def set_icon(self, name: str) -> None:
        """Another icon of qtawesome, or none."""
        self._icon_name = name
        if name:
            kind = str(self.property("kind"))
            size = current().px(14 if kind == "link" else 16)
            after = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            token = _ICON_TOKENS.get(kind, "text2")
            self.setIcon(current().icon_beside_words(name, token, size, after=after))
            self.setIconSize(QSize(size + ICON_GAP, size))

    def set_running(self, text: str) -> None:
        """Show that its work is going on; it cannot be pressed meanwhile."""
        self.setText(text)
        self.set_kind("running")
        self.set_icon("ph.spinner")
        self.setEnabled(False)


def primary_button(
    text: str, icon: str = "", on_click: Callable[[], object] | None = None
) -> Button:
    """The one main act of the window."""
    return _wired(Button(text, "primary", icon), on_click)


def secondary_button(
    text: str, icon: str = "", on_click: Callable[[], object] | None = None, *, small: bool = False
) -> Button:
    """Any other act."""
    return _wired(Button(text, "secondary", icon, small=small), on_click)


def ghost_button(
    text: str, icon: str = "", on_click: Callable[[], object] | None = None, *, small: bool = False
) -> Button:
    """An act of a tool bar."""
    return _wired(Button(text, "ghost", icon, small=small), on_click)


def link_button(text: str, on_click: Callable[[], object] | None = None, icon: str = "") -> Button:
    """An act inside a row."""
    return _wired(Button(text, "link", icon), on_click)


def tool_button(
    icon: str, name: str, on_click: Callable[[], object] | None = None, *, checkable: bool = False
) -> QToolButton:
    """An icon only; `name` is its accessible name and its tool tip."""
    made = QToolButton()
    made.setProperty("kind", "tool")
    made.setIcon(current().icon(icon))
    made.setIconSize(QSize(current().px(18), current().px(18)))
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setCheckable(checkable)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if on_click is not None:
        made.clicked.connect(_Press(on_click))
    return made


class _Press:
    """Calls without Qt's `checked`; holds only what it is given."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act = act

    def __call__(self, *_args: object) -> None:
        self._act()


def _wired(button: Button, on_click: Callable[[], object] | None) -> Button:
    if on_click is not None:
        button.clicked.connect(_Press(on_click))
    return button
