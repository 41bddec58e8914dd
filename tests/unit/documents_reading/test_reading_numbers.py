"""Check digits, dates and the machine-readable zone: what recognition gets wrong and what they prove."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.documents.reading import mrz, numbers
from seller_desk.core.documents.reading.dates import dates_in, forever, month_comes_first
from tests.specimens.people import cast
from tests.specimens.people import mrz as drawn_zone


@pytest.mark.parametrize(
    "text",
    ["2017年01月19日", "2017 年 1 月 19 日", "2017年1月19", "2017-01-19", "2017.01.19", "20170119",
     "2017/1/19", "19/01/2017", "19 January 2017", "January 19, 2017", "19-JAN-2017",
     "19 JAN 2017", "19th day of January 2017", "二〇一七年一月十九日", "2017年01用19曰",
     "19 01月/JAN 2017", "19 JAN /JAN 17"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text):
    assert dates_in(text) == [date(2017, 1, 19)]


@pytest.mark.parametrize(
    "text", ["2017-13-40", "8812345678", "1234567890123", "", "no date", "99/99/2020"]
)
def test_what_is_no_day_gives_none(text):
    assert dates_in(text) == []


def test_both_ends_of_a_period_are_found_in_order():
    assert dates_in("自2017年01月19日至2047年01月18日") == [date(2017, 1, 19), date(2047, 1, 18)]
    assert dates_in("2006.08.08-2026.08.08") == [date(2006, 8, 8), date(2026, 8, 8)]


def test_month_and_day_change_places_only_where_the_page_shows_it():
    assert month_comes_first(["07/15/2026", "06/30 payment"])
    assert not month_comes_first(["15/07/2026", "01/02/2026"])
    assert dates_in("03/04/2026", month_first=True) == [date(2026, 3, 4)]
    assert dates_in("03/04/2026") == [date(2026, 4, 3)]


@pytest.mark.parametrize("text", ["长期", "2017年1月1日至长期", "無固定期限", "長期"])
def test_no_end_is_understood(text):
    assert forever(text)


@given(st.integers(0, 5000))
def test_a_credit_code_proves_itself(seed):
    code = cast(seed).code
    found = numbers.credit_code(f"统一社会信用代码：{code}")
    assert found == numbers.Number(code, True)


@given(st.integers(0, 2000), st.sampled_from(["O", "I", "S", "Z"]), st.integers(2, 17))
def test_letters_that_codes_never_have_are_put_right_only_if_the_check_digit_agrees(
    seed, letter, place
):
    code = cast(seed).code
    wrong = code[:place] + letter + code[place + 1 :]
    found = numbers.credit_code(wrong)
    assert found is not None
    # Whatever comes back as valid is a code that proves itself, and says what was read.
    if found.valid:
        assert numbers.credit_code(found.value) == numbers.Number(found.value, True)
        assert found.was == wrong
    if {"O": "0", "I": "1", "S": "5", "Z": "2"}[letter] == code[place]:
        assert found.value == code


@given(st.integers(0, 2000))
def test_an_id_number_proves_itself(seed):
    number = cast(seed).id_number
    assert numbers.id_number("公民身份号码 " + number) == numbers.Number(number, True)


def test_a_number_whose_check_digit_does_not_fit_is_never_called_valid():
    good = "440301198802140007"
    assert numbers.id_number(good) == numbers.Number(good, True)
    # Two figures changed places: no single misreading explains it alone.
    found = numbers.id_number("440301198802140070")
    assert found is not None
    assert not found.valid or found.was


@given(st.integers(0, 3000))
def test_the_zone_of_a_passport_gives_back_what_was_put_in(seed):
    person = cast(seed)
    upper, lower = drawn_zone(person, "CHN", person.passport, date(2031, 5, 6))
    found = mrz.zone_of(["护照 PASSPORT", upper, lower])
    assert found is not None
    zone, one, two = found
    assert (one, two) == (1, 2)
    assert (zone.surname, zone.given_names, zone.number) == (
        person.surname,
        person.given,
        person.passport,
    )
    assert (zone.birth_date, zone.valid_until) == (person.born, date(2031, 5, 6))
    assert zone.number_fits
    assert zone.birth_fits
    assert zone.expiry_fits
    assert zone.whole_fits


def test_figures_read_as_letters_in_the_zone_are_put_right():
    person = cast(3)
    upper, lower = drawn_zone(person, "CHN", "E12345670", date(2031, 5, 6))
    wrong = lower[:1] + lower[1:10].replace("0", "O") + lower[10:]
    assert re.search("O", wrong[:10])
    zone, *_places = mrz.zone_of([upper, wrong])
    assert zone.number == "E12345670"
    assert zone.number_fits


def test_ordinary_text_is_no_zone():
    assert mrz.zone_of(["Passport", "P O Box 100", "<<<<", ""]) is None
