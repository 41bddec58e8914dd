"""The company page in the real window: autosave, live notes, suggestions, undo, hidden numbers, input methods."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from seller_desk.core.base.findings import Finding, Place, Severity, Subject


def company_page(window):
    window.go("company")
    return window.page()


def fill(page, path, text):
    """Type into a field and leave it, as a seller does."""
    page.show_field(path)
    editor = page.field(path).editor
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Tab)


@pytest.fixture
def page(window, settle):
    found = company_page(window)
    settle(window)
    return found


@pytest.fixture
def sample(sample_window, settle):
    found = company_page(sample_window)
    settle(sample_window)
    return found


def stored(page):
    return page.desk.companies.get(page.context.company_id)


def test_the_first_edit_makes_the_company_and_saves_it_with_its_origin(page):
    assert page.context.company_id == ""
    fill(page, "legal_name_en", "Sample Ltd.")
    assert stored(page).legal_name_en == "Sample Ltd."
    assert stored(page).origins == {"legal_name_en": "typed"}
    assert page.field("legal_name_en").row._origin.text() == "Typed"


def test_leaving_an_empty_field_makes_nothing(page):
    page.show_field("legal_name_en")
    QTest.keyClick(page.field("legal_name_en").editor, Qt.Key.Key_Tab)
    assert page.desk.companies.list() == []


def test_the_note_follows_every_character_and_nothing_is_stored_before_the_field_is_left(page):
    fill(page, "legal_name_en", "Sample Ltd.")
    field = page.field("unified_social_credit_code")
    field.editor.setFocus()
    QTest.keyClicks(field.editor, "91440300MA5CHENG0X")
    assert field.row.note_text() == "The check digit does not fit"
    assert field.editor.property("state") == "bad"
    QTest.keyClick(field.editor, Qt.Key.Key_Backspace)
    assert field.row.note_text() == "Wrong length: 17 characters, 18 characters needed"
    QTest.keyClicks(field.editor, "M")
    assert field.row.note_text() == "18 characters, check digit right"
    assert stored(page).unified_social_credit_code == ""
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    assert stored(page).unified_social_credit_code == "91440300MA5CHENG0M"


def test_a_date_that_is_none_is_refused_and_the_value_before_it_kept(sample):
    before = stored(sample).established_on
    fill(sample, "established_on", "yesterday")
    assert stored(sample).established_on == before
    assert "no date" in sample.field("established_on").row.note_text()


def test_an_input_method_may_compose_for_as_long_as_it_likes(page):
    page.show_field("legal_name_zh")
    editor = page.field("legal_name_zh").editor
    editor.setFocus()
    QCoreApplication.sendEvent(editor, QInputMethodEvent("shenzhen", []))
    page.refresh()
    assert editor.text() == ""
    done = QInputMethodEvent()
    done.setCommitString("深圳市样例公司")
    QCoreApplication.sendEvent(editor, done)
    page.refresh()
    assert editor.text() == "深圳市样例公司"
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert stored(page).legal_name_zh == "深圳市样例公司"


def test_a_suggestion_is_offered_and_taken_in_one_step(page):
    fill(page, "legal_name_en", "x")
    page.desk.companies.set_text(page.context.company_id, "legal_name_zh", "深圳市澄湾科技有限公司")
    fill(page, "legal_name_en", " ")
    page.show_field("legal_name_en")
    link = page.field("legal_name_en").link
    assert link.accessibleName() == "Use: Shenzhen Shi Chengwan Keji Youxian Gongsi"
    link.click()
    assert stored(page).legal_name_en == "Shenzhen Shi Chengwan Keji Youxian Gongsi"
    page.desk.store.undo()
    assert stored(page).legal_name_en == ""


def test_the_english_address_comes_from_the_chinese_one(sample):
    sample.desk.companies.set_value(sample.context.company_id, "registered_address_en.street", "")
    for part in ("province", "city", "district"):
        sample.desk.companies.set_value(sample.context.company_id, f"registered_address_en.{part}", "")  # fmt: skip
    sample.show_field("registered_address_en.street")
    sample.field("registered_address_en.street").link.click()
    assert stored(sample).registered_address_en.street == "Room 1203, Chengwan Building, No. 8 Yangli Road"  # fmt: skip
    preview = sample._holder.part.previews[0]
    assert preview._english.text().endswith("Nanshan, Shenzhen, Guangdong 518000, China")
    assert preview._chinese.text() == "南山区样例路8号澄湾大厦1203室，深圳市，广东省"


def test_an_id_number_is_hidden_until_it_is_clicked_and_again_afterwards(sample):
    sample.show_field("legal_representative.email")
    editor = sample.field("legal_representative.id_number").editor
    number = stored(sample).legal_representative.id_number
    assert editor.text() == "4403**********0007"
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == "4403**********0007"
    QTest.mouseClick(editor, Qt.MouseButton.LeftButton)
    assert editor.text() == number
    editor.clearFocus()
    assert editor.text() == "4403**********0007"
    assert stored(sample).legal_representative.id_number == number


def test_the_business_type_decides_what_is_asked(sample):
    sample._tiles.findChildren(QAbstractButton)[3].click()
    assert stored(sample).entity_kind == "natural_person"
    sections = [sample._chooser.itemData(n) for n in range(sample._chooser.count())]
    assert "names" not in sections
    assert sections[0] == "representative"
    sample.desk.store.undo()
    sample.refresh()
    assert sample._chooser.count() == 8


def test_rows_are_added_and_removed(sample, settle):
    before = len(stored(sample).tax_numbers)
    sample._go("tax")
    sample._signals.row_added.emit("tax_numbers")
    path = f"tax_numbers.{before}.number"
    assert sample.field(path) is not None
    fill(sample, path, "DE136695977")
    assert stored(sample).tax_numbers[before].number == "DE136695977"
    sample._signals.row_removed.emit("tax_numbers", before)
    assert len(stored(sample).tax_numbers) == before
    assert sample.field(path) is None


def test_undo_from_the_window_brings_the_old_value_into_the_field(sample_window, sample, settle):
    fill(sample, "store_name", "Other")
    sample_window.undo.take_back()
    settle(sample_window)
    assert stored(sample).store_name == "CHENGWAN Home"
    assert sample.field("store_name").editor.text() == "CHENGWAN Home"


def test_a_finding_leads_to_its_field_in_another_part(sample_window, sample):
    place = Place(field="legal_representative.id_number")
    finding = Finding(code="company.id_number_invalid", severity=Severity.BLOCKER, subject=Subject(kind="company"), place=place)  # fmt: skip
    sample_window.context.go("company", finding)
    assert sample._section == "representative"
    assert QApplication.focusWidget() is sample.field("legal_representative.id_number").editor


def test_a_phone_without_country_code_is_mended_from_the_finding(sample, settle):
    sample.desk.companies.set_text(sample.context.company_id, "phone", "13800138000")
    finding = next(one for one in sample.desk.companies.findings(sample.context.company_id) if one.code == "company.phone_invalid")  # fmt: skip
    (text, act), *_rest = sample.fixes(finding)
    assert text == "Use: +86 138 0013 8000"
    act()
    assert stored(sample).phone == "+86 138 0013 8000"


def test_every_part_has_named_controls_and_help_for_its_main_fields(sample):
    for number in range(sample._chooser.count()):
        sample._go(sample._chooser.itemData(number))
        for control in sample.findChildren(QWidget):
            if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isVisible():
                name = control.accessibleName() or getattr(control, "text", str)()
                assert name, control
    assert sample.help_topic("unified_social_credit_code").link == "GB 32100-2015"
    assert sample.help_topic("nothing") is None
