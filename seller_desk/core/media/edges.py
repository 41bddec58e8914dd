"""How sharp and how noisy a picture is at its own pixels. Runs in a worker; numpy is loaded on first use.

All of it on tiles cut from the grey picture where something is printed (edges), or where nothing is (noise).
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Stack = NDArray[Any]

Box = tuple[int, int, int, int]
TILE = 128
MAX_TILES = 96
# A tile is printed where its darkest and its brightest parts differ by this.
_PRINTED = 70
# Grain is measured on this share of tiles, the flattest.
_CALM = 0.2
# An edge is looked at this far to either side, in pixels: wider ones count as that wide.
_REACH = 14
# Edges of a tile are enough to speak for it.
_EDGES = 24
# Edges lie aslant too, and are wide then: the narrower ones tell.
_NARROW = 0.25


def tiles_of(grey: "Stack") -> "tuple[list[Box], list[Box]]":
    """Printed and flat tiles of a grey picture [h, w], evenly thinned out, as (x, y, w, h)."""
    import numpy as np

    height, width = grey.shape
    side = min(TILE, height, width)
    if side < 32:
        return [], []
    rows, columns = height // side, width // side
    coarse = _shrunk(grey[: rows * side, : columns * side], 4)
    step = side // 4
    coarse = coarse[: rows * step, : columns * step].reshape(rows, step, columns, step)
    low, high = coarse.min((1, 3)).astype(int), coarse.max((1, 3)).astype(int)
    span = high - low
    printed = np.argwhere(span >= _PRINTED)
    # Grain itself makes a span: the flattest tiles, whatever that is.
    inside = (high < 252) & (low > 24)
    calm = np.quantile(span[inside], _CALM) if inside.any() else 0
    flat = np.argwhere((span <= calm) & inside)
    return _boxes(printed, side), _boxes(flat, side)


def _boxes(places: "Stack", side: int) -> "list[Box]":
    return [(int(x) * side, int(y) * side, side, side) for y, x in _thinned(places)]


def _thinned(places: "Stack") -> "Stack":
    import numpy as np

    if len(places) <= MAX_TILES:
        return places
    some: Stack = places[np.linspace(0, len(places) - 1, MAX_TILES).astype(int)]
    return some


def _shrunk(grey: "Stack", by: int) -> "Stack":
    """Means of by x by pixels."""
    height, width = grey.shape[0] // by * by, grey.shape[1] // by * by
    cut = grey[:height, :width].reshape(height // by, by, width // by, by)
    means: Stack = cut.mean((1, 3), dtype="float32")
    return means


def stacked(grey: "Stack", boxes: "list[Box]") -> "Stack":
    """The tiles as one array [n, side, side] of small integers."""
    import numpy as np

    return np.stack([grey[y : y + h, x : x + w] for x, y, w, h in boxes]).astype(np.int16)


def widths(tiles: "Stack") -> "Stack":
    """Width of edges across and down, in pixels, per tile: [n, 2]; NaN where a tile has too few.

    The rise of an edge over its steepest step: 1 for a step between two pixels, 2.5 sigma for a Gaussian blur.
    """
    import numpy as np

    across = _widths_along(tiles)
    down = _widths_along(tiles.transpose(0, 2, 1))
    return np.stack([across, down], axis=1)


def _widths_along(tiles: "Stack") -> "Stack":
    import numpy as np

    # Two rows at once: half the noise, and an edge hardly bends over two.
    lines = (tiles[:, 0:-1:2] + tiles[:, 1::2][:, : (tiles.shape[1]) // 2]) // 2
    step = np.diff(lines, axis=2)
    steep = np.abs(step)
    size = lines.shape[2]
    inside = slice(_REACH, size - 1 - _REACH)
    if size - 1 - 2 * _REACH < 8:
        return np.full(len(tiles), np.nan)
    left_low, left_high = _extremes(lines, 0, size - 1 - 2 * _REACH)
    right_low, right_high = _extremes(lines, _REACH + 1, size - 1 - 2 * _REACH)
    middle = step[:, :, inside]
    rise = np.where(middle > 0, right_high - left_low, left_high - right_low)
    here = steep[:, :, inside]
    before, after = steep[:, :, _REACH - 1 : -_REACH - 1], steep[:, :, _REACH + 1 :]
    after = after[:, :, : here.shape[2]]
    contrast = np.percentile(lines, 95, (1, 2)) - np.percentile(lines, 2, (1, 2))
    least = np.maximum(40, 0.5 * contrast)[:, None, None]
    edge = (here >= before) & (here > after) & (rise >= least) & (here > 0)
    edge &= here * 24 > rise
    found = np.full(len(tiles), np.nan)
    ratio = rise / np.maximum(here, 1)
    for number in range(len(tiles)):
        some = ratio[number][edge[number]]
        if len(some) >= _EDGES:
            found[number] = np.quantile(some, _NARROW)
    return found


def _extremes(lines: "Stack", start: int, length: int) -> "tuple[Stack, Stack]":
    """Lowest and highest value among the _REACH pixels from each place on."""
    import numpy as np

    low = high = lines[:, :, start : start + length]
    for more in range(1, _REACH + 1):
        part = lines[:, :, start + more : start + more + length]
        low, high = np.minimum(low, part), np.maximum(high, part)
    return low, high


def noise(tiles: "Stack") -> float:
    """Standard deviation of the grain in flat tiles, in grey levels."""
    import numpy as np

    second = tiles[:, :, :-2] - 2 * tiles[:, :, 1:-1] + tiles[:, :, 2:]
    each = np.abs(second).mean((1, 2)) / (0.798 * 6**0.5)
    return float(np.quantile(each, 0.25))
