"""Families and twins: what is wrong with a parent and its variations, and what stands twice in a catalogue."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.base.findings import Confidence, SourceNote
from seller_desk.core.listings.checks import ListingChecker
from seller_desk.core.listings.duplicates import duplicates
from seller_desk.core.listings.family import family_of
from seller_desk.core.listings.family_rules import FamilyRules, family_findings
from seller_desk.core.listings.limits import Limit
from seller_desk.core.listings.model import Listing

NOTE = SourceNote(title="page", confidence=Confidence.OFFICIAL)
RULES = FamilyRules("amazon.us", NOTE, None, None, NOTE)


def parent(**changes):
    fields = {"id": "p", "company_id": "c", "sku": "P", "variation_theme": ["Color", "Size"]}
    return Listing(**{**fields, **changes})


def child(name, color="Blue", size="M", **changes):
    fields = {
        "id": name,
        "company_id": "c",
        "sku": name,
        "parent_sku": "P",
        "variation_theme": ["Color", "Size"],
        "options": {"Color": color, "Size": size},
    }
    return Listing(**{**fields, **changes})


def told(*members, rules=RULES, sku=""):
    return [
        (one.code.removeprefix("listing.variation_"), one.subject.id, str(one.severity))
        for one in family_findings(members, rules, sku)
    ]


def test_a_whole_family_has_nothing_wrong_in_any_order():
    family = [parent(), child("a"), child("b", "Red"), child("c", "Red", "L")]
    assert told(*family) == told(*reversed(family)) == []


@pytest.mark.parametrize("theme", ["ColorSize", "Size-Color", "SIZE_NAME/COLOR_NAME", "color size"])
def test_a_theme_that_joins_options_asks_for_each_of_them(theme):
    said = {"variation_theme": [theme]}
    assert told(parent(**said), child("a", **said), child("b", "Red")) == []
    assert [code for code, _who, _grave in told(parent(**said), child("a", size="", **said))] == [
        "option_missing"
    ]


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ([child("a"), child("b", "Red")], [("orphan", "a"), ("orphan", "b")]),
        ([parent(variation_theme=[]), child("a")], [("theme_missing", "p")]),
        ([parent()], [("childless", "p")]),
        (
            [parent(), child("a", variation_theme=["Color"])],
            [("theme_mixed", "a")],
        ),
        ([parent(), child("a", size=" ")], [("option_missing", "a")]),
        ([parent(), child("a"), child("b", "blue ")], [("duplicate", "a"), ("duplicate", "b")]),
        ([parent(brand="One"), child("a", brand="Two")], [("brand_mixed", "a")]),
        ([parent(parent_sku="Q"), child("a")], [("nested", "a")]),
        ([parent(title="Box in blue steel"), child("a")], [("parent_option", "p")]),
    ],
)
def test_each_fault_of_a_family_is_named_at_its_member(members, found):
    got = [(code, who) for code, who, _severity in told(*members) if code != "spelling"]
    assert got == found


def test_one_value_in_two_spellings_is_told_once():
    got = told(parent(), child("a", "Blue", "M"), child("b", "blue", "L"))
    assert got == [("spelling", "p", "warning")]


def test_a_site_without_rules_warns_and_one_with_rules_blocks():
    assert told(child("a"))[0][2] == "blocker"
    assert told(child("a"), rules=FamilyRules("temu"))[0][2] == "warning"


def test_limits_of_options_and_members_count():
    rules = FamilyRules("x", None, Limit(1, "count", NOTE), Limit(1, "count", NOTE))
    got = told(parent(), child("a"), child("b", "Red"), rules=rules)
    assert [one[0] for one in got] == ["options_many", "many"]


def test_shopify_takes_three_options_and_no_more(book):
    names = ["Color", "Size", "Cut", "Cloth"]
    options = dict.fromkeys(names, "x y z")
    family = [
        parent(variation_theme=names),
        child("a", variation_theme=names, options=options),
    ]
    site = next(one for one in book.sites if one.startswith("shopify"))
    found = ListingChecker(book, site, date(2026, 11, 24)).check_family(family)
    assert [one.code for one in found] == ["listing.variation_options_many"]


@given(
    st.lists(st.text("abc", min_size=1, max_size=2), min_size=1, max_size=4),
    st.lists(st.text("xyz", min_size=1, max_size=2), min_size=1, max_size=4),
)
def test_families_that_we_make_have_nothing_wrong(colors, sizes):
    base = parent()
    made = family_of(base, [], {"Color": colors, "Size": sizes})
    children = [msgspec.structs.replace(one, id=str(n), sku=f"s{n}") for n, one in enumerate(made)]
    assert told(base, *children) == []


def test_twins_are_told_on_both_and_families_may_share_a_title():
    one = Listing(id="1", company_id="c", sku="A", title="A  box", gtin="012345678905")
    two = Listing(id="2", company_id="c", sku="B", title="a BOX", gtin="0012345678905")
    found = duplicates([one, two], ["amazon.us"])
    assert [(f.code, f.subject.id, f.detail) for f in found] == [
        ("listing.gtin_duplicate", "1", "B"),
        ("listing.gtin_duplicate", "2", "A"),
        ("listing.title_duplicate", "1", "B"),
        ("listing.title_duplicate", "2", "A"),
    ]
    family = [
        msgspec.structs.replace(one, gtin="", variation_theme=["Color"]),
        msgspec.structs.replace(two, gtin="", parent_sku="A"),
    ]
    assert duplicates(family, ["amazon.us"]) == []
