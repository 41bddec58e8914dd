"""One of a few: tiles to choose, segments to filter."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from seller_desk.ui.theme import current, tokens

Option = tuple[str, str, str]


class Tile(QAbstractButton):
    """A bordered tile: name and a caption; chosen = 2 px accent and a tick."""

    def __init__(self, title: str, caption: str) -> None:
        super().__init__()
        self._caption = caption
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(caption)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough for both lines and the tick."""
        theme = current()
        name = theme.metrics("strong")
        small = theme.metrics("caption")
        width = max(
            name.horizontalAdvance(self.text()) + 28, small.horizontalAdvance(self._caption)
        )
        height = 14 + name.height() + (small.height() if self._caption else 4)
        return QSize(width + 24, max(tokens.ROW_TALL - 2 if self._caption else 40, height))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge, words, tick, focus."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, focus = self.isChecked(), self.hasFocus()
        edge = theme.color("accent" if chosen else "strong" if self.underMouse() else "border")
        painter.setPen(QPen(edge, 2 if chosen else 1))
        painter.setBrush(theme.color("accentsoft" if chosen else "surface"))
        inset = 1.0 if chosen else 0.5
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(inset, inset, -inset, -inset),
            tokens.RADIUS,
            tokens.RADIUS,
        )
        if focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            shift = 4.0 if chosen else 1.0
            painter.drawRoundedRect(
                self.rect().toRectF().adjusted(shift, shift, -shift, -shift), 4, 4
            )
        name, small = theme.metrics("strong"), theme.metrics("caption")
        lines = name.height() + (small.height() if self._caption else 0)
        top = (self.height() - lines) // 2
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("strong" if chosen else "body"))
        painter.drawText(12, top + name.ascent(), self.text())
        if self._caption:
            painter.setPen(theme.color("text2"))
            painter.setFont(theme.font("caption"))
            painter.drawText(12, top + name.height() + small.ascent(), self._caption)
        if chosen:
            theme.paint_icon(
                painter, QRect(self.width() - 24, 8, 16, 16), "ph.check-circle-fill", "accent"
            )


class ChoiceTiles(QWidget):
    """Equal tiles in a row: `options` are (id, name, caption)."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option], *, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._group = QButtonGroup(self)
        self._ids = [option[0] for option in options]
        for number, (_id, title, caption) in enumerate(options):
            tile = Tile(title, caption)
            self._group.addButton(tile, number)
            row.addWidget(tile, 1)
        self._group.idClicked.connect(self._on_click)

    def set_current(self, option: str) -> None:
        """Choose without telling."""
        if option in self._ids:
            self._group.button(self._ids.index(option)).setChecked(True)

    def current(self) -> str:
        """The chosen id, or an empty text."""
        number = self._group.checkedId()
        return self._ids[number] if number >= 0 else ""

    @Slot(int)
    def _on_click(self, number: int) -> None:
        self.chosen.emit(self._ids[number])


class _Segment(QAbstractButton):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        width = current().metrics("captionstrong").horizontalAdvance(self.text())
        return QSize(width + 26, max(26, current().metrics("caption").height() + 8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(theme.color("border"), 1))
            painter.setBrush(theme.color("surface"))
            painter.drawRoundedRect(box, 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(theme.color("text" if self.isChecked() else "text2"))
        painter.setFont(theme.font("captionstrong" if self.isChecked() else "caption"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Segments(QFrame):
    """A filter: one of a few short words, with counts. `options` are (id, text)."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], *, name: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "segments")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3, 3, 3, 3)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._ids: list[str] = []
        for number, (option, text) in enumerate(options):
            self._ids.append(option)
            button = _Segment(text)
            self._group.addButton(button, number)
            self._row.addWidget(button)
        if self._ids:
            self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._on_click)

    def set_text(self, option: str, text: str) -> None:
        """Other words, as when a count changes."""
        button = self._group.button(self._ids.index(option))
        button.setText(text)
        button.setAccessibleName(text)
        button.updateGeometry()
        button.update()

    def set_current(self, option: str) -> None:
        """Choose without telling."""
        self._group.button(self._ids.index(option)).setChecked(True)

    def current(self) -> str:
        """The chosen id."""
        number = self._group.checkedId()
        return self._ids[number] if number >= 0 else ""

    @Slot(int)
    def _on_click(self, number: int) -> None:
        self.chosen.emit(self._ids[number])
