"""A company's Chinese name against an English one: never a blocker, told as a thing for the eye; or held against its like."""

from datetime import date

import pytest

from seller_desk.core.base.codes import CODES
from seller_desk.core.base.findings import Severity
from seller_desk.core.base.wording import wording
from seller_desk.core.documents.match.matrix import build
from seller_desk.core.documents.match.model import BY_EYE, Cell, Column, Row, Said
from seller_desk.core.documents.match.names import said_difference
from seller_desk.core.documents.match.severity import Weigher, findings, weighed
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.romaniser import romaniser

CHINESE = "杭州云帆贸易有限公司"
SITES = ("amazon.us", "ebay.us", "walmart.us", "ozon.ru", "")
# More than half of the words sound like the Chinese name, the rest is translated or left out.
ENGLISH = ("Hangzhou Yunfan", "Hangzhou Yunfan Trading", "HANGZHOU YUNFAN SHANGMAO YOUXIAN GONGSI")


@pytest.fixture(scope="module")
def book():
    return RuleBook.load()


def matrix_of(english, book, site="", company=None):
    columns = [
        Column(
            key="a",
            kind="business_licence",
            file="a.jpg",
            fields={"legal_name": Said(value=CHINESE)},
        ),
        Column(
            key="b", kind="bank_statement", file="b.jpg", fields={"holder": Said(value=english)}
        ),
    ]
    if company:
        fields = {fact: Said(value=value, source="typed") for fact, value in company.items()}
        columns.append(Column(key="company", source="company", label="Company data", fields=fields))
    weigher = Weigher(book, (site,) if site else (), date(2026, 11, 24))
    matrix = weighed(build(columns, romaniser()), weigher)
    return matrix, findings(matrix, weigher)


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("english", ENGLISH)
def test_it_never_blocks_and_is_told_as_a_thing_for_the_eye(english, site, book):
    matrix, found = matrix_of(english, book, site)
    cell = next(row for row in matrix.rows if row.fact == "legal_name").cell("b")
    assert cell.difference in ("different", "part_missing")
    assert cell.evidence == BY_EYE
    assert said_difference(cell) == "not comparable by sound: check by eye"
    (finding,) = found
    assert (finding.code, finding.severity) == ("document.mismatch_by_eye", Severity.WARNING)
    assert "compare it by eye" in wording(finding).sentence
    assert finding.code in CODES


@pytest.mark.parametrize("english", ENGLISH)
def test_with_both_names_in_the_company_data_like_is_held_against_like(english, book):
    both = {"legal_name": CHINESE, "legal_name_en": english.upper()}
    matrix, found = matrix_of(english, book, "amazon.us", both)
    rows = {row.fact: row for row in matrix.rows}
    assert rows["legal_name"].difference == "identical"
    assert rows["legal_name_en"].difference in ("identical", "formatting")
    assert found == []
    matrix, found = matrix_of(
        english, book, "amazon.us", both | {"legal_name_en": "Cloud Sail Ltd"}
    )
    rows = {row.fact: row for row in matrix.rows}
    assert rows["legal_name_en"].difference == "different"
    assert [one.code for one in found] == ["document.mismatch"]


def test_the_very_pinyin_stays_pinyin_also_beside_an_english_name(book):
    both = {"legal_name": CHINESE, "legal_name_en": "Cloud Sail Ltd"}
    matrix, _found = matrix_of("Hangzhou Yunfan Maoyi Youxian Gongsi", book, "amazon.us", both)
    row = next(row for row in matrix.rows if row.fact == "legal_name")
    assert row.cell("b").difference == "romanised"


def test_another_name_in_the_same_script_blocks_as_before(book):
    _matrix, found = matrix_of("宁波海蓝贸易有限公司", book, "amazon.us")
    assert [one.severity for one in found] == [Severity.BLOCKER]
    assert found[0].code == "document.mismatch"


def test_a_pack_that_knows_nothing_of_it_does_not_block_either(book):
    said = Said(value="Hangzhou Yunfan")
    cell = Cell(column="b", value=said.value, said=said, difference="different", evidence=BY_EYE)
    # The representative's rule has no word for it.
    weigher = Weigher(book, ("amazon.us",), date(2026, 11, 24))
    row = Row(fact="legal_representative")
    assert weigher.severity(row, cell, "business_licence")[0] == "warning"
