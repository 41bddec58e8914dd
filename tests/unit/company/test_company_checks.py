"""Findings and live notes of a company's data."""

from datetime import date

import msgspec
import pytest

from seller_desk.core.base.findings import Severity
from seller_desk.core.base.wording import wording
from seller_desk.core.company.checks import check_company
from seller_desk.core.company.fields import FIELDS, fields_asked, sections
from seller_desk.core.company.model import (
    ENTITY_KINDS,
    Address,
    BankAccount,
    Company,
    Person,
    TaxNumber,
)
from seller_desk.core.company.notes import field_note
from seller_desk.core.company.values import get_value, parse_text, type_of, with_value
from seller_desk.core.rules.general import general_rules

DAY = date(2026, 11, 24)
GOOD = Company(
    id="c1",
    legal_name_zh="深圳市澄湾科技有限公司",
    unified_social_credit_code="91440300MA5CHENG0M",
    registered_address=Address(province="广东省", city="深圳市", street="样例路8号"),
    legal_representative=Person(
        name_zh="李样本", surname_pinyin="Li", id_number="440301198802140007", birth_date=date(1988, 2, 14)
    ),
    phone="+86 138 0013 8000",
    email="desk@chengwan-sample.com.cn",
)  # fmt: skip


def changed(**values):
    company = GOOD
    for path, value in values.items():
        company = with_value(company, path.replace("__", "."), value)
    return company


def codes(company):
    return [(one.code, one.place.field, one.severity) for one in check_company(company, DAY, general_rules())]  # fmt: skip


def test_good_data_has_no_finding_and_neither_has_an_empty_company():
    assert codes(GOOD) == []
    for kind in ENTITY_KINDS:
        assert codes(Company(id="x", entity_kind=kind)) == []


@pytest.mark.parametrize(
    ("company", "code", "field", "severity"),
    [
        (changed(unified_social_credit_code="91440300MA5CHENG0X"), "company.code_invalid", "unified_social_credit_code", Severity.BLOCKER),
        (changed(legal_representative__id_number="440301198802140008"), "company.id_number_invalid", "legal_representative.id_number", Severity.BLOCKER),
        (changed(legal_representative__birth_date=date(1988, 2, 15)), "company.id_number_invalid", "legal_representative.id_number", Severity.WARNING),
        (changed(customs_code="4403"), "company.code_invalid", "customs_code", Severity.WARNING),
        (changed(phone="123"), "company.phone_invalid", "phone", Severity.BLOCKER),
        (changed(phone="13800138000"), "company.phone_invalid", "phone", Severity.WARNING),
        (changed(email="desk@"), "company.code_invalid", "email", Severity.BLOCKER),
        (changed(registered_address__street="样例路"), "company.address_incomplete", "registered_address.street", Severity.WARNING),
        (changed(registered_address__city=""), "company.address_incomplete", "registered_address.city", Severity.WARNING),
        (changed(operating_same=False), "company.address_incomplete", "operating_address.province", Severity.WARNING),
        (changed(legal_representative__surname_pinyin="Lee"), "company.name_mismatch", "legal_representative.surname_pinyin", Severity.WARNING),
        (changed(bank_accounts=[BankAccount(holder="王样本")]), "company.name_mismatch", "bank_accounts.0.holder", Severity.WARNING),
        (changed(bank_accounts=[BankAccount(iban="DE88370400440532013000")]), "company.code_invalid", "bank_accounts.0.iban", Severity.BLOCKER),
        (changed(card_holder="WANG YANGBEN"), "company.name_mismatch", "card_holder", Severity.WARNING),
        (changed(tax_numbers=[TaxNumber(kind="vat", country="DE", number="DE136695977")]), "company.code_invalid", "tax_numbers.0.number", Severity.BLOCKER),
    ],
)  # fmt: skip
def test_each_fault_is_found_at_its_field(company, code, field, severity):
    assert codes(company) == [(code, field, severity)]


@pytest.mark.parametrize(
    "holder",
    ["深圳市澄湾科技有限公司", "Shenzhen Shi Chengwan Keji Youxian Gongsi", "李样本", "LI YANGBEN", "Yangben Li"],
)  # fmt: skip
def test_company_and_representative_may_hold_the_account_in_any_spelling(holder):
    assert codes(changed(bank_accounts=[BankAccount(holder=holder)])) == []


def test_hong_kong_spellings_of_surnames_are_left_alone():
    person = Person(
        name_zh="陳樣本", surname_pinyin="Chan", nationality="HK", id_number="A123456(3)"
    )
    assert codes(changed(legal_representative=person)) == []
    wrong = msgspec.structs.replace(person, id_number="A123456(4)")
    assert codes(changed(legal_representative=wrong))[0][0] == "company.id_number_invalid"


def test_fields_that_a_kind_is_not_asked_for_are_not_judged():
    company = changed(entity_kind="hong_kong_company", unified_social_credit_code="nonsense")
    company = msgspec.structs.replace(company, customs_code="1")
    assert codes(company) == []


def test_no_finding_carries_an_id_number():
    company = changed(legal_representative__id_number="440301198802140008")
    for one in check_company(company, DAY, general_rules()):
        assert "8802140008" not in repr(one)


def test_sentences_name_what_is_wrong_and_what_is_needed():
    found = check_company(changed(unified_social_credit_code="9144"), DAY, general_rules())[0]
    said = wording(found)
    assert said.title == "Unified social credit code is not valid"
    assert said.detail == "Wrong length: 4 characters; needed: 18 characters"
    assert found.sources[0].title.startswith("GB 32100-2015")


def test_notes_say_right_wrong_and_better():
    def note(path, **values):
        return field_note(changed(**values), path, DAY)

    assert note("unified_social_credit_code").words() == "18 characters, check digit right"
    assert note("unified_social_credit_code", entity_kind="individual_business").tone == "hint"
    assert note("legal_representative.id_number").tone == "ok"
    assert note("email", email="a@qq.com").tone == "hint"
    assert note("email") is None
    assert note("licence_valid_until", licence_valid_until=date(2026, 11, 23)).tone == "bad"
    assert note("licence_valid_until", licence_valid_until=date(2026, 12, 24)).words() == "30 days left"  # fmt: skip
    assert note("legal_name_zh", legal_name_zh="样例(深圳)公司").tone == "hint"
    assert note("established_on", established_on=date(2030, 1, 1)).tone == "bad"
    assert note("legal_representative.id_number", legal_representative__id_number="4403**********0007") is None  # fmt: skip


def test_every_field_of_the_table_exists_in_the_record():
    for field in FIELDS:
        type_of(field.path.replace("*", "0"))


def test_what_is_asked_depends_on_the_business_type():
    asked = {kind: {one.path for one in fields_asked(kind)} for kind in ENTITY_KINDS}
    assert "unified_social_credit_code" not in asked["hong_kong_company"]
    assert "company_number" not in asked["mainland_company"]
    assert "registered_address.street" not in asked["natural_person"]
    assert "unified_social_credit_code" in asked["individual_business"]


def test_a_long_term_licence_counts_as_dated():
    def names(company):
        return next(one for one in sections(company) if one.section == "names")

    assert names(changed(licence_long_term=True)).done == names(GOOD).done + 1
    assert names(Company(id="x")).filled == 0


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("established_on", "2017年1月19日", date(2017, 1, 19)),
        ("established_on", "20170119", date(2017, 1, 19)),
        ("established_on", "", None),
        ("operating_same", "true", True),
        ("legal_name_zh", " a ", "a"),
    ],
)
def test_typed_text_becomes_a_value(path, text, value):
    assert parse_text(path, text) == value
    assert get_value(with_value(GOOD, path, value), path) == value


@pytest.mark.parametrize(("path", "text"), [("established_on", "2017-13-01"), ("registered_capital", "viel"), ("registered_capital", "-1")])  # fmt: skip
def test_what_is_no_value_is_refused(path, text):
    with pytest.raises(ValueError):  # noqa: PT011 - the text of it is never shown
        parse_text(path, text)
