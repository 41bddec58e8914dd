"""What a picture file tells beside the picture: where and with what it was taken, whose it is. Found, and left out.

`private_words` names it; `stripped` writes the same JPEG or PNG without it, not one pixel changed. Other types are
written anew by `media.remake`.
"""

import contextlib
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

# EXIF directories and tags.
_SUB, _GPS = 0x8769, 0x8825
_OWNER = (0x013B, 0x8298, 0x013C, 0x9C9D, 0xA430)
_SERIAL = (0xA431, 0xA435, 0xA420)
_NOTES = (0x927C, 0x9286, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F, 0x010E)
_TAKEN = (0x829A, 0x829D, 0x9003, 0x9004, 0x9291, 0x9292)
_X_DPI, _Y_DPI, _UNIT = 0x011A, 0x011B, 0x0128
_XMP, _IPTC = 0x02BC, 0x83BB
# Chunks of a PNG that draw it or tell its size on paper and its colours.
_PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"pHYs",
     b"sBIT", b"bKGD", b"acTL", b"fcTL", b"fdAT")
)  # fmt: skip
_PNG_START = b"\x89PNG\r\n\x1a\n"
_JFIF, _ICC, _ADOBE = b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"


def private_words(image: "Image", kind: str, data: bytes) -> list[str]:
    """What lies in the file: `position owner serial notes camera text rest`, in this order; never fails.

    A scanner's name, program, dpi and colour profile are no secret: they alone are nobody's.
    """
    found: list[str] = []
    with contextlib.suppress(Exception):
        found = _exif_words(image)
    if kind == "jpg":
        text, rest = _jpeg_extras(data)
    elif kind == "png":
        text, rest = _png_extras(data)
    else:
        text = bool(image.info.get("xmp")) or _tiff_text(image, kind)
        rest = False
    return [*found, *(["text"] if text else []), *(["rest"] if rest else [])]


def _exif_words(image: "Image") -> list[str]:
    return exif_words(image.getexif())


def exif_words(exif: Any) -> list[str]:
    """`position owner serial notes camera`, those that an EXIF (Pillow's) holds. May fail on a damaged one."""
    sub = dict(exif.get_ifd(_SUB)) if _SUB in exif else {}
    every = {**dict(exif), **sub}
    found = []
    if _GPS in exif and exif.get_ifd(_GPS):
        found.append("position")
    for word, tags in (
        ("owner", _OWNER),
        ("serial", _SERIAL),
        ("notes", _NOTES),
        ("camera", _TAKEN),
    ):
        if any(every.get(tag) for tag in tags):
            found.append(word)
    return found


def _tiff_text(image: "Image", kind: str) -> bool:
    tags = getattr(image, "tag_v2", None)
    return kind == "tiff" and tags is not None and (_XMP in tags or _IPTC in tags)


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start, end) of a JPEG's parts up to the end mark; the picture's own bits belong to their SOS."""
    at = 2
    yield 0xD8, 0, 2
    while at + 2 <= len(data):
        if data[at] != 0xFF:
            return
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            yield marker, at, at + 2
            return
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            yield marker, at, at + 2
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            end = _end_of_scan(data, end)
        yield marker, at, min(end, len(data))
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker begins: neither a stuffed byte nor a restart mark."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _kept_segment(marker: int, body: bytes) -> bool:
    if marker == 0xE0:
        return body.startswith(_JFIF)
    if marker == 0xE2:
        return body.startswith(_ICC)
    if marker == 0xEE:
        return body.startswith(_ADOBE)
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _jpeg_extras(data: bytes) -> tuple[bool, bool]:
    """(whether text or foreign parts lie in it, whether something stands behind its end)."""
    text, last = False, 0
    for marker, start, end in _segments(data):
        last = end
        body = data[start + 4 : start + 40]
        if marker == 0xE1 and body.startswith(b"Exif\0"):
            continue
        text = text or not _kept_segment(marker, body)
    return text, len(data) > last


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    at = len(_PNG_START)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        yield name, at, min(end, len(data))
        at = end
        if name == b"IEND":
            return


def _png_extras(data: bytes) -> tuple[bool, bool]:
    text, last = False, 0
    for name, start, end in _png_chunks(data):
        last = end
        if name == b"eXIf" or name in _PNG_KEPT:
            continue
        text = text or not (name == b"tIME" or data[start + 8 :].startswith(b"Software\0"))
    return text, len(data) > last


def stripped(data: bytes, kind: str, dpi: float | None = None) -> bytes | None:
    """The same JPEG or PNG with only what draws it; None for other types. `dpi` is kept where only EXIF had it."""
    if kind == "jpg":
        return _stripped_jpeg(data, dpi)
    if kind == "png":
        parts = [data[start:end] for name, start, end in _png_chunks(data) if name in _PNG_KEPT]
        return _PNG_START + b"".join(parts)
    return None


def _stripped_jpeg(data: bytes, dpi: float | None) -> bytes:
    parts, density = [], False
    adobe = False
    for marker, start, end in _segments(data):
        body = data[start + 4 : start + 40]
        if not _kept_segment(marker, body):
            continue
        part = data[start:end]
        if marker == 0xE0:
            # The picture in small that a JFIF part may hold goes too.
            part, density = _plain_jfif(body), body[7:8] in (b"\1", b"\2")
        adobe = adobe or marker == 0xEE
        parts.append(part)
    if dpi and not density and not adobe:
        has_jfif = len(parts) > 1 and parts[1][:2] == b"\xff\xe0"
        parts[1 : 2 if has_jfif else 1] = [_jfif(dpi)]
    return b"".join(parts)


def _plain_jfif(body: bytes) -> bytes:
    return b"\xff\xe0\x00\x10" + body[:12].ljust(12, b"\0") + b"\0\0"


def _jfif(dpi: float) -> bytes:
    dots = max(1, min(65_535, round(dpi)))
    return b"\xff\xe0\x00\x10" + _JFIF + b"\1\1\1" + struct.pack(">HH", dots, dots) + b"\0\0"


def orientation(exif: dict[Any, Any]) -> int:
    """The EXIF orientation as a whole number from 1 to 8; 1 where it makes no sense."""
    value = exif.get(0x0112)
    return int(value) if isinstance(value, int) and 1 <= value <= 8 else 1
