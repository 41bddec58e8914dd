"""Tabs navigate inside a page: text with a 2 px underline."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.flow_layout import FlowLayout
from seller_desk.ui.widgets.one_of import OneOf


class _Tab(QAbstractButton):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        width = current().metrics("strong").horizontalAdvance(self.text())
        return QSize(width + 2, current().height(tokens.TAB))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("strong" if self.isChecked() else "body"))
        painter.setPen(theme.color("text" if self.isChecked() else "text2"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(0, 0, 0, -2), flags, self.text())
        if self.isChecked():
            painter.fillRect(0, self.height() - 2, self.width(), 2, theme.color("accent"))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(-3, 4, 3, -5), 4, 4)


class TabBar(OneOf):
    """Tabs 28 px apart over a thin line. `options` are (id, text)."""

    def __init__(
        self, options: Sequence[tuple[str, str]], *, name: str = "", ruled: bool = True
    ) -> None:
        super().__init__(name=name, layout=FlowLayout(gap=28, line_gap=0))
        self._ruled = ruled
        self._row.setContentsMargins(0, 0, 0, 1)
        for option, text in options:
            self.add_option(option, _Tab(text))
        if options:
            self.set_current(options[0][0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk along the tabs."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._ids:
            super().keyPressEvent(event)
            return
        number = (self._group.checkedId() + step) % len(self._ids)
        self._group.button(number).setFocus()
        self._group.button(number).click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line below the tabs."""
        if self._ruled:
            painter = QPainter(self)
            painter.fillRect(0, self.height() - 1, self.width(), 1, current().color("border"))
