"""Copies made by recipes: pixels kept where they can be, the same bytes again, trouble told."""

import importlib.util
import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from seller_desk.core.media import look, picture, remake
from seller_desk.core.media.recipe import Leaf, Recipe, Stamp
from seller_desk.core.media.stamp import lacking

_spec = importlib.util.spec_from_file_location(
    "document_builders", Path(__file__).parents[1] / "documents" / "builders.py"
)
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)

ROOT = Path(__file__).parents[3]
FONT = str(ROOT / "resources" / "fonts" / "stamp.otf")
HEIC = ROOT / "tests" / "fixtures" / "pictures" / "phone.heic"


@pytest.fixture
def leaf(tmp_path):
    def make(data, name="a", **given):
        path = tmp_path / name
        path.write_bytes(data)
        return Leaf(path=str(path), **given)

    return make


def made(*leaves, **given):
    found = remake.remake(Recipe(leaves=leaves, **given))
    assert not found.code, found.reason
    return found


def opened(data):
    return Image.open(io.BytesIO(data))


def differ(one, other):
    return ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox()


def test_a_phones_heic_becomes_an_upright_jpeg_without_its_secrets():
    found = made(Leaf(path=str(HEIC)), target="jpg")
    page = opened(found.files[0])
    # Taken with the phone held upright: the licence lies on its side, as libheif says and no further.
    assert page.size == found.sizes[0] == (990, 1400)
    assert b"PLANTED" not in found.files[0]
    assert b"4711" not in found.files[0]
    assert not page.getexif()


def test_a_jpeg_goes_into_a_pdf_byte_for_byte(leaf):
    data = build.jpeg(build.card(700), dpi=(300, 300))
    found = made(leaf(data, dpi=300), target="pdf")
    assert not found.lossy
    page = PdfReader(io.BytesIO(found.files[0])).pages[0]
    assert page["/Resources"]["/XObject"]["/P"].get_object()._data == data
    assert float(page.mediabox.width) == pytest.approx(700 / 300 * 72, abs=0.01)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_turned_photo_in_a_pdf_is_shown_upright(leaf, orientation):
    found = made(leaf(build.photo(build.card(700), orientation=orientation)), target="pdf")
    import pypdfium2

    document = pypdfium2.PdfDocument(found.files[0])
    width, height = document[0].get_size()
    assert (width > height) == (orientation in (1, 3))
    document.close()


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_turned_photo_lies_upright_in_its_pixels(leaf, orientation):
    data = build.photo(build.card(700), orientation=orientation)
    page = opened(made(leaf(data), target="jpg").files[0])
    from PIL import ImageOps

    wanted = ImageOps.exif_transpose(opened(data))
    assert page.size == wanted.size
    assert not page.getexif()


def test_every_page_of_a_tiff_becomes_a_page_of_the_pdf_without_loss(leaf):
    target = io.BytesIO()
    first, second = build.card(500), build.licence(600)
    first.save(target, "TIFF", save_all=True, append_images=[second], dpi=(200, 200))
    one = leaf(target.getvalue(), dpi=200)
    found = made(one, Leaf(path=one.path, page=2, dpi=200), target="pdf")
    assert not found.lossy
    pages = PdfReader(io.BytesIO(found.files[0])).pages
    assert len(pages) == 2
    for page, wanted in zip(pages, (first, second), strict=True):
        assert differ(page.images[0].image, wanted) is None


def test_the_same_recipe_gives_the_same_bytes_and_no_date(leaf):
    leaves = (leaf(build.jpeg(build.card(500)), "a"), leaf(build.png(build.card(400)), "b"))
    for target, layout in (("pdf", "one"), ("jpg", "stacked"), ("png", "each"), ("tiff", "one")):
        one, other = (made(*leaves, target=target, layout=layout).files for _n in range(2))
        assert one == other
        assert b"/CreationDate" not in one[0]
        assert b"pypdf" not in one[0].lower()


def test_stacked_sides_keep_order_and_width(leaf):
    front, back = build.card(600), Image.new("RGB", (300, 190), (10, 120, 10))
    found = made(
        leaf(build.png(front), "f"), leaf(build.png(back), "b"), target="png", layout="stacked"
    )
    page = opened(found.files[0])
    assert page.width == 600
    assert differ(page.crop((0, 0, 600, front.height)), front) is None
    assert page.getpixel((300, page.height - 5)) == (10, 120, 10)


@pytest.mark.parametrize("mode", ["CMYK", "I;16", "1", "P", "LA", "RGBA", "L"])
def test_every_kind_of_pixels_becomes_a_plain_jpeg(leaf, mode):
    if mode == "I;16":
        source = (
            build.card(300)
            .convert("L")
            .convert("I")
            .point(lambda value: value * 257)
            .convert("I;16")
        )
    else:
        source = build.card(300).convert(mode)
    target = io.BytesIO()
    source.save(target, "TIFF")
    page = opened(made(leaf(target.getvalue()), target="jpg").files[0])
    assert page.mode in ("L", "RGB")
    assert max(page.convert("L").getextrema()) > 150


def test_trouble_is_told_not_raised(leaf, tmp_path, monkeypatch):
    def code(one, **given):
        return remake.remake(Recipe(leaves=(one,), target="jpg", **given))

    assert code(Leaf(path=str(tmp_path / "gone.jpg"))).reason == "There is no such file"
    assert code(leaf(HEIC.read_bytes()[:9000], "cut")).code == "unreadable"
    assert code(leaf(b"", "empty")).code == "empty"
    assert code(leaf(b"plain words", "text")).code == "unreadable"
    assert code(leaf(build.drawn_pdf("x", password="p"), "locked")).code == "encrypted"
    assert code(leaf(build.jpeg(build.card(300)), "page"), layout="one").code == ""
    many = Recipe(
        leaves=(leaf(build.png(build.card(60)), "m"),) * (look.MAX_PAGES + 1), target="pdf"
    )
    assert "more pages" in remake.remake(many).reason
    monkeypatch.setattr(picture, "MAX_PIXELS", 1000)
    assert code(leaf(build.png(build.card(300)), "large")).code == "too_many_pixels"


def test_a_watermark_covers_all_and_leaves_the_print_dark(leaf):
    stamp = Stamp(
        lines=("仅供样例代理使用", "他用无效 2026-11-24"), font=FONT, mark="seller-desk:test"
    )
    source = build.card(1011)
    found = made(leaf(build.png(source)), target="jpg", quality=90, stamp=stamp)
    page = opened(found.files[0])
    assert page.info["comment"] == b"seller-desk:test"
    # In green: red letters differ there from every ground of the card.
    greens = (page.getchannel("G"), source.getchannel("G"))
    changed = ImageChops.difference(*greens).point(lambda value: 255 * (value > 16))
    width, height = page.width // 4, page.height // 3
    for left in range(0, 4 * width, width):
        for top in range(0, 3 * height, height):
            share = sum(changed.crop((left, top, left + width, top + height)).histogram()[255:])
            assert share > width * height * 0.01, (left, top)
    # The darkest print stays darker than any watermark on the ground.
    assert page.convert("L").getextrema()[0] < 40


def test_the_letters_of_watermarks_are_there_and_missing_ones_are_known():
    assert lacking(("仅供深圳市樣例代理辦理使用 ABC-123，他用無效·é",), FONT) == ""
    assert lacking(("𠮷😀",), FONT) == "𠮷😀"
