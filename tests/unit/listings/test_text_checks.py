"""Checks of texts and fields against dated limits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from seller_desk.core.listings.checks import ListingChecker, sku_duplicates
from seller_desk.core.listings.model import SiteFields
from seller_desk.core.listings.rule_kit import byte_count, gtin_valid
from seller_desk.core.rules.book import Query

BEFORE, AFTER = date(2026, 7, 26), date(2026, 7, 27)
AMAZON = ["amazon.us", "amazon.de", "amazon.jp"]


@pytest.fixture
def good(good):
    """With as many bullet points as Amazon wants."""
    three = ["Four-side locks keep soup in.", "Goes into the dishwasher.", "Three of 300 ml each."]
    return lambda **changes: good(**{"bullets": three, **changes})


@pytest.mark.parametrize("site", AMAZON)
@pytest.mark.parametrize(
    ("length", "on", "category", "long"),
    [
        (200, BEFORE, "home_kitchen", False),
        (201, BEFORE, "home_kitchen", True),
        (75, AFTER, "home_kitchen", False),
        (76, AFTER, "home_kitchen", True),
        (200, AFTER, "books", False),
        (201, AFTER, "books", True),
        (200, AFTER, "video_games", False),
    ],
)
def test_the_title_limit_depends_on_the_planned_day_and_the_category(
    good, codes, site, length, on, category, long
):
    listing = good(title="x" * length, category=category)
    assert (("title_too_long", "blocker") in codes(listing, site, on)) is long


def test_ebay_titles_have_80_characters(good, codes):
    assert codes(good(title="x" * 80), "ebay.us") == [("required_missing", "warning")]
    assert ("title_too_long", "blocker") in codes(good(title="x" * 81), "ebay.de")


def test_a_finding_says_what_was_measured_required_and_by_whom(good, book):
    found = ListingChecker(book, "amazon.us", AFTER).check(good(title="x" * 88))
    (one,) = [each for each in found if each.code == "listing.title_too_long"]
    assert one.measured.to_json() == {"value": 88, "unit": "char"}
    assert one.required.to_json() == {"value": 75, "unit": "char"}
    assert one.place.field == "title"
    assert one.site == "amazon.us"
    assert one.subject.id == "one"
    assert one.sources[0].as_of == "2026-07-27"
    assert "80-150" in one.sources[0].conflict


@pytest.mark.parametrize("char", ["!", "$", "?", "_", "{", "}", "^", "¬", "¦"])
def test_amazon_refuses_characters_in_the_title(good, codes, char):
    assert codes(good(title=f"CHENGWAN Box {char}")) == [("title_banned_character", "blocker")]


def test_a_banned_character_of_the_brand_itself_is_allowed(good, codes):
    assert codes(good(title="Yum! Food Box", brand="Yum!")) == []
    assert codes(good(title="YUM! Food Box", brand="Yum!")) == []
    assert codes(good(title="Yum! Food Box!", brand="Yum!")) == [
        ("title_banned_character", "blocker")
    ]


@pytest.mark.parametrize("title", ["Box #10 for <5 kg", "Box 10*20", "Size 10 * 20 cm"])
def test_measure_characters_are_fine_in_measures(good, codes, title):
    assert codes(good(title=title)) == []


@pytest.mark.parametrize("title", ["* Soft Box *", "Box ~ Soft", "Box <new>"])
def test_measure_characters_as_decoration_are_a_warning(good, codes, title):
    assert ("title_banned_character", "warning") in codes(good(title=title))


def test_a_word_may_stand_twice_and_articles_as_often_as_they_like(good, codes):
    assert codes(good(title="Box for the Box and the Lid for the Rack and the Jar")) == []
    assert codes(good(title="Box box BOX")) == [("title_word_repeated", "blocker")]
    assert codes(good(title="Box Box Box"), on=date(2025, 1, 20)) == []


@pytest.mark.parametrize(
    ("site", "fits", "too_long"),
    [
        ("amazon.us", "a" * 249, "a" * 250),
        ("amazon.us", "ü" * 124, "ü" * 125),
        ("amazon.de", "餐" * 83, "餐" * 84),
    ],
)
def test_search_terms_count_bytes(good, codes, site, fits, too_long):
    assert codes(good(search_terms=fits), site) == []
    assert codes(good(search_terms=too_long), site) == [("search_terms_too_long", "blocker")]


def test_one_page_alone_never_blocks(good, codes):
    # 499 bytes in Japan and 200 characters a bullet rest on one source each.
    assert codes(good(search_terms="あ" * 167), "amazon.jp") == [
        ("search_terms_too_long", "warning")
    ]
    assert codes(good(bullets=["x" * 201])) == [("bullet_too_long", "warning")]


@pytest.mark.parametrize("terms", ["Lunch box, bento，lunch", "lunch. box lunch!", "lunch/lunch"])
def test_repeated_search_terms_are_named_whatever_separates_them(good, book, terms):
    found = ListingChecker(book, "amazon.us", AFTER).check(good(search_terms=terms))
    assert [(one.code, one.detail) for one in found] == [("listing.search_terms_repeated", "lunch")]


def test_highlights_exist_since_the_short_title(good, codes):
    assert codes(good(highlights="x" * 126)) == [("highlights_too_long", "blocker")]
    assert codes(good(highlights="x" * 126), on=BEFORE) == []
    assert codes(good(highlights="x" * 126), "ebay.us") == [("required_missing", "warning")]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": ""}),
        ("brand", {"brand": "", "title": "Food Storage Container"}),
        ("gtin", {"gtin": ""}),
        ("description", {"description": ""}),
        ("bullets", {"bullets": []}),
        ("origin_country", {"origin_country": ""}),
    ],
)
def test_what_amazon_marks_as_required_is_asked_for(good, book, field, changes):
    found = ListingChecker(book, "amazon.us", AFTER).check(good(**changes))
    assert [(one.code, one.place.field, str(one.severity)) for one in found] == [
        ("listing.required_missing", field, "blocker")
    ]


def test_an_exempt_product_needs_no_code(good, codes):
    assert codes(good(gtin="", gtin_exempt=True)) == []


def test_a_parent_is_not_asked_for_what_only_its_children_have(good, codes):
    parent = good(gtin="", price=None, quantity=None, images=[])
    assert ("required_missing", "blocker") in codes(parent)
    assert codes(parent, parents=frozenset({"CW-BOX-3"})) == []
    assert codes(good(gtin="", price=None, images=[], variation_theme=["Color"])) == []


def test_the_sites_own_text_is_what_is_checked(good, codes):
    listing = good(title="x" * 90, sites={"amazon.us": SiteFields(title="Short title")})
    assert codes(listing) == []
    assert codes(listing, "amazon.de") == [("title_too_long", "blocker")]


@pytest.mark.parametrize(
    "text", ["Free Shipping on all", "now with FREE  SHIPPING!".replace("  ", " "), "送料無料です"]
)
def test_promises_are_warned_of_in_any_case(good, codes, text):
    assert ("banned_phrase", "warning") in codes(good(description=text), "amazon.jp")


def test_phrases_are_whole_words_and_a_brand_is_no_claim(good, codes):
    assert codes(good(description="A wholesaler of curesome jars, mold resistantly")) == []
    assert codes(good(title="Bestseller Socks", brand="Bestseller")) == []
    assert codes(good(title="Bestseller Socks, bestseller", brand="Bestseller")) == [
        ("banned_phrase", "warning")
    ]


def test_a_sku_that_two_listings_have_is_found_on_both(good):
    twins = [good(id="a"), good(id="b"), good(id="c", sku="cw-box-3")]
    assert [(one.code, one.subject.id) for one in sku_duplicates(twins)] == [
        ("listing.sku_duplicate", "a"),
        ("listing.sku_duplicate", "b"),
    ]


@pytest.mark.parametrize(
    ("code", "valid"),
    [
        ("9520001203015", True),
        ("9520001203016", False),
        ("036000291452", True),
        ("96385074", True),
        ("10012345678902", True),
        ("0000000000000", False),
        ("952000120301", False),
        ("９５２０００１２０３０１５", False),
        ("95200012030²5", False),
        ("", False),
    ],
)
def test_product_codes_have_a_check_digit(code, valid):
    assert gtin_valid(code) is valid


@given(st.text("0123456789", min_size=13, max_size=13))
def test_thirteen_digits_are_judged_as_stdnum_does(code):
    assert gtin_valid(code) is (ean.is_valid(code) and int(code) > 0)


@given(st.text())
def test_bytes_are_never_fewer_than_characters(text):
    assert byte_count(text) >= len(text)


def test_limits_of_a_site_that_nobody_read_are_unknown_not_guessed(book):
    query = Query(site="temu", on=AFTER)
    assert book.fact("listing.title.max", query) is None
