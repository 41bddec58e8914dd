"""Steps of a launch from the rule packs: documents, gates, reviews; what is not known stays unknown."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import speaking
from seller_desk.core.base.workdays import Span
from seller_desk.core.platforms.launch import plan_launch
from seller_desk.core.platforms.launch_ics import calendar_file, plan_events
from seller_desk.core.platforms.launch_model import SitePlan
from seller_desk.core.platforms.launch_steps import Here, LaunchCase, launch_rules, launch_steps
from seller_desk.core.platforms.launch_words import (
    days_line,
    headline,
    length_text,
    remarks,
    task_state,
    window_text,
)
from seller_desk.core.rules.book import Override, Query, RuleBook
from seller_desk.core.rules.calendars import work_calendar

DAY = date(2026, 11, 24)
GOLDEN = Path(__file__).resolve().parents[2] / "golden"


@pytest.fixture(scope="module")
def book():
    return RuleBook.load()


def case(site, entity="mainland_company", category="", **more):
    return LaunchCase(
        query=Query(site=site, on=DAY, category=category, entity=entity),
        established_on=more.pop("established_on", date(2020, 1, 1)),
        **more,
    )


def steps_of(book, *args, **more):
    return {one.id: one for one in launch_steps(book, case(*args, **more)).steps}


def plan_of(book, given, site_country, **more):
    found = launch_steps(book, given)
    calendars = {
        "home": work_calendar("CN"),
        "site": work_calendar(site_country) if site_country else work_calendar("CN"),
    }
    plan = plan_launch(found.steps, calendars, DAY, **more)
    site = given.query.site
    return SitePlan(
        site=site,
        name=book.site(site).name.text(),
        plan=plan,
        gate=found.gate,
        open_demands=found.open_demands,
        no_category=not given.query.category,
    )


def test_the_catalogue_names_only_steps_that_are_there():
    rules = launch_rules()
    ids = {one.id for one in rules.step}
    named = {two for one in rules.step for two in (*one.after, *one.before)}
    named |= {two for group in rules.before.values() for two in group}
    assert named - {"documents", "gates"} <= ids


def test_every_site_has_a_plan_that_hands_in_reviews_and_opens(book):
    for site, info in book.sites.items():
        found = plan_of(book, case(site), info.country)
        ids = [one.id for one in found.plan.tasks]
        assert "submit" in ids, site
        assert any("review" in one for one in ids), site
        assert found.plan.opens_on >= found.plan.submits_on >= DAY, site


def test_every_time_has_its_source_and_what_nobody_says_is_unknown(book):
    for site in book.sites:
        for step in launch_steps(book, case(site, category="toys")).steps:
            if step.length is not None:
                assert step.length.sources, (site, step.id)
    steps = steps_of(book, "amazon.us")
    assert steps["amazon.business_licence"].unknown
    assert steps["payout_account"].unknown
    assert length_text(steps["payout_account"].length) == "not known"


def test_of_two_times_for_the_customs_record_the_stricter_applies_and_both_are_told(book):
    step = steps_of(book, "amazon.us")["customs_record"]
    assert (step.length.least, step.length.most) == (Span(3), Span(10))
    (source,) = step.length.sources
    assert source.url.startswith("https://www.seridoat.com/")
    assert source.conflict.startswith("3-5 working days")
    assert "P4.2" in source.conflict
    assert length_text(step.length) == "3 to 10 working days"
    assert "open" not in step.after


@pytest.mark.parametrize("paper", ["de.packaging", "de.weee"])
def test_three_months_of_a_local_paper_cite_the_guide_that_says_so(book, paper):
    step = steps_of(book, "amazon.de", category="headphones")[paper]
    assert step.length.most == Span(90, "day")
    (source,) = step.length.sources
    assert (source.url, source.confidence) == ("process:P2.5", "single-blog")
    assert step.sources[0].url != source.url


def test_a_platform_of_its_own_review_time_has_no_review_of_the_guide(book):
    ebay = steps_of(book, "ebay.us")
    assert ebay["review"].length.most == Span(7)
    assert not {"guide_review", "guide_second_review"} & set(ebay)
    shopee = steps_of(book, "shopee.sg")
    assert (shopee["review"].length.most, shopee["second_review"].length.most) == (Span(5), Span(7))


def test_without_its_own_the_guide_says_how_long_and_high_season_takes_longer(book):
    unknown = next(site for site in book.sites if "guide_review" in steps_of(book, site))
    calm = steps_of(book, unknown)
    assert calm["guide_review"].length.most == Span(5)
    assert calm["guide_second_review"].after == ("guide_review",)
    busy = steps_of(book, unknown, high_season=True)
    assert busy["guide_review"].length.most == Span(10)
    assert busy["guide_review"].length.sources[0].url == "process:P5.3"


def test_the_sixty_days_to_hand_in_are_no_review_time(book):
    assert steps_of(book, "amazon.de")["review"].length.most == Span(3)


def test_certificates_are_begun_three_months_ahead_and_needed_after_handing_in(book):
    steps = steps_of(book, "amazon.us", category="toys")
    certificates = [
        one for one in steps.values() if one.length and one.length.most == Span(90, "day")
    ]
    assert certificates
    for one in certificates:
        assert one.id not in steps["submit"].after
        assert one.id in steps["open"].after


def test_what_hangs_on_an_answer_is_named_and_not_planned(book):
    found = launch_steps(book, case("amazon.us", category="headphones"))
    assert found.open_demands
    labels = {one.label for one in found.steps}
    assert not labels & set(found.open_demands)


def test_a_licence_of_nine_days_waits_until_it_is_fourteen_days_old(book):
    young = case("tiktok_shop.sg", established_on=date(2026, 11, 15))
    found = plan_of(book, young, "SG")
    gate = found.plan.task("gate")
    assert gate.step.not_before == date(2026, 11, 29)
    assert found.plan.submits_on == date(2026, 11, 30)
    assert gate.critical


def test_a_document_has_its_window(book):
    step = steps_of(book, "amazon.us")["amazon.address"]
    assert (step.at_most.count, step.at_most.unit) == (90, "day")
    assert step.at_most.sources[0].confidence is Confidence.OFFICIAL


def test_documents_wait_for_those_they_rest_on(book):
    given = case(
        "amazon.de", here={"amazon.de.bank_proof": Here(done=False, kind="bank_statement")}
    )
    steps = {one.id: one for one in launch_steps(book, given).steps}
    assert steps["amazon.de.bank_proof"].after == ("amazon.business_licence",)


def test_what_is_here_is_done_and_has_its_name(book):
    given = case(
        "amazon.us",
        here={"amazon.business_licence": Here(done=True, label="Licence", kind="business_licence")},
        kinds_here=frozenset(("customs_record",)),
    )
    steps = {one.id: one for one in launch_steps(book, given).steps}
    assert steps["amazon.business_licence"].done
    assert steps["amazon.business_licence"].label == "Licence"
    assert steps["customs_record"].done


def test_a_customs_record_is_for_those_who_need_one(book):
    assert "customs_record" not in steps_of(book, "amazon.us", entity="hong_kong_company")


def test_the_sellers_own_time_goes_first(book):
    own = Override(id="x", key="launch.days.payout_account", value=4, set_on=DAY)
    over = Override(id="y", key="site.review_time", value=9, site="ebay.us", set_on=DAY)
    steps = {
        one.id: one for one in launch_steps(book.with_overrides((own, over)), case("ebay.us")).steps
    }
    assert (steps["payout_account"].length.most, steps["payout_account"].length.own) == (
        Span(4),
        True,
    )
    assert steps["review"].length.most == Span(9)
    assert steps["review"].length.least is None


def test_an_own_time_that_cannot_be_is_no_time(book):
    own = Override(id="x", key="launch.days.payout_account", value=99999, set_on=DAY)
    steps = {
        one.id: one for one in launch_steps(book.with_overrides((own,)), case("ebay.us")).steps
    }
    assert steps["payout_account"].unknown


def test_an_unknown_site_is_refused(book):
    with pytest.raises(UsageProblem):
        launch_steps(book, case("amazon.xx"))


def test_several_categories_add_their_papers(book):
    toys = case("amazon.us", category="toys")
    both = replace(toys, more=(replace(toys.query, category="headphones"),))
    one = {step.id for step in launch_steps(book, toys).steps}
    two = {step.id for step in launch_steps(book, both).steps}
    assert one < two


def test_the_words_say_what_the_plan_rests_on(book):
    found = plan_of(book, case("amazon.us"), "US", mode="open", wanted=date(2027, 3, 1))
    assert headline(found) == "Open on 1 March 2027: it can be done"
    said = "\n".join(remarks(found))
    assert "count as no time" in said
    assert "Without a product category" in said
    assert "announced up to 2026" in said
    customs = found.plan.task("customs_record")
    assert "(estimated)" in days_line(customs, found.plan)
    assert "days to spare" in task_state(customs)
    assert window_text(found.plan.task("amazon.address")).startswith("Issued from")
    late = plan_of(book, case("amazon.us"), "US", mode="open", wanted=date(2026, 11, 25))
    assert headline(late).startswith("25 November 2026 is too soon")
    with speaking("zh"):
        assert headline(late).startswith("2026年11月25日来不及")


def test_who_may_not_register_is_told(book):
    found = plan_of(book, case("amazon.us"), "US")
    barred = replace(found, plan=replace(found.plan, blocked="Companies only"))
    assert headline(barred) == "This business type may not register here"
    assert remarks(barred)[0] == "Companies only"


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_calendar_file_is_the_same_every_time(book, spoken):
    from datetime import UTC, datetime

    from icalendar import Calendar

    stamp = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    with speaking(spoken):
        found = plan_of(book, case("amazon.us"), "US", mode="open", wanted=date(2027, 3, 29))
        events = plan_events(found, "company-1")
        written = calendar_file(events, stamp)
        again = calendar_file(plan_events(found, "company-1"), stamp)
    assert written == again
    golden = GOLDEN / f"launch_plan.{spoken}.ics"
    assert written == golden.read_bytes(), f"look at it, then replace {golden.name}"
    read = Calendar.from_ical(written)
    entries = read.walk("VEVENT")
    assert len({str(one["uid"]) for one in entries}) == len(entries) == len(events)
    for one in entries:
        assert one["dtstamp"].dt == stamp
        assert one["dtend"].dt > one["dtstart"].dt
        assert type(one["dtstart"].dt) is date
    reminded = [one for one in entries if one.walk("VALARM")]
    assert any(
        "Customs" in str(one["summary"]) or "海关" in str(one["summary"]) for one in reminded
    )


def test_ids_of_events_hold_no_id_of_the_company_and_stay_when_days_change(book):
    near = plan_of(book, case("amazon.us"), "US", mode="open", wanted=date(2027, 3, 29))
    far = plan_of(book, case("amazon.us"), "US", mode="open", wanted=date(2027, 3, 1))
    uids = {one.uid for one in plan_events(near, "company-1")}
    assert uids == {one.uid for one in plan_events(far, "company-1")}
    assert not any("company-1" in one for one in uids)
    assert uids.isdisjoint(one.uid for one in plan_events(near, "company-2"))


def test_what_is_here_is_in_no_calendar(book):
    given = case("amazon.us", here={"amazon.business_licence": Here(done=True)})
    found = plan_of(book, given, "US")
    assert not any("business_licence" in one.uid for one in plan_events(found, "x"))
