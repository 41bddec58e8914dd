"""What a closer look found in a picture (`media.closer`), as it is kept and judged."""

import msgspec

from seller_desk.core.listings.pictures.shape import Shape
from seller_desk.core.media.pixels import Box

# Part of the key of kept looks, beside the model: counted up when a measure changes.
VERSION = "1"
# A region with so much background around it is laid over the picture, not printed on the thing.
ON_GROUND = 0.5
# Below this left-over a picture was enlarged; in between nobody knows.
ENLARGED_BELOW = 0.52
# An enlarged edge is never as narrow as a step between two pixels: drawn boxes have such, and tell nothing.
ENLARGED_EDGES_FROM = 1.4
# Edges this wide, in pixels, are blurred, enlarged or not.
BLURRED_FROM = 5.0
# A mark beside the thing: a logo or badge in a corner, no larger than this share of the picture.
_MARK_MOST = 0.03
_MARK_REACH = 0.3


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """Where something like text is; `ground` is the share of background around it."""

    box: Box
    sure: float = 0.0
    ground: float = 0.0


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """A closer look. `code` and `reason` are set where it could not be taken; such a look is not kept."""

    code: str = ""
    reason: str = ""
    size: tuple[int, int] = (0, 0)
    regions: list[Region] = []
    enlarged: tuple[float, float] = (1.0, 1.0)
    edges: float | None = None

    @property
    def overlays(self) -> list[Region]:
        """Text beside the thing: laid over the picture."""
        return [one for one in self.regions if one.ground >= ON_GROUND]

    @property
    def prints(self) -> list[Region]:
        """Text on the thing, or where nobody can tell."""
        return [one for one in self.regions if one.ground < ON_GROUND]

    @property
    def factor(self) -> float:
        """How many times it was enlarged; 1 where it was not, or nobody knows."""
        soft = self.edges is not None and self.edges >= ENLARGED_EDGES_FROM
        return self.enlarged[0] if soft and self.enlarged[1] < ENLARGED_BELOW else 1.0


def real_things(shape: Shape) -> list[Box]:
    """Separate things on white without the shadow of the first: flat, and below it."""
    if not shape.things:
        return []
    first = shape.things[0]
    return [first, *(box for box in shape.things[1:] if not _is_shadow(box, first))]


def _is_shadow(box: Box, first: Box) -> bool:
    below = box[1] >= first[1] + 0.8 * first[3]
    return below and box[2] >= 3.5 * box[3]


def marks_of(shape: Shape, size: tuple[int, int]) -> list[Box]:
    """Small things in a corner: a logo, a badge."""
    wide, high = size
    return [box for box in real_things(shape)[1:] if _is_mark(box, wide, high)]


def others_of(shape: Shape, size: tuple[int, int]) -> list[Box]:
    """Further things that are no marks: a second product, a prop."""
    wide, high = size
    return [box for box in real_things(shape)[1:] if not _is_mark(box, wide, high)]


def _is_mark(box: Box, wide: int, high: int) -> bool:
    x, y, w, h = box
    beside = x + w <= _MARK_REACH * wide or x >= (1 - _MARK_REACH) * wide
    above = y + h <= _MARK_REACH * high or y >= (1 - _MARK_REACH) * high
    return beside and above and w * h <= _MARK_MOST * wide * high
