"""Statements about a site one below the other, each with its mark and the way to its source."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import _
from seller_desk.core.platforms.portrait import Line
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import Button, IconLabel, Label, line, link_button
from seller_desk.ui.widgets.layouts import clear

_TOP = Qt.AlignmentFlag.AlignTop


def mark_of(one: Line) -> tuple[str, str]:
    """(words, icon) of how sure a statement is; words only where there is doubt, or where it is the seller's own."""
    confidence = one.source.confidence
    icon = tokens.CONFIDENCE_ICONS[confidence.value]
    if confidence is Confidence.SELLER:
        return _("your own value"), icon
    if confidence is Confidence.COMMUNITY:
        return _("community pack"), icon
    if one.stale:
        return _("stale"), "ph.warning-fill"
    if confidence is Confidence.SINGLE_BLOG:
        return _("one source"), icon
    return _("Source"), icon


class FactLines(QWidget):
    """`asked` fires with a line and the button to show its source at."""

    asked = Signal(object, QWidget)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.buttons: list[Button] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """These and no others."""
        clear(self._column)
        self.buttons = []
        for number, one in enumerate(lines):
            if number:
                self._column.addWidget(line())
            self._column.addWidget(self._row(one))

    def _row(self, one: Line) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        if one.head:
            words.addWidget(Label(one.head, role="strong", wrap=True))
        words.addWidget(Label(one.text, wrap=True, selectable=True))
        if one.source.conflict:
            words.addLayout(_conflict(one.source.conflict))
        row.addLayout(words, 1)
        text, icon = mark_of(one)
        button = link_button(text, icon=icon)
        button.setAccessibleName(_("Source of {name}").format(name=one.head or one.text))
        button.clicked.connect(partial(self.asked.emit, one, button))
        self.buttons.append(button)
        row.addWidget(button, 0, _TOP)
        return holder


def _conflict(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(IconLabel("ph.warning-fill", "warn", 14), 0, _TOP)
    words = _("Other value: {value}").format(value=text)
    row.addWidget(Label(words, role="caption", token="text2", wrap=True), 1)
    return row
