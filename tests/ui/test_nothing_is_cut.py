"""Every page in both languages, at every size that we promise: no word is cut, no page scrolls sideways."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from seller_desk.ui.shell.flow import PLACES
from tests.ui.fitting import cut_words, sideways

WIDE, LOW = (1280, 820), (1024, 580)
PROMISED = [(1.0, WIDE), (1.0, LOW), (1.5, WIDE), (1.5, LOW)]


def calm():
    """Layouts within layouts ask again for their sizes, one round each."""
    for _round in range(8):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QApplication.processEvents()


def walk(window, settle, scale, size):
    found = []
    window.use_look(scale=scale)
    window.resize(*size)
    for place in PLACES:
        window.flow.go(place)
        window._enter(place)
        settle(window)
        calm()
        assert (window.width(), window.height()) == size, place
        found += [f"{place}: {one}" for one in cut_words(window)]
        found += [f"{place} scrolls sideways: {one}" for one in sideways(window)]
    return found


def test_large_text_puts_the_buttons_of_a_page_below_its_name(open_at, desk, settle):
    window = open_at(desk, "en")
    window.go("company")
    settle(window)
    page = window.page()
    beside = page._head_row.direction()
    window.use_look(scale=1.5)
    window.resize(*LOW)
    window.go("company")
    settle(window)
    calm()
    page = window.page()
    assert page._head_row.direction() is not beside
    assert page._chooser.geometry().top() > page._title.geometry().bottom()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("scale", "size"), PROMISED)
def test_no_word_of_the_sample_is_cut(open_at, sample_desk, settle, lang, scale, size):
    assert walk(open_at(sample_desk, lang), settle, scale, size) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_of_an_empty_desk_is_cut(open_at, desk, settle, lang):
    window = open_at(desk, lang)
    for scale, size in PROMISED:
        assert walk(window, settle, scale, size) == []


def test_the_frame_holds_at_the_largest_text_in_the_smallest_window(open_at, sample_desk, settle):
    window = open_at(sample_desk, "en")
    window.use_look(scale=1.5)
    window.resize(*LOW)
    window.go("documents")
    settle(window)
    calm()
    assert (window.width(), window.height()) == LOW
    assert cut_words(window.rail) + cut_words(window.bar) == []
    assert window.bar.next_button.geometry().right() < window.bar.width()


def test_what_is_cut_would_be_found(open_at, desk, settle):
    window = open_at(desk, "en")
    window.page()._start.setFixedWidth(20)
    settle(window)
    calm()
    assert any("Start" in one for one in cut_words(window))
    window.page()._title.setFixedHeight(6)
    settle(window)
    calm()
    assert any(one.startswith("Label") and "high" in one for one in cut_words(window))
