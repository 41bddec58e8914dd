"""Pictures through Pillow: the header first, a cap on pixels, then one scaled decode for everything measured."""

import contextlib
import io
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from seller_desk.core.base.language import N_
from seller_desk.core.media import measure
from seller_desk.core.media.private import orientation
from seller_desk.core.media.trouble import MediaProblem

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose

# More is not decoded: 70 megapixels are A3 at 600 dpi. Keeps a worker below its memory limit.
MAX_PIXELS = 80_000_000
MAX_PAGES = 30
_FORMATS = {
    "jpg": ["JPEG", "MPO"],
    "png": ["PNG"],
    "tiff": ["TIFF"],
    "webp": ["WEBP"],
    "bmp": ["BMP", "DIB"],
    "gif": ["GIF"],
    "avif": ["AVIF"],
    "heic": ["HEIF"],
}
_GREY_MODES = ("1", "L", "LA", "La", "I", "F")
# EXIF tags: 0x010F make, 0x0110 model, 0x0131 software, 0x8769 sub-directory; inside: exposure, f-number, comment.
_MAKE, _MODEL, _SOFTWARE, _SUB, _EXPOSURE, _F_NUMBER, _COMMENT = (
    0x010F,
    0x0110,
    0x0131,
    0x8769,
    0x829A,
    0x829D,
    0x9286,
)
# A transparent picture without anything darker than this on white paper would look empty.
_LIGHT_FROM = 230
_ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)


def open_picture(data: bytes, kind: str) -> "Image":
    """The picture's header; nothing is decoded yet. Raises MediaProblem."""
    from PIL import Image, ImageFile

    # Our own cap stands instead of Pillow's, which warns at one size and raises at another.
    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if kind == "jpg" and jpeg_cut_off(data):
        raise MediaProblem(N_("The file is cut off: its end is missing"))
    try:
        with _quiet():
            if kind == "heic":
                _know_heif()
            return Image.open(io.BytesIO(data), formats=_FORMATS[kind])
    except MemoryError:
        raise
    except Exception as problem:
        raise MediaProblem(N_("The picture is damaged")) from problem


@cache
def _know_heif() -> None:
    """Teach Pillow what phones save; a decoder only, in one thread, no thumbnails and no depth maps."""
    import pi_heif

    pi_heif.options.DECODE_THREADS = 1
    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def jpeg_cut_off(data: bytes) -> bool:
    """Whether a JPEG ends before its end mark; a scaled decode would not notice."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xDA:
            return data.rfind(b"\xff\xd9", at) < 0
        if marker in (0xD8, 0x01) or 0xD0 <= marker <= 0xD7:
            at += 2
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return data.rfind(b"\xff\xd9") < 0


def page_count(picture: "Image", kind: str) -> int:
    """Pages: those of a TIFF; moving pictures and phone depth maps count as one."""
    if kind != "tiff":
        return 1
    try:
        return int(getattr(picture, "n_frames", 1))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a broken chain of pages
        return 1


def header(picture: "Image") -> dict[str, Any]:
    """Size of the upright page, dpi tag, mode and who made it; never fails on odd metadata."""
    exif = _exif(picture)
    width, height = picture.size
    if exif.get(_ORIENTATION) in _TURNED:
        width, height = height, width
    sub = exif.get("sub", {})
    make, model = _text(exif.get(_MAKE)), _text(exif.get(_MODEL))
    shot = bool(sub.get(_EXPOSURE) or sub.get(_F_NUMBER))
    camera = (model if model.startswith(make) else f"{make} {model}".strip()) if shot else ""
    return {
        "width": width,
        "height": height,
        "tag_dpi": _tag_dpi(picture),
        "mode": picture.mode,
        "orientation": orientation(exif),
        "camera": camera or ("EXIF" if shot else ""),
        "software": _text(exif.get(_SOFTWARE) or picture.info.get("Software")),
        "comment": _text(
            sub.get(_COMMENT) or picture.info.get("Comment") or picture.info.get("comment")
        ),
    }


def check_pixels(picture: "Image") -> None:
    """Raises MediaProblem `too_many_pixels` when it must not be decoded."""
    if picture.width * picture.height > MAX_PIXELS:
        raise MediaProblem(N_("Too many pixels"), code="too_many_pixels")


def upright(picture: "Image", side: int) -> "Image":
    """RGB or L, long side at most `side`, the right way up, transparency on white (light print on black). Decodes once. Raises MediaProblem."""
    check_pixels(picture)
    try:
        with _quiet():
            grey = picture.mode.startswith(_GREY_MODES) and picture.mode != "LA"
            if picture.format in ("JPEG", "MPO"):
                longest = max(picture.size)
                wanted = (picture.width * side // longest, picture.height * side // longest)
                picture.draft("L" if grey else "RGB", wanted)
            picture.load()
            small = _small(picture, side)
            flat = _flattened(small)
            turn = turns().get(_exif(picture).get(_ORIENTATION))
            turned = flat if turn is None else flat.transpose(turn)
    except MemoryError:
        raise
    except Exception as problem:
        raise MediaProblem(N_("The picture is damaged")) from problem
    return turned


def turns() -> "dict[Any, Transpose]":
    """What makes each EXIF orientation upright."""
    from PIL.Image import Transpose

    return {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }


def measured(small: "Image") -> dict[str, Any]:
    """What `measure` says of an upright working copy (RGB or L)."""
    grey = small if small.mode == "L" else small.convert("L")
    return {
        "work": list(small.size),
        "grey": measure.is_grey(small),
        "empty": measure.is_empty(grey),
        "sharpness": measure.sharpness(grey),
        "content": measure.content_box(grey),
        "cut": measure.cut_edges(grey),
    }


def _small(picture: "Image", side: int) -> "Image":
    from PIL import Image

    longest = max(picture.size)
    if longest <= side:
        return picture
    size = (
        max(1, round(picture.width * side / longest)),
        max(1, round(picture.height * side / longest)),
    )
    if picture.mode.startswith("I;16"):
        # Only the native order of bytes can be resized; eight bits are made of the small copy.
        plain = picture if picture.mode == "I;16" else picture.convert("I")
        return _deep_to_grey(plain.resize(size, Image.Resampling.BOX))
    if picture.mode in ("1", "P", "PA"):
        factor = max(1, longest // (2 * side))
        target = "L" if picture.mode == "1" else "RGBA" if "transparency" in picture.info else "RGB"
        return picture.convert(target).reduce(factor).resize(size, Image.Resampling.BOX)
    return picture.resize(size, Image.Resampling.BOX, reducing_gap=2.0)


def _deep_to_grey(picture: "Image") -> "Image":
    """Sixteen bits to eight, by range: the file does not say what white is."""
    wide = picture.convert("I")
    low, high = wide.getextrema()
    step = max(1.0, (float(high) - float(low)) / 255)  # type: ignore[arg-type]
    return wide.point(lambda value: value * (1 / step) - float(low) / step).convert("L")  # type: ignore[arg-type]


def _flattened(picture: "Image") -> "Image":

    if picture.mode == "P":
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    if picture.mode in ("LA", "La", "PA", "RGBA", "RGBa"):
        grey = picture.mode in ("LA", "La")
        clear = picture.convert("LA" if grey else "RGBA").convert("RGBA")
        flat = _laid_on(clear, 255)
        if _ends(flat)[0] > _LIGHT_FROM:
            # White print on nothing shows on a dark ground only.
            dark = _laid_on(clear, 0)
            low, high = _ends(dark)
            flat = dark if low <= _LIGHT_FROM < high else flat
        return flat.convert("L") if grey else flat
    if picture.mode in ("I", "F") or picture.mode.startswith("I;16"):
        return _deep_to_grey(picture)
    return (
        picture
        if picture.mode in ("L", "RGB")
        else picture.convert("L" if picture.mode == "1" else "RGB")
    )


def _laid_on(clear: "Image", tone: int) -> "Image":
    from PIL import Image

    ground = Image.new("RGBA", clear.size, (tone, tone, tone, 255))
    return Image.alpha_composite(ground, clear).convert("RGB")


def _ends(picture: "Image") -> tuple[int, int]:
    """Its darkest and its lightest tone."""
    tones = [tone for tone, count in enumerate(picture.convert("L").histogram()) if count]
    return tones[0], tones[-1]


def _exif(picture: "Image") -> dict[Any, Any]:
    """The few EXIF values that we read; nothing where EXIF is broken."""
    if picture.width * picture.height > MAX_PIXELS:
        # A PNG is decoded to its end for them.
        return {"sub": {}}
    try:
        with _quiet():
            exif = picture.getexif()
            values: dict[Any, Any] = {
                tag: exif.get(tag) for tag in (_MAKE, _MODEL, _SOFTWARE, _ORIENTATION)
            }
            values["sub"] = dict(exif.get_ifd(_SUB)) if _SUB in exif else {}
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - broken metadata is no reason to refuse a picture
        return {"sub": {}}
    return values


def _tag_dpi(picture: "Image") -> float | None:
    """The lower of the two dpi tags, where it makes sense (10 to 5,000)."""
    value = picture.info.get("dpi")
    with contextlib.suppress(TypeError, ValueError, ZeroDivisionError, OverflowError):
        low = min(float(value[0]), float(value[1])) if value else 0.0
        if 10 <= low <= 5000:
            return round(low, 1)
    return None


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.removeprefix(b"ASCII\0\0\0").decode("latin-1", "replace")
    return "".join(char for char in str(value or "") if char.isprintable()).strip()[:80]


@contextlib.contextmanager
def _quiet() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
