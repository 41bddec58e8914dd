"""What a picture tells beside the picture: found, and gone from the copy without one pixel changed."""

import importlib.util
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from seller_desk.core.media import picture
from seller_desk.core.media.private import private_words, stripped

_spec = importlib.util.spec_from_file_location(
    "document_builders", Path(__file__).parents[1] / "documents" / "builders.py"
)
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)

PLANTED = b"PLANTED"


def exif(*, gps=True, orientation=1):
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010F], made[0x013B] = "Specimen", "PLANTED-OWNER"
    made.get_ifd(0x8769).update(
        {0x829A: 0.01, 0xA431: "PLANTED-SERIAL", 0x9286: b"ASCII\0\0\0PLANTED-NOTE"}
    )
    if gps:
        made.get_ifd(0x8825).update({1: "N", 2: (22.0, 31.0, 12.5), 0x1D: "PLANTED-DAY"})
    return made


def words(data, kind):
    return private_words(picture.open_picture(data, kind), kind, data)


def same_pixels(one, other):
    first, second = (Image.open(io.BytesIO(data)) for data in (one, other))
    return ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox() is None


def full_jpeg(**options):
    segment = b"http://ns.adobe.com/xap/1.0/\0<x>PLANTED-XMP</x>"
    app1 = b"\xff\xe1" + (len(segment) + 2).to_bytes(2, "big") + segment
    app13 = b"\xff\xed" + (20).to_bytes(2, "big") + b"Photoshop 3.0\0PLAN"
    data = build.jpeg(build.card(700), exif=exif(), comment="PLANTED-COMMENT", **options)
    return data[:2] + app1 + app13 + data[2:] + b"PLANTED-TRAILER"


def test_a_jpeg_loses_place_owner_serial_notes_xmp_comment_and_trailer_but_no_pixel():
    data = full_jpeg(dpi=(300, 300))
    assert words(data, "jpg") == ["position", "owner", "serial", "notes", "camera", "text", "rest"]
    plain = stripped(data, "jpg")
    assert PLANTED not in plain
    assert b"Photoshop" not in plain
    assert same_pixels(data, plain)
    assert words(plain, "jpg") == []
    assert Image.open(io.BytesIO(plain)).info["dpi"] == (300, 300)


def test_a_progressive_jpeg_keeps_every_scan():
    data = full_jpeg(progressive=True)
    plain = stripped(data, "jpg")
    assert same_pixels(data, plain)
    assert PLANTED not in plain


def test_colour_profile_and_a_dpi_that_only_exif_had_stay():
    profile = build.jpeg(build.card(300), icc_profile=b"PROFILE" * 20, exif=exif())
    plain = stripped(profile, "jpg", 300)
    assert b"PROFILEPROFILE" in plain
    assert Image.open(io.BytesIO(plain)).info["dpi"] == (300, 300)


def test_a_png_loses_its_texts_and_exif_but_no_pixel():
    info = PngInfo()
    info.add_text("Author", "PLANTED-AUTHOR")
    info.add_itxt("Where", "PLANTED-PLACE")
    data = build.png(build.card(300), pnginfo=info, exif=exif(), dpi=(300, 300)) + b"PLANTED"
    assert words(data, "png")[-2:] == ["text", "rest"]
    assert "position" in words(data, "png")
    plain = stripped(data, "png")
    assert PLANTED not in plain
    assert same_pixels(data, plain)


def test_a_scanners_name_and_dpi_are_nobodys_secret():
    made = Image.Exif()
    made[0x010F], made[0x0110], made[0x0131] = "Specimen", "Flatbed 9", "Scan program"
    assert words(build.jpeg(build.card(300), exif=made, dpi=(300, 300)), "jpg") == []
    assert words(build.png(build.card(300), dpi=(300, 300)), "png") == []


@given(cut=st.integers(0, 4000))
@settings(max_examples=60, deadline=None)
def test_a_cut_or_odd_jpeg_never_raises(cut):
    data = full_jpeg()[:cut]
    stripped(data or b"\xff\xd8", "jpg")


@pytest.mark.parametrize(
    "junk", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff", b"\x89PNG\r\n\x1a\n\0\0"]
)
def test_no_picture_at_all_never_raises(junk):
    stripped(junk, "jpg")
    stripped(junk, "png")
