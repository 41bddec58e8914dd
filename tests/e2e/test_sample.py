"""The sample company holds exactly the four seeded problems, whenever it is opened."""

from datetime import date
from pathlib import Path

import pytest

from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.base.findings import Severity
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import Desk
from seller_desk.core.services.sample import planned_day, sample_plan, samples_dir

DAYS = [date(2026, 11, 24), date(2026, 12, 8), date(2027, 6, 30), date(2029, 2, 28)]


@pytest.fixture
def desk_on(tmp_path):
    made = []

    def open_on(day, folder="data"):
        desk = Desk(DataFolder(tmp_path / folder), today=lambda: day, vault=SessionVault())
        made.append(desk)
        return desk

    yield open_on
    for desk in made:
        desk.close()


def problems_of(desk, company_id):
    """(code, name of the thing) of every finding of every application; documents are named by their kind."""
    kinds = {one.id: one.kind for one in desk.documents.list(company_id)}
    found = [
        finding
        for application in desk.applications.list(company_id)
        for finding in desk.applications.check(application.id).findings
    ]
    return found, {(one.code, kinds.get(one.subject.id, one.subject.label)) for one in found}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_sample_passes_but_for_its_four_seeded_problems(desk_on, day):
    desk = desk_on(day)
    _found, problems = problems_of(desk, desk.sample.open())
    assert problems == {(one.code, one.label) for one in sample_plan().problem}
    assert len(problems) == 4


def test_each_seeded_problem_stops_the_amazon_packet(desk_on):
    desk = desk_on(DAYS[0])
    desk.sample.open()
    findings = desk.applications.check(desk.applications.find("amazon.us").id).findings
    assert [one.severity for one in findings] == [Severity.BLOCKER] * 4


def test_opening_it_again_gives_the_same_company_and_keeps_changes(desk_on):
    desk = desk_on(DAYS[0])
    first = desk.sample.open()
    licence = next(one for one in desk.documents.list(first) if one.kind == "business_licence")
    desk.documents.remove(licence.id)
    desk.companies.set_value(first, "store_name", "Other")
    assert desk.sample.open() == first
    assert len(desk.companies.list()) == 1
    assert desk.companies.get(first).store_name == "Other"
    assert licence.id not in {one.id for one in desk.documents.list(first)}


def test_a_sample_whose_making_was_interrupted_is_completed(desk_on):
    from seller_desk.core.base.errors import Cancelled

    desk = desk_on(DAYS[0])
    calls = iter([False, False, False, True])
    with pytest.raises(Cancelled):
        desk.sample.open(stop=lambda: next(calls))
    company_id = desk.sample.open()
    assert len(desk.companies.list()) == 1
    assert len(desk.applications.list(company_id)) == 2
    assert desk.listings.count(company_id) >= 30
    assert problems_of(desk, company_id)[1] == {
        (one.code, one.label) for one in sample_plan().problem
    }


def test_it_stands_beside_the_sellers_own_company(desk_on):
    desk = desk_on(DAYS[0])
    own = desk.companies.create().id
    sample = desk.sample.open()
    assert {one.id: one.sample for one in desk.companies.list()} == {own: False, sample: True}
    assert desk.companies.active().id == sample


def test_progress_counts_up_to_its_total(desk_on):
    told = []
    desk_on(DAYS[0]).sample.open(report=lambda done, total, what: told.append((done, total)))
    assert told == [(done, told[0][1]) for done in range(told[0][1] + 1)]


def test_the_planned_day_never_lies_in_the_past():
    plan = sample_plan()
    assert planned_day(plan, date(2026, 11, 24)) == date(2026, 12, 8)
    assert planned_day(plan, date(2030, 1, 1)) == date(2030, 1, 15)


def test_the_sheet_has_thirty_products_and_variations_with_codes_of_nobody():
    import sample_products

    rows = sample_products.products()
    assert len(rows) >= 30
    assert sum(1 for row in rows if row.parent) >= 20
    codes = [sample_products.gtin13(row.number) for row in rows]
    assert len(set(codes)) == len(rows)
    assert all(code.startswith("952") for code in codes)


def test_the_company_is_valid_but_cannot_exist():
    import tomllib

    from stdnum.cn import ric, uscc

    company = tomllib.loads((samples_dir() / "company.toml").read_text(encoding="utf-8"))
    code = company["unified_social_credit_code"]
    assert uscc.is_valid(code)
    # GB 11714: the check digit of the organisation code inside it is wrong, so no register issued it.
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(char, 36) * weight for char, weight in zip(code[8:16], weights, strict=True))
    assert code[16] != "0123456789X0"[11 - total % 11]
    number = company["legal_representative"]["id_number"]
    assert ric.is_valid(number)
    assert number[14:17] == "000"


@pytest.mark.parametrize("name", ["products.csv", "rates.csv"])
def test_the_sheets_are_those_that_the_script_writes(name):
    import make_samples
    import sample_products

    rows = {"products.csv": sample_products.table, "rates.csv": sample_products.rate_table}[name]()
    assert (samples_dir() / name).read_bytes() == make_samples.sheet(rows)


def test_the_samples_are_small():
    files = [path for path in Path(samples_dir()).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 4_000_000
