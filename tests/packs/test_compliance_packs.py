"""What the packs say of products: every entry with source and date of reading, severities that their sources carry."""

from datetime import date

import pytest

from seller_desk.core.base.findings import Confidence
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.catalogs import categories, traits
from seller_desk.core.rules.lint import lint
from seller_desk.core.rules.load import pack_files

DAY = date(2026, 11, 24)
BOOK = RuleBook.load()
ENTRIES = [one for pack in BOOK.packs for one in pack.compliance]


def test_every_demand_has_its_own_id():
    ids = [one.id for one in ENTRIES]
    assert len(ids) == len(set(ids)) >= 30


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.id)
def test_one_blog_alone_is_a_hint(entry):
    if entry.severity == "warning":
        assert entry.confidence in (Confidence.OFFICIAL, Confidence.TWO_SOURCES)
    assert entry.source.title
    assert entry.label.en
    assert entry.label.zh
    assert all(detail.text.zh and detail.source.title for detail in entry.details)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.id)
def test_a_paper_can_be_told_by_its_name_and_what_is_no_paper_has_none(entry):
    assert bool(entry.kinds) == bool(entry.words)


def test_the_destinations_of_the_guide_are_there():
    reached = {one for entry in ENTRIES for one in entry.destination}
    assert {"US", "EU", "GB", "DE", "FR", "JP", "SA"} <= reached


def test_every_trait_is_asked_for_by_a_rule_or_a_category():
    used = {trait for entry in ENTRIES for trait in entry.traits}
    assert used == set(traits())


def test_there_are_forty_categories_and_more_each_named_in_both_languages():
    assert len(categories()) >= 40
    assert all(one.en and one.zh for one in categories().values())


def test_no_requirement_of_a_platform_says_again_what_the_product_rules_say():
    for site in BOOK.sites:
        for category in ("headphones", "toys", "grocery"):
            found = BOOK.requirements(Query(site=site, on=DAY, category=category))
            labels = [one.label.en for one in found if one.label and one.group == "product"]
            assert len(labels) == len(set(labels)), (site, category)


def test_the_rate_of_everything_else_is_never_that_of_an_unmapped_category():
    for site in BOOK.sites:
        for category in categories():
            for fee in BOOK.fees(Query(site=site, on=DAY, category=category)):
                named = fee.applies_to.category
                assert not named or category in named, (site, category, fee.name)


def test_a_pack_with_unknown_traits_kinds_and_places_is_told_by_lint(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(
        'platform = "general"\nversion = "1"\nname = { en = "x", zh = "x" }\n[[compliance]]\n'
        'id = "x.y"\nlabel = { en = "x", zh = "x" }\nseverity = "hint"\ndestination = ["Germany"]\n'
        'traits = ["heavy"]\nkinds = ["poem"]\nunless = ["ships"]\n'
        'source = { title = "x" }\nchecked = 2026-11-23\nconfidence = "single-blog"\n',
        encoding="utf-8",
    )
    _packs, problems = lint([*pack_files(), file], DAY)
    said = " ".join(one.message for one in problems if one.file == str(file))
    for word in ("heavy", "poem", "ships", "DE"):
        assert word in said
