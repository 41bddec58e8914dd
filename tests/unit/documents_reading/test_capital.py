"""Registered capital, in figures and in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.base.money import Money
from seller_desk.core.documents.reading.capital import capital_of
from tests.specimens.people import capital_words


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("壹佰万元人民币", "1000000", "CNY"),
        ("人民币1000万元", "10000000", "CNY"),
        ("500万元整", "5000000", "CNY"),
        ("100.000000万人民币", "1000000", "CNY"),
        ("伍拾万元整", "500000", "CNY"),
        ("拾万元人民币", "100000", "CNY"),
        ("壹仟贰佰万元人民币", "12000000", "CNY"),
        ("壹亿元人民币", "100000000", "CNY"),
        ("1,000,000元", "1000000", "CNY"),
        ("20萬美元", "200000", "USD"),
        ("港币10万元", "100000", "HKD"),
    ],
)
def test_capital_is_an_amount_of_money(text, amount, currency):
    assert capital_of(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize("text", ["", "无", "人民币", "元", "零元"])
def test_what_is_no_amount_is_none(text):
    assert capital_of(text) is None


@given(st.integers(1, 9999))
def test_words_and_figures_say_the_same(ten_thousands):
    words = capital_words(ten_thousands * 10000)
    assert (
        capital_of(words)
        == capital_of(f"{ten_thousands}万元")
        == Money(Decimal(ten_thousands * 10000), "CNY")
    )
