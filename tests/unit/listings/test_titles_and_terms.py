"""Titles out of parts, titles made shorter, search terms within their bytes."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seller_desk.core.listings.checks import ListingChecker
from seller_desk.core.listings.writing.limits import TermRules, term_rules
from seller_desk.core.listings.writing.model import Keyword
from seller_desk.core.listings.writing.patterns import title_catalogue
from seller_desk.core.listings.writing.taken_apart import parts_of
from seller_desk.core.listings.writing.terms import build_terms, from_text
from seller_desk.core.listings.writing.title import TitlePart, TitleRules, build_title
from seller_desk.core.listings.writing.words import Indexed, stem, stems
from seller_desk.core.rules.book import Query, RuleBook

DAY = date(2026, 11, 24)
BOOK = RuleBook.load()
AMAZON = ListingChecker(BOOK, "amazon.us", DAY).limits("home_kitchen")
RULES = TitleRules.of(AMAZON, "home_kitchen")
TERMS = term_rules(BOOK, Query(site="amazon.us", on=DAY))
LONG = "CHENGWAN Food Storage Container with 3 Compartments, Leakproof, BPA-Free, Microwave Safe"


def shortened(title, good, rules=RULES, keywords=(), **more):
    listing = good(title=title)
    return build_title(parts_of(title, listing, keywords), rules, keep_order=True, **more)


def test_the_title_of_the_sample_loses_its_last_part_to_the_item_highlights(good):
    made = shortened(LONG, good)
    assert made.title == LONG.removesuffix(", Microwave Safe")
    assert len(made.title) <= 75
    assert made.highlights == "Microwave Safe"
    (left,) = made.left_out
    assert (left.part.text, left.moved) == ("Microwave Safe", True)


def test_highlights_that_are_there_stay_and_nothing_is_added_twice(good):
    made = shortened(LONG, good, highlights="Dishwasher safe, Microwave Safe")
    assert made.highlights == "Dishwasher safe, Microwave Safe"
    assert shortened(LONG, good, highlights="Stackable").highlights == "Stackable, Microwave Safe"


def test_without_room_in_the_highlights_a_part_is_left_out_and_told(good):
    made = shortened(LONG, good, highlights="x" * 120)
    assert made.highlights == "x" * 120
    assert [one.moved for one in made.left_out] == [False]
    assert "highlights" in made.left_out[0].why()


def test_where_highlights_cannot_be_written_nothing_moves_there(good):
    rules = TitleRules.of(AMAZON, "home_kitchen", highlights=False)
    made = shortened(LONG, good, rules)
    assert (made.highlights, made.left_out[0].moved) == ("", False)


def test_what_buyers_search_for_most_stays_longest(good):
    wanted = [Keyword(text="microwave safe", volume=9000), Keyword(text="leakproof", volume=10)]
    made = shortened(LONG, good, keywords=wanted)
    assert "Microwave Safe" in made.title
    assert len(made.title) <= 75


def test_a_title_that_fits_reads_as_before(good):
    for title in ("CHENGWAN Bento Box - Leakproof, 2 Pack", "密封收纳盒，三格，不锈钢"):
        made = shortened(title, good)
        assert (made.title, list(made.left_out)) == (title, [])


def test_parts_are_told_apart(good):
    title = "CHENGWAN Bento Box (2 Pack) for Kids, BPA Free Plastic, Blue, 1,200 ml, for School"
    found = {one.kind: one.text for one in parts_of(title, good(title=title))}
    assert found == {
        "brand": "CHENGWAN",
        "core": "Bento Box",
        "quantity": "2 Pack",
        "audience": "for Kids",
        "material": "BPA Free Plastic",
        "color": "Blue",
        "size": "1,200 ml",
        "scene": "for School",
    }


def test_parts_come_in_the_order_of_the_site_and_category():
    parts = [
        TitlePart("material", "Cotton"),
        TitlePart("audience", "Women's"),
        TitlePart("core", "Running Shorts"),
        TitlePart("brand", "ACME"),
    ]
    clothes = TitleRules.of(AMAZON, "clothing")
    assert build_title(parts, clothes).title == "ACME Women's, Running Shorts, Cotton"
    assert build_title(parts, RULES).title == "ACME Running Shorts, Cotton, Women's"
    tiktok = TitleRules.of(ListingChecker(BOOK, "tiktok_shop.us", DAY).limits())
    assert build_title([*parts, TitlePart("feature", "Dry")], tiktok).title == (
        "ACME Running Shorts, Cotton, Dry, Women's"
    )


def test_size_and_color_stay_out_of_a_parents_title():
    parts = [TitlePart("core", "Box"), TitlePart("color", "Blue"), TitlePart("size", "2 l")]
    assert build_title(parts, RULES, parent=True).title == "Box"
    assert build_title(parts, RULES).title == "Box, 2 l, Blue"


def test_what_the_site_refuses_is_left_out_and_told():
    parts = [
        TitlePart("brand", "WOW!"),
        TitlePart("core", "Box? Yes"),
        TitlePart("feature", "Free Shipping"),
    ]
    made = build_title(parts, RULES)
    assert made.title == "WOW! Box Yes"
    assert [one.why() for one in made.left_out] == [
        "Characters that the site refuses: ?",
        "A phrase that the site does not want",
    ]


def test_a_word_that_was_said_falls_away_with_its_preposition():
    parts = [TitlePart("core", "Lunch Box"), TitlePart("feature", "with Boxes")]
    made = build_title(parts, RULES)
    assert made.title == "Lunch Box"
    assert "title already" in made.left_out[0].why()


def test_a_core_longer_than_the_limit_ends_after_a_whole_word():
    core = "Extraordinarily " * 3 + "versatile rectangular stackable storage containers"
    made = build_title([TitlePart("core", core)], RULES)
    assert made.title == "Extraordinarily versatile rectangular stackable storage containers"
    cut = build_title([TitlePart("core", "word " * 3 + "other another " + "y" * 70)], RULES)
    assert cut.title == "word other another"


WORD = st.text("abcdefgAB3-é盒", min_size=1, max_size=9).filter(lambda one: one.strip("-"))
PARTS = st.lists(
    st.builds(
        TitlePart,
        st.sampled_from(sorted(title_catalogue().kinds)),
        st.lists(WORD, min_size=1, max_size=5).map(" ".join),
        st.sampled_from([None, ", ", " "]),
        st.integers(0, 9),
    ),
    max_size=9,
)


@settings(max_examples=150, deadline=None)
@given(PARTS, st.integers(1, 90), st.booleans())
def test_a_built_title_never_breaks_the_rules(parts, limit, keep_order):
    rules = TitleRules(
        limit=limit,
        repeats=2,
        exempt=frozenset(),
        banned=frozenset("!?"),
        phrases=(),
        pattern=RULES.pattern,
        highlights=40,
    )
    made = build_title(parts, rules, keep_order=keep_order)
    assert len(made.title) <= limit
    assert len(made.highlights) <= 40
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", made.title.casefold())
    said = [stem(one) for one in words if not one.isdigit()]
    assert len(set(said)) == len(said)
    given_words = {
        one for part in parts for one in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", part.text)
    }
    kept = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", made.title)
    assert set(kept) <= given_words, "a word was cut or made up"


def test_search_terms_hold_no_word_of_the_title_no_brand_no_code_and_nothing_twice():
    keywords = [
        Keyword(text="lunch boxes for kids", volume=90_000),
        Keyword(text="meal prep containers", volume=50_000),
        Keyword(text="rubbermaid container", volume=40_000),
        Keyword(text="kid lunch box", volume=30_000),
        Keyword(text="B0ABCDEFGH", volume=20_000),
        Keyword(text="free shipping bento", volume=10_000),
        Keyword(text="便当盒", volume=5),
    ]
    made = build_terms(keywords, said=[LONG], brands=["Rubbermaid"], rules=TERMS, limits=AMAZON)
    assert made.text == "lunch boxes kids meal prep 便当盒"
    assert made.used == len(made.text.encode()) == 36
    assert {(one.text, one.reason) for one in made.left_out} == {
        ("for", "A word without weight in searches"),
        ("containers", "The title says it already"),
        ("container", "The title says it already"),
        ("rubbermaid", "A brand"),
        ("B0ABCDEFGH", "A product code of the platform"),
        ("free shipping bento", "A phrase that the site does not want"),
    }


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.builds(
            Keyword, text=st.text("abcüß便当 ", min_size=1, max_size=30), volume=st.integers(0, 99)
        ),
        max_size=60,
    ),
    st.sampled_from([" ", ","]),
)
def test_search_terms_never_pass_their_bytes_and_never_repeat(keywords, separator):
    rules = TermRules(separator=separator, code="", shown=())
    made = build_terms(keywords, said=["abc"], brands=["cba"], rules=rules, limits=AMAZON)
    assert made.used == len(made.text.encode()) <= 249
    roots = [stem(one) for one in made.words]
    assert len(set(roots)) == len(roots)
    assert "abc" not in roots
    assert "cba" not in roots


def test_the_stricter_bytes_rule_and_both_sources_are_shown():
    shown = {one.key.rpartition(".")[2]: one for one in TERMS.shown}
    assert (shown["max"].value, shown["max"].others[0][0]) == ("249", "250")
    assert shown["max"].others[0][1].title.endswith("P7.9")
    assert (shown["separator"].value, TERMS.separator) == ("space", " ")
    assert shown["separator"].others[0][1].title.endswith("P7.9")


def test_a_field_that_is_filled_can_be_built_anew():
    pieces = [one.text for one in from_text("meal prep, lunch  bento，kids")]
    assert pieces == ["meal prep", "lunch bento", "kids"]
    assert [one.text for one in from_text("meal prep")] == ["meal", "prep"]


@pytest.mark.parametrize(
    ("plural", "single"),
    [
        ("boxes", "box"),
        ("berries", "berry"),
        ("cases", "case"),
        ("dresses", "dress"),
        ("cookies", "cookie"),
        ("watches", "watch"),
        ("lids", "lid"),
        ("kid's", "kid"),
    ],
)
def test_plural_and_singular_are_one_word(plural, single):
    assert stem(plural) == stem(single)


def test_words_are_whole_in_latin_and_anywhere_in_chinese():
    text = Indexed.of(["Stainless Steel Lunch Boxes", "密封收纳盒 三格"])
    assert text.has_phrase("lunch box")
    assert text.has_words("box steel")
    assert not text.has_phrase("box steel")
    assert not text.has_words("stain")
    assert text.has_words("收纳盒")
    assert not text.has_phrase("boxes 密封 steels pan")
    assert stems("ＬＵＮＣＨ") == ["lunch"]
