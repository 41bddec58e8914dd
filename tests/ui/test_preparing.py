"""Product compliance below the comparison, and the tab of self-check and budget, driven as a seller would."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from seller_desk.core.platforms.model import Product
from seller_desk.ui.widgets import SourcePopover
from tests.ui.fitting import cut_words, sideways

DAY = date(2026, 11, 24)


@pytest.fixture
def context(context_of):
    product = Product(category="headphones", price=Decimal("25.90"), chosen_sites=["amazon.us"])
    context = context_of(product)
    context.company_id = "a"
    return context


@pytest.fixture
def page(context, platforms_of):
    return platforms_of(context)


@pytest.fixture
def prepare(page):
    page.show_tab("prepare")
    return page.panel("prepare")


def words(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def says(widget, text, qtbot):
    """New words are on the screen one round of the event loop later."""
    qtbot.waitUntil(lambda: any(text in one for one in words(widget)))


def press(segments, option, qtbot):
    qtbot.mouseClick(segments._button(option), Qt.MouseButton.LeftButton)


def test_the_papers_of_the_site_in_view_stand_below_it_with_their_state(page):
    card = page.compare.compliance.card
    said = words(card)
    assert "Product compliance on Amazon US" in said
    assert "FCC: report or certificate" in said
    assert "Missing" in said
    assert "About 90 days; cost: not known" in said
    assert "Fees of this category: In the fee table" in said


def test_an_answer_settles_a_paper_and_is_kept_with_the_company(page, context, qtbot):
    card = page.compare.compliance.card
    assert list(card.questions) == ["battery", "wireless", "child"]
    before = dict(card.questions)
    press(card.questions["battery"], "yes", qtbot)
    assert context.desk.preparation.traits("a", "headphones") == {"battery": True}
    assert card.questions == before, "the keyboard keeps its place"
    needs = context.desk.platforms.documents("a")["amazon.us"]
    press(card.questions["battery"], "no", qtbot)
    assert context.desk.platforms.documents("a")["amazon.us"][1] < needs[1]
    assert "UN 38.3 test summary (shipping)" not in words(card)
    press(card.questions["battery"], "open", qtbot)
    assert context.desk.preparation.traits("a", "headphones") == {}


def test_without_a_category_the_card_says_what_to_do(page, context):
    context.desk.platforms.set_my_product("a", Product())
    page.refresh()
    card = page.compare.compliance.card
    assert not card.questions
    assert any("Choose a category above" in one for one in words(card))


def test_the_source_of_a_paper_opens_with_its_further_sources(page, qtbot):
    card = page.compare.compliance.card
    button = next(
        one
        for one in card.findChildren(QPushButton)
        if one.accessibleName().startswith("Source of Children’s Product")
    )
    button.click()
    popover = page.compare.compliance.findChild(SourcePopover)
    assert popover is not None
    assert "Prodovo: what Amazon asks for toys" in words(popover)
    popover.close()


def test_answers_of_the_self_check_say_at_once_what_they_mean(prepare, context, qtbot):
    capacity = prepare.check.fields["capacity"]
    assert capacity.note_text() == "Guide: at least 3,000 pieces"
    capacity.editor.setFocus()
    capacity.editor.setText("2000")
    qtbot.keyClick(capacity.editor, Qt.Key.Key_Return)
    assert capacity.note_text().startswith("Short (guide: at least 3,000 pieces)")
    press(prepare.check.fields["erp"].editor, "yes", qtbot)
    assert context.desk.preparation.answers("a") == {"capacity": 2000, "erp": True}
    capacity.editor.setText("")
    qtbot.keyClick(capacity.editor, Qt.Key.Key_Return)
    assert context.desk.preparation.answers("a") == {"erp": True}


def test_typed_costs_are_added_and_what_is_missing_is_said(prepare, context, qtbot):
    budget = prepare.budget
    says(budget, "At least 0.00 CNY", qtbot)
    assert "119.97 USD" in words(budget)
    assert list(budget._rates) == ["CNY"]
    ads = budget._amounts["ads"]
    ads.setFocus()
    ads.setText("9000")
    qtbot.keyClick(ads, Qt.Key.Key_Return)
    says(budget, "At least 9,000.00 CNY", qtbot)
    rate = budget._rates["CNY"]
    rate.setText("7")
    qtbot.keyClick(rate, Qt.Key.Key_Return)
    assert context.desk.platforms.my_product("a").rates["CNY"].value == Decimal(7)
    says(budget, "At least 9,839.79 CNY", qtbot)
    assert not budget._rates


def test_another_currency_and_the_boutique_model_are_kept(prepare, context, qtbot):
    budget = prepare.budget
    assert not budget.fields["development"].isVisibleTo(budget)
    press(budget.model, "premium", qtbot)
    assert budget.fields["development"].isVisibleTo(budget)
    amount = budget._amounts["samples"]
    amount.setText("50")
    qtbot.keyClick(amount, Qt.Key.Key_Return)
    budget._units["samples"].set_current("USD")
    budget._units["samples"].chosen.emit("USD")
    kept = context.desk.preparation.budget_input("a")
    assert (kept.model, kept.costs["samples"].currency) == ("premium", "USD")
    says(budget, "200,000 to 300,000", qtbot)


def test_without_chosen_sites_the_budget_leads_to_the_comparison(prepare, page, context):
    context.desk.platforms.set_my_product("a", Product())
    page.refresh()
    link = next(
        one for one in prepare.budget.findChildren(QPushButton) if one.text() == "Choose sites"
    )
    link.click()
    assert page.tabs.current() == "compare"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("scale", "size"), [(1.0, (1280, 820)), (1.0, (1024, 580)), (1.5, (1280, 820))]
)
def test_no_word_of_the_tab_is_cut(open_at, sample_desk, settle, lang, scale, size):
    window = open_at(sample_desk, lang)
    window.use_look(scale=scale)
    window.resize(*size)
    window.go("platforms")
    page = window.page()
    page.show_tab("prepare")
    settle(window)
    assert cut_words(page.panel("prepare")) == []
    assert sideways(window) == []


def test_fields_have_help_that_leads_into_the_guide(page):
    assert page.help_topic("trait.battery").title == "Lithium battery"
    assert "P2.6" in page.help_topic("assessment.capacity").link
    assert page.help_topic("budget.ads").title == "Ads, 3 months"
    assert page.help_topic("compliance").title == "Product compliance"
    assert page.help_topic("price").title == "Where these figures come from"
