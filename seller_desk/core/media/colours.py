"""In which colours a picture is saved, and the same picture in sRGB, which is what shops show."""

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

# What profiles of sRGB call themselves; Facebook's short one is c2ci.
_PLAIN = ("srgb", "iec61966-2", "iec 61966-2", "c2ci")
_LONGEST_NAME = 60


def space_of(image: "Image") -> str:
    """`rgb grey cmyk lab ycck hsv deep` (16 and 32 bits); palettes count as rgb."""
    if image.mode.startswith("I") or image.mode == "F":
        return "deep"
    if image.mode in ("1", "L", "LA", "La"):
        return "grey"
    return {"CMYK": "cmyk", "LAB": "lab", "HSV": "hsv"}.get(image.mode, "rgb")


def profile_of(image: "Image") -> str:
    """The name of the colour profile inside, if it is another one than sRGB; empty where there is none."""
    data = image.info.get("icc_profile")
    if not data or image.mode not in ("RGB", "RGBA", "P", "PA", "L", "LA"):
        return ""
    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        name = ImageCms.getProfileDescription(profile).strip().rstrip("\0")
        grey = profile.profile.xcolor_space.strip() == "GRAY"
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError, AttributeError):
        return ""
    shown = "".join(char for char in name if char.isprintable())[:_LONGEST_NAME]
    return "" if grey or any(word in shown.casefold() for word in _PLAIN) else shown or "ICC"


def needs_conversion(image: "Image") -> bool:
    """Whether its colours have to be changed for sRGB, or its depth for eight bits."""
    return space_of(image) in ("cmyk", "lab", "hsv", "deep") or bool(profile_of(image))


def to_srgb(image: "Image") -> "Image":
    """The picture in sRGB if a profile says that it is in something else; CMYK and deep ones are left to `flattened`."""
    if image.mode == "LAB":
        return _by_profile(image, "LAB", "RGB")
    if image.mode == "HSV":
        return image.convert("RGB")
    if not profile_of(image) or image.mode.startswith(("I", "F", "CMYK")):
        return image
    see_through = image.mode in ("RGBA", "PA", "LA") or "transparency" in image.info
    mode = "RGBA" if see_through else "RGB"
    return _by_profile(image if image.mode == mode else image.convert(mode), "", mode)


def _by_profile(image: "Image", kind: str, mode: str) -> "Image":
    from PIL import ImageCms

    try:
        source: Any = (
            ImageCms.createProfile("LAB")
            if kind
            else ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        )
        made = ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError, KeyError):
        return image.convert(mode)
    assert made is not None
    made.info.pop("icc_profile", None)
    return made
