"""Where the paper lies in a picture, how the light falls on it, and what of it is missing. Runs in a worker.

All of it on a map of cells of `CELL` pixels of the working copy (see `measure.WORK_SIDE`): the brightest spot of each
cell, so that print vanishes and paper, table, shadow and glare remain. numpy is loaded on first use.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    Map = NDArray[Any]

CELL = 8
Box = tuple[int, int, int, int]
SIDES = ("left", "top", "right", "bottom")
CORNERS = ("top left", "top right", "bottom right", "bottom left")
# Dark spots up to this many pixels of half the working copy are print.
_CLOSED = 7
# Within two of these pixels light on paper changes by less than this (of its logarithm); at an edge it breaks off.
_BREAK = 0.13
# Darker is no paper; as bright as the brightest within this share is.
_DARK, _ALIKE = 60, 0.12
# The sheet is known only where it is at least this share of the picture.
_LEAST = 0.25
# A side of the sheet is one where this share of its middle lies on a line, to this many cells.
_ON_LINE, _NEAR = 0.7, 1.3
_MIDDLE = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """`lit` [rows, columns]: paper that light reaches without a break. `whole`: with what is printed on it.

    `tone` and `colour` (three channels): the brightest spot of each cell.
    """

    tone: "Map"
    colour: "Map"
    lit: "Map"
    whole: "Map"
    paper: float

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.tone.shape[0], self.tone.shape[1]


def sheet_of(picture: "Image") -> Sheet | None:
    """The sheet in a working copy (RGB); None where nothing is clearly one (too small, too dark, too patchy)."""
    import numpy as np
    from PIL import ImageFilter

    rows, columns = picture.height // CELL, picture.width // CELL
    if rows < 12 or columns < 12:
        return None
    half = picture.crop((0, 0, columns * CELL, rows * CELL)).reduce(2)
    # Print goes, edges of paper and of light stay where and as steep as they are.
    bare = half
    for each in (ImageFilter.MaxFilter(3), ImageFilter.MinFilter(3)):
        for _turn in range(_CLOSED // 2):
            bare = bare.filter(each)
    pixels = np.asarray(bare, np.float32)
    hard = _hard(np.log(np.maximum(pixels, 4)))
    cells = (rows, CELL // 2, columns, CELL // 2)
    colour = pixels.reshape(*cells, 3).mean((1, 3))
    hard = np.asarray(hard.reshape(cells).any((1, 3)))
    tone = colour @ np.array([0.299, 0.587, 0.114], np.float32)
    inner = (slice(rows // 5, -(rows // 5)), slice(columns // 5, -(columns // 5)))
    bright = float(np.percentile(tone[inner], 75))
    if bright < _DARK:
        return None
    lit = np.zeros(tone.shape, bool)
    lit[inner] = (abs(tone[inner] / bright - 1) < _ALIKE) & ~hard[inner]
    lit = _grown(lit, ~hard)
    if lit.mean() < _LEAST:
        return None
    return Sheet(tone, colour, lit, _filled(lit), float(np.median(tone[lit])))


def _hard(logs: "Map") -> "Map":
    """Where light breaks off within two pixels, in any colour."""
    import numpy as np

    hard = np.zeros(logs.shape[:2], bool)
    hard[1:-1] |= (abs(logs[2:] - logs[:-2]) > _BREAK).any(2)
    hard[:, 1:-1] |= (abs(logs[:, 2:] - logs[:, :-2]) > _BREAK).any(2)
    return hard


def neighbours(mask: "Map") -> "Map":
    """The mask and all cells beside it."""
    wide = mask.copy()
    wide[1:] |= mask[:-1]
    wide[:-1] |= mask[1:]
    wide[:, 1:] |= mask[:, :-1]
    wide[:, :-1] |= mask[:, 1:]
    return wide


def _grown(mask: "Map", free: "Map") -> "Map":
    """The mask and all free cells that hang together with it."""
    while True:
        wide = neighbours(mask) & free
        if (wide == mask).all():
            return mask
        mask = wide


def _filled(mask: "Map") -> "Map":
    """The mask with its holes: what the outside cannot reach."""
    import numpy as np

    outside = np.zeros((mask.shape[0] + 2, mask.shape[1] + 2), bool)
    outside[0] = outside[-1] = outside[:, 0] = outside[:, -1] = True
    free = np.pad(~mask, 1, constant_values=True)
    while True:
        wide = neighbours(outside) & free
        if (wide == outside).all():
            return ~outside[1:-1, 1:-1]
        outside = wide


@dataclass(frozen=True, slots=True)
class Outline:
    """What can be said of the sheet's four sides.

    `open` are sides with ground beyond them, `cut` those that run out of the picture while others do not; `corners`
    are cut or covered, with their `boxes` in cells; `slant`: how many degrees opposite sides are from parallel.
    """

    open: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    corners: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()
    slant: float = 0.0


@dataclass(frozen=True, slots=True)
class _Side:
    """A line u = at + slope * v in cells; `rim`: it is the picture's own edge."""

    at: float
    slope: float
    rim: bool


def outline(sheet: Sheet) -> Outline:
    """The sides and corners of the sheet; nothing where its shape is no four-sided one."""
    rows, columns = sheet.shape
    whole = sheet.whole
    made = (
        _side(whole, 0),
        _side(whole.T, 0),
        _side(whole[:, ::-1], columns),
        _side(whole.T[:, ::-1], rows),
    )
    if any(one is None for one in made):
        return Outline()
    left, top, right, bottom = [one for one in made if one is not None]
    ground = tuple(name for name, one in zip(SIDES, made, strict=True) if one and not one.rim)
    return Outline(
        open=ground,
        cut=_cut(ground),
        **_corners(whole, (left, top, right, bottom), ground),
        slant=_slant((left, top, right, bottom)),
    )


def _cut(ground: tuple[str, ...]) -> tuple[str, ...]:
    rims = tuple(one for one in SIDES if one not in ground)
    # Two neighbouring sides outside the picture: a corner lies outside. Opposite ones are more often coloured bands.
    beside = len(rims) == 2 and abs(SIDES.index(rims[0]) - SIDES.index(rims[1])) != 2
    return rims if len(rims) == 1 or beside else ()


def _side(mask: "Map", far: int) -> _Side | None:
    """The left side of this mask; `far`: the mask was mirrored, so count from the other end. None: no straight side."""
    import numpy as np

    full = np.flatnonzero(mask.any(1))
    if len(full) < 12:
        return None
    first, last = int(full[0]), int(full[-1])
    skip = round(_MIDDLE * (last - first))
    v = np.arange(first + skip, last - skip + 1)
    u = mask[v].argmax(1).astype(float)
    u[~mask[v].any(1)] = mask.shape[1]
    if (u <= 1).mean() >= _ON_LINE:
        return _Side(far if far else 0.0, 0.0, rim=True)
    keep = np.ones(len(v), bool)
    slope = at = 0.0
    for _turn in range(4):
        slope, at = np.polyfit(v[keep], u[keep], 1)
        off = abs(u - (at + slope * v))
        keep = off <= max(_NEAR, float(np.median(off)) * 2)
        if keep.sum() < 8:
            return None
    if (abs(u - (at + slope * v)) <= _NEAR).mean() < _ON_LINE or abs(slope) > 0.6:
        return None
    if at + slope * float(v.mean()) < 1.2:
        return _Side(far if far else 0.0, 0.0, rim=True)
    return _Side(far - at, -slope, rim=False) if far else _Side(at, slope, rim=False)


def _slant(sides: tuple[_Side, ...]) -> float:
    import math

    turns = [math.degrees(math.atan(one.slope)) for one in sides]
    pairs = [(0, 2), (1, 3)]
    open_pairs = [abs(turns[a] - turns[b]) for a, b in pairs if not (sides[a].rim or sides[b].rim)]
    return max(open_pairs, default=0.0)


def _corners(whole: "Map", sides: tuple[_Side, ...], ground: tuple[str, ...]) -> dict[str, Any]:
    rows, columns = whole.shape
    left, top, right, bottom = sides
    leg = max(4, round(0.07 * min(rows, columns)))
    lacking = []
    for name, upright, level in (
        (CORNERS[0], left, top),
        (CORNERS[1], right, top),
        (CORNERS[2], right, bottom),
        (CORNERS[3], left, bottom),
    ):
        # x = a + b y and y = c + d x meet.
        x = (upright.at + upright.slope * level.at) / (1 - upright.slope * level.slope)
        y = level.at + level.slope * x
        outside = max(-x, x - columns, -y, y - rows)
        if outside > 2 and not (upright.rim and level.rim):
            lacking.append((name, x, y, 1.0))
            continue
        inward = (1 if upright in (left,) else -1, 1 if level is top else -1)
        lacking.append((name, x, y, _missing(whole, (x, y), inward, leg, (upright, level))))
    bad = [one for one in lacking if one[3] >= 0.75]
    # On a table each corner can be missing; a scan without ground has one fold, or else a printed frame.
    if len(bad) > (2 if len(ground) >= 3 else 1) or (len(ground) in (1, 2)):
        return {"corners": (), "boxes": ()}
    boxes = tuple(_gone(whole, (x, y)) for _name, x, y, _share in bad)
    return {"corners": tuple(one[0] for one in bad), "boxes": boxes}


def _gone(whole: "Map", at: tuple[float, float]) -> Box:
    """From a corner along both sides to where paper is again."""
    rows, columns = whole.shape
    column, row = (int(min(max(0, at[0]), columns - 1)), int(min(max(0, at[1]), rows - 1)))
    right, down = (1 if column < columns / 2 else -1), (1 if row < rows / 2 else -1)
    # Three cells inside the sides, so that a side a little off its line does not count as missing.
    level = whole[min(max(0, row + 3 * down), rows - 1), column::right]
    upright = whole[row::down, min(max(0, column + 3 * right), columns - 1)]
    wide = min(int(level.argmax()) + 3, columns // 3)
    high = min(int(upright.argmax()) + 3, rows // 3)
    return (
        column if right > 0 else max(0, column - wide),
        row if down > 0 else max(0, row - high),
        wide,
        high,
    )


def _missing(
    whole: "Map",
    at: tuple[float, float],
    inward: tuple[int, int],
    leg: int,
    sides: tuple[_Side, _Side],
) -> float:
    """Share of the triangle at a corner, legs along the sides, that is no paper."""
    rows, columns = whole.shape
    upright, level = sides
    gone = known = 0
    for down in range(1, leg):
        for across in range(1, leg - down):
            x = at[0] + inward[0] * across + upright.slope * inward[1] * down
            y = at[1] + inward[1] * down + level.slope * inward[0] * across
            column, row = (
                int(x - (0.5 if inward[0] < 0 else -0.5)),
                int(y - (0.5 if inward[1] < 0 else -0.5)),
            )
            if 0 <= row < rows and 0 <= column < columns:
                known += 1
                gone += not whole[row, column]
    return gone / known if known >= 4 else 0.0
