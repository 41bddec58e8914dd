"""What is half typed stays, what writes is finished at the end, and thousands of findings hold nothing up."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from seller_desk.core.base.findings import Finding, Severity, Subject
from seller_desk.core.listings.overview import ListingRow, SiteState
from seller_desk.core.platforms.model import Product
from seller_desk.core.rules.catalogs import category_named
from seller_desk.ui.pages.company.editors import grouped
from seller_desk.ui.pages.platforms.product_form import rates_asked
from seller_desk.ui.shell.focus import finish_typing
from seller_desk.ui.widgets import Label, SearchChoice
from seller_desk.ui.widgets.findings import BATCH, FindingList
from seller_desk.ui.widgets.labels import soft_breaks

CODE = "91440300MA5CHENG0M"


@pytest.fixture
def begun(window, settle):
    window.page()._start.click()
    settle(window)
    return window


def editor(window, path):
    return window.page().field(path).editor


def stored(window):
    return window.context.desk.companies.get(window.context.company_id)


def test_letters_of_an_input_method_are_left_alone_and_only_characters_are_kept(begun, settle):
    edit = editor(begun, "legal_name_zh")
    edit.setFocus()
    for letters in ("y", "ya", "yang"):
        QApplication.sendEvent(edit, QInputMethodEvent(letters, []))
        begun.context.changed()
        settle(begun)
        assert edit.text() == ""
    chosen = QInputMethodEvent()
    chosen.setCommitString("样本")
    QApplication.sendEvent(edit, chosen)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    settle(begun)
    assert stored(begun).legal_name_zh == "样本"


def test_what_is_half_typed_is_kept_when_the_window_closes(begun):
    edit = editor(begun, "legal_name_en")
    edit.setFocus()
    QTest.keyClicks(edit, "Half typed Ltd.")
    begun.close()
    assert stored(begun).legal_name_en == "Half typed Ltd."


def test_what_is_half_typed_is_kept_when_the_window_is_not_in_front(qtbot):
    told = []
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.editingFinished.connect(lambda: told.append(edit.text()))
    edit.setText("never in front")
    assert not edit.hasFocus()
    finish_typing(edit)
    assert told == ["never in front"]
    finish_typing(None)


@pytest.mark.parametrize(
    ("what", "chosen"), [("mode", "dark"), ("language", "zh"), ("scale", "1.3")]
)
def test_what_is_half_typed_is_kept_when_the_window_is_made_anew(begun, settle, what, chosen):
    edit = editor(begun, "legal_name_en")
    edit.setFocus()
    QTest.keyClicks(edit, "Half typed Ltd.")
    begun._on_wish(what, chosen)
    settle(begun)
    assert stored(begun).legal_name_en == "Half typed Ltd."
    assert editor(begun, "legal_name_en").text() == "Half typed Ltd."
    begun._on_wish("language", "en")


def test_a_listings_edit_is_stored_although_the_window_closes_at_once(sample_window, settle):
    window = sample_window
    window.go("listings")
    settle(window)
    pane = window.page().beside
    listing = pane.editor.listing.id
    title = pane.editor.sites["amazon.us"].rows["title"].area
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "Typed and closed")
    window.close()
    window.context.runner.shutdown()
    assert window.context.desk.listings.get(listing).sites["amazon.us"].title == "Typed and closed"


def test_a_half_typed_price_stays_while_another_edit_is_saved(sample_window, settle):
    window = sample_window
    window.go("listings")
    settle(window)
    pane = window.page().beside
    price = pane.editor.sites["amazon.us"].price
    price.setFocus()
    price.selectAll()
    QTest.keyClicks(price, "12.3")
    pane.show_listing(pane.editor.listing.id)
    assert price.text() == "12.3"
    QTest.keyClick(price, Qt.Key.Key_Tab)
    settle(window)
    kept = window.context.desk.listings.get(pane.editor.listing.id)
    assert kept.sites["amazon.us"].price == Decimal("12.3")


@pytest.mark.parametrize("step", ["documents", "listings", "shipping", "platforms"])
def test_whoever_begins_with_another_step_gets_a_company_to_keep_it_under(
    window, settle, step, tmp_path
):
    window.go(step)
    settle(window)
    page, ask = window.page(), window.context.ask
    if step == "documents":
        (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
        page.intake.add([tmp_path / "a.pdf"])
    elif step == "listings":
        page._on_new()
    elif step == "shipping":
        page.templates._on_new()
    else:
        page.compare._on_toggled("ebay.us")
    settle(window)
    desk, company = window.context.desk, window.context.company_id
    assert [one.id for one in desk.companies.list()] == [company]
    assert window.flow.here == step
    there = {
        "documents": lambda: desk.documents.list(company, None),
        "listings": lambda: desk.listings.list(company),
        "shipping": lambda: desk.shipping.templates(company),
        "platforms": lambda: desk.platforms.my_product(company).chosen_sites,
    }
    assert len(there[step]()) == 1
    assert ask.asked == []


def test_a_code_stands_in_groups_until_it_is_edited(begun, settle):
    edit = editor(begun, "unified_social_credit_code")
    edit.setFocus()
    QTest.keyClicks(edit, CODE)
    assert edit.text() == CODE
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    settle(begun)
    assert stored(begun).unified_social_credit_code == CODE
    assert edit.text() == "9144 0300 MA5C HENG 0M"
    edit.setFocus()
    assert edit.text() == CODE
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    settle(begun)
    assert stored(begun).unified_social_credit_code == CODE
    assert grouped("9144") == "9144"


def options():
    return SearchChoice(
        [("", ""), ("toys", "Toys"), ("home_kitchen", "Home and kitchen")], name="x"
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kitch", "home_kitchen"),
        ("TOYS", "toys"),
        ("home_kitchen", "home_kitchen"),
        ("zzz", "toys"),
    ],
)
def test_a_searched_choice_takes_what_fits_and_keeps_its_choice_otherwise(qtbot, typed, expected):
    choice = options()
    qtbot.addWidget(choice)
    told = []
    choice.chosen.connect(told.append)
    choice.show_value("toys")
    choice.show()
    choice.setFocus()
    choice.lineEdit().selectAll()
    QTest.keyClicks(choice.lineEdit(), typed)
    choice.completer().popup().hide()
    choice.lineEdit().editingFinished.emit()
    assert choice.current() == expected
    assert told in ([], [expected])


def test_a_searched_choice_shows_what_its_list_does_not_know(qtbot):
    choice = options()
    qtbot.addWidget(choice)
    choice.show_value("from an old sheet")
    assert (choice.current(), choice.currentText()) == ("from an old sheet", "from an old sheet")


def test_a_category_is_known_by_either_name():
    assert category_named("家居厨房") == category_named("home_kitchen") == "home_kitchen"
    assert category_named("No such shelf") == "No such shelf"


def test_a_listing_is_ready_only_where_no_site_refuses_it():
    good, bad, empty = SiteState(), SiteState(blockers=1), SiteState(empty=True)

    def ready(*states):
        return ListingRow("1", "A", "t", "", "", states).ready

    assert ready(good, empty)
    assert not ready(good, bad)
    assert not ready(empty)


def findings(count):
    return [
        Finding(
            code="listing.required_missing",
            severity=Severity.WARNING,
            subject=Subject(kind="listing", id=str(n), label=f"SKU-{n}"),
        )
        for n in range(count)
    ]


def test_thousands_of_findings_are_made_a_batch_at_a_time(qtbot):
    shown = FindingList()
    qtbot.addWidget(shown)
    shown.show()
    every = findings(20_000)
    shown.set_findings(every)
    assert shown.findings() == every
    # The first are there at once, the others of the batch a few at a time.
    assert 0 < len(shown._blocks) < BATCH
    qtbot.waitUntil(shown.complete)
    assert len(shown._blocks) == BATCH
    assert "19,960" in shown._more.text()
    shown._more.click()
    qtbot.waitUntil(shown.complete)
    assert [block.finding for block in shown._blocks] == every[: 2 * BATCH]
    shown.set_findings(every[: BATCH + 1])
    qtbot.waitUntil(shown.complete)
    shown._more.click()
    qtbot.waitUntil(shown.complete)
    assert len(shown._blocks) == BATCH + 1
    assert shown._more is None


def test_the_same_findings_shown_again_are_not_made_anew_but_their_links_act_for_now(qtbot):
    done = []
    shown = FindingList()
    qtbot.addWidget(shown)
    shown.set_findings(findings(2), lambda one: [("Fix", lambda: done.append("then"))])
    block = shown._blocks[0]
    shown.set_findings(findings(2), lambda one: [("Fix", lambda: done.append("now"))])
    assert shown._blocks[0] is block
    block.findChildren(QPushButton)[0].click()
    assert done == ["now"]
    shown.set_findings(findings(2), lambda one: [("Repair", lambda: None)])
    assert shown._blocks[0].findChildren(QPushButton)[0].text() == "Repair"


def test_long_names_may_break_and_read_as_they_are(qtbot):
    name = "ocrmypdf__tests__resources__acroform.pdf"
    label = Label(name, wrap=True)
    qtbot.addWidget(label)
    assert label.text() == name
    assert "\u200b" in soft_breaks(name)
    assert label.heightForWidth(120) > label.fontMetrics().height() * 2
    assert soft_breaks("short words stay") == "short words stay"


def test_a_free_choice_takes_words_of_the_sellers_own(qtbot):
    choice = SearchChoice([("", ""), ("new", "New")], name="Condition", free=True)
    qtbot.addWidget(choice)
    told = []
    choice.chosen.connect(told.append)
    choice.lineEdit().setText("2000")
    choice.lineEdit().editingFinished.emit()
    assert (choice.current(), told) == ("2000", ["2000"])


def test_only_rates_of_sites_that_matter_are_asked_for(desk):
    sites = desk.platforms.sites()
    some = rates_asked(sites, Product())
    assert 0 < len(some) < 5
    chosen = Product(chosen_sites=["amazon.de", "amazon.us"])
    assert rates_asked(sites, chosen) == ["USD", "EUR"]
    assert rates_asked(sites, chosen, "rate.JPY") == ["USD", "EUR", "JPY"]
