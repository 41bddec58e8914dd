"""The launch plan in the window: asked for, drawn, walked through, written to a calendar; with the applications too."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from seller_desk.core.platforms.launch_model import LaunchChoice
from seller_desk.ui.widgets import Label, SourcePopover
from tests.ui.fitting import cut_words, sideways

DAY = date(2026, 11, 24)


@pytest.fixture
def plan(sample_desk, open_at, settle):
    """The tab in the real window, on Amazon US."""
    sample_desk.today = lambda: DAY
    company = sample_desk.companies.active().id
    sample_desk.launch.set_choice(company, LaunchChoice(site="amazon.us"))
    window = open_at(sample_desk)
    window.go("platforms")
    settle(window)
    window.page().show_tab("launch")
    settle(window)
    return window, window.page().panel("launch")


def test_it_is_shown_with_an_answer_rows_and_the_first_step_that_matters(plan):
    _window, panel = plan
    assert panel.view.headline.text().startswith("Earliest opening")
    ids = [one.id for one in panel.view.timeline.rows()]
    assert {"customs_record", "submit", "review", "open", "amazon.business_licence"} <= set(ids)
    assert panel.view.timeline.current() in [one.id for one in panel._found.plan.critical]


def test_a_day_of_opening_is_asked_for_and_kept(plan, settle, sample_desk):
    window, panel = plan
    panel.mode.chosen.emit("open")
    settle(window)
    assert not panel._card.isVisible()
    assert not panel.export.isEnabled()
    panel.day.setText("2026-11-26")
    panel.day.editingFinished.emit()
    settle(window)
    assert "too soon" in panel.view.headline.text()
    assert any(one.tone == "late" for one in panel.view.timeline.rows())
    panel.day.setText("2027-03-01")
    panel.day.editingFinished.emit()
    settle(window)
    assert "it can be done" in panel.view.headline.text()
    kept = sample_desk.launch.choice(sample_desk.companies.active().id)
    assert (kept.mode, kept.wanted) == ("open", date(2027, 3, 1))


def test_a_day_that_has_passed_is_told_in_its_place(plan, settle):
    window, panel = plan
    panel.mode.chosen.emit("submit")
    panel.day.setText("2020-01-01")
    panel.day.editingFinished.emit()
    settle(window)
    assert "has passed" in panel._trouble.text()
    assert panel._trouble.isVisible()
    assert not panel.view.isVisible()
    panel.mode.chosen.emit("start")
    settle(window)
    assert panel.view.isVisible()
    assert not panel._trouble.isVisible()


def test_without_a_company_a_plan_can_be_looked_at(desk, open_at, settle):
    window = open_at(desk)
    window.go("platforms")
    settle(window)
    window.page().show_tab("launch")
    settle(window)
    panel = window.page().panel("launch")
    assert "business type is not chosen" in "\n".join(
        one.text() for one in panel.view.findChildren(Label)
    )
    panel.show_site("ebay.us")
    settle(window)
    assert panel._found.site == "ebay.us"
    assert desk.companies.active() is None


def test_another_site_is_planned_anew(plan, settle):
    window, panel = plan
    panel.show_site("ebay.de")
    settle(window)
    assert panel._found.site == "ebay.de"
    assert panel.site.current() == "ebay.de"


def test_high_season_is_offered_where_the_guide_speaks(plan, settle):
    window, panel = plan
    assert not panel.season.isVisible()
    site = next(
        one.id
        for one in panel.desk.platforms.sites()
        if any(task.id == "guide_review" for task in panel.desk.launch.plan("", one.id).plan.tasks)
    )
    panel.show_site(site)
    settle(window)
    assert panel.season.isVisible()
    before = panel._found.plan.opens_on
    panel.season.click()
    settle(window)
    assert panel._found.plan.opens_on > before


def test_an_own_time_changes_the_plan_and_undo_brings_it_back(plan, settle):
    window, panel = plan
    panel.view.choose("review")
    assert panel.view.detail._unit.text() == "working days"
    panel.view.choose("payout_account")
    assert panel.view.detail._unit.text() == "working days"
    panel.view.detail.days.setText("30")
    panel.view.detail.days.editingFinished.emit()
    settle(window)
    task = panel._found.plan.task("payout_account")
    assert task.step.length.own
    assert task.critical
    assert panel.view.timeline.current() == "payout_account"
    panel.desk.store.undo()
    panel.refresh()
    settle(window)
    assert panel._found.plan.task("payout_account").step.length is None


def test_an_own_time_of_a_certificate_is_in_working_days_as_the_field_says(plan, settle):
    window, panel = plan
    panel.show_site("amazon.de")
    settle(window)
    panel.view.choose("de.packaging")
    before = panel._found.plan.task("de.packaging").step.length.most
    assert (before.count, before.unit) == (90, "day")
    assert panel.view.detail._unit.text() == "working days"
    panel.view.detail.days.setText("20")
    panel.view.detail.days.editingFinished.emit()
    settle(window)
    after = panel._found.plan.task("de.packaging").step.length.most
    assert (after.count, after.unit) == (20, "working_day")
    panel.view.detail.days.setText("")
    panel.view.detail.days.editingFinished.emit()
    settle(window)
    assert panel._found.plan.task("de.packaging").step.length.most == before


def test_the_source_of_a_time_opens_at_its_link(plan, settle):
    window, panel = plan
    panel.view.choose("customs_record")
    QApplication.processEvents()
    assert window.isVisible()
    link = next(
        one for one in panel.view.detail.findChildren(QWidget)
        if getattr(one, "text", lambda: "")() == "Source of the time" and one.isVisible()
    )  # fmt: skip
    link.click()
    (popover,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, SourcePopover)]
    assert popover.accessibleName().startswith("Customs record")
    popover.close()


def test_the_plan_is_written_to_a_calendar_file(plan, tmp_path):
    window, panel = plan
    target = tmp_path / "plan.ics"
    target.write_text("old")
    window.context.ask.answers["save"] = target
    panel.export.click()
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR")
    window.context.ask.answers["save"] = None
    target.unlink()
    panel.export.click()
    assert not target.exists()


def test_a_calendar_file_that_cannot_be_written_is_told(plan, tmp_path):
    window, panel = plan
    said = []
    window.context.said.connect(said.append)
    window.context.ask.answers["save"] = tmp_path / "missing" / "plan.ics"
    panel.export.click()
    assert said


def test_applications_show_their_plan_when_asked(sample_desk, open_at, settle, tmp_path):
    sample_desk.today = lambda: DAY
    window = open_at(sample_desk)
    window.go("applications")
    settle(window)
    card = window.page().launch
    assert card.isVisible()
    assert not card.is_open()
    assert not card.view.isVisible()
    card.fold.click()
    settle(window)
    assert card.view.isVisible()
    first = card.view.headline.text()
    assert first
    assert card.site.count() == 2
    card.site.setCurrentIndex(1)
    card.site.activated.emit(1)
    assert card._current().site == card.site.current()
    window.context.ask.answers["save"] = tmp_path / "plan.ics"
    card.export.click()
    assert (tmp_path / "plan.ics").exists()
    card.fold.click()
    assert not card.view.isVisible()


def test_an_application_that_is_gone_is_told(sample_desk, open_at, settle):
    window = open_at(sample_desk)
    window.go("applications")
    settle(window)
    said = []
    window.context.said.connect(said.append)
    card = window.page().launch
    card.show_applications(("gone",))
    card.fold.click()
    settle(window)
    assert said == ["There is no such application"]
    assert not card.view.isVisible()


def test_a_fault_is_told_in_place_of_the_plan(plan, settle, monkeypatch):
    window, panel = plan
    broken = []
    window.context.runner.broken.disconnect()
    window.context.runner.broken.connect(broken.append)

    def fails(*_args, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr(type(panel.desk.launch), "plan", fails)
    panel.show_site("ebay.us")
    settle(window)
    assert panel._trouble.text().startswith("That did not work")
    assert not panel.export.isEnabled()
    assert len(broken) == 1


def test_the_plan_of_an_application_follows_its_day(sample_desk, open_at, settle):
    sample_desk.today = lambda: DAY
    window = open_at(sample_desk)
    window.go("applications")
    settle(window)
    card = window.page().launch
    card.fold.click()
    settle(window)
    before = card.view.headline.text()
    application = sample_desk.applications.list(sample_desk.companies.active().id)[0]
    sample_desk.applications.set_planned_date(application.id, DAY + timedelta(days=60))
    window.context.changed()
    settle(window)
    assert card.view.headline.text() != before


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_word_of_the_plan_is_cut_at_any_promised_size(sample_desk, open_at, settle, lang):
    sample_desk.today = lambda: DAY
    company = sample_desk.companies.active().id
    asked = LaunchChoice(site="amazon.de", mode="open", wanted=date(2027, 1, 29))
    sample_desk.launch.set_choice(company, asked)
    window = open_at(sample_desk, lang)
    found = []
    for scale, size in ((1.0, (1280, 820)), (1.0, (1024, 580)), (1.5, (1280, 820))):
        window.use_look(scale=scale)
        window.resize(*size)
        for place in ("applications", "platforms"):
            window.go(place)
            settle(window)
            page = window.page()
            if place == "platforms":
                page.show_tab("launch")
            elif not page.launch.is_open():
                page.launch.fold.click()
            settle(window)
            for _round in range(8):
                QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
                QApplication.processEvents()
            found += [f"{place} {scale} {size}: {one}" for one in cut_words(window)]
            found += [f"{place} {scale} {size} sideways: {one}" for one in sideways(window)]
    assert found == []


def test_days_off_tell_whose_they_are_and_whether_they_are_estimated(sample_desk):
    from seller_desk.ui.widgets.launch_rows import plan_days

    sample_desk.today = lambda: DAY
    found = sample_desk.launch.plan(sample_desk.companies.active().id, "amazon.us")
    days = plan_days(found, DAY)
    off = days.off
    assert days.note(date(2026, 10, 10)) == "China: worked to make up for a holiday"
    assert days.note(DAY) == ""
    assert off(date(2026, 11, 26)) == "Destination: Thanksgiving Day"
    assert off(date(2027, 2, 8)).startswith("China: ")
    assert off(date(2027, 2, 8)).endswith("(estimated)")
    assert off(date(2026, 11, 28)) == ""
    assert off(date(2026, 11, 27)) is None
