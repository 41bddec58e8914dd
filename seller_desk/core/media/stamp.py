"""A watermark: short lines again and again over the whole picture, slanted, half transparent, print legible beneath."""

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seller_desk.core.base.language import N_
from seller_desk.core.media.trouble import MediaProblem

if TYPE_CHECKING:
    from PIL.Image import Image

_ANGLE = 28
# Of the picture's short side: height of the letters, and of 255: how much they cover.
_LETTER_SHARE = 1 / 22
_COVER = 78
_INK = (176, 28, 36)
_LEAST_PIXELS = 14


@cache
def _font_bytes(path: str) -> bytes:
    return Path(path).read_bytes()


def font(path: str, size: int) -> Any:
    """The shipped font; the file is opened in Python (a C library cannot open every user's folder)."""
    from PIL import ImageFont

    return ImageFont.truetype(
        io.BytesIO(_font_bytes(path)), size, layout_engine=ImageFont.Layout.BASIC
    )


def lacking(lines: tuple[str, ...], path: str) -> str:
    """The characters that the font cannot draw."""
    made = font(path, 24)
    nothing = bytes(made.getmask("\U000f1234"))
    return "".join(
        dict.fromkeys(
            char
            for line in lines
            for char in line
            if not char.isspace() and bytes(made.getmask(char)) == nothing
        )
    )


def stamped(picture: "Image", lines: tuple[str, ...], path: str) -> "Image":
    """The picture in RGB with these lines tiled over it."""
    from PIL import Image, ImageDraw

    size = max(_LEAST_PIXELS, round(min(picture.size) * _LETTER_SHARE))
    made = font(path, size)
    boxes = [made.getbbox(line) for line in lines]
    wide = max(round(box[2]) for box in boxes)
    if not wide:
        raise MediaProblem(N_("The watermark has no text"))
    line_height = round(size * 1.35)
    tile_wide, tile_high = wide + 3 * size, line_height * len(lines) + 2 * size
    diagonal = int((picture.width**2 + picture.height**2) ** 0.5) + tile_wide
    layer = Image.new("L", (diagonal, diagonal), 0)
    draw = ImageDraw.Draw(layer)
    for row, top in enumerate(range(0, diagonal, tile_high)):
        # Every other row begins half a tile further: no straight lane stays free.
        for left in range(-(tile_wide // 2) * (row % 2), diagonal, tile_wide):
            for number, line in enumerate(lines):
                draw.text((left, top + number * line_height), line, fill=_COVER, font=made)
    layer = layer.rotate(_ANGLE, resample=Image.Resampling.BICUBIC)
    left, top = (diagonal - picture.width) // 2, (diagonal - picture.height) // 2
    mask = layer.crop((left, top, left + picture.width, top + picture.height))
    result = picture.convert("RGB")
    result.paste(_INK, (0, 0, *result.size), mask)
    return result
