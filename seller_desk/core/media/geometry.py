"""Geometry of pages: turned, straightened, cut along the paper's edges. Moves pixels, never makes up content.

A step is `(act, degrees, corners)`: `turn` by 90, 180 or 270 degrees clockwise; `straighten` by a few degrees clockwise;
`crop` to the paper whose four corners (clockwise from top left) are given as shares of width and height. Each step sees
the picture as the steps before left it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

Point = tuple[float, float]
Step = tuple[str, float, Sequence[Point]]

# Looking for skew and edges needs no more than this.
LOOK_SIDE = 900
_MOST_SKEW = 15.0
# Below this nobody sees it, and every resampling costs sharpness.
LEAST_SKEW = 0.3
_LEAST_PAPER, _MOST_PAPER = 0.15, 0.965
_SHORTEST = 8
# A corner has to turn by so much (in shares of the page) to be one.
_LEAST_TURN = 0.0005


def applied(image: "Image", steps: Sequence[Step]) -> "Image":
    """The picture (RGB or L) after these steps, at the resolution it has. ValueError for a step that is none."""
    for act, degrees, corners in steps:
        if act == "turn":
            image = _turned(image, degrees)
        elif act == "straighten":
            image = _straightened(image, degrees)
        elif act == "crop":
            image = _cropped(image, corners)
        else:
            raise ValueError(act)
    return image


def _turned(image: "Image", degrees: float) -> "Image":
    from PIL.Image import Transpose

    ways = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
    quarter = round(degrees) % 360
    if quarter == 0:
        return image
    if quarter not in ways:
        raise ValueError(degrees)
    return image.transpose(ways[quarter])


def _straightened(image: "Image", degrees: float) -> "Image":
    from PIL.Image import Resampling

    if not -45 <= degrees <= 45:
        raise ValueError(degrees)
    # The new corners get the tone of the picture's rim, so that no black wedges are added.
    return image.rotate(-degrees, resample=Resampling.BICUBIC, expand=True, fillcolor=_rim(image))


def _rim(image: "Image") -> Any:
    """The middle tone of the picture's edge, one number or one for each channel."""
    import numpy as np

    small = np.asarray(image.resize((16, 16)))
    edge = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    middle = np.median(edge, axis=0)
    return int(middle) if image.mode == "L" else tuple(int(one) for one in middle)


def _cropped(image: "Image", corners: Sequence[Point]) -> "Image":
    from PIL.Image import Resampling, Transform

    if not is_paper(corners):
        raise ValueError(corners)
    points = [(x * image.width, y * image.height) for x, y in corners]
    one, two, three, four = points
    width = round(max(_length(one, two), _length(four, three)))
    height = round(max(_length(one, four), _length(two, three)))
    if min(width, height) < _SHORTEST:
        raise ValueError(corners)
    if _is_upright(points):
        left, top = round(one[0]), round(one[1])
        return image.crop((left, top, left + width, top + height))
    return image.transform(
        (width, height),
        Transform.PERSPECTIVE,
        _coefficients(points, width, height),
        resample=Resampling.BICUBIC,
        fillcolor=_rim(image),
    )


def is_paper(corners: Sequence[Point]) -> bool:
    """Whether four corners, clockwise from top left, enclose something: no crossing, no dent, no mere line."""
    if len(corners) != 4:
        return False
    for n in range(4):
        (x0, y0), (x1, y1), (x2, y2) = corners[n], corners[(n + 1) % 4], corners[(n + 2) % 4]
        if (x1 - x0) * (y2 - y1) - (y1 - y0) * (x2 - x1) <= _LEAST_TURN:
            return False
    return True


def _is_upright(points: Sequence[Point]) -> bool:
    """A plain rectangle is cut out without resampling."""
    one, two, three, four = points
    return (
        max(abs(one[1] - two[1]), abs(four[1] - three[1]), abs(one[0] - four[0]), abs(two[0] - three[0]))
        < 1
    )  # fmt: skip


def _length(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _coefficients(points: Sequence[Point], width: int, height: int) -> list[float]:
    """From pixels of the cut page to pixels of the picture."""
    import numpy as np

    target = [(0, 0), (width, 0), (width, height), (0, height)]
    rows, right = [], []
    for (x, y), (u, v) in zip(target, points, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        right += [u, v]
    try:
        found = np.linalg.solve(np.array(rows, dtype=float), np.array(right, dtype=float))
    except np.linalg.LinAlgError as problem:
        raise ValueError(points) from problem
    return [float(one) for one in found]


def skew_of(image: "Image") -> float:
    """By how many degrees lines of print lean, clockwise; 0 where nothing says so. To be undone by its negative.

    The angle at which rows of ink and gaps between them stand out most; within 15 degrees.
    """
    import numpy as np
    from PIL import Image as Pictures

    grey = image.convert("L")
    grey.thumbnail((LOOK_SIDE, LOOK_SIDE))
    pixels = np.asarray(grey, dtype=np.int16)
    # Against its own surroundings: a shadow or a dark table is no print.
    around = np.asarray(grey.resize((48, 48)).resize(grey.size), dtype=np.int16)
    ink = (around - pixels) > 28
    share = float(ink.mean())
    if not 0.002 <= share <= 0.4:
        return 0.0
    mask = Pictures.fromarray((ink * 255).astype(np.uint8))

    def score(degrees: float) -> float:
        rows = np.asarray(mask.rotate(degrees)).sum(axis=1, dtype=np.float64)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    coarse = [step * 0.75 for step in range(-20, 21)]
    scores = {one: score(one) for one in coarse}
    best = max(scores, key=lambda one: scores[one])
    fine = {best + step * 0.1: score(best + step * 0.1) for step in range(-7, 8)}
    best = max(fine, key=lambda one: fine[one])
    typical = sorted(scores.values())[len(scores) // 2]
    if fine[best] < 1.25 * typical or abs(best) > _MOST_SKEW - 0.5 or abs(best) < LEAST_SKEW:
        return 0.0
    return round(best, 1)


def paper_of(image: "Image") -> list[Point] | None:
    """The corners of a sheet or card on a ground that differs, clockwise from top left, as shares of the picture.

    None where none stands out, or where it fills the picture already.
    """
    import cv2
    import numpy as np

    small = image.convert("RGB")
    small.thumbnail((LOOK_SIDE, LOOK_SIDE))
    pixels = cv2.GaussianBlur(np.asarray(small), (5, 5), 0)
    whole = float(small.width * small.height)
    best: tuple[float, Any] | None = None
    for mask in _masks(pixels):
        outlines, _tree = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for outline in sorted(outlines, key=cv2.contourArea, reverse=True)[:3]:
            quad = _quad(cv2.convexHull(outline))
            if quad is None:
                continue
            area = float(cv2.contourArea(quad)) / whole
            filled = float(cv2.contourArea(cv2.convexHull(outline))) / whole / max(area, 1e-6)
            if (
                _LEAST_PAPER <= area <= _MOST_PAPER
                and filled > 0.93
                and (best is None or area > best[0])
            ):
                best = (area, quad)  # fmt: skip
    if best is None:
        return None
    return _clockwise([(float(x) / small.width, float(y) / small.height) for x, y in best[1][:, 0]])


def _masks(pixels: Any) -> list[Any]:
    """Where the paper may be: what is bright, what differs from the rim, what edges enclose."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    kernel = np.ones((9, 9), np.uint8)
    _level, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    rim = np.concatenate(
        [
            pixels[:6].reshape(-1, 3),
            pixels[-6:].reshape(-1, 3),
            pixels[:, :6].reshape(-1, 3),
            pixels[:, -6:].reshape(-1, 3),
        ]
    )
    middle = np.median(rim, axis=0)
    far = (np.abs(pixels.astype(np.int16) - middle).max(axis=2) > 26).astype(np.uint8) * 255
    edges = cv2.dilate(cv2.Canny(grey, 30, 90), np.ones((3, 3), np.uint8), iterations=2)
    return [cv2.morphologyEx(one, cv2.MORPH_CLOSE, kernel) for one in (bright, far, edges)]


def _quad(hull: Any) -> Any:
    import cv2

    around = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05):
        found = cv2.approxPolyDP(hull, share * around, True)
        if len(found) == 4 and cv2.isContourConvex(found):
            return found
    return None


def _clockwise(points: list[Point]) -> list[Point]:
    """Clockwise from the corner that is nearest to the top left."""
    middle = (sum(x for x, _y in points) / 4, sum(y for _x, y in points) / 4)
    import math

    ordered = sorted(points, key=lambda one: math.atan2(one[1] - middle[1], one[0] - middle[0]))
    first = min(range(4), key=lambda n: ordered[n][0] + ordered[n][1])
    return [*ordered[first:], *ordered[:first]]


def size_after(width: float, height: float, steps: Sequence[Step]) -> tuple[float, float]:
    """Width and height of a page of this size after these steps."""
    import math

    for act, degrees, corners in steps:
        if act == "turn" and round(degrees) % 180 == 90:
            width, height = height, width
        elif act == "straighten":
            sine, cosine = (
                abs(math.sin(math.radians(degrees))),
                abs(math.cos(math.radians(degrees))),
            )
            width, height = width * cosine + height * sine, width * sine + height * cosine
        elif act == "crop" and len(corners) == 4:
            one, two, three, four = [(x * width, y * height) for x, y in corners]
            width = max(_length(one, two), _length(four, three))
            height = max(_length(one, four), _length(two, three))
    return width, height
