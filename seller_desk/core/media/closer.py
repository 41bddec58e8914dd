"""A closer look at a product picture: where text stands, on the background or on the thing; how wide its edges are;
whether it was enlarged. Runs inside the reading worker, which holds the text detector; numpy and cv2 on first use.

Nothing is read: the detector alone tells where text is. Boxes are [x, y, w, h] in pixels of the upright picture.
"""

from typing import TYPE_CHECKING, Any

from seller_desk.core.media import edges, enlarged, ground, picture

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    from seller_desk.core.media.ocr import Engine

    Map = NDArray[Any]

Box = tuple[int, int, int, int]
# Long side of the copy in which text is looked for: a fifth of a second, and letters of 12 pixels in it are found.
FIND_SIDE = 640
# Beyond this, edges are measured on a smaller copy and an enlargement is not looked for.
_FINE_PIXELS = 24_000_000
# A line of text is flatter than this share of the picture; what is taller is the thing itself, taken for a letter.
# From the second share on it has to be clearly longer than tall.
_TALLEST, _TALL = 0.18, 0.07
_SUREST = 0.55
# Parts of the thing that are smaller than this share of its largest one do not widen its outline.
_CRUMB = 0.02


def closer_look(full: "Image", engine: "Engine") -> dict[str, Any]:
    """`{"size", "regions": [{"box", "sure", "ground"}], "enlarged": [factor, left], "edges": width or None}`.

    `ground` is the share of the region's surroundings that belongs to the background. `full` is the upright picture.
    """
    wide, high = full.size
    small = full if max(full.size) <= FIND_SIDE else picture.upright(full, FIND_SIDE)
    across, down = wide / small.width, high / small.height
    found = [one for one in engine.find(small) if one[1] >= _SUREST and _is_line(one[0], small)]
    beside = _beside_the_thing(small, [one[0] for one in found]) if found else None
    regions = []
    for quad, sure in found:
        left, top = min(x for x, _y in quad), min(y for _x, y in quad)
        right, bottom = max(x for x, _y in quad), max(y for _x, y in quad)
        box = (
            max(0, round(left * across)),
            max(0, round(top * down)),
            max(1, round((right - left) * across)),
            max(1, round((bottom - top) * down)),
        )
        share = _around(beside, (left, top, right, bottom), small.size)
        regions.append({"box": list(box), "sure": sure, "ground": round(share, 3)})
    return {"size": [wide, high], "regions": regions, **_sharpness(full)}


def _is_line(quad: Any, small: "Image") -> bool:
    """Whether its shape is that of a word or a line: not as tall as the thing, not a speck."""
    (ax, ay), (bx, by), _c, (dx, dy) = quad
    length = ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5
    height = ((ax - dx) ** 2 + (ay - dy) ** 2) ** 0.5
    short, long = min(length, height), max(length, height)
    side = max(small.size)
    least = 1.8 if short > _TALL * side else 1.1
    return bool(6 <= short <= _TALLEST * side and long >= least * short and long >= 12)


def _beside_the_thing(small: "Image", quads: "list[Any]") -> "Map":
    """The ground outside the hull of all that is no ground and no text: a white shirt's middle joins a white ground."""
    import cv2
    import numpy as np

    beside = ground.ground_of(small)
    scale = beside.shape[1] / small.width
    things = (1 - beside).astype(np.uint8)
    for quad in quads:
        corners = np.array(quad, np.float32) * scale
        middle = corners.mean(axis=0)
        # Anti-aliasing reaches beyond the detector's box.
        grown = middle + (corners - middle) * 1.2 + np.sign(corners - middle) * 2
        cv2.fillPoly(things, [np.round(grown).astype(np.int32)], 0)
    total, labels, stats, _middles = cv2.connectedComponentsWithStats(things, connectivity=8)
    least = max(12, _CRUMB * float(stats[1:, cv2.CC_STAT_AREA].max())) if total > 1 else 0
    keep = [n for n in range(1, total) if stats[n, cv2.CC_STAT_AREA] >= least]
    if keep:
        points = np.argwhere(np.isin(labels, keep))[:, ::-1].astype(np.int32)
        hull = cv2.convexHull(points)
        cv2.fillPoly(beside, [hull], 0)
    return beside


def _around(
    beside: "Map | None", box: tuple[float, float, float, float], size: tuple[int, int]
) -> float:
    """The share of ground in the ring around a region, half its height wide."""
    if beside is None:
        return 0.0
    scale_x, scale_y = beside.shape[1] / size[0], beside.shape[0] / size[1]
    left, right = box[0] * scale_x, box[2] * scale_x
    top, bottom = box[1] * scale_y, box[3] * scale_y
    rim = max(3.0, 0.4 * min(right - left, bottom - top))
    outer = _cut(beside, left - rim, top - rim, right + rim, bottom + rim)
    inner = _cut(beside, left - 1, top - 1, right + 1, bottom + 1)
    cells = outer.size - inner.size
    return float(int(outer.sum()) - int(inner.sum())) / cells if cells > 0 else 0.0


def _cut(beside: "Map", left: float, top: float, right: float, bottom: float) -> "Map":
    high, wide = beside.shape
    return beside[
        max(0, int(top)) : min(high, int(bottom) + 1), max(0, int(left)) : min(wide, int(right) + 1)
    ]


def _sharpness(full: "Image") -> dict[str, Any]:
    import numpy as np

    fits = full.width * full.height <= _FINE_PIXELS
    grey = np.asarray((full if fits else full.reduce(2)).convert("L"))
    places, _flat = edges.tiles_of(grey)
    factor, left = enlarged.enlargement(grey, places) if fits else (1.0, 1.0)
    width = None
    if places:
        widths = edges.widths(edges.stacked(grey, places[: edges.MAX_TILES]))
        known = ~np.isnan(widths).any(1)
        if known.sum() >= 2:
            width = round(float(np.median(widths[known].min(axis=1))), 2)
    return {"enlarged": [round(factor, 3), round(left, 3)], "edges": width}
