"""Repaired files: pages turned, straightened, cut to the paper, merged, split. Runs inside a worker; plain values only.

A PDF page that is only turned keeps its text and its own picture; one that is straightened or cut must be a scan, which
is drawn at its own resolution. A JPEG that goes into a PDF as it is keeps its bytes.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from seller_desk.core.base.language import N_
from seller_desk.core.media import geometry, pdf, picture
from seller_desk.core.media.geometry import Step
from seller_desk.core.media.look import opened, page_picture
from seller_desk.core.media.mark import carried
from seller_desk.core.media.pdf_write import placed
from seller_desk.core.media.private import stripped
from seller_desk.core.media.sniff import PDF
from seller_desk.core.media.trouble import MediaProblem

if TYPE_CHECKING:
    from PIL.Image import Image

Answer = dict[str, Any]
# Whole pages at their own resolution; the cap on pixels stands before it.
_WHOLE = 100_000
_SCAN_DPI, _PLAIN_DPI, _GAP = 300, 150, 40
MAX_PAGES = 200
# What each type is written as: nothing that loses more than it must.
_WRITTEN = {"jpg": "JPEG", "avif": "JPEG", "heic": "JPEG", "tiff": "TIFF"}
_TYPES = {"JPEG": "jpg", "TIFF": "tiff", "PNG": "png"}


def answer(job: str, *arguments: Any) -> Answer:
    """Do a job (`suggest`, `repair`, `merge`, `split`); trouble is in the result as `code` and `reason`."""
    jobs: Mapping[str, Callable[..., Answer]] = {
        "suggest": suggest,
        "repair": repaired,
        "merge": merged,
        "split": split,
    }
    try:
        return {"code": "", "reason": "", **carried(jobs[job](*arguments), *arguments)}
    except MediaProblem as problem:
        return {"code": problem.code, "reason": problem.reason}
    except MemoryError:
        return {"code": "unreadable", "reason": N_("It needs more memory than we allow")}
    except ValueError:
        return {"code": "unreadable", "reason": N_("The page cannot be cut there")}


def suggest(path: str, number: int, password: str = "") -> Answer:
    """What would help page `number`: `{"skew": degrees clockwise, "corners": [[x, y] * 4] or None, "scan": bool}`."""
    kind, data = opened(path)
    small = page_picture(data, kind, number, geometry.LOOK_SIDE, password)
    corners = geometry.paper_of(small)
    return {
        "skew": geometry.skew_of(small),
        "corners": [list(point) for point in corners] if corners else None,
        "scan": kind != PDF or _scan_dpi(data, number, password) is not None,
    }


def repaired(path: str, steps: Mapping[int, Sequence[Step]], password: str = "") -> Answer:
    """The file after the steps of each page (from 1): `{"data": bytes, "type": "jpg"|"png"|"tiff"|"pdf"}`."""
    kind, data = opened(path)
    if kind == PDF:
        return {"data": _repaired_pdf(data, steps, password), "type": "pdf"}
    image = picture.open_picture(data, kind)
    dpi = picture.header(image)["tag_dpi"]
    count = picture.page_count(image, kind)
    _check_pages(count, steps)
    pages = [
        geometry.applied(page_picture(data, kind, number, _WHOLE), steps.get(number, ()))
        for number in range(1, count + 1)
    ]
    return _encoded(pages, kind, dpi)


def merged(paths: Sequence[str], passwords: Sequence[str], one_page: bool) -> Answer:
    """Files in order as one PDF, or as one picture, each below the one before."""
    if not one_page:
        return {"data": _as_pdf(paths, passwords), "type": "pdf"}
    pages, tags = [], []
    for path, password in zip(paths, passwords, strict=True):
        kind, data = opened(path)
        side, dpi = _own_size(data, kind, 1, password)
        pages.append(page_picture(data, kind, 1, side, password).convert("RGB"))
        tags.append(dpi)
    return _encoded([_stacked(pages)], "jpg", min((one for one in tags if one), default=None))


def split(path: str, password: str = "") -> Answer:
    """Each page as a file of its own: `{"parts": [bytes], "type"}`. MediaProblem where there is only one."""
    kind, data = opened(path)
    if kind == PDF:
        reader = _reader(data, password)
        if not 1 < len(reader.pages) <= MAX_PAGES:
            raise _not_to_split(len(reader.pages))
        parts = []
        for page in reader.pages:
            writer = _writer()
            writer.add_page(page)
            parts.append(_bytes_of(writer))
        return {"parts": parts, "type": "pdf"}
    image = picture.open_picture(data, kind)
    count = picture.page_count(image, kind)
    if not 1 < count <= MAX_PAGES:
        raise _not_to_split(count)
    dpi = picture.header(image)["tag_dpi"]
    parts = [
        _encoded([page_picture(data, kind, number, _WHOLE)], kind, dpi)["data"]
        for number in range(1, count + 1)
    ]
    return {"parts": parts, "type": kind}


def _check_pages(count: int, steps: Mapping[int, Sequence[Step]]) -> None:
    if count > MAX_PAGES:
        raise MediaProblem(N_("It has too many pages for this"))
    if steps and min(steps) > count:
        raise MediaProblem(N_("It has no such page"))


def _not_to_split(count: int) -> MediaProblem:
    return MediaProblem(
        N_("It has too many pages for this") if count > 1 else N_("It has only one page")
    )


def _encoded(pages: Sequence["Image"], kind: str, dpi: float | None) -> Answer:
    target = io.BytesIO()
    written = _WRITTEN.get(kind, "PNG")
    about: dict[str, Any] = {"dpi": (dpi, dpi)} if dpi else {}
    if written == "JPEG":
        pages[0].save(target, "JPEG", quality=95, subsampling=0, **about)
    elif written == "TIFF":
        pages[0].save(
            target, "TIFF", compression="tiff_lzw", save_all=True, append_images=pages[1:], **about
        )
    else:
        pages[0].save(target, "PNG", **about)
    return {"data": target.getvalue(), "type": _TYPES[written]}


def _stacked(pages: Sequence["Image"]) -> "Image":
    """One below the other on white, none enlarged or made smaller."""
    from PIL import Image

    width = max(page.width for page in pages) + 2 * _GAP
    height = sum(page.height for page in pages) + _GAP * (len(pages) + 1)
    if width * height > picture.MAX_PIXELS:
        raise MediaProblem(N_("Too many pixels"), code="too_many_pixels")
    sheet = Image.new("RGB", (width, height), (255, 255, 255))
    top = _GAP
    for page in pages:
        sheet.paste(page, ((width - page.width) // 2, top))
        top += page.height + _GAP
    return sheet


# -- PDF ------------------------------------------------------------------------------------------------------


def _reader(data: bytes, password: str) -> Any:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(password):
            raise pdf.locked_by(password)
        if not len(reader.pages):
            raise MediaProblem(N_("It has no page"), code="empty")
    except (MediaProblem, MemoryError):
        raise
    except Exception as problem:
        raise MediaProblem(N_("The PDF is damaged")) from problem
    return reader


def _writer() -> Any:
    from pypdf import PdfWriter

    return PdfWriter()


def _bytes_of(writer: Any) -> bytes:
    target = io.BytesIO()
    try:
        # Files we write take no date from the clock: the same input gives the same bytes.
        writer.metadata = None
        writer.write(target)
    except MemoryError:
        raise
    except Exception as problem:
        raise MediaProblem(N_("The PDF is damaged")) from problem
    return target.getvalue()


def _repaired_pdf(data: bytes, steps: Mapping[int, Sequence[Step]], password: str) -> bytes:
    reader = _reader(data, password)
    _check_pages(len(reader.pages), steps)
    writer = _writer()
    for number, page in enumerate(reader.pages, start=1):
        wanted = steps.get(number, ())
        if all(act == "turn" for act, _degrees, _corners in wanted):
            added = writer.add_page(page)
            turn = round(sum(degrees for _act, degrees, _corners in wanted)) % 360
            if turn:
                added.rotate(turn)
            continue
        dpi = _scan_dpi(data, number, password)
        if dpi is None:
            raise MediaProblem(N_("This page is no scan; only turning it makes sense"))
        side, _dpi = _own_size(data, PDF, number, password)
        drawn = geometry.applied(page_picture(data, PDF, number, side, password), wanted)
        _add_picture(writer, *_jpeg(drawn), dpi)
    return _bytes_of(writer)


def _scan_dpi(data: bytes, number: int, password: str) -> float | None:
    """The resolution of the scan that fills this page; None where it does not."""
    facts = _facts(data, number, password)
    return float(facts.get("image_dpi") or _SCAN_DPI) if facts.get("scan") else None


def _facts(data: bytes, number: int, password: str) -> dict[str, Any]:
    document = pdf.open_pdf(data, password)
    try:
        if not 1 <= number <= len(document):
            raise MediaProblem(N_("It has no page"), code="empty")
        return pdf.page_facts(document, number - 1)
    finally:
        with pdf.LOCK:
            document.close()


def _own_size(data: bytes, kind: str, number: int, password: str) -> tuple[int, float | None]:
    """The long side in pixels of its own, and its dpi."""
    if kind != PDF:
        about = picture.header(picture.open_picture(data, kind))
        return max(about["width"], about["height"]), about["tag_dpi"]
    facts = _facts(data, number, password)
    dpi = float(facts.get("image_dpi") or _PLAIN_DPI) if facts.get("scan") else float(_SCAN_DPI)
    long = max(facts["width_pt"], facts["height_pt"]) * dpi / 72
    return max(1, min(pdf.MAX_SIDE, round(long))), dpi


def _jpeg(image: "Image") -> tuple[bytes, int, int, bool]:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=95, subsampling=0)
    return target.getvalue(), image.width, image.height, image.mode == "L"


def _as_pdf(paths: Sequence[str], passwords: Sequence[str]) -> bytes:
    writer = _writer()
    for path, password in zip(paths, passwords, strict=True):
        kind, data = opened(path)
        if kind == PDF:
            for page in _reader(data, password).pages:
                writer.add_page(page)
            continue
        image = picture.open_picture(data, kind)
        dpi = picture.header(image)["tag_dpi"] or _SCAN_DPI
        upright = image.getexif().get(0x0112, 1) == 1
        if kind == "jpg" and upright and image.mode in ("RGB", "L"):
            picture.check_pixels(image)
            plain = stripped(data, kind) or data
            _add_picture(writer, plain, image.width, image.height, image.mode == "L", dpi)
            continue
        for number in range(1, picture.page_count(image, kind) + 1):
            _add_picture(writer, *_jpeg(page_picture(data, kind, number, _WHOLE)), dpi)
    return _bytes_of(writer)


def _add_picture(writer: Any, jpeg: bytes, width: int, height: int, grey: bool, dpi: float) -> None:
    """A page that is exactly this picture, its bytes as they are."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

    across, down = width * 72 / dpi, height * 72 / dpi
    page = writer.add_blank_page(across, down)
    shown = StreamObject()
    shown.set_data(jpeg)
    shown.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(width),
            NameObject("/Height"): NumberObject(height),
            NameObject("/ColorSpace"): NameObject("/DeviceGray" if grey else "/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    content = StreamObject()
    content.set_data(f"q {across:.4f} 0 0 {down:.4f} 0 0 cm /Page Do Q".encode("ascii"))
    pictures = DictionaryObject({NameObject("/Page"): placed(writer, shown)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
    page[NameObject("/Contents")] = placed(writer, content)
