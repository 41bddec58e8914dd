"""Whole pictures into the plain ones that are measured; a hundred megapixels stay well below a gigabyte."""

from collections.abc import Callable
from typing import Any

Box = tuple[int, int, int, int]
# The box (left, top, right, bottom) of the pixels that count in a part of a picture.
Look = Callable[[Any], Box | None]
# Rows or columns looked at first; each further strip is twice as thick, up to the most.
_STRIP, _STRIP_MOST = 16, 128
# A see-through pixel is one below this; encoders leave full ones at 250 and more.
_OPAQUE = 250


def darkest_of(flat: Any) -> Any:
    """The darkest channel of every pixel; one channel at a time, to keep memory low."""
    from PIL import ImageChops

    found = ImageChops.darker(flat.getchannel(0), flat.getchannel(1))
    return ImageChops.darker(found, flat.getchannel(2))


def distance_from(flat: Any, colour: tuple[int, ...]) -> Any:
    """How far every pixel is from this colour, in its farthest channel."""
    from PIL import Image, ImageChops

    far = ImageChops.difference(flat, Image.new("RGB", flat.size, colour))
    found = ImageChops.lighter(far.getchannel(0), far.getchannel(1))
    return ImageChops.lighter(found, far.getchannel(2))


def darker_than(level: int) -> Look:
    """A look for pixels whose darkest channel is below this level."""
    mask = [255 if one < level else 0 for one in range(256)]

    def look(part: Any) -> Box | None:
        from PIL import ImageChops

        # Three times as quick as the exact look, and most of a margin is of the purest white.
        rough = ImageChops.invert(part).getbbox()
        if rough is None:
            return None
        box = darkest_of(part.crop(rough)).point(mask).getbbox()
        return _moved(box, rough) if box else None

    return look


def farther_than(colour: tuple[int, ...], most: int) -> Look:
    """A look for pixels that differ from this colour by more than this in any channel."""
    mask = [255 if level > most else 0 for level in range(256)]

    def look(part: Any) -> Box | None:
        found: Box | None = distance_from(part, colour).point(mask).getbbox()
        return found

    return look


def box_of(flat: Any, look: Look) -> Box | None:
    """The exact box (left, top, right, bottom) around all pixels that `look` finds; None if there are none.

    Goes inwards from each side and stops at the first one: the middle of a picture, most of it, is never
    looked at.
    """
    width, height = flat.size
    upper = _first(flat, look, (0, 0, width, height), "down")
    if upper is None:
        return None
    left, top, right, bottom = upper
    lower = _first(flat, look, (0, bottom, width, height), "up")
    if lower is not None:
        left, right, bottom = min(left, lower[0]), max(right, lower[2]), lower[3]
    further = _first(flat, look, (0, top, left, bottom), "right")
    left = further[0] if further else left
    further = _first(flat, look, (right, top, width, bottom), "left")
    return left, top, further[2] if further else right, bottom


def _first(flat: Any, look: Look, area: Box, going: str) -> Box | None:
    """What is found in the first strip, going this way through the area, in which anything is."""
    left, top, right, bottom = area
    thick = _STRIP
    while left < right and top < bottom:
        strip = {
            "down": (left, top, right, min(top + thick, bottom)),
            "up": (left, max(bottom - thick, top), right, bottom),
            "right": (left, top, min(left + thick, right), bottom),
            "left": (max(right - thick, left), top, right, bottom),
        }[going]
        box = look(flat.crop(strip))
        if box:
            return _moved(box, strip)
        left = strip[2] if going == "right" else left
        right = strip[0] if going == "left" else right
        top = strip[3] if going == "down" else top
        bottom = strip[1] if going == "up" else bottom
        thick = min(2 * thick, _STRIP_MOST)
    return None


def _moved(box: Box, by: Box) -> Box:
    return by[0] + box[0], by[1] + box[1], by[0] + box[2], by[1] + box[3]


def flattened(picture: Any) -> tuple[bool, Any]:
    """Whether it is see-through anywhere, and the picture in sRGB on white."""
    from PIL import Image

    if picture.mode == "CMYK":
        return False, _cmyk_to_rgb(picture)
    if picture.mode.startswith("I") or picture.mode == "F":
        # 16 and 32 bit grey: Pillow's convert would cut off instead of scaling.
        scaled = picture.convert("F").point(lambda level: level / 257)
        return False, scaled.convert("L").convert("RGB")
    has_alpha = picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info
    if not has_alpha:
        return False, picture if picture.mode == "RGB" else picture.convert("RGB")
    layered = picture if picture.mode == "RGBA" else picture.convert("RGBA")
    alpha = layered.getchannel("A")
    if alpha.getextrema()[0] >= _OPAQUE:
        return False, layered.convert("RGB")
    white = Image.new("RGB", layered.size, (255, 255, 255))
    white.paste(layered, mask=alpha)
    return True, white


def _cmyk_to_rgb(picture: Any) -> Any:
    """By the picture's own profile where it has one that works, else by Pillow's plain formula."""
    from io import BytesIO

    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if profile:
        try:
            return ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return picture.convert("RGB")
