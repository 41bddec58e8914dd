"""Turned, straightened and cut pages: measured on pictures whose truth is known."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from seller_desk.core.documents.repair.apply import apply
from seller_desk.core.documents.repair.model import CROP, STRAIGHTEN, TURN, Step
from seller_desk.core.media.geometry import paper_of, skew_of


def print_page(size=(620, 877), seed=1):
    """A page with lines of small words."""
    dice = random.Random(seed)
    page = Image.new("RGB", size, (247, 246, 240))
    pen = ImageDraw.Draw(page)
    for y in range(60, size[1] - 60, 24):
        x = 50
        while x < size[0] - 90:
            wide = dice.randint(8, 34)
            pen.rectangle([x, y, x + wide, y + 9], fill=(25, 25, 30))
            x += wide + dice.randint(4, 9)
    return page


def photographed(page, corners, size=(1600, 1200), ground=(96, 74, 52)):
    """The page as it lies on a table: its corners at these places."""
    import cv2
    import numpy as np

    flat = np.float32([[0, 0], [page.width, 0], [page.width, page.height], [0, page.height]])
    move = cv2.getPerspectiveTransform(flat, np.float32(corners))
    around = cv2.warpPerspective(
        np.asarray(page), move, size, borderMode=cv2.BORDER_CONSTANT, borderValue=ground
    )
    return Image.fromarray(around)


@pytest.mark.parametrize("degrees", [-12, -6.5, -2, -0.6, 0.8, 3, 9])
def test_the_lean_of_print_is_found_to_a_fifth_of_a_degree(degrees):
    leaning = print_page().rotate(-degrees, expand=True, fillcolor=(247, 246, 240))
    assert skew_of(leaning) == pytest.approx(degrees, abs=0.2)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_straight_and_empty_pages_lean_nowhere(seed):
    assert skew_of(print_page(seed=seed)) == 0
    assert skew_of(Image.new("RGB", (600, 800), (250, 250, 250))) == 0


def test_straightening_takes_the_lean_away_and_adds_no_black():
    leaning = print_page().rotate(-4, expand=True, fillcolor=(247, 246, 240))
    straight = apply(leaning, [Step(act=STRAIGHTEN, degrees=-skew_of(leaning))])
    assert skew_of(straight) == 0
    corner = straight.getpixel((2, 2))
    assert min(corner) > 200


def test_the_papers_corners_are_found_and_cut_to():
    corners = [(300, 160), (1180, 220), (1240, 1090), (240, 1010)]
    photo = photographed(print_page(), corners)
    found = paper_of(photo)
    assert found is not None
    for (x, y), (u, v) in zip(found, corners, strict=True):
        assert (x * 1600, y * 1200) == (pytest.approx(u, abs=8), pytest.approx(v, abs=8))
    cut = apply(photo, [Step(act=CROP, corners=found)])
    assert cut.width == pytest.approx(1000, abs=20)
    assert cut.height == pytest.approx(872, abs=20)
    assert paper_of(cut) is None


def test_a_page_that_fills_its_picture_has_no_edges_to_cut_to():
    assert paper_of(print_page()) is None
    assert paper_of(Image.new("RGB", (600, 400), (200, 200, 200))) is None


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([90, 180, 270]), max_size=6))
def test_turns_that_add_up_to_a_whole_turn_change_no_pixel(turns):
    page = print_page(size=(60, 90))
    rest = -sum(turns) % 360
    every = [Step(act=TURN, degrees=one) for one in [*turns, *([rest] if rest else [])]]
    assert apply(page, every).tobytes() == page.tobytes()


def test_a_turn_is_clockwise():
    page = Image.new("L", (40, 20), 255)
    page.putpixel((0, 0), 0)
    turned = apply(page, [Step(act=TURN, degrees=90)])
    assert turned.size == (20, 40)
    assert turned.getpixel((19, 0)) == 0


def test_a_plain_rectangle_is_cut_out_pixel_for_pixel():
    page = print_page(size=(200, 100))
    corners = [(0.1, 0.2), (0.6, 0.2), (0.6, 0.8), (0.1, 0.8)]
    assert (
        apply(page, [Step(act=CROP, corners=corners)]).tobytes()
        == page.crop((20, 20, 120, 80)).tobytes()
    )


@pytest.mark.parametrize(
    "step",
    [
        Step(act=TURN, degrees=45),
        Step(act=STRAIGHTEN, degrees=80),
        Step(act=CROP, corners=[(0, 0), (1, 1)]),
        Step(act=CROP, corners=[(0.5, 0.5)] * 4),
        Step(act="paint"),
    ],
)
def test_what_is_no_geometry_is_refused(step):
    with pytest.raises(ValueError, match=r".*"):
        apply(print_page(size=(80, 80)), [step])


def test_steps_of_another_page_do_nothing():
    page = print_page(size=(80, 60))
    assert apply(page, [Step(act=TURN, degrees=90, page=2)], page=1).size == (80, 60)
    assert apply(page, [Step(act=TURN, degrees=90, page=2)], page=2).size == (60, 80)
    assert apply(page, [Step(act=TURN, degrees=90)], page=7).size == (60, 80)
