"""One of a few: tiles to choose, segments to filter."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.flow_layout import EqualFlow, FlowLayout
from seller_desk.ui.widgets.one_of import OneOf

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
            name.horizontalAdvance(self.text()) + 12 + theme.px(16),
            small.horizontalAdvance(self._caption),
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
            side = theme.px(16)
            tick = QRect(self.width() - side - 8, 8, side, side)
            theme.paint_icon(painter, tick, "ph.check-circle-fill", "accent")


class ChoiceTiles(OneOf):
    """Equal tiles, in more rows where they do not fit side by side: `options` are (id, name, caption)."""

    def __init__(self, options: Sequence[Option], *, name: str = "") -> None:
        super().__init__(name=name, layout=EqualFlow(gap=8))
        for option, title, caption in options:
            self.add_option(option, Tile(title, caption))


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


class Segments(OneOf):
    """A filter: one of a few short words, with counts. `options` are (id, text)."""

    def __init__(self, options: Sequence[tuple[str, str]], *, name: str = "") -> None:
        flow = FlowLayout(gap=0, line_gap=0)
        super().__init__(name=name, layout=flow, across=QSizePolicy.Policy.Maximum)
        self.setProperty("kind", "segments")
        self._row.setContentsMargins(3, 3, 3, 3)
        for option, text in options:
            self.add_option(option, _Segment(text))
        if options:
            self.set_current(options[0][0])
