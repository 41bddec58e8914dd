"""What a picture is like, for comparing and counting: a mark for alike ones, the things in it, seams.

All on small copies, with Pillow alone: a few milliseconds beside the decode.
"""

from typing import Any

import msgspec

from seller_desk.core.media.pixels import Box, darkest_of

# Side of the mark's grid: 8 x 8 comparisons across and as many down make 128 bits.
_GRID = 8
# All is measured on a copy whose long side is this or up to twice as much.
_SMALL, _FIRM_BELOW = 400, 225
# Neighbours have to differ by more than this to count: compression shifts flat parts by less.
_STEP = 4
_TONES = 3
# Things are counted on a grid of this side; a cell belongs to a thing from this level of its mask on.
_CELLS, _CELL_FROM = 96, 40
_LEAST_THING = 0.004
# A seam between two pictures: a step from rim to rim (the side of a box ends before), and not near the rim.
_SEAM_SHARE, _SEAM_STEP, _SEAM_RIM = 0.985, 14, 0.12
_OBJECT_BELOW = 250


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """`mark` is 32 hex digits of shape and `tones` 54 of colour, of the product if its outline is known; `things` are the
    boxes [x, y, w, h] of separate things on white, largest first; `seams` the places of straight cuts through the whole
    picture, as shares of its width (positive) or height (negative)."""

    mark: str = ""
    tones: str = ""
    things: list[Box] = []
    seams: list[float] = []


def shape_of(flat: Any, *, white: bool) -> Shape:
    """Of an upright RGB picture; `white`: on white ground, so that the product can be told from it."""
    # Means of whole pixels first: many times less to go through for all that follows.
    small = flat.reduce(max(1, max(flat.size) // _SMALL)) if max(flat.size) > _SMALL else flat
    cut = small
    if white:
        # Compression smears the outline; the firm part of the product stays where it is.
        box = (
            darkest_of(small)
            .point([255 if one < _FIRM_BELOW else 0 for one in range(256)])
            .getbbox()
        )
        cut = small.crop(box) if box else small
    return Shape(
        mark=_mark(cut),
        tones=_tones(cut),
        things=_things(small, flat.size) if white else [],
        seams=_seams(small),
    )


def _mark(cut: Any) -> str:
    from PIL import Image

    grey = cut.convert("L")
    across = grey.resize((_GRID + 1, _GRID), Image.Resampling.BOX).tobytes()
    down = grey.resize((_GRID, _GRID + 1), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(_GRID):
        for column in range(_GRID):
            at = row * (_GRID + 1) + column
            bits = bits << 1 | (across[at] > across[at + 1] + _STEP)
    for row in range(_GRID):
        for column in range(_GRID):
            bits = bits << 1 | (
                down[row * _GRID + column] > down[(row + 1) * _GRID + column] + _STEP
            )
    return f"{bits:032x}"


def _tones(cut: Any) -> str:
    from PIL import Image

    return str(cut.resize((_TONES, _TONES), Image.Resampling.BOX).tobytes().hex())


def _things(small: Any, size: tuple[int, int]) -> list[Box]:
    """Boxes of what does not hang together on white, largest first, in pixels of the whole picture."""
    from PIL import Image, ImageFilter

    mask = darkest_of(small).point([255 if one < _OBJECT_BELOW else 0 for one in range(256)])
    share = _CELLS / max(mask.size)
    grid = (max(1, round(mask.width * share)), max(1, round(mask.height * share)))
    cells = mask.resize(grid, Image.Resampling.BOX).filter(ImageFilter.MaxFilter(3))
    found = _islands(cells.tobytes(), *cells.size)
    least = _LEAST_THING * cells.width * cells.height
    kept = sorted((one for one in found if one[0] >= least), reverse=True)
    x_scale, y_scale = size[0] / cells.width, size[1] / cells.height
    return [
        (
            round(box[0] * x_scale),
            round(box[1] * y_scale),
            round((box[2] - box[0]) * x_scale),
            round((box[3] - box[1]) * y_scale),
        )
        for _area, box in kept[:12]
    ]


def _islands(cells: bytes, wide: int, high: int) -> list[tuple[int, Box]]:
    """(cells, box left-top-right-bottom) of each group of cells that hang together."""
    waiting = {at for at, level in enumerate(cells) if level >= _CELL_FROM}
    found = []
    while waiting:
        todo = [waiting.pop()]
        area, left, top, right, bottom = 0, wide, high, 0, 0
        while todo:
            at = todo.pop()
            y, x = divmod(at, wide)
            area += 1
            left, right = min(left, x), max(right, x + 1)
            top, bottom = min(top, y), max(bottom, y + 1)
            for other, fits in (
                (at - 1, x > 0),
                (at + 1, x < wide - 1),
                (at - wide, y > 0),
                (at + wide, y < high - 1),
            ):
                if fits and other in waiting:
                    waiting.remove(other)
                    todo.append(other)
        found.append((area, (left, top, right, bottom)))
    return found


def _seams(small: Any) -> list[float]:
    """Straight cuts from rim to rim: where a step runs along (nearly) all of a column or row."""
    from PIL import ImageChops

    found: list[float] = []
    for sign, turned in ((1, small), (-1, small.transpose(4))):  # 4: Transpose.ROTATE_270
        wide, high = turned.size
        if wide < 48 or high < 48:
            continue
        each = ImageChops.difference(
            turned.crop((0, 0, wide - 2, high)), turned.crop((2, 0, wide, high))
        ).split()
        step = ImageChops.lighter(ImageChops.lighter(each[0], each[1]), each[2])
        steps = step.point([255 if one > _SEAM_STEP else 0 for one in range(256)])
        shares = steps.resize((wide - 2, 1), 4).tobytes()  # 4: Resampling.BOX
        last = -9
        for at, share in enumerate(shares):
            place = (at + 1) / wide
            if share >= _SEAM_SHARE * 255 and _SEAM_RIM < place < 1 - _SEAM_RIM and at - last > 6:
                last = at
                found.append(sign * round(place if sign > 0 else 1 - place, 3))
    return found
