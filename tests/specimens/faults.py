"""Pictures of papers with one fault each, and of papers without any: what a scanner, a phone and a careless hand do.

Fixed before the measures were tuned. Nothing here knows them. The same every time: all chance comes from `seed`.
"""

import io
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from unittest import mock

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.specimens.layouts import drawn
from tests.specimens.noise import _coefficients
from tests.specimens.pen import Sheet

Box = tuple[int, int, int, int]
Rng = np.random.Generator


@dataclass
class Shot:
    """A file, what is wrong with it (`labels`), what else may be said of it, and where, in pixels."""

    data: bytes
    name: str
    kind: str
    labels: set[str] = field(default_factory=set)
    also: set[str] = field(default_factory=set)
    box: Box | None = None


def paper(name: str, dpi: int) -> tuple[Image.Image, str]:
    """A layout drawn at this resolution, and its kind."""
    made = Sheet.__init__

    def at(self, *sizes, **style):
        made(self, *sizes, **{**style, "dpi": dpi})

    with mock.patch.object(Sheet, "__init__", at):
        sheet = drawn(name)
    return sheet.image.convert("RGB"), sheet.truth.kind


def _pixels(image: Image.Image) -> np.ndarray:
    return np.asarray(image, np.float32)


def _image(pixels: np.ndarray) -> Image.Image:
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _soft(image: Image.Image, sigma: float) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(sigma))


def _grain(image: Image.Image, sigma: float, rng: Rng) -> Image.Image:
    pixels = _pixels(image)
    pixels = pixels + rng.normal(0, sigma, (*pixels.shape[:2], 1)).astype(np.float32)
    return _image(pixels + rng.normal(0, sigma / 2, pixels.shape).astype(np.float32))


def jpeg(image: Image.Image, quality: int, dpi: int | None = 300) -> bytes:
    """As a scanner's program saves it."""
    held = io.BytesIO()
    more = {"dpi": (dpi, dpi)} if dpi else {}
    image.save(held, "JPEG", quality=quality, **more)
    return held.getvalue()


def scan(name: str, rng: Rng, dpi: int = 300) -> tuple[Image.Image, str]:
    """From a flat-bed: optics a little soft, a little noise, the paper a little off white, up to half a degree askew."""
    image, kind = paper(name, dpi)
    image = _image(_pixels(image) * rng.uniform(0.965, 1.0))
    if rng.random() < 0.5:
        image = image.rotate(
            rng.uniform(-0.6, 0.6),
            resample=Image.Resampling.BICUBIC,
            fillcolor=image.getpixel((2, 2)),
        )
    image = _soft(image, rng.uniform(0.5, 0.8) * dpi / 300)
    return _grain(image, rng.uniform(1.0, 2.5), rng), kind


_TABLES = ((128, 104, 84), (62, 54, 50), (150, 152, 156), (96, 116, 128), (176, 150, 118))


def _table(size: tuple[int, int], rng: Rng) -> Image.Image:
    """Wood, cloth or plastic: a tone with grain along one direction."""
    wide, high = size
    tone = np.array(_TABLES[int(rng.integers(len(_TABLES)))], np.float32)
    lines = rng.normal(0, rng.uniform(1, 9), (max(2, high // 6), 1)).astype(np.float32)
    spots = rng.normal(0, rng.uniform(1, 5), (max(2, high // 8), max(2, wide // 8)))
    grain = Image.fromarray(lines).resize(size, Image.Resampling.BICUBIC)
    cloud = Image.fromarray(spots.astype(np.float32)).resize(size, Image.Resampling.BICUBIC)
    texture = (np.asarray(grain) + np.asarray(cloud))[:, :, None]
    return _image(tone + texture)


@dataclass
class Scene:
    """A paper on a table, before the camera. `corners` from the upper left, clockwise, in pixels."""

    image: Image.Image
    corners: list[tuple[float, float]]
    kind: str


def scene(name: str, rng: Rng, *, room: float = 0.07, moved: tuple[float, float] = (0, 0)) -> Scene:
    """Perspective, exposure a little low. `moved`: shares of the frame by which the paper is off its middle."""
    image, kind = paper(name, 300)
    side = int(rng.integers(2600, 3700))
    if max(image.size) < 1700:
        image, kind = paper(name, 700)
    scale = side * (1 - 2 * room) / max(image.size)
    wide, high = round(image.width * scale), round(image.height * scale)
    margin = round(side * room)
    size = (wide + 2 * margin, high + 2 * margin)
    shift = rng.uniform(0.15, 0.85, (4, 2)) * margin
    dx, dy = moved[0] * size[0], moved[1] * size[1]
    ends = [(0, 0), (size[0], 0), (size[0], size[1]), (0, size[1])]
    corners = [
        (abs(x - float(s[0])) + dx, abs(y - float(s[1])) + dy)
        for (x, y), s in zip(ends, shift, strict=True)
    ]
    source = [(0, 0), (image.width, 0), (image.width, image.height), (0, image.height)]
    warped = image.reduce(2) if scale < 0.45 else image
    factor = image.width / warped.width
    source = [(x / factor, y / factor) for x, y in source]
    warped = warped.transform(
        size,
        Image.Transform.PERSPECTIVE,
        _coefficients(corners, source),
        Image.Resampling.BICUBIC,
    )
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    table = _table(size, rng)
    lit = _image(_pixels(warped) * rng.uniform(0.80, 0.93))
    table.paste(lit, (0, 0), _soft(mask, 0.8))
    return Scene(table, corners, kind)


def _falloff(size: tuple[int, int], rng: Rng, depth: float) -> np.ndarray:
    """Light that fades across the picture, by at most `depth`."""
    across = np.linspace(0, 1, size[0], dtype=np.float32)[None, :]
    down = np.linspace(0, 1, size[1], dtype=np.float32)[:, None]
    turn = rng.uniform(0, 2 * math.pi)
    slope = across * math.cos(turn) + down * math.sin(turn)
    slope = (slope - slope.min()) / (slope.max() - slope.min())
    return (1 - depth * slope)[:, :, None]


def camera(image: Image.Image, rng: Rng, *, depth: float = 0.1, noise: float = 3.0) -> Image.Image:
    """Light, lens, sensor, warm or cool white."""
    white = np.array([1.0, rng.uniform(0.975, 1.0), rng.uniform(0.93, 1.0)], np.float32)
    pixels = _pixels(image) * _falloff(image.size, rng, rng.uniform(0.02, depth)) * white
    return _grain(_soft(_image(pixels), rng.uniform(0.6, 0.9)), noise, rng)


def _shot(image, name, kind, labels, rng, *, quality=None, box=None, also=(), photo=False) -> Shot:
    quality = quality or int(rng.integers(84, 94))
    data = jpeg(image, quality, None if photo else 300)
    return Shot(data, name + ".jpg", kind, set(labels), set(also), box)


def _grade(turn: int, *values: float) -> float:
    return values[turn % len(values)]


# --- without a fault ---


def scan_clean(name: str, rng: Rng, turn: int) -> Shot:
    """Resolutions, JPEG qualities and skew vary."""
    dpi = int(_grade(turn, 300, 300, 400, 300, 600))
    image, kind = scan(name, rng, dpi)
    data = jpeg(image, int(rng.integers(78, 95)), dpi)
    return Shot(data, name + ".jpg", kind)


def photo_clean(name: str, rng: Rng, turn: int) -> Shot:
    """A good photo: whole paper, even light, in focus. It is a photo all the same."""
    one = scene(name, rng)
    return _shot(camera(one.image, rng), name, one.kind, {"photo"}, rng, photo=True)


# --- sharpness ---


def blur_strong(name: str, rng: Rng, turn: int) -> Shot:
    """Far out of focus."""
    image, kind = scan(name, rng)
    also = {"enlarged"}
    return _shot(_soft(image, _grade(turn, 5, 7, 10)), name, kind, {"blurred"}, rng, also=also)


def blur_mild(name: str, rng: Rng, turn: int) -> Shot:
    """A little out of focus: what passes at a glance on a small screen."""
    image, kind = scan(name, rng)
    also = {"enlarged"}
    return _shot(_soft(image, _grade(turn, 2.4, 3, 3.8)), name, kind, {"blurred"}, rng, also=also)


def _swept(image: Image.Image, kernel: np.ndarray) -> Image.Image:
    """Each pixel smeared over the kernel's cells: shifted copies added up."""
    pixels, total = _pixels(image), None
    middle = kernel.shape[0] // 2
    for y, x in zip(*np.nonzero(kernel), strict=True):
        moved = np.roll(pixels, (int(y) - middle, int(x) - middle), (0, 1)) * kernel[y, x]
        total = moved if total is None else total + moved
    return _image(total)


def defocus(name: str, rng: Rng, turn: int) -> Shot:
    """A disc instead of a point, on a photo."""
    one = scene(name, rng)
    radius = _grade(turn, 4, 5, 7)
    span = math.ceil(radius)
    grid = np.mgrid[-span : span + 1, -span : span + 1]
    disc = (np.hypot(*grid) <= radius).astype(np.float32)
    image = _swept(one.image, disc / disc.sum())
    labels = {"blurred", "photo"}
    return _shot(camera(image, rng), name, one.kind, labels, rng, photo=True, also={"enlarged"})


def motion(name: str, rng: Rng, turn: int) -> Shot:
    """The hand moved: along, across or aslant."""
    one = scene(name, rng)
    length, angle = int(_grade(turn, 9, 13, 20)), _grade(turn, 0, 90, 40)
    kernel = np.zeros((length | 1, length | 1), np.float32)
    middle = kernel.shape[0] // 2
    for at in np.linspace(-middle, middle, 3 * length):
        x, y = at * math.cos(math.radians(angle)), at * math.sin(math.radians(angle))
        kernel[round(middle + y), round(middle + x)] = 1
    image = _swept(one.image, kernel / kernel.sum())
    labels = {"blurred", "photo"}
    return _shot(camera(image, rng), name, one.kind, labels, rng, photo=True, also={"enlarged"})


def blur_local(name: str, rng: Rng, turn: int) -> Shot:
    """One part out of focus, as when the phone is held at a slant or the paper bulges."""
    image, kind = scan(name, rng)
    wide, high = image.size
    depth = _grade(turn, 0.34, 0.42, 0.5)
    # Where more is printed: soft empty paper is no fault.
    ink = np.asarray(image.convert("L").reduce(8)) < 150
    lower = ink[ink.shape[0] // 2 :].sum() > ink[: ink.shape[0] // 2].sum()
    top = round(high * (1 - depth)) if lower else 0
    box = (0, top, wide, round(high * depth))
    mask = Image.new("L", image.size, 0)
    ImageDraw.Draw(mask).rectangle((0, top, wide, top + box[3]), fill=255)
    soft = _soft(image, _grade(turn, 5, 6, 8))
    image = Image.composite(soft, image, mask.filter(ImageFilter.BoxBlur(40)))
    return _shot(image, name, kind, {"blurred"}, rng, box=box, also={"enlarged"})


def enlarged(name: str, rng: Rng, turn: int) -> Shot:
    """Scanned at few dpi, blown up to 300 and tagged so."""
    dpi = int(_grade(turn, 150, 100, 120, 150, 96, 72))
    image, kind = scan(name, rng, dpi)
    how = (Image.Resampling.BICUBIC, Image.Resampling.LANCZOS, Image.Resampling.BILINEAR)[turn % 3]
    size = (round(image.width * 300 / dpi), round(image.height * 300 / dpi))
    return _shot(image.resize(size, how), name, kind, {"enlarged"}, rng, also={"blurred"})


# --- light ---


def glare(name: str, rng: Rng, turn: int) -> Shot:
    """A lamp or the flash mirrored in the paper: burnt out in the middle, fading around it."""
    one = scene(name, rng)
    image = camera(one.image, rng)
    wide, high = image.size
    at = (wide * rng.uniform(0.3, 0.7), high * rng.uniform(0.3, 0.7))
    size = min(wide, high) * _grade(turn, 0.07, 0.1, 0.15)
    stretch, turned = rng.uniform(1.0, 1.9), rng.uniform(0, math.pi)
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    along = (x - at[0]) * math.cos(turned) + (y - at[1]) * math.sin(turned)
    aside = -(x - at[0]) * math.sin(turned) + (y - at[1]) * math.cos(turned)
    away = np.hypot(along / (size * stretch), aside / size)
    light = (320 * np.exp(-np.maximum(0, away - 0.55) * _grade(turn, 2.2, 3.2, 1.6)))[:, :, None]
    image = _image(np.maximum(_pixels(image), 0) + light)
    reach = size * stretch
    box = (round(at[0] - reach), round(at[1] - reach), round(2 * reach), round(2 * reach))
    return _shot(image, name, one.kind, {"glare", "photo"}, rng, box=box, photo=True)


def shadow_hand(name: str, rng: Rng, turn: int) -> Shot:
    """A phone or a hand between lamp and paper."""
    one = scene(name, rng)
    wide, high = one.image.size
    mask = Image.new("L", (wide // 4, high // 4), 0)
    pen = ImageDraw.Draw(mask)
    left = rng.uniform(0.2, 0.5)
    edge = [(left, 1.0), (left + 0.05, 0.45), (left + 0.3, 0.4), (1.0, 0.55), (1.0, 1.0)]
    pen.polygon([(x * mask.width, y * mask.height) for x, y in edge], fill=255)
    if turn % 2:
        mask = mask.transpose(Image.Transpose.ROTATE_180)
    soft = _soft(mask, max(mask.size) * _grade(turn, 0.012, 0.02, 0.03)).resize((wide, high))
    dark = 1 - _grade(turn, 0.42, 0.5, 0.58) * (np.asarray(soft, np.float32) / 255)[:, :, None]
    image = camera(_image(_pixels(one.image) * dark), rng)
    found = soft.point([255 if value > 128 else 0 for value in range(256)]).getbbox()
    box = (found[0], found[1], found[2] - found[0], found[3] - found[1])
    return _shot(image, name, one.kind, {"shadow", "photo"}, rng, box=box, photo=True)


def shadow_side(name: str, rng: Rng, turn: int) -> Shot:
    """Light from one side only: the far end is dark."""
    one = scene(name, rng)
    wide, high = one.image.size
    across = np.linspace(0, 1, wide, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    way = (across + 0 * down) if turn % 2 else (down + 0 * across)
    fall = np.clip((way - 0.35) / 0.6, 0, 1)[:, :, None]
    pixels = _pixels(one.image) * (1 - _grade(turn, 0.48, 0.55, 0.62) * fall)
    return _shot(camera(_image(pixels), rng), name, one.kind, {"shadow", "photo"}, rng, photo=True)


# --- edges ---


def cut_side(name: str, rng: Rng, turn: int) -> Shot:
    """On the table, one side outside the frame."""
    far = _grade(turn, 0.13, 0.16, 0.2)
    way = [(far, 0), (0, far), (-far, 0), (0, -far)][turn % 4]
    one = scene(name, rng, moved=way)
    return _shot(camera(one.image, rng), name, one.kind, {"cut", "photo"}, rng, photo=True)


def cut_corner(name: str, rng: Rng, turn: int) -> Shot:
    """Two neighbouring sides outside the frame, so that a corner is missing."""
    far = _grade(turn, 0.12, 0.15, 0.18)
    way = [(far, far), (-far, far), (-far, -far), (far, -far)][turn % 4]
    one = scene(name, rng, moved=way)
    return _shot(camera(one.image, rng), name, one.kind, {"cut", "photo"}, rng, photo=True)


def folded(name: str, rng: Rng, turn: int) -> Shot:
    """On the table, a corner folded under or torn off."""
    one = scene(name, rng)
    wide, high = one.image.size
    at = turn % 4
    corner = one.corners[at]
    leg = _grade(turn, 0.10, 0.13, 0.17) * min(wide, high)
    ends = []
    for other in (one.corners[(at + 1) % 4], one.corners[at - 1]):
        far = math.dist(corner, other)
        ends.append(tuple(c + (o - c) * leg / far for c, o in zip(corner, other, strict=True)))
    away = (
        corner[0] + 0.03 * wide * (1 if corner[0] > wide / 2 else -1),
        corner[1] + 0.03 * high * (1 if corner[1] > high / 2 else -1),
    )
    mask = Image.new("L", one.image.size, 0)
    ImageDraw.Draw(mask).polygon([ends[0], away, ends[1]], fill=255)
    ground = _table(one.image.size, np.random.default_rng(1))
    tone = one.image.getpixel((3, 3))
    flat = _image(_pixels(ground) * 0 + np.array(tone, np.float32))
    one.image.paste(flat, (0, 0), mask)
    xs, ys = [corner[0], *(e[0] for e in ends)], [corner[1], *(e[1] for e in ends)]
    box = (round(min(xs)), round(min(ys)), round(max(xs) - min(xs)), round(max(ys) - min(ys)))
    image = camera(one.image, rng)
    return _shot(image, name, one.kind, {"cut", "photo"}, rng, box=box, photo=True)


def cut_scan(name: str, rng: Rng, turn: int) -> Shot:
    """Scanned too far to one side: print runs out of the picture."""
    image, kind = scan(name, rng)
    grey = np.asarray(image.convert("L"))
    dark = np.median(grey) - 60
    inner = grey[:, image.width // 4 : image.width * 3 // 4] < dark
    rows = [y for y in range(image.height // 5, image.height * 4 // 5) if inner[y].sum() > 40]
    at = rows[len(rows) // 2 + (turn % 3) * 2] if len(rows) > 8 else image.height // 2
    ink = np.flatnonzero((grey[at - 4 : at + 4] < dark).any(0))
    ink = ink[(ink > 0.08 * image.width) & (ink < 0.92 * image.width)]
    left = int(ink[len(ink) // 3])
    image = image.crop((left, 0, image.width, image.height))
    also = {"resolution"}
    return _shot(image, name, kind, {"cut"}, rng, also=also)


# --- colour, origin, file ---


def grey_scan(name: str, rng: Rng, turn: int) -> Shot:
    """A copy in black and white, scanned in grey, in colour, or with hard contrast."""
    image, kind = scan(name, rng)
    grey = image.convert("L")
    if turn % 3 == 2:
        grey = grey.point([max(0, min(255, round((v - 60) * 1.5))) for v in range(256)])
    made = grey if turn % 2 else grey.convert("RGB")
    return _shot(made, name, kind, {"grey"}, rng)


def grey_photo(name: str, rng: Rng, turn: int) -> Shot:
    """A black-and-white copy under a warm lamp: the whole picture has one tint."""
    image, kind = scan(name, rng)
    tint = np.array([(1.0, 0.95, 0.84), (0.9, 0.97, 1.0), (1.0, 0.97, 0.92)][turn % 3], np.float32)
    grey = _pixels(image.convert("L").convert("RGB")) * tint * 0.93
    pixels = grey * _falloff(image.size, rng, 0.08)
    return _shot(_grain(_image(pixels), 1.5, rng), name, kind, {"grey"}, rng)


def screenshot(name: str, rng: Rng, turn: int) -> Shot:
    """A paper shown on a screen, and the screen saved."""
    image, kind = paper(name, 150)
    size = [(1920, 1080), (2560, 1440), (1170, 2532), (1440, 3200), (1366, 768), (2880, 1800)]
    screen = Image.new("RGB", size[turn % len(size)], (52, 54, 58))
    ImageDraw.Draw(screen).rectangle((0, 0, screen.width, screen.height // 24), fill=(30, 32, 36))
    image.thumbnail((round(screen.width * 0.92), round(screen.height * 0.88)))
    screen.paste(image, ((screen.width - image.width) // 2, screen.height // 16))
    held = io.BytesIO()
    screen.save(held, "PNG")
    also = {"resolution", "enlarged", "cut"}
    return Shot(held.getvalue(), name + ".png", kind, {"screenshot"}, also)


def compressed(name: str, rng: Rng, turn: int) -> Shot:
    """Saved far too small by a chat program, twice in a row for every other one."""
    image, kind = scan(name, rng)
    data = jpeg(image, int(_grade(turn, 6, 10, 14)))
    if turn % 2:
        data = jpeg(Image.open(io.BytesIO(data)), 92)
    return Shot(data, name + ".jpg", kind, {"compressed"}, {"enlarged", "blurred"})


def noisy(name: str, rng: Rng, turn: int) -> Shot:
    """Taken in the dark."""
    one = scene(name, rng)
    image = camera(_image(_pixels(one.image) * 0.75), rng, noise=_grade(turn, 20, 26, 34))
    return _shot(image, name, one.kind, {"noisy", "photo"}, rng, photo=True, quality=88)


COLOURED = ("business_licence", "id_card", "passport")
CLEAN: dict[str, Callable[[str, Rng, int], Shot]] = {
    "scan_clean": scan_clean,
    "photo_clean": photo_clean,
}
FAULTY: dict[str, Callable[[str, Rng, int], Shot]] = {
    one.__name__: one
    for one in (
        blur_strong,
        blur_mild,
        defocus,
        motion,
        blur_local,
        enlarged,
        glare,
        shadow_hand,
        shadow_side,
        cut_side,
        cut_corner,
        folded,
        cut_scan,
        grey_scan,
        grey_photo,
        screenshot,
        compressed,
        noisy,
    )
}


def shots(
    layouts: list[str], *, clean: int = 20, faulty: int = 6
) -> list[tuple[str, Callable[[], Shot]]]:
    """Every fault on `faulty` layouts at rising strengths, and pictures without one; each made when called."""
    made: list[tuple[str, Callable[[], Shot]]] = []
    coloured = [one for one in layouts if one.startswith(("licence", "id_", "passport"))]
    for number, (fault, act) in enumerate({**CLEAN, **FAULTY}.items()):
        some = coloured if fault == "grey_photo" else layouts
        for turn in range(clean if fault in CLEAN else faulty):
            name = some[(7 * number + 11 * turn) % len(some)]
            seed = 1000 * number + turn + len(layouts)
            label = f"{fault}.{turn}.{name}"
            made.append((label, partial(act, name, np.random.default_rng(seed), turn)))
    return made
