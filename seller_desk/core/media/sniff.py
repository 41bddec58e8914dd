"""What a file is, by its content; its name is never believed."""

PICTURES = ("jpg", "png", "tiff", "webp", "bmp", "gif", "avif", "heic")
PDF = "pdf"
# Types that we name but do not open.
CLOSED = ("psd", "ico", "jp2", "svg", "zip", "office", "rtf", "html", "text")
UNKNOWN = "unknown"

HEAD_BYTES = 2048
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"8BPS", "psd"),
    (b"\x00\x00\x01\x00", "ico"),
    (b"\x00\x00\x02\x00", "ico"),
    (b"\x00\x00\x00\x0cjP  ", "jp2"),
    (b"\xff\x4f\xff\x51", "jp2"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "rtf"),
)
_BRANDS_AVIF = {b"avif", b"avis"}
_BRANDS_HEIC = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"hevx"}
_ENDINGS = {
    "jpg": ("jpg", "jpeg", "jpe", "jfif", "mpo"),
    "tiff": ("tif", "tiff"),
    "heic": ("heic", "heif"),
    "bmp": ("bmp", "dib"),
    "png": ("png", "apng"),
    "jp2": ("jp2", "j2k", "jpx", "jpf"),
    "avif": ("avif", "avifs"),
}
# Endings that promise a picture.
ENDINGS = frozenset((*PICTURES, *(one for group in _ENDINGS.values() for one in group)))


def type_of(head: bytes) -> str:
    """The type of a file from its first `HEAD_BYTES` bytes: one of PICTURES, `pdf`, one of CLOSED, or `unknown`."""
    for start, name in _STARTS:
        if head.startswith(start):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        brands = _brands(head)
        if brands & _BRANDS_AVIF:
            return "avif"
        return "heic" if brands & _BRANDS_HEIC else UNKNOWN
    if b"%PDF-" in head[:1024]:
        return PDF
    return _text_type(head)


def _brands(head: bytes) -> set[bytes]:
    length = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))}


def _text_type(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:400].lower()
    if b"<svg" in start:
        return "svg"
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if head and not any(byte < 9 or 13 < byte < 32 for byte in head[:512]):
        return "text"
    return UNKNOWN


def ending_fits(name: str, kind: str) -> bool:
    """Whether the ending of a file name fits this type; no ending does not."""
    ending = ending_of(name)
    return ending in _ENDINGS.get(kind, (kind,))


def ending_of(name: str) -> str:
    """The ending in small letters without its dot, or nothing."""
    return name.rpartition(".")[2].lower() if "." in name else ""
