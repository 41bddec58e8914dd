"""Keyword sheets and lists of categories read; coverage; search in both languages; descriptions in sections."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import speaking
from seller_desk.core.listings.limits import image_limits
from seller_desk.core.listings.model import Listing, ListingImage, on_site
from seller_desk.core.listings.writing.categories import below, own_tree, search
from seller_desk.core.listings.writing.category_files import read_tree, with_chinese
from seller_desk.core.listings.writing.coverage import coverage
from seller_desk.core.listings.writing.description import (
    HTML,
    PLAIN,
    compose,
    from_listing,
    plain_text,
    sections_of,
)
from seller_desk.core.listings.writing.keywords import read_keywords
from seller_desk.core.listings.writing.model import CategoryNode, CategoryTree, Keyword, pack
from seller_desk.core.listings.writing.plan import as_html, as_markdown, content_plan
from seller_desk.core.rules.book import Query, RuleBook
from tests.unit.listings.conftest import DAY

CEREBRO = """"Keyword Phrase","ABA Total Click Share","Cerebro IQ Score","Search Volume","Search Volume Trend","Competing Products","Title Density"
"food storage containers","12.1","900","245,310","5",">30,000","34"
"bento box","-","800","-","-2","20,000","20"
"Bento  Box","-","800","5000.0","-2","20,000","20"
"","-","800","99000","-2","20,000","20"
"snack box","-","800","lots","-2","20,000","20"
"""
JUNGLE = """Keyword,Exact Search Volume,Broad Search Volume,Ease of Ranking Score,Relevancy Score
lunch box,12000,90000,70,100
离乳食 容器,300,400,,
"""
GOOGLE = """# Google_Product_Taxonomy_Version: 2021-09-21
1 - Animals & Pet Supplies
536 - Home & Garden
638 - Home & Garden > Kitchen & Dining
666 - Home & Garden > Kitchen & Dining > Food Storage
667 - Home & Garden > Kitchen & Dining > Food Storage > Food Storage Containers
267 - Electronics > Phones > Mobile Phones
2353 - Electronics > Phones > Mobile Phone Cases
"""
GOOGLE_ZH = """# Google_Product_Taxonomy_Version: 2021-09-21
1 - 动物/宠物用品
536 - 家居与园艺
638 - 家居与园艺 > 厨房/餐厅
666 - 家居与园艺 > 厨房/餐厅 > 食物储存
667 - 家居与园艺 > 厨房/餐厅 > 食物储存 > 食品储存容器
267 - 电子产品 > 电话 > 手机
2353 - 电子产品 > 电话 > 手机保护壳
"""


@pytest.fixture
def file(tmp_path):
    def write(text, name="sheet.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def book_of(tmp_path):
    def write(sheets, name="guide.xlsx"):
        from openpyxl import Workbook

        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return path

    return write


def test_a_cerebro_export_is_read_with_its_bad_rows_told(file):
    read = read_keywords(file(CEREBRO))
    assert (read.format, read.title) == ("helium10_cerebro", "Helium 10 Cerebro")
    assert [(one.text, one.volume, one.competing) for one in read.keywords] == [
        ("food storage containers", 245_310, 30_000),
        ("Bento Box", 5000, 20_000),
    ]
    assert (read.read, read.merged) == (5, 1)
    assert [(one.row, one.cell) for one in read.bad] == [(5, ""), (6, "lots")]
    assert "Title Density" in read.others
    with speaking("zh"):
        assert read.bad[1].text() == "“lots”不是搜索量"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_jungle_scout_export_counts_ease_the_other_way(file, encoding):
    read = read_keywords(file(JUNGLE, encoding=encoding))
    assert read.format == "jungle_scout"
    first, second = read.keywords
    assert (first.text, first.volume, first.competition) == ("lunch box", 12_000, 30)
    assert (second.text, second.volume, second.competition) == ("离乳食 容器", 300, None)


def test_a_workbook_of_keywords_with_lines_above_its_header_is_read(book_of):
    read = read_keywords(
        book_of(
            {"Info": [["made by"]], "Data": [["Export"], [], ["搜索词", "月搜索量"], ["饭盒", 900]]}
        )
    )
    assert [(one.text, one.volume) for one in read.keywords] == [("饭盒", 900)]


@pytest.mark.parametrize("text", ["", "Name,Phone\nLi,1\n", "Keyword,Search Volume\n,1\n"])
def test_what_is_no_keyword_sheet_is_refused_with_advice(file, text):
    with pytest.raises(DeskError):
        read_keywords(file(text))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text('ab 盒,"', max_size=6), st.text("0123456789,.-><x ", max_size=8)),
        max_size=8,
    )
)
def test_no_cell_breaks_the_reading(tmp_path_factory, rows):
    import csv

    path = tmp_path_factory.mktemp("keywords") / "sheet.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([("Keyword", "Search Volume"), *rows])
    try:
        read = read_keywords(path)
    except DeskError:
        return
    assert read.read == len(read.keywords) + read.merged + len(read.bad)
    assert all(one.volume is None or one.volume >= 0 for one in read.keywords)


def test_coverage_tells_where_and_ranks_the_gaps(good):
    listing = good(description="Fits 密封收纳盒 of all sizes.")
    wanted = [
        Keyword(text="storage containers", volume=10),
        Keyword(text="container storage", volume=20),
        Keyword(text="lunch box", volume=500),
        Keyword(text="bento"),
        Keyword(text="收纳盒", volume=7),
        Keyword(text="meal preps", volume=900),
    ]
    found = coverage(on_site(listing, "amazon.us"), wanted)
    where = {one.keyword.text: (one.phrase, one.words) for one in found.rows}
    assert where["storage containers"] == (("title",), ("title",))
    assert where["container storage"] == ((), ("title",))
    assert where["meal preps"] == (("search_terms",), ("search_terms",))
    assert where["收纳盒"] == (("description",), ("description",))
    assert [one.keyword.text for one in found.gaps] == ["lunch box"]
    assert [one.keyword.text for one in found.rows][:2] == ["meal preps", "lunch box"]
    assert (found.volume, found.covered_volume) == (1437, 937)
    assert found.count("title") == 2


def tree(nodes, **more):
    return CategoryTree(id="t", company_id="c", packed=pack(nodes), **more)


def test_googles_list_is_read_as_published_and_joined_with_the_chinese_one(file):
    read = read_tree(file(GOOGLE, "en.txt"))
    chinese = read_tree(file(GOOGLE_ZH, "zh.txt"))
    assert (read.format, len(read.nodes), read.chinese, chinese.chinese) == (
        "google",
        7,
        False,
        True,
    )
    nodes = with_chinese(read.nodes, chinese.nodes)
    assert nodes[4].path_zh[-1] == "食品储存容器"
    made = tree(nodes)
    assert [one.id for one in made.nodes()] == [one.id for one in read.nodes]
    assert [one.leaf for one in made.nodes()] == [True, False, False, False, True, True, True]
    assert [one.id for one in below(made, made.nodes()[2])] == ["666"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("food storage container", "667"),
        ("Containers", "667"),
        ("密封收纳盒", "667"),
        ("食品储存", "667"),
        ("手机壳", "2353"),
        ("phone case", "2353"),
        ("宠物", "1"),
    ],
)
def test_a_search_in_either_language_finds_the_deepest_that_fits(file, words, first):
    plain = tree(read_tree(file(GOOGLE, "en.txt")).nodes)
    both = tree(with_chinese(plain.nodes(), read_tree(file(GOOGLE_ZH, "zh.txt")).nodes))
    assert search([both], words)[0].node.id == first
    if words != "食品储存":
        assert search([plain], words)[0].node.id == first


def test_a_search_without_an_answer_finds_nothing(file):
    made = tree(read_tree(file(GOOGLE, "en.txt")).nodes)
    assert search([made], "zzz") == []
    assert search([made], "  ") == []
    assert search([own_tree()], "耳机")[0].node.id == "headphones"


def test_a_browse_tree_guide_an_ebay_file_and_a_sheet_of_parents_are_read(file, book_of):
    guide = read_tree(
        book_of(
            {
                "Read me": [["How to use"]],
                "Kitchen": [
                    ["Node ID", "Node Path", "Query"],
                    [1055398, "Home & Kitchen", ""],
                    [284507, "Home & Kitchen/Kitchen & Dining", "x"],
                ],
                "Toys": [["Node ID", "Node Path"], [165793011, "Toys & Games"], [1055398, "Twice"]],
            }
        )
    )
    assert [(one.id, one.path) for one in guide.nodes] == [
        ("1055398", ("Home & Kitchen",)),
        ("284507", ("Home & Kitchen", "Kitchen & Dining")),
        ("165793011", ("Toys & Games",)),
    ]
    assert guide.bad[0].cell == "1055398"
    ebay = read_tree(file("CategoryID,L1,L2,L3\n11700,Home,,\n20625,,Kitchen,\n20636,,,Boxes\n"))
    assert ebay.nodes[2].path == ("Home", "Kitchen", "Boxes")
    own = read_tree(
        file(
            "类目ID,类目名称,上级ID,中文名\n1,Home,,家居\n2,Boxes,1,盒\n3,Loop,3,圈\n4,,1,\n",
            "own.csv",
        )
    )
    assert [(one.path, one.path_zh) for one in own.nodes] == [
        (("Home",), ("家居",)),
        (("Home", "Boxes"), ("家居", "盒")),
        (("Loop",), ("圈",)),
    ]
    assert [one.row for one in own.bad] == [5]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Category ID\n5\n"])
def test_what_is_no_list_of_categories_is_refused(file, text):
    with pytest.raises(DeskError):
        read_tree(file(text))


@given(st.lists(st.tuples(st.text(min_size=1, max_size=5), st.text(max_size=8)), max_size=6))
def test_packed_nodes_come_back(pairs):
    clean = [
        CategoryNode(" ".join(node.split()) or "x", (" ".join(name.split()) or "y",))
        for node, name in pairs
        if "\x1f" not in node + name
    ]
    assert [(one.id, one.path) for one in tree(clean).nodes()] == [
        (one.id, one.path) for one in clean
    ]


SECTIONS = {
    "opening": "A box.\nIt closes.",
    "technical": "Volume: 1.2 l\nWeight: 400 g",
    "suits": "Lunch at work & <school>",
    "certificates": "LFGB 12345",
}


@pytest.mark.parametrize("form", [PLAIN, HTML])
@pytest.mark.parametrize("language", ["en", "de", "ja", "zh", "fr"])
def test_a_description_comes_apart_into_what_it_was_made_of(form, language):
    text = compose(SECTIONS, form, language)
    assert sections_of(text) == SECTIONS
    assert ("<ul>" in text) == (form == HTML)
    assert "<school>" not in text or form == PLAIN


def test_html_holds_nothing_active():
    text = compose({"opening": "<script>alert(1)</script>", "use": '<img src=x onerror="y">'}, HTML)
    assert "<script" not in text
    assert "<img" not in text
    assert plain_text("<p>One</p><ul><li>Two</li></ul>a<br>b") == "One\n\n- Two\na\nb"


def test_the_listing_gives_its_technical_data(good):
    listing = good(
        attributes={"Material": "PP"}, weight_g=400, length_mm=205, width_mm=100, height_mm=60
    )
    assert from_listing(listing) == {
        "technical": "Material: PP\nSize: 20.5 x 10 x 6 cm\nWeight: 400 g"
    }
    assert from_listing(Listing(id="1", company_id="c", sku="s")) == {}


def test_the_plan_counts_pictures_by_role_and_knows_its_ticks(good):
    limits = image_limits(RuleBook.load(), Query(site="amazon.us", on=DAY))
    pictures = [ListingImage(url="a"), ListingImage(url="b", role="scene")]
    made = content_plan(good(images=pictures), "amazon.us", limits, ["module.header", "shot.size"])
    state = {one.shot.id: (one.there, one.done) for one in made.shots}
    assert state["main"] == (1, True)
    assert state["scene"] == (1, False)
    assert state["size"] == (0, True)
    assert [one.module.id for one in made.modules if one.ticked] == ["header"]
    text = as_markdown(made)
    assert "- [x] **Main image** (1/1)" in text
    assert "970 x 600 px" in text
    page = as_html(made)
    assert "☑" in page
    assert "970 x 600 px" in page
    assert "<script" not in page


def test_other_sites_and_listings_without_brand_have_no_a_plus_part(good):
    limits = image_limits(RuleBook.load(), Query(site="ebay.de", on=DAY))
    assert not content_plan(good(), "ebay.de", limits).modules
    made = content_plan(good(brand=""), "amazon.us", limits)
    assert not made.modules
    assert "brand" in as_markdown(made)
