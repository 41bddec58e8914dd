"""Two values of one fact: the class of their difference, the same from both sides, and where they differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.documents.match.compare import TYPES, compare
from seller_desk.core.documents.match.model import DIFFERENCES, Said
from seller_desk.core.services.romaniser import address_of, romaniser

R = romaniser()
NAME = "深圳市澄湾科技有限公司"
ADDRESS = "广东省深圳市南山区样例路8号澄湾大厦1203室"
CODE = "91440300MA5CHENG0M"


def how(kind, left, right, line=1.0):
    """Left as read, right as typed."""
    return compare(kind, Said(value=left, line=line), Said(value=right, source="typed"), R)


@pytest.mark.parametrize(
    ("kind", "left", "right", "difference"),
    [
        ("name", NAME, NAME, "identical"),
        ("name", "澄湾科技（深圳）有限公司", "澄湾科技(深圳)有限公司", "formatting"),
        ("name", "澄灣國際貿易有限公司", "澄湾国际贸易有限公司", "script"),
        ("name", "Shenzhen Shi Chengwan Keji Youxian Gongsi", NAME, "romanised"),
        ("name", "Shenzhen Chengwan Keji Youxian Gongsi", NAME, "part_missing"),
        ("name", "Chengwan Technology Co.,LTD", "CHENGWAN TECHNOLOGY CO., LTD.", "formatting"),
        ("name", "Chengwan Technology Company Limited", "Chengwan Tech Co., Ltd", "abbreviation"),
        ("name", "Technology Chengwan Ltd", "Chengwan Technology Ltd", "name_order"),
        ("name", "深圳澄湾科技有限公司", NAME, "part_missing"),
        ("name", "深圳市登湾科技有限公司", NAME, "different"),
        ("name", "澄湾深圳市科技有限公司", NAME, "name_order"),
        ("person", "李样本", "YANGBEN LI", "romanised"),
        ("person", "吕晓雨", "LYU XIAOYU", "romanised"),
        ("person", "吕晓雨", "LV XIAOYU", "romanised"),
        ("person", "单田芳", "SHAN TIANFANG", "romanised"),
        ("person", "单田芳", "DAN TIANFANG", "different"),
        ("person", "Wei Chen", "Chen Wei", "name_order"),
        ("person", "X. Li", "Xiaoyu Li", "abbreviation"),
        ("person", "X. L.", "Xiaoyu Li", "different"),
        ("person", "李晓雨", "李雨晓", "different"),
        ("credit_code", CODE, "91440300 MA5CHENG0M", "formatting"),
        ("credit_code", CODE, "9144030OMA5CHENG0M", "misread"),
        ("credit_code", CODE, CODE[:-1], "part_missing"),
        ("credit_code", CODE, "91440300MA5CHENG1M", "different"),
        ("id_number", "110101199003074477", "110101199003074417", "misread"),
        ("account", "622202****1234", "6222021234561234", "abbreviation"),
        ("account", "**** 1234", "6222021234561235", "different"),
        ("account", "****", "6222021234561235", "different"),
        ("hk_number", "12345678", "12345678-000-01-26-3", "abbreviation"),
        ("hk_number", "12345678", "12345679-000-01-26-3", "different"),
        ("address", ADDRESS, ADDRESS.replace("8号", "８号 "), "formatting"),
        ("address", ADDRESS, ADDRESS.replace("8号", "八号"), "formatting"),
        ("address", ADDRESS, ADDRESS.replace("室", "房"), "abbreviation"),
        ("address", ADDRESS, ADDRESS.removesuffix("室"), "part_missing"),
        ("address", ADDRESS, ADDRESS.replace("1203", "12层1203"), "part_missing"),
        ("address", ADDRESS, ADDRESS.replace("8号", "18号"), "different"),
        ("address", ADDRESS, "Room 1203, Chengwan Bldg, 8 Yang Li Rd, Shenzhen", "romanised"),
        ("address", ADDRESS, "Room 1205, Chengwan Bldg, 8 Yangli Rd, Shenzhen", "different"),
        ("address", "12 Main St", "12 Main Street", "abbreviation"),
        ("address", "Suite 5, 12 Main St", "12 Main St", "part_missing"),
        ("address", "Flat 5, 12/F, 8 Sample Rd, Hong Kong", "Flat 5, 12th Floor, 8 Sample Road, HK", "abbreviation"),
        ("date", "2026-01-07", "2026年1月7日", "formatting"),
        ("date", "长期", "2030-01-01", "different"),
        ("date", "what", "2030-01-01", "different"),
        ("money", "壹佰万元人民币", "1000000 CNY", "formatting"),
        ("money", "100万美元", "1000000 CNY", "different"),
        ("scope", "家居用品销售；日用百货销售。", "日用百货销售；家居用品销售", "name_order"),
        ("scope", "家居用品销售；日用百货销售", "日用百货销售", "part_missing"),
        ("name", "", NAME, "absent"),
        ("name", " ", "", "identical"),
    ],
)  # fmt: skip
def test_each_class_is_told_from_both_sides(kind, left, right, difference):
    there, back = how(kind, left, right), how(kind, right, left)
    assert (there.difference, back.difference) == (difference, difference)
    assert (there.left, there.right) == (back.right, back.left)


def test_a_look_alike_is_a_misreading_only_where_the_line_is_unsure():
    assert how("name", "深圳市登湾科技有限公司", NAME).difference == "different"
    unsure = how("name", "深圳市登湾科技有限公司", NAME, line=0.8)
    assert (unsure.difference, unsure.evidence) == ("misread", "unsure")
    # Characters that nobody takes for each other stay different, however unsure.
    assert how("name", "深圳市甲湾科技有限公司", NAME, line=0.2).difference == "different"


def test_what_was_typed_is_never_a_misreading_of_a_line():
    one, other = (
        Said(value=NAME.replace("澄", "登"), source="typed", line=0.1),
        Said(value=NAME, source="typed"),
    )
    assert compare("name", one, other, R).difference == "different"  # fmt: skip


def test_a_check_digit_that_fits_both_or_neither_proves_nothing():
    assert how("credit_code", "9144O300MA5CHENG1M", "91440300MA5CHENG1M").difference == "different"


def test_marks_stand_at_the_characters_in_both_values():
    found = how("name", "深圳澄湾科技有限公司", NAME)
    assert [(one.kind, one.start, one.text) for one in found.left] == [("missing", 2, "市")]
    assert [(one.kind, one.start, one.end) for one in found.right] == [("extra", 2, 3)]
    code = how("credit_code", "9144030OMA5CHENG0M", CODE)
    assert [(one.kind, one.start, one.end) for one in code.left] == [("other", 7, 8)]


def test_a_romanised_name_tells_the_order():
    assert how("person", "李样本", "YANGBEN LI").reversed
    assert not how("person", "李样本", "LI YANGBEN").reversed


def test_a_chinese_address_is_cut_into_its_parts():
    parts = address_of("浙江省金华市义乌市蓝田路1号")
    assert (parts.province, parts.city, parts.district, parts.street) == (
        "浙江省",
        "金华市",
        "义乌市",
        "蓝田路1号",
    )
    assert address_of("样例路8号").street == "样例路8号"


texts = st.text(
    alphabet=st.sampled_from("深圳市澄湾灣科技有限公司李样本号室0123456789AbCd -,.（）()路8OI"),
    max_size=24,
)


@pytest.mark.parametrize("kind", TYPES)
@given(left=texts, right=texts)
def test_any_two_texts_have_a_class_and_it_is_symmetric(kind, left, right):
    there, back = how(kind, left, right), how(kind, right, left)
    assert there.difference in DIFFERENCES
    assert there.difference == back.difference
    for mark in there.left:
        assert 0 <= mark.start <= mark.end <= len(left)
    for mark in there.right:
        assert 0 <= mark.start <= mark.end <= len(right)


@pytest.mark.parametrize("kind", TYPES)
@given(text=st.text(max_size=30))
def test_a_text_is_identical_with_itself(kind, text):
    assert how(kind, text, text).difference == "identical"


@pytest.mark.parametrize("kind", ["name", "person", "address", "scope", "credit_code", "id_number"])
@given(st.lists(st.integers(0, 24), max_size=4), st.sampled_from([NAME, ADDRESS, CODE]))
def test_spaces_never_change_more_than_the_layout(kind, places, text):
    spaced = text
    for at in places:
        # Not between figures: two numbers are not one.
        if not (spaced[at - 1 : at].isdigit() and spaced[at : at + 1].isdigit()):
            spaced = spaced[:at] + " " + spaced[at:]
    assert how(kind, spaced, text).difference in ("identical", "formatting")


@given(st.text(max_size=40), st.text(max_size=40))
def test_strange_characters_break_nothing(left, right):
    for kind in TYPES:
        assert how(kind, left, right).difference in DIFFERENCES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("深圳市海蓝电子有限公司", "深圳市蓝海电子有限公司"),
        ("苏州晨帆家居用品有限公司", "苏州帆晨家居用品有限公司"),
        ("杭州云泽服饰有限公司", "杭州云泽饰服有限公司"),
    ],
)
def test_two_characters_that_swapped_places_in_a_company_name_make_another_name(one, other):
    assert (
        compare("name", Said(value=one), Said(value=other), romaniser()).difference == "different"
    )
    assert (
        compare("name", Said(value=other), Said(value=one), romaniser()).difference == "different"
    )


def test_whole_parts_of_a_company_name_that_change_places_are_another_order():
    left, right = Said(value="深圳海蓝电子有限公司"), Said(value="海蓝电子深圳有限公司")
    assert compare("name", left, right, romaniser()).difference == "name_order"
