"""The launch plan of the sample company: documents on file, applications, own times, the calendar file."""

import shutil
from datetime import date, timedelta

import pytest

from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk
from seller_desk.core.documents.model import Document
from seller_desk.core.platforms.launch_model import LaunchChoice

DAY = date(2026, 11, 24)


@pytest.fixture
def desk(sample_folder, tmp_path):
    folder = DataFolder(shutil.copytree(sample_folder, tmp_path / "data"))
    with open_desk(folder, write=True, vault=SessionVault()) as made:
        made.today = lambda: DAY
        yield made


@pytest.fixture
def company(desk):
    return desk.companies.active().id


def test_without_a_company_there_is_a_plan_and_the_gate_is_open_to_doubt(tmp_path):
    with open_desk(DataFolder(tmp_path / "empty"), write=True, vault=SessionVault()) as made:
        made.today = lambda: DAY
        found = made.launch.plan("", "amazon.us")
    assert found.gate.answer == "unknown"
    assert found.no_category


def test_what_is_on_file_and_good_on_the_day_counts_as_done(desk, company):
    found = desk.launch.plan(company, "amazon.us")
    assert found.plan.task("amazon.business_licence").step.done
    missing = found.plan.task("amazon.identity").step
    assert not missing.done
    assert missing.why


def test_a_document_that_runs_out_before_the_day_has_to_be_done_again(desk, company):
    licence = next(one for one in desk.documents.list(company) if one.kind == "business_licence")
    desk.documents.update(licence.id, valid_until=DAY + timedelta(days=100))
    soon = desk.launch.plan(company, "amazon.us")
    assert soon.plan.task("amazon.business_licence").step.done
    late = desk.launch.plan(company, "amazon.us", mode="open", wanted=DAY + timedelta(days=150))
    task = late.plan.task("amazon.business_licence")
    assert not task.step.done
    assert task.start is not None


def test_a_customs_record_on_file_needs_no_days(desk, company):
    before = desk.launch.plan(company, "amazon.us").plan
    assert not before.task("customs_record").step.done
    with desk.store.work("x") as work:
        work.documents.save(
            Document(
                id="c", company_id=company, kind="customs_record", name="c.pdf", sha256="0" * 64,
                size=1, added_on=DAY,
            )
        )  # fmt: skip
    after = desk.launch.plan(company, "amazon.us").plan
    assert after.task("customs_record").step.done
    assert after.opens_on <= before.opens_on


def test_an_application_is_planned_for_its_day(desk, company):
    application = next(one for one in desk.applications.list(company) if one.platform == "amazon")
    planned = DAY + timedelta(days=21)
    application = desk.applications.set_planned_date(application.id, planned)
    (found,) = desk.launch.of_application(application)
    assert (found.plan.mode, found.plan.wanted) == ("submit", planned)
    assert found.plan.submits_on <= planned
    application = desk.applications.set_planned_date(application.id, date(2126, 12, 24))
    (found,) = desk.launch.of_application(application)
    assert found.plan.mode == "start"
    application = desk.applications.set_planned_date(application.id, None)
    (found,) = desk.launch.of_application(application)
    assert found.plan.mode == "start"
    (found,) = desk.launch.of_application(application, mode="open", wanted=DAY)
    assert not found.plan.reached


@pytest.mark.parametrize(
    "day", [DAY - timedelta(days=1), DAY + timedelta(days=3651), date.min, date.max]
)
def test_days_that_cannot_be_are_refused(desk, company, day):
    with pytest.raises(UsageProblem):
        desk.launch.plan(company, "amazon.us", mode="open", wanted=day)
    with pytest.raises(UsageProblem):
        desk.launch.plan(company, "amazon.us", begins=day)


def test_a_day_ten_years_ahead_is_planned_and_estimated(desk, company):
    day = DAY + timedelta(days=3600)
    found = desk.launch.plan(company, "amazon.us", mode="open", wanted=day)
    assert found.plan.reached
    assert found.plan.estimated


def test_an_own_time_is_kept_taken_back_and_can_be_undone(desk, company):
    desk.launch.set_days("launch.days.payout_account", "amazon.us", 6)
    step = desk.launch.plan(company, "amazon.us").plan.task("payout_account").step
    assert (step.length.most.count, step.length.own) == (6, True)
    assert desk.launch.plan(company, "ebay.us").plan.task("payout_account").step.length is None
    desk.store.undo()
    assert desk.launch.plan(company, "amazon.us").plan.task("payout_account").step.length is None
    desk.launch.set_days("site.review_time", "ebay.us", 12)
    step = desk.launch.plan(company, "ebay.us").plan.task("review").step
    assert step.length.most.count == 12
    desk.launch.set_days("site.review_time", "ebay.us", None)
    assert desk.launch.plan(company, "ebay.us").plan.task("review").step.length.most.count == 7


def test_an_own_time_is_among_the_own_values(desk):
    desk.launch.set_days("launch.days.payout_account", "amazon.us", 6)
    (own,) = desk.platforms.own_values()
    assert own.own.key == "launch.days.payout_account"


@pytest.mark.parametrize("days", [-1, 3651])
def test_an_impossible_own_time_is_refused(desk, days):
    with pytest.raises(UsageProblem):
        desk.launch.set_days("launch.days.payout_account", "amazon.us", days)


def test_what_was_asked_for_is_kept(desk, company):
    assert desk.launch.choice(company) == LaunchChoice()
    asked = LaunchChoice(site="ebay.de", mode="open", wanted=DAY, high_season=True)
    desk.launch.set_choice(company, asked)
    assert desk.launch.choice(company) == asked


def test_the_calendar_file_takes_its_time_from_the_last_change(desk, company, tmp_path):
    plans = [desk.launch.plan(company, "amazon.us")]
    written = desk.launch.calendar_file(plans, company)
    stamp = desk.store.changed_at()
    assert f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}".encode() in written
    assert desk.launch.calendar_file(plans, company) == written
    target = tmp_path / "plan.ics"
    assert desk.launch.export(plans, company, target) == written.count(b"BEGIN:VEVENT")
    assert target.read_bytes() == written
    with pytest.raises(DeskError):
        desk.launch.export(plans, company, target)
    desk.launch.export(plans, company, target, overwrite=True)


def test_nothing_is_no_calendar_file(desk, company, tmp_path):
    with pytest.raises(DeskError):
        desk.launch.export([], company, tmp_path / "plan.ics")
    assert not (tmp_path / "plan.ics").exists()


def test_before_the_first_change_the_time_is_the_day_of_the_plan(tmp_path):
    with open_desk(DataFolder(tmp_path / "empty"), write=True, vault=SessionVault()) as made:
        made.today = lambda: DAY
        assert made.store.changed_at() is None
        assert b"DTSTAMP:20261124T000000Z" in made.launch.calendar_file(
            [made.launch.plan("", "amazon.us")], ""
        )
