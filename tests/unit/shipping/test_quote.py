"""Quotes by hand: chargeable weight, bands, surcharges, the trace, and why there is none."""

from decimal import Decimal as D
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.base.measures import Size, parse_size
from seller_desk.core.base.money import Money
from seller_desk.core.shipping.model import Band, Rates, Surcharge, Tier, WeightRule, Zone
from seller_desk.core.shipping.quote import Parcel, PriceBook
from seller_desk.core.shipping.wording import basis_text, line_name, refusal_text
from tests.unit.shipping.builders import FLAT, US_LINE, card, template


def ask(tariff, grams, country="US", service="", **more):
    return PriceBook(tariff).quotes(Parcel(country=country, weight_g=grams, **more), service)


def total(tariff, grams, **more):
    quotes, refused = ask(tariff, grams, **more)
    return str(quotes[0].total.amount) if quotes else refused[0].reason


def test_the_carriers_bill_of_june_2026_comes_out_to_the_cent():
    fees = [Surcharge(name="operation", amount=D(2))]
    bill = card([Band(up_to_g=30000, per_kg=D(92), per_parcel=D(15))], surcharges=fees)
    (quote,), _refused = ask(bill, 2421)
    assert quote.total == Money(D("239.73"), "CNY")
    assert [str(line.amount.amount) for line in quote.lines()] == ["222.73", "15.00", "2.00"]
    assert Money(quote.total.amount / D("7.2"), "USD").rounded().amount == D("33.30")


@pytest.mark.parametrize(
    ("grams", "expected"),
    [
        (10, "26.94"),  # at least 30 g: 2.94 + 24
        (100, "33.80"),  # 9.80 + 24, the edge belongs to the lower band
        (101, "31.29"),  # 9.29 + 22
        (200, "40.40"),
        (201, "gap"),
        (700, "gap"),
        (701, "73.99"),  # 60.99 + 13
        (2000, "187.00"),
        (2001, "177.08"),
        (30000, "2473.00"),
        (30001, "too_heavy"),
    ],
)
def test_the_us_line_is_priced_by_bracket_and_nothing_between_brackets(grams, expected):
    assert total(card(US_LINE), grams) == expected


@pytest.mark.parametrize(
    ("per_kg", "fee", "grams", "expected"),
    [
        (51, 8, 1000, "59.00"),
        (58, 14, 1000, "72.00"),
        (51, 8, 50, "13.10"),  # at least 0.1 kg
        (44, 15, 1000, "59.00"),
    ],
)
def test_lines_with_a_price_per_kg_and_a_fee(per_kg, fee, grams, expected):
    bands = [Band(up_to_g=25000, per_kg=D(per_kg), per_parcel=D(fee))]
    assert total(card(bands, rule=WeightRule(divisor=5000, minimum_g=100)), grams) == expected


def test_a_band_may_have_its_own_minimum():
    bands = [
        Band(up_to_g=1000, per_kg=D(130), per_parcel=D(20)),
        Band(up_to_g=10000, per_kg=D(140), per_parcel=D(50), minimum_g=1500),
    ]
    assert total(card(bands), 1000) == "150.00"
    assert total(card(bands), 1001) == "260.00"


def test_volume_counts_where_the_line_has_a_divisor():
    bands = [Band(up_to_g=30000, per_kg=D(100))]
    size = parse_size("20x15x10cm")  # 3,000 cm3 = 600 g at 5000
    assert total(card(bands, rule=WeightRule(divisor=5000)), 480, size=size) == "60.00"
    assert total(card(bands, rule=WeightRule(divisor=5000)), 700, size=size) == "70.00"
    assert total(card(bands), 480, size=size) == "48.00"


def test_a_fraction_of_a_gram_of_volume_is_a_whole_gram():
    tariff = card([Band(up_to_g=30000, per_kg=D(100))], rule=WeightRule(divisor=6000))
    (quote,), _refused = ask(tariff, 1, size=Size(101, 100, 100))
    assert quote.chargeable_g == 169


def test_express_is_billed_in_half_kilograms_and_from_21_kg_in_whole_ones():
    bands = [
        Band(up_to_g=21000, first_g=500, price=D(120), additional_g=500, step_price=D(30)),
        Band(up_to_g=50000, per_kg=D(50), round_to_g=1000),
    ]
    express = card(bands, rule=WeightRule(divisor=5000, step_g=500))
    assert total(express, 400) == "120.00"
    assert total(express, 501) == "150.00"
    assert total(express, 21000) == "1350.00"
    assert total(express, 21001) == "1100.00"
    assert total(express, 22001) == "1150.00"


def test_rounding_up_may_lead_into_the_next_band():
    bands = [Band(up_to_g=450, price=D(4), round_to_g=100), Band(up_to_g=1000, price=D(9))]
    assert total(card(bands), 400) == "4.00"
    assert total(card(bands), 401) == "9.00"


def test_first_and_additional_weight_are_two_lines():
    band = Band(up_to_g=5000, first_g=500, price=D(30), additional_g=500, step_price=D(12))
    (quote,), _refused = ask(card([band]), 1100)
    assert [(line_name(line), str(line.amount.amount)) for line in quote.lines()] == [
        ("First weight", "30.00"),
        ("Additional weight", "24.00"),
    ]
    assert basis_text(quote.lines()[1].basis) == "2 × 12 for each 500 g"


def test_surcharges_count_where_they_apply_and_fuel_is_a_share_of_freight():
    extras = [
        Surcharge(name="fuel", kind="percent_of_freight", rate=D("0.12")),
        Surcharge(name="battery", goods=["battery"], amount=D(6)),
        Surcharge(name="remote", remote_only=True, kind="per_kg", amount=D(3), minimum=D(25)),
        Surcharge(name="insurance", kind="percent_of_value", rate=D("0.007"), minimum=D(5)),
    ]
    tariff = card([Band(up_to_g=2000, per_kg=D(168), per_parcel=D(10))], surcharges=extras)
    assert total(tariff, 1000) == "203.16"  # 168 + 10 + 20.16 + 5
    assert total(tariff, 1000, goods="battery") == "209.16"
    assert total(tariff, 1000, remote=True) == "228.16"
    assert total(tariff, 1000, value=D(1000)) == "205.16"


def test_an_order_at_the_threshold_ships_free_and_says_so():
    post = template(FLAT, free_from=D(35))
    assert total(post, 480, value=D("34.99")) == "5.90"
    (quote,), _refused = ask(post, 480, value=D(35))
    assert quote.total.amount == 0
    assert sum(line.amount.amount for line in quote.lines()) == 0
    assert quote.lines()[-1].name == "free_shipping"


def test_without_a_value_nothing_ships_free_even_at_a_threshold_of_one():
    assert total(template(FLAT, free_from=D(1)), 100) == "3.40"


def test_the_cheapest_service_comes_first_and_the_others_say_why_not():
    tiers = [Tier(id="slow"), Tier(id="fast"), Tier(id="liquids", goods=["liquid"])]
    rates = [
        Rates(tier="fast", zone="zone", bands=[Band(up_to_g=2000, price=D(20))]),
        Rates(tier="slow", zone="zone", bands=[Band(up_to_g=2000, price=D(9))]),
        Rates(tier="liquids", zone="zone", bands=[Band(up_to_g=2000, price=D(1))]),
    ]
    tariff = card([], surcharges=[])
    tariff = type(tariff)(
        id="c", company_id="c", name="Line", tiers=tiers, zones=tariff.zones, rates=rates
    )
    quotes, refused = ask(tariff, 500)
    assert [quote.service for quote in quotes] == ["slow", "fast"]
    assert [refusal_text(one) for one in refused] == ["liquids: Does not carry such goods: plain"]
    quotes, refused = ask(tariff, 500, service="fast")
    assert [quote.service for quote in quotes] == ["fast"]
    assert ask(tariff, 500, service="none")[1][0].reason == "no_service"


def test_a_destination_may_be_excluded_missing_or_priced_by_area():
    assert total(template(FLAT, excluded=["US"]), 100) == "excluded"
    assert total(template(FLAT, excluded=["US-AK"]), 100, area="AK") == "excluded"
    assert total(template(FLAT), 100, country="DE") == "no_zone"
    zones = [
        Zone(id="city", countries=["ID"], areas=["Jabodetabek"]),
        Zone(id="rest", countries=["*"]),
    ]
    rates = [
        Rates(
            tier="line", zone="city", bands=[Band(up_to_g=1000, per_kg=D(130), per_parcel=D(20))]
        ),
    ]
    tariff = card([])
    by_area = type(tariff)(
        id="c",
        company_id="c",
        name="L",
        currency="CNY",
        tiers=tariff.tiers,
        zones=zones,
        rates=rates,
    )
    assert total(by_area, 1000, country="ID", area="Jabodetabek") == "150.00"
    assert total(by_area, 1000, country="ID") == "area_needed"


def test_the_rest_of_the_world_serves_countries_without_a_zone():
    assert total(card([Band(up_to_g=100, price=D(7))], countries=["*"]), 50, country="BR") == "7.00"


def test_a_parcel_larger_than_the_service_takes_has_no_price():
    tariff = card([Band(up_to_g=25000, per_kg=D(51))])
    sized = type(tariff)(
        id="c",
        company_id="c",
        name="L",
        tiers=[Tier(id="line", max_side_mm=600, max_sides_mm=1350)],
        zones=tariff.zones,
        rates=tariff.rates,
    )
    assert total(sized, 1000, size=parse_size("60x40x35cm")) == "51.00"
    assert total(sized, 1000, size=parse_size("61x10x10cm")) == "too_big"
    assert total(sized, 1000, size=parse_size("60x40x36cm")) == "too_big"


def test_yen_have_no_minor_unit():
    assert total(card([Band(up_to_g=1000, per_kg=D(1234))], currency="JPY"), 501) == "618"


BANDS = st.lists(
    st.tuples(st.integers(1, 5000), st.integers(0, 9999)), min_size=1, max_size=12
).map(
    lambda pairs: [
        Band(up_to_g=up_to, price=D(price) / 100)
        for up_to, price in zip(
            sorted({one for one, _price in pairs}), sorted(p for _one, p in pairs), strict=False
        )
    ]
)


@given(BANDS, st.integers(1, 6000))
def test_the_band_is_the_first_whose_edge_is_not_below_the_weight(bands, grams):
    fits = [band for band in bands if grams <= band.up_to_g]
    expected = format(fits[0].price.quantize(D("0.01")), "f") if fits else "too_heavy"
    assert total(card(bands), grams) == expected


@given(BANDS, st.lists(st.integers(1, 6000), min_size=2, max_size=6))
def test_a_heavier_parcel_never_costs_less_where_bands_do_not_fall(bands, weights):
    book = PriceBook(card(bands))
    totals = [
        quotes[0].total_minor if quotes else float("inf")
        for grams in sorted(weights)
        for quotes, _refused in [book.quotes(Parcel(country="US", weight_g=grams))]
    ]
    assert all(low <= high for low, high in pairwise(totals))


@given(
    st.integers(1, 40_000),
    st.integers(0, 10**8),
    st.sampled_from([0, 5000, 6000, 8000]),
    st.integers(0, 500),
    st.sampled_from([1, 10, 100, 500]),
)
def test_chargeable_weight_is_never_below_any_of_its_parts(actual, volume, divisor, minimum, step):
    rule = WeightRule(divisor=divisor, minimum_g=minimum, step_g=step)
    (lane,) = PriceBook(card([Band(up_to_g=10)], rule=rule)).lanes("US")
    grams = lane.chargeable_g(actual, volume)
    least = max(actual, minimum, D(volume) / divisor if divisor else 0)
    assert least <= grams < least + step + 1
    assert grams % step == 0


@given(st.integers(1, 30_000), st.booleans(), st.sampled_from(["plain", "battery"]))
def test_the_lines_add_up_to_the_total(grams, remote, goods):
    extras = [
        Surcharge(name="fuel", kind="percent_of_freight", rate=D("0.1375")),
        Surcharge(name="battery", goods=["battery"], kind="per_kg", amount=D("3.33")),
        Surcharge(name="remote", remote_only=True, amount=D("12.345")),
    ]
    bands = [Band(up_to_g=30_000, per_kg=D("71.37"), per_parcel=D("8.5"))]
    (quote,), _refused = ask(card(bands, surcharges=extras), grams, remote=remote, goods=goods)
    assert sum(line.amount.amount for line in quote.lines()) == quote.total.amount
