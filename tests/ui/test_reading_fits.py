"""What is read, repaired and filled in fits at every size that we promise, and is reached by keyboard."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.fitting import cut_words, sideways

PROMISED = [(1.0, (1280, 820)), (1.0, (1024, 580)), (1.5, (1024, 580))]


def calm():
    for _round in range(8):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QApplication.processEvents()


def nameless(window):
    found = []
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            about = QAccessible.queryAccessibleInterface(widget)
            if not about.text(QAccessible.Text.Name):
                found.append(widget)
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_is_cut_and_every_stop_has_a_name(open_at, sample_desk, settle, lang):
    window = open_at(sample_desk, lang)
    found = []

    def look(what, where):
        settle(window)
        calm()
        found.extend(f"{what}: {one}" for one in cut_words(where))
        found.extend(f"{what} scrolls sideways: {one}" for one in sideways(where))
        found.extend(f"{what}: no name: {one}" for one in nameless(where))

    for scale, size in PROMISED:
        window.use_look(scale=scale)
        window.resize(*size)
        mark = f"{scale} {size}"
        window.go("documents")
        settle(window)
        panel = window.page().checks
        for part in ("read", "dates", "checks"):
            panel.card._show_part(part)
            look(f"documents {part} {mark}", panel)
        for opened in (panel.acts.repair(panel.card.shown), panel.acts.enlarge(panel.card.shown)):
            look(f"{type(opened).__name__} {mark}", opened)
            opened.close()
        window.go("company")
        settle(window)
        page = window.page()
        for section in ("names", "representative"):
            page._section = section
            page.fill.open_for(section)
            look(f"company {section} {mark}", page.fill)
        page.fill.close_panel()
    assert not found, "\n".join(found)
