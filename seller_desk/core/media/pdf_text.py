"""Lines of a PDF page's own text, with their boxes in pixels of the upright page."""

import ctypes
import math
from dataclasses import dataclass
from typing import Any

from seller_desk.core.base.language import N_
from seller_desk.core.media.pdf import LOCK
from seller_desk.core.media.trouble import MediaProblem

# Less text than this is a stamp or a page number: the page is read as a picture.
_ENOUGH = 20
# Fonts without a map to Unicode give private or control characters: more than this share is no text.
_ODD_SHARE = 0.1
_MOST_CHARS = 40_000
# So many letters tell which way the text runs.
_ANGLES = 400
# A gap this many times the height of the letters begins another line (the next column).
_COLUMN_GAP = 1.6
_WORD_GAP = 0.22

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class _Run:
    """Letters beside each other: text and edges (left, top, right, bottom) in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return max(1.0, self.bottom - self.top)

    def takes(self, box: Box) -> bool:
        """Whether a letter there goes on with this line."""
        left, top, _right, bottom = box
        overlap = min(self.bottom, bottom) - max(self.top, top)
        near = -0.6 * self.height <= left - self.right <= _COLUMN_GAP * self.height
        return near and overlap > 0.4 * min(self.height, max(1.0, bottom - top))

    def add(self, letter: str, box: Box, *, spaced: bool = False) -> None:
        """Go on with this letter, after a space where the file has one (`spaced`) or there is room for one."""
        gap = box[0] - self.right
        if (spaced or gap > _WORD_GAP * self.height) and not self.text.endswith(" "):
            self.text += " "
        self.text += letter
        self.right = max(self.right, box[2])
        self.top, self.bottom = min(self.top, box[1]), max(self.bottom, box[3])


def text_lines(
    document: Any, index: int, size: tuple[int, int]
) -> tuple[list[tuple[str, Box]], int]:
    """(text, (x, y, w, h)) of each line, nothing where there is no usable text; and the page's turn in degrees.

    `size` is the page in pixels as viewers show it. Where its text runs upwards, downwards or on its head there, the
    boxes are those of the page turned anticlockwise by 90, 270 or 180 degrees. Text that is not shown (an earlier recognition behind a scan) is not
    believed. Raises MediaProblem for a damaged page.
    """
    with LOCK:
        try:
            page = document[index]
            text = page.get_textpage()
            letters = _letters(page, text, size)
            turned = _turn(page, text)
            text.close()
            page.close()
        except MemoryError:
            raise
        except Exception as problem:
            raise MediaProblem(N_("A page is damaged")) from problem
    shown = [letter for letter, _box in letters if not letter.isspace()]
    odd = sum(1 for letter in shown if _odd(letter))
    if len(shown) < _ENOUGH or odd > _ODD_SHARE * len(shown):
        return [], 0
    if turned:
        letters = [(letter, _turned(box, size, turned)) for letter, box in letters]
    lines = [
        (run.text.strip(), (run.left, run.top, run.right - run.left, run.bottom - run.top))
        for run in _runs(letters)
        if run.text.strip()
    ]
    return lines, turned


def _turn(page: Any, text: Any) -> int:
    """By how many degrees (anticlockwise) the page must be turned for most of its text to be upright."""
    import pypdfium2.raw as raw

    count = text.count_chars()
    step = max(1, count // _ANGLES)
    votes = [0, 0, 0, 0]
    for number in range(0, count, step):
        angle = raw.FPDFText_GetCharAngle(text, number)
        if (
            angle >= 0
            and not chr(max(0, raw.FPDFText_GetUnicode(text, number)) % 0x110000).isspace()
        ):
            # Anticlockwise on the bare page, which viewers then turn clockwise.
            shown = math.degrees(angle) - page.get_rotation()
            votes[round(-shown / 90) % 4] += 1
    return 90 * votes.index(max(votes))


def _turned(box: Box, size: tuple[int, int], turned: int) -> Box:
    """Edges on the page turned anticlockwise."""
    left, top, right, bottom = box
    wide, high = size
    if turned == 90:
        return top, wide - right, bottom, wide - left
    if turned == 180:
        return wide - right, high - bottom, wide - left, high - top
    return high - bottom, left, high - top, right


def _odd(letter: str) -> bool:
    code = ord(letter)
    return letter == "\ufffd" or 0xE000 <= code <= 0xF8FF or code < 32 or 0x7F <= code < 0xA0


def _letters(page: Any, text: Any, size: tuple[int, int]) -> list[tuple[str, Box]]:
    import pypdfium2.raw as raw

    found: list[tuple[str, Box]] = []
    hidden = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}
    for number in range(min(text.count_chars(), _MOST_CHARS)):
        code = raw.FPDFText_GetUnicode(text, number)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if not letter:
            continue
        if letter.isspace():
            if found and not found[-1][0].isspace():
                found.append((" ", found[-1][1]))
            continue
        item = raw.FPDFText_GetTextObject(text, number)
        if item and raw.FPDFTextObj_GetTextRenderMode(item) in hidden:
            continue
        found.append((letter, _on_page(page, text.get_charbox(number, loose=True), size)))
    return found


def _on_page(page: Any, box: tuple[float, ...], size: tuple[int, int]) -> Box:
    """A box of the page's own space (left, bottom, right, top) as edges in pixels, the page's rotation applied."""
    import pypdfium2.raw as raw

    # In tenths of a pixel: the call gives whole numbers.
    wide, high = size[0] * 10, size[1] * 10
    across, down = ctypes.c_int(), ctypes.c_int()
    points = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        raw.FPDF_PageToDevice(page, 0, 0, wide, high, 0, x, y, across, down)
        points.append((across.value / 10, down.value / 10))
    (x1, y1), (x2, y2) = points
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _runs(letters: list[tuple[str, Box]]) -> list[_Run]:
    runs: list[_Run] = []
    spaced = False
    for letter, box in letters:
        if letter == " ":
            spaced = True
            continue
        if runs and runs[-1].takes(box):
            runs[-1].add(letter, box, spaced=spaced)
        else:
            runs.append(_Run(letter, *box))
        spaced = False
    return _joined(runs)


def _joined(runs: list[_Run]) -> list[_Run]:
    """Pieces of one line that the file holds apart (a letter each, at the worst) as one line."""
    kept: list[_Run] = []
    for run in sorted(runs, key=lambda one: (round(one.top / 4), one.left)):
        before = next(
            (
                one
                for one in reversed(kept[-6:])
                if one.takes((run.left, run.top, run.right, run.bottom))
                and run.left - one.right < 0.8 * one.height
            ),
            None,
        )
        if before is None:
            kept.append(run)
        else:
            before.add(run.text, (run.left, run.top, run.right, run.bottom))
    return kept
