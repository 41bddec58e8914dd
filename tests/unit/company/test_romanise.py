"""Pinyin of names, and addresses in both forms."""

import pytest

from seller_desk.core.company import address, romanise
from seller_desk.core.company.model import Address

CHENGWAN = Address(
    province="广东省", city="深圳市", district="南山区", street="样例路8号澄湾大厦1203室", postal_code="518000"
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("深圳市澄湾科技有限公司", "Shenzhen Shi Chengwan Keji Youxian Gongsi"),
        ("华东（深圳）电子商务有限公司", "Huadong (Shenzhen) Dianzi Shangwu Youxian Gongsi"),
        ("义乌市好又多日用品商行", "Yiwu Shi Haoyouduo Riyongpin Shanghang"),
        ("重庆样例贸易有限责任公司", "Chongqing Yangli Maoyi Youxian Zeren Gongsi"),
        ("A1跨境(香港)有限公司", "A1 Kuajing (Xianggang) Youxian Gongsi"),
        ("Sample Ltd.", "Sample Ltd."),
    ],
)
def test_company_names_become_full_pinyin_one_to_one(name, pinyin):
    assert romanise.name_pinyin(name) == pinyin


@pytest.mark.parametrize(
    ("name", "surname", "given"),
    [
        ("欧阳小明", "Ouyang", "Xiaoming"),
        ("单田", "Shan", "Tian"),
        ("解样本", "Xie", "Yangben"),
        ("曾样本", "Zeng", "Yangben"),
        ("仇样本", "Qiu", "Yangben"),
        ("区样本", "Ou", "Yangben"),
        ("查样本", "Zha", "Yangben"),
        ("吕样本", "Lyu", "Yangben"),
        ("尉迟样本", "Yuchi", "Yangben"),
        ("李 样本", "Li", "Yangben"),
        ("阿依古丽·买买提", "", "Ayiguli Maimaiti"),
        ("Sam Ple", "Ple", "Sam"),
        ("", "", ""),
    ],
)
def test_surnames_are_read_as_surnames(name, surname, given):
    assert romanise.person_pinyin(name) == (surname, given)


def test_the_english_address_goes_from_the_smallest_part_to_the_country():
    made = address.english_suggestion(CHENGWAN)
    assert address.english_line(made, "China") == (
        "Room 1203, Chengwan Building, No. 8 Yangli Road, Nanshan, Shenzhen, Guangdong 518000, China"
    )
    assert address.english_label(made)[-1] == "CHINA"


def test_the_chinese_form_keeps_chinese_characters_and_the_pinyin_form_has_none():
    assert address.chinese_form_line(CHENGWAN) == "南山区样例路8号澄湾大厦1203室，深圳市，广东省"
    latin = romanise.address_pinyin(CHENGWAN)
    assert latin.street == "Yangli Lu 8 Hao Chengwan Dasha 1203 Shi"
    assert latin.district == "Nanshan Qu"


@pytest.mark.parametrize(
    ("street", "english"),
    [
        ("北苑街道春风路12号2幢3单元402室", "Room 402, Unit 3, Building 2, No. 12 Chunfeng Road, Beiyuan Subdistrict"),
        ("样例大道88号科技园3栋二单元5楼", "Floor 5, Unit 2, Building 3, Science Park, No. 88 Yangli Avenue"),
        ("12 Sample Road", "12 Sample Road"),
    ],
)  # fmt: skip
def test_streets_are_turned_into_english_part_by_part(street, english):
    assert address.street_english(street) == english


def test_missing_parts_follow_the_country_and_the_door_number():
    assert address.missing_parts(CHENGWAN) == ()
    assert address.missing_parts(Address()) == ("street", "city", "province")
    assert address.missing_parts(Address(province="北京市", street="样例路")) == ("door number",)
    assert address.missing_parts(Address(country="HK", province="Kowloon", street="1 Sample Road")) == ()  # fmt: skip
    assert address.has_door_number("样例村十二号")
    assert not address.has_door_number("样例路")


def test_postal_codes_are_compared_with_the_country():
    assert address.postal_code_fits(CHENGWAN)
    assert not address.postal_code_fits(Address(postal_code="51800"))
    assert address.postal_code_fits(Address(country="ZZ", postal_code="x"))
