from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.base.money import Money, decimal_of, minor_units

amounts = st.decimals(
    min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False
)


@pytest.mark.parametrize(
    "text", ["NaN", "inf", "-inf", "1e5", "1_000", "²", "", "abc", "1,000", "١٢"]
)
def test_only_plain_finite_digits_are_a_number(text):
    with pytest.raises(ValueError, match="number"):
        decimal_of(text)


def test_a_decimal_nan_is_refused_too():
    with pytest.raises(ValueError, match="finite"):
        decimal_of(Decimal("NaN"))


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("3.4", "USD", "3.40"),
        ("2.675", "USD", "2.68"),
        ("1234.5", "JPY", "1235"),
        ("0.0005", "KWD", "0.001"),
    ],
)
def test_json_rounds_half_up_to_the_minor_unit(amount, currency, shown):
    assert Money.of(amount, currency).to_json() == {"amount": shown, "currency": currency}


@given(amounts, amounts)
def test_adding_and_taking_away_gives_back_the_same(left, right):
    assert Money(left, "USD") + Money(right, "USD") - Money(right, "USD") == Money(left, "USD")


@given(amounts)
def test_rounding_moves_by_at_most_half_a_minor_unit(amount):
    for currency in ("USD", "JPY", "KWD"):
        money = Money(amount, currency)
        half = Decimal(1).scaleb(-minor_units(currency)) / 2
        assert abs(money.rounded().amount - amount) <= half


def test_two_currencies_do_not_mix():
    with pytest.raises(ValueError, match="mix"):
        Money.of("1", "USD") + Money.of("1", "EUR")
    with pytest.raises(ValueError, match="mix"):
        assert Money.of("1", "USD") < Money.of("2", "EUR")
