"""Names of copies: ASCII, numbered through, made of the kind and never of a number or a person's name."""

import re

from seller_desk.core.base.files import safe_name, unique_name
from seller_desk.core.documents.renditions.model import CopyFile

_ENDINGS = re.compile(r"[a-z0-9]{1,5}")
_SIDES = {"front": "_front", "back": "_back", "both": "_both_sides"}
_OURS = {"jpg": "jpg", "png": "png", "tiff": "tif", "pdf": "pdf", "heic": "heic", "webp": "webp", "gif": "gif", "bmp": "bmp", "avif": "avif"}  # fmt: skip


def copy_name(number: int, kind: str, file: CopyFile, forbidden: str, taken: set[str]) -> str:
    """`03_id_card_both_sides.pdf`; adds itself to `taken`. The ending is that of the content."""
    plain = re.sub(r"[^a-z0-9_]", "_", kind.lower())
    if not plain or plain == "unknown":
        plain = "document"
    stem = f"{number:02d}_{plain}{_SIDES.get(file.side, '')}"
    ending = ending_of(file)
    return unique_name(
        safe_name(f"{stem}.{ending}" if ending else stem, forbidden=forbidden), taken
    )


def ending_of(file: CopyFile) -> str:
    """By content where we know it; the original's own ending where that fits or nothing is known."""
    own = file.name.rpartition(".")[2].lower() if "." in file.name else ""
    from seller_desk.core.media.sniff import ending_fits

    if file.type in _OURS:
        return own if file.as_is and ending_fits(file.name, file.type) else _OURS[file.type]
    return own if _ENDINGS.fullmatch(own) else ""
