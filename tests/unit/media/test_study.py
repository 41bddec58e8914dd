"""The closer look: each fault on a drawn paper that has it and not on one that has not, and where; odd files."""

import io

import numpy as np
import pytest
from PIL import Image

from seller_desk.core.media import blocks, enlarged, pdf_write
from seller_desk.core.media.study import study
from tests.specimens import faults

CARD, BILL = "id_front", "bill_water"


def rng(seed=7):
    return np.random.default_rng(seed)


@pytest.fixture
def look_at(tmp_path):
    def one(data, name="paper.jpg"):
        path = tmp_path / name
        path.write_bytes(data)
        found = study(str(path))
        assert found["code"] == ""
        return found["pages"][0]

    return one


@pytest.fixture(scope="module")
def clean():
    return faults.scan_clean(BILL, rng(), 0).data


def near(found, wanted, within):
    return all(abs(a - b) <= within for a, b in zip(found, wanted, strict=True))


def test_a_good_scan_has_sharp_edges_even_light_and_its_own_detail(look_at, clean):
    page = look_at(clean)
    assert max(page["edges"]) < 3
    assert page["enlarged_left"] > 0.6
    assert page["noise"] < 4
    assert page["tone"] > 0.95
    assert "step" not in page
    assert "glare" not in page
    assert page["cut"] == page["corners"] == page["open"] == []


@pytest.mark.parametrize(("turn", "sigma"), [(0, 2.4), (2, 3.8)])
def test_a_mild_blur_widens_edges_by_as_much(look_at, turn, sigma):
    page = look_at(faults.blur_mild(BILL, rng(), turn).data)
    assert min(page["edges"]) > 1.8 * sigma


def test_movement_widens_edges_along_it_only(look_at):
    across, down = look_at(faults.motion(CARD, rng(), 0).data)["edges"]
    assert across > 1.8 * down


def test_a_part_out_of_focus_is_where_it_is(look_at):
    shot = faults.blur_local("bank_harbour", rng(), 2)
    page = look_at(shot.data)
    assert page["soft_share"] > 0.2
    x, y, w, h = page["soft"]
    left, top, wide, high = shot.box
    assert left <= x + w / 2 <= left + wide
    assert top <= y + h / 2 <= top + high


@pytest.mark.parametrize(("turn", "factor"), [(0, 2.0), (1, 3.0), (2, 2.5)])
def test_an_enlargement_is_told_with_its_factor(look_at, turn, factor):
    page = look_at(faults.enlarged("bank_harbour", rng(), turn).data)
    assert page["enlarged"] == factor
    assert page["enlarged_left"] < 0.3


def test_a_picture_cropped_after_it_was_enlarged_is_told_too():
    image, _kind = faults.scan(BILL, rng(), 150)
    big = image.resize((image.width * 2, image.height * 2), Image.Resampling.BICUBIC)
    grey = np.asarray(big.convert("L"))[9:, 7:]
    boxes = [(x, y, 128, 128) for x in range(256, 900, 128) for y in range(128, 700, 128)]
    assert enlarged.enlargement(grey, boxes)[1] < 0.3


def test_a_glare_is_found_where_it_is(look_at):
    shot = faults.glare(CARD, rng(), 1)
    page = look_at(shot.data)
    x, y, w, h = page["glare"]
    left, top, wide, high = shot.box
    assert abs(x + w / 2 - (left + wide / 2)) < 0.1 * page["size"][0]
    assert abs(y + h / 2 - (top + high / 2)) < 0.1 * page["size"][1]
    assert 0.005 < page["glare_share"] < 0.3


def test_a_white_field_on_tinted_paper_is_no_glare(look_at):
    one = faults.scene(CARD, rng())
    wide, high = one.image.size
    one.image.paste((255, 255, 255), (wide // 3, high // 3, wide * 2 // 3, high * 2 // 3))
    page = look_at(faults.jpeg(one.image, 90, None))
    assert "glare" not in page


def test_a_shadow_is_found_where_it_is_and_how_dark(look_at):
    shot = faults.shadow_hand(BILL, rng(), 1)
    page = look_at(shot.data)
    assert page["tone"] == pytest.approx(0.5, abs=0.08)
    assert near(page["shadow"], shot.box, 0.13 * max(page["size"]))


def test_a_corner_that_is_folded_away_is_named_and_placed(look_at):
    shot = faults.folded(BILL, rng(), 1)
    page = look_at(shot.data)
    assert page["corners"] == ["top right"]
    assert near(page["corner_boxes"][0], shot.box, 0.06 * max(page["size"]))


@pytest.mark.parametrize(("turn", "side"), [(0, "right"), (3, "top")])
def test_a_side_outside_the_frame_is_named(look_at, turn, side):
    assert look_at(faults.cut_side(BILL, rng(), turn).data)["cut"] == [side]


def test_a_good_photo_shows_all_sides_and_is_at_an_angle(look_at):
    page = look_at(faults.photo_clean(BILL, rng(), 0).data)
    assert page["open"] == ["left", "top", "right", "bottom"]
    assert page["cut"] == page["corners"] == []
    assert page["slant"] > 0.5


def test_the_tint_of_a_lamp_is_no_colour(look_at):
    grey = look_at(faults.grey_photo("licence_wide", rng(), 0).data)["colour"]
    colour = look_at(faults.scan_clean("licence_wide", rng(), 0).data)["colour"]
    assert grey < 0.004 < 0.01 < colour


@pytest.mark.parametrize("turn", [0, 3])
def test_a_coarse_jpeg_shows_also_after_it_was_saved_finely(look_at, turn):
    assert look_at(faults.compressed(BILL, rng(), turn).data)["step"] > 30


def test_grain_is_measured(look_at):
    assert look_at(faults.noisy(BILL, rng(), 0).data)["noise"] > 14


@pytest.mark.parametrize("clockwise", [0, 90, 270])
def test_a_scan_in_a_pdf_is_measured_at_its_own_pixels_however_its_page_is_turned(
    look_at, clockwise
):
    coarse = faults.compressed(BILL, rng(), 0).data
    size = Image.open(io.BytesIO(coarse)).size
    assert size[1] % 8
    writer = pdf_write.new_writer()
    grey = Image.open(io.BytesIO(coarse)).mode == "L"
    pdf_write.add_sheet(writer, pdf_write.Sheet(coarse, True, size, grey, dpi=300))
    writer.pages[0].rotate(clockwise)
    page = look_at(pdf_write.written(writer), "scan.pdf")
    assert page["step"] > 30
    assert (page["size"][0] > page["size"][1]) == ((size[0] > size[1]) == (clockwise == 0))


def test_boxes_turn_with_the_picture(look_at):
    one = faults.blur_local("bank_harbour", rng(), 2)
    image = Image.open(io.BytesIO(one.data)).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    held = io.BytesIO()
    image.save(held, "JPEG", quality=92, exif=exif)
    turned, plain = look_at(held.getvalue()), look_at(one.data)
    assert turned["size"] == plain["size"]
    assert near(turned["soft"], plain["soft"], 0.15 * max(plain["size"]))


def _png(image):
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGB", (1, 1)),
        Image.new("L", (40, 3), 200),
        Image.new("RGB", (900, 1200), "white"),
        Image.new("RGB", (900, 1200), "black"),
        Image.new("1", (700, 700), 1),
        Image.new("RGBA", (500, 900), (0, 0, 0, 0)),
        Image.linear_gradient("L").resize((1200, 900)).point([v * 4 // 5 for v in range(256)]),
        Image.effect_noise((800, 800), 90),
        Image.new("I;16", (600, 600), 900),
        Image.new("L", (9000, 500), 255),
    ],
)
def test_odd_pictures_are_measured_as_far_as_that_goes_and_have_no_fault(look_at, image):
    page = look_at(_png(image), "odd.png")
    assert page["size"] == list(image.size)
    assert page.get("glare") is None
    assert page.get("cut", []) == page.get("corners", []) == []
    assert page.get("enlarged_left", 1.0) > 0.4


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", b"GIF89a", b"text"])
def test_files_that_do_not_open_have_a_code(tmp_path, data):
    path = tmp_path / "broken"
    path.write_bytes(data)
    assert study(str(path))["code"]
    assert study(str(tmp_path / "gone"))["code"] == "unreadable"


def test_a_scan_in_a_pdf_is_measured_at_its_own_pixels(look_at):
    image, _kind = faults.scan(BILL, rng(), 150)
    big = image.resize((image.width * 2, image.height * 2), Image.Resampling.BICUBIC)
    held = io.BytesIO()
    big.save(held, "PDF", resolution=300)
    page = look_at(held.getvalue(), "scan.pdf")
    assert page["enlarged"] == 2.0
    assert page["enlarged_left"] < 0.3
    x, y, w, h = page["printed"]
    assert x + w <= page["size"][0]
    assert y + h <= page["size"][1]


def test_flat_blocks_have_no_step():
    grey = np.full((256, 256), 200, np.uint8)
    assert blocks.coarse_step(grey, [(0, 0, 128, 128)]) is None
    assert blocks.coarse_step(grey, []) is None
