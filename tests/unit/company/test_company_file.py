"""`company.toml`: partial updates, clearing, hidden numbers, and errors that name the line."""

import string
from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.base.errors import DeskError
from seller_desk.core.company.file import read_company_file
from seller_desk.core.company.masking import mask_number
from seller_desk.core.company.model import Company, Person

OWNERS = [Person(name_zh="李样本", id_number="440301198802140007"), Person(name_zh="王样本", id_number="11010519491231002X")]  # fmt: skip
BEFORE = Company(
    id="c1",
    legal_name_zh="旧名",
    email="old@example.com",
    established_on=date(2017, 1, 19),
    legal_representative=Person(name_zh="李样本", id_number="440301198802140007"),
    owners=OWNERS,
)


def read(tmp_path, text, before=BEFORE, encoding="utf-8"):
    path = tmp_path / "company.toml"
    path.write_bytes(text.encode(encoding))
    return read_company_file(path, before)


def test_absent_keys_leave_their_fields_alone_and_empty_texts_clear(tmp_path):
    company, named = read(tmp_path, 'email = ""\nestablished_on = ""\n[legal_representative]\nsurname_pinyin = "Li"\n')  # fmt: skip
    assert (company.email, company.established_on) == ("", None)
    assert company.legal_name_zh == "旧名"
    assert company.legal_representative == msgspec.structs.replace(BEFORE.legal_representative, surname_pinyin="Li")  # fmt: skip
    assert named == ["email", "established_on", "legal_representative.surname_pinyin"]


def test_a_hidden_id_number_never_deletes_the_stored_one(tmp_path):
    text = '[legal_representative]\nid_number = "4403**********0007"\n'
    company, _named = read(tmp_path, text)
    assert company == BEFORE


def test_a_hidden_number_of_somebody_else_is_refused_with_its_line(tmp_path):
    with pytest.raises(DeskError) as caught:
        read(tmp_path, '\n[legal_representative]\nid_number = "4403**********9999"\n')
    assert caught.value.row == 3


def test_rows_with_hidden_numbers_find_theirs_in_any_order(tmp_path):
    text = '[[owners]]\nname_zh = "王样本"\nid_number = "1101**********002X"\nshare = 0.4\n[[owners]]\nname_zh = "李样本"\nid_number = "4403**********0007"\n'  # fmt: skip
    company, _named = read(tmp_path, text)
    assert [one.id_number for one in company.owners] == ["11010519491231002X", "440301198802140007"]
    assert company.owners[0].share == Decimal("0.4")


@given(st.text(string.digits, min_size=17, max_size=17))
def test_showing_and_setting_again_changes_nothing(tmp_path_factory, digits):
    person = Person(name_zh="样本", id_number=f"{digits}X")
    before = Company(id="c", legal_representative=person, owners=[person])
    hidden = mask_number(person.id_number)
    text = f'[legal_representative]\nid_number = "{hidden}"\n[[owners]]\nname_zh = "样本"\nid_number = "{hidden}"\n'
    company, _named = read(tmp_path_factory.mktemp("f"), text, before)
    assert company == before


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('email = "a"\nlegal_nam_zh = "x"\n', 2, "legal_nam_zh"),
        ("email = 3\n", 1, "text"),
        ('\n\nestablished_on = "gestern"\n', 3, "date"),
        ('entity_kind = "llc"\n', 1, "llc"),
        ('[registered_address]\ncountry = "China"\n', 2, "China"),
        ("[[owners]]\nshare = 0.5\n[[owners]]\nshare = 30\n", 4, "number"),
        ('[[tax_numbers]]\nkind = "vat"\ncountry = "DE"\n', 1, "number"),
        ('[[brands]]\nname = "A"\n[[brands]]\nnam = "B"\n', 4, "nam"),
        ('registered_address = "x"\n', 1, "table"),
        ("owners = 3\n", 1, "list"),
        ("operating_same = 1\n", 1, "true"),
        ('email = "a\n', 1, "TOML"),
        ('id = "other"\n', 1, "id"),
        ('email = "a\\u0000b"\n', 1, "control"),
    ],
)
def test_errors_name_file_and_line(tmp_path, text, line, says):
    with pytest.raises(DeskError) as caught:
        read(tmp_path, text)
    assert caught.value.row == line
    assert f"company.toml, line {line}" in caught.value.title
    assert says in f"{caught.value.title} {caught.value.advice}"
    assert caught.value.exit_code == 3


def test_a_byte_order_mark_and_windows_line_ends_are_fine_and_gb18030_is_named(tmp_path):
    company, _named = read(tmp_path, '\ufefflegal_name_zh = "样例"\r\nemail = ""\r\n')
    assert company.legal_name_zh == "样例"
    with pytest.raises(DeskError, match="UTF-8") as caught:
        read(tmp_path, 'email = ""\nlegal_name_zh = "样例"\n', encoding="gb18030")
    assert caught.value.row == 2


def test_a_missing_file_and_a_huge_one_are_known_trouble(tmp_path):
    with pytest.raises(DeskError, match="cannot be read"):
        read_company_file(tmp_path / "none.toml", BEFORE)
    with pytest.raises(DeskError, match="too large"):
        read(tmp_path, "#" * (1 << 21))


@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_company_or_in_known_trouble(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("f") / "company.toml"
    path.write_bytes(data)
    row = 1
    try:
        read_company_file(path, BEFORE)
    except DeskError as problem:
        row = problem.row
    assert row >= 1
