"""The tab Copies in the real window, on the sample company's real database."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.fitting import cut_words, sideways

HEIC = Path(__file__).parents[1] / "fixtures" / "pictures" / "phone.heic"


@pytest.fixture
def wait(sample_window, settle):
    return lambda: settle(sample_window)


@pytest.fixture
def page(sample_window, wait):
    from seller_desk.ui.pages.documents.page import Page

    sample_window.go("documents")
    wait()
    return sample_window.findChild(Page)


@pytest.fixture
def panel(page, wait):
    page.show_tab("copies")
    wait()
    return page.panel("copies")


def with_heic(panel, wait):
    """The licence is a phone's HEIC now."""
    desk = panel.desk
    row = next(row for row in panel._loaded.rows if row.planned.paper.kind == "business_licence")
    desk.documents.replace(row.key, HEIC)
    panel.context.changed()
    wait()
    return row.key


def states(panel):
    return {
        row.planned.paper.kind: panel.list.row(row.key).entry.state for row in panel._loaded.rows
    }


def test_the_samples_papers_go_in_unchanged_each_beside_its_copy(panel):
    assert set(states(panel).values()) == {"Unchanged"}
    assert panel.make.isHidden()
    assert panel.detail.views.left.image is not None
    assert panel.detail.views.right.image is not None
    assert "Goes in unchanged, byte for byte" in panel.detail.texts()


def test_a_heic_is_made_shown_beside_its_copy_with_what_was_changed_and_why(panel, wait):
    key = with_heic(panel, wait)
    assert states(panel)["business_licence"] == "To be made"
    QTest.mouseClick(panel.list.row(key), Qt.MouseButton.LeftButton)
    wait()
    assert panel.detail.views.right.isHidden()
    QTest.mouseClick(panel.make, Qt.MouseButton.LeftButton)
    wait()
    assert states(panel)["business_licence"] == "Adapted"
    texts = panel.detail.texts()
    assert "HEIC became JPG" in texts
    assert any(text.startswith("Left out: where it was taken (GPS)") for text in texts)
    assert "Scan again at 300 dpi" in texts
    assert panel.detail.views.right.image is not None
    assert panel.detail._after.text() == "01_business_licence.jpg"
    assert panel.make.isHidden()


def test_copies_are_saved_into_the_folder_that_is_chosen(panel, wait, tmp_path):
    panel.context.ask.answers["folder"] = tmp_path / "out"
    QTest.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    wait()
    assert (tmp_path / "out" / "01_business_licence.jpg").exists()
    assert "saved" in panel.notice.accessibleName()
    panel.context.ask.answers["folder"] = tmp_path / "out"
    QTest.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    wait()
    assert "already there" in panel.notice.accessibleName()


def agent_window(panel, wait):
    from seller_desk.ui.pages.documents.copies.agent import AgentWindow

    QTest.mouseClick(panel.agent, Qt.MouseButton.LeftButton)
    wait()
    return panel.window().findChild(AgentWindow)


def test_an_agents_copy_needs_a_purpose_and_is_watermarked(panel, wait, tmp_path):
    window = agent_window(panel, wait)
    assert not window.clean.isChecked()
    QTest.mouseClick(window.save, Qt.MouseButton.LeftButton)
    assert "purpose" in window.notice.accessibleName()
    window.purpose.setText("Agent Li / VAT")
    panel.context.ask.answers["folder"] = tmp_path / "agent"
    QTest.mouseClick(window.save, Qt.MouseButton.LeftButton)
    wait()
    (made,) = (tmp_path / "agent").iterdir()
    assert b"seller-desk:watermarked-copy" in made.read_bytes()


def test_without_an_application_only_agents_copies_are_offered(panel, wait):
    panel.context.use_application(None)
    wait()
    assert not panel._loaded.rows
    assert panel.save.isHidden()
    assert not panel.agent.isHidden()
    assert not panel.empty.isHidden()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_of_the_tab_is_cut_at_any_promised_size(open_at, sample_desk, settle, lang):
    window = open_at(sample_desk, lang)
    window.go("documents")
    settle(window)
    page = window.findChild(_page_class())
    for scale, size in (
        (1.0, (1280, 820)),
        (1.0, (1024, 580)),
        (1.5, (1280, 820)),
        (1.5, (1024, 580)),
    ):
        window.use_look(scale=scale)
        window.resize(*size)
        settle(window)
        page = window.findChild(_page_class())
        page.show_tab("copies")
        settle(window)
        calm()
        assert (window.width(), window.height()) == size
        assert cut_words(page.panel("copies")) == []
        assert sideways(page.panel("copies")) == []


def _page_class():
    from seller_desk.ui.pages.documents.page import Page

    return Page


def calm():
    """Layouts within layouts ask again for their sizes, one round each."""
    for _round in range(8):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QApplication.processEvents()
