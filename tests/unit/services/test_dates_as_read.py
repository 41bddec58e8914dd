"""Dates that were read count everywhere alike: in the rows of dates, in what is asked for, in the problems."""

from datetime import date

import pytest

from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk
from seller_desk.core.documents.date_rows import sentence
from seller_desk.core.documents.reading.model import FieldValue, Kind, PageText, Reading, TextLine
from tests.unit.services.date_papers import DAY, PLANNED, put


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True, vault=SessionVault()) as made:
        made.today = lambda: DAY
        made.documents._today = made.today
        yield made


@pytest.fixture
def bill(desk):
    """A bill of September that was read; nobody typed its date."""
    company = desk.companies.create()
    desk.companies.set_value(company.id, "entity_kind", "mainland_company")
    desk.applications.new(company.id, "amazon", ["us"], planned_date=PLANNED)
    document = put(desk, company.id, "utility_bill")
    line = TextLine(text="2026-09-01", confidence=0.98, page=1, box=(10, 10, 300, 30))
    issued = FieldValue(
        name="issued_on", value="2026-09-01", confidence=0.98, page=1, box=(10, 10, 300, 30)
    )
    page = PageText(number=1, size=(1000, 1400), source="ocr", lines=[line])
    found = Reading(kind=Kind(kind="utility_bill", confidence=1.0), fields=[issued], pages=[page])
    desk.recognition.known = lambda _one: found
    return document


def row_of(desk, bill):
    rows = desk.document_dates.rows(bill.company_id)
    return next(one for one in rows if one.document_id == bill.id)


def test_the_row_tells_the_age_and_that_the_date_was_only_read(desk, bill):
    row = row_of(desk, bill)
    assert (row.state, row.age, row.read) == ("stale", 98, True)
    assert row.window.last == date(2026, 11, 30)
    assert "not confirmed yet" in sentence(row)
    desk.documents.update(bill.id, issued_on=date(2026, 12, 1))
    typed = row_of(desk, bill)
    assert (typed.state, typed.age, typed.read) == ("good", 7, False)
    assert "confirmed" not in sentence(typed)


def test_what_is_asked_for_is_not_met_by_it_and_the_problem_is_told_once_with_its_place(desk, bill):
    code = "document.issued_too_long_ago"
    states = desk.documents.requirements(bill.company_id, None)
    (asked,) = [one for one in states if bill.id in [doc.id for doc in one.documents]]
    assert code in [one.code for one in asked.findings]
    assert asked.state == "problems"
    told = [one for one in desk.documents.findings(bill.company_id) if one.code == code]
    (found,) = told
    assert (found.place.field, found.place.box) == ("issued_on", (10, 10, 300, 30))
