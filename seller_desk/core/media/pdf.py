"""PDFs through pdfium, one call at a time (pdfium is not thread-safe); pypdf mends what pdfium does not open."""

import contextlib
import io
import threading
from typing import TYPE_CHECKING, Any

from seller_desk.core.base.language import N_
from seller_desk.core.media.trouble import MediaProblem

if TYPE_CHECKING:
    from PIL.Image import Image

LOCK = threading.RLock()
# A page's own pixels, for boxes and for the viewer: rendered at this many dots an inch.
PAGE_DPI = 150
MAX_SIDE = 6000
# A picture that covers this share of its page makes the page a scan.
_SCAN_SHARE = 0.6
_PASSWORD, _SECURITY = 4, 5
_REPAIR_LIMIT = 20_000_000


def open_pdf(data: bytes, password: str = "") -> Any:
    """A pypdfium2 document. Raises MediaProblem, `encrypted` if a password (or another one) is needed to open it."""
    import pypdfium2

    with LOCK:
        try:
            return _with_forms(pypdfium2.PdfDocument(data, password=password or None))
        except pypdfium2.PdfiumError as problem:
            locked = getattr(problem, "err_code", None) in (_PASSWORD, _SECURITY)
            trouble = locked_by(password) if locked else MediaProblem(N_("The PDF is damaged"))
            mended = _mended(data, password)
            if mended is None:
                raise trouble from problem
            try:
                return _with_forms(pypdfium2.PdfDocument(mended))
            except pypdfium2.PdfiumError:
                raise trouble from problem


def locked_by(password: str) -> MediaProblem:
    """What to say of a file that this password (empty: none) did not open."""
    reason = N_("This password does not open it") if password else N_("A password is needed")
    return MediaProblem(reason, code="encrypted")


def _with_forms(document: Any) -> Any:
    """Filled-in fields are drawn only where forms were set up before a page is loaded."""
    import pypdfium2

    with contextlib.suppress(pypdfium2.PdfiumError):
        document.init_forms()
    return document


def _mended(data: bytes, password: str) -> bytes | None:
    """The PDF written anew by pypdf; None if it cannot.

    pypdf reads some damaged files that pdfium refuses, and some that open with an empty owner's password.
    """
    from pypdf import PdfReader, PdfWriter

    if len(data) > _REPAIR_LIMIT:
        return None
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked_by(password)
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        if not len(writer.pages):
            raise MediaProblem(N_("It has no page"), code="empty")
        target = io.BytesIO()
        writer.write(target)
    except (MediaProblem, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a broken file may raise anything
        return None
    return target.getvalue()


def keywords(document: Any) -> str:
    """The PDF's keywords; nothing where it has none, or not legible ones."""
    with LOCK, contextlib.suppress(Exception):
        return str(document.get_metadata_value("Keywords"))[:80]
    return ""


def page_facts(document: Any, index: int) -> dict[str, Any]:
    """Size in points and page pixels, whether it has text, and its largest picture. Raises MediaProblem."""
    with LOCK:
        try:
            page = document[index]
            width, height = page.get_size()
            facts: dict[str, Any] = {
                "width_pt": round(width, 1),
                "height_pt": round(height, 1),
                "width": min(MAX_SIDE, max(1, round(width * PAGE_DPI / 72))),
                "height": min(MAX_SIDE, max(1, round(height * PAGE_DPI / 72))),
                "objects": 0,
            }
            facts.update(_largest_picture(page, width, height))
            page.close()
        except MemoryError:
            raise
        except Exception as problem:
            raise MediaProblem(N_("A page is damaged")) from problem
    return facts


def _largest_picture(page: Any, width: float, height: float) -> dict[str, Any]:
    import pypdfium2.raw as raw

    best: dict[str, Any] = {"objects": 0, "text": False}
    most = 0.0
    for number, item in enumerate(page.get_objects(max_depth=3)):
        if number > 2000:
            break
        best["objects"] = number + 1
        best["text"] = best["text"] or item.type == raw.FPDF_PAGEOBJ_TEXT
        if item.type != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        left, bottom, right, top = item.get_bounds()
        area = max(0.0, right - left) * max(0.0, top - bottom)
        if area <= most or right <= left or top <= bottom:
            continue
        most = area
        across, down = item.get_px_size()
        # A turned page keeps its picture's own axes: compare long with long.
        if (across > down) != (right - left > top - bottom):
            across, down = down, across
        best["image"] = [int(across), int(down)]
        best["image_dpi"] = round(min(72 * across / (right - left), 72 * down / (top - bottom)), 1)
    best["scan"] = most >= _SCAN_SHARE * width * height > 0
    return best


def render(document: Any, index: int, side: int) -> "Image":
    """The page with its long side at `side` pixels, RGB. Raises MediaProblem."""
    with LOCK:
        try:
            page = document[index]
            scale = side / max(1.0, *page.get_size())
            picture: Image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
            page.close()
        except MemoryError:
            raise
        except Exception as problem:
            raise MediaProblem(N_("A page is damaged")) from problem
    return picture


def _turned(picture: "Image", clockwise: int) -> "Image":
    from PIL.Image import Transpose

    way = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
    if clockwise not in way:
        return picture
    return from_first_block(
        picture.transpose(way[clockwise]), right=clockwise != 270, bottom=clockwise != 90
    )


def from_first_block(picture: "Image", *, right: bool, bottom: bool) -> "Image":
    """Without the part of a JPEG block that lies first where blocks are counted from the right or from the bottom."""
    left, top = right * (picture.width % 8), bottom * (picture.height % 8)
    return picture.crop((left, top, picture.width, picture.height)) if left or top else picture


def page_scan(document: Any, index: int) -> "Image | None":
    """The pixels of the picture that fills the page, in grey as they are stored; None where they cannot be had so.

    Not drawn: drawing would smooth them. It is turned as the page is; a picture that itself lies turned or mirrored on
    its page is left out.
    """
    import pypdfium2.raw as raw

    with LOCK:
        try:
            page = document[index]
            best: Any = None
            most = 0.0
            for number, item in enumerate(page.get_objects(max_depth=3)):
                if number > 2000 or item.type != raw.FPDF_PAGEOBJ_IMAGE:
                    continue
                left, bottom, right, top = item.get_bounds()
                if (right - left) * (top - bottom) > most:
                    best, most = item, (right - left) * (top - bottom)
            picture = None
            if best is not None:
                matrix = best.get_matrix()
                across, down = best.get_px_size()
                straight = matrix.a > 0 and matrix.d > 0 and not matrix.b and not matrix.c
                if straight and across * down <= MAX_SIDE**2:
                    picture = _turned(best.get_bitmap().to_pil().convert("L"), page.get_rotation())
            page.close()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - a scan that cannot be taken out is measured less, no more
            return None
    return picture
