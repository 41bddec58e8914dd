"""The builders of synthetic files make what their names say."""

import io

import pytest
import specimens
from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.builders import a_document, a_picture


def opened(builder):
    return Image.open(io.BytesIO(builder.content()))


def contrast(image):
    """How strong the edges are."""
    return ImageStat.Stat(image.convert("L").filter(ImageFilter.FIND_EDGES)).var[0]


def test_a_card_has_the_pixels_of_its_real_size():
    # 85.6 mm and a margin of 6 mm on both sides at 300 dpi.
    image = opened(a_document("id_card", "front"))
    assert image.width == pytest.approx((85.6 + 12) / 25.4 * 300, abs=2)
    assert image.info["dpi"] == (300, 300)


def test_a_file_may_claim_a_resolution_that_it_does_not_have():
    assert opened(a_document("id_card").at_dpi(100, says=600)).info["dpi"] == (600, 600)


def test_blurring_takes_the_edges_away():
    good = a_document("id_card", "front")
    assert contrast(opened(good.blurred())) < contrast(opened(good)) / 5


def test_a_grey_scan_has_one_channel():
    assert opened(a_document("id_card").grey()).mode == "L"


def test_a_cut_document_lacks_its_right_part():
    good = a_document("id_card", "front")
    assert opened(good.cut()).width < opened(good).width * 0.8


def reddish(image):
    """Share of clearly red pixels."""
    red, _green, blue = image.split()
    strong = ImageChops.subtract(red, blue).point(lambda value: 255 if value > 20 else 0)
    return ImageStat.Stat(strong).mean[0] / 255


@pytest.mark.parametrize("kind", specimens.SIZES)
def test_every_kind_is_stamped(kind, monkeypatch):
    stamped = reddish(specimens.draw(kind, "1", dpi=60))
    monkeypatch.setattr(specimens.Sheet, "specimen", lambda sheet: None)
    assert stamped > reddish(specimens.draw(kind, "1", dpi=60)) + 0.01


def test_a_pdf_has_its_pages_and_the_same_bytes_each_time():
    from pypdf import PdfReader

    builder = a_document("bank_statement").at_dpi(100).as_pdf(3)
    assert len(PdfReader(io.BytesIO(builder.content())).pages) == 3
    assert builder.content() == builder.content()


def test_a_locked_pdf_needs_its_password():
    from pypdf import PdfReader

    locked = a_document("id_card").at_dpi(100).with_password("word")
    assert PdfReader(io.BytesIO(locked.content())).is_encrypted


@pytest.mark.parametrize("shape", ["box", "jar", "lid", "rack", "bag", "tray"])
def test_a_good_picture_is_pure_white_around_a_product_that_fills_it(shape):
    image = a_picture(shape).picture.draw()
    assert image.getpixel((0, 0)) == image.getpixel((1599, 1599)) == (255, 255, 255)
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    share = (box[2] - box[0]) * (box[3] - box[1]) / (1600 * 1600)
    assert share > 0.85


def test_bad_pictures_are_bad():
    assert a_picture().on(246, 242, 232).picture.draw().getpixel((5, 5)) == (246, 242, 232)
    assert opened(a_picture().transparent()).mode == "RGBA"
    assert opened(a_picture().in_cmyk()).mode == "CMYK"
    assert opened(a_picture().sized(400)).size == (400, 400)
