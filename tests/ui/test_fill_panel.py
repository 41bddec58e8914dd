"""Filling the company from a document, in the real window on the sample company."""

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from seller_desk.ui.pages.company.fill.offer_row import Crop, OfferRow
from seller_desk.ui.pages.company.fill.original import OriginalWindow
from tests.specimens.textpdf import STATEMENT, text_pdf


@pytest.fixture
def page(sample_window, settle):
    from seller_desk.ui.pages.company.page import Page

    desk = sample_window.context.desk
    company = desk.companies.get(sample_window.context.company_id)
    cleared = msgspec.structs.replace(
        company, legal_name_zh="", unified_social_credit_code="91", origins={}
    )
    desk.companies.save(cleared)
    sample_window.go("company")
    settle(sample_window)
    return sample_window.findChild(Page)


@pytest.fixture
def wait(sample_window, settle):
    return lambda: settle(sample_window)


def rows(page):
    return {row.offer.field: row for row in page.fill.findChildren(OfferRow) if row.isVisible()}


def test_the_licence_of_the_part_in_view_is_shown_with_its_places(page, wait):
    page.fill_button.click()
    wait()
    shown = rows(page)
    name = shown["legal_name"]
    assert (name.offer.state, name.offer.path) == ("empty", "legal_name_zh")
    assert name.findChild(Crop) is not None
    assert not name.findChild(Crop).grab().isNull()
    code = shown["unified_social_credit_code"]
    assert (code.offer.state, code.offer.confirmed) == ("different", "check_digit")
    said = {label.text() for label in code.findChildren(QLabel)}
    assert "Now: 91" in said
    assert shown["established_on"].offer.state == "same"


def test_one_value_is_taken_and_shows_where_it_came_from(page, wait):
    page.fill_button.click()
    wait()
    rows(page)["legal_name"].taken.emit("legal_name")
    wait()
    company = page.desk.companies.get(page.context.company_id)
    assert company.legal_name_zh == rows(page)["legal_name"].offer.text
    assert company.origins["legal_name_zh"] == "read"
    assert company.unified_social_credit_code == "91"
    assert rows(page)["legal_name"].offer.state == "same"
    assert "Read" in [label.text() for label in page.field("legal_name_zh").findChildren(QLabel)]


def test_all_are_taken_in_one_step_that_undo_takes_back(page, wait, sample_window):
    page.fill_button.click()
    wait()
    page.fill.every.click()
    wait()
    assert {row.offer.state for row in rows(page).values()} == {"same"}
    assert page.fill.every.isHidden()
    page.desk.store.undo()
    page.context.changed()
    wait()
    assert rows(page)["legal_name"].offer.state == "empty"


def test_a_dropped_file_is_taken_in_read_and_named(page, wait, tmp_path):
    path = tmp_path / "statement.pdf"
    path.write_bytes(text_pdf(STATEMENT))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    about = (
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(5, 5), *about))
    QApplication.sendEvent(page, QDropEvent(QPointF(5, 5), *about))
    wait()
    shown = rows(page)

    assert shown["account"].offer.text == "123456789001"
    kept = [
        one
        for one in page.desk.documents.list(page.context.company_id)
        if one.name == "statement.pdf"
    ]
    assert [one.kind for one in kept] == ["bank_statement"]
    before = len(page.desk.companies.get(page.context.company_id).bank_accounts)
    page.fill.every.click()
    wait()
    after = page.desk.companies.get(page.context.company_id).bank_accounts
    assert len(after) == before + 1
    assert after[-1].account_number == "123456789001"
    assert page._section == "bank"


def test_useless_and_locked_files_are_told_in_the_panel(page, wait, tmp_path):
    (tmp_path / "notes.txt").write_text("words", encoding="utf-8")
    page.fill.open_file(tmp_path / "notes.txt")
    wait()
    assert not page.fill.notice.isHidden()
    assert "notes.txt" in page.fill.notice._title.text()
    (tmp_path / "locked.pdf").write_bytes(text_pdf(STATEMENT, password="p"))
    page.fill.open_file(tmp_path / "locked.pdf")
    wait()
    assert "locked" in page.fill.notice._title.text()
    (tmp_path / "letter.pdf").write_bytes(text_pdf(((40, 40, "Dear friend"),)))
    page.fill.open_file(tmp_path / "letter.pdf")
    wait()
    assert "Nothing in it" in page.fill.says.text()
    assert page.fill.notice.isHidden()


def test_the_page_behind_the_values_opens_beside(page, wait, sample_window):
    page.fill_button.click()
    wait()
    page.fill.original.click()
    wait()
    (window,) = sample_window.findChildren(OriginalWindow)
    assert window.view.image is not None
    assert window.view._marks
    window.close()


def test_the_panel_closes_and_the_part_gets_its_room_back(page, wait):
    page.fill_button.click()
    wait()
    page.fill.close_panel()
    assert page.fill.isHidden()
    page.refresh()
    assert page.fill.isHidden()
