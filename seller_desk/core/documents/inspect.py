"""From a file to its Inspection: what can be known without opening it, then a look by a worker process."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from seller_desk.core.base.language import N_
from seller_desk.core.base.progress import Stop, never
from seller_desk.core.documents.model import Box, Inspection, PageMeasure
from seller_desk.core.documents.quality_model import Study
from seller_desk.core.media.worker import WorkerPool

# Sharpness below this is called blurred. Measured on scans and photos of forms, bills and cards: crisp print lies
# between 0.9 and 2.6; the same pages softened as by 6 pixels at 300 dpi between 0.36 and 0.6.
BLURRED_BELOW = 0.62
# A tag of 72 or 96 dpi is what programs write when they do not know.
_TRUSTED_TAG = 100
# A cropped document: its sides may differ from the real ones by this much.
_SHAPE_TOLERANCE = 0.12
# A picture without a visible ground is a single card only this near to a card's shape: A4 and photos are not far off.
_CARD_TOLERANCE = 0.05
_MM = 25.4


def inspect_files(
    paths: Sequence[Path],
    pool: WorkerPool,
    *,
    stop: Stop = never,
) -> Iterator[tuple[Path, Inspection]]:
    """An Inspection of each path, in order; trouble with a file is in its Inspection."""
    refused = {path: found for path in paths if (found := refused_unopened(path)) is not None}
    looks = pool.each([path for path in paths if path not in refused], stop=stop)
    for path in paths:
        if path in refused:
            yield path, refused[path]
        else:
            yield path, inspection_of(next(looks)[1])


def refused_unopened(path: Path) -> Inspection | None:
    """Why this path is not worth opening (missing, a folder, empty, a pipe, a loop of links ...), or None."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            return _unreadable(N_("It is a folder"))
        if not stat.S_ISREG(about.st_mode):
            return _unreadable(N_("It is not an ordinary file"))
        if not about.st_size:
            return Inspection(code="empty", reason=N_("Nothing is in it"))
        if not os.access(path, os.R_OK):
            return _unreadable(N_("You may not read it"))
    except FileNotFoundError:
        return _unreadable(N_("There is no such file"))
    except PermissionError:
        return _unreadable(N_("You may not read it"))
    except (OSError, ValueError, RuntimeError):
        return _unreadable(N_("The system cannot open it"))
    return None


def inspection_of(look: dict[str, object]) -> Inspection:
    """The worker's plain answer as a record."""
    return msgspec.convert(look, Inspection)


def seen_closer(found: Inspection, study: Study) -> Inspection:
    """The inspection with what a closer look added to its pages."""
    added = {page.number: page for page in study.pages}
    pages = [
        msgspec.structs.replace(page, quality=added[page.number]) if page.number in added else page
        for page in found.pages
    ]
    return msgspec.structs.replace(found, pages=pages) if added else found


def to_cache(inspection: Inspection) -> dict[str, object]:
    """As `Document.inspection` keeps it: equal to what comes back from the database."""
    return msgspec.json.decode(msgspec.json.encode(inspection), type=dict[str, object])


def _unreadable(reason: str) -> Inspection:
    return Inspection(code="unreadable", reason=reason)


def pixels_of(page: PageMeasure) -> tuple[int, int] | None:
    """Pixels that hold the document: the picture's own, or of the scan inside a PDF; None for drawn PDF pages."""
    if page.width_pt is None:
        return (page.width, page.height) if page.width else None
    return page.image if page.scan else None


def content_box(page: PageMeasure) -> Box | None:
    """The document on its background, in pixels of the upright page."""
    if page.content is None or page.work is None or not page.width:
        return None
    across, down = page.width / page.work[0], page.height / page.work[1]
    x, y, w, h = page.content
    return round(x * across), round(y * down), round(w * across), round(h * down)


def true_dpi(page: PageMeasure, real_mm: tuple[float, float]) -> int | None:
    """Dots an inch of the document itself, from pixels and its real size; a dpi tag can only lower it.

    The document fits into the picture, so pixels over real size is the most it can be, whatever the tag says
    (a tag is easily faked, an enlarged picture keeps its tag). Where the document stands out from its background
    in its real shape, its own pixels count; otherwise a scanner's tag does, if it allows for the real size.
    """
    pixels = pixels_of(page)
    if pixels is None:
        return None
    box = _cropped(page, pixels, real_mm)
    most = _dpi(box or pixels, real_mm)
    tag = page.image_dpi if page.scan else page.tag_dpi
    if (
        box is None
        and tag
        and _TRUSTED_TAG <= tag < most
        and _shape(pixels, real_mm) > _SHAPE_TOLERANCE
    ):
        return round(tag)
    return round(most)


def _dpi(pixels: tuple[float, float], real_mm: tuple[float, float]) -> float:
    return min(
        max(pixels) / (max(real_mm) / _MM),
        min(pixels) / (min(real_mm) / _MM),
    )


def _cropped(
    page: PageMeasure, pixels: tuple[int, int], real_mm: tuple[float, float]
) -> tuple[float, float] | None:
    if page.content is None or page.work is None:
        return None
    across, down = pixels[0] / page.work[0], pixels[1] / page.work[1]
    box = (page.content[2] * across, page.content[3] * down)
    return box if min(box) > 0 and _shape(box, real_mm) <= _SHAPE_TOLERANCE else None


def _shape(pixels: tuple[float, float], real_mm: tuple[float, float]) -> float:
    """How far the picture's proportions are from the document's."""
    wanted = max(real_mm) / min(real_mm)
    return abs(max(pixels) / max(1, min(pixels)) / wanted - 1)


def looks_like_one_card(page: PageMeasure, real_mm: tuple[float, float]) -> bool:
    """Whether the page shows a single card in its real shape, so that its other side is not on it."""
    pixels = pixels_of(page)
    if pixels is None:
        return False
    return _cropped(page, pixels, real_mm) is not None or _shape(pixels, real_mm) <= _CARD_TOLERANCE
