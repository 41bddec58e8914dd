"""Pictures beside the table: what each shows, failing regions, videos; and the panel that fixes one."""

from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace

import msgspec
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from seller_desk.core.listings.image_checks import as_kept, picture_findings, report_of
from seller_desk.core.listings.images import inspect_image
from seller_desk.core.listings.model import Listing, ListingImage, ListingVideo
from seller_desk.core.listings.pictures.look import Look, Region
from seller_desk.core.media.mend import mend_file
from seller_desk.core.media.video import Video
from seller_desk.core.platforms.model import Product
from seller_desk.ui.pages.listings.measures import measured_rows
from seller_desk.ui.pages.listings.picture_fix import PictureFixPanel
from seller_desk.ui.pages.listings.picture_tiles import BOXES, STATE
from seller_desk.ui.pages.listings.picture_work import PictureSubject
from seller_desk.ui.pages.listings.pictures import PictureStrip
from seller_desk.ui.pages.listings.video_rows import facts_of

CREAM = (246, 242, 232)


class Pool:
    """Does what a worker does, here."""

    def run(self, _job, *arguments):
        return {"made": mend_file(*arguments)}


def drawn(background=CREAM):
    image = Image.new("RGB", (500, 500), background)
    ImageDraw.Draw(image).rectangle(
        (30, 30, 470, 470), fill=(60, 90, 140), outline=(20, 40, 80), width=3
    )
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def context(context_of):
    made = context_of(Product(category="home_kitchen"))
    made.desk.__dict__["documents"] = SimpleNamespace(pool=Pool(), close=lambda: None)
    seen = {"code": "", "reason": "", "size": [500, 500]}
    worker = SimpleNamespace(closer=lambda _path, _stop=None: seen)
    made.desk.__dict__["reading"] = SimpleNamespace(worker=worker, close=lambda: None)
    return made


@pytest.fixture
def listing(context):
    store = context.desk.store
    data = drawn()
    digest, _size = store.blobs.put_bytes(data)
    look = Look(
        size=(500, 500), regions=[Region(box=(5, 5, 90, 20), sure=0.9, ground=0.9)], edges=1.2
    )
    report = msgspec.structs.replace(inspect_image(data, closer=True), look=look)
    image = ListingImage(sha256=digest, name="front.png", inspection=as_kept(report))
    video = Video(
        bytes=9_000_000, container="mp4", codec="h264", seconds=12.0, width=1280, height=720
    )
    made = Listing(
        id="one",
        company_id="a",
        sku="A-1",
        images=[image, ListingImage(url="https://a.b/c.jpg", role="scene")],
        videos=[ListingVideo(name="clip.mp4", seconds=Decimal(12), inspection=as_kept(video))],
    )
    context.desk.listings.save(made)
    return made


@pytest.fixture
def strip(qtbot, context, listing):
    made = PictureStrip()
    qtbot.addWidget(made)
    limits = context.desk.pictures.limits("amazon.us")
    by_field = {}
    for one in picture_findings(listing, limits):
        by_field.setdefault(one.place.field, []).append(one)
    made.resize(420, 600)
    made.show()
    made.show_listing(listing, limits, by_field)
    return made


def test_tiles_say_what_they_show_and_where_they_fail(strip):
    first, second = strip.list.item(0), strip.list.item(1)
    assert (first.text(), second.text()) == ("Main", "In use")
    assert (first.data(STATE), second.data(STATE)) == ("blocker", "done")
    assert any(box[2] * box[3] > 0.9 for box in first.data(BOXES))
    assert any(box[2] == pytest.approx(0.18) for box in first.data(BOXES))
    # Painted without a complaint.
    assert not strip.grab().isNull()


def test_a_role_is_chosen_below_and_the_new_main_picture_comes_first(strip, qtbot):
    strip.list.setCurrentRow(1)
    assert strip.role.current() == "scene"
    with qtbot.waitSignal(strip.changed) as told:
        strip.role.chosen.emit("main")
    assert [one.role for one in told.args[0].images] == ["main", ""]
    assert told.args[0].images[0].url


def test_what_is_only_on_the_web_cannot_be_fixed(strip, qtbot):
    assert strip.fix.isEnabled()
    with qtbot.waitSignal(strip.fix_asked) as told:
        QTest.mouseClick(strip.fix, Qt.MouseButton.LeftButton)
    assert told.args == [0]
    strip.list.setCurrentRow(1)
    assert not strip.fix.isEnabled()


def test_the_measures_name_text_laid_over_the_picture(context, listing, strip):
    assert any("1 place beside" in one for one in strip.measures.texts)
    limits = context.desk.pictures.limits("amazon.us")
    report = report_of(listing.images[0])
    unseen = msgspec.structs.replace(report, look=None)
    states = {row[1]: row[0] for row in measured_rows(unseen, limits, main=True)}
    assert states["Text"] == "hint"
    clean = msgspec.structs.replace(report, look=Look())
    assert {row[1]: row[0] for row in measured_rows(clean, limits, main=True)}["Text"] == "done"


def test_a_video_has_a_row_with_its_facts_and_goes_with_a_click(strip, qtbot, listing):
    assert facts_of(listing.videos[0]) == "0:12 · 1280 x 720 · MP4 H264 · 9.0 MB"
    shown = " ".join(one.text() for one in strip.videos.findChildren(QLabel))
    assert "clip.mp4" in shown
    assert "The video is short" in shown
    with qtbot.waitSignal(strip.changed) as told:
        strip.videos._on_away(0)
    assert told.args[0].videos == []


@pytest.fixture
def panel(qtbot, context, listing):
    made = PictureFixPanel(context, SimpleNamespace())
    qtbot.addWidget(made)
    made.resize(900, 560)
    made.show()
    assert made.open(PictureSubject(listing.id, 0, "amazon.us", "Amazon US"))
    qtbot.waitUntil(lambda: made.mending is not None)
    return made


def test_the_panel_begins_with_what_the_site_asks_for_and_shows_both(panel):
    assert set(panel.chosen()) == {"flatten", "white"}
    assert panel.mending.mended.done == ("white",)
    assert panel.before.filled
    assert panel.after.filled
    assert panel.use.isEnabled()
    assert "RGB 246 242 232" in panel._before_words.text()
    assert "pure white" in panel._after_words.text()


def test_using_it_keeps_the_original_one_click_away(panel, qtbot, context, listing):
    with qtbot.waitSignal(panel.done):
        QTest.mouseClick(panel.use, Qt.MouseButton.LeftButton)
    kept = context.desk.pictures.get(listing.id)
    assert kept.images[0].original.sha256 == listing.images[0].sha256
    assert panel.open(PictureSubject(listing.id, 0, "amazon.us", "Amazon US"))
    assert "white" in panel.chosen()
    qtbot.waitUntil(lambda: panel._job is None)
    context.desk.store.undo()
    assert context.desk.pictures.get(listing.id) == listing


def test_another_choice_makes_another_picture_and_cancel_keeps_nothing(
    panel, qtbot, context, listing
):
    panel.mending = None
    panel.steps["resize"].setChecked(True)
    panel.side.setText("200")
    panel._on_choice()
    assert not panel.use.isEnabled()
    qtbot.waitUntil(lambda: panel.mending is not None)
    assert panel.mending.after.width == 200
    with qtbot.waitSignal(panel.closed):
        QTest.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    assert context.desk.pictures.get(listing.id) == listing


def test_it_does_not_open_on_what_is_gone(panel, context, listing):
    assert not panel.open(None)
    assert not panel.open(PictureSubject(listing.id, 7, "amazon.us", "Amazon US"))
    context.desk.listings.delete([listing.id])
    assert not panel.open(PictureSubject(listing.id, 0, "amazon.us", "Amazon US"))
