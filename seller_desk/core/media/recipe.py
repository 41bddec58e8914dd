"""What a copy of pictures and PDF pages is made of: plain values that cross to the worker, see `media.remake`."""

import msgspec


class Leaf(msgspec.Struct, frozen=True, kw_only=True):
    """One page of an original. `page` from 1, 0 = every page of a PDF, as it is.

    `dpi`: dots an inch for its size on paper, 0 = unknown. `side`: long side in pixels at which a PDF page is drawn.
    """

    path: str
    page: int = 1
    dpi: float = 0.0
    side: int = 0


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """Lines of a watermark; `mark` is written into the file's own data, so that we know the copy again."""

    lines: tuple[str, ...]
    font: str
    mark: str


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """How the leaves become files.

    `target`: jpg, png, tiff or pdf. `layout`: `one` (all leaves in one file: pages of a PDF or TIFF), `stacked` (all on
    one page, one below the other), `each` (a file a leaf). `quality` 0: pixels stay as they are wherever the types
    allow it; else the JPEG quality. `scale` below 1 makes fewer pixels.
    """

    leaves: tuple[Leaf, ...]
    target: str
    layout: str = "one"
    quality: int = 0
    scale: float = 1.0
    stamp: Stamp | None = None


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. `sizes` are (width, height) in pixels of each page or picture; `lossy` says that pixels changed.

    `code` and `reason` tell why there is nothing.
    """

    files: tuple[bytes, ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()
    lossy: bool = False
    code: str = ""
    reason: str = ""
