"""The start-up budget: what packs and seller give, what is not known, beside the guide's span."""

from datetime import date
from decimal import Decimal

import pytest

from seller_desk.core.base.language import use_language
from seller_desk.core.base.money import Money
from seller_desk.core.economics.budget import BudgetInput, Cost, budget, budget_rules
from seller_desk.core.economics.budget_words import gaps_text, place_words, total_text
from seller_desk.core.economics.exchange import Exchange
from seller_desk.core.rules.book import Query, RuleBook

DAY = date(2026, 11, 24)
RATES = Exchange("USD", {"CNY": Decimal("7"), "EUR": Decimal("0.875"), "SGD": Decimal("1.4")})
INPUTS = [one.id for one in budget_rules().line if one.origin == "input" and not one.optional]


@pytest.fixture(scope="module")
def book():
    return RuleBook.load()


@pytest.fixture(autouse=True)
def english():
    use_language("en")


def cny(text):
    return Money(Decimal(text), "CNY")


def made(book, *sites, costs=None, model="base", rates=RATES, options=(), entity=""):
    queries = [Query(site=site, on=DAY, entity=entity) for site in sites]
    typed = {name: Cost(amount=Decimal(amount)) for name, amount in (costs or {}).items()}
    return budget(book, queries, BudgetInput(model=model, costs=typed), rates, options)


def lines(found, name):
    return [one for one in found.lines if one.rule.id == name]


def test_three_months_of_a_plan_are_converted_by_the_sellers_rate(book):
    (line,) = lines(made(book, "amazon.us"), "subscription")
    assert line.amount == Money(Decimal("119.97"), "USD")
    assert line.in_total == cny("839.79")
    assert line.sources


def test_a_plan_that_serves_several_sites_is_paid_once(book):
    (line,) = lines(made(book, "amazon.de", "amazon.fr", "amazon.it"), "subscription")
    # 39 EUR x 3 = 117 EUR = 133.71 USD = 936 CNY
    assert line.in_total == cny("936.00")


def test_the_individual_plan_has_no_monthly_fee(book):
    found = made(book, "amazon.us", options=("plan:individual",))
    (line,) = lines(found, "subscription")
    assert line.in_total == cny("0")
    assert not line.gap


def test_an_optional_shop_costs_nothing_until_it_is_chosen(book):
    (line,) = lines(made(book, "ebay.us"), "subscription")
    assert line.amount == cny("0")
    (basic,) = lines(made(book, "ebay.us", options=("store:basic",)), "subscription")
    assert basic.amount == Money(Decimal("83.85"), "USD")


def test_a_fee_or_deposit_that_no_source_gives_is_unknown_and_not_nothing(book):
    found = made(book, "temu")
    (fee,) = lines(found, "subscription")
    assert (fee.amount, fee.in_total, fee.gap) == (None, None, True)
    assert "No source says" in fee.why


def test_a_deposit_for_the_licence_is_counted_once_and_is_money_tied_up(book):
    found = made(book, "shopee.sg", "shopee.my", entity="mainland_company")
    (line,) = lines(found, "deposit")
    assert line.amount == cny("3000")
    assert found.tied_up == cny("3000")
    (hong_kong,) = lines(made(book, "shopee.sg", entity="hong_kong_company"), "deposit")
    # The notice leaves Hong Kong sellers out: that is nothing to pay, not an amount that nobody knows.
    assert hong_kong.amount == cny("0")


def test_a_deposit_by_category_stays_unknown_with_the_packs_words(book):
    (line,) = lines(made(book, "tiktok_shop.sg"), "deposit")
    assert line.gap
    assert "category" in line.why


def test_dear_categories_have_their_own_deposit(book):
    query = Query(site="aliexpress", on=DAY, category="phones")
    found = budget(book, [query], BudgetInput(), RATES)
    assert lines(found, "deposit")[0].amount == cny("30000")


def test_without_a_rate_the_amount_stands_but_is_not_added(book):
    found = made(book, "amazon.us", rates=Exchange("USD", {}))
    (line,) = lines(found, "subscription")
    assert line.amount == Money(Decimal("119.97"), "USD")
    assert line.gap
    assert found.known == cny("0")
    assert found.rates_missing == ("CNY",)


def test_the_sum_is_at_least_while_something_is_missing(book):
    found = made(book, "amazon.us", costs={"ads": "9000"})
    assert found.known == cny("9839.79")
    assert total_text(found) == "At least 9,839.79 CNY"
    assert found.place == "open"
    assert gaps_text(found) == f"{len(found.gaps)} amounts are not known"


def full(total):
    return {name: "0" for name in INPUTS if name != "development"} | {"stock": total}


@pytest.mark.parametrize(
    ("stock", "place"),
    [("99999.99", "below"), ("100000", "inside"), ("150000", "inside"), ("150000.01", "above")],
)
def test_a_whole_sum_is_placed_beside_the_guides_span(book, stock, place):
    found = made(book, costs=full(stock))
    assert not found.gaps
    assert (found.place, total_text(found).startswith("At least")) == (place, False)
    assert place_words(found)


def test_a_sum_above_the_span_is_above_whatever_is_missing(book):
    assert made(book, "temu", costs={"stock": "150001"}).place == "above"


def test_the_boutique_model_has_its_own_span_and_line(book):
    found = made(book, model="premium")
    assert (found.span.low, found.span.high) == (200_000, 300_000)
    assert lines(found, "development")
    assert not lines(made(book), "development")
    assert found.source.url == "process:P2.7"


def test_what_is_optional_is_no_gap(book):
    (other,) = lines(made(book), "other")
    assert other.amount is None
    assert not other.gap
