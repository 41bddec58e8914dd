"""Every tab of a listing fits: no word is cut and nothing scrolls sideways, with large text in the smallest window."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from seller_desk.ui.pages.listings.sides import COMMON, GOODS
from tests.ui.fitting import cut_words, sideways


def test_no_word_of_a_tab_is_cut(open_at, sample_desk, settle):
    window = open_at(sample_desk, "en")
    window.use_look(scale=1.5)
    window.resize(1024, 580)
    window.go("listings")
    settle(window)
    editor = window.page().beside.editor
    for tab in (COMMON, GOODS, "amazon.us", "ebay.us"):
        editor.tabs.set_current(tab)
        editor._on_tab(tab)
        if tab == "amazon.us":
            editor.score._on_more()
        settle(window)
        for _round in range(8):
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            QApplication.processEvents()
        assert cut_words(window.page()) == [], tab
        assert sideways(window.page()) == [], tab
