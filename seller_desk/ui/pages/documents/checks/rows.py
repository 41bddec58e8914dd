"""The list at the left: headed groups of painted rows."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.language import _, ngettext
from seller_desk.ui.pages.documents.checks.entries import GROUP_NAMES, Entry
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets import Label
from seller_desk.ui.widgets.labels import soft_breaks

_LEFT, _RIGHT = 36, 10
_STOP = Qt.FocusPolicy.StrongFocus


class Row(QAbstractButton):
    """One entry: icon, name, state, and a reason below. `walked` carries -1 or 1: to the row before or after."""

    walked = Signal(int)

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        # Long names and reasons take another line. The policy says so, in C++: two hundred rows are asked for it
        # twenty thousand times while they find their places.
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._measured: dict[int, tuple[QRect, QRect]] = {}
        parts = [entry.label, entry.state, entry.reason]
        self.setAccessibleName(", ".join(part for part in parts if part))

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need, never below the design's row."""
        name, reason = self._boxes(width)
        least = tokens.ROW_TALL if self.entry.reason else tokens.ROW
        return max(least, name.height() + reason.height() + 14)

    def sizeHint(self) -> QSize:
        """At the width of the list."""
        return QSize(200, self.heightForWidth(self.width() or tokens.LIST_WIDTH - 16))

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Where name and reason stand in a row of this width, counted from the top of the name."""
        if width not in self._measured:
            self._measured[width] = self._measure(width)
        return self._measured[width]

    def _measure(self, width: int) -> tuple[QRect, QRect]:
        theme, entry = current(), self.entry
        state = theme.metrics("caption").horizontalAdvance(entry.state)
        right = width - _RIGHT
        flags = int(Qt.TextFlag.TextWordWrap)
        # Bold is wider: the row keeps its height when it is chosen.
        name = theme.metrics("strong").boundingRect(
            QRect(0, 0, max(80, right - state - 8 - _LEFT), 400), flags, soft_breaks(entry.label)
        )
        name.setHeight(max(name.height(), theme.metrics("body").height()))
        name.moveTo(_LEFT, 0)
        name.setWidth(max(80, right - state - 8 - _LEFT))
        reason = QRect(_LEFT, name.height(), max(80, right - _LEFT), 0)
        if entry.reason:
            box = theme.metrics("caption").boundingRect(
                QRect(0, 0, reason.width(), 400), flags, soft_breaks(entry.reason)
            )
            reason.setHeight(box.height())
        return name, reason

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Selection, icon, texts, focus."""
        theme, entry = current(), self.entry
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self.rect().toRectF().adjusted(1, 2, -1, -2)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            fill = theme.color("accentsoft") if self.isChecked() else Qt.GlobalColor.transparent
            painter.setBrush(fill)
            painter.drawRoundedRect(edge, tokens.RADIUS, tokens.RADIUS)
        name, reason = self._boxes(self.width())
        line = theme.metrics("body").height()
        top = (self.height() - name.height() - reason.height()) // 2
        icon = QRect(12, top + (line - 16) // 2, 16, 16)
        theme.paint_icon(painter, icon, entry.icon, entry.token)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color(entry.token if entry.token != "mute" else "text2"))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(0, top, self.width() - _RIGHT, line), side, entry.state)
        wrap = int(Qt.TextFlag.TextWordWrap)
        painter.setFont(theme.font("strong" if self.isChecked() else "body"))
        painter.setPen(theme.color("text"))
        painter.drawText(name.translated(0, top), wrap, soft_breaks(entry.label))
        if entry.reason:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text2"))
            painter.drawText(reason.translated(0, top), wrap, soft_breaks(entry.reason))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring shows."""
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses; up and down walk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.walked.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.walked.emit(-1)
        else:
            super().keyPressEvent(event)


class EntryList(QScrollArea):
    """Groups of rows. `chosen` carries an entry's key."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._rows: dict[str, Row] = {}
        self._entries: list[Entry] = []
        self.setWidget(self._filled([]))

    def set_entries(self, entries: Sequence[Entry], current_key: str) -> None:
        """Show these; `current_key` stays chosen."""
        focused = next((key for key, row in self._rows.items() if row.hasFocus()), "")
        if list(entries) != self._entries:
            self._entries = list(entries)
            place = self.verticalScrollBar().value()
            # The former rows go with what holds them, the new ones come whole: each alone would be styled and placed.
            self.setWidget(self._filled(self._entries))
            self.verticalScrollBar().setValue(place)
        self.set_current(current_key)
        if focused in self._rows:
            self._rows[focused].setFocus()

    def _filled(self, entries: Sequence[Entry]) -> QWidget:
        """The rows under their heads."""
        inner = QWidget()
        inner.setProperty("scrollbody", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 4, 8, 8)
        column.setSpacing(0)
        self._rows.clear()
        group = ""
        for entry in entries:
            if entry.group != group:
                group = entry.group
                column.addWidget(_head(group, [one for one in entries if one.group == group]))
            row = Row(entry)
            row.clicked.connect(self._on_clicked)
            row.walked.connect(self._on_walked)
            self._rows[entry.key] = row
            column.addWidget(row)
        column.addStretch(1)
        return inner

    def set_current(self, key: str) -> None:
        """Mark a row without telling."""
        if key in self._rows:
            self._rows[key].setChecked(True)
            # Tab comes to the chosen row; the arrows walk from there.
            for one in self._rows.values():
                chosen = one.entry.key == key
                one.setFocusPolicy(_STOP if chosen else Qt.FocusPolicy.ClickFocus)
            self.ensureWidgetVisible(self._rows[key], 0, 24)

    def row(self, key: str) -> Row | None:
        """The row of an entry."""
        return self._rows.get(key)

    @Slot(int)
    def _on_walked(self, step: int) -> None:
        rows = list(self._rows.values())
        row = self.sender()
        place = rows.index(row) + step if isinstance(row, Row) and row in rows else -1
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(rows[place], 0, 24)

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, Row):
            self.chosen.emit(row.entry.key)


def _head(group: str, entries: Sequence[Entry]) -> QWidget:
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(8, 10, 8, 4)
    row.addWidget(Label(_(GROUP_NAMES[group]), role="captionstrong", token="text2"))
    row.addStretch(1)
    count = ngettext("{n} item", "{n} items", len(entries)).format(n=len(entries))
    row.addWidget(Label(count, role="caption", token="text2"))
    return head
