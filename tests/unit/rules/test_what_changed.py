"""A changed pack names the applications and drafts that it concerns; the seller is told what moved, once."""

import shutil
from datetime import date

import msgspec
import pytest

from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk
from seller_desk.core.listings.model import SiteFields
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.compare import changes
from tests.unit.rules import packs_of_others as others

DAY = date(2026, 11, 24)


@pytest.fixture
def desk(sample_folder, tmp_path):
    """The sample company: applications for Amazon and eBay in the US, and its drafts."""
    shutil.copytree(sample_folder, tmp_path / "data")
    with open_desk(DataFolder(tmp_path / "data"), write=True) as made:
        made.today = lambda: DAY
        yield made


def with_fact(packs, key, site, **changed):
    """The packs with other values of the facts of this key on this site."""
    result = []
    for pack in packs:
        facts = [
            msgspec.structs.replace(fact, **changed)
            if fact.key == key and site in (fact.applies_to.site or [site])
            else fact
            for fact in pack.fact
        ]
        same = pack.platform != site.partition(".")[0]
        result.append(pack if same else msgspec.structs.replace(pack, fact=facts))
    return result


def update(desk, packs):
    """The program came with other packs."""
    desk.__dict__["packs"] = RuleBook(packs, files=desk.packs.files)


def drafts(desk):
    with desk.store.read() as work:
        return work.listings.count()


def test_the_first_time_there_is_nothing_new(desk):
    assert desk.rule_packs.news() is None
    assert desk.rule_packs.news() is None


def test_an_update_that_moves_a_limit_names_applications_and_drafts(desk):
    desk.rule_packs.news()
    update(desk, with_fact(desk.packs.packs, "listing.title.max", "amazon.us", value=60))
    news = desk.rule_packs.news()
    assert {one.now for one in news.changes} == {"60 characters"}
    assert "75 characters" in {one.was for one in news.changes}
    (touched,) = news.applications
    assert touched.application.platform == "amazon"
    assert news.drafts == drafts(desk) > 0
    assert "amazon.us" in news.sites
    assert "ebay.us" not in news.sites


def test_it_is_told_until_it_was_seen_also_after_a_new_start(desk):
    desk.rule_packs.news()
    update(desk, with_fact(desk.packs.packs, "site.payout", "ebay.us", value="never"))
    assert desk.rule_packs.news() is not None
    assert desk.rule_packs.news() is not None
    desk.rule_packs.mark_seen()
    assert desk.rule_packs.news() is None


def test_a_fact_about_registering_concerns_no_draft(desk):
    desk.rule_packs.news()
    update(desk, with_fact(desk.packs.packs, "site.payout", "ebay.us", value="never"))
    news = desk.rule_packs.news()
    assert [one.application.platform for one in news.applications] == ["ebay"]
    assert news.drafts == 0


def test_a_platform_where_nobody_applies_concerns_nobody_and_is_still_told(desk):
    desk.rule_packs.news()
    update(desk, with_fact(desk.packs.packs, "site.deposit", "temu", value="1"))
    news = desk.rule_packs.news()
    assert not news.any
    assert news.sites == ("temu",)
    assert ("10000 CNY", "1 CNY") in [(one.was, one.now) for one in news.changes]


def test_a_fee_of_other_categories_concerns_no_draft(desk):
    packs = desk.packs.packs
    with desk.store.read() as work:
        mine = {one.category for one in work.listings.find()}
        named = {name for one in work.applications.find() for name in one.categories}
    changed = []
    for pack in packs:
        fees = [
            msgspec.structs.replace(fee, until=date(2030, 1, 1))
            if fee.applies_to.category and not (mine | named) & set(fee.applies_to.category)
            else fee
            for fee in pack.fee
        ]
        changed.append(msgspec.structs.replace(pack, fee=fees))
    found = desk.rule_packs.effects(changes(packs, changed))
    assert found.changes
    assert found.drafts == 0


def test_a_rule_that_had_ended_concerns_nobody(desk):
    packs = desk.packs.packs
    gone = with_fact(packs, "listing.title.max", "amazon.us", value=60, until=date(2026, 1, 1))
    found = desk.rule_packs.effects(changes(packs, gone))
    assert found.changes
    assert not found.any


def test_without_the_copy_of_then_nothing_is_invented(desk):
    desk.rule_packs.news()
    (desk.folder.rules / "seen-packs.bin").write_bytes(b"damaged")
    update(desk, with_fact(desk.packs.packs, "listing.title.max", "amazon.us", value=60))
    assert desk.rule_packs.news() is None
    assert desk.rule_packs.news() is None


def test_a_pack_that_is_added_says_at_once_whom_it_concerns_and_is_no_news_later(desk, tmp_path):
    desk.rule_packs.news()
    file = others.write(
        tmp_path / "a.toml", others.head("ebay"), others.fact("listing.subtitle.max", "55")
    )
    moved = desk.rule_packs.add(file)
    assert [one.application.platform for one in moved.effects.applications] == ["ebay"]
    assert moved.effects.drafts == drafts(desk)
    assert desk.rule_packs.news() is None
    back = desk.rule_packs.remove(moved.name)
    assert [one.kind for one in back.effects.changes] == ["removed"]
    assert desk.rule_packs.news() is None


def test_a_draft_with_values_for_other_sites_of_the_platform_is_not_concerned(desk):
    before = desk.packs.packs
    found = changes(before, with_fact(before, "listing.title.max", "amazon.us", value=60))
    every = drafts(desk)
    assert desk.rule_packs.effects(found).drafts == every
    with desk.store.work("x") as work:
        one, two, *_rest = work.listings.find()
        work.listings.save(
            msgspec.structs.replace(one, sites={"amazon.de": SiteFields(title="Nur hier")})
        )
        # Values for another platform say nothing about this one.
        work.listings.save(
            msgspec.structs.replace(two, sites={"ebay.us": SiteFields(title="There")})
        )
    assert desk.rule_packs.effects(found).drafts == every - 1
    with desk.store.work("x") as work:
        own = {"amazon.de": SiteFields(), "amazon.us": SiteFields(title="Here too")}
        work.listings.save(msgspec.structs.replace(one, sites=own))
    assert desk.rule_packs.effects(found).drafts == every
