"""The tabs Dates, Before handing in and Interview in the real window, and what the start page tells of the next weeks."""

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from seller_desk.core.rules.time_zones import home_zone
from tests.ui.fitting import cut_words, sideways

DAY = date(2026, 11, 24)
TABS = ("dates", "preflight", "interview")


@pytest.fixture
def page(sample_window, settle):
    from seller_desk.ui.pages.documents.page import Page

    sample_window.context.desk.today = lambda: DAY
    sample_window.go("documents")
    settle(sample_window)
    return sample_window.findChild(Page)


@pytest.fixture
def wait(sample_window, settle):
    return lambda: settle(sample_window)


def shown(page, wait, tab):
    page.show_tab(tab)
    wait()
    return page.panel(tab)


def texts(widget):
    return " | ".join(one.text() for one in widget.findChildren(QAbstractButton) if one.isVisible())


def labels(widget):
    from seller_desk.ui.widgets import Label

    return " | ".join(one.text() for one in widget.findChildren(Label) if one.isVisible())


# -- dates ----------------------------------------------------------------------------------------------------


def test_the_time_line_shows_every_document_and_the_worst_is_chosen(page, wait):
    panel = shown(page, wait, "dates")
    rows = {one.label: one for one in panel.timeline.rows()}
    assert {"Business licence", "ID card", "Utility bill"} <= set(rows)
    assert "too old" in rows["Utility bill"].caption
    assert rows["Utility bill"].tone == "late"
    assert [bar.tone for bar in rows["Utility bill"].bars] == ["window"]
    assert [bar.tone for bar in rows["Business licence"].bars] == ["plain"]
    assert rows["Business licence"].moment == date(2026, 12, 8)
    assert panel.timeline.current().endswith(bill_of(page).id)
    assert "Utility bill" in panel.headline.text()
    assert "A fresh one: issued from 2026-09-09 to 2026-12-08" in labels(panel.detail)


def bill_of(page):
    company = page.context.company_id
    return next(one for one in page.desk.documents.list(company) if one.kind == "utility_bill")


def test_a_document_is_marked_void_with_a_reason_and_undo_brings_it_back(page, wait):
    panel = shown(page, wait, "dates")
    detail = panel.detail
    detail.mark.click()
    assert detail.form.isVisible()
    detail.save.click()
    assert bill_of(page).void_on is None, "no reason was given"
    detail.reason.setText("account closed")
    QTest.keyClick(detail.reason, Qt.Key.Key_Return)
    wait()
    assert (bill_of(page).void_on, bill_of(page).void_reason) == (DAY, "account closed")
    assert detail.lift.isVisible()
    assert not detail.form.isVisible()
    assert "account closed" in labels(detail)
    page.show_tab("checks")
    wait()
    entry = next(one for one in page.checks._entries if one.key == bill_of(page).id)
    assert entry.state == "Void"
    page.show_tab("dates")
    wait()
    page.desk.store.undo()
    page.context.changed()
    wait()
    assert bill_of(page).void_on is None
    assert detail.mark.isVisible()


def test_the_calendar_is_saved_where_the_seller_says(page, wait, tmp_path):
    panel = shown(page, wait, "dates")
    page.context.ask.answers["save"] = tmp_path / "dates.ics"
    panel.export.click()
    assert (tmp_path / "dates.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    page.context.ask.answers["save"] = None
    panel.export.click()


def test_show_the_document_leads_to_the_first_tab(page, wait):
    panel = shown(page, wait, "dates")
    panel.detail.open.click()
    wait()
    assert page.tabs.current() == "checks"
    assert page.checks.card.shown.document.kind == "utility_bill"


# -- before handing in ----------------------------------------------------------------------------------------


def test_problems_stand_in_the_order_in_which_to_fix_them(page, wait):
    from seller_desk.ui.pages.documents.preflight.panel import StepRow

    panel = shown(page, wait, "preflight")
    rows = [one for one in panel.findChildren(StepRow) if one.isVisible()]
    assert [one._finding.code for one in rows][:2] == [
        "document.issued_too_long_ago",
        "document.side_missing",
    ]
    assert "Somebody else has to issue it" in labels(rows[0])
    rows[1].findChild(QAbstractButton).click()
    wait()
    assert page.tabs.current() == "checks"
    assert page.checks.card.shown.document.kind == "id_card"


def test_a_question_answered_with_no_tells_what_to_do_and_is_a_problem(page, wait):
    panel = shown(page, wait, "preflight")
    row = panel.questions.row("supply_chain")
    assert row.choice.current() == "yes"
    press(row, "no")
    wait()
    application = page.desk.applications.get(page.context.application_id)
    assert application.answers["supply_chain"].answer == "no"
    assert "invoices" in labels(row)
    row.note.setText("asked on Monday")
    row.note.editingFinished.emit()
    wait()
    application = page.desk.applications.get(page.context.application_id)
    assert application.answers["supply_chain"].note == "asked on Monday"
    press(row, "open")
    wait()
    assert not row.note.isVisible()
    application = page.desk.applications.get(page.context.application_id)
    assert "supply_chain" not in application.answers
    found = page.desk.documents.findings(page.context.company_id, application.id)
    (finding,) = [one for one in found if one.code == "preflight.unanswered"]
    page.show_tab("checks")
    page.reveal(finding)
    wait()
    assert page.tabs.current() == "preflight"


def press(row, option):
    row.choice._button(option).click()


# -- interview ------------------------------------------------------------------------------------------------


def test_day_and_time_are_kept_once_both_are_there(page, wait):
    panel = shown(page, wait, "interview")
    typed(panel.day, "2026-12-10")
    wait()
    assert kept(page).interview_at is None
    typed(panel.clock, "9：30")
    wait()
    assert kept(page).interview_at.astimezone(home_zone()).time() == time(9, 30)
    assert panel.clock.text() == "09:30"
    assert "9 December 2026, 20:30 (UTC-05:00)" in labels(panel)
    typed(panel.clock, "")
    typed(panel.day, "")
    wait()
    assert kept(page).interview_at is None


def kept(page):
    return page.desk.applications.get(page.context.application_id)


def typed(edit, text):
    edit.setText(text)
    edit.editingFinished.emit()


@pytest.mark.parametrize("text", ["25:00", "soon", "9"])
def test_what_is_no_time_is_not_kept(page, wait, text):
    panel = shown(page, wait, "interview")
    typed(panel.day, "2026-12-10")
    typed(panel.clock, text)
    wait()
    assert kept(page).interview_at is None


def test_the_postcard_tells_its_last_day(page, wait):
    panel = shown(page, wait, "interview")
    typed(panel.posted, "2026-11-20")
    wait()
    assert kept(page).postcard_on == date(2026, 11, 20)
    assert panel.deadline.text() == "Type the code by 2027-01-19"


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF-"), ("html", b"<!DOCTYPE html>")])
def test_the_sheet_is_saved_as_page_and_pdf(page, wait, tmp_path, form, start):
    panel = shown(page, wait, "interview")
    target = tmp_path / f"sheet.{form}"
    page.context.ask.answers["save"] = target
    (panel.save_pdf if form == "pdf" else panel.save_page).click()
    assert target.read_bytes().startswith(start)


def test_the_pdf_has_the_sheet_on_few_pages(page, wait, tmp_path):
    from pypdf import PdfReader

    from seller_desk.ui.pages.documents.interview.panel import on_paper

    panel = shown(page, wait, "interview")
    (tmp_path / "sheet.pdf").write_bytes(on_paper(page.desk.interviews.page(panel.sheet)).pdf())
    read = PdfReader(tmp_path / "sheet.pdf")
    assert 1 <= len(read.pages) <= 3
    text = " ".join("".join(one.extract_text() for one in read.pages).split())
    assert "Interview sheet: Amazon" in text


def test_it_goes_into_the_report_only_when_ticked(page, wait):
    panel = shown(page, wait, "interview")
    assert not panel.in_packet.isChecked()
    panel.in_packet.click()
    wait()
    assert kept(page).interview_in_packet


def test_a_site_without_interviews_says_so(page, wait):
    page.context.use_application(page.desk.applications.find("ebay.us").id)
    panel = shown(page, wait, "interview")
    assert panel.unknown.isVisible()
    assert "In which language the call is held" in labels(panel)


# -- all of them ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("tab", TABS)
def test_no_word_of_a_tab_is_cut(open_at, sample_desk, settle, lang, tab):
    window = open_at(sample_desk, lang)
    found = []
    for scale, size in ((1.0, (1280, 820)), (1.0, (1024, 580)), (1.5, (1280, 820))):
        window.use_look(scale=scale)
        window.resize(*size)
        window.go("documents")
        window.page().show_tab(tab)
        settle(window)
        for _round in range(8):
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            QApplication.processEvents()
        found += [f"{tab} {scale} {size}: {one}" for one in cut_words(window)]
        found += [f"{tab} {scale} {size} sideways: {one}" for one in sideways(window)]
    assert found == []


@pytest.mark.parametrize("tab", TABS)
def test_every_control_has_a_name(page, wait, tab):
    panel = shown(page, wait, tab)
    nameless = [
        one
        for one in panel.findChildren(QAbstractButton)
        if one.isVisible()
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (one.accessibleName() or one.text())
    ]
    assert nameless == []


@pytest.mark.parametrize("tab", TABS)
def test_without_a_company_a_tab_says_what_to_do(open_at, desk, settle, tab):
    window = open_at(desk)
    window.go("documents")
    window.page().show_tab(tab)
    settle(window)
    assert window.page().panel(tab).isVisible()


# -- the start page -------------------------------------------------------------------------------------------


def test_the_start_page_tells_what_runs_out_soon_and_leads_there(sample_window, settle):
    from seller_desk.ui.pages.applications.page import Page as Overview

    window = sample_window
    window.context.desk.today = lambda: DAY
    company = window.context.company_id
    assert not window.findChild(Overview).soon.isVisible()
    licence = next(
        one for one in window.context.desk.documents.list(company) if one.kind == "business_licence"
    )
    window.context.desk.documents.update(licence.id, valid_until=DAY + timedelta(days=12))
    window.context.changed()
    window.go("applications")
    settle(window)
    overview = window.findChild(Overview)
    assert overview.soon.isVisible()
    assert "Business licence expires" in labels(overview.soon)
    assert "in 12 days" in labels(overview.soon)
    overview.soon.findChild(QAbstractButton).click()
    settle(window)
    assert window.flow.here == "documents"
    assert window.page().tabs.current() == "dates"
    assert window.page().panel("dates").timeline.current().endswith(licence.id)


def test_what_was_told_is_kept_for_the_next_start(sample_desk, tmp_path):
    from seller_desk.core.base.progress import never, silent
    from seller_desk.ui.shell.looks import Looks

    sample_desk.today = lambda: DAY
    company = sample_desk.companies.active().id
    application = sample_desk.applications.list(company)[0].id
    sample_desk.interviews.set_postcard(application, DAY - timedelta(days=50))
    first = Looks(sample_desk).look(company, application, silent, never)
    assert [one.kind for one in first.view.reminders] == ["postcard"]
    sample_desk.document_dates.reminders = None
    again = Looks(sample_desk).look(company, application, silent, never)
    assert list(again.view.reminders) == list(first.view.reminders)
