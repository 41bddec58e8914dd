"""Windows beside the main one are no larger than the screen, whatever the size of text."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QDialog, QWidget

from seller_desk.ui.widgets.layouts import open_at


class Screen:
    def __init__(self, width, height):
        self._room = QRect(0, 0, width, height)

    def availableGeometry(self):
        return self._room


@pytest.fixture
def dialog(qtbot):
    parent = QWidget()
    parent.resize(800, 500)
    qtbot.addWidget(parent)
    # The parent owns the dialog and lives as long as the test.
    yield QDialog(parent)
    assert parent.children()


def test_a_window_has_the_size_it_asks_for_where_there_is_room(dialog, monkeypatch):
    monkeypatch.setattr(dialog, "screen", lambda: Screen(1920, 1040), raising=False)
    open_at(dialog, 1080, 720)
    assert dialog.size() == QSize(1080, 720)


def test_in_a_small_screen_it_leaves_room_for_its_frame(dialog, monkeypatch):
    monkeypatch.setattr(dialog, "screen", lambda: Screen(1024, 580), raising=False)
    open_at(dialog, 1080, 720)
    assert dialog.size() == QSize(984, 540)
    dialog.parentWidget().resize(1280, 820)
    open_at(dialog, 1080, 720)
    assert dialog.size() == QSize(1080, 720)
