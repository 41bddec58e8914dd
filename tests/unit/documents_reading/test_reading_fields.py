"""Fields beside their labels: right, below, over several lines, on a slope, in two languages."""

import pytest

from seller_desk.core.documents.reading.extract import fields_of
from seller_desk.core.documents.reading.layout import PageLayout, segments
from tests.specimens.people import cast
from tests.unit.documents_reading.pages import page


def values(kind, *pages):
    return {one.name: one.value for one in fields_of(kind, pages)}


LICENCE = (
    (40, 40, "统一社会信用代码"), (40, 80, "91440300MA5CHENG0M"),
    (40, 200, "名"), (130, 200, "称"), (200, 200, "深圳市澄湾科技(深圳)有限公司"),
    (40, 260, "类型"), (200, 260, "有限责任公司（自然人投资"), (200, 300, "或控股）"),
    (40, 360, "法定代表人"), (200, 360, "李样本"),
    (560, 200, "注册资本"), (700, 200, "壹佰万元人民币"),
    (560, 260, "成立日期"), (700, 260, "2017年01月19日"),
    (560, 320, "营业期限"), (700, 320, "2017年01月19日至长期"),
    (560, 380, "住所"), (700, 380, "广东省深圳市南山区样例"), (700, 420, "路8号1203室"),
    (560, 600, "登记机关"), (640, 700, "2023年6月12日"),
)  # fmt: skip


@pytest.mark.parametrize("slope", [0.0, 0.05, -0.05])
def test_a_licence_in_two_columns_is_read_upright_and_askew(slope):
    found = values("business_licence", page(*LICENCE, slope=slope))
    assert found == {
        "unified_social_credit_code": "91440300MA5CHENG0M",
        "legal_name": "深圳市澄湾科技（深圳）有限公司",
        "entity_type": "有限责任公司（自然人投资或控股）",
        "legal_representative": "李样本",
        "registered_capital": "壹佰万元人民币",
        "established_on": "2017-01-19",
        "valid_until": "长期",
        "address": "广东省深圳市南山区样例路8号1203室",
        "issued_on": "2023-06-12",
    }


def test_a_value_has_the_place_of_its_text():
    field = next(
        one
        for one in fields_of("business_licence", [page(*LICENCE)])
        if one.name == "legal_representative"
    )
    assert field.box == (200, 360, 90, 30)
    assert field.page == 1


def test_labels_over_their_values_in_columns():
    found = values(
        "utility_bill",
        page((40, 100, "户号"), (240, 100, "户名"), (700, 100, "账单日期"),
             (40, 150, "0012345678"), (240, 150, "深圳市澄湾科技有限公司"), (700, 150, "2026/05/24")),
    )  # fmt: skip
    assert found == {
        "holder": "深圳市澄湾科技有限公司",
        "account": "0012345678",
        "issued_on": "2026-05-24",
    }


def test_several_labels_in_one_line():
    found = values(
        "bank_statement",
        page((40, 100, "户名：深圳市澄湾科技有限公司 账号：4403 0000 1203 007 币种：人民币")),
    )
    assert found["holder"] == "深圳市澄湾科技有限公司"
    assert found["account"] == "440300001203007"


def test_a_label_in_two_languages_is_no_value():
    found = values(
        "bank_statement", page((40, 100, "户名 Account name"), (400, 100, "Clearbay Limited"))
    )
    assert found["holder"] == "Clearbay Limited"


def test_an_address_window_without_labels():
    found = values(
        "bank_statement",
        page((40, 40, "Harbour Sample Bank"), (40, 200, "CLEARBAY TRADING LIMITED"), (40, 240, "Flat A, 7/F, Sample Centre"),
             (40, 280, "12 Harbour Road"), (40, 320, "Kowloon, Hong Kong"), (600, 200, "Account Number"), (820, 200, "123-456789-001")),
    )  # fmt: skip
    assert found["holder"] == "CLEARBAY TRADING LIMITED"
    assert found["address"] == "Flat A, 7/F, Sample Centre, 12 Harbour Road, Kowloon, Hong Kong"
    assert found["issuer"] == "Harbour Sample Bank"
    assert found["account"] == "123456789001"


def test_an_id_number_proves_the_birth_date_and_says_what_was_read():
    person = cast(7)
    wrong = f"{person.born.year} 年 {person.born.month} 月 {person.born.day % 28 + 1} 日"
    fields = fields_of(
        "id_card",
        [
            page(
                (40, 100, "出生"),
                (140, 100, wrong),
                (40, 300, "公民身份号码"),
                (300, 300, person.id_number),
            )
        ],
    )
    born = next(one for one in fields if one.name == "birth_date")
    assert born.value == person.born.isoformat()
    assert born.confirmed == "id_number"
    assert born.corrected
    number = next(one for one in fields if one.name == "id_number")
    assert number.confirmed == "check_digit"


def test_a_damaged_id_number_proves_nothing():
    fields = fields_of(
        "id_card", [page((40, 100, "公民身份号码"), (300, 100, "440301198802140070123"))]
    )
    assert all(not one.confirmed or one.corrected for one in fields)


def test_a_sentence_holds_the_name_and_the_day_of_a_hong_kong_company():
    found = values(
        "hk_incorporation",
        page((300, 40, "No. 3123456"), (200, 300, "I hereby certify that"), (200, 380, "CLEARBAY TRADING LIMITED"),
             (260, 430, "澄灣國際貿易有限公司"), (100, 520, "is this day incorporated in Hong Kong under the Companies Ordinance"),
             (100, 700, "Issued on 3 March 2021.")),
    )  # fmt: skip
    assert found == {
        "legal_name": "CLEARBAY TRADING LIMITED",
        "number": "3123456",
        "registered_on": "2021-03-03",
    }


def test_nothing_is_made_of_nothing():
    assert fields_of("business_licence", []) == []
    assert fields_of("business_licence", [page()]) == []
    assert fields_of("unknown", [page((0, 0, "名称"), (200, 0, "样例有限公司"))]) == []
    assert fields_of("passport", [page((0, 0, "护照"))]) == []


def test_rows_of_a_photograph_fan_out_and_are_still_rows():
    # The upper lines rise, the lower ones fall, as when a page is photographed from one side.
    rows = [(40, 60 * n, "一行很长的文字一行很长的文字") for n in range(12)]
    fanned = [line for n, row in enumerate(rows) for line in page(row, slope=(n - 6) * 0.006).lines]
    label = page((40, 60 * 11, "户名"), slope=5 * 0.006).lines
    value = page((700, 60 * 11, "李样本"), slope=5 * 0.006).lines
    layout = PageLayout(segments([*fanned, *label, *value]), [*fanned, *label, *value], 900)
    one, other = layout.pieces[-2], layout.pieces[-1]
    assert abs(layout.drop(one, other)) < 12
