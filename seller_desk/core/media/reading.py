"""Reading one page of a file: its own text where it has some, else recognition. Runs inside the reading worker.

Returns plain values. Boxes and sizes are in pixels of the upright page: a picture's own pixels after turning, a PDF
page at `pdf.PAGE_DPI`.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seller_desk.core.base.language import N_
from seller_desk.core.media import ocr, pdf, picture
from seller_desk.core.media.look import MAX_BYTES
from seller_desk.core.media.pdf_text import text_lines
from seller_desk.core.media.sniff import HEAD_BYTES, PDF, PICTURES, type_of
from seller_desk.core.media.trouble import MediaProblem

if TYPE_CHECKING:
    from PIL.Image import Image

# Further pages are counted, not read: a document of this desk has a few.
MAX_PAGES = 30
_HAN = (
    r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3001-\u3002\uff01-\uff60]"
)
_SPACE_IN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")


def tidy(text: str) -> str:
    """Without spaces between Chinese characters, and no space twice."""
    return _SPACE_IN_HAN.sub("", re.sub(r"\s+", " ", text.strip()))


class Reader:
    """What a reading worker holds: the engine, loaded at the first page that needs it, and the file and page of now."""

    def __init__(self) -> None:
        self._engine: ocr.Engine | None = None
        self._held: tuple[tuple[str, str], str, bytes] | None = None
        self._drawn: tuple[Image, tuple[int, int]] | None = None

    def answer(self, job: str, *arguments: Any) -> dict[str, Any]:
        """Do a job (`pages`, `open`, `recognise`, `closer`, `forget`); trouble with the file is in the result as `code` and `reason`."""
        try:
            if job == "pages":
                return self.pages(*arguments)
            if job == "open":
                return self.open(*arguments)
            if job == "recognise":
                return self.recognise(*arguments)
            if job == "closer":
                return self.closer(*arguments)
            self._held = self._drawn = None
        except MediaProblem as problem:
            return {"code": problem.code, "reason": problem.reason}
        except MemoryError:
            return {"code": "unreadable", "reason": N_("It needs more memory than we allow")}
        return {"code": "", "reason": ""}

    def pages(self, path: str, password: str = "") -> dict[str, Any]:
        """`{"code", "reason", "type", "pages_total"}` of a file."""
        kind, data = self._file(path, password)
        if kind == PDF:
            document = pdf.open_pdf(data, password)
            with pdf.LOCK:
                total = len(document)
                document.close()
        else:
            total = picture.page_count(picture.open_picture(data, kind), kind)
        if not total:
            raise MediaProblem(N_("It has no page"), code="empty")
        return {"code": "", "reason": "", "type": kind, "pages_total": total}

    def open(self, path: str, number: int, password: str = "") -> dict[str, Any]:
        """Page `number` (from 1), read at once where it has text of its own; else drawn, for `recognise` to go on.

        The page is `{"number", "size", "source", "turned", "lines"}`, source `text` or `ocr`, `{"drawn": True}` where
        it waits. A line is `{"text", "confidence", "box": [x, y, w, h], "quad": [[x, y] * 4]}`.
        """
        self._drawn = None
        kind, data = self._file(path, password)
        if kind == PDF:
            return self._open_pdf_page(data, number, password)
        image = picture.open_picture(data, kind)
        if number > 1:
            try:
                image.seek(number - 1)
            except (EOFError, OSError, ValueError, SyntaxError) as problem:
                raise MediaProblem(N_("A page is damaged")) from problem
        about = picture.header(image)
        size = (int(about["width"]), int(about["height"]))
        self._drawn = picture.upright(image, ocr.READ_SIDE), size
        return {"code": "", "reason": "", "drawn": True}

    def _open_pdf_page(self, data: bytes, number: int, password: str) -> dict[str, Any]:
        document = pdf.open_pdf(data, password)
        try:
            if not 1 <= number <= len(document):
                raise MediaProblem(N_("It has no page"), code="empty")
            facts = pdf.page_facts(document, number - 1)
            size = (int(facts["width"]), int(facts["height"]))
            own, turned = text_lines(document, number - 1, size)
            if own:
                lines = [_line(text, 1.0, _corners(box)) for text, box in own]
                size = size if turned in (0, 180) else (size[1], size[0])
                return _page(number, size, "text", turned, lines)
            self._drawn = pdf.render(document, number - 1, ocr.READ_SIDE), size
        finally:
            with pdf.LOCK:
                document.close()
        return {"code": "", "reason": "", "drawn": True}

    def recognise(self, number: int) -> dict[str, Any]:
        """The page that `open` drew, as `open` describes it."""
        if self._drawn is None:
            raise MediaProblem(N_("A page is damaged"))
        image, size = self._drawn
        self._drawn = None
        found, turned = self._ready().read(image)
        wide, high = image.size
        if turned in (90, 270):
            wide, high, size = high, wide, (size[1], size[0])
        across, down = size[0] / wide, size[1] / high
        lines = [
            _line(one.text, one.confidence, [(x * across, y * down) for x, y in one.quad])
            for one in found
        ]
        return _page(number, size, "ocr", turned, [one for one in lines if one["text"]])

    def closer(self, path: str) -> dict[str, Any]:
        """What only a closer look at a product picture tells; see `closer.closer_look`."""
        from seller_desk.core.media import closer

        kind, data = self._file(path, "")
        if kind == PDF:
            raise MediaProblem(N_("It is no picture"))
        image = picture.open_picture(data, kind)
        full = picture.upright(image, max(image.size))
        self._held = None
        return {"code": "", "reason": "", **closer.closer_look(full, self._ready())}

    def _ready(self) -> ocr.Engine:
        if self._engine is None:
            self._engine = ocr.Engine()
        return self._engine

    def _file(self, path: str, password: str) -> tuple[str, bytes]:
        """Type and bytes, kept from page to page. Raises MediaProblem."""
        if self._held is not None and self._held[0] == (path, password):
            return self._held[1], self._held[2]
        self._held = None
        kind, data = _opened(path)
        self._held = ((path, password), kind, data)
        return kind, data


def _opened(path: str) -> tuple[str, bytes]:
    try:
        with Path(path).open("rb") as handle:
            head = handle.read(HEAD_BYTES)
            kind, size = type_of(head), handle.seek(0, 2)
            if not size:
                raise MediaProblem(N_("Nothing is in it"), code="empty")
            if kind not in (PDF, *PICTURES):
                raise MediaProblem(N_("It is neither a picture that we open nor a PDF"))
            if size > MAX_BYTES:
                raise MediaProblem(N_("It is larger than 150 MB and was not opened"))
            handle.seek(0)
            return kind, handle.read()
    except FileNotFoundError as problem:
        raise MediaProblem(N_("There is no such file")) from problem
    except OSError as problem:
        raise MediaProblem(N_("The system cannot open it")) from problem


def _page(
    number: int, size: tuple[int, int], source: str, turned: int, lines: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "code": "",
        "reason": "",
        "number": number,
        "size": list(size),
        "source": source,
        "turned": turned,
        "lines": lines,
    }


def _corners(box: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    x, y, w, h = box
    return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]


def _line(text: str, confidence: float, quad: list[tuple[float, float]]) -> dict[str, Any]:
    left, top = min(x for x, _y in quad), min(y for _x, y in quad)
    right, bottom = max(x for x, _y in quad), max(y for _x, y in quad)
    return {
        "text": tidy(text),
        "confidence": confidence,
        "box": [round(left), round(top), max(1, round(right - left)), max(1, round(bottom - top))],
        "quad": [[round(x, 1), round(y, 1)] for x, y in quad],
    }
