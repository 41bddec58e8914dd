"""Lines above the table of sites, and the page in a low window."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from seller_desk.core.platforms.model import Product, Rate

DAY = date(2026, 11, 24)
PRODUCT = Product(
    category="home_kitchen",
    price=Decimal("25.90"),
    cost=Decimal("6.20"),
    chosen_sites=["amazon.us"],
)


@pytest.fixture
def context(context_of):
    return context_of(PRODUCT)


@pytest.fixture
def page(context, platforms_of):
    return platforms_of(context)


def lines(page):
    return [one.words.text() for one in page.compare._notes.lines]


def test_a_line_says_how_many_sites_wait_for_rates_and_leads_to_all_rate_fields(page, context):
    (line,) = page.compare._notes.lines
    waiting = sum(one.rate_missing for one in page.compare._shown)
    assert waiting > 10
    assert line.words.text().startswith(
        f"No profit for {waiting} sites: exchange rates are missing"
    )
    line.link.click()
    form = page.compare._strip.form
    asked = {one.removeprefix("rate.") for one in form.fields if one.startswith("rate.")}
    assert asked == {one.currency for one in context.desk.platforms.sites()} - {"USD"}
    first = next(iter(form._rates))
    assert form.fields[f"rate.{first}"].editor.hasFocus()
    # One rate typed: the form stays with all its fields, and fewer sites wait.
    form._rates["EUR"].setText("0.92")
    form._rates["EUR"].editingFinished.emit()
    assert page.compare._strip.form is form
    assert sum(one.rate_missing for one in page.compare._shown) < waiting
    assert "EUR" not in lines(page)[0].partition("rates of ")[2].split(" to ")[0]


def test_without_anything_to_say_there_is_no_line(page, context):
    currencies = {one.currency for one in context.desk.platforms.sites()} - {"USD"}
    rates = {one: Rate(value=Decimal(2), on=DAY) for one in currencies}
    page.compare._on_product(msgspec.structs.replace(PRODUCT, rates=rates))
    assert page.compare._notes.isHidden()
    assert lines(page) == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("weight_g", 99_999_999_000, "this weight is hard to believe"),
        ("size", "9999x10x10m", "this size is hard to believe"),
        ("orders", 10**12, "so many orders a month"),
        ("category", "nonsense", "there is no category “nonsense”"),
        ("price", Decimal("2000000000"), "this price is hard to believe"),
    ],
)
def test_what_is_hard_to_believe_is_said_above_the_table_and_leads_to_its_field(
    page, context, field, value, words
):
    page.compare._on_product(msgspec.structs.replace(PRODUCT, **{field: value}))
    (line,) = [one for one in page.compare._notes.lines if words in one.words.text()]
    assert line.field == field
    (found,) = context.desk.platforms.findings("a", None)
    assert found.place.field == field
    line.link.click()
    assert field in page.compare._strip.form.fields


def test_an_unknown_category_is_not_everything_else(page):
    page.compare._on_product(msgspec.structs.replace(PRODUCT, category="nonsense"))
    results = page.compare._results
    assert all(results[one].profit is None for one in ("amazon.us", "ebay.us", "walmart.us"))
    # One rate for everything holds whatever the category.
    assert results["temu"].lines


def test_in_a_low_window_the_product_is_one_line_and_more_sites_are_in_view(page):
    compare = page.compare
    tall = compare._table.rowHeight(0)
    top = compare._table_card.mapTo(compare, compare._table_card.rect().topLeft()).y()
    page.resize(752, 480)
    for _round in range(3):
        QApplication.processEvents()
    assert compare._strip._values.isHidden()
    assert "25.90 USD" in compare._strip._summary.text()
    assert compare._strip._button.isVisible()
    assert compare._table.rowHeight(0) <= tall
    assert max(compare._table.rowHeight(n) for n in range(10)) <= 52
    assert (
        compare._table_card.mapTo(compare, compare._table_card.rect().topLeft()).y() < top - 20
    ), top
    assert not compare._legend.isHidden()
    page.resize(752, 900)
    assert not compare._strip._values.isHidden()
    assert compare._legend.isHidden()
