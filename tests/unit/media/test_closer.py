"""A closer look at product pictures: text beside the product and on it, edges, enlargement."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from seller_desk.core.base.paths import resources_dir
from seller_desk.core.media.closer import closer_look
from seller_desk.core.media.stamp import font

FONT = str(resources_dir() / "fonts" / "stamp.otf")


class Finds:
    """An engine that finds text where it is told."""

    def __init__(self, *boxes):
        self.boxes = boxes

    def find(self, picture):
        return [
            (((x, y), (x + w, y), (x + w, y + h), (x, y + h)), 0.9) for x, y, w, h in self.boxes
        ]


def product(size=640, background=(255, 255, 255)):
    image = Image.new("RGB", (size, size), background)
    ImageDraw.Draw(image).ellipse((150, 180, 490, 520), fill=(60, 90, 140))
    return image


def test_the_ground_around_a_text_tells_where_it_stands():
    image = product()
    pen = ImageDraw.Draw(image)
    pen.rectangle((20, 20, 200, 50), fill=(200, 0, 0))
    pen.rectangle((250, 330, 390, 360), fill=(250, 250, 250))
    found = closer_look(image, Finds((18, 18, 184, 34), (248, 328, 144, 34)))
    beside, printed = found["regions"]
    assert beside["ground"] > 0.9
    assert printed["ground"] == 0.0


def test_text_on_a_white_shirt_is_not_beside_it():
    """The shirt's middle is as white as the ground; only its outline is darker."""
    image = Image.new("RGB", (640, 640), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((150, 120, 490, 560), outline=(190, 190, 190), width=4)
    pen.rectangle((150, 300, 154, 340), fill="white")
    pen.rectangle((250, 300, 390, 330), fill=(20, 20, 160))
    (printed,) = closer_look(image, Finds((248, 298, 144, 34)))["regions"]
    assert printed["ground"] < 0.3


def test_what_is_as_tall_as_the_thing_is_no_line_of_text():
    assert closer_look(product(), Finds((100, 150, 420, 400), (5, 5, 4, 3)))["regions"] == []


def test_boxes_are_in_pixels_of_the_picture():
    large = product().resize((1280, 1280))
    (one,) = closer_look(large, Finds((10, 10, 100, 20)))["regions"]
    assert one["box"] == [20, 20, 200, 40]


@pytest.fixture(scope="module")
def grain():
    rng = np.random.default_rng(4)
    image = Image.new("L", (800, 800), 120)
    pen = ImageDraw.Draw(image)
    for x, y, wide, tone in zip(
        *rng.integers(0, 760, (2, 1500)),
        rng.integers(3, 30, 1500),
        rng.integers(0, 255, 1500),
        strict=True,
    ):
        pen.ellipse((int(x), int(y), int(x + wide), int(y + wide)), fill=int(tone))
    return image.convert("RGB")


def test_an_enlarged_picture_and_a_sharp_one_are_told_apart(grain):
    factor, left = closer_look(grain, Finds())["enlarged"]
    assert left > 0.52
    half = grain.resize((400, 400), Image.Resampling.LANCZOS)
    factor, left = closer_look(half.resize((800, 800), Image.Resampling.BICUBIC), Finds())[
        "enlarged"
    ]
    assert (factor, left < 0.52) == (2.0, True)


def test_the_detector_finds_words_laid_over_a_picture():
    from seller_desk.core.media.ocr import Engine

    engine = Engine()
    image = product(background=(246, 242, 232))
    assert closer_look(image, engine)["regions"] == []
    ImageDraw.Draw(image).text(
        (30, 40), "FREE SHIPPING 包邮", font=font(FONT, 44), fill=(190, 20, 20)
    )
    regions = closer_look(image, engine)["regions"]
    assert regions
    assert all(one["ground"] >= 0.5 and one["box"][1] < 110 for one in regions)
    # Only the detector was loaded.
    assert "_recogniser" not in vars(engine)
