"""One look at one file: type, header, pages, measures. Runs inside a worker process; returns plain values.

`part` is called as soon as the structure is known, so that a page that takes too long costs only its measures.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seller_desk.core.base.language import N_
from seller_desk.core.media import geometry, pdf, picture
from seller_desk.core.media.geometry import Step
from seller_desk.core.media.measure import WORK_SIDE, is_empty
from seller_desk.core.media.private import private_words
from seller_desk.core.media.private_pdf import words_in_pdf
from seller_desk.core.media.sniff import HEAD_BYTES, PDF, PICTURES, type_of
from seller_desk.core.media.trouble import MediaProblem

if TYPE_CHECKING:
    from PIL.Image import Image

# Larger files are not read into memory at all.
MAX_BYTES = 150_000_000
# Further pages are counted, not measured.
MAX_PAGES = picture.MAX_PAGES
# Stop measuring pages after this, well before the worker's own limit.
BUDGET_SECONDS = 5.0

Part = Callable[[dict[str, Any]], None]


def look(path: str, part: Part) -> dict[str, Any]:
    """What this file is and measures; trouble with it is in the result, never raised.

    Keys: `type size code reason pages_total pages camera software comment private`; `code` is the end of a finding code
    (`unreadable encrypted empty too_many_pixels`) or empty.
    """
    found: dict[str, Any] = {
        "type": "",
        "size": 0,
        "code": "",
        "reason": "",
        "pages_total": 0,
        "pages": [],
    }
    try:
        data = _read(path, found)
        if found["type"] == PDF:
            _look_at_pdf(data, found, part)
        elif found["type"] in PICTURES:
            _look_at_picture(data, found, part)
    except MediaProblem as problem:
        found["code"], found["reason"] = problem.code, problem.reason
    except MemoryError:
        found["code"], found["reason"] = "unreadable", N_("It needs more memory than we allow")
    return found


def _read(path: str, found: dict[str, Any]) -> bytes:
    try:
        return _read_ordinary(path, found)
    except FileNotFoundError as problem:
        # It was there a moment ago: taken away while the batch ran.
        raise MediaProblem(N_("There is no such file")) from problem
    except OSError as problem:
        raise MediaProblem(N_("The system cannot open it")) from problem


def _read_ordinary(path: str, found: dict[str, Any]) -> bytes:
    with Path(path).open("rb") as handle:
        head = handle.read(HEAD_BYTES)
        found["type"] = type_of(head)
        found["size"] = handle.seek(0, 2)
        if not found["size"]:
            raise MediaProblem(N_("Nothing is in it"), code="empty")
        if found["type"] not in (PDF, *PICTURES):
            return head
        if found["size"] > MAX_BYTES:
            raise MediaProblem(N_("It is larger than 150 MB and was not opened"))
        handle.seek(0)
        return handle.read()


def _look_at_picture(data: bytes, found: dict[str, Any], part: Part) -> None:
    image = picture.open_picture(data, found["type"])
    if image.width * image.height <= picture.MAX_PIXELS:
        # A PNG is decoded to its end for its EXIF.
        found["private"] = private_words(image, found["type"], data)
    found["pages_total"] = picture.page_count(image, found["type"])
    started = time.monotonic()
    for number in range(min(found["pages_total"], MAX_PAGES)):
        if number:
            try:
                image.seek(number)
            except (EOFError, OSError, ValueError, SyntaxError) as problem:
                raise MediaProblem(N_("A page is damaged")) from problem
        page = {"number": number + 1, **picture.header(image)}
        for name in ("camera", "software", "comment"):
            value = page.pop(name)
            if not number:
                found[name] = value
        found["pages"].append(page)
        part(found)
        picture.check_pixels(image)
        if time.monotonic() - started < BUDGET_SECONDS:
            page.update(picture.measured(picture.upright(image, WORK_SIDE)))


def _look_at_pdf(data: bytes, found: dict[str, Any], part: Part) -> None:
    document = pdf.open_pdf(data)
    try:
        total = len(document)
        found["pages_total"] = total
        found["comment"] = pdf.keywords(document)
        found["private"] = words_in_pdf(data)
        if not total:
            raise MediaProblem(N_("It has no page"), code="empty")
        found["pages"] = [{"number": number + 1} for number in range(min(total, MAX_PAGES))]
        started = time.monotonic()
        damaged = 0
        for page in found["pages"]:
            try:
                page.update(pdf.page_facts(document, page["number"] - 1))
                part(found)
                if time.monotonic() - started < BUDGET_SECONDS:
                    _measure_page(document, page)
            except MediaProblem:
                page["damaged"] = True
                damaged += 1
        if damaged == len(found["pages"]):
            raise MediaProblem(N_("No page can be drawn"))
    finally:
        with pdf.LOCK:
            document.close()


def _measure_page(document: Any, page: dict[str, Any]) -> None:
    small = pdf.render(document, page["number"] - 1, WORK_SIDE)
    page.update(picture.measured(small))
    if page["empty"] and page["text"]:
        # One short line is enough where the file says that it is text, not dust.
        page["empty"] = is_empty(small.convert("L"), share=0)


def draw(
    path: str, number: int, side: int, password: str = "", steps: Sequence[Step] = ()
) -> dict[str, Any]:
    """Page `number` (from 1), upright, after these steps of geometry, long side at most `side` pixels.

    `{"jpg": bytes, "width", "height"}`; trouble is in the result as `code` and `reason`.
    """
    import io

    found: dict[str, Any] = {"type": "", "size": 0, "code": "", "reason": ""}
    try:
        data = _read(path, found)
        image = page_picture(data, found["type"], number, side, password)
        if steps:
            image = geometry.applied(image, steps)
        target = io.BytesIO()
        image.save(target, "JPEG", quality=90)
        return {
            "code": "",
            "reason": "",
            "jpg": target.getvalue(),
            "width": image.width,
            "height": image.height,
        }
    except MediaProblem as problem:
        found["code"], found["reason"] = problem.code, problem.reason
    except MemoryError:
        found["code"], found["reason"] = "unreadable", N_("It needs more memory than we allow")
    return found


def opened(path: str) -> tuple[str, bytes]:
    """Type and bytes of a picture or PDF. Raises MediaProblem."""
    found: dict[str, Any] = {}
    data = _read(path, found)
    if found["type"] not in (PDF, *PICTURES):
        raise MediaProblem(N_("It is neither a picture that we open nor a PDF"))
    return found["type"], data


def page_picture(data: bytes, kind: str, number: int, side: int, password: str = "") -> "Image":
    """Page `number` (from 1), RGB or L, upright, long side at most `side` pixels. Raises MediaProblem."""
    if kind == PDF:
        document = pdf.open_pdf(data, password)
        try:
            if not 1 <= number <= len(document):
                raise MediaProblem(N_("It has no page"), code="empty")
            return pdf.render(document, number - 1, side)
        finally:
            with pdf.LOCK:
                document.close()
    if kind not in PICTURES:
        raise MediaProblem(N_("It is neither a picture that we open nor a PDF"))
    image = picture.open_picture(data, kind)
    if number > 1:
        try:
            image.seek(number - 1)
        except (EOFError, OSError, ValueError, SyntaxError) as problem:
            raise MediaProblem(N_("A page is damaged")) from problem
    return picture.upright(image, side)
