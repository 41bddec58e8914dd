"""The seller overrules fees, deposits, deadlines and gates: over the packs, marked, through every update."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import speaking
from seller_desk.core.base.money import Money
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk
from seller_desk.core.platforms.compare import Seller, compare
from seller_desk.core.platforms.gates import verdict
from seller_desk.core.platforms.model import Product
from seller_desk.core.rules.book import Override, Query, RuleBook
from seller_desk.core.rules.model import Scope

DAY = date(2026, 11, 24)


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True) as made:
        made.today = lambda: DAY
        yield made


def query(**values):
    return Query(**{"site": "amazon.us", "on": DAY, **values})


def update(desk, **changed):
    """The program came with other values for the longest title."""
    packs = [
        msgspec.structs.replace(
            pack,
            fact=[
                msgspec.structs.replace(one, **changed) if one.key == "listing.title.max" else one
                for one in pack.fact
            ],
        )
        for pack in desk.packs.packs
    ]
    desk.__dict__["packs"] = RuleBook(packs, files=desk.packs.files)


def test_a_pack_update_underneath_leaves_the_own_value_and_is_shown(desk):
    desk.platforms.overrule("listing.title.max", "60", site="amazon.us", note="by phone")
    before = desk.rules().fact("listing.title.max", query())
    assert before.source_note().conflict == "the pack says 75 characters"
    update(desk, value=90)
    after = desk.rules().fact("listing.title.max", query())
    assert (after.value, after.confidence) == (60, Confidence.SELLER)
    assert (
        after.source_note().conflict
        == "the pack now says 90 characters (75 characters when you set yours)"
    )
    (own,) = desk.platforms.own_values()
    assert (own.pack_said, own.pack_says, own.moved) == ("75 characters", "90 characters", True)
    with speaking("zh"):
        told = desk.rules().fact("listing.title.max", query()).source_note().conflict
    assert told == "规则包现为 90 字符（你设定时为 75 字符）"
    desk.platforms.restore("listing.title.max", site="amazon.us")
    assert desk.rules().fact("listing.title.max", query()).value == 90


def test_a_change_of_language_is_no_change_of_the_pack(desk):
    desk.platforms.overrule("listing.title.max", "60", site="amazon.us")
    with speaking("zh"):
        (own,) = desk.platforms.own_values()
        assert not own.moved


def test_a_fact_that_a_pack_loses_keeps_the_own_value(desk):
    desk.platforms.overrule("listing.title.max", "60", site="amazon.us")
    update(desk, until=date(2026, 1, 1))
    fact = desk.rules().fact("listing.title.max", query())
    assert (fact.value, fact.source_note().conflict) == (60, "")


def test_a_gate_is_opened_with_the_note_as_its_reason(desk):
    asked = query(entity="individual_business")
    assert verdict(desk.rules().gates(asked), asked.entity, None, DAY).answer == "unknown"
    desk.platforms.overrule(
        "gate.individual_business", "yes", site="amazon.us", note="account manager, 20 November"
    )
    found = verdict(desk.rules().gates(asked), asked.entity, None, DAY)
    assert (found.answer, found.reasons) == ("yes", ("account manager, 20 November",))
    (source,) = found.sources
    assert (source.confidence, source.conflict) == (Confidence.SELLER, "the pack says unknown")
    other = query(entity="natural_person")
    assert desk.rules().gates(other) == desk.packs.gates(other)


def test_a_gate_that_opens_on_a_day(desk):
    desk.platforms.overrule("gate.individual_business", "2026-12-01", site="amazon.us")
    asked = query(entity="individual_business")
    found = verdict(desk.rules().gates(asked), asked.entity, None, DAY)
    assert (found.answer, found.from_day) == ("later", date(2026, 12, 1))
    found = verdict(desk.rules().gates(asked), asked.entity, None, date(2026, 12, 1))
    assert found.answer == "yes"


def test_a_waiting_time_of_ones_own(desk):
    desk.platforms.overrule("gate.mainland_company.minimum_age_days", "30", site="temu")
    asked = Query(site="temu", on=DAY, entity="mainland_company")
    found = verdict(desk.rules().gates(asked), asked.entity, date(2026, 11, 4), DAY)
    assert (found.answer, found.from_day) == ("later", date(2026, 12, 4))


def test_a_fee_shows_what_the_pack_takes(desk):
    desk.platforms.overrule("fee.referral.rate", "12%", site="amazon.us", category="home_kitchen")
    fees = desk.rules().fees(query(category="home_kitchen"))
    (fee,) = [one for one in fees if one.name == "referral"]
    assert fee.confidence is Confidence.SELLER
    assert fee.source_note().conflict.startswith("the pack says 15%")


def test_two_own_values_of_one_fee_show_the_pack_once(desk):
    desk.platforms.overrule("fee.referral.rate", "12%", site="amazon.us", category="home_kitchen")
    desk.platforms.overrule("fee.referral.minimum", "1", site="amazon.us", category="home_kitchen")
    fees = desk.rules().fees(query(category="home_kitchen"))
    (fee,) = [one for one in fees if one.name == "referral"]
    assert (str(fee.rate), str(fee.minimum)) == ("0.12", "1")
    assert fee.source_note().conflict.startswith("the pack says 15%")


def test_the_id_of_a_collected_fact_names_its_key(desk):
    own = desk.platforms.overrule("lst.amz-title-75", "60", site="amazon.us")
    assert own.key == "listing.title.max"
    desk.platforms.restore("lst.amz-title-75", site="amazon.us")
    assert desk.platforms.overrides() == []


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("fee.referral.rate", "150%", "out of range"),
        ("fee.referral.rate", "-0.1", "out of range"),
        ("fee.referral.rate", "cheap", "not a number"),
        ("fee.referral.colour", "1", "no fee"),
        ("fee.referal.rate", "0.1", "no fee “referal”"),
        ("fee.closing.amount", "-1", "out of range"),
        ("fee.closing.amount", "9" * 14, "out of range"),
        ("fee.closing.amount", "1e99", "not a number"),
        ("fee.closing.amount", "NaN", "not a number"),
        ("gate.individual_business", "maybe", "no answer of a gate"),
        ("gate.individual_business", "2026-02-30", "no answer of a gate"),
        ("gate.shop", "yes", "no gate"),
        ("gate.individual_business.minimum_age_days", "-3", "number of days"),
        ("gate.individual_business.minimum_age_days", "9" * 30, "number of days"),
        ("listing.title.max", "60.5", "whole number"),
        ("listing.title.max", "９", "whole number"),
        ("listing.titel.max", "60", "no fact"),
        ("site.deposit", "", "1 to 2000 characters"),
        ("site.deposit", "x" * 2001, "1 to 2000 characters"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(desk, key, value, words):
    with pytest.raises(UsageProblem) as caught:
        desk.platforms.overrule(key, value, site="amazon.us")
    assert words in caught.value.title
    assert desk.platforms.overrides() == []


def test_a_key_that_is_nearly_right_is_asked_back(desk):
    with pytest.raises(UsageProblem) as caught:
        desk.platforms.overrule("listing.titel.max", "60")
    assert "listing.title.max" in caught.value.advice


def test_it_can_be_undone(desk):
    desk.platforms.overrule("gate.individual_business", "yes", site="amazon.us")
    desk.store.undo()
    assert desk.platforms.overrides() == []


def with_deposit(desk, unit):
    """Packs that ask for a deposit in this currency at amazon.us, or that know of none."""
    packs = []
    for pack in desk.packs.packs:
        facts = [one for one in pack.fact if one.key != "site.deposit"]
        if pack.platform == "amazon" and facts and unit:
            scope = Scope(site=["amazon.us"])
            changed = {"key": "site.deposit", "value": "800", "unit": unit, "applies_to": scope}
            facts.append(msgspec.structs.replace(facts[0], **changed))
        packs.append(
            msgspec.structs.replace(pack, fact=facts if pack.platform == "amazon" else pack.fact)
        )
    desk.__dict__["packs"] = RuleBook(packs, files=desk.packs.files)


@pytest.mark.parametrize("then", ["USD", ""])
def test_a_sum_stays_what_it_was_when_the_packs_turn_to_another_currency(desk, then):
    with_deposit(desk, then)
    desk.platforms.overrule("site.deposit", "500", site="amazon.us")
    with_deposit(desk, "CNY")
    fact = desk.rules().fact("site.deposit", query())
    assert (fact.value, fact.unit) == (500, "USD")
    assert "800 CNY" in fact.source_note().conflict


def test_a_deposit_without_unit_is_in_the_currency_of_its_site(desk):
    own = Override(id="a", key="site.deposit", value=500, site="amazon.de", set_on=DAY)
    product = Product(category="headphones", currency="USD", price=Decimal("29.99"))
    book = desk.packs.with_overrides([own])
    (found,) = compare(book, ["amazon.de"], product, Seller(entity="mainland_company"), DAY)
    assert found.deposit.amount == Money.of("500", "EUR")
