"""The background of a product picture: where it is, and made pure white where it nearly is. cv2 on first use: in workers.

Only pixels of the background change. Where the background ends is decided by steps in brightness,
and in doubt a pixel counts as the product's: a fringe may stay, the product is never eaten.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    Map = NDArray[Any]

Colour = tuple[int, int, int]
# The copy in which the ground is only looked at; neighbours that differ by less belong together, so that a gradient
# of a studio's backdrop is one ground.
_LOOK_SIDE, _LOOK_STEP = 320, 3
# A ground darker than this at its darkest, or that differs more, is not nearly white: whitening it would be painting.
_NEARLY, _TINT = 216, 36
# Shadows on it are darker; still darker things are none of it. So much of the rim has to be ground.
_SHADE, _LIGHT_RIM = 130, 0.7
# Grain that is lightened with the ground.
_GRAIN = 3
# From pixel to pixel a ground changes by less than this; a white thing's outline by more.
_STEP = 2
_OUTLINE = 12
# Specks of dust or compression in the ground, of the picture's pixels.
_SPECK = 0.0004
# JPEG turns white into 254 near an edge; see `listings.images`.
_WHITE_FROM = 254
_RIM_NOISE = 0.005


def ground_of(image: "Image") -> "Map":
    """Where the background is: what joins the picture's rim without a step. [h, w] of 0 and 1, long side at most 320."""
    import cv2
    import numpy as np

    copy = image.convert("RGB")
    copy.thumbnail((_LOOK_SIDE, _LOOK_SIDE))
    pixels = cv2.GaussianBlur(np.ascontiguousarray(np.asarray(copy)), (3, 3), 0)
    high, wide = pixels.shape[:2]
    rim = _places(wide, high, 8)
    tones = np.median(np.array([pixels[y, x] for x, y in rim]), axis=0)
    seeds = [(x, y) for x, y in rim if np.abs(pixels[y, x] - tones).max() <= 60]
    return _flooded(pixels, np.zeros((high, wide), np.uint8), seeds, _LOOK_STEP)


def whitened(image: "Image") -> tuple["Image | None", Colour | None]:
    """The picture (RGB) with its nearly white background pure white, None if there was nothing to do; and the colour of
    the rim if it could not be made white, None if it is white now.

    The ground is lightened by one factor for each channel, so that a soft shadow stays soft.
    """
    import cv2
    import numpy as np
    from PIL import Image as Pictures

    left = rim_of(image)
    if left is None:
        return None, None
    pixels = np.ascontiguousarray(np.asarray(image))
    rim = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    light = rim[rim.min(1) >= _SHADE]
    if len(light) < _LIGHT_RIM * len(rim):
        return None, left
    least = np.quantile(light, 0.004, axis=0)
    if least.min() < _NEARLY or np.median(light, axis=0).max() - least.min() > _TINT:
        return None, left
    grey = cv2.GaussianBlur(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), (3, 3), 0)
    across, down = cv2.Sobel(grey, cv2.CV_16S, 1, 0), cv2.Sobel(grey, cv2.CV_16S, 0, 1)
    light_enough = pixels.min(2) >= _SHADE
    closed = (~light_enough | ((np.abs(across) + np.abs(down)) > _OUTLINE)).astype(np.uint8)
    high, wide = closed.shape
    seeds = [(x, y) for x, y in _places(wide, high, 4) if not closed[y, x]]
    ground = _flooded(cv2.GaussianBlur(pixels, (3, 3), 0), closed, seeds, _STEP)
    inside = _without_specks(ground, light_enough).astype(bool)
    made = pixels.copy()
    factor = 255 / np.maximum(1, least - _GRAIN)
    made[inside] = np.minimum(255, pixels[inside] * factor).astype(np.uint8)
    white = Pictures.fromarray(made)
    still = rim_of(white)
    return (None, left) if still is not None else (white, None)


def without_tail(image: "Image", level: int) -> "Image":
    """The picture (RGB) with what joins its rim and is at least this light made pure white: the faint end of a shadow
    that a cut would leave at the rim."""
    import numpy as np
    from PIL import Image as Pictures

    pixels = np.array(image)
    closed = (pixels.min(2) < level).astype(np.uint8)
    high, wide = closed.shape
    seeds = [(x, y) for x, y in _places(wide, high, 4) if not closed[y, x]]
    tail = _flooded(pixels, closed, seeds, 255 - level).astype(bool)
    if not tail.any() or bool((pixels[tail] == 255).all()):
        return image
    made = pixels.copy()
    made[tail] = 255
    return Pictures.fromarray(made)


def _without_specks(ground: "Map", light: "Map") -> "Map":
    """The ground with the islands in it that are light and small: dust, and the blocks of JPEG."""
    import cv2
    import numpy as np

    most = max(9, int(_SPECK * ground.size))
    total, labels, stats, _middles = cv2.connectedComponentsWithStats(1 - ground, connectivity=8)
    small = stats[:, cv2.CC_STAT_AREA] <= most
    small[0] = False
    if total < 2 or not small.any():
        return ground
    pale = np.ones(total, bool)
    # An island with one dark pixel is a part of the thing.
    pale[np.unique(labels[~light])] = False
    found: Map = ground | (small & pale)[labels].astype(np.uint8)
    return found


def _places(wide: int, high: int, step: int) -> list[tuple[int, int]]:
    """Places along the rim."""
    rim = [(x, y) for x in range(0, wide, step) for y in (0, high - 1)]
    return rim + [(x, y) for y in range(0, high, step) for x in (0, wide - 1)]


def _flooded(pixels: "Map", closed: "Map", seeds: list[tuple[int, int]], step: int) -> "Map":
    """What joins the seeds from pixel to pixel by steps of at most this, without what is closed."""
    import cv2
    import numpy as np

    high, wide = closed.shape
    mask = np.ones((high + 2, wide + 2), np.uint8)
    # What is closed must not be mistaken for flooded.
    mask[1:-1, 1:-1] = closed * 2
    flags = 4 | (1 << 8) | cv2.FLOODFILL_MASK_ONLY
    for x, y in seeds:
        if not mask[y + 1, x + 1]:
            cv2.floodFill(pixels, mask, (x, y), 0, (step,) * 3, (step,) * 3, flags)
    found: Map = (mask[1:-1, 1:-1] == 1).astype(np.uint8)
    return found


def rim_of(image: "Image") -> Colour | None:
    """The middle colour of the outermost pixels that are not white; None if (nearly) all of them are. As `inspect_image`
    tells: what is dark there may be the product running out of the picture."""
    import numpy as np

    pixels = np.asarray(image)
    rim = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    low = rim.min(1)
    dark = low < 230
    off = low < _WHITE_FROM
    wrong = off if dark.mean() > 0.25 else off & ~dark
    if wrong.mean() <= _RIM_NOISE:
        return None
    middle = np.median(rim[wrong], axis=0)
    return int(middle[0]), int(middle[1]), int(middle[2])
