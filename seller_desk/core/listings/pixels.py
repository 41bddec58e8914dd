"""Whole pictures into the plain ones that are measured; a hundred megapixels stay well below a gigabyte."""

from typing import Any

# A see-through pixel is one below this; encoders leave full ones at 250 and more.
_OPAQUE = 250


def darkest_of(flat: Any) -> Any:
    """The darkest channel of every pixel; one channel at a time, to keep memory low."""
    from PIL import ImageChops

    found = ImageChops.darker(flat.getchannel(0), flat.getchannel(1))
    return ImageChops.darker(found, flat.getchannel(2))


def distance_from(flat: Any, colour: tuple[int, ...]) -> Any:
    """How far every pixel is from this colour, in its farthest channel."""
    from PIL import ImageChops

    found = None
    for number, wanted in enumerate(colour):
        far = flat.getchannel(number).point([abs(level - wanted) for level in range(256)])
        found = far if found is None else ImageChops.lighter(found, far)
    return found


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
