from datetime import date

import pytest

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Confidence
from seller_desk.core.rules.book import Override, Query, RuleBook
from seller_desk.core.rules.load import load_pack

HEAD = """
platform = "amazon"
version = "2026.11"
name = { en = "Amazon", zh = "亚马逊" }
[[site]]
id = "amazon.us"
country = "US"
currency = "USD"
name = { en = "Amazon US", zh = "亚马逊美国" }
"""
FACT = """
[[fact]]
key = "listing.title.max"
value = {value}
unit = "char"
source = {{ title = "a page", url = "https://example.com" }}
checked = 2026-11-23
confidence = "official"
{more}
"""
DAY = date(2026, 11, 24)


def book(tmp_path, *facts, overrides=()):
    path = tmp_path / "pack.toml"
    path.write_text(HEAD + "".join(facts), encoding="utf-8")
    return RuleBook([load_pack(path)], overrides)


def query(**values):
    return Query(**{"site": "amazon.us", "on": DAY, **values})


def test_a_fact_counts_from_its_day_on(tmp_path):
    rules = book(
        tmp_path,
        FACT.format(value=200, more="until = 2026-07-26"),
        FACT.format(value=75, more="effective_from = 2026-07-27"),
    )
    assert rules.whole("listing.title.max", query(on=date(2026, 7, 26)))[0] == 200
    assert rules.whole("listing.title.max", query(on=date(2026, 7, 27)))[0] == 75


def test_the_narrower_scope_wins(tmp_path):
    rules = book(
        tmp_path,
        FACT.format(value=75, more=""),
        FACT.format(value=200, more='applies_to = { category = ["books"] }'),
    )
    assert rules.whole("listing.title.max", query(category="books"))[0] == 200
    assert rules.whole("listing.title.max", query(category="toys"))[0] == 75


def test_the_sellers_own_value_outranks_the_pack_and_says_so(tmp_path):
    own = Override(
        id="1",
        key="listing.title.max",
        value=60,
        site="amazon.us",
        note="my manager said so",
        set_on=DAY,
    )
    rules = book(tmp_path, FACT.format(value=75, more=""), overrides=[own])
    fact = rules.fact("listing.title.max", query())
    assert fact is not None
    assert (fact.value, fact.confidence, fact.unit) == (60, Confidence.SELLER, "char")
    other = rules.fact("listing.title.max", query(site="amazon.de"))
    assert other is None


def test_what_nobody_knows_is_none(tmp_path):
    assert book(tmp_path).fact("listing.title.max", query()) is None


def test_a_platforms_fact_does_not_reach_other_platforms(tmp_path):
    assert (
        book(tmp_path, FACT.format(value=75, more="")).fact(
            "listing.title.max", query(site="ebay.us")
        )
        is None
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + FACT.format(value=75, more='colour = "red"'), 18),
        (HEAD + "\n[[fact]]\nkey = 1x\n", 12),
        (HEAD.replace("version", "versoin"), 3),
    ],
)
def test_a_bad_pack_is_refused_with_file_and_line(tmp_path, text, line):
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeskError) as caught:
        load_pack(path)
    assert caught.value.file == str(path)
    assert caught.value.row == line


def test_sites_stand_in_the_order_that_their_packs_give(tmp_path):
    paths = []
    for name, rank in (("b", 2), ("a", 1)):
        path = tmp_path / f"{name}.toml"
        text = HEAD.replace("amazon", name).replace(
            'version = "2026.11"', f'version = "2026.11"\nrank = {rank}'
        )
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    assert list(RuleBook([load_pack(path) for path in paths]).sites) == ["a.us", "b.us"]


def test_facts_are_listed_by_the_beginning_of_their_keys(tmp_path):
    more = FACT.format(value=5, more="").replace("listing.title.max", "review.days")
    rules = book(tmp_path, FACT.format(value=75, more=""), more)
    assert [fact.key for fact in rules.facts_of(query(), "review.")] == ["review.days"]
    assert [fact.key for fact in rules.facts_of(query(), "review.", "listing.")] == [
        "review.days",
        "listing.title.max",
    ]
    assert rules.facts_of(query(site="ebay.us"), "review.") == []
