"""The platforms page, driven as a seller would, on a real database."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import Desk
from seller_desk.core.platforms.model import Product
from seller_desk.ui.pages.platforms.own import OwnValueCard, StartPanel
from seller_desk.ui.pages.platforms.page import Page
from seller_desk.ui.pages.platforms.site_delegate import bar_box
from seller_desk.ui.pages.platforms.site_model import COLUMNS
from seller_desk.ui.runner import Runner
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import Theme
from seller_desk.ui.widgets import SourcePopover

DAY = date(2026, 11, 24)
PRODUCT = Product(
    category="home_kitchen",
    price=Decimal("25.90"),
    cost=Decimal("6.20"),
    shipping=Decimal("5.43"),
    target_margin=Decimal("0.25"),
    chosen_sites=["amazon.us"],
)


@pytest.fixture
def context(tmp_path, qapp):
    desk = Desk(DataFolder(tmp_path), today=lambda: DAY)
    with desk.store.work("x") as work:
        work.companies.save(
            Company(id="a", legal_name_zh="样本公司", established_on=date(2024, 1, 1))
        )
    desk.platforms.set_my_product("a", PRODUCT)
    theme = Theme("light", 1.0, "en")
    theme.apply()
    context = WindowContext(desk, Runner(), theme)
    yield context
    context.runner.shutdown()
    desk.close()


@pytest.fixture
def page(context, qtbot):
    page = Page(context)
    qtbot.addWidget(page)
    page.resize(752, 900)
    page.enter()
    page.show()
    return page


def texts(page, column):
    model = page.compare._table.sites
    return [
        model.index(row, COLUMNS.index(column)).data(Qt.ItemDataRole.DisplayRole)
        for row in range(model.rowCount())
    ]


def place(page, site):
    """The row of a site, brought into view; more sites may join at any time."""
    table = page.compare._table
    row = [one.result.site.id for one in table.sites.rows].index(site)
    table.scrollTo(table.sites.index(row, 1))
    return row


def popover(page):
    (found,) = [one for one in page.findChildren(SourcePopover) if one.isVisible()]
    return found


def words_of(widget):
    return " ".join(
        label.text() for label in widget.findChildren(QWidget) if hasattr(label, "text")
    )


def test_every_site_has_a_row_with_its_answer_and_margin(page):
    sites = {"Amazon US", "Amazon Germany", "Amazon Japan", "eBay US", "eBay Germany"}
    assert sites <= set(texts(page, "site"))
    assert texts(page, "margin")[place(page, "amazon.us")] == "40%"
    assert texts(page, "margin")[place(page, "amazon.de")] == "\N{EM DASH}"
    assert "May register" in texts(page, "gate")[place(page, "ebay.de")]


def test_a_doubtful_profit_is_marked_and_never_green(page):
    cells = [row[COLUMNS.index("margin")] for row in page.compare._table.sites._cells]
    assert cells[place(page, "amazon.us")].token == "ok"
    ebay = cells[place(page, "ebay.us")]
    assert (ebay.token, ebay.caption) == ("text", "unconfirmed")


def test_the_filter_shows_only_what_was_chosen(page, qtbot):
    page.compare._filter.set_current("chosen")
    page.compare._filter.chosen.emit("chosen")
    assert texts(page, "site") == ["Amazon US"]


def test_the_box_chooses_a_site_and_it_is_kept(page, context):
    table = page.compare._table
    rect = table.visualRect(table.sites.index(place(page, "ebay.us"), 0))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert context.desk.platforms.my_product("a").chosen_sites == ["amazon.us", "ebay.us"]
    table.setCurrentIndex(table.sites.index(0, 1))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert context.desk.platforms.my_product("a").chosen_sites == ["ebay.us"]


def test_enter_on_the_bar_shows_where_the_referral_fee_comes_from(page):
    table = page.compare._table
    table.setCurrentIndex(table.sites.index(0, COLUMNS.index("bar")))
    QTest.keyClick(table, Qt.Key.Key_Return)
    shown = popover(page)
    assert "15%" in words_of(shown)
    assert "2026-09-08" in words_of(shown)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not [one for one in page.findChildren(SourcePopover) if one.isVisible()]


def test_a_click_on_a_part_of_the_bar_shows_that_fee(page):
    table = page.compare._table
    rect = table.visualRect(table.sites.index(place(page, "ebay.us"), COLUMNS.index("bar")))
    box = bar_box(rect)
    # cost 6.20, referral 3.52, order fee 0.40 of 25.90: the order fee begins at 9.72
    x = box.x() + box.width() * 9.95 / 25.90
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(box.center().y()))
    )
    assert "Fee for each order" in words_of(popover(page))
    popover(page).close()


def test_the_sellers_own_rate_is_used_and_given_back(page, context):
    page.compare._open_own("amazon.us", "fee.referral.rate", "Referral fee")
    card = page.compare._panel
    assert isinstance(card, OwnValueCard)
    card.value.setText("12%")
    card.note.setText("account manager")
    QTest.keyClick(card.value, Qt.Key.Key_Return)
    assert texts(page, "margin")[0] == "43%"
    (own,) = context.desk.platforms.overrides()
    assert (own.value, own.site, own.category, own.note) == (
        "0.12",
        "amazon.us",
        "home_kitchen",
        "account manager",
    )
    page.compare._open_own("amazon.us", "fee.referral.rate", "Referral fee")
    page.compare._panel.restored.emit()
    assert texts(page, "margin")[0] == "40%"
    assert context.desk.platforms.overrides() == []


def test_an_own_value_that_cannot_be_stays_open_with_its_reason(page, context):
    page.compare._open_own("amazon.us", "fee.referral.rate", "Referral fee")
    page.compare._panel.value.setText("much")
    QTest.keyClick(page.compare._panel.value, Qt.Key.Key_Return)
    assert isinstance(page.compare._panel, OwnValueCard)
    assert "not a number" in page.compare._panel._value_row.note_text()
    assert context.desk.platforms.overrides() == []


def test_editing_the_product_is_kept_at_once_and_counted(page, context):
    page.compare._strip.toggle()
    form = page.compare._strip.form
    edit = form.fields["cost"].editor
    edit.setFocus()
    edit.setText("10")
    edit.editingFinished.emit()
    assert context.desk.platforms.my_product("a").cost == Decimal(10)
    assert texts(page, "margin")[0] == "25%"


def test_what_cannot_be_is_marked_and_not_kept(page, context):
    page.compare._strip.toggle()
    form = page.compare._strip.form
    form.fields["price"].editor.setText("dear")
    form.fields["price"].editor.editingFinished.emit()
    assert "dear" in form.fields["price"].note_text()
    assert context.desk.platforms.my_product("a").price == Decimal("25.90")


def test_a_rate_brings_the_other_currencies_in(page, context):
    page.compare._on_rate("EUR")
    form = page.compare._strip.form
    edit = form.fields["rate.EUR"].editor
    edit.setText("0.92")
    edit.editingFinished.emit()
    rate = context.desk.platforms.my_product("a").rates["EUR"]
    assert (rate.value, rate.on) == (Decimal("0.92"), DAY)
    assert texts(page, "margin")[place(page, "amazon.de")].startswith("24%")
    assert texts(page, "margin")[place(page, "ebay.de")].startswith("26%")


def test_an_application_is_started_from_the_page(page, context):
    page._start_button.click()
    panel = page.compare._panel
    assert isinstance(panel, StartPanel)
    assert [site for site, box in panel.boxes.items() if box.isChecked()] == ["amazon.us"]
    panel.boxes["amazon.de"].setChecked(True)
    panel.day.setText("2026-12-08")
    panel.button.click()
    (made,) = context.desk.applications.list("a")
    assert (made.platform, made.sites, made.planned_date, made.categories) == (
        "amazon",
        ["amazon.us", "amazon.de"],
        date(2026, 12, 8),
        ["home_kitchen"],
    )
    assert context.application_id == made.id
    assert page.compare._panel is None


def test_a_second_application_for_the_same_site_says_why_not(page, context):
    for _time in range(2):
        page._start_button.click()
        page.compare._panel.button.click()
    assert isinstance(page.compare._panel, StartPanel)
    assert "already" in page.compare._panel.problem.text()
    assert len(context.desk.applications.list("a")) == 1


def test_every_control_has_a_name(page):
    page.compare._strip.toggle()
    page._start_button.click()
    QApplication.processEvents()
    from PySide6.QtGui import QAccessible

    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            interface = QAccessible.queryAccessibleInterface(widget)
            name = interface.text(QAccessible.Text.Name) if interface else ""
            assert name or widget.accessibleName(), widget


def test_the_table_is_a_sound_model(page, qtmodeltester):
    qtmodeltester.check(page.compare._table.sites)
