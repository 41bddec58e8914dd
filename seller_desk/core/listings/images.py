"""What a product picture is: measured from its bytes, without numpy, exactly.

Definitions, so that two people measure the same:
- *ring*: the outermost pixels of all four edges. White there means every channel >= 254 (JPEG turns pure white
  into 254 or 255 near an edge).
- *product*: every pixel whose darkest channel is below 250; its box is exact, and *fill* is the box's share of
  the picture's area.
- a pixel of the ring darker than 230 may be the product running out of the picture. It counts as background only
  when more than a quarter of the ring is that dark.
Transparent pictures are laid on white first and reported as transparent, not as "not white".
"""

import struct
from functools import cache
from typing import Any

import msgspec

from seller_desk.core.base.language import N_
from seller_desk.core.listings.pictures.look import Look
from seller_desk.core.listings.pictures.shape import Shape, shape_of
from seller_desk.core.media.colours import profile_of, space_of
from seller_desk.core.media.pixels import (
    Box,
    box_of,
    darker_than,
    darkest_of,
    farther_than,
    flattened,
)
from seller_desk.core.media.sniff import HEAD_BYTES, type_of

# Formats that we let Pillow try; EPS, PDF and the like would start other programs or are no pictures.
_FORMATS = ("JPEG", "MPO", "PNG", "TIFF", "GIF", "WEBP", "BMP", "AVIF", "JPEG2000", "TGA", "PPM")
# By content (see media.sniff), as the packs name them.
_CLOSED_FORMATS = {"heic": "heif", "psd": "psd", "svg": "svg", "ico": "ico"}
MAX_PIXELS = 110_000_000
WHITE, OBJECT_BELOW, CLEARLY_DARK = 254, 250, 230
_OFF_WHITE = [255 if level < WHITE else 0 for level in range(256)]
_DARK_SHARE = 0.25
_NOISE_SHARE = 0.005
_FRAME_SPREAD, _FRAME_STEP = 56, 24
_FRAME_MOST = 0.1

TOO_MANY_PIXELS = N_("More pixels than this program opens")
NO_PICTURE = N_("Not a picture, or of a type that this program cannot open")
CLOSED = N_("A type of picture that this program cannot open")
DAMAGED = N_("The file is damaged or cut off")
EMPTY = N_("The file is empty")


class ImageReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured. Boxes are [x, y, w, h] in pixels of the upright picture; shares run from 0 to 1.

    `problem` is set (an English text marked for translation) where the picture could not be read; then only
    `bytes` and perhaps `format`, `width` and `height` are known. `space` and `profile` are those of `media.colours`;
    `shape` and `look` are there where somebody looked closer.
    """

    bytes: int = 0
    problem: str = ""
    format: str = ""
    animated: bool = False
    width: int = 0
    height: int = 0
    transparent: bool = False
    cmyk: bool = False
    ring_white: bool = True
    ring_colour: tuple[int, int, int] = (255, 255, 255)
    ring_box: Box | None = None
    off_white_share: float = 0.0
    frame_px: int = 0
    frame_colour: tuple[int, int, int] = (255, 255, 255)
    product_box: Box | None = None
    fill: float = 0.0
    long_share: float = 0.0
    space: str = ""
    profile: str = ""
    shape: Shape | None = None
    look: Look | None = None


def inspect_image(data: bytes, *, closer: bool = False) -> ImageReport:
    """Measure a picture, with its `shape` if asked. Never raises for bad bytes: then `problem` says what is wrong."""
    if not data:
        return ImageReport(problem=EMPTY)
    try:
        return _inspect(data, closer=closer)
    except _Refused as refused:
        return refused.report
    except (MemoryError, Exception):  # noqa: BLE001 - decoders raise whatever a hostile file makes them
        return ImageReport(bytes=len(data), problem=DAMAGED)


class _Refused(Exception):
    def __init__(self, report: ImageReport) -> None:
        super().__init__(report.problem)
        self.report = report


def _inspect(data: bytes, *, closer: bool) -> ImageReport:
    import warnings
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        # Pillow warns of odd metadata; a picture that opens is fine for us.
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(BytesIO(data), formats=formats())
        except Image.DecompressionBombError:
            raise _Refused(ImageReport(bytes=len(data), problem=TOO_MANY_PIXELS)) from None
        except (UnidentifiedImageError, struct.error, OSError):
            raise _Refused(_not_opened(data)) from None
        known = ImageReport(
            bytes=len(data),
            format="jpeg" if picture.format == "MPO" else str(picture.format).lower(),
            animated=picture.format in ("GIF", "WEBP", "PNG")
            and bool(getattr(picture, "is_animated", False)),
            width=picture.width,
            height=picture.height,
            cmyk=picture.mode == "CMYK",
            space=space_of(picture),
            profile=profile_of(picture),
        )
        if picture.width * picture.height > MAX_PIXELS:
            raise _Refused(msgspec.structs.replace(known, problem=TOO_MANY_PIXELS))
        try:
            picture.load()
        except (OSError, SyntaxError, ValueError, struct.error, EOFError):
            raise _Refused(msgspec.structs.replace(known, problem=DAMAGED)) from None
        return _measure(picture, known, closer=closer)


def _not_opened(data: bytes) -> ImageReport:
    """Whether it is at least a picture of a known type: phones make HEIC, which we do not open."""
    named = _CLOSED_FORMATS.get(type_of(data[:HEAD_BYTES]), "")
    problem = CLOSED if named else NO_PICTURE
    return ImageReport(bytes=len(data), format=named, problem=problem)


@cache
def formats() -> list[str]:
    """Those of our formats that this build of Pillow has."""
    from PIL import Image

    Image.init()
    return [name for name in _FORMATS if name in Image.OPEN]


def _measure(picture: Any, known: ImageReport, *, closer: bool) -> ImageReport:
    from PIL import ImageOps

    if picture.getexif().get(0x0112, 1) != 1:
        picture = ImageOps.exif_transpose(picture)
    transparent, flat = flattened(picture)
    if flat is not picture:
        # A hundred megapixels need not be kept twice.
        picture.close()
    width, height = flat.size
    box = box_of(flat, darker_than(OBJECT_BELOW))
    ring = _ring(flat)
    frame, colour = (0, (255, 255, 255)) if ring.white else _frame(flat)
    product_width, product_height = (box[2] - box[0], box[3] - box[1]) if box else (0, 0)
    product = _corner_and_size(box) if box else None
    return msgspec.structs.replace(
        known,
        width=width,
        height=height,
        transparent=transparent,
        ring_white=ring.white,
        ring_colour=ring.colour,
        ring_box=ring.box,
        off_white_share=ring.share,
        frame_px=frame,
        frame_colour=colour,
        product_box=product,
        fill=product_width * product_height / (width * height),
        long_share=max(product_width / width, product_height / height),
        shape=shape_of(flat, white=ring.white) if closer else None,
    )


class _Ring(msgspec.Struct, frozen=True, kw_only=True):
    white: bool
    colour: tuple[int, int, int]
    share: float
    box: Box | None


def _edges(width: int, height: int, inset: int = 0) -> list[Box]:
    """The four one-pixel edges at this distance from the outside, as Pillow boxes (no corner twice)."""
    left, top, right, bottom = inset, inset, width - inset, height - inset
    return [
        (left, top, right, top + 1),
        (left, bottom - 1, right, bottom),
        (left, top + 1, left + 1, bottom - 1),
        (right - 1, top + 1, right, bottom - 1),
    ]


def _ring(flat: Any) -> _Ring:
    from PIL import ImageStat

    width, height = flat.size
    total = dark = off = 0
    sums, counted, failing = [0.0, 0.0, 0.0], 0, []
    for edge in _edges(width, height):
        if edge[2] <= edge[0] or edge[3] <= edge[1]:
            continue
        pixels = flat.crop(edge)
        strip = darkest_of(pixels)
        histogram = strip.histogram()
        total += strip.width * strip.height
        dark += sum(histogram[:CLEARLY_DARK])
        off += sum(histogram[CLEARLY_DARK:WHITE])
        mask = strip.point(_OFF_WHITE)
        box = mask.getbbox()
        if box:
            failing.append((edge[0] + box[0], edge[1] + box[1], edge[0] + box[2], edge[1] + box[3]))
            stat = ImageStat.Stat(pixels, mask)
            sums = [have + more for have, more in zip(sums, stat.sum, strict=True)]
            counted += int(stat.count[0])
    runs_out = dark <= total * _DARK_SHARE
    wrong = off if runs_out else off + dark
    colour = tuple(round(one / counted) for one in sums) if counted else (255, 255, 255)
    return _Ring(
        white=wrong <= total * _NOISE_SHARE,
        colour=(int(colour[0]), int(colour[1]), int(colour[2])),
        share=(off + dark) / total if total else 0.0,
        box=_corner_and_size(_around(failing)) if failing else None,
    )


def _frame(flat: Any) -> tuple[int, tuple[int, int, int]]:
    """Thickness and colour of a drawn frame: one colour all around, and white right inside it; 0 = none."""
    width, height = flat.size
    if min(width, height) < 16:
        return 0, (255, 255, 255)
    lows, highs = [255, 255, 255], [0, 0, 0]
    for edge in _edges(width, height):
        for channel, (low, high) in enumerate(flat.crop(edge).getextrema()):
            lows[channel], highs[channel] = min(lows[channel], low), max(highs[channel], high)
    if any(high - low > _FRAME_SPREAD for low, high in zip(lows, highs, strict=True)):
        return 0, (255, 255, 255)
    step = max(_FRAME_STEP, *(high - low for low, high in zip(lows, highs, strict=True)))
    colour = tuple((low + high) // 2 for low, high in zip(lows, highs, strict=True))
    inner = box_of(flat, farther_than(colour, step))
    if inner is None:
        return 0, (255, 255, 255)
    thickness = max(inner[0], inner[1], width - inner[2], height - inner[3])
    if thickness > _FRAME_MOST * min(width, height) or thickness < 1:
        return 0, (255, 255, 255)
    # Further in, because JPEG smears the frame over its own blocks of 16 pixels.
    inset = thickness + 16
    for edge in _edges(width, height, inset):
        strip = darkest_of(flat.crop(edge)).histogram()
        if sum(strip[:OBJECT_BELOW]) > _DARK_SHARE * sum(strip):
            return 0, (255, 255, 255)
    return thickness, (int(colour[0]), int(colour[1]), int(colour[2]))


def _around(boxes: list[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _corner_and_size(box: Box) -> Box:
    return box[0], box[1], box[2] - box[0], box[3] - box[1]
