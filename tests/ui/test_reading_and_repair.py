"""Documents read, recognised, confirmed and repaired in the real window, on the sample company."""

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.ui.pages.documents.checks.repairing import RepairWindow
from tests.specimens.textpdf import STATEMENT, text_pdf


@pytest.fixture
def page(sample_window, settle):
    from seller_desk.ui.pages.documents.page import Page

    sample_window.go("documents")
    settle(sample_window)
    return sample_window.findChild(Page)


@pytest.fixture
def wait(sample_window, settle):
    return lambda: settle(sample_window)


@pytest.fixture
def add(page, wait):
    def add_it(path):
        page.intake.add([path])
        wait()
        found = [
            one
            for one in page.desk.documents.list(page.context.company_id)
            if one.name == path.name
        ]
        page.checks.show_document(found[0].id)
        wait()
        return found[0]

    return add_it


@pytest.fixture
def statement(tmp_path):
    path = tmp_path / "statement.pdf"
    path.write_bytes(text_pdf(STATEMENT, STATEMENT))
    return path


def leaning(path, degrees=3.0):
    page = Image.new("RGB", (900, 600), (240, 240, 236))
    pen = ImageDraw.Draw(page)
    for y in range(60, 540, 30):
        pen.rectangle([60, y, 840 - (y * 37) % 200, y + 11], fill=(20, 20, 20))
    page.rotate(-degrees, expand=True, fillcolor=(240, 240, 236)).save(path, quality=90)
    return path


def test_an_added_document_is_read_named_and_says_why(page, wait, add, statement):
    document = add(statement)
    assert document.kind == "bank_statement"
    card = page.checks.card
    said = card.kind_line.says.text()
    assert said.startswith("Recognised as Bank statement")
    assert "because of" in said
    assert card.reads.field("account").edit.text() == "123456789001"
    assert [mark.name for mark in card.viewer._marks][:2] == ["holder", "account"]


def test_another_kind_than_the_text_speaks_for_is_said_and_can_be_taken(page, wait, add, statement):
    document = add(statement)
    page.desk.documents.update(document.id, kind="utility_bill")
    page.context.changed()
    wait()
    line = page.checks.card.kind_line
    assert line.says.text().startswith("Reads like Bank statement")
    line.act.click()
    wait()
    assert page.desk.documents.get(document.id).kind == "bank_statement"


def test_what_is_not_recognised_stays_unknown(page, add, tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(text_pdf(((40, 40, "Dear friend"),)))
    assert add(path).kind == "unknown"
    assert "does not tell" in page.checks.card.kind_line.says.text()


def test_undo_of_a_recognition_is_not_undone_by_the_next_look(page, wait, add, statement):
    document = add(statement)
    page.desk.store.undo()
    page.context.changed()
    wait()
    assert page.desk.documents.get(document.id).kind == "unknown"
    page.refresh()
    wait()
    assert page.desk.documents.get(document.id).kind == "unknown"


def test_values_are_confirmed_corrected_and_taken_back(page, wait, add, statement):
    document = add(statement)
    card = page.checks.card
    card._show_part("read")
    row = card.reads.field("holder")
    row.button.click()
    wait()
    assert page.desk.documents.get(document.id).confirmed == {"holder": "CLEARBAY TRADING LIMITED"}
    assert row.note.text() == "Confirmed by you"
    account = card.reads.field("account")
    account.edit.setFocus()
    account.edit.selectAll()
    QTest.keyClicks(account.edit, "123456789002")
    QTest.keyClick(account.edit, Qt.Key.Key_Return)
    wait()
    assert page.desk.documents.get(document.id).confirmed["account"] == "123456789002"
    assert "123456789001" in account.note.text()
    account.button.click()
    wait()
    assert "account" not in page.desk.documents.get(document.id).confirmed
    assert account.edit.text() == "123456789001"
    page.desk.store.undo()
    page.context.changed()
    wait()
    assert account.edit.text() == "123456789002"


def test_a_date_that_is_none_is_told_and_not_kept(page, wait, add, statement):
    document = add(statement)
    page.checks.card.confirmed.emit({"issued_on": "soon"})
    wait()
    assert not page.notice.isHidden()
    assert page.desk.documents.get(document.id).confirmed == {}


def test_the_cursor_in_a_value_brings_its_place_into_view(page, wait, add, statement):
    add(statement)
    card = page.checks.card
    card._show_part("read")
    card.viewer.zoom_to(1.0)
    card.reads.field("account").edit.setFocus()
    assert card.viewer.chosen == "account"
    card.viewer.field_chosen.emit("holder")
    assert card.parts.current() == "read"


def test_the_sellers_id_number_shows_its_ends_only_until_it_is_entered(page, wait):
    entry = page.checks._entry("amazon.identity")
    page.checks._choose(entry, "")
    wait()
    page.checks.card._show_part("read")
    edit = page.checks.card.reads.field("id_number").edit
    assert "*" in edit.text()
    whole = edit.value()
    assert "*" not in whole
    edit.setFocus()
    assert edit.text() == whole
    edit.clearFocus()
    assert "*" in edit.text()


def test_a_locked_pdf_asks_for_its_password_once(page, wait, add, tmp_path):
    path = tmp_path / "locked.pdf"
    path.write_bytes(text_pdf(STATEMENT, password="open"))
    document = add(path)
    line = page.checks.card.kind_line
    assert not line.password.isHidden()
    assert line.password.isVisible()
    line.password.setText("wrong")
    QTest.keyClick(line.password, Qt.Key.Key_Return)
    wait()
    assert not page.notice.isHidden()
    line.password.setText("open")
    QTest.keyClick(line.password, Qt.Key.Key_Return)
    wait()
    assert page.desk.documents.get(document.id).kind == "bank_statement"
    assert not line.password.isVisible()
    assert page.checks.card.viewer.image is not None


def test_reading_that_is_cancelled_is_not_begun_again_by_itself(page, wait, tmp_path, statement):
    reader = page.reader
    taken = page.desk.documents.add(page.context.company_id, [statement])
    reader.look()
    assert reader.busy
    reader._job.cancel()
    wait()
    assert not reader.busy
    page.checks.refresh()
    page.checks.show_document(taken.added[0].id)
    wait()
    reader.look()
    assert not reader.busy
    if page.desk.recognition.known(taken.added[0]) is None:
        line = page.checks.card.kind_line
        assert line.says.text() == "It was not read yet."
        line.act.click()
        wait()
    assert page.desk.recognition.known(taken.added[0]) is not None


def test_a_leaning_page_is_straightened_and_brought_back(page, wait, add, tmp_path, sample_window):
    document = add(leaning(tmp_path / "page.jpg"))
    finding = Finding(
        code="document.edges_cut",
        severity=Severity.WARNING,
        subject=Subject(kind="document", id=document.id, label="page.jpg"),
        place=Place(page=1),
        fix="deskew",
    )
    links = dict(page.fixes(finding))
    links["Repair"]()
    wait()
    (window,) = sample_window.findChildren(RepairWindow)
    assert window.tools.degrees.value() == pytest.approx(-3, abs=0.2)
    assert [one.act for one in window.steps()] == ["straighten"]
    assert window.after.image is not None
    assert window.after.shape != window.before.shape
    assert page.desk.documents.get(document.id) == document
    window.apply.click()
    wait()
    after = page.desk.documents.get(document.id)
    assert after.made_from[0].sha256 == document.sha256
    assert after.repairs
    page.desk.store.undo()
    page.context.changed()
    wait()
    assert page.desk.documents.get(document.id).sha256 == document.sha256


def test_pages_are_split_merged_and_restored_from_the_window(page, wait, add, statement):
    document = add(statement)
    card = page.checks.card
    window = page.checks.acts.repair(card.shown)
    wait()
    assert not window.apply.isEnabled()
    window.join.split_wanted.emit()
    wait()
    names = {one.name for one in page.desk.documents.list(page.context.company_id)}
    assert {"statement-1.pdf", "statement-2.pdf"} <= names
    page.checks.show_document(document.id)
    wait()
    window = page.checks.acts.repair(card.shown)
    other = next(
        one
        for one in page.desk.documents.list(page.context.company_id)
        if one.name == "statement-2.pdf"
    )
    window.join.other.set_current(other.id)
    window.join._on_merge()
    wait()
    whole = page.desk.documents.get(document.id)
    assert whole.inspection["pages_total"] == 2
    page.checks.show_document(document.id)
    wait()
    window = page.checks.acts.repair(card.shown)
    window.join.restore_wanted.emit()
    wait()
    assert page.desk.documents.get(document.id).sha256 == document.sha256


def test_what_cannot_be_repaired_is_told_in_the_window(page, wait, add, statement):
    document = add(statement)
    window = page.checks.acts.repair(page.checks.card.shown)
    wait()
    # A page of text has nothing to straighten: the tool is off.
    assert not window.tools._straight.isEnabled()
    window.tools.degrees.setValue(2)
    window._on_apply()
    wait()
    assert not window.notice.isHidden()
    assert page.desk.documents.get(document.id) == document
    window.close()


def test_the_large_view_shows_two_and_the_original_of_a_repaired_one(page, wait, add, tmp_path):
    document = add(leaning(tmp_path / "page.jpg"))
    from seller_desk.core.documents.repair.model import TURN, Step

    page.desk.repairs.repair(document.id, [Step(act=TURN, degrees=90)])
    page.context.changed()
    page.checks.show_document(document.id)
    wait()
    window = page.checks.acts.enlarge(page.checks.card.shown)
    wait()
    key = next(key for key, name, _one in window._every if name == "Original of page.jpg")
    window.right.set_current(key)
    window.right.chosen.emit(key)
    wait()
    left, right = window.pair.left, window.pair.right
    assert right.isVisible()
    assert left.paper.key != right.paper.key == document.sha256
    window._zoom(1)
    assert right.zoom > 0
    window.right.chosen.emit("")
    assert right.isHidden()
    window.close()
