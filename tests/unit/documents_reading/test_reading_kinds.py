"""Kinds: each point has its line, and what says nothing stays unknown."""

import pytest

from seller_desk.core.documents.kinds import KINDS
from seller_desk.core.documents.reading.catalogue import catalogue, compact, fold, kind_rules, near
from seller_desk.core.documents.reading.classify import classify
from seller_desk.core.documents.reading.values import READERS
from seller_desk.core.rules.catalogs import public_ids
from tests.unit.documents_reading.pages import page


def kind_of(*texts):
    return classify(page(*((40, 40 * n, text) for n, text in enumerate(texts))).lines)


def test_the_catalogue_knows_every_public_kind_and_only_readers_that_exist():
    assert set(kind_rules()) == set(KINDS) - {"unknown"}
    used = {one.value for rule in catalogue().kind for one in rule.field}
    assert used <= set(READERS)


def test_every_field_of_the_catalogue_is_a_public_id():
    public = {name for names in public_ids().field.values() for name in names}
    own = {one.name for rule in catalogue().kind for one in rule.field}
    assert own <= public


def test_a_licence_is_known_by_its_title_with_the_evidence():
    found = kind_of("营 业 执 照", "统一社会信用代码", "经营范围", "登记机关")
    assert found.kind == "business_licence"
    assert found.evidence[0].text == "营 业 执 照"
    assert found.evidence[0].points > found.evidence[-1].points
    assert 0.8 < found.confidence < 1


def test_a_licence_named_in_a_contract_is_no_licence():
    found = kind_of(
        "房屋租赁合同", "出租方（甲方）凭营业执照签订本合同", "承租方", "租金每月5800元", "押金"
    )
    assert found.kind == "lease"


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("",),
        ("老街面馆", "牛肉面 18元"),
        ("Dear Anna", "see you on Sunday"),
        ("bank", "balance"),
    ],
)
def test_what_says_too_little_stays_unknown(texts):
    found = kind_of(*texts)
    assert found.kind == "unknown"
    assert found.confidence == 0


def test_one_misread_character_of_a_long_title_does_not_matter():
    assert kind_of("居民身份正", "签发机关", "有效期限", "中华人民共和国").side == "back"


def test_sides_of_an_id_card():
    front = ("姓名", "民族", "住址", "公民身份号码")
    back = ("居民身份证", "签发机关", "有效期限")
    assert kind_of(*front).side == "front"
    assert kind_of(*back).side == "back"
    assert kind_of(*front, *back).side == "both"


def test_traditional_and_wide_characters_count_as_their_plain_form():
    assert fold("商業登記證Ａ１") == "商业登记证a1"
    assert len(fold("帳單（㎡）")) == len("帳單（㎡）")
    assert near(compact("CERTIFICATE OF INCORP0RATION"), "certificateofincorporation")
    assert not near("银行", "银杏")
