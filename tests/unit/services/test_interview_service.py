"""The interview sheet of the sample company, its page, and what of it goes into the packet's report."""

import shutil
from datetime import UTC, date, datetime, timedelta
from os import environ
from pathlib import Path

import pytest

from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import speaking
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.bundle.interview_page import against, interview_page
from seller_desk.core.desk import open_desk
from seller_desk.core.rules.time_zones import at_home, moment_of

DAY = date(2026, 11, 24)
AT = datetime(2026, 12, 8, 2, 0, tzinfo=UTC)
GOLDEN = Path(__file__).resolve().parents[2] / "golden"


@pytest.fixture(scope="module")
def desk(sample_folder, tmp_path_factory):
    folder = DataFolder(
        shutil.copytree(sample_folder, tmp_path_factory.mktemp("interview") / "data")
    )
    with open_desk(folder, write=True, vault=SessionVault()) as made:
        made.today = lambda: DAY
        yield made


@pytest.fixture
def amazon(desk):
    return desk.applications.find("amazon.us")


def test_originals_stand_in_the_order_to_hold_them_up(desk, amazon):
    sheet = desk.interviews.sheet(amazon.id, at=AT)
    assert [(one.number, one.id, one.state) for one in sheet.originals] == [
        (1, "identity", "here"),
        (2, "licence", "here"),
        (3, "address_proof", "here"),
    ]
    assert sheet.originals[1].names == ("business-licence.jpg",)
    assert all(one.proves and one.sources for one in sheet.originals)
    assert sheet.representative.startswith("李样本")


def test_what_no_source_says_is_named_as_unknown(desk, amazon):
    sheet = desk.interviews.sheet(amazon.id, at=AT)
    assert sheet.known
    assert sheet.language is None
    assert set(sheet.unknown) == {"language", "time_zone"}
    ebay = desk.interviews.sheet(desk.applications.find("ebay.us").id)
    assert not ebay.known
    assert ebay.originals == ()
    assert {"who", "originals", "stand_in", "slot", "postcard"} <= set(ebay.unknown)


def test_a_hong_kong_company_shows_its_own_papers(desk, amazon):
    company = desk.companies.active().id
    desk.companies.set_value(company, "entity_kind", "hong_kong_company")
    try:
        sheet = desk.interviews.sheet(amazon.id)
    finally:
        desk.store.undo()
    licence = next(one for one in sheet.originals if one.id == "licence")
    assert licence.kinds == ("hk_incorporation", "hk_business_registration")
    assert licence.state == "missing"


def test_a_paper_that_has_run_out_by_the_day_is_marked(desk, amazon):
    company = desk.companies.active().id
    licence = next(one for one in desk.documents.list(company) if one.kind == "business_licence")
    desk.documents.update(licence.id, valid_until=date(2026, 12, 7))
    try:
        assert desk.interviews.sheet(amazon.id, at=AT).originals[1].state == "expires"
        early = datetime(2026, 12, 7, 15, 59, tzinfo=UTC)
        assert desk.interviews.sheet(amazon.id, at=early).originals[1].state == "here"
    finally:
        desk.store.undo()


def test_a_void_paper_is_not_offered(desk, amazon):
    company = desk.companies.active().id
    licence = next(one for one in desk.documents.list(company) if one.kind == "business_licence")
    desk.document_dates.set_void(licence.id, DAY, "changed")
    try:
        assert desk.interviews.sheet(amazon.id, at=AT).originals[1].state == "missing"
    finally:
        desk.store.undo()


def test_the_postcard_has_sixty_days(desk, amazon):
    sheet = desk.interviews.sheet(amazon.id, postcard_on=date(2026, 11, 20))
    assert sheet.postcard_until == date(2027, 1, 19)
    assert desk.interviews.sheet(amazon.id).postcard_until is None
    ebay = desk.applications.find("ebay.us").id
    assert desk.interviews.sheet(ebay, postcard_on=DAY).postcard_until is None


def test_what_lies_behind_us_is_told(desk, amazon):
    today = desk.today()
    sheet = desk.interviews.sheet(amazon.id, postcard_on=today - timedelta(days=61))
    assert sheet.too_late
    assert not sheet.over
    in_time = desk.interviews.sheet(amazon.id, postcard_on=today - timedelta(days=60))
    assert not in_time.too_late
    past = desk.interviews.sheet(amazon.id, at=at_home(today - timedelta(days=1), 10))
    assert past.over


@pytest.mark.parametrize("text", ["2026-12-08", "20261208", " 2026-12-08 "])
def test_a_day_without_a_time_is_no_moment(text):
    with pytest.raises(UsageProblem):
        moment_of(text)


def test_time_and_postcard_are_kept_and_undone(desk, amazon):
    desk.interviews.set_time(amazon.id, AT)
    desk.interviews.set_postcard(amazon.id, DAY)
    sheet = desk.interviews.sheet(amazon.id)
    assert (sheet.at, sheet.chosen, sheet.postcard_on) == (AT, True, DAY)
    assert desk.store.undo() == "Interview"
    assert desk.store.undo() == "Interview"
    assert not desk.interviews.sheet(amazon.id).chosen


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_page_is_the_same_every_time(desk, amazon, spoken):
    with speaking(spoken):
        sheet = desk.interviews.sheet(amazon.id, at=AT, postcard_on=date(2026, 11, 20))
        page = interview_page(sheet)
        assert page == interview_page(
            desk.interviews.sheet(amazon.id, at=AT, postcard_on=date(2026, 11, 20))
        )
    golden = GOLDEN / f"interview.{spoken}.html"
    if environ.get("SELLER_DESK_GOLDEN") == "write":
        golden.write_bytes(page)
    assert page == golden.read_bytes(), f"look at it, then renew {golden.name}"
    text = page.decode()
    assert "<script" not in text
    company = desk.companies.active()
    assert company.legal_representative.id_number not in text


def test_summer_time_is_told(desk, amazon):
    summer = desk.interviews.sheet(amazon.id, at=datetime(2026, 7, 1, 2, 0, tzinfo=UTC))
    assert against(summer.clocks[1]) == "12 h behind, summer time"
    assert against(summer.clocks[0]) == "the same"
    winter = desk.interviews.sheet(amazon.id, at=AT)
    assert against(winter.clocks[1]) == "13 h behind"


def test_it_is_in_the_packets_report_only_if_chosen(desk, amazon):
    def report():
        plan = desk.bundles.plan(amazon.id).plan
        return next(one.data for one in plan.entries if one.path == "report.html").decode()

    assert "Interview sheet" not in report()
    desk.interviews.set_in_packet(amazon.id, True)
    try:
        text = report()
    finally:
        desk.store.undo()
    assert "Interview sheet: Amazon" in text
    assert "面谈单：亚马逊" in text


def test_the_packets_report_says_what_to_fix_first_and_why(desk, amazon):
    plan = desk.bundles.plan(amazon.id).plan
    text = next(one.data for one in plan.entries if one.path == "report.html").decode()
    _before, english = text.split('<main class="en"')
    block = english.split("What to fix first")[1].split("</ol>")[0]
    places = [block.index(one) for one in ("Utility bill will be too old", "ID card: one side")]
    assert places == sorted(places)
    assert "Somebody else has to issue it" in block
    assert "先改什么" in _before


def test_a_question_is_answered_kept_and_undone(desk, amazon):
    before = {one.question.id: one.answer for one in desk.preflight.questions(amazon.id)}
    assert {one.answer for one in before.values()} == {"yes"}
    desk.preflight.answer(amazon.id, "supply_chain", "no", " next week ")
    found = {one.question.id: one.answer for one in desk.preflight.questions(amazon.id)}
    assert (found["supply_chain"].answer, found["supply_chain"].note) == ("no", "next week")
    codes = {one.finding.code for one in desk.preflight.documents(amazon.id)}
    assert "preflight.answered_no" in codes
    desk.preflight.answer(amazon.id, "supply_chain", None)
    codes = {one.finding.code for one in desk.preflight.documents(amazon.id)}
    assert "preflight.unanswered" in codes
    assert desk.store.undo() == "Answer a question"
    assert desk.store.undo() == "Answer a question"
    assert {one.question.id: one.answer for one in desk.preflight.questions(amazon.id)} == before


@pytest.mark.parametrize(("question", "answer"), [("nothing", "yes"), ("supply_chain", "perhaps")])
def test_unknown_questions_and_answers_are_refused(desk, amazon, question, answer):
    with pytest.raises(UsageProblem):
        desk.preflight.answer(amazon.id, question, answer)


def test_documents_that_prove_an_answer_are_named(desk, amazon):
    company = desk.companies.active().id
    paper = desk.documents.list(company)[0]
    desk.documents.update(paper.id, kind="warehouse_contract")
    try:
        asked = {one.question.id: one.on_file for one in desk.preflight.questions(amazon.id)}
    finally:
        desk.store.undo()
    assert asked["supply_chain"] == (paper.name,)
    assert asked["composition"] == ()


def test_a_document_with_a_known_wait_goes_before_the_others(desk, amazon):
    company = desk.companies.active().id
    before = [one.code for one in desk.documents.findings(company, amazon.id)]
    assert before[:2] == ["document.issued_too_long_ago", "document.side_missing"]
    first = desk.preflight.documents(amazon.id)[0]
    assert first.wait is None
    desk.launch.set_days("launch.days.utility_bill", "amazon.us", 10)
    try:
        first = desk.preflight.documents(amazon.id)[0]
    finally:
        desk.store.undo()
    assert first.finding.code == "document.issued_too_long_ago"
    # Ten working days before 8 December.
    assert first.wait.begin_by == date(2026, 11, 24)
