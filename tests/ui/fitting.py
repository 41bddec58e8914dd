"""Finds words that do not fit where they stand, in a window that is on the screen."""

import re

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QScrollArea,
    QToolButton,
    QWidget,
)

from seller_desk.ui.widgets import DateEdit

# Between words, and where long names may break (a zero width space).
_BREAKS = re.compile(r"[\s\u200b]+")
# Rounding of text widths.
SLACK = 2


def cut_words(window):
    """What is cut in this window: (class, words, how much is there, how much is needed)."""
    found = []
    for one in window.findChildren(QWidget):
        if not one.isVisible() or one.size().isEmpty():
            continue
        lack = _lack(one)
        if lack:
            found.append(f"{type(one).__name__} “{_words(one)[:40]}” {lack}")
        elif _words(one) and (outside := _outside(one)):
            found.append(f"{type(one).__name__} “{_words(one)[:40]}” {outside}")
    return found


def sideways(window):
    """Areas that scroll sideways; tables may."""
    return [
        f"{type(one).__name__} in {type(one.parent()).__name__}: {bar.maximum()} px"
        for one in window.findChildren(QScrollArea)
        if one.isVisible()
        and not isinstance(one, QAbstractItemView)
        and (bar := one.horizontalScrollBar()).maximum() > 0
    ]


def _words(one):
    if isinstance(one, QComboBox):
        return one.currentText()
    if isinstance(one, DateEdit):
        return one.text()
    text = getattr(one, "text", None)
    if isinstance(one, QLabel | QAbstractButton) and callable(text):
        return one.text()
    return ""


def _lack(one):
    if isinstance(one, QLabel):
        return _label(one)
    if isinstance(one, QComboBox):
        needed = one.fontMetrics().horizontalAdvance(one.currentText()) + 40
        return _narrow(one, needed) if one.currentText() else ""
    if isinstance(one, DateEdit):
        # Edges, padding and the calendar at the right.
        needed = one.fontMetrics().horizontalAdvance(one.text()) + 54
        return _narrow(one, needed) if one.text() else ""
    if isinstance(one, QToolButton) or not isinstance(one, QAbstractButton):
        return ""
    if not one.text() or one.property("elides"):
        return ""
    if type(one).__name__ == "RailRow":
        # Its words shrink to the count, and stand in its accessible name.
        return _flat(one, one.sizeHint().height())
    if one.hasHeightForWidth():
        return _flat(one, one.heightForWidth(one.width()))
    return _narrow(one, one.sizeHint().width()) or _flat(one, one.sizeHint().height())


def _label(one):
    if not one.text() or one.property("elides"):
        return ""
    margins = one.contentsMargins()
    room = one.width() - margins.left() - margins.right()
    metrics = one.fontMetrics()
    if one.wordWrap():
        longest = max(
            (
                metrics.horizontalAdvance(word)
                for word in _BREAKS.split(QLabel.text(one))
                if word.isascii()
            ),
            default=0,
        )
        return _narrow(one, longest) or _flat(one, one.heightForWidth(one.width()))
    needed = max(metrics.horizontalAdvance(line) for line in one.text().split("\n"))
    if needed > room + SLACK:
        return f"is {room} wide, needs {needed}"
    return _flat(one, metrics.height() * (one.text().count("\n") + 1))


def _narrow(one, needed):
    return f"is {one.width()} wide, needs {needed}" if needed > one.width() + SLACK else ""


def _flat(one, needed):
    return f"is {one.height()} high, needs {needed}" if needed > one.height() + SLACK else ""


def _outside(one):
    """Whether a parent cuts it off at the right; what lies below may be scrolled to."""
    box = QRect(QPoint(), one.size())
    parent = one.parentWidget()
    while parent is not None and not one.isWindow():
        right = one.mapTo(parent, box.topRight()).x()
        left = one.mapTo(parent, box.topLeft()).x()
        if right > parent.width() + SLACK or left < -SLACK:
            return f"stands from {left} to {right} in {type(parent).__name__} of {parent.width()}"
        if parent.isWindow() or parent.property("scrollbody"):
            return ""
        one_flags = parent.windowFlags() & Qt.WindowType.Popup
        parent = None if one_flags == Qt.WindowType.Popup else parent.parentWidget()
    return ""
