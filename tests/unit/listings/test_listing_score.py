"""The score: points lost and kept make 100, the rubric is whole, and fixes are worth what they say."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.base.codes import CODES
from seller_desk.core.base.findings import Finding, Severity, Subject
from seller_desk.core.listings.checks import ListingChecker
from seller_desk.core.listings.model import ListingImage, ListingVideo
from seller_desk.core.listings.score import rubric, score_listing, shown_worth

DAY = date(2026, 11, 24)
BULLETS = ["Four-side locks keep soup in.", "Goes into the dishwasher.", "Three of 300 ml each."]


@pytest.fixture
def good(good):
    """With as many bullet points as Amazon wants."""
    return lambda **changes: good(**{"bullets": BULLETS, **changes})


@pytest.fixture
def scored(book):
    def find(listing, site="amazon.us", **more):
        checker = ListingChecker(book, site, DAY)
        return score_listing(listing, checker.check(listing), checker.limits(), **more)

    return find


@pytest.fixture
def whole(good):
    return good(
        title="CHENGWAN Food Storage Container 3 Compartments Leakproof",
        bullets=[f"Bullet point number {n}" for n in range(5)],
        description="word " * 100,
        search_terms=" ".join(f"term{n}" for n in range(25)),
        images=[ListingImage(url=f"https://example.com/{n}.jpg") for n in range(7)],
        videos=[ListingVideo(url="https://example.com/v.mp4")],
        weight_g=300,
        length_mm=100,
        width_mm=100,
        height_mm=100,
    )


def test_a_whole_listing_has_100_and_nothing_to_do(whole, scored):
    found = scored(whole)
    assert (found.whole, found.fixes) == (100, ())


def test_points_and_fixes_always_make_100(good, whole, scored):
    for listing in (good(), good(title="", brand="", gtin="", bullets=[]), whole):
        found = scored(listing)
        total = found.points + sum(fix.worth for fix in found.fixes)
        assert round(total, 6) == 100
        assert list(found.fixes) == sorted(found.fixes, key=lambda fix: -fix.worth)


def test_doing_a_fix_brings_what_it_said(whole, scored):
    poor = msgspec.structs.replace(whole, images=whole.images[:3])
    fix = scored(poor).fixes[0]
    assert (fix.criterion.id, fix.have, fix.want, fix.field) == ("pictures", 3, 7, "images")
    assert scored(whole).points - scored(poor).points == pytest.approx(fix.worth)


def test_what_a_site_says_nothing_of_is_left_out(good, scored):
    on_temu = {one.criterion.id for one in scored(good(), "temu").earned}
    assert "title_use" not in on_temu
    assert "search_terms" not in on_temu
    assert "title_use" in {one.criterion.id for one in scored(good()).earned}


def test_a_family_counts_only_for_its_members(good, scored):
    assert "family" not in {one.criterion.id for one in scored(good()).earned}
    assert "family" in {one.criterion.id for one in scored(good(), in_family=True).earned}


@given(st.lists(st.sampled_from(sorted(CODES)), max_size=30), st.sampled_from(list(Severity)))
def test_no_heap_of_findings_goes_below_zero(codes, severity):
    from seller_desk.core.listings.model import Listing
    from seller_desk.core.rules.book import RuleBook

    limits = ListingChecker(_book(RuleBook), "amazon.us", DAY).limits()
    found = [Finding(code=one, severity=severity, subject=Subject(kind="listing")) for one in codes]
    score = score_listing(Listing(id="1", company_id="c", sku="A"), found, limits)
    assert 0 <= score.points <= 100
    assert all(fix.worth > 0 for fix in score.fixes)


_BOOKS = []


def _book(kind):
    if not _BOOKS:
        _BOOKS.append(kind.load())
    return _BOOKS[0]


def test_the_rubric_names_codes_that_exist_once_each():
    rules = rubric()
    assert sum(one.points for one in rules.criterion) > 0
    ids = [one.id for one in rules.criterion]
    assert len(ids) == len(set(ids))
    for one in rules.criterion:
        for code in one.codes:
            assert any(name == code or name.startswith(code) for name in CODES), code
        assert bool(one.codes) is (one.kind == "codes")


def test_every_code_of_a_listing_has_a_criterion():
    rules = rubric()
    named = tuple(code for one in rules.criterion for code in one.codes)
    lost = [
        code
        for code in CODES
        if code.startswith(("listing.", "image.")) and not code.startswith(named)
    ]
    assert lost == []


def test_a_fix_is_never_shown_as_worth_nothing():
    assert shown_worth(Decimal("0.01")) == Decimal("0.1")
    assert shown_worth(Decimal("2.345")) == Decimal("2.3")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_tells_every_line_of_the_rubric_with_its_points(language):
    from seller_desk.core.base.paths import resources_dir

    text = (resources_dir() / "help" / language / "score.md").read_text(encoding="utf-8")
    assert rubric().version in text
    for one in rubric().criterion:
        label, why = getattr(one.label, language), getattr(one.why, language)
        assert f"| {label} | {one.points} | {why} |" in text
