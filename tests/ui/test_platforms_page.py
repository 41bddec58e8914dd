"""The platforms page, driven as a seller would, on a real database."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from seller_desk.core.platforms.model import Product, Rate
from seller_desk.ui.pages.platforms.own import OwnValueCard, StartPanel
from seller_desk.ui.pages.platforms.page import Page
from seller_desk.ui.pages.platforms.site_delegate import bar_box
from seller_desk.ui.pages.platforms.site_model import COLUMNS
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
def context(context_of):
    return context_of(PRODUCT, established_on=date(2024, 1, 1))


@pytest.fixture
def page(context, platforms_of):
    return platforms_of(context)


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


def test_rates_follow_a_change_of_the_currency(page, context):
    rates = {
        code: Rate(value=Decimal(rate), on=DAY) for code, rate in (("EUR", "0.9"), ("CNY", "7.2"))
    }
    page.compare._strip.show_product(msgspec.structs.replace(PRODUCT, rates=rates))
    page.compare._strip.open_form("currency")
    form = page.compare._strip.form
    form._currency.set_current("CNY")
    form._on_edited()
    (company,) = context.desk.companies.list()
    kept = context.desk.platforms.my_product(company.id)
    assert kept.currency == "CNY"
    assert str(kept.rates["EUR"].value) == "0.125"


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


def test_a_column_is_shown_and_hidden_and_that_is_kept(page, context):
    table, bar = page.compare._table, page.compare._bar
    page.resize(1100, 900)
    QApplication.processEvents()
    hidden = [one for n, one in enumerate(COLUMNS) if table.isColumnHidden(n)]
    assert hidden == ["target", "payout", "load"]
    menu = bar.columns_menu()
    assert [one.isChecked() for one in menu.actions()].count(True) == 5
    bar.toggle_column("payout")
    bar.toggle_column("deposit")
    assert not table.isColumnHidden(COLUMNS.index("payout"))
    assert table.isColumnHidden(COLUMNS.index("deposit"))
    assert context.desk.comparisons.columns() == [
        "gate", "margin", "documents", "review", "payout"
    ]  # fmt: skip


def test_the_deposit_stands_over_its_currency(page):
    cells = [row[COLUMNS.index("deposit")] for row in page.compare._table.sites._cells]
    temu = cells[place(page, "temu")]
    assert (temu.text, temu.caption) == ("10,000", "CNY")
    assert cells[place(page, "tiktok_shop.us")].text == "none"
    assert cells[place(page, "amazon.us")].text == "\N{EM DASH}"


def test_more_inputs_are_folded_until_they_are_wanted(page, context):
    page.compare._strip.toggle()
    form = page.compare._strip.form
    assert not form.fields["return_rate"].isVisibleTo(form)
    form.toggle_more()
    assert form.fields["return_rate"].isVisibleTo(form)
    edit = form.fields["return_rate"].editor
    edit.setText("8%")
    edit.editingFinished.emit()
    assert context.desk.platforms.my_product("a").return_rate == Decimal("0.08")
    # 10.38 of before, less 8% of what a return takes
    assert texts(page, "margin")[place(page, "amazon.us")].startswith("32%")


def test_of_two_targets_the_one_just_typed_stands(page, context):
    page.compare._strip.open_form("target_profit")
    form = page.compare._strip.form
    edit = form.fields["target_profit"].editor
    edit.setText("5")
    edit.editingFinished.emit()
    kept = context.desk.platforms.my_product("a")
    assert (kept.target_profit, kept.target_margin) == (Decimal(5), None)
    assert form.fields["target_margin"].editor.text() == ""
    assert "5.00 USD" in page.compare._target.title_label.text()
    again = form.fields["target_margin"].editor
    again.setText("30%")
    again.editingFinished.emit()
    kept = context.desk.platforms.my_product("a")
    assert (kept.target_profit, kept.target_margin) == (None, Decimal("0.30"))


def test_a_share_that_cannot_be_is_marked(page, context):
    page.compare._strip.open_form("ad_share")
    form = page.compare._strip.form
    form.fields["ad_share"].editor.setText("150%")
    form.fields["ad_share"].editor.editingFinished.emit()
    assert "between 0 and 1" in form.fields["ad_share"].note_text()
    assert context.desk.platforms.my_product("a").ad_share is None


def test_the_curve_marks_break_even_and_target_and_the_keys_read_it(page):
    chart = page.compare._curves.chart
    name = chart.accessibleName()
    # 0.85 p = 11.63 and 0.60 p = 11.63
    assert "Break-even 13.68 USD" in name
    assert "25% from 19.39 USD" in name
    assert "Now 25.90 USD: 40%" in name
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.read_out().startswith(
        "25.90 USD  ·  Amazon US 40%"
    ) or chart.read_out().startswith("19.39")
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert "\N{MINUS SIGN}" in chart.read_out()
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert "Amazon US 5" in chart.read_out()
    QTest.mouseMove(chart, QPoint(chart.width() // 2, 80))
    chart.grab()


def test_a_comparison_is_kept_shown_and_taken_up_again(page, context):
    from seller_desk.ui.pages.platforms.kept import KeptCard

    compare = page.compare
    compare._bar.keep_asked.emit()
    card = compare._panel
    assert isinstance(card, KeptCard)
    QTest.keyClick(card.name, Qt.Key.Key_Return)
    assert "1 to 80" in card.name_row.note_text()
    card.name.setText("Before")
    QTest.keyClick(card.name, Qt.Key.Key_Return)
    (head,) = card.heads()
    assert (head.name, head.saved_on, head.product) == ("Before", DAY, PRODUCT)
    card.show_saved(head.id)
    assert "10.38 USD" in words_of(card)
    compare._on_product(msgspec.structs.replace(PRODUCT, cost=Decimal(9)))
    card.product_wanted.emit(head.product)
    assert context.desk.platforms.my_product("a") == PRODUCT
    card.remove(head.id)
    assert card.heads() == []


@pytest.mark.parametrize(
    ("form", "start"), [("xlsx", b"PK"), ("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF")]
)
def test_the_comparison_is_written(page, context, tmp_path, form, start):
    class Scripted:
        def save(self, _title, name, _filters=""):
            assert name == f"seller-desk-2026-11-24.{form}"
            return tmp_path / "made"

    context.ask = Scripted()
    said = []
    context.say = said.append
    page.compare._bar.export_asked.emit(form)
    assert (tmp_path / f"made.{form}").read_bytes().startswith(start)
    assert said == [f"Written: made.{form}"]


def test_printing_without_a_printer_offers_a_pdf(page, context, tmp_path, monkeypatch):
    class Scripted:
        def save(self, _title, _name, _filters=""):
            return tmp_path / "made.pdf"

    from PySide6.QtPrintSupport import QPrinterInfo

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    context.ask = Scripted()
    page.compare._bar.export_asked.emit("print")
    assert (tmp_path / "made.pdf").read_bytes().startswith(b"%PDF")


def test_platforms_whose_fees_nobody_knows_fold_into_a_line(page, context):
    shown = {one.result.site.id for one in page.compare._table.sites.rows}
    assert "mercado_libre.mx" not in shown
    assert "Fees in its seller centre" in words_of(page.compare._folded)
    asked = []
    page.compare._folded.source_asked.connect(asked.append)
    page.compare._folded.findChildren(QWidget, options=Qt.FindChildOption.FindChildrenRecursively)
    links = [one for one in page.compare._folded.findChildren(QPushButton) if one.isVisible()]
    links[0].click()
    assert asked[0].startswith("http")
    # Who chose it wants to see it.
    context.desk.platforms.set_my_product(
        "a", msgspec.structs.replace(PRODUCT, chosen_sites=["mercado_libre.mx"])
    )
    page.refresh()
    assert "mercado_libre.mx" in {one.result.site.id for one in page.compare._table.sites.rows}


def test_in_a_narrow_table_the_deposit_gives_way_until_it_is_asked_for(page):
    table, bar = page.compare._table, page.compare._bar
    deposit = COLUMNS.index("deposit")
    assert table.isColumnHidden(deposit)
    bar.toggle_column("payout")
    assert not table.isColumnHidden(deposit)
    widths = sum(table.columnWidth(n) for n in range(len(COLUMNS)) if not table.isColumnHidden(n))
    assert widths > table.viewport().width()
    assert table.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_a_price_that_is_hard_to_believe_leads_to_its_field(page, context):
    context.desk.platforms.set_my_product("a", msgspec.structs.replace(PRODUCT, price=Decimal(2)))
    page.refresh()
    (found,) = context.desk.platforms.findings("a", None)
    assert found.code == "product.price_improbable"
    page.reveal(found)
    assert page.compare._strip.form.fields["price"].editor.hasFocus()


def test_the_account_of_a_site_says_its_break_even_and_the_cash_tied_up(page):
    page.compare._on_site("amazon.us")
    assert "Break-even 13.68 USD" in words_of(page.compare._detail)
    page.compare._on_site("temu")
    assert "Cash tied up" not in words_of(page.compare._detail)
    page.compare._on_product(
        msgspec.structs.replace(PRODUCT, rates={"CNY": Rate(value=Decimal(7), on=DAY)})
    )
    page.compare._on_site("temu")
    assert "10,000.00 CNY; earned back by" in words_of(page.compare._detail)


def test_what_is_printed_is_large_enough_to_read(page, context):
    import pypdfium2

    from seller_desk.ui.pages.platforms.writing import pdf

    compare = page.compare
    given = context.desk.comparisons.exported("a", compare._product, compare._shown[:3])
    document = pypdfium2.PdfDocument(pdf(given))
    first = document[0]
    assert first.get_width() > first.get_height()
    text = first.get_textpage()
    place = text.get_text_range().index("Home and kitchen")
    _left, bottom, _right, top = text.get_charbox(place, loose=True)
    assert 6 < top - bottom < 14
    # The table of sites begins on a page of its own, not below a heading at a page's foot.
    second = document[1].get_textpage().get_text_range()
    assert second.startswith("Sites")
    assert "Amazon US" in second
    document.close()


def test_the_table_comes_in_a_turn_of_its_own_at_first_and_at_once_after_an_edit(context, qtbot):
    page = Page(context)
    qtbot.addWidget(page)
    page.enter()
    assert not page.settled()
    assert page.compare._table.sites.rows == []
    qtbot.waitUntil(page.settled)
    assert page.compare._table.sites.rows
    context.desk.platforms.set_my_product("a", msgspec.structs.replace(PRODUCT, price=None))
    page.refresh()
    assert page.settled()
    assert page.compare._product.price is None
