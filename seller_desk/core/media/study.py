"""A closer look at one file, after the first: sharpness and detail at its own pixels, light, edges of the paper.

Costs a decode of all pixels and numpy, several times the first look (`look`); so it runs in the background, in the
same workers. All boxes are [x, y, w, h] in pixels of the upright page, whose size is `size`.
"""

import os
import time
from typing import TYPE_CHECKING, Any

from seller_desk.core.base.language import N_
from seller_desk.core.media import blocks, edges, enlarged, light, pdf, picture, sheet
from seller_desk.core.media.look import MAX_BYTES
from seller_desk.core.media.measure import WORK_SIDE
from seller_desk.core.media.sniff import HEAD_BYTES, PDF, PICTURES, type_of
from seller_desk.core.media.study_mark import UNMEASURED
from seller_desk.core.media.trouble import MediaProblem

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    Grey = NDArray[Any]

Box = tuple[int, int, int, int]
MAX_PAGES = 8
BUDGET_SECONDS = 6.0
# Edges are measured at 300 dpi or what an A4 page has then: finer scans show the paper's own softness.
_SIDE = 3508
_FINE_DPI = 450
# Print in one place is out of focus from this width on, if it is so many times that of the sharp places.
_SOFT, _SOFTER = 3.9, 1.8
# A strip with a word on it has no calm places that could tell its grain.
_CALM_TILES = 6
# More is looked at by halves only.
_MOST_PIXELS = 36_000_000


def study(path: str) -> dict[str, Any]:
    """`{"code", "reason", "pages": [...]}`; a page has `number` and what could be measured. Trouble is in the result."""
    # Before numpy is loaded: its helpers would take address space for each core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    found: dict[str, Any] = {"code": "", "reason": "", "pages": []}
    try:
        with open(path, "rb") as handle:  # noqa: PTH123 - one handle for head and rest
            data = handle.read(MAX_BYTES + 1)
        kind = type_of(data[:HEAD_BYTES])
        if len(data) > MAX_BYTES or kind not in (PDF, *PICTURES):
            return {**found, "code": "unreadable"}
        found["pages"] = _of_pdf(data) if kind == PDF else _of_picture(data, kind)
    except MediaProblem as problem:
        found["code"], found["reason"] = problem.code, problem.reason
    except OSError:
        found["code"], found["reason"] = "unreadable", N_("The system cannot open it")
    except MemoryError:
        found["code"], found["reason"] = "unreadable", N_("It needs more memory than we allow")
    except ImportError:
        # A package without OCR has no numpy.
        found["code"] = UNMEASURED
    return found


def _of_picture(data: bytes, kind: str) -> list[dict[str, Any]]:
    pages = []
    began = time.monotonic()
    total = picture.page_count(picture.open_picture(data, kind), kind)
    for number in range(min(total, MAX_PAGES)):
        if time.monotonic() - began > BUDGET_SECONDS:
            break
        small, fine = _opened(data, kind, number), _opened(data, kind, number)
        header = picture.header(fine)
        pages.append(
            {
                "number": number + 1,
                **studied(
                    picture.upright(small, WORK_SIDE),
                    _grey(fine),
                    (header["width"], header["height"]),
                    header["tag_dpi"],
                ),
            }
        )
    return pages


def _opened(data: bytes, kind: str, number: int) -> "Image":
    image = picture.open_picture(data, kind)
    if number:
        try:
            image.seek(number)
        except (EOFError, OSError, ValueError, SyntaxError) as problem:
            raise MediaProblem(N_("A page is damaged")) from problem
    picture.check_pixels(image)
    return image


def _grey(image: "Image") -> "Image":
    """All pixels, grey and upright; every other one of a very large picture."""
    side = max(image.size)
    if image.format in ("JPEG", "MPO") and image.mode == "RGB":
        image.draft("L", image.size)
    if image.width * image.height > _MOST_PIXELS:
        side = (side + 1) // 2
    way = picture.header(image)["orientation"]
    whole = picture.upright(image, side)
    grey = whole if whole.mode == "L" else whole.convert("L")
    return pdf.from_first_block(grey, right=way in (2, 3, 6, 7), bottom=way in (3, 4, 7, 8))


def _of_pdf(data: bytes) -> list[dict[str, Any]]:
    document = pdf.open_pdf(data)
    pages = []
    began = time.monotonic()
    try:
        for index in range(min(len(document), MAX_PAGES)):
            if time.monotonic() - began > BUDGET_SECONDS:
                break
            facts = pdf.page_facts(document, index)
            if not facts["scan"]:
                continue
            small = pdf.render(document, index, WORK_SIDE)
            size = (facts["width"], facts["height"])
            fine = pdf.page_scan(document, index)
            page = {"number": index + 1, **studied(small, fine, size, facts["image_dpi"])}
            pages.append(page)
    finally:
        with pdf.LOCK:
            document.close()
    return pages


def studied(
    small: "Image", fine: "Image | None", size: tuple[int, int], dpi: float | None
) -> dict[str, Any]:
    """All measures of a page: `small` its upright working copy, `fine` its own pixels in grey if there are any."""
    page: dict[str, Any] = {"size": list(size)}
    if min(small.size) < 2 * sheet.CELL:
        return page
    page.update(_of_light(small.convert("RGB"), size))
    if fine is not None:
        page.update(_of_pixels(fine, size, dpi))
    return page


def _of_light(small: "Image", size: tuple[int, int]) -> dict[str, Any]:
    paper = sheet.sheet_of(small)
    page: dict[str, Any] = {"colour": round(light.colourfulness(small, paper), 5)}
    if paper is None:
        return page
    cell = (sheet.CELL * size[0] / small.width, sheet.CELL * size[1] / small.height)
    seen = sheet.outline(paper)
    page.update(open=list(seen.open), slant=round(seen.slant, 2), cut=list(seen.cut))
    page["corners"] = list(seen.corners)
    page["corner_boxes"] = [_scaled(box, cell, size) for box in seen.boxes]
    spot = light.glare(paper)
    if spot is not None:
        page["glare"], page["glare_share"] = _scaled(spot[0], cell, size), round(spot[1], 4)
    box, share, tone = light.shadow(paper)
    page.update(shadow_share=round(share, 4), tone=round(tone, 3))
    if box is not None:
        page["shadow"] = _scaled(box, cell, size)
    return page


def _of_pixels(fine: "Image", size: tuple[int, int], dpi: float | None) -> dict[str, Any]:
    import numpy as np

    grey = np.asarray(fine)
    places, _flat = edges.tiles_of(grey)
    factor, left = enlarged.enlargement(grey, places)
    page: dict[str, Any] = {"enlarged": round(factor, 3), "enlarged_left": round(left, 3)}
    step = blocks.coarse_step(grey, places)
    if step is not None:
        page["step"] = step
    by = max(1, max(fine.size) // _SIDE, round(dpi / 300) if dpi and dpi > _FINE_DPI else 1)
    if by > 1:
        grey = np.asarray(fine.reduce(by))
    scale = (size[0] / grey.shape[1], size[1] / grey.shape[0])
    places, flat = edges.tiles_of(grey)
    if len(flat) >= _CALM_TILES:
        page["noise"] = round(edges.noise(edges.stacked(grey, flat)), 2)
    if places:
        page.update(_of_edges(grey, places, scale, size))
    return page


def _of_edges(
    grey: "Grey", places: list[Box], scale: tuple[float, float], size: tuple[int, int]
) -> dict[str, Any]:
    import numpy as np

    page: dict[str, Any] = {"printed": _around(places, scale, size)}
    widths = edges.widths(edges.stacked(grey, places))
    known = ~np.isnan(widths).any(1)
    if known.sum() < 2:
        return page
    across, down = np.median(widths[known], axis=0)
    page["edges"] = [round(float(across), 2), round(float(down), 2)]
    # In the sharper direction: a lone slanted line is wide in the other one.
    least = np.where(known, np.nan_to_num(widths).min(axis=1), 0)
    # Softer than the sharp part by far: out of focus there, not a matter of the whole picture.
    soft = least > max(_SOFTER * float(np.quantile(least[known], 0.25)), _SOFT)
    page["soft_share"] = round(float(soft.sum() / known.sum()), 3)
    if soft.any():
        page["soft"] = _around([places[n] for n in np.flatnonzero(soft)], scale, size)
    return page


def _around(boxes: list[Box], scale: tuple[float, float], size: tuple[int, int]) -> Box:
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[0] + b[2] for b in boxes), max(b[1] + b[3] for b in boxes)
    return _scaled((left, top, right - left, bottom - top), scale, size)


def _scaled(box: Box, scale: tuple[float, float], size: tuple[int, int]) -> Box:
    """The box in pixels of the page, kept inside it."""
    left, top = max(0, round(box[0] * scale[0])), max(0, round(box[1] * scale[1]))
    right = min(size[0], round((box[0] + box[2]) * scale[0]))
    bottom = min(size[1], round((box[1] + box[3]) * scale[1]))
    return left, top, max(1, right - left), max(1, bottom - top)
