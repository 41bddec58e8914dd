"""Follows the focus: help for the field it is in, and Ctrl+Z for fields that have nothing of their own to undo."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from seller_desk.ui.shell.undo import Undo


class FocusWatch(QObject):
    """`topic` carries the `helpTopic` of the field in focus, or of what it stands in."""

    topic = Signal(str)

    def __init__(self, window: QWidget, undo: Undo) -> None:
        super().__init__(window)
        self._window = window
        self._undo = undo
        app = cast(QApplication, QApplication.instance())
        app.focusChanged.connect(self._on_focus)

    def here(self) -> str:
        """The topic of the field that has the focus now, or an empty text."""
        return topic_at(self._window.focusWidget())

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new.window() is not self._window:
            return
        if isinstance(new, (QLineEdit, QPlainTextEdit, QTextEdit)):
            new.installEventFilter(self)
        topic = topic_at(new)
        if topic:
            self.topic.emit(topic)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text field with nothing of its own to undo leaves Ctrl+Z to the whole."""
        if event.type() == QEvent.Type.ShortcutOverride and self._undo.wants(
            watched, cast(QKeyEvent, event)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def topic_at(widget: QWidget | None) -> str:
    """The `helpTopic` of this widget or of what it stands in; empty without one."""
    place: QObject | None = widget
    while place is not None:
        topic = place.property("helpTopic")
        if topic:
            return str(topic)
        place = place.parent()
    return ""


def finish_typing(focus: QWidget | None) -> None:
    """End what is being typed, as leaving the field would.

    A line in a window that is not in front has lost the keyboard already without a word, and taking the focus away
    would not tell either: then it is told here.
    """
    if focus is None:
        return
    had = focus.hasFocus()
    focus.clearFocus()
    if not had and isinstance(focus, QLineEdit):
        focus.editingFinished.emit()
