"""A picture with what is wrong in it drawn on: the failing region hatched and framed, as in the window."""

import io
from collections.abc import Sequence
from typing import Any

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.media.pixels import Box, flattened

# The window's colours of a blocker, a warning and a hint, on the paper of the light theme.
_COLOURS = {
    Severity.BLOCKER: (180, 35, 24),
    Severity.WARNING: (138, 83, 0),
    Severity.HINT: (44, 95, 190),
}
_MOST_SIDE = 1600
_GAP = 14


def drawn(data: bytes, findings: Sequence[Finding], boxes: Sequence[Box] = ()) -> bytes | None:
    """A PNG of the picture with the boxes of its findings, and further ones, drawn on; None if it cannot be opened.

    Its long side is at most 1,600 pixels.
    """
    from PIL import Image, ImageDraw, ImageOps

    from seller_desk.core.listings.images import MAX_PIXELS, formats

    try:
        picture: Any = Image.open(io.BytesIO(data), formats=formats())
        if picture.width * picture.height > MAX_PIXELS:
            return None
        _alpha, flat = flattened(ImageOps.exif_transpose(picture))
    except (MemoryError, Exception):  # noqa: BLE001 - decoders raise whatever a hostile file makes them
        return None
    share = min(1.0, _MOST_SIDE / max(flat.size))
    if share < 1:
        flat = flat.resize((max(1, round(flat.width * share)), max(1, round(flat.height * share))))
    else:
        flat = flat.copy()
    shown = [(one.place.box, _COLOURS[one.severity]) for one in findings if one.place.box]
    shown += [(box, _COLOURS[Severity.WARNING]) for box in boxes]
    draw = ImageDraw.Draw(flat)
    for box, colour in dict.fromkeys(shown):
        x, y, w, h = (round(side * share) for side in box)
        _hatch(flat, (x, y, x + max(2, w), y + max(2, h)), colour)
        draw.rectangle((x, y, x + max(2, w) - 1, y + max(2, h) - 1), outline=colour, width=3)
    target = io.BytesIO()
    flat.save(target, "PNG")
    return target.getvalue()


def _hatch(flat: Any, box: Box, colour: tuple[int, int, int]) -> None:
    """Slanted lines, so that what is below stays to be seen."""
    from PIL import Image, ImageDraw

    wide, high = box[2] - box[0], box[3] - box[1]
    mask = Image.new("L", (wide, high), 0)
    pen = ImageDraw.Draw(mask)
    for start in range(-high, wide, _GAP):
        pen.line((start, high, start + high, 0), fill=150, width=2)
    flat.paste(colour, box[:2], mask)
