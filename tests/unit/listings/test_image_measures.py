"""Pictures: what is measured, and what a site minds in it."""

import io
import struct
import zlib
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from seller_desk.core.base.findings import Place, Subject
from seller_desk.core.listings.image_checks import check_image
from seller_desk.core.listings.images import ImageReport, inspect_image
from seller_desk.core.listings.limits import image_limits
from seller_desk.core.listings.thumbnails import small_picture
from seller_desk.core.media.pixels import box_of, darker_than
from seller_desk.core.rules.book import Query

DAY = date(2026, 11, 24)


@pytest.fixture
def found(book):
    def check(data, site="amazon.us", role="main"):
        limits = image_limits(book, Query(site=site, on=DAY))
        findings = check_image(
            inspect_image(data), limits, role, Subject(kind="image"), Place(file="a")
        )
        return {one.code.removeprefix("image."): one for one in findings}

    return check


def test_a_good_main_image_has_no_problem(picture, found):
    assert found(picture()) == {}
    assert found(picture(kind="JPEG", quality=90)) == {}


@pytest.mark.parametrize(
    ("side", "severity"), [(499, "blocker"), (500, "warning"), (999, "warning"), (1000, "hint")]
)
def test_the_long_side_has_three_steps(picture, found, side, severity):
    data = picture(size=(side, side), box=(1, 1, side - 1, side - 1))
    (one,) = found(data).values()
    assert (one.code, str(one.severity)) == ("image.too_small", severity)
    assert one.measured.to_json() == {"value": side, "unit": "px"}


def test_at_1600_nothing_is_too_small_any_more(picture, found):
    assert "too_small" not in found(picture(size=(1600, 900), box=(5, 5, 1595, 895)))


@pytest.mark.parametrize(
    ("colour", "white"),
    [
        ((255, 255, 255), True),
        ((254, 254, 254), True),
        ((253, 253, 253), False),
        ((255, 255, 245), False),
        ((246, 242, 232), False),
        ((120, 120, 120), False),
        ((0, 0, 0), False),
    ],
)
def test_the_edge_decides_whether_the_background_is_white(picture, found, colour, white):
    assert ("background_not_white" not in found(picture(background=colour))) is white


def test_a_background_finding_gives_its_colour_and_place(picture, found):
    one = found(picture(background=(246, 242, 232)))["background_not_white"]
    assert one.measured == "RGB 246 242 232"
    assert one.place.box == (0, 0, 1600, 1600)
    assert one.place.page_size == (1600, 1600)
    assert str(one.severity) == "blocker"


def test_a_cord_that_leaves_the_picture_is_no_background(picture, found):
    assert "background_not_white" not in found(picture(box=(300, 100, 460, 1600)))


def test_grey_at_one_side_only_is_found_there(picture, found):
    image = Image.open(io.BytesIO(picture()))
    image.paste((240, 240, 240), (0, 0, 10, 1600))
    target = io.BytesIO()
    image.save(target, "PNG")
    one = found(target.getvalue())["background_not_white"]
    assert one.place.box == (0, 0, 10, 1600)


@pytest.mark.parametrize(
    ("box", "severity"),
    [
        ((40, 40, 1560, 1560), None),
        ((0, 60, 1600, 1540), None),
        ((300, 300, 1300, 1300), "warning"),
        ((600, 40, 1000, 1560), "hint"),
    ],
)
def test_fill_is_the_share_of_the_area_and_thin_products_are_only_a_hint(
    picture, found, box, severity
):
    one = found(picture(box=box)).get("fill_low")
    assert (str(one.severity) if one else None) == severity


@given(st.integers(1, 90), st.integers(1, 90), st.integers(5, 60), st.integers(5, 60))
def test_the_products_box_is_exact(left, top, wide, high):
    image = Image.new("RGB", (160, 160), "white")
    image.paste((10, 20, 30), (left, top, left + wide, top + high))
    target = io.BytesIO()
    image.save(target, "PNG")
    report = inspect_image(target.getvalue())
    assert report.product_box == (left, top, wide, high)
    assert report.fill == pytest.approx(wide * high / 160 / 160)


@given(
    st.integers(1, 90),
    st.integers(1, 90),
    st.lists(st.tuples(st.integers(0, 89), st.integers(0, 89)), max_size=4),
)
def test_the_box_is_that_of_a_look_at_every_pixel(width, height, dark):
    image = Image.new("RGB", (width, height), "white")
    placed = [(x % width, y % height) for x, y in dark]
    for place in placed:
        image.putpixel(place, (255, 249, 255))
    box = None
    if placed:
        columns, rows = zip(*placed, strict=True)
        box = (min(columns), min(rows), max(columns) + 1, max(rows) + 1)
    assert box_of(image, darker_than(250)) == box


def test_transparent_is_told_apart_from_not_white(found):
    image = Image.new("RGBA", (1600, 1600), (0, 0, 0, 0))
    image.paste((200, 40, 40, 255), (40, 40, 1560, 1560))
    target = io.BytesIO()
    image.save(target, "PNG")
    assert set(found(target.getvalue())) == {"transparent"}


def test_an_alpha_channel_that_is_full_is_not_transparent(picture, found):
    assert found(picture(mode="RGBA")) == {}


def test_palettes_with_transparency_count_too(found):
    image = Image.new("RGBA", (1600, 1600), (0, 0, 0, 0))
    image.paste((200, 40, 40, 255), (40, 40, 1560, 1560))
    target = io.BytesIO()
    image.quantize().save(target, "PNG")
    assert "transparent" in found(target.getvalue())


@pytest.mark.parametrize("width", [3, 12, 60])
def test_a_frame_is_a_border_and_not_a_background(picture, found, width):
    problems = found(picture(box=(200, 200, 1400, 1400), frame=width))
    assert "border" in problems
    assert "background_not_white" not in problems
    assert problems["border"].measured.to_json() == {"value": width, "unit": "px"}


def test_a_smeared_frame_is_still_a_frame(picture, found):
    data = picture(box=(200, 200, 1400, 1400), frame=8, kind="JPEG", quality=85)
    assert "border" in found(data)


def test_cmyk_is_named_and_its_white_is_white(picture, found):
    problems = found(picture(kind="JPEG", mode="CMYK", quality=95))
    assert set(problems) == {"cmyk"}


def test_formats_differ_by_site(picture, found):
    webp = picture(kind="WEBP", lossless=True)
    assert found(webp)["format_not_accepted"].measured == "webp"
    assert found(webp, "ebay.us") == {}


def test_a_phones_heic_is_refused_by_amazon_and_only_unseen_at_ebay(found):
    heic = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(400)
    (refused,) = found(heic).values()
    assert (refused.code, refused.measured) == ("image.format_not_accepted", "heif")
    (unseen,) = found(heic, site="ebay.us").values()
    assert (unseen.code, str(unseen.severity)) == ("image.unreadable", "warning")


def test_a_moving_gif_is_refused_a_still_one_taken(found):
    frames = [Image.new("RGB", (1600, 1600), colour) for colour in ("white", "red")]
    still, moving = io.BytesIO(), io.BytesIO()
    frames[1].save(still, "GIF")
    frames[0].save(moving, "GIF", save_all=True, append_images=frames[1:])
    assert "format_not_accepted" not in found(still.getvalue(), role="other")
    assert "format_not_accepted" in found(moving.getvalue(), role="other")


def test_a_heavy_file_is_too_large(picture, found):
    data = picture() + b"\0" * 10_000_001
    one = found(data)["too_large"]
    # One guide alone says 10 MB.
    assert str(one.severity) == "warning"
    assert one.required.to_json() == {"value": 10, "unit": "MB"}


def test_pictures_after_the_first_may_have_any_background(picture, found):
    assert found(picture(background=(100, 90, 80)), role="other") == {}


def test_boxes_are_those_of_the_upright_picture(picture):
    image = Image.open(io.BytesIO(picture(size=(400, 200), box=(20, 10, 60, 50))))
    exif = Image.Exif()
    exif[0x0112] = 6
    target = io.BytesIO()
    image.save(target, "PNG", exif=exif)
    report = inspect_image(target.getvalue())
    assert (report.width, report.height) == (200, 400)
    assert report.product_box == (150, 20, 40, 40)


def test_sixteen_bit_grey_is_scaled_not_cut(found):
    image = Image.new("I;16", (1600, 1600), 65535)
    image.paste(20000, (40, 40, 1560, 1560))
    target = io.BytesIO()
    image.save(target, "PNG")
    assert set(found(target.getvalue())) == {"colour_profile"}


def bomb(width, height):
    def chunk(name, body):
        crc = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"%PDF-1.4",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        bomb(30_000, 30_000),
        bomb(2**31 - 1, 2**31 - 1),
    ],
)
def test_hostile_bytes_are_unreadable_and_nothing_worse(found, data):
    (one,) = found(data).values()
    assert one.code == "image.unreadable"
    assert one.detail


def test_a_picture_that_was_cut_off_is_unreadable(picture, found):
    data = picture(kind="JPEG")
    assert set(found(data[: len(data) // 2])) == {"unreadable"}


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(data):
    assert isinstance(inspect_image(data), ImageReport)


def test_a_report_survives_the_store(picture):
    report = inspect_image(picture(background=(1, 2, 3)))
    assert msgspec.convert(msgspec.json.decode(msgspec.json.encode(report)), ImageReport) == report


def test_small_pictures_fit_their_square_and_bad_ones_are_empty(picture):
    small = Image.open(io.BytesIO(small_picture(picture(size=(800, 400), box=(1, 1, 9, 9)), 64)))
    assert small.size == (64, 32)
    assert small_picture(b"nothing", 64) == b""
