"""Whether a picture was blown up from fewer pixels, and how much. Runs in a worker; numpy is loaded on first use.

An enlarged row of n pixels is made of about n / factor values by a known matrix (Pillow's own filters are what other
programs use too). So its part outside that matrix's range is next to nothing, while at another offset of the same
matrix it is not; of a picture that was really scanned at these pixels, it is about the same at every offset.
"""

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Stack = NDArray[Any]

Box = tuple[int, int, int, int]
_LENGTH = 128
# 300 dpi from 200, 150, 120, 100, 96, 75 and 72.
_FACTORS = tuple(Fraction(300, dpi) for dpi in (200, 150, 120, 100, 96, 75, 72))
_FILTERS = ("BICUBIC", "BILINEAR", "LANCZOS")
_ROWS, _TILES = 8, 32
# A row that goes up and down tells pixels apart; a single step fits an enlargement wherever it begins.
_SWINGS, _SWINGING_ROWS = 2.5, 0.05
# Directions of the range with less weight than this are as good as outside it.
_WEAK = 0.05
# The ends of a row have values from beyond it.
_RIM = 8


def enlargement(grey: "Stack", boxes: "list[Box]") -> tuple[float, float]:
    """The likeliest factor and what is left outside its range, as a share of the left-over at other offsets.

    Below about 0.4: enlarged; about 0.7 to 1: not. (1.0, 1.0) where there is too little print to tell.
    """
    import numpy as np

    if len(boxes) < 4 or min(grey.shape) < 3 * _LENGTH:
        return 1.0, 1.0
    some = [boxes[n] for n in np.linspace(0, len(boxes) - 1, min(_TILES, len(boxes))).astype(int)]
    best = (1.0, 1.0)
    turned = grey.T
    mirrored = [(y, x, h, w) for x, y, w, h in some]
    if not (_swings(grey, some) and _swings(turned, mirrored)):
        return best
    for factor in _FACTORS:
        share = max(_outside(grey, some, factor), _outside(turned, mirrored, factor))
        if share < best[1]:
            best = (float(factor), share)
    return best


def _swings(grey: "Stack", boxes: "list[Box]") -> bool:
    import numpy as np

    rows = _rows(grey, boxes, 1)
    way = np.abs(np.diff(rows, axis=1)).sum(1)
    return bool((way > _SWINGS * np.ptp(rows, axis=1)).mean() >= _SWINGING_ROWS)


def _outside(grey: "Stack", boxes: "list[Box]", factor: Fraction) -> float:
    import numpy as np

    rows = _rows(grey, boxes, factor.numerator)
    period = factor.numerator
    offsets = range(period) if period <= 5 else range(0, period, max(1, period // 5))
    least = 1.0
    for kind in _FILTERS:
        left = []
        for offset in offsets:
            rest = rows @ _residue(factor, kind, offset)
            # The strongest rows are pictures and lines; the middle speaks for text.
            left.append(float((rest[:, _RIM:-_RIM] ** 2).mean()))
        least = min(least, min(left) / max(1e-6, float(np.max(left))))
    return least


def _rows(grey: "Stack", boxes: "list[Box]", period: int) -> "Stack":
    import numpy as np

    height, width = grey.shape
    found = []
    for x, y, _w, h in boxes:
        start = min(x, width - _LENGTH) // period * period
        step = max(1, min(h, height - y) // _ROWS)
        found.append(grey[y : y + _ROWS * step : step, start : start + _LENGTH])
    rows = np.concatenate(found).astype(np.float32)
    centred: Stack = rows - rows.mean(1, keepdims=True)
    return centred


@cache
def _residue(factor: Fraction, kind: str, offset: int) -> "Stack":
    """What takes from a row all that an enlargement by `factor`, begun `offset` pixels earlier, could have made."""
    import numpy as np
    from PIL import Image

    # A whole number of periods, and room for the lead, the offset and the filter's own ends.
    count = (round((_LENGTH + 80) / factor) // factor.denominator + 1) * factor.denominator
    wide = int(count * factor)
    small = Image.fromarray(np.eye(count, dtype=np.float32))
    big = small.resize((wide, count), Image.Resampling[kind])
    lead = 4 * factor.numerator if factor.numerator <= 5 else factor.numerator
    matrix = np.asarray(big).T[lead + offset : lead + offset + _LENGTH]
    left, weights, _right = np.linalg.svd(matrix, full_matrices=False)
    basis = left[:, weights > _WEAK * weights[0]]
    rest: Stack = (np.eye(_LENGTH) - basis @ basis.T).astype(np.float32)
    return rest
