"""The listings page makes a form when it is first shown, and loses nothing and no focus by it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from seller_desk.ui.pages.listings.common_form import CommonForm
from seller_desk.ui.pages.listings.editor import COMMON
from seller_desk.ui.pages.listings.export_panel import ExportPanel
from seller_desk.ui.pages.listings.import_panel import ImportPanel
from seller_desk.ui.pages.listings.page import Page
from seller_desk.ui.pages.listings.site_form import SiteForm
from seller_desk.ui.pages.listings.variations import Variations


@pytest.fixture
def opened(sample_window, settle):
    sample_window.go("listings")
    settle(sample_window)
    return sample_window, sample_window.findChild(Page)


def _tab(editor, name):
    QTest.mouseClick(editor.tabs._button(name), Qt.MouseButton.LeftButton)


def test_only_what_is_seen_is_made(opened):
    _window, page = opened
    assert len(page.findChildren(SiteForm)) == 1
    for kind in (CommonForm, Variations, ImportPanel, ExportPanel):
        assert page.findChildren(kind) == []


def test_a_tab_shown_later_holds_the_listing_and_its_findings(opened, settle):
    window, page = opened
    editor = page.beside.editor
    _tab(editor, COMMON)
    settle(window)
    (form,) = page.findChildren(CommonForm)
    assert form.isVisible()
    assert form.rows["sku"].editor.text() == editor.listing.sku
    (family,) = page.findChildren(Variations)
    assert family.isVisible()
    assert editor.sku.text() == editor.listing.sku


def test_another_listing_reaches_forms_made_before_and_after(opened, settle):
    window, page = opened
    _tab(page.beside.editor, COMMON)
    page.pane.table.selectRow(3)
    settle(window)
    editor = page.beside.editor
    assert editor.listing.id == page.pane.model.at(3).id
    assert editor.common.rows["sku"].editor.text() == editor.listing.sku


def test_a_half_typed_text_and_the_focus_stay_while_a_form_is_made(opened):
    _window, page = opened
    editor = page.beside.editor
    (form,) = page.findChildren(SiteForm)
    area = form.rows["title"].area
    area.setFocus()
    area.selectAll()
    QTest.keyClicks(area, "Half typed")
    assert editor.common is editor.forms.widget(1)
    assert QApplication.focusWidget() is area
    assert form.rows["title"].value() == "Half typed"
    assert editor.forms.currentWidget() is form


def test_choosing_a_row_judges_its_listing_once(opened, settle, monkeypatch):
    window, page = opened
    asked = []
    judge = page.beside._service.check_one
    monkeypatch.setattr(
        page.beside._service,
        "check_one",
        lambda listing, site, *rest: (
            asked.append((listing.id, site)) or judge(listing, site, *rest)
        ),
    )
    page._choose(page.pane.model.at(5).id)
    settle(window)
    assert len(asked) == len(set(asked)) == len(page.beside.editor._sides)


def test_an_editor_that_was_not_finished_leaves_nothing_behind(opened, settle, qtbot):
    _window, page = opened
    sides = tuple(page.beside.editor._sides)
    work = page.beside.use_sites((*sides, *sides[:1]))
    for _slice in range(8):
        next(work)
    before = page.beside.editor
    assert len(page.beside.findChildren(SiteForm)) == 2
    work.close()
    qtbot.wait(20)
    assert page.beside.editor is before
    assert len(page.beside.findChildren(SiteForm)) == 1
