"""The matrix: sixty seeded mismatches, packets that agree, whose paper is whose, what is the measure."""

import msgspec
import pytest

from seller_desk.core.documents.match.catalogue import facts, matching, simplified
from seller_desk.core.documents.match.compare import TYPES
from seller_desk.core.documents.match.matrix import build
from seller_desk.core.documents.match.model import Column, Said
from seller_desk.core.documents.match.names import DIFFERENCE_NAMES, FACT_NAMES, said_difference
from seller_desk.core.documents.reading.catalogue import kind_rules
from tests.specimens.people import cast
from tests.unit.documents_match.seeded import MISMATCHES, R, packet, said

COMPANIES = (20, 41, 88)


def row_of(columns, fact, owners=()):
    rows = build(list(columns), R, owners).rows
    return next((one for one in rows if one.fact == fact), None)


def with_value(columns, key, field, value, **more):
    column = columns[key]
    fields = dict(column.fields)
    fields[field] = said(value, **more)
    return {**columns, key: msgspec.structs.replace(column, fields=fields)}


def seeded(mismatch, seed):
    c = cast(seed)
    columns = packet(c)
    value = mismatch.value(c) if callable(mismatch.value) else mismatch.value
    column = columns[mismatch.column]
    fields = dict(column.fields)
    if value:
        before = fields.get(mismatch.field) or said(value)
        fields[mismatch.field] = msgspec.structs.replace(before, value=value, line=mismatch.line)
    else:
        del fields[mismatch.field]
    return {**columns, mismatch.column: msgspec.structs.replace(column, fields=fields)}


def test_there_are_sixty_of_all_classes():
    assert len(MISMATCHES) == 60
    assert {one.difference for one in MISMATCHES} == set(DIFFERENCE_NAMES) - {"identical"}


@pytest.mark.parametrize("seed", COMPANIES)
@pytest.mark.parametrize("mismatch", MISMATCHES)
def test_a_seeded_mismatch_is_found_with_its_class(mismatch, seed):
    row = row_of(seeded(mismatch, seed).values(), mismatch.fact)
    assert row.difference == mismatch.difference
    assert any(one.difference == mismatch.difference and one.applies for one in row.cells)


@pytest.mark.parametrize("seed", COMPANIES)
@pytest.mark.parametrize("mismatch", MISMATCHES)
def test_nothing_else_differs_because_of_it(mismatch, seed):
    rows = build(list(seeded(mismatch, seed).values()), R).rows
    others = {
        one.fact
        for one in rows
        if one.fact != mismatch.fact and one.difference not in ("identical", "formatting")
    }
    # A bill that names nobody, or somebody in Latin letters, may be looked at as another's.
    assert others <= {"residential_address", "legal_name"}


@pytest.mark.parametrize("seed", range(200, 220))
def test_packets_that_agree_raise_no_alarm(seed):
    rows = build(list(packet(cast(seed)).values()), R).rows
    assert len(rows) >= 9
    assert {one.difference for one in rows} <= {"identical", "formatting"}


def test_the_licence_is_the_measure_and_without_it_the_next_document():
    columns = packet(cast(20))
    assert row_of(columns.values(), "legal_name").base == "licence"
    del columns["licence"]
    assert row_of(columns.values(), "legal_name").base == "permit"


def test_a_bill_of_the_representative_is_no_bill_of_the_company():
    c = cast(20)
    columns = with_value(packet(c), "bill", "holder", c.person)
    columns = with_value(columns, "bill", "address", "浙江省杭州市西湖区别处里9号")
    name = row_of(columns.values(), "legal_name")
    assert name.difference == "identical"
    assert not name.cell("bill").applies
    assert row_of(columns.values(), "registered_address").difference == "identical"
    assert row_of(columns.values(), "legal_representative").cell("bill").difference == "identical"


def test_a_bill_may_go_to_the_place_of_work():
    columns = packet(cast(20))
    company = columns["company"]
    address = company.fields["registered_address"]
    both = msgspec.structs.replace(address, others=("浙江省杭州市西湖区别处里9号",))
    fields = {**company.fields, "registered_address": both}
    columns["company"] = msgspec.structs.replace(company, fields=fields)
    columns = with_value(columns, "bill", "address", "浙江省杭州市西湖区别处里9号")
    # Held against the licence it differs; the company's own second address is not the licence's.
    assert row_of(columns.values(), "registered_address").cell("bill").difference == "different"
    del columns["licence"]
    assert row_of(columns.values(), "registered_address").difference == "identical"


def test_another_persons_chinese_name_is_not_excused_by_pinyin():
    """The company data hold both names of a person: the Latin one is no bridge to a Chinese name that differs."""
    c = cast(20)
    columns = packet(c)
    named = msgspec.structs.replace(said("王别人"), others=(R.name(c.person),))
    fields = {**columns["company"].fields, "legal_representative": named}
    columns["company"] = msgspec.structs.replace(columns["company"], fields=fields)
    row = row_of(columns.values(), "legal_representative")
    assert row.cell("company").difference == "different"


def test_any_of_the_companys_accounts_is_right():
    columns = packet(cast(20))
    company = columns["company"]
    account = company.fields["bank_account"]
    moved = msgspec.structs.replace(account, value="999888777666", others=(account.value,))
    fields = {**company.fields, "bank_account": moved}
    columns["company"] = msgspec.structs.replace(company, fields=fields)
    assert row_of(columns.values(), "bank_account").difference == "identical"


def test_an_english_name_is_held_against_the_english_name():
    c = cast(20)
    columns = with_value(packet(c), "statement", "holder", "CLEARBAY TECHNOLOGY CO LTD")
    assert row_of(columns.values(), "legal_name_en").difference == "formatting"
    assert not row_of(columns.values(), "legal_name").cell("statement").applies
    columns = with_value(packet(c), "statement", "holder", "NORTHSAIL TECHNOLOGY CO LTD")
    assert row_of(columns.values(), "legal_name_en").difference == "different"


def test_a_form_that_asks_for_pinyin_stands_beside_the_chinese_name():
    c = cast(20)
    columns = packet(c)
    form = Column(
        key="form",
        source="form",
        label="Form",
        fields={"legal_name_en": Said(value=R.name(c.name_zh), source="typed")},
    )
    row = row_of([*columns.values(), form], "legal_name")
    assert row.cell("form").difference == "romanised"


def test_a_reading_that_a_check_digit_put_right_is_told_as_misread():
    c = cast(20)
    columns = with_value(
        packet(c),
        "tax",
        "unified_social_credit_code",
        c.code,
        corrected=c.code[:-1] + "?".replace("?", "O"),
    )
    row = row_of(columns.values(), "unified_social_credit_code")
    assert (row.difference, row.cell("tax").evidence) == ("misread", "check_digit")


def test_owners_have_rows_of_their_own():
    c, other = cast(20), cast(41)
    columns = packet(c)
    front = Column(
        key="owner",
        kind="id_card",
        side="front",
        file="owner.jpg",
        fields={"name": said(other.person), "id_number": said(other.id_number)},
    )
    owner = {
        "legal_representative": Said(value=other.person, source="typed"),
        "id_number": Said(value=c.id_number, source="typed"),
    }
    rows = build([*columns.values(), front], R, [owner]).rows
    mine = next(one for one in rows if one.fact == "id_number" and not one.person)
    theirs = next(one for one in rows if one.fact == "id_number" and one.person == other.person)
    assert mine.difference == "identical"
    assert theirs.difference == "different"
    # Without the company's word for it the second person would stand for the representative.
    alone = build([*columns.values(), front], R).rows
    assert next(one for one in alone if one.fact == "id_number").difference == "different"


def test_company_data_and_form_alone_are_nothing_to_compare():
    columns = packet(cast(20))
    assert build([columns["company"]], R).rows == []
    assert build([], R).rows == []


def test_the_catalogue_names_only_what_there_is():
    known = {f"{kind}.{one.name}" for kind, rule in kind_rules().items() for one in rule.field}
    for rule in facts().values():
        assert set(rule.fields) <= known, rule.id
        assert rule.type in TYPES
        assert rule.id in FACT_NAMES
        assert not rule.romanises or rule.romanises in facts()
    assert set(matching().may_lack.fields) <= known
    assert simplified()[ord("灣")] == "湾"


def test_more_or_less_is_said_in_words():
    c = cast(20)
    columns = with_value(packet(c), "bill", "holder", c.name_zh + "分店")
    cell = row_of(columns.values(), "legal_name").cell("bill")
    assert said_difference(cell) == "part too much"


def test_a_word_of_a_stamp_is_no_name():
    columns = with_value(packet(cast(20)), "permit", "legal_representative", "PECIMEN")
    row = row_of(columns.values(), "legal_representative")
    assert row.cell("permit").difference == "absent"
    assert row.difference == "identical"
