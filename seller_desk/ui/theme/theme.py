"""The look of the day: mode, colours, fonts, icons, applied to the whole application at once.

The theme is process-wide, as the language is: painted widgets ask `current()` when they paint.
"""

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

from seller_desk.core.base.paths import resources_dir
from seller_desk.ui.theme import fonts, tokens
from seller_desk.ui.theme.icons import Icons
from seller_desk.ui.theme.sheet import sheet

MODES = ("system", "light", "dark")
_STYLED = "sellerDeskStyled"


class Theme(QObject):
    """Colours, fonts and icons by the names of the design. `changed` fires after a new look is applied.

    `system_changed` fires when the system turns dark or light and the seller wants to follow it. A window that makes
    itself anew then says `applies_itself = False`.
    """

    changed = Signal()
    system_changed = Signal()

    def __init__(self, mode: str = "system", scale: float = 1.0, language: str = "zh") -> None:
        super().__init__()
        self.mode = mode
        self.scale = scale
        self.language = language
        self.applies_itself = True
        self._icons = Icons()
        self._fonts: dict[str, QFont] = {}
        self._colours = tokens.DARK if self.dark else tokens.LIGHT
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in use."""
        if self.mode == "system":
            return _system_dark()
        return self.mode == "dark"

    def use(
        self, *, mode: str | None = None, scale: float | None = None, language: str | None = None
    ) -> None:
        """Change what is given, apply it to the application and tell."""
        self.mode = mode or self.mode
        self.scale = scale or self.scale
        self.language = language or self.language
        self.apply()
        self.changed.emit()

    def apply(self) -> None:
        """Give the application this theme's style, palette, font and style sheet, and make it the current one."""
        global _current
        _current = self
        self._colours = tokens.DARK if self.dark else tokens.LIGHT
        self._fonts.clear()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        # Each of these goes through every widget that lives, so only what is different is set.
        if app.property(_STYLED) is None:
            app.setStyle("Fusion")
            app.setProperty(_STYLED, True)
        palette, font = self._palette(), self.font("body")
        if app.palette() != palette:
            app.setPalette(palette)
        if app.font() != font:
            app.setFont(font)
        wanted = sheet(
            self._colours,
            dark=self.dark,
            control=self.height(tokens.CONTROL),
            small=self.height(tokens.CONTROL_SMALL, 6),
            mark=self.px(14),
            pictures=resources_dir() / "theme",
        )
        if app.styleSheet() != wanted:
            app.setStyleSheet(wanted)

    def color(self, token: str) -> QColor:
        """A colour of the design, such as `bad`."""
        return QColor(self._colours[token])

    def font(self, role: str) -> QFont:
        """A font of the design, such as `h2`."""
        if role not in self._fonts:
            self._fonts[role] = fonts.font(role, self.language, self.scale)
        return self._fonts[role]

    def typeset(self, text: str) -> str:
        """The text as the language in use sets it."""
        return fonts.typeset(text, self.language)

    def metrics(self, role: str) -> QFontMetrics:
        """Sizes of text in this role."""
        return QFontMetrics(self.font(role))

    def height(self, least: int, padding: int = 12, role: str = "body") -> int:
        """The height of a row that holds one line of this role: never below the design's, more for big text."""
        return max(least, self.metrics(role).height() + padding) if self.scale > 1 else least

    def px(self, size: int) -> int:
        """A length that grows with the text, such as the side of an icon beside words."""
        return round(size * self.scale)

    def icon(self, name: str, token: str = "text2") -> QIcon:
        """An icon of qtawesome (`ph.upload-simple`) in a colour of the design."""
        return self._icons.icon(name, self._colours[token])

    def icon_beside_words(self, name: str, token: str, size: int, *, after: bool) -> QIcon:
        """An icon for a button with words, with the design's gap."""
        return self._icons.beside_words(name, self._colours[token], size, after=after)

    def pixmap(self, name: str, token: str = "text2", size: int = 16) -> QPixmap:
        """An icon as a picture, sharp on this screen."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return self._icons.pixmap(name, self._colours[token], size, app.devicePixelRatio())

    def paint_icon(self, painter: QPainter, rect: QRect, name: str, token: str = "text2") -> None:
        """Draw an icon into this square."""
        self.icon(name, token).paint(painter, rect)

    def _on_system_changed(self) -> None:
        if self.mode != "system":
            return
        if self.applies_itself:
            self.use()
        self.system_changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for target, token in (
            (role.Window, "canvas"),
            (role.Base, "surface"),
            (role.AlternateBase, "surface"),
            (role.Button, "surface"),
            (role.Text, "text"),
            (role.WindowText, "text"),
            (role.ButtonText, "text"),
            (role.BrightText, "onaccent"),
            (role.Highlight, "accentfill"),
            (role.HighlightedText, "onaccent"),
            (role.PlaceholderText, "text3"),
            (role.Link, "accent"),
            (role.LinkVisited, "accent"),
            (role.Accent, "accentfill"),
            (role.Mid, "border"),
            (role.Midlight, "line"),
            (role.Light, "surface"),
            (role.Dark, "strong"),
            (role.Shadow, "strong"),
            (role.ToolTipBase, "surface"),
            (role.ToolTipText, "text"),
        ):
            palette.setColor(target, self.color(token))
        group = QPalette.ColorGroup.Disabled
        for target in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(group, target, self.color("text3"))
        return palette


def _system_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


_current: Theme | None = None


def current() -> Theme:
    """The theme in use. The application applies one before the first widget is made."""
    assert _current is not None, "Theme.apply comes before the first widget"
    return _current
