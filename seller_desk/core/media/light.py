"""Glare, shadow and the colour of a sheet, on the map that `sheet` made. Runs in a worker; numpy on first use."""

from typing import TYPE_CHECKING, Any

from seller_desk.core.media.sheet import Sheet, neighbours

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    Map = NDArray[Any]

Box = tuple[int, int, int, int]
# Burnt out: all channels at the end. Paper as bright as this hides every glare, as on a flat-bed.
_BURNT, _BRIGHT_PAPER = 249, 240
# Light around a glare fades: this far outside its core it is still this share of the way above the paper.
_FADES, _RING = 0.12, 2
_LEAST_CELLS, _MOST = 6, 0.45
# In shadow: darker than this share of the lit paper, in the same colour.
_SHADED, _SAME_COLOUR = 0.8, 0.14
# A pixel is coloured where its channels, the paper's own tint taken out, differ by this share of the brightest.
_COLOURED = 0.14


def glare(sheet: Sheet) -> tuple[Box, float] | None:
    """The burnt-out spot in cells, with its halo, and its share of the sheet; None where there is none.

    A white field printed on tinted paper has hard edges; a glare fades.
    """
    import numpy as np

    paper = float(np.percentile(sheet.tone[sheet.lit], 40))
    low = sheet.colour.min(2)
    if paper >= _BRIGHT_PAPER:
        return None
    core = (low >= _BURNT) & sheet.whole
    share = float(core.sum() / max(1, sheet.whole.sum()))
    if core.sum() < _LEAST_CELLS or share > _MOST:
        return None
    ring = inner = core
    for _step in range(_RING):
        inner, ring = ring, neighbours(ring)
    rim = ring & ~inner & sheet.whole
    above = (sheet.tone[rim] - paper) / (255 - paper)
    if rim.sum() < 4 or float(np.median(above)) < _FADES:
        return None
    halo = core
    wide = (sheet.tone > paper + 0.5 * (255 - paper)) & sheet.whole
    for _step in range(40):
        halo = neighbours(halo) & (wide | core)
    return _box(halo | core), share


def shadow(sheet: Sheet) -> tuple[Box | None, float, float]:
    """Where paper lies in shadow (in cells), its share of the sheet, and how bright it is there beside the lit part.

    The brightness is that of the darkest twentieth: 1 in even light, 0.5 at half the light.
    """
    import numpy as np

    lit = sheet.lit
    tone = sheet.tone
    full = float(np.percentile(tone[lit], 85))
    own = sheet.colour / np.maximum(1, tone)[:, :, None]
    bright = lit & (tone > 0.9 * full)
    same = abs(own - np.median(own[bright], axis=0)).max(2) < _SAME_COLOUR
    dark = float(np.percentile(tone[lit & same], 5)) / full if (lit & same).any() else 1.0
    shaded = lit & same & (tone < _SHADED * full)
    share = float(shaded.sum() / lit.sum())
    return (_box(shaded) if shaded.any() else None), share, dark


def _box(mask: "Map") -> Box:
    """Where the mask is, without its thinnest outliers."""
    import numpy as np

    def ends(counts: "Map") -> tuple[int, int]:
        total = np.cumsum(counts) / counts.sum()
        return int((total > 0.01).argmax()), int((total >= 0.99).argmax()) + 1

    left, right = ends(mask.sum(0))
    top, bottom = ends(mask.sum(1))
    return left, top, right - left, bottom - top


def colourfulness(rgb: "Image", sheet: Sheet | None) -> float:
    """Share of pixels with a colour of their own, when the tint of the whole (lamp, yellowed paper) is taken out."""
    import numpy as np

    half = np.asarray(rgb.reduce(2), np.float32)
    if sheet is not None:
        rows, columns = sheet.shape
        inside = np.repeat(np.repeat(sheet.whole, 4, 0), 4, 1)
        pixels = half[: rows * 4, : columns * 4][inside]
        white = np.median(sheet.colour[sheet.lit], axis=0)
    else:
        pixels = half.reshape(-1, 3)
        white = np.percentile(pixels, 80, axis=0)
    even = pixels / np.maximum(1, white) * float(white.max())
    spread = even.max(1) - even.min(1)
    return float((spread > _COLOURED * np.maximum(70, even.max(1))).mean())
