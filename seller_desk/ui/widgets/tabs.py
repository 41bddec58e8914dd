"""Tabs navigate inside a page: text with a 2 px underline."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from seller_desk.ui.theme import current, tokens


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


class TabBar(QWidget):
    """Tabs 28 px apart over a thin line. `options` are (id, text)."""

    chosen = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]], *, name: str = "", ruled: bool = True
    ) -> None:
        super().__init__()
        self._ruled = ruled
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 1)
        self._row.setSpacing(28)
        self._group = QButtonGroup(self)
        self._ids: list[str] = []
        for number, (option, text) in enumerate(options):
            self._ids.append(option)
            tab = _Tab(text)
            self._group.addButton(tab, number)
            self._row.addWidget(tab)
        self._row.addStretch(1)
        if self._ids:
            self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._on_click)

    def set_text(self, option: str, text: str) -> None:
        """Other words on a tab, as when a count changes."""
        tab = self._group.button(self._ids.index(option))
        tab.setText(text)
        tab.setAccessibleName(text)
        tab.updateGeometry()
        tab.update()

    def text(self, option: str) -> str:
        """The words on a tab."""
        return self._group.button(self._ids.index(option)).text()

    def set_current(self, option: str) -> None:
        """Choose without telling."""
        self._group.button(self._ids.index(option)).setChecked(True)

    def current(self) -> str:
        """The chosen id."""
        number = self._group.checkedId()
        return self._ids[number] if number >= 0 else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk along the tabs."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._ids:
            super().keyPressEvent(event)
            return
        number = (self._group.checkedId() + step) % len(self._ids)
        self._group.button(number).setFocus()
        self._group.button(number).click()

    @Slot(int)
    def _on_click(self, number: int) -> None:
        self.chosen.emit(self._ids[number])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line below the tabs."""
        if self._ruled:
            painter = QPainter(self)
            painter.fillRect(0, self.height() - 1, self.width(), 1, current().color("border"))
