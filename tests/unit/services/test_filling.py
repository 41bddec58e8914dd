"""Filling the company from a document: what is offered, what is taken, what stands beside it."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.fields import field_of
from seller_desk.core.company.fill_catalogue import fill_kinds
from seller_desk.core.company.model import Address, BankAccount, Company, Person
from seller_desk.core.company.split_address import split_address
from seller_desk.core.company.values import type_of
from seller_desk.core.desk import open_desk
from seller_desk.core.documents.kinds import KINDS
from seller_desk.core.documents.reading.catalogue import kind_rules
from seller_desk.core.documents.reading.model import FieldValue
from seller_desk.core.services.filling import _shown, as_fields
from seller_desk.core.services.recognition import ReadField


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True) as made:
        yield made


def company_of(desk, **about):
    made = Company(id="c", **about)
    return desk.companies.save(made)


def read(**values):
    """Fields as read: `name=value` or `name=(value, confidence, confirmed)`."""
    fields = []
    for name, told in values.items():
        value, sure, confirmed = told if isinstance(told, tuple) else (told, 0.97, "")
        fields.append(
            FieldValue(
                name=name,
                value=value,
                confidence=sure,
                page=1,
                box=(1, 2, 3, 4),
                confirmed=confirmed,
            )
        )
    return as_fields(fields)


LICENCE = {
    "legal_name": "深圳市澄湾科技有限公司",
    "unified_social_credit_code": ("91440300MA5CHENG0M", 0.99, "check_digit"),
    "valid_until": "2027-01-18",
    "established_on": "2017-01-19",
    "registered_capital": "壹佰万元人民币",
    "legal_representative": ("李样本", 0.88, ""),
    "address": "深圳市南山区样例路8号澄湾大厦1203室",
    "business_scope": "家居用品、日用百货的销售",
    "entity_type": "有限责任公司",
}


def test_a_licence_fills_an_empty_company(desk):
    company = company_of(desk)
    filling = desk.filling.offers(company, "business_licence", read(**LICENCE))
    assert {one.field for one in filling.offers} == set(LICENCE) - {"entity_type"}
    assert {one.state for one in filling.offers} == {"empty"}
    assert [one.field for one in filling.offers if not one.sure] == ["legal_representative"]
    filled = desk.filling.take("c", filling.offers, filling.place)
    assert filled.legal_name_zh == "深圳市澄湾科技有限公司"
    assert filled.licence_valid_until == date(2027, 1, 18)
    assert (filled.registered_capital, filled.capital_currency) == (Decimal(1_000_000), "CNY")
    assert filled.registered_address == Address(
        province="广东省", city="深圳市", district="南山区", street="样例路8号澄湾大厦1203室"
    )
    assert filled.legal_representative.name_zh == "李样本"
    assert filled.origins["legal_name_zh"] == "read"
    assert filled.origins["registered_address.street"] == "read"
    assert "capital_currency" not in filled.origins
    again = desk.filling.offers(filled, "business_licence", read(**LICENCE))
    assert {one.state for one in again.offers} == {"same"}
    desk.store.undo()
    assert desk.companies.get("c") == company


def test_what_stands_there_is_shown_beside_and_only_the_taken_changes(desk):
    company = company_of(
        desk, legal_name_zh="深圳市澄海科技有限公司", origins={"legal_name_zh": "typed"}
    )
    filling = desk.filling.offers(company, "business_licence", read(**LICENCE))
    name = filling.offers[0]
    assert (name.state, name.present, name.text) == (
        "different",
        "深圳市澄海科技有限公司",
        LICENCE["legal_name"],
    )
    code = next(one for one in filling.offers if one.field == "unified_social_credit_code")
    filled = desk.filling.take("c", [code])
    assert filled.unified_social_credit_code == "91440300MA5CHENG0M"
    assert filled.legal_name_zh == "深圳市澄海科技有限公司"
    assert filled.origins == {"legal_name_zh": "typed", "unified_social_credit_code": "read"}


def test_an_address_stands_beside_the_read_one_as_it_is_written_in_china(desk):
    address = Address(
        country="CN", province="广东省", city="深圳市", district="南山区", street="样例路8号"
    )
    company = Company(id="c", registered_address=address)
    assert _shown(company, "registered_address") == "广东省深圳市南山区样例路8号"
    capital = msgspec.structs.replace(address, province="北京市", city="北京市")
    company = Company(id="c", registered_address=capital)
    assert _shown(company, "registered_address") == "北京市南山区样例路8号"


def test_a_licence_without_end_ticks_the_box(desk):
    company = company_of(desk, licence_valid_until=date(2020, 1, 1))
    filling = desk.filling.offers(company, "business_licence", read(valid_until="长期"))
    filled = desk.filling.take("c", filling.offers)
    assert (filled.licence_valid_until, filled.licence_long_term) == (None, True)


def test_an_id_card_goes_to_the_person_of_its_name(desk):
    owners = [Person(name_zh="王样例"), Person(name_zh="赵示例")]
    company = company_of(desk, legal_representative=Person(name_zh="李样本"), owners=owners)
    card = read(
        name="赵示例", id_number=("440300199001011234", 0.99, "check_digit"), valid_until="长期"
    )
    filling = desk.filling.offers(company, "id_card", card)
    assert filling.place == "owners.1"
    assert filling.places == ["legal_representative", "owners.0", "owners.1"]
    filled = desk.filling.take("c", filling.offers, filling.place)
    assert filled.owners[1].id_number == "440300199001011234"
    assert filled.owners[1].id_long_term
    assert filled.owners[0] == owners[0]
    chosen = desk.filling.offers(company, "id_card", card, "legal_representative")
    assert chosen.offers[0].state == "different"
    with pytest.raises(UsageProblem):
        desk.filling.offers(company, "id_card", card, "owners.7")


def test_a_passport_does_not_push_out_the_id_card(desk):
    person = Person(name_zh="李样本", id_type="id_card", id_number="440300199001011234")
    company = company_of(desk, legal_representative=person)
    passport = read(
        name="李样本", surname="LI", given_names="YANGBEN", number="E12345678", nationality="CHN"
    )
    filling = desk.filling.offers(company, "passport", passport)
    assert {one.field for one in filling.offers} == {
        "name",
        "surname",
        "given_names",
        "nationality",
    }
    filled = desk.filling.take("c", filling.offers, filling.place).legal_representative
    assert (filled.surname_pinyin, filled.given_names_pinyin, filled.nationality) == (
        "Li",
        "Yangben",
        "CN",
    )
    assert filled.id_number == person.id_number


def test_a_statement_finds_its_account_or_makes_a_row(desk):
    company = company_of(desk, bank_accounts=[BankAccount(account_number="6222 0000 1111")])
    known = desk.filling.offers(
        company, "bank_statement", read(holder="澄湾", account="622200001111")
    )
    assert known.place == "bank_accounts.0"
    other = desk.filling.offers(
        company, "bank_statement", read(holder="澄湾", account="888800001111", issuer="样例银行")
    )
    assert other.place == "bank_accounts.1"
    filled = desk.filling.take("c", other.offers, other.place)
    assert len(filled.bank_accounts) == 2
    assert filled.bank_accounts[1].bank_name == "样例银行"
    assert filled.origins["bank_accounts.1.account_number"] == "read"


def test_hong_kong_papers_go_by_script(desk):
    company = company_of(desk, entity_kind="hong_kong_company")
    english = desk.filling.offers(
        company, "hk_incorporation", read(legal_name="CLEARBAY LIMITED", number="1234567")
    )
    assert [one.path for one in english.offers] == ["legal_name_en", "company_number"]
    chinese = desk.filling.offers(company, "hk_incorporation", read(legal_name="澄灣有限公司"))
    assert [one.path for one in chinese.offers] == ["legal_name_zh"]
    home = desk.filling.offers(
        company, "hk_business_registration", read(address="FLAT 12, 3/F, SAMPLE CENTRE, HONG KONG")
    )
    assert home.offers[0].values["registered_address_en.country"] == "HK"


def test_the_sellers_word_goes_before_the_reading(desk):
    company = company_of(desk)
    told = [ReadField("code", read(code="4403012345")[0].read, "4403960FAB")]
    (offer,) = desk.filling.offers(company, "customs_record", told).offers
    assert (offer.text, offer.confirmed, offer.confidence) == ("4403960FAB", "seller", 1.0)


def test_kinds_that_say_nothing_of_the_company_offer_nothing(desk):
    assert desk.filling.offers(company_of(desk), "test_report", read(number="1")).offers == ()


def test_every_line_of_the_catalogue_names_fields_that_there_are():
    for kind, rule in fill_kinds().items():
        assert kind in KINDS
        names = {one.name for one in kind_rules()[kind].field}
        place = "legal_representative" if rule.person else "bank_accounts.0"
        for field in rule.field:
            assert field.name in names, (kind, field.name)
            for path in filter(
                None,
                (
                    field.to,
                    field.zh,
                    field.en,
                    field.long,
                    field.currency,
                    *field.sets,
                    *field.needs,
                ),
            ):
                real = path.replace("{person}", place).replace("{account}", place)
                assert type_of(real) is not None
                if field.as_ != "address" or path not in (field.to,):
                    assert field_of(real) is not None, real


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("广东省深圳市南山区样例路8号", ("广东省", "深圳市", "南山区", "样例路8号")),
        ("深圳市南山区样例路8号", ("广东省", "深圳市", "南山区", "样例路8号")),
        ("上海浦东新区样例路1号", ("上海市", "上海市", "浦东新区", "样例路1号")),
        ("北京市市辖区朝阳区样例路1号", ("北京市", "北京市", "朝阳区", "样例路1号")),
        ("吉林市昌邑区样例路3号", ("吉林省", "吉林市", "昌邑区", "样例路3号")),
        ("福建省泉州市晋江市陈埭镇样例村1号", ("福建省", "泉州市", "晋江市", "陈埭镇样例村1号")),
        ("浙江省义乌市稠江街道样例路12号", ("浙江省", "义乌市", "", "稠江街道样例路12号")),
        ("样例路8号", ("", "", "", "样例路8号")),
    ],
)
def test_a_chinese_address_is_taken_apart(text, parts):
    found = split_address(text)
    assert (found.province, found.city, found.district, found.street) == parts
