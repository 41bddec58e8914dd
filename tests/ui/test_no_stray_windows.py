"""No widget is a window of its own for a moment: it would flash, and take the keyboard from the real window."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from seller_desk.ui.shell.flow import PLACES


class Watch(QObject):
    """Remembers every top-level widget that was shown."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, thing, event):
        if event.type() is QEvent.Type.Show and thing.isWidgetType() and thing.isWindow():
            self.seen.append(f"{type(thing).__name__} {thing.objectName()}")
        return False


def test_walking_every_page_and_changing_the_language_shows_no_other_window(sample_window, settle):
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    try:
        for language in ("zh", "en"):
            sample_window.use_language(language)
            for place in PLACES:
                sample_window.go(place)
                settle(sample_window)
    finally:
        QApplication.instance().removeEventFilter(watch)
    assert not watch.seen
    assert sample_window.isActiveWindow()


def test_an_empty_desk_shows_no_other_window(window, settle):
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    try:
        for place in PLACES:
            window.go(place)
            settle(window)
        window.rebuild()
    finally:
        QApplication.instance().removeEventFilter(watch)
    assert not watch.seen
