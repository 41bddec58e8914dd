"""What the photographs inside a PDF tell beside the picture: where and with what they were taken. Found, and blanked.

A phone's scanner puts its JPEGs into the PDF as they are, EXIF and all. The bytes of EXIF and XMP are overwritten with
zeros in their place: no pixel, no offset and nothing else of the PDF changes. Pictures that are compressed once more
inside the PDF, or encrypted, are not looked into.
"""

import contextlib
from collections.abc import Iterator

from seller_desk.core.media.private import exif_words

_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_APP1 = b"\xff\xe1"
# A marker and the length of its part stand before the name.
_HEAD = 4
_ORDER = ("position", "owner", "serial", "notes", "camera")


def words_in_pdf(data: bytes) -> list[str]:
    """What lies in the JPEGs of this PDF, as `private.private_words` names it; never fails."""
    found: set[str] = set()
    for start, end in _parts(data, _EXIF):
        with contextlib.suppress(Exception):
            found.update(_words(data[start:end]))
    if any(b"GPSL" in data[start:end] for start, end in _parts(data, _XMP)):
        found.add("position")
    return [one for one in _ORDER if one in found]


def blanked(data: bytes) -> bytes:
    """The same PDF, as long as before, without these words; the same bytes where there are none."""
    if not words_in_pdf(data):
        return data
    made = bytearray(data)
    for name in (_EXIF, _XMP):
        for start, end in _parts(data, name):
            made[start:end] = bytes(end - start)
    return bytes(made)


def _parts(data: bytes, name: bytes) -> Iterator[tuple[int, int]]:
    """From where to where each APP1 part of this name reaches."""
    at = data.find(name)
    while at >= 0:
        head = at - _HEAD
        if head >= 0 and data[head : head + 2] == _APP1:
            length = int.from_bytes(data[head + 2 : head + _HEAD], "big")
            yield at, min(head + 2 + length, len(data))
        at = data.find(name, at + len(name))


def _words(part: bytes) -> list[str]:
    from PIL import Image

    exif = Image.Exif()
    exif.load(part)
    return exif_words(exif)
