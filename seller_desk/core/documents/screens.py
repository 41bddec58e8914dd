"""Signs that a picture was taken from a screen. The sizes and words are data: `resources/catalogs/screens.toml`."""

import tomllib
from functools import cache

from seller_desk.core.base.paths import resources_dir
from seller_desk.core.documents.model import Inspection

_LOSSLESS = ("png", "bmp", "webp", "gif")
# Phones that save screenshots as JPEG have screens longer than any camera's or scanner's picture.
_LONG_SCREEN = 2


@cache
def _catalogue() -> tuple[frozenset[tuple[int, int]], tuple[str, ...]]:
    text = (resources_dir() / "catalogs" / "screens.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    sizes = frozenset((int(size[0]), int(size[1])) for size in data["sizes"])
    return sizes, tuple(str(word).casefold() for word in data["words"])


def screenshot_signs(found: Inspection, name: str) -> tuple[str, ...]:
    """The signs that were found, as words for the finding: a name or program that says so, or a screen's exact size."""
    if found.type == "pdf" or found.camera or not found.pages:
        return ()
    sizes, words = _catalogue()
    signs = []
    for text in (name, found.software, found.comment):
        if any(word in text.casefold() for word in words):
            signs.append(text)
            break
    page = found.pages[0]
    size = (max(page.width, page.height), min(page.width, page.height))
    scanner = page.tag_dpi is not None and page.tag_dpi > 144
    telling = found.type in _LOSSLESS or size[0] >= _LONG_SCREEN * size[1]
    if size in sizes and not scanner and (telling or signs):
        signs.append(f"{page.width} × {page.height}")
    return tuple(signs)
