"""What a site minds in pictures beyond size and background, and in all pictures of a listing together."""

import io
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from seller_desk.core.base.findings import Place, Subject
from seller_desk.core.listings.image_checks import check_image, picture_findings
from seller_desk.core.listings.images import inspect_image
from seller_desk.core.listings.limits import image_limits
from seller_desk.core.listings.model import ListingImage, ListingVideo
from seller_desk.core.listings.pictures.draw import drawn
from seller_desk.core.listings.pictures.fixes import recipe_for, steps_for
from seller_desk.core.listings.pictures.look import Look, Region
from seller_desk.core.listings.pictures.names import name_codes, named_pictures
from seller_desk.core.listings.pictures.near import alike, alike_pairs, bits_apart, tone_apart
from seller_desk.core.listings.pictures.roles import main_of, with_role
from seller_desk.core.listings.pictures.shape import Shape
from seller_desk.core.media.video import Video
from seller_desk.core.rules.book import Query

DAY = date(2026, 11, 24)
SHARP = Look(size=(1600, 1600), edges=1.6)


def limits_of(book, site):
    return image_limits(book, Query(site=site, on=DAY))


@pytest.fixture
def found(book):
    def check(report, site="amazon.us", role="main", file=None):
        findings = check_image(
            report, limits_of(book, site), role, Subject(kind="image"), Place(file=file)
        )
        return {one.code.removeprefix("image."): one for one in findings}

    return check


@pytest.fixture
def report(picture):
    def make(look=SHARP, draw=None, **options):
        data = picture(**options)
        if draw:
            image = Image.open(io.BytesIO(data))
            draw(ImageDraw.Draw(image))
            buffer = io.BytesIO()
            image.save(buffer, "PNG")
            data = buffer.getvalue()
        return msgspec.structs.replace(inspect_image(data, closer=True), look=look)

    return make


def look_at(*regions, **more):
    return Look(
        size=(1600, 1600),
        regions=[Region(box=box, sure=0.9, ground=ground) for box, ground in regions],
        **more,
    )


def test_text_beside_the_product_is_trouble_and_on_it_a_hint(report, found):
    beside = found(report(look_at(((10, 10, 300, 60), 0.9), ((10, 90, 80, 40), 0.8))))
    one = beside["text_overlay"]
    assert (str(one.severity), one.place.box) == ("warning", (10, 10, 300, 60))
    assert one.measured.to_json() == {"value": 2, "unit": "place"}
    assert (
        str(found(report(look_at(((600, 600, 300, 60), 0.1))))["text_on_product"].severity)
        == "hint"
    )
    other = found(report(look_at(((10, 10, 300, 60), 0.9))), role="other")
    assert "text_overlay" not in other
    assert "text_overlay" not in found(report(look=None))


def test_a_mark_in_a_corner_is_told_apart_from_a_second_thing_and_from_a_shadow(report, found):
    box = (300, 300, 1300, 1100)
    mark = report(box=box, draw=lambda pen: pen.ellipse((40, 40, 190, 190), fill="red"))
    assert "mark" in found(mark)
    assert "several_things" not in found(mark)
    second = report(
        box=(100, 100, 700, 1500),
        draw=lambda pen: pen.rectangle((900, 500, 1500, 1400), fill="blue"),
    )
    assert "several_things" in found(second)
    assert "mark" not in found(second)
    shadow = report(box=box, draw=lambda pen: pen.ellipse((300, 1250, 1300, 1330), fill=(225,) * 3))
    assert set(found(shadow)) & {"mark", "several_things"} == set()


def test_a_text_that_was_found_is_no_second_mark(report, found):
    look = look_at(((40, 40, 200, 60), 0.9))
    made = report(
        look,
        box=(300, 300, 1300, 1100),
        draw=lambda pen: pen.rectangle((45, 45, 230, 95), fill="red"),
    )
    assert "text_overlay" in found(made)
    assert "mark" not in found(made)


def test_pictures_put_together_are_told_from_a_box_with_straight_sides(report, found):
    def halves(pen):
        for row in range(16):
            shade = 40 + 12 * row
            pen.rectangle((0, row * 100, 799, row * 100 + 99), fill=(shade, 20, 20))
            pen.rectangle(
                (800, row * 100, 1600, row * 100 + 99), fill=(20, 20, min(255, shade + 60))
            )

    assert "collage" in found(report(draw=halves))
    assert "collage" not in found(report(box=(300, 40, 1300, 1560)))


def test_shapes_of_pictures_differ_by_site(report, found):
    tall = report(size=(1200, 1600), box=(20, 20, 1180, 1580))
    assert "ratio" not in found(tall)
    assert found(tall, "walmart.us")["ratio"].fix == "image.pad_square"
    assert "ratio" not in found(tall, "tiktok_shop.us")
    assert "ratio" in found(report(size=(2000, 900), box=(20, 20, 1980, 880)), "tiktok_shop.us")
    assert str(found(report(), "ozon.ru")["ratio"].severity) == "hint"


def test_enlarged_and_blurred_pictures_are_told(report, found):
    enlarged = found(report(Look(enlarged=(2.0, 0.4), edges=2.0)))["enlarged"]
    assert (enlarged.measured.value, str(enlarged.severity)) == (800, "warning")
    assert "enlarged" not in found(report(Look(enlarged=(2.0, 0.7), edges=2.0)))
    # A drawn box has steps of one pixel: nothing enlarged has.
    assert "enlarged" not in found(report(Look(enlarged=(2.0, 0.4), edges=1.0)))
    assert "blurred" in found(report(Look(edges=6.0)))
    assert set(found(report(Look(edges=3.0)))) == set()


def test_a_name_that_lies_about_the_type_is_told(picture, found):
    webp = inspect_image(picture(kind="WEBP"))
    assert "extension_mismatch" in found(webp, "ebay.us", file="C:\\fotos\\front.jpg")
    assert "extension_mismatch" not in found(webp, "ebay.us", file="front.webp")
    assert "extension_mismatch" not in found(webp, "ebay.us", file="no ending")


def test_cmyk_is_refused_where_the_site_says_so(picture, found):
    cmyk = inspect_image(picture(kind="JPEG", mode="CMYK", quality=95))
    assert str(found(cmyk)["cmyk"].severity) == "warning"
    assert str(found(cmyk, "walmart.us")["cmyk"].severity) == "blocker"


def test_the_recipe_is_what_the_findings_ask_for_with_the_sites_numbers(report, found, book):
    findings = found(report(background=(246, 242, 232)), "walmart.us").values()
    assert steps_for(findings) == ("flatten", "white")
    recipe = recipe_for(limits_of(book, "walmart.us"), ("white", "compress", "srgb"))
    assert recipe.steps == ("srgb", "white", "compress")
    assert recipe.most_bytes == 5_000_000
    assert recipe_for(limits_of(book, "lazada.my"), (), side=9000).side == 2000


# -- alike pictures --------------------------------------------------------------------------------------


def scene(seed, size=(900, 900)):
    from random import Random

    random = Random(seed)
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    for _part in range(9):
        x, y = random.randrange(100, 700), random.randrange(100, 700)
        colour = tuple(random.randrange(20, 230) for _channel in range(3))
        pen.ellipse(
            (x, y, x + random.randrange(60, 190), y + random.randrange(60, 190)), fill=colour
        )
    return image


def shape(image, kind="PNG", **save):
    buffer = io.BytesIO()
    image.save(buffer, kind, **save)
    return inspect_image(buffer.getvalue(), closer=True).shape


@pytest.mark.parametrize("seed", range(4))
def test_resized_padded_and_compressed_ones_are_alike_and_others_are_not(seed):
    first = scene(seed)
    padded = Image.new("RGB", (1300, 1000), "white")
    padded.paste(first, (250, 40))
    same = [shape(first.resize((420, 420))), shape(padded), shape(first, "JPEG", quality=45)]
    assert all(alike(shape(first), other) for other in same)
    assert not alike(shape(first), shape(scene(seed + 50)))


def test_another_colour_is_another_picture():
    first = scene(1)
    red, green, blue = first.split()
    assert not alike(shape(first), shape(Image.merge("RGB", (blue, red, green))))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 2**128 - 1), min_size=2, max_size=25), st.data())
def test_bands_find_every_pair_that_a_look_at_all_pairs_finds(marks, data):
    shapes = []
    for mark in marks:
        flips = data.draw(st.lists(st.integers(0, 127), max_size=5))
        near = mark
        for place in flips:
            near ^= 1 << place
        shapes += [Shape(mark=f"{one:032x}", tones="80" * 27) for one in (mark, near)]
    named = list(enumerate(shapes))
    keys = {n: one.mark for n, one in named}
    brute = {
        frozenset((keys[a], keys[b]))
        for a, one in named
        for b, other in named
        if a < b and keys[a] != keys[b] and alike(one, other) and _both_tell(one, other)
    }
    pairs = {frozenset((keys[a], keys[b])) for a, b in alike_pairs(named)}
    assert {pair for pair in pairs if len(pair) == 2} == brute


def _both_tell(*shapes):
    return all(int(one.mark, 16).bit_count() >= 6 for one in shapes)


def test_ten_thousand_pictures_are_not_compared_with_each_other(monkeypatch):
    from random import Random

    from seller_desk.core.listings.pictures import near

    random, looks = Random(2), [0]

    def counted(one, other):
        looks[0] += 1
        return bits_apart(one[0], other[0]) <= 7 and tone_apart(one[1], other[1]) <= 22

    monkeypatch.setattr(near, "_alike_keys", counted)
    shapes = [
        (n, Shape(mark=f"{random.getrandbits(128):032x}", tones="80" * 27)) for n in range(3000)
    ]
    assert alike_pairs(shapes) == []
    assert looks[0] < 6 * len(shapes)


# -- all pictures of a listing ---------------------------------------------------------------------------


@pytest.fixture
def listed(good, book, report):
    def codes(images, site="amazon.us", videos=()):
        listing = good(images=images, videos=list(videos))
        return {one.code: one for one in picture_findings(listing, limits_of(book, site))}

    return codes


def image(made, **more):
    return ListingImage(sha256="a" * 64, inspection=msgspec.to_builtins(made), **more)


def test_the_same_picture_twice_too_many_and_no_main_one_are_told(listed, report):
    one = image(report())
    twice = listed([one, one])["image.repeated"]
    assert (twice.measured, twice.required) == ("2", "1")
    web = [ListingImage(url=f"https://example.com/{n}.jpg") for n in range(10)]
    assert listed(web)["image.too_many"].place.field == "images.9"
    assert "image.too_few" in listed(web[:3], "walmart.us")
    assert "image.no_main" in listed([ListingImage(url="https://a.b/c.jpg", role="scene")])
    assert "image.no_main" not in listed([ListingImage(url="https://a.b/c.jpg")])


def test_missing_roles_are_told_to_who_gives_roles(listed):
    plain = ListingImage(url="https://a.b/c.jpg")
    scene_too = [plain, msgspec.structs.replace(plain, role="scene")]
    assert "image.roles_missing" not in listed([plain, plain])
    missing = listed(scene_too)["image.roles_missing"]
    assert "In use" not in missing.detail
    assert "Size" in missing.detail


def test_a_new_main_picture_moves_to_the_front():
    images = [ListingImage(url=str(n), role="main" if n == 0 else "") for n in range(3)]
    moved = with_role(images, 2, "main")
    assert [one.url for one in moved] == ["2", "0", "1"]
    assert [one.role for one in moved] == ["main", "", ""]
    assert main_of(moved) == 0
    assert main_of(with_role(images, 0, "scene")) is None


@pytest.mark.parametrize(
    ("changes", "site", "code", "severity"),
    [
        ({"seconds": 12.0}, "amazon.us", "video.too_short", "hint"),
        ({"seconds": 90.0}, "amazon.us", "video.too_long", "hint"),
        ({"bytes": 151_000_000}, "ebay.us", "video.too_large", "blocker"),
        ({"container": "avi"}, "ebay.us", "video.type_not_accepted", "blocker"),
        ({"codec": "prores"}, "amazon.us", "video.codec", "warning"),
        ({"codec": "vp9"}, "ebay.us", "video.codec", "warning"),
        ({"width": 640, "height": 360}, "amazon.us", "video.resolution_low", "warning"),
        ({"width": 3840, "height": 2160}, "ebay.us", "video.resolution_high", "warning"),
        ({"width": 1080, "height": 1920}, "amazon.us", "video.ratio", "warning"),
        ({"problem": "The file is empty"}, "amazon.us", "video.unreadable", "blocker"),
    ],
)
def test_each_limit_of_a_video_is_held(listed, changes, site, code, severity):
    fine = {
        "bytes": 9_000_000, "container": "mp4", "codec": "h264", "seconds": 40.0, "width": 1920, "height": 1080,
    }  # fmt: skip

    def codes(video):
        kept = ListingVideo(name="a.mp4", inspection=msgspec.to_builtins(video))
        return listed([ListingImage(url="https://a.b/c.jpg")], site, [kept])

    assert not [one for one in codes(Video(**fine)) if one.startswith("video.")]
    assert str(codes(Video(**{**fine, **changes}))[code].severity) == severity


def test_a_video_behind_many_pictures_is_told(listed):
    web = [ListingImage(url=f"https://example.com/{n}.jpg") for n in range(7)]
    kept = ListingVideo(url="https://example.com/a.mp4")
    assert "video.hidden_by_pictures" in listed(web, videos=[kept])
    assert "video.hidden_by_pictures" not in listed(web[:6], videos=[kept])


# -- names and drawing -----------------------------------------------------------------------------------


def test_names_are_asin_and_code_and_what_cannot_go_says_why(good, book, report):
    codes = name_codes(book, Query(site="amazon.us", on=DAY))
    jpg = {"format": "jpeg"}
    kept = [
        ListingImage(sha256=str(n) * 64, inspection=jpg, role=role)
        for n, role in enumerate(["", "scene", "swatch", "safety", "swatch"])
    ]
    kept += [
        ListingImage(url="https://a.b/c.jpg"),
        ListingImage(sha256="9" * 64, inspection={"format": "webp"}),
    ]
    one = good(images=kept, attributes={"asin": "b0abcd1234"})
    made = named_pictures([one], "amazon.us", codes, {})
    assert [(m.name, m.left_out) for m in made[:4]] == [
        ("B0ABCD1234.MAIN.jpg", ""),
        ("B0ABCD1234.PT01.jpg", ""),
        ("B0ABCD1234.SWCH.jpg", ""),
        ("B0ABCD1234.PS01.jpg", ""),
    ]
    assert [m.left_out for m in made[4:]] == ["place", "url", "type"]
    (bare,) = named_pictures([good(images=kept[:1], sku="A.B/1")], "amazon.us", codes, {})
    assert (bare.asin, "/" in bare.name, bare.named("B012345678")) == (
        "",
        False,
        "B012345678.MAIN.jpg",
    )
    (given_one,) = named_pictures(
        [good(images=kept[:1])], "amazon.us", codes, {"CW-BOX-3": "B012345678"}
    )
    assert given_one.name == "B012345678.MAIN.jpg"
    assert name_codes(book, Query(site="ebay.us", on=DAY)) is None


def test_a_marked_picture_shows_the_region_and_leaves_the_rest(picture, report, found):
    findings = list(found(report(look_at(((100, 100, 400, 200), 0.9)))).values())
    marked = Image.open(io.BytesIO(drawn(picture(), findings))).convert("RGB")
    plain = Image.open(io.BytesIO(picture())).convert("RGB")
    changed = [
        (x, y) for x in range(0, 1600, 9) for y in range(0, 1600, 9)
        if marked.getpixel((x, y)) != plain.getpixel((x, y))
    ]  # fmt: skip
    assert changed
    assert all(98 <= x <= 502 and 98 <= y <= 302 for x, y in changed)
    assert drawn(b"no picture", findings) is None
