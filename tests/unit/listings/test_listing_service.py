"""The listings service on a real database file."""

from datetime import date

import pytest

from seller_desk.core.applications.model import Application
from seller_desk.core.base.errors import Cancelled, DeskError, UsageProblem
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.listings.overview import SiteState
from seller_desk.core.services.listing_exports import ExportRequest
from seller_desk.core.services.listing_imports import ImportRequest

SHEET = "SKU,title,brand,图片,price,currency\nA-1,充电器 charger,ACME,,12.5,USD\nA-2,{long},ACME,,3,USD\nA-3,,ACME,,x,\n"


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True) as made:
        made.today = lambda: date(2026, 6, 1)
        with made.store.work("x") as work:
            work.companies.save(Company(id="c"))
            work.applications.save(
                Application(
                    id="a",
                    company_id="c",
                    platform="amazon",
                    sites=["amazon.us", "amazon.mars"],
                    planned_date=date(2026, 7, 1),
                    created_on=date(2026, 6, 1),
                )
            )
        yield made


@pytest.fixture
def sheet(tmp_path):
    def write(text, name="sheet.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_an_import_is_one_change_that_undo_takes_back_whole(desk, sheet):
    path = sheet(SHEET.format(long="x" * 90))
    looked = desk.listings.preview("c", ImportRequest(path=path))
    assert desk.listings.count("c") == 0
    report = desk.listings.import_file("c", path)
    assert (report.outcome.read, report.outcome.taken, len(report.rejected)) == (3, 2, 1)
    assert looked.outcome.taken == 2
    assert desk.listings.started("c")
    desk.store.undo()
    assert desk.listings.count("c") == 0
    desk.store.redo()
    assert [one.sku for one in desk.listings.list("c")] == ["A-1", "A-2"]


def test_the_same_file_again_changes_nothing(desk, sheet):
    path = sheet(SHEET.format(long="x"))
    desk.listings.import_file("c", path)
    before = desk.listings.list("c")
    report = desk.listings.import_file("c", path)
    assert report.outcome.updated == 2
    assert desk.listings.list("c") == before
    assert desk.store.can_undo() == "Import listings"
    desk.store.undo()
    assert desk.listings.count("c") == 0


def test_a_stop_keeps_nothing(desk, sheet):
    path = sheet("SKU,title\n" + "".join(f"S-{n},x\n" for n in range(5000)))
    with pytest.raises(Cancelled):
        desk.listings.import_file("c", path, stop=lambda: True)
    assert desk.listings.count("c") == 0


def test_a_sheet_without_skus_is_refused_but_can_be_mapped(desk, sheet):
    path = sheet("Name,Nummer\nBox,N-1\n")
    with pytest.raises(DeskError, match="SKU"):
        desk.listings.import_file("c", path)
    desk.listings.import_file("c", ImportRequest(path=path, mapping={"Nummer": "sku"}))
    assert [one.sku for one in desk.listings.list("c")] == ["N-1"]


@pytest.mark.parametrize("words", ["充电", "充", "CHARGER", "a-1"])
def test_a_search_of_any_length_finds_it(desk, sheet, words):
    desk.listings.import_file("c", sheet(SHEET.format(long="other")))
    assert [one.sku for one in desk.listings.list("c", words)] == ["A-1"]
    assert [row.sku for row in desk.listings.overview("c", words).rows] == ["A-1"]


def test_the_planned_day_decides_which_limit_holds(desk, sheet):
    desk.listings.import_file("c", sheet(SHEET.format(long="x" * 90)))
    titles = [
        one for one in desk.listings.findings("c", "a") if one.code == "listing.title_too_long"
    ]
    assert titles == []
    with desk.store.work("later") as work:
        application = work.applications.get("a")
        changed = type(application)(
            id="a",
            company_id="c",
            platform="amazon",
            sites=["amazon.us"],
            planned_date=date(2026, 12, 1),
            created_on=application.created_on,
        )
        work.applications.save(changed)
    for found in (desk.listings.findings("c", "a"), desk.listings.check("c", "amazon.us")):
        assert [one.subject.label for one in found if one.code == "listing.title_too_long"] == [
            "A-2"
        ]


def test_only_sites_that_a_pack_knows_are_judged(desk):
    assert list(desk.listings.chosen_sites("c")) == ["amazon.us"]
    with pytest.raises(UsageProblem):
        desk.listings.check("c", "amazon.mars")


def test_pictures_are_measured_once_and_judged_by_place(desk, sheet, tmp_path, picture):
    (tmp_path / "white.png").write_bytes(picture())
    (tmp_path / "cream.png").write_bytes(picture(background=(246, 242, 232)))
    listing = desk.listings.create("c", title="Box")
    listing = desk.listings.add_pictures(
        listing.id, [tmp_path / "white.png", tmp_path / "cream.png"]
    )
    on = date(2026, 11, 24)
    codes = [one.code for one in desk.listings.check_one(listing, "amazon.us", on)]
    assert not [code for code in codes if code.startswith("image.")]
    import msgspec

    turned = msgspec.structs.replace(listing, images=listing.images[::-1])
    found = [one for one in desk.listings.check_one(turned, "amazon.us", on) if "image" in one.code]
    assert [(one.code, one.place.field) for one in found] == [
        ("image.background_not_white", "images.0")
    ]
    assert desk.listings.thumbnail(listing.images[0].sha256, 32)


def test_pictures_beside_the_sheet_come_along(desk, sheet, tmp_path, picture):
    (tmp_path / "pics").mkdir()
    (tmp_path / "pics" / "a.png").write_bytes(picture())
    path = sheet("SKU,title,image\nA,x,pics/a.png\nB,y,pics/none.png\n")
    report = desk.listings.import_file("c", path)
    assert [one.row for one in report.rejected] == [3]
    (one,) = desk.listings.list("c")
    assert one.images[0].name == "a.png"
    assert desk.listings.picture_bytes(one.images[0].sha256) == picture()


def test_new_copied_and_deleted_listings_keep_skus_apart(desk):
    first = desk.listings.create("c", "BOX")
    copy = desk.listings.duplicate(first.id)
    again = desk.listings.duplicate(first.id)
    assert [first.sku, copy.sku, again.sku] == ["BOX", "BOX-2", "BOX-3"]
    assert desk.listings.delete([copy.id, "unknown"]) == 1
    desk.store.undo()
    assert desk.listings.get(copy.id) == copy


def test_variations_are_every_combination_that_is_not_there_yet(desk):
    parent = desk.listings.create("c", "BOX", "Box")
    wanted = {"Color": ["Blue", "Red", "Blue", ""], "Size": ["S", "L"]}
    assert desk.listings.make_variations(parent.id, wanted) == 4
    assert desk.listings.make_variations(parent.id, wanted) == 0
    children = desk.listings.family("c", "BOX")
    assert [one.sku for one in children] == ["BOX-BLUE-S", "BOX-BLUE-L", "BOX-RED-S", "BOX-RED-L"]
    assert desk.listings.get(parent.id).variation_theme == ["Color", "Size"]
    assert desk.listings.parents("c") == {"BOX"}


def test_the_overview_tells_begun_from_ready(desk):
    desk.listings.create("c", "EMPTY")
    desk.listings.create("c", "BEGUN", "Some title")
    empty, begun = desk.listings.overview("c").rows
    assert empty.states == (SiteState(empty=True),)
    assert begun.states[0].blockers > 0
    assert (empty.ready, begun.ready) == (False, False)


def test_an_export_leaves_out_what_the_site_would_refuse_and_says_so(desk, sheet, tmp_path):
    text = "SKU,title,price,currency,quantity,description\nA,Box,1,USD,2,d\nB,{},1,USD,2,d\nC,,1,USD,2,d\n"
    desk.listings.import_file("c", sheet(text.format("x" * 81)))
    request = ExportRequest(format="ebay-draft", site="ebay.us")
    out = tmp_path / "out.csv"
    result = desk.listings.export("c", request, out)
    assert result.written == 1
    assert [(one.sku, one.text()) for one in result.left_out] == [
        ("B", "It has problems that block this site"),
        ("C", "It has no title for this site"),
    ]
    assert out.read_bytes() == result.data
    with pytest.raises(DeskError):
        desk.listings.export("c", request, out)
    every = ExportRequest(format="ebay-draft", site="ebay.us", only_ready=False)
    assert desk.listings.make_export("c", every).written == 2


def test_an_export_for_the_wrong_site_or_format_is_refused(desk):
    for request in (
        ExportRequest(format="nonsense"),
        ExportRequest(format="ebay-draft", site="amazon.us"),
        ExportRequest(format="ebay-draft", site="ebay.de"),
    ):
        with pytest.raises(UsageProblem):
            desk.listings.make_export("c", request)
