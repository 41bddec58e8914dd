"""Exchange rates are those of one unit of one currency: with another currency they are worked out anew, or gone."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.platforms.converted import rebased
from seller_desk.core.platforms.model import Rate

NEW, OLD = date(2026, 11, 24), date(2026, 9, 1)


def of(**values):
    return {code: Rate(value=Decimal(value), on=NEW) for code, value in values.items()}


def test_the_rate_between_the_two_carries_the_others_over():
    found = rebased(of(EUR="0.9", CNY="7.2", JPY="150"), "USD", "CNY")
    assert {code: str(rate.value) for code, rate in found.items()} == {
        "EUR": "0.125",
        "JPY": "20.83333333",
        "USD": "0.1388888889",
    }


def test_the_older_day_of_the_two_is_kept():
    rates = {**of(EUR="0.9"), "CNY": Rate(value=Decimal(7), on=OLD)}
    assert {rate.on for rate in rebased(rates, "USD", "CNY").values()} == {OLD}


def test_without_the_rate_between_them_no_rate_is_kept():
    assert rebased(of(EUR="0.9"), "USD", "CNY") == {}


def test_the_same_currency_changes_nothing():
    assert rebased(of(EUR="0.9"), "USD", "USD") == of(EUR="0.9")


@given(st.decimals("0.001", "30000", places=4), st.decimals("0.001", "30000", places=4))
def test_there_and_back_again_is_the_same_rate(euro, yuan):
    rates = of(EUR=euro, CNY=yuan)
    back = rebased(rebased(rates, "USD", "CNY"), "CNY", "USD")
    for code, rate in rates.items():
        assert abs(back[code].value / rate.value - 1) < Decimal("1e-7")
