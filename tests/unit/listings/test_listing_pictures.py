"""Pictures of listings in a real data folder: taken in, looked at, mended, put back, named for upload."""

import zipfile
from datetime import date
from types import SimpleNamespace

import pytest

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.listings.image_checks import picture_findings, report_of
from seller_desk.core.media.mend import mend_file
from seller_desk.core.services.picture_export import read_asins
from tests.unit.media.test_video import file as video_file
from tests.unit.media.test_video import head

CREAM = (246, 242, 232)


class Pool:
    """Does what a worker does, here."""

    def run(self, job, *arguments):
        assert job == "mend"
        return {"made": mend_file(*arguments)}


class Worker:
    """A reading worker that finds one text beside the product."""

    def __init__(self):
        self.looks = 0

    def closer(self, path, stop=None):
        self.looks += 1
        region = {"box": [5, 5, 60, 20], "sure": 0.9, "ground": 0.9}
        return {"code": "", "reason": "", "size": [600, 600], "regions": [region], "enlarged": [1.0, 1.0], "edges": 1.5}  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True) as made:
        made.today = lambda: date(2026, 11, 24)
        made.__dict__["reading"] = SimpleNamespace(worker=Worker(), close=lambda: None)
        made.__dict__["documents"] = SimpleNamespace(pool=Pool(), close=lambda: None)
        with made.store.work("x") as work:
            work.companies.save(Company(id="c"))
        yield made


@pytest.fixture
def files(tmp_path, picture):
    def write(name="main.png", **options):
        path = tmp_path / name
        options.setdefault("size", (600, 600))
        options.setdefault("box", (60, 60, 540, 540))
        path.write_bytes(picture(**options))
        return path

    return write


@pytest.fixture
def listing(desk, files):
    made = desk.listings.create("c", "A-1", "Box")
    return desk.pictures.add(made.id, [files(background=CREAM)])


def stored(desk, listing):
    return desk.pictures.get(listing.id)


def test_added_pictures_are_measured_and_looked_at_and_videos_read(desk, files, tmp_path, listing):
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(video_file(head(seconds=31)))
    kept = desk.pictures.add(listing.id, [clip, files("other.png")])
    assert [one.name for one in kept.images] == ["main.png", "other.png"]
    assert (kept.videos[0].seconds, kept.videos[0].width) == (31, 1920)
    assert len(report_of(kept.images[1]).look.overlays) == 1
    assert stored(desk, listing) == kept
    codes = {one.code for one in picture_findings(kept, desk.pictures.limits("amazon.us"))}
    assert {"image.text_overlay", "image.background_not_white"} <= codes


def test_the_same_content_is_looked_at_once_also_by_the_next_session(desk, files, listing):
    desk.pictures.add(listing.id, [files("again.png", background=CREAM)])
    assert desk.reading.worker.looks == 1
    del desk.__dict__["pictures"]
    image = stored(desk, listing).images[0]
    assert desk.pictures.looks.known(image.sha256) is not None


def test_a_look_is_kept_without_a_step_of_undo(desk, files):
    made = desk.listings.create("c", "B-1")
    made = desk.listings.add_pictures(made.id, [files()])
    before = desk.store.can_undo()
    assert desk.pictures.unlooked(made) == [0]
    seen = desk.pictures.look(made.id)
    assert report_of(seen.images[0]).look is not None
    assert desk.store.can_undo() == before
    assert desk.pictures.look(made.id) is None


def test_fixes_keep_the_original_and_undo_takes_them_back(desk, listing):
    limits = desk.pictures.limits("amazon.us")
    assert desk.pictures.plan(listing, 0, "amazon.us") == ("flatten", "white", "crop")[:2]
    made = desk.pictures.preview(listing, 0, limits, ("flatten", "white"))
    assert stored(desk, listing) == listing
    assert {one.code for one in made.minded} - {one.code for one in made.left} == {
        "image.background_not_white"
    }
    fixed = desk.pictures.apply(listing.id, {0: made})
    image = fixed.images[0]
    assert image.original.sha256 == listing.images[0].sha256 != image.sha256
    assert image.original.steps == ["white"]
    assert desk.listings.picture_bytes(image.original.sha256)
    assert desk.store.undo()
    assert stored(desk, listing) == listing
    desk.store.redo()
    back = desk.pictures.back_to_original(listing.id, 0)
    assert back == listing


def test_a_second_fix_starts_from_the_original_again(desk, listing):
    limits = desk.pictures.limits("amazon.us")
    small = desk.pictures.preview(listing, 0, limits, ("resize",), side=200)
    fixed = desk.pictures.apply(listing.id, {0: small})
    assert report_of(fixed.images[0]).width == 200
    again = desk.pictures.preview(fixed, 0, limits, ("resize",), side=500)
    assert again.after.width == 500
    refixed = desk.pictures.apply(listing.id, {0: again})
    assert refixed.images[0].original.sha256 == listing.images[0].sha256


def test_several_listings_are_one_step_of_undo(desk, files, listing):
    other = desk.listings.create("c", "A-2")
    other = desk.pictures.add(other.id, [files("b.png", background=CREAM, product=(90, 20, 20))])
    limits = desk.pictures.limits("amazon.us")
    made = {
        one.id: {0: desk.pictures.preview(one, 0, limits, ("white",))} for one in (listing, other)
    }
    assert desk.pictures.apply_all(made) == 2
    desk.store.undo()
    assert (stored(desk, listing), stored(desk, other)) == (listing, other)


def test_pictures_that_undo_could_bring_back_are_not_swept_away(desk, listing):
    limits = desk.pictures.limits("amazon.us")
    fixed = desk.pictures.apply(
        listing.id, {0: desk.pictures.preview(listing, 0, limits, ("white",))}
    )
    from seller_desk.core.store.archive import in_use

    assert {fixed.images[0].sha256, listing.images[0].sha256} <= in_use(desk.folder)


def test_the_same_main_picture_in_another_product_is_found_not_in_its_family(desk, files, listing):
    twin = desk.listings.create("c", "Z-9")
    desk.pictures.add(twin.id, [files("copy.jpg", background=CREAM, kind="JPEG", quality=60)])
    (found,) = desk.pictures.twins("c")
    assert (found.subject.label, found.detail) == ("Z-9", "A-1")
    import msgspec

    child = msgspec.structs.replace(stored(desk, twin), parent_sku="A-1")
    desk.listings.save(child)
    assert desk.pictures.twins("c") == []


def test_a_picture_on_the_web_cannot_be_mended(desk, listing):
    import msgspec

    from seller_desk.core.listings.model import ListingImage

    web = msgspec.structs.replace(listing, images=[ListingImage(url="https://a.b/c.jpg")])
    with pytest.raises(DeskError):
        desk.pictures.preview(web, 0, desk.pictures.limits("amazon.us"), ("white",))


def test_upload_names_wait_for_an_asin_and_the_filled_list_gives_it(desk, listing, tmp_path):
    target = tmp_path / "up.zip"
    planned = desk.picture_exports.plan([listing], "amazon.us", {})
    done = desk.picture_exports.export("c", planned, target)
    assert (done.zip_path, target.exists()) == (None, False)
    with zipfile.ZipFile(done.later_path) as archive:
        assert archive.namelist() == ["A-1.MAIN.png"]
    text = done.list_path.read_text("utf-8-sig")
    done.list_path.write_text(text.replace("A-1,,", "A-1,B0ABCD1234,"), "utf-8-sig")
    given = read_asins(done.list_path)
    again = desk.picture_exports.plan([listing], "amazon.us", given)
    ready = desk.picture_exports.export("c", again, target)
    with zipfile.ZipFile(ready.zip_path) as archive:
        assert archive.namelist() == ["B0ABCD1234.MAIN.png"]
        assert archive.read("B0ABCD1234.MAIN.png") == desk.listings.picture_bytes(
            listing.images[0].sha256
        )
    with pytest.raises(DeskError):
        desk.picture_exports.export("c", again, target)
    with pytest.raises(UsageProblem):
        desk.picture_exports.plan([listing], "ebay.us", {})
