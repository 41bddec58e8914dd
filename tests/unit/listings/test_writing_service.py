"""The writing service on a real database file: proposals, one undo, sheets, trees, ticks."""

from datetime import date

import pytest

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.listings.model import Listing, SiteFields
from seller_desk.core.rules.book import Override

LONG = "ACME Food Storage Container with 3 Compartments, Leakproof, BPA-Free, Microwave Safe, Blue"
TREE = "1 - Home\n2 - Home > Boxes\n3 - Home > Boxes > Lids\n"


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    with open_desk(DataFolder(tmp_path_factory.mktemp("desk")), write=True) as made:
        made.today = lambda: date(2026, 11, 24)
        yield made


@pytest.fixture
def desk(opened):
    """A desk with one company, a short and a long listing and a family, whatever the test before left."""
    with opened.store.work("new") as work:
        work.companies.delete("c")
        work.companies.save(Company(id="c"))
        for one in (
            Listing(id="long", company_id="c", sku="L", title=LONG, brand="ACME"),
            Listing(id="short", company_id="c", sku="S", title="ACME Box", brand="ACME"),
            Listing(
                id="parent", company_id="c", sku="P", title="ACME Lid", variation_theme=["Color"]
            ),
            Listing(id="child", company_id="c", sku="P-1", parent_sku="P", title="ACME Lid Blue"),
        ):
            work.listings.save(one)
    return opened


def listing(desk, listing_id):
    return desk.listings.get(listing_id)


def test_titles_too_long_are_written_as_one_change_that_undo_takes_back(desk):
    found = desk.writing.too_long("c", "amazon.us")
    assert [one.sku for one in found] == ["L"]
    assert desk.writing.keep_titles(found) == 1
    own = listing(desk, "long").sites["amazon.us"]
    assert len(own.title) <= 75
    assert own.highlights == "Microwave Safe"
    assert listing(desk, "long").title == LONG
    assert desk.writing.too_long("c", "amazon.us") == []
    assert desk.store.undo() == "Write titles"
    assert listing(desk, "long").sites == {}


def test_a_title_that_changed_meanwhile_is_left_alone(desk):
    found = desk.writing.too_long("c", "amazon.us", ["long"])
    with desk.store.work("edit") as work:
        work.listings.save(
            Listing(id="long", company_id="c", sku="L", title="Another title", brand="ACME")
        )
    assert desk.writing.keep_titles(found) == 0
    assert listing(desk, "long").title == "Another title"


def test_in_italy_nothing_moves_to_highlights(desk):
    (found,) = desk.writing.too_long("c", "amazon.it")
    assert found.highlights_after == ""
    assert not any(one.moved for one in found.left_out)


def test_a_shorter_limit_of_the_sellers_own_is_kept_to(desk):
    with desk.store.work("own") as work:
        work.overrides.save(
            Override(id="o", key="listing.title.max", value=40, set_on=date(2026, 11, 1))
        )
    try:
        (found, *_others) = desk.writing.too_long("c", "ebay.us")
        assert len(found.after) <= 40
        assert found.limit == 40
    finally:
        desk.store.undo()


def test_texts_go_to_the_site_only_where_they_differ(desk):
    desk.writing.keep_texts("short", "amazon.us", {"bullets": ["One"], "search_terms": "two"})
    own = listing(desk, "short").sites["amazon.us"]
    assert (own.bullets, own.search_terms) == (["One"], "two")
    desk.writing.keep_texts("short", "amazon.us", {"bullets": [], "search_terms": ""})
    assert listing(desk, "short").sites == {}


def test_problems_of_a_text_are_told_before_it_is_kept(desk):
    bad = {"bullets": ["x" * 400, "money-back guarantee"]}
    codes = {one.code for one in desk.writing.problems(listing(desk, "short"), "amazon.us", bad)}
    assert {"listing.bullet_too_long", "listing.banned_phrase"} <= codes
    assert listing(desk, "short").bullets == []


def test_a_description_takes_the_form_and_language_of_the_site(desk):
    one = listing(desk, "short")
    parts = {"technical": "Volume: 1 l"}
    assert desk.writing.describe(one, "ebay.de", parts).startswith("<h3>Technische Daten</h3><ul>")
    assert desk.writing.describe(one, "amazon.us", parts) == "Technical data\n- Volume: 1 l"


def test_keywords_are_for_the_family_they_were_imported_for(desk, tmp_path):
    path = tmp_path / "k.csv"
    path.write_text("Keyword,Search Volume\nlid cover,50\nkitchen lid,1001\n", encoding="utf-8")
    sheet, read = desk.writing.import_keywords("c", path, site="amazon.us", skus=["P"])
    assert len(read.keywords) == 2
    assert len(desk.writing.keywords_for(listing(desk, "child"), "amazon.us")) == 2
    assert desk.writing.keywords_for(listing(desk, "child"), "amazon.de") == []
    assert desk.writing.keywords_for(listing(desk, "short"), "amazon.us") == []
    found = desk.writing.coverage(listing(desk, "child"), "amazon.us")
    assert [(one.keyword.text, one.pick) for one in found.gaps] == [
        ("kitchen lid", True),
        ("lid cover", False),
    ]
    terms = desk.writing.terms(listing(desk, "child"), "amazon.us")
    assert (terms.built.text, terms.from_keywords) == ("kitchen cover", True)
    path.write_text("Keyword,Search Volume\nlid,1\n", encoding="utf-8")
    again, _read = desk.writing.import_keywords("c", path, site="amazon.us", skus=["P"])
    assert again.id == sheet.id
    assert [len(one.keywords) for one in desk.writing.sheets("c")] == [1]
    desk.store.undo()
    assert [len(one.keywords) for one in desk.writing.sheets("c")] == [2]
    assert desk.writing.delete_sheet(sheet.id)
    assert desk.writing.sheets("c") == []


def test_the_bytes_of_search_terms_follow_the_sellers_own_value(desk):
    one = Listing(
        id="t", company_id="c", sku="T", title="Box", sites={"amazon.us": SiteFields(
            search_terms="alpha beta gamma delta")}
    )  # fmt: skip
    assert desk.writing.terms(one, "amazon.us").built.text == "alpha beta gamma delta"
    with desk.store.work("own") as work:
        for number, (key, value) in enumerate(
            {"listing.search_terms.max": 11, "listing.search_terms.separator": "comma"}.items()
        ):
            work.overrides.save(
                Override(id=f"o{number}", key=key, value=value, set_on=date(2026, 11, 1))
            )
    try:
        made = desk.writing.terms(one, "amazon.us").built
        assert (made.text, made.used, made.limit) == ("alpha,beta", 10, 11)
    finally:
        desk.store.undo()


def test_brands_to_keep_out_are_remembered(desk):
    assert desk.writing.set_brands("c", [" Rubbermaid ", "", "Rubbermaid"]) == ["Rubbermaid"]
    assert desk.writing.brands("c") == ["Rubbermaid"]


def test_a_tree_is_taken_in_searched_chosen_and_named_in_chinese(desk, tmp_path):
    path, chinese = tmp_path / "en.txt", tmp_path / "zh.txt"
    path.write_text(TREE, encoding="utf-8")
    chinese.write_text("1 - 家居\n2 - 家居 > 盒子\n3 - 家居 > 盒子 > 盖子\n", encoding="utf-8")
    made, read = desk.writing.add_tree("c", path, site="ebay.us")
    assert (made.count, made.chinese, len(read.nodes)) == (3, 0, 3)
    named, _read = desk.writing.add_tree("c", chinese, site="ebay.us")
    assert (named.id, named.count, named.chinese) == (made.id, 3, 3)
    (best, *_others) = desk.writing.find_categories("c", "盖子", "ebay.us")
    assert (best.node.id, best.children) == ("3", 0)
    assert desk.writing.choose_category(["short", "long"], "ebay.us", best) == 2
    assert listing(desk, "short").sites["ebay.us"].category_id == "3"
    assert desk.store.undo() == "Choose a category"
    assert listing(desk, "short").sites == {}
    assert not desk.writing.find_categories("c", "Lids", "ebay.de")
    own = desk.writing.category("c", "home_kitchen")
    assert desk.writing.choose_category(["short"], "ebay.us", own) == 1
    assert listing(desk, "short").category == "home_kitchen"
    with pytest.raises(DeskError):
        desk.writing.category("c", "nothing")
    assert desk.writing.delete_tree(made.id)


def test_a_plan_is_ticked_and_written(desk, tmp_path):
    one = listing(desk, "short")
    before = desk.writing.plan(one, "amazon.us").open
    desk.writing.tick("short", "shot.scene", done=True)
    made = desk.writing.plan(one, "amazon.us")
    assert made.open == before - 1
    desk.writing.write_plan(made, tmp_path / "plan.html")
    desk.writing.write_plan(made, tmp_path / "plan.md")
    assert "- [x] **In use**" in (tmp_path / "plan.md").read_text(encoding="utf-8")
    assert "A4" in (tmp_path / "plan.html").read_text(encoding="utf-8")
    with pytest.raises(UsageProblem):
        desk.writing.write_plan(made, tmp_path / "plan.pdf")
    desk.writing.tick("short", "shot.scene", done=False)
    assert desk.writing.plan(one, "amazon.us").open == before


def test_an_unknown_sku_is_told(desk):
    assert desk.writing.by_sku("c", "S").id == "short"
    with pytest.raises(DeskError):
        desk.writing.by_sku("c", "none")
