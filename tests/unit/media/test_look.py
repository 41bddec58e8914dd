"""Looks at synthetic files, in this process: what is measured, and what is said of broken ones."""

import importlib.util
from pathlib import Path

import pytest
from PIL import Image

from seller_desk.core.media import picture
from seller_desk.core.media.look import draw, look

_spec = importlib.util.spec_from_file_location(
    "document_builders", Path(__file__).parent.parent / "documents" / "builders.py"
)
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)


@pytest.fixture
def look_at(tmp_path):
    def one(data, name="file"):
        path = tmp_path / name
        path.write_bytes(data)
        return look(str(path), lambda _found: None)

    return one


def test_a_crisp_scan_is_sharper_than_a_blurred_one_by_far(look_at):
    crisp = look_at(build.jpeg(build.licence(2000)))["pages"][0]["sharpness"]
    soft = look_at(build.jpeg(build.blurred(build.licence(2000), 8)))["pages"][0]["sharpness"]
    assert crisp > 1.0
    assert soft < 0.5


@pytest.mark.parametrize("radius", [20, 30, 40])
def test_print_too_soft_for_any_edge_is_the_most_blurred_not_unmeasured(look_at, radius):
    soft = build.blurred(build.licence(2000), radius)
    assert look_at(build.jpeg(soft))["pages"][0]["sharpness"] < 0.3


def test_a_blank_page_is_neither_sharp_nor_blurred(look_at):
    assert look_at(build.png(Image.linear_gradient("L")))["pages"][0]["sharpness"] is None


def test_a_picture_of_one_pixel_is_an_empty_page(look_at):
    found = look_at(build.png(Image.new("RGB", (1, 1))))
    assert (found["code"], found["pages"][0]["empty"]) == ("", True)


@pytest.mark.parametrize("width", [1200, 2480, 3508])
def test_sharpness_does_not_depend_on_the_scale_of_the_original(look_at, width):
    assert 1.3 < look_at(build.jpeg(build.licence(width)))["pages"][0]["sharpness"] < 2.6


def test_grey_is_told_whatever_the_mode(look_at):
    page = build.licence(1200)
    assert look_at(build.jpeg(page))["pages"][0]["grey"] is False
    assert look_at(build.jpeg(page.convert("L")))["pages"][0]["grey"] is True
    assert look_at(build.jpeg(page.convert("L").convert("RGB")))["pages"][0]["grey"] is True


def test_exif_turns_size_and_pixels(look_at):
    found = look_at(build.photo(build.licence(1600), orientation=6))
    page = found["pages"][0]
    assert (page["width"], page["height"]) == (1131, 1600)
    assert page["work"][0] < page["work"][1]
    assert found["camera"] == "Specimen Phone 9"


def test_cut_sides_are_named_and_whole_documents_have_none(look_at):
    page = build.licence(2000)
    whole = look_at(build.jpeg(page))["pages"][0]["cut"]
    left = look_at(build.jpeg(page.crop((180, 0, page.width, page.height))))["pages"][0]["cut"]
    low = look_at(build.jpeg(page.crop((0, 0, page.width, 1100))))["pages"][0]["cut"]
    assert whole == []
    assert left == ["left"]
    assert low == ["bottom"]


def test_a_dark_table_around_the_paper_is_not_a_cut(look_at):
    page = build.on_ground(build.licence(1400), (2000, 1500), (200, 200), (60, 50, 40))
    found = look_at(build.jpeg(page))["pages"][0]
    assert found["cut"] == []
    x, y, w, h = (value * 2000 / found["work"][0] for value in found["content"])
    assert abs(x - 200) < 8
    assert abs(y - 200) < 8
    assert abs(w - 1400) < 16
    assert abs(h - 990) < 16


def test_blank_pages_are_empty_and_one_line_of_text_is_not(look_at):
    found = look_at(build.drawn_pdf("One short line", ""))
    assert [page["empty"] for page in found["pages"]] == [False, True]
    assert look_at(build.png(Image.new("RGB", (900, 600), "white")))["pages"][0]["empty"]


@pytest.mark.parametrize("tone", [0, 128, 255])
def test_print_on_a_transparent_ground_shows_whatever_its_colour(look_at, tone):
    clear = Image.new("RGBA", (800, 300), (255, 255, 255, 0))
    clear.paste((tone, tone, tone, 255), (100, 100, 500, 140))
    assert look_at(build.png(clear))["pages"][0]["empty"] is False
    clear.putalpha(0)
    assert look_at(build.png(clear))["pages"][0]["empty"] is True


def test_a_pdf_scan_tells_the_dpi_of_its_picture(look_at):
    page = look_at(build.scan_pdf(build.licence(1754), dpi=150.0))["pages"][0]
    assert page["scan"]
    assert page["image"] == [1754, 1240]
    assert page["image_dpi"] == pytest.approx(150, abs=1)


def test_a_password_is_told_and_an_empty_one_is_not(look_at):
    assert look_at(build.drawn_pdf("text", password="secret"))["code"] == "encrypted"
    assert look_at(build.drawn_pdf("text", password=""))["code"] == ""


@pytest.mark.parametrize(
    "data",
    [
        build.jpeg(build.licence(800))[:6000],
        build.png(build.licence(400))[:3000],
        b"%PDF-1.7\nnothing follows",
        b"II*\x00\xff\xff\xff\xff",
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    ],
)
def test_broken_files_are_unreadable_with_a_reason(look_at, data):
    found = look_at(data)
    assert found["code"] == "unreadable"
    assert found["reason"]


def test_a_file_that_vanished_is_called_missing(tmp_path):
    assert (
        look(str(tmp_path / "gone.jpg"), lambda _found: None)["reason"] == "There is no such file"
    )


def test_a_picture_of_too_many_pixels_is_not_decoded(look_at, monkeypatch):
    monkeypatch.setattr(picture, "MAX_PIXELS", 10_000)
    monkeypatch.setattr("PIL.Image.Image.draft", lambda *_rest: pytest.fail("decoded"))
    found = look_at(build.jpeg(build.licence(400)))
    assert found["code"] == "too_many_pixels"
    assert found["pages"][0]["width"] == 400


def test_a_png_of_too_many_pixels_is_not_decoded_for_its_metadata(look_at, monkeypatch):
    monkeypatch.setattr(picture, "MAX_PIXELS", 10_000)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda *_rest: pytest.fail("decoded"))
    assert look_at(build.png(build.licence(400)))["code"] == "too_many_pixels"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_mode_is_measured(look_at, tmp_path, mode):
    page = build.licence(1200)
    grey = page.convert("L")
    made = page.convert(mode) if mode in ("1", "L", "LA", "P", "RGBA", "CMYK") else None
    if made is None:
        made = grey.convert("I")
        made = made if mode == "I" else grey.convert("F") if mode == "F" else made.convert("I;16")
    form = "TIFF" if mode in ("CMYK", "I;16", "I", "F") else "PNG"
    found = look_at(build._saved(made, form))
    assert found["code"] == ""
    assert found["pages"][0]["empty"] is False


def test_a_tiff_has_its_pages_and_a_moving_picture_has_one(look_at):
    page = build.licence(400)
    many = build._saved(page, "TIFF", save_all=True, append_images=[page, page])
    moving = build._saved(page, "GIF", save_all=True, append_images=[page.rotate(180)])
    assert look_at(many)["pages_total"] == 3
    assert look_at(moving)["pages_total"] == 1


def test_pages_are_drawn_upright_at_the_wanted_size(tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(build.photo(build.licence(1600), orientation=6))
    drawn = draw(str(path), 1, 600)
    assert (drawn["height"], drawn["jpg"][:2]) == (600, b"\xff\xd8")
    assert drawn["width"] < 600
    path.write_bytes(build.drawn_pdf("a"))
    assert draw(str(path), 2, 600)["code"] == "empty"
