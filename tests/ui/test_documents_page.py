"""The documents page in the real window, on the sample company's real database."""

import importlib.util
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_spec = importlib.util.spec_from_file_location(
    "document_builders", Path(__file__).parents[1] / "unit" / "documents" / "builders.py"
)
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)


@pytest.fixture
def page(sample_window, settle):
    from seller_desk.ui.pages.documents.page import Page

    sample_window.go("documents")
    settle(sample_window)
    return sample_window.findChild(Page)


@pytest.fixture
def wait(sample_window, settle):
    return lambda: settle(sample_window)


def choose(page, wait, key):
    QTest.mouseClick(page.checks.list.row(key), Qt.MouseButton.LeftButton)
    wait()


def test_requirements_stand_with_their_states_and_the_worst_document_is_open(page):
    states = {entry.key: entry.state for entry in page.checks._entries}
    assert states["amazon.business_licence"] == "Valid"
    assert states["amazon.customs_record"] == "Not needed"
    assert states["amazon.identity"] == "1 to fix"
    assert page.checks.card.shown.document.kind == "id_card"
    assert page.checks.card.viewer.image is not None


def test_a_dropped_folder_comes_in_and_asks_for_its_kind(page, wait, tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "bill.jpg").write_bytes(build.jpeg(build.licence(1200)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "in"))])
    about = (
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(5, 5), *about))
    QApplication.sendEvent(page, QDropEvent(QPointF(5, 5), *about))
    wait()
    assert page.checks.card.shown.document.name == "bill.jpg"
    assert page.checks._entries[0].group == "loose"
    assert page.progress.isHidden()
    page.checks.card.chooser.kind.set_current("business_licence")
    page.checks.card.chooser.kind.chosen.emit("business_licence")
    wait()
    assert all(entry.group != "loose" for entry in page.checks._entries)
    assert page.desk.documents.get(page.checks.card.shown.document.id).kind == "business_licence"


def test_a_date_typed_under_the_page_is_kept_and_judged(page, wait):
    choose(page, wait, "amazon.business_licence")
    editor = page.checks.card.form.dates["valid_until"]
    planned = page.tools.planned.value()
    editor.setText(date(planned.year, planned.month, 28).isoformat())
    editor.editingFinished.emit()
    wait()
    stored = page.desk.documents.get(page.checks.card.shown.document.id)
    assert stored.valid_until == date(planned.year, planned.month, 28)
    entry = page.checks._entry("amazon.business_licence")
    assert [one.code for one in entry.findings] == ["document.validity_short"]
    page.desk.store.undo()
    page.context.changed()
    wait()
    assert page.checks._entry("amazon.business_licence").state == "Valid"


def test_the_planned_day_moves_the_judgement(page, wait):
    before = page.checks._entry("amazon.business_licence").state
    page.tools.planned.setText("2047-01-01")
    page.tools.planned.editingFinished.emit()
    wait()
    assert page.checks._entry("amazon.business_licence").state != before


def test_a_finding_opens_its_document_and_marks_the_place(page, wait, tmp_path):
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(build.jpeg(build.licence(3508).crop((300, 0, 3508, 2480))))
    document = page.desk.documents.get(
        page.checks._entry("amazon.business_licence").documents[0].id
    )
    page.desk.documents.replace(document.id, cut)
    page.context.changed()
    wait()
    finding = next(
        one
        for one in page.checks._entry("amazon.business_licence").findings
        if one.code == "document.edges_cut"
    )
    page.reveal(finding)
    wait()
    assert page.checks.card.shown.document.id == document.id
    assert page.checks.card.viewer.mark.box == finding.place.box
    page.checks.card.viewer.turn()
    page.checks.card.viewer.zoom_by(1)
    assert not page.checks.card.viewer.grab().isNull()


def test_replace_and_remove_act_at_once(page, wait, tmp_path):
    choose(page, wait, "amazon.business_licence")
    other = tmp_path / "neu.jpg"
    other.write_bytes(build.jpeg(build.licence(3508, ground=(255, 255, 250))))
    page.context.ask.answers["file"] = other
    page.checks.card.replace_wanted.emit()
    wait()
    assert page.checks.card.shown.document.name == "neu.jpg"
    page.checks.card.remove_wanted.emit()
    wait()
    assert page.checks._entry("amazon.business_licence").state == "Missing"


def test_files_that_are_nothing_are_named_on_the_page(page, wait, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("words", encoding="utf-8")
    page.context.ask.answers["files"] = [notes]
    page.tools.add_wanted.emit()
    wait()
    assert not page.notice.isHidden()
    assert "notes.txt" in page.notice._text.text()


def test_links_under_findings_fit_them(page):
    entry = page.checks._entry("amazon.identity")
    assert [text for text, _act in page.fixes(entry.findings[0])] == ["Add"]
    bill = next(
        one
        for entry in page.checks._entries
        for one in entry.findings
        if one.code == "document.issued_too_long_ago"
    )
    assert [text for text, _act in page.fixes(bill)] == ["Replace", "Change date"]


def test_every_stop_of_the_keyboard_has_a_name(page):
    nameless = []
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            found = QAccessible.queryAccessibleInterface(widget)
            if not found.text(QAccessible.Text.Name):
                nameless.append(widget)
    assert not nameless


def test_the_arrows_walk_the_list_and_tab_comes_to_the_chosen_row(sample_window, settle):
    window = sample_window
    window.go("documents")
    settle(window)
    rows = window.page().checks.list.findChildren(QAbstractButton)
    chosen = next(row for row in rows if row.isChecked())
    window.page().setFocus()
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() in rows:
            break
    assert QApplication.focusWidget() is chosen
    place = rows.index(chosen)
    QTest.keyClick(chosen, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is rows[place + 1]
    assert chosen.isChecked()
    QTest.keyClick(rows[place + 1], Qt.Key.Key_Return)
    settle(window)
    after = window.page().checks.list.findChildren(QAbstractButton)
    assert after[place + 1].isChecked()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert QApplication.focusWidget() is after[place]
