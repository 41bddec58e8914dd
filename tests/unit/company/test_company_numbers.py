"""Numbers with check digits. Every vector is made by hand: valid digits, never assigned (sequence 000, own letters)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.company import numbers
from seller_desk.core.company.masking import fits_mask, is_masked, mask_number

DAY = date(2026, 11, 24)
_WEIGHTS_ID = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_WEIGHTS_CODE = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def resident(first17):
    """GB 11643-1999 written out again, so that the program is not tested against itself."""
    rest = sum(int(one) * weight for one, weight in zip(first17, _WEIGHTS_ID, strict=True)) % 11
    return first17 + "10X98765432"[rest]


def credit_code(first17):
    """GB 32100-2015 written out again."""
    total = sum(
        _ALPHABET.index(one) * weight for one, weight in zip(first17, _WEIGHTS_CODE, strict=True)
    )
    return first17 + _ALPHABET[(31 - total % 31) % 31]


def test_the_numbers_printed_in_the_standards_pass():
    assert numbers.resident_id("11010519491231002X", DAY) is None
    assert numbers.resident_id("440524188001010014", DAY) is None
    assert numbers.uscc("91350100M000100Y43") is None


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9), st.integers(0, 999999))
def test_a_code_with_the_right_check_digit_passes_and_any_other_last_character_fails(own, region):
    code = credit_code(f"91{region:06d}{own}")
    assert numbers.uscc(code) is None
    for other in _ALPHABET:
        if other != code[-1]:
            assert numbers.uscc(code[:-1] + other) == numbers.Flaw(numbers.CHECK_DIGIT)


@given(st.dates(date(1900, 1, 1), DAY), st.integers(0, 999999))
def test_an_id_number_with_right_check_digit_and_date_passes_whatever_its_county(born, county):
    number = resident(f"{county:06d}{born:%Y%m%d}000")
    assert numbers.resident_id(number, DAY) is None
    assert numbers.birth_date_in(number) == born


def test_a_county_that_did_not_exist_in_the_birth_year_is_no_flaw():
    # 440305 (Nanshan) is younger than 1985: people who got their number late carry it all the same.
    assert numbers.resident_id(resident("44030519500203000"), DAY) is None


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("4403051985020300", numbers.WRONG_LENGTH),
        ("44030519850203000A", numbers.WRONG_CHARACTERS),
        ("440305198502030000"[:17] + "9", numbers.CHECK_DIGIT),
        (resident("44030519850231000"), numbers.NO_SUCH_DATE),
        (resident("44030520990203000"), numbers.DATE_AHEAD),
    ],
)
def test_each_kind_of_wrong_id_number_has_its_own_reason(number, reason):
    assert numbers.resident_id(number, DAY).reason == reason


def test_letters_that_a_credit_code_never_has_are_named_as_such():
    assert numbers.uscc("91440300MA5CHENGOM").reason == numbers.WRONG_CHARACTERS
    short = numbers.uscc("9144")
    assert (short.reason, short.measured.value, short.required.value) == (numbers.WRONG_LENGTH, 4, 18)  # fmt: skip


def test_hong_kong_id_cards_are_checked_with_one_and_two_letters():
    assert numbers.hong_kong_id("A123456(3)") is None
    assert numbers.hong_kong_id("AB987654（3）") is None
    assert numbers.hong_kong_id("A123456(4)").reason == numbers.CHECK_DIGIT
    assert numbers.hong_kong_id("123").reason == numbers.WRONG_FORM


def test_vat_iban_and_eori_know_right_from_wrong():
    assert numbers.vat("DE", "DE136695976") is None
    assert numbers.vat("DE", "DE136695977").reason == numbers.CHECK_DIGIT
    assert numbers.vat("GB", "GB980780684") is None
    assert numbers.vat("XI", "XI980780684") is None
    assert numbers.vat("FR", "FR123").reason == numbers.WRONG_FORM
    assert numbers.vat("ZZ", "whatever") is None
    assert numbers.iban("DE89 3704 0044 0532 0130 00") is None
    assert numbers.iban("DE88 3704 0044 0532 0130 00").reason == numbers.CHECK_DIGIT
    assert numbers.eori("DE", "DE1234567") is None
    assert numbers.eori("GB", "GB980780684000") is None
    assert numbers.eori("GB", "GB980780684").weak
    assert numbers.eori("DE", "FR1234567").weak


def test_registers_of_hong_kong_and_the_customs_are_judged_by_form_only():
    assert numbers.hong_kong_company("1234567") is None
    assert numbers.hong_kong_company("123").weak
    assert numbers.hong_kong_business("12345678") is None
    assert numbers.hong_kong_business("12345678-000-03-26-4") is None
    assert numbers.hong_kong_business("1234").weak
    assert numbers.customs_code("44031609ZZ") is None
    assert numbers.customs_code("4403").measured.value == 4
    assert numbers.passport("E00000000", "CN") is None
    assert numbers.passport("EA0000000", "CN") is None
    assert numbers.passport("12", "CN").weak


@given(st.text(st.characters(codec="ascii", min_codepoint=33), max_size=30))
def test_masking_keeps_the_length_shows_at_most_eight_and_can_be_repeated(number):
    masked = mask_number(number)
    assert len(masked) == len(number)
    assert mask_number(masked) == masked
    if "*" not in number and number:
        assert is_masked(masked)
        assert sum(one != "*" for one in masked) <= max(8, len(number) // 2)
        assert fits_mask(masked, number)


def test_an_id_number_keeps_its_ends():
    assert mask_number("440301198802140007") == "4403**********0007"
    assert mask_number("E12345678") == "E1*****78"
    assert mask_number("abc") == "***"
    assert not fits_mask("4403**********0007", "440301198802140015")
