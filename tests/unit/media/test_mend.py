"""Product pictures mended: what each step does, what it never does, and what is said instead."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from seller_desk.core.media.mend import MendRecipe, mend_file

PRODUCT = (60, 90, 140)


def drawn(background=(246, 242, 232), product=PRODUCT, size=(600, 600), box=(180, 150, 420, 450)):
    image = Image.new("RGB", size, background)
    edge = tuple(max(0, one - 40) for one in product)
    ImageDraw.Draw(image).ellipse(box, fill=product, outline=edge, width=4)
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).ellipse(box, fill=255)
    return image, np.asarray(mask) == 255


@pytest.fixture
def mended(tmp_path):
    def run(image, *steps, kind="PNG", save=None, **recipe):
        path = tmp_path / "picture"
        if isinstance(image, bytes):
            path.write_bytes(image)
        else:
            image.save(path, kind, **(save or {}))
        made = mend_file(str(path), MendRecipe(steps=steps, **recipe))
        opened = Image.open(io.BytesIO(made.data)).convert("RGB") if made.data else None
        return made, opened

    return run


def codes(made):
    return {one.code for one in made.notes}


@pytest.mark.parametrize("product", [PRODUCT, (200, 190, 180), (250, 250, 250), (255, 255, 255)])
@pytest.mark.parametrize("background", [(246, 242, 232), (250, 250, 252)])
def test_a_nearly_white_background_gets_white_and_the_product_is_never_touched(
    mended, background, product
):
    image, inside = drawn(background, product)
    noise = np.random.default_rng(3).normal(0, 1.2, (600, 600, 3))
    noisy = Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))
    made, white = mended(noisy, "white")
    before, after = np.asarray(noisy), np.asarray(white)
    assert made.done == ("white",)
    assert not (before != after).any(2)[inside].any()
    assert (after[~inside].min(1) >= 254).mean() > 0.98


@pytest.mark.parametrize("background", [(120, 120, 120), (205, 195, 180), (30, 60, 200)])
def test_a_background_that_is_not_nearly_white_is_left_and_told(mended, background):
    image, _inside = drawn(background)
    made, same = mended(image, "white")
    assert (made.done, codes(made)) == ((), {"not_white"})
    assert (np.asarray(same) == np.asarray(image)).all()


def test_a_soft_shadow_stays_soft(mended):
    image, inside = drawn()
    pixels = np.asarray(image).astype(float)
    line = np.arange(600)
    down, across = np.clip(1 - abs(line - 480) / 60, 0, 1), np.clip(1 - abs(line - 300) / 220, 0, 1)
    fade = (down[:, None] * across)[..., None] * 60
    shaded = Image.fromarray(np.where(inside[..., None], pixels, pixels - fade).astype(np.uint8))
    made, white = mended(shaded, "white")
    column = np.asarray(white)[460:600, 300].astype(int).sum(1)
    assert made.done == ("white",)
    assert abs(np.diff(column)).max() < 18
    assert column.min() < 720


def test_transparent_parts_are_laid_on_white_without_being_asked(mended):
    image, inside = drawn()
    image.putalpha(Image.fromarray((inside * 255).astype(np.uint8)))
    made, flat = mended(image, "flatten")
    assert made.done == ("flatten",)
    assert flat.getpixel((3, 3)) == (255, 255, 255)
    assert flat.getpixel((300, 300)) == PRODUCT


@pytest.mark.parametrize("fill", [0.8, 0.85, 0.95])
def test_the_cut_makes_the_product_fill_as_much_as_asked(mended, fill):
    image, _inside = drawn((255, 255, 255), box=(200, 180, 400, 420))
    made, cut = mended(image, "crop", fill=fill)
    dark = np.argwhere(np.asarray(cut).min(2) < 250)
    (top, left), (bottom, right) = dark.min(0), dark.max(0) + 1
    assert made.done == ("crop",)
    assert (bottom - top, right - left) == (241, 201)
    assert (bottom - top) * (right - left) / (cut.width * cut.height) >= fill


def test_a_long_thing_in_a_square_fills_its_side(mended):
    image, _inside = drawn((255, 255, 255), box=(280, 100, 320, 500))
    made, cut = mended(image, "crop", "square")
    assert cut.width == cut.height
    assert "crop" in made.done
    assert 400 / cut.width > 0.95


def test_without_a_white_background_nobody_cuts(mended):
    image, _inside = drawn((90, 90, 90))
    made, _same = mended(image, "crop")
    assert (made.done, codes(made)) == ((), {"no_outline"})


def test_a_square_is_padded_never_stretched(mended):
    image, _inside = drawn((255, 255, 255), size=(600, 400), box=(180, 100, 420, 300))
    made, square = mended(image, "square")
    assert square.size == (600, 600)
    assert (np.asarray(square)[100:500] == np.asarray(image)).all()
    assert made.done == ("square",)


def test_it_is_never_enlarged_without_a_word(mended):
    image, _inside = drawn((255, 255, 255))
    made, same = mended(image, "resize", side=1600)
    assert (same.size, codes(made)) == ((600, 600), {"not_enlarged"})
    made, large = mended(image, "resize", side=1200, enlarge=True)
    assert (large.size, codes(made)) == ((1200, 1200), {"enlarged"})
    made, small = mended(image, "resize", side=300)
    assert (small.size, codes(made)) == ((300, 300), set())


def test_a_file_is_made_small_enough_or_it_is_told(mended):
    noise = Image.fromarray(
        np.random.default_rng(1).integers(0, 255, (500, 500, 3), dtype=np.uint8)
    )
    made, _image = mended(noise, "compress", most_bytes=300_000, kind="JPEG", save={"quality": 98})
    assert len(made.data) <= 300_000
    assert "compress" in made.done
    made, _image = mended(noise, "compress", most_bytes=9_000)
    assert "still_large" in codes(made)


def test_cmyk_wide_colours_and_sixteen_bits_become_srgb(mended):
    made, _image = mended(drawn()[0].convert("CMYK"), "srgb", kind="JPEG")
    assert "srgb" in made.done
    deep = Image.fromarray(np.full((200, 200), 40_000, np.uint16))
    made, image = mended(deep, "srgb")
    assert "srgb" in made.done
    assert image.getpixel((5, 5)) == (155, 155, 155)


def test_the_way_up_is_kept_and_private_data_are_not(mended):
    image, _inside = drawn((255, 255, 255), size=(400, 200), box=(10, 10, 60, 60))
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "Owner"
    made, upright = mended(image, kind="JPEG", save={"exif": exif, "quality": 95})
    assert upright.size == (200, 400)
    assert b"Owner" not in made.data


def test_moving_pictures_palettes_and_panoramas_are_taken(mended):
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    made, image = mended(buffer.getvalue(), formats=("jpeg",))
    assert (made.format, codes(made) >= {"first_frame"}) == ("jpeg", True)
    assert image.getpixel((5, 5))[0] > 200
    palette = Image.new("RGBA", (64, 64), (0, 0, 0, 0)).quantize()
    made, image = mended(palette)
    assert image.getpixel((5, 5)) == (255, 255, 255)
    made, image = mended(Image.new("RGB", (3000, 60), "white"), "square", "resize", side=900)
    assert image.size == (900, 900)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        b"<!doctype html><html></html>",
        b"\xff\xd8\xff\xe0" + bytes(30),
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        b"%PDF-1.4",
    ],
)
def test_what_is_no_picture_is_refused_with_a_reason(mended, data):
    made, _image = mended(data, "white")
    assert made.data == b""
    assert made.code
    assert made.reason


def test_a_picture_that_was_cut_off_is_refused(mended):
    buffer = io.BytesIO()
    drawn()[0].save(buffer, "JPEG")
    made, _image = mended(buffer.getvalue()[:-900], "white")
    assert made.code == "unreadable"
