"""The company service on a real database."""

from datetime import date

import pytest

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.services.company import CompanyService
from seller_desk.core.store.store import Store

DAY = date(2026, 11, 24)


@pytest.fixture
def store(tmp_path):
    made = Store.open(DataFolder(tmp_path / "data"))
    yield made
    made.close()


@pytest.fixture
def companies(store):
    return CompanyService(store, lambda: DAY)


def test_the_first_company_is_in_view_and_another_can_be_chosen(companies):
    assert companies.active() is None
    first = companies.create()
    second = companies.create("natural_person")
    assert companies.active().id == second.id
    companies.use(first.id)
    assert companies.active().id == first.id
    assert [one.id for one in companies.list()] == [first.id, second.id]


def test_a_value_is_one_undo_step_with_its_origin_and_an_equal_one_is_none(companies, store):
    company = companies.create()
    companies.set_text(company.id, "legal_name_zh", "样例")
    companies.set_text(company.id, "legal_name_zh", "样例")
    assert companies.get(company.id).origins == {"legal_name_zh": "typed"}
    assert store.undo() == "Change company"
    assert companies.get(company.id).legal_name_zh == ""
    assert store.undo() == "Add company"
    assert companies.list() == []


def test_rows_come_and_go_and_their_origins_follow(companies):
    company = companies.create()
    companies.add_row(company.id, "owners")
    companies.add_row(company.id, "owners")
    companies.set_text(company.id, "owners.1.name_zh", "李样本")
    after = companies.remove_row(company.id, "owners", 0)
    assert after.owners[0].name_zh == "李样本"
    assert after.origins == {"owners.0.name_zh": "typed"}


def test_a_file_marks_what_it_changed_as_imported(companies, tmp_path):
    path = tmp_path / "company.toml"
    path.write_text('legal_name_zh = "样例"\n[[owners]]\nname_zh = "李样本"\n', encoding="utf-8")
    company, named = companies.set_from_file(path)
    assert companies.active().id == company.id
    assert company.origins == {"legal_name_zh": "imported"}
    assert list(named) == ["legal_name_zh", "owners"]
    assert companies.started(company.id)


def test_a_wrong_file_changes_nothing(companies, tmp_path, store):
    company = companies.create()
    path = tmp_path / "company.toml"
    path.write_text('legal_name_zh = "样例"\nnonsense = 1\n', encoding="utf-8")
    with pytest.raises(DeskError):
        companies.set_from_file(path, company.id)
    assert companies.get(company.id) == company


def test_companies_are_found_by_id_its_start_and_name(companies):
    with pytest.raises(DeskError, match="no company yet"):
        companies.find()
    one, two = companies.create(), companies.create()
    companies.set_text(one.id, "legal_name_zh", "甲样例公司")
    companies.set_text(two.id, "legal_name_zh", "乙样例公司")
    assert companies.find(one.id[:12]).id == one.id
    assert companies.find("乙").id == two.id
    with pytest.raises(DeskError, match="several"):
        companies.find("样例")
    with pytest.raises(DeskError, match="No company"):
        companies.find("丙")


def test_a_deleted_company_comes_back_with_undo(companies, store):
    company = companies.create()
    companies.delete(company.id)
    with pytest.raises(DeskError):
        companies.get(company.id)
    store.undo()
    assert companies.get(company.id) == company


def test_unknown_business_types_are_refused_and_nothing_typed_is_not_started(companies):
    with pytest.raises(UsageProblem):
        companies.create("llc")
    company = companies.create()
    assert not companies.started(company.id)
    assert not companies.complete(company.id)
    assert companies.findings(company.id) == []
