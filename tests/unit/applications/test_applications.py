"""Applications: find by id, start, site or platform; readiness in the open; next actions."""

import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "bundle"))

from packets import PLANNED, FakeDesk, a_blocker, a_warning

from seller_desk.core.applications import boxes
from seller_desk.core.applications.checklist import next_actions
from seller_desk.core.applications.form import RowState
from seller_desk.core.applications.latin import split_lines
from seller_desk.core.applications.model import Application
from seller_desk.core.applications.readiness import readiness
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.company.model import Address, Company
from seller_desk.core.rules.book import Query, RuleBook


@pytest.fixture
def desk(tmp_path):
    made = FakeDesk(tmp_path / "data")
    yield made
    made.store.close()


def by_id(rows):
    return {row.field.id: row for row in rows}


def test_an_application_is_found_by_id_start_of_id_site_and_platform(desk):
    desk.add_company()
    made = desk.applications.new("company1", "amazon", ["us"], [], PLANNED)
    for text in (made.id, made.id[:5], "amazon.us", "amazon"):
        assert desk.applications.find(text) == made


def test_an_ambiguous_word_names_the_candidates(desk):
    desk.add_company()
    first = desk.applications.new("company1", "amazon", ["us"])
    desk.applications.new("company1", "amazon", ["de"])
    with pytest.raises(DeskError) as caught:
        desk.applications.find("amazon")
    assert first.id in caught.value.advice


def test_an_empty_desk_says_how_to_start(desk):
    with pytest.raises(DeskError) as caught:
        desk.applications.find("amazon")
    assert "application new" in caught.value.advice


@pytest.mark.parametrize(
    ("platform", "sites"),
    [("amazon", ["xx"]), ("nowhere", ["us"]), ("amazon", []), ("amazon", ["ebay.us"])],
)
def test_unknown_platforms_and_sites_are_wrong_usage(desk, platform, sites):
    desk.add_company()
    with pytest.raises(UsageProblem):
        desk.applications.new("company1", platform, sites)


def test_unknown_categories_are_wrong_usage_and_known_ones_are_named_in_the_form(desk):
    desk.add_company()
    with pytest.raises(UsageProblem, match="spaceships"):
        desk.applications.new("company1", "amazon", ["us"], ["spaceships"])
    made = desk.applications.new("company1", "amazon", ["us"], ["home_kitchen", "toys"])
    row = by_id(desk.applications.form(made))["pre_category"]
    assert row.value == "家居厨房、玩具"
    assert row.alternative.startswith("Home and kitchen, ")


def test_a_site_is_applied_to_once(desk):
    desk.add_company()
    desk.applications.new("company1", "amazon", ["us"])
    with pytest.raises(DeskError, match=r"amazon\.us"):
        desk.applications.new("company1", "amazon", ["de", "us"])


def test_an_application_needs_its_company(desk):
    with pytest.raises(DeskError):
        desk.applications.new("nobody", "amazon", ["us"])


def test_deleting_is_undone_with_the_rest(desk):
    desk.add_company()
    made = desk.applications.new("company1", "amazon", ["us"])
    desk.applications.delete(made.id)
    with pytest.raises(DeskError):
        desk.applications.get(made.id)
    desk.store.undo()
    assert desk.applications.get(made.id) == made


def test_the_planned_day_is_the_day_of_judgement(desk):
    desk.add_company()
    made = desk.applications.new("company1", "amazon", ["us"])
    assert desk.applications.judged_on(made) == desk.today()
    changed = desk.applications.set_planned_date(made.id, PLANNED)
    assert desk.applications.judged_on(changed) == PLANNED


def test_readiness_counts_requirements_that_have_a_document(desk):
    made = desk.filled()
    parts = {part.id: part for part in desk.applications.check(made.id).readiness.parts}
    assert (parts["documents"].done, parts["documents"].total) == (3, 3)
    assert (parts["listings"].done, parts["listings"].total) == (0, 1)
    assert parts["accounts"].total == 0


def test_a_blocker_on_a_document_leaves_its_requirement_open(desk):
    made = desk.filled()
    desk.documents.found = [a_blocker()]
    result = desk.applications.check(made.id)
    parts = {part.id: part for part in result.readiness.parts}
    assert (parts["documents"].done, parts["documents"].blockers) == (2, 1)
    assert not result.readiness.ready
    assert result.findings == desk.documents.found


def test_missing_boxes_lower_the_company_part(desk):
    made = desk.filled()
    before = desk.applications.check(made.id).readiness
    with desk.store.work("empty") as work:
        company = work.companies.get("company1")
        work.companies.save(msgspec.structs.replace(company, email="", business_scope=""))
    after = desk.applications.check(made.id).readiness
    assert after.parts[0].done == before.parts[0].done - 1
    assert after.parts[0].total == before.parts[0].total


def test_only_everything_is_a_hundred_percent():
    full = {"company": (4, 4), "documents": (3, 3), "listings": (2, 2), "shipping": (1, 1)}
    assert readiness(full, {}).percent == 100
    assert readiness(full, {"company": [a_warning()]}).percent == 100
    assert readiness(full, {"documents": [a_blocker()]}).percent < 100
    assert readiness({}, {}).percent == 0


def test_the_percent_is_the_mean_of_the_parts_that_have_something_to_do():
    assert readiness({"company": (1, 2), "documents": (0, 4), "shipping": (1, 1)}, {}).percent == 50


def test_next_actions_come_soonest_first_and_once_for_several_applications():
    early = Application(
        id="e",
        company_id="c",
        platform="ebay",
        sites=["ebay.us"],
        created_on=PLANNED,
        planned_date=date(2026, 12, 1),
    )
    late = Application(
        id="l",
        company_id="c",
        platform="amazon",
        sites=["amazon.us"],
        created_on=PLANNED,
        planned_date=PLANNED,
    )
    undated = Application(
        id="u", company_id="c", platform="amazon", sites=["amazon.de"], created_on=PLANNED
    )
    found = {
        "u": {"company": [a_warning("Fax")]},
        "l": {"documents": [a_blocker()], "company": [a_warning()]},
        "e": {"documents": [a_blocker()]},
    }
    actions = next_actions([late, undated, early], found)
    assert [(one.finding.subject.label, one.due) for one in actions] == [
        ("ID card", date(2026, 12, 1)),
        ("Mailbox", PLANNED),
        ("Fax", None),
    ]
    assert actions[0].application_ids == ("l", "e")


def test_the_form_keeps_the_packs_order_and_its_boxes_once(desk):
    desk.add_company()
    made = desk.applications.new("company1", "amazon", ["us", "de"])
    rows = desk.applications.form(made)
    ids = [row.field.id for row in rows]
    assert len(ids) == len(set(ids))
    assert ids.index("your_name") < ids.index("legal_name_latin") < ids.index("tax_signature")


def test_us_tax_boxes_are_not_asked_where_only_germany_is_opened(desk):
    desk.add_company()
    made = desk.applications.new("company1", "amazon", ["de"])
    assert not any(row.field.step == "tax" for row in desk.applications.form(made))


def test_the_form_is_filled_in_the_script_of_each_box(desk):
    rows = by_id(desk.applications.form(desk.filled()))
    assert rows["contact_surname"].value == "YANG"
    assert rows["contact_given"].value == "BENLI"
    assert rows["legal_name_zh"].value == "深圳市样例科技有限公司"
    assert rows["legal_name_latin"].value.isascii()
    assert rows["address_city"].value == "深圳市"
    assert rows["location"].value == "China"
    assert (
        rows["tax_address"].value
        == "Room 1203, No. 8 Yangli Road, Nanshan, Shenzhen, Guangdong 518000, China"
    )
    assert rows["us_person"].value == "No"
    assert rows["role"].value == "Legal representative, Beneficial owner"
    assert rows["representative"].value == "BENLI YANG"


def test_card_data_and_passwords_never_have_a_value(desk):
    desk.add_company()
    for platform in ("amazon", "ebay"):
        made = desk.applications.new("company1", platform, ["us"])
        secret = [row for row in desk.applications.form(made) if row.field.secret]
        assert secret
        assert all(row.state is RowState.YOURSELF and row.value == "" for row in secret)


def test_every_box_about_passwords_and_cards_is_marked_secret(desk):
    fields = [field for pack in desk.rules().packs for field in pack.form_field]
    for field in fields:
        label = field.label.en.lower()
        if any(
            word in label
            for word in ("password", "card number", "card expiry", "security question", "card for")
        ):
            assert field.secret, field.id
            assert not field.fill


def test_every_path_of_the_shipped_forms_is_known(desk):
    for pack in desk.rules().packs:
        for field in pack.form_field:
            if field.fill and field.script != "file":
                assert field.fill in boxes.PATHS, field.id


def test_the_vat_name_wins_over_pinyin(desk):
    from seller_desk.core.company.model import TaxNumber

    desk.add_company(
        legal_name_en="Shenzhen Yangli Technology Co., Ltd.",
        tax_numbers=[TaxNumber(kind="vat", country="DE", number="DE000000000")],
    )
    made = desk.applications.new("company1", "ebay", ["us"])
    row = by_id(desk.applications.form(made))["company_name"]
    assert row.value == "Shenzhen Yangli Technology Co., Ltd."
    assert row.alternative.isascii()


def test_the_licences_own_dates_scope_and_address_fill_the_form():
    company = Company(
        id="a",
        established_on=date(2020, 3, 5),
        licence_valid_until=date(2040, 3, 4),
        business_scope="货物进出口",
        registered_address=Address(province="广东省", city="深圳市", street="扬历路 8 号"),
    )
    made = Application(
        id="b", company_id="a", platform="mercado_libre", sites=[], created_on=PLANNED
    )

    def values(site, of):
        fields = RuleBook.load().form_fields(
            Query(site=site, on=PLANNED, entity="mainland_company")
        )
        return {field.id: boxes.resolve(field, of, made, {})[0] for field in fields}

    found = values("mercado_libre.mx", company)
    assert (found["expiry"], found["scope"]) == ("2040-03-04", "货物进出口")
    assert found["address"] == "广东省深圳市扬历路 8 号"
    assert values("tiktok_shop.sg", company)["registered_on"] == "2020-03-05"
    long = msgspec.structs.replace(company, licence_long_term=True)
    assert values("mercado_libre.mx", long)["expiry"].startswith("Long-term")


def test_names_too_long_for_a_box_say_by_how_much(desk):
    desk.add_company(
        legal_name_en="S" * 61,
        legal_name_zh="",
    )
    made = desk.applications.new("company1", "ebay", ["us"])
    row = by_id(desk.applications.form(made))["company_name"]
    assert row.excess == 11


def test_long_addresses_break_between_words():
    assert split_lines("Room 1203, No. 8 Yangli Road, Nanshan", 30) == [
        "Room 1203, No. 8 Yangli Road,",
        "Nanshan",
    ]
    assert split_lines("short", 30) == ["short"]
    assert split_lines("", 30) == []
    assert split_lines("x" * 40, 30) == ["x" * 30, "x" * 10]


def test_a_planned_day_that_has_passed_is_not_judged_on_any_more():
    today = date(2026, 11, 24)
    planned = Application(
        id="a", company_id="c", platform="amazon", sites=["amazon.us"], created_on=today
    )
    passed, ahead = date(2020, 1, 1), date(2026, 12, 8)

    assert planned.judged_on(today) == today
    assert msgspec.structs.replace(planned, planned_date=passed).judged_on(today) == today
    assert msgspec.structs.replace(planned, planned_date=ahead).judged_on(today) == ahead
