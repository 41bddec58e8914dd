"""What can be measured of a picture without knowing any rule. All of it on one small working copy.

The working copy has its long side at `WORK_SIDE` pixels (an A4 page: 75 dpi), whatever the original's size:
sharpness and the rest are comparable only at one scale. Smaller pictures are not enlarged. A quarter of an A4 scan at
300 dpi, so that the commonest scan comes out of the scaled decode at that size.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WORK_SIDE = 877
# A pixel counts as coloured when its channels differ by more than this: a grey copy saved as RGB differs by 2 at most,
# a colour scan of black print on white paper still shows the tint of the paper, faint as it may be.
_COLOURED = 10
_EQUAL = 2
_COLOURED_SHARE = 0.0005
# A page is empty when fewer pixels than this share differ from its paper by more than _INK_STEP.
_EMPTY_SHARE = 0.0003
_EMPTY_STEP = 24
_INK_STEP = 45
_TILE = 32
# A sheet on a ground covers at least this share of its bounding box.
_SHEET_SHARE = 0.7
# A tile says something about sharpness only where something stands on it.
_TILE_CONTRAST = 6
# Print so soft that no tile shows any still shows on a copy this many times smaller, on more than this share of it.
_COARSE = 8
_COARSE_SHARE = 0.005

Box = tuple[int, int, int, int]


def is_grey(picture: "Image") -> bool:
    """Whether a picture has no colour: a grey mode, or colour channels that are all but equal."""
    from PIL import ImageChops

    if picture.mode != "RGB":
        return True
    half = picture.reduce(2) if min(picture.size) > 200 else picture
    red, green, blue = half.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    spread = ImageChops.difference(most, least).histogram()
    if sum(spread[_COLOURED:]) >= _COLOURED_SHARE * half.width * half.height:
        return False
    return _percentile(spread, 0.9) <= _EQUAL


def paper_tone(grey: "Image") -> int:
    """The brightness of the paper: what the brightest fifth of the pixels begin with."""
    return _percentile(grey.histogram(), 0.80)


def is_empty(grey: "Image", *, share: float = _EMPTY_SHARE) -> bool:
    """Whether nothing stands on it: all but a trace (`share`) of the pixels have the same brightness."""
    histogram = grey.histogram()
    middle = _percentile(histogram, 0.5)
    low, high = max(0, middle - _EMPTY_STEP), min(256, middle + _EMPTY_STEP + 1)
    other = sum(histogram[:low]) + sum(histogram[high:])
    return other < max(8, share * grey.width * grey.height)


def sharpness(grey: "Image") -> float | None:
    """How steep edges are, whatever the contrast and however little is printed; None where nothing is printed.

    Mean of the second derivative (3x3 Laplacian) divided by the mean local contrast, per tile of 32 pixels of the
    working copy; the value at three quarters of the printed tiles. Crisp print: above 1; blurred: below 0.5; nought
    where only a much smaller copy shows that something is printed.
    """
    from PIL import Image, ImageChops, ImageFilter

    if min(grey.size) < _TILE // 4:
        return None
    second = grey.filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), 2, 128))
    second = second.point([2 * abs(value - 128) if value < 255 else 254 for value in range(256)])
    # Half the size is enough for the contrast around a pixel, and four times as quick.
    half = grey.reduce(2)
    contrast = ImageChops.difference(half, half.filter(ImageFilter.BoxBlur(3)))
    size = (max(1, grey.width // _TILE), max(1, grey.height // _TILE))
    # The filter leaves the outermost pixels as they are: they are no derivative.
    inside = (1, 1, max(2, grey.width - 1), max(2, grey.height - 1))
    steep = second.resize(size, Image.Resampling.BOX, inside).tobytes()
    local = contrast.resize(size, Image.Resampling.BOX).tobytes()
    ratios = sorted(a / b for a, b in zip(steep, local, strict=True) if b >= _TILE_CONTRAST)
    if not ratios:
        return 0.0 if _print_when_coarse(grey) else None
    return round(ratios[len(ratios) * 3 // 4], 3)


def _print_when_coarse(grey: "Image") -> bool:
    from PIL import ImageChops, ImageFilter

    coarse = grey.reduce(_COARSE)
    contrast = ImageChops.difference(coarse, coarse.filter(ImageFilter.BoxBlur(3))).histogram()
    return sum(contrast[2 * _TILE_CONTRAST :]) > _COARSE_SHARE * coarse.width * coarse.height


def content_box(grey: "Image") -> Box | None:
    """Where the document lies on its background, as [x, y, w, h]; None when it fills the picture or cannot be told."""
    from PIL import Image, ImageChops

    # Averaging four pixels takes single specks away.
    grey = grey.reduce(2)
    width, height = grey.size
    rim = [grey.crop(box).histogram() for box in _rim(width, height)]
    whole = [sum(values) for values in zip(*rim, strict=True)]
    tone = _percentile(whole, 0.5)
    near = sum(whole[max(0, tone - 16) : tone + 17])
    if near < 0.85 * sum(whole):
        return None
    ground = Image.new("L", grey.size, tone)
    off = ImageChops.difference(grey, ground)
    mask = off.point([255 if value > 18 else 0 for value in range(256)])
    box = mask.getbbox()
    if box is None or (box[2] - box[0] >= 0.96 * width and box[3] - box[1] >= 0.96 * height):
        return None
    # Print on its own paper fills little of its box; a sheet on a table fills it.
    area = (box[2] - box[0]) * (box[3] - box[1])
    if mask.crop(box).histogram()[255] < _SHEET_SHARE * area:
        return None
    return 2 * box[0], 2 * box[1], 2 * (box[2] - box[0]), 2 * (box[3] - box[1])


def cut_edges(grey: "Image") -> list[str]:
    """The sides (`left top right bottom`) where print runs out of the picture.

    A side counts when at least two thin strokes (under 2 % of its length) cross its outermost lines. A dark
    table, a scanner's black rim and broad colour bars do not.
    """
    width, height = grey.size
    if min(width, height) < 64:
        return []
    limit = paper_tone(grey) - _INK_STEP
    lines = {
        "left": [grey.crop((x, 0, x + 1, height)) for x in (0, 2)],
        "top": [grey.crop((0, y, width, y + 1)) for y in (0, 2)],
        "right": [grey.crop((width - x, 0, width - x + 1, height)) for x in (1, 3)],
        "bottom": [grey.crop((0, height - y, width, height - y + 1)) for y in (1, 3)],
    }
    return [side for side, pair in lines.items() if _strokes(pair, limit) >= 2]


def _strokes(pair: "list[Image]", limit: int) -> int:
    outer, inner = (line.tobytes() for line in pair)
    ink = [a < limit and b < limit for a, b in zip(outer, inner, strict=True)]
    if not 0 < sum(ink) < 0.5 * len(ink):
        return 0
    thin, run = 0, 0
    for dark in [*ink, False]:
        if dark:
            run += 1
        elif run:
            thin += run <= max(3, 0.02 * len(ink))
            run = 0
    return thin


def _rim(width: int, height: int) -> list[Box]:
    thick = 3
    return [
        (0, 0, width, thick),
        (0, height - thick, width, height),
        (0, 0, thick, height),
        (width - thick, 0, width, height),
    ]


def _percentile(histogram: list[int], share: float) -> int:
    left = share * sum(histogram)
    for value, count in enumerate(histogram):
        left -= count
        if left <= 0:
            return value
    return 255
