"""Where lines stand to each other on a page that may be askew: rows, columns, what is right of and below what.

A photograph's lines fan out, so the slope of the text is fitted over the page (a plane), not taken as one angle.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from seller_desk.core.documents.reading.catalogue import fold, simplify
from seller_desk.core.documents.reading.model import Box, TextLine

# A line this many times as long as high tells the slope.
_LONG = 5.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line: text, its folded form, and its place (edges along the text, centre, height) in pixels."""

    text: str
    folded: str
    sure: float
    page: int
    left: float
    right: float
    x: float
    y: float
    height: float
    box: Box
    index: int

    @property
    def width(self) -> float:
        """Along the text."""
        return self.right - self.left


def segments(lines: Sequence[TextLine]) -> list[Segment]:
    """One piece a line, as they come."""
    return [_segment(line, number) for number, line in enumerate(lines)]


def _segment(line: TextLine, index: int) -> Segment:
    x, y, w, h = line.box
    quad = line.quad or ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
    left = ((quad[0][0] + quad[3][0]) / 2, (quad[0][1] + quad[3][1]) / 2)
    right = ((quad[1][0] + quad[2][0]) / 2, (quad[1][1] + quad[2][1]) / 2)
    height = (abs(quad[3][1] - quad[0][1]) + abs(quad[2][1] - quad[1][1])) / 2
    return Segment(
        text=line.text,
        folded=fold(line.text),
        sure=line.confidence,
        page=line.page,
        left=left[0],
        right=right[0],
        x=(left[0] + right[0]) / 2,
        y=(left[1] + right[1]) / 2,
        height=max(1.0, height),
        box=line.box,
        index=index,
    )


def cut(segment: Segment, start: int, end: int) -> Segment:
    """The piece of a segment that holds these characters; Chinese ones count double in width."""
    widths = [2 if ord(char) > 0x2E7F else 1 for char in segment.text]
    total = sum(widths) or 1
    first, last = sum(widths[:start]) / total, sum(widths[:end]) / total
    x, y, w, h = segment.box
    wide = segment.width
    return Segment(
        text=segment.text[start:end],
        folded=segment.folded[start:end],
        sure=segment.sure,
        page=segment.page,
        left=segment.left + first * wide,
        right=segment.left + last * wide,
        x=segment.left + (first + last) / 2 * wide,
        y=segment.y,
        height=segment.height,
        box=(x + round(first * w), y, max(1, round((last - first) * w)), h),
        index=segment.index,
    )


class PageLayout:
    """The pieces of one page and how they lie."""

    def __init__(
        self, pieces: Sequence[Segment], lines: Sequence[TextLine], height: float = 0.0
    ) -> None:
        self.pieces = list(pieces)
        self.height = height or max((line.box[1] + line.box[3] for line in lines), default=1)
        self._slope = _plane(lines)

    def simplify(self) -> None:
        """Every piece in simplified characters."""
        self.pieces = [replace(one, text=simplify(one.text)) for one in self.pieces]

    def drop(self, one: Segment, other: Segment) -> float:
        """How far `other` lies below `one`'s line of text (negative: above), in pixels."""
        x, y = (one.x + other.x) / 2, (one.y + other.y) / 2
        a, b, c = self._slope
        return other.y - one.y - (a + b * x + c * y) * (other.x - one.x)

    def same_row(self, one: Segment, other: Segment) -> bool:
        """Whether both stand on one line of text."""
        return one.page == other.page and abs(self.drop(one, other)) < 0.6 * max(
            min(one.height, other.height), 0.5 * max(one.height, other.height)
        )

    def row_right(self, one: Segment) -> list[Segment]:
        """What stands right of it on its row, from left to right."""
        return sorted(
            (
                other
                for other in self.pieces
                if other is not one
                and other.x > one.x
                and other.left > one.right - 0.8 * one.height
                and self.same_row(one, other)
            ),
            key=lambda other: other.left,
        )

    def row_left(self, one: Segment) -> list[Segment]:
        """What stands left of it on its row, the nearest first."""
        return sorted(
            (
                other
                for other in self.pieces
                if other is not one
                and other.right < one.left + 0.5 * one.height
                and self.same_row(one, other)
            ),
            key=lambda other: -other.right,
        )

    def below(self, one: Segment, *, within: float, left: float, right: float) -> list[Segment]:
        """What begins between `left` and `right` at most `within` pixels lower, the highest first."""
        found = []
        for other in self.pieces:
            if other is one or other.page != one.page:
                continue
            lower = self.drop(one, other)
            if 0.55 * one.height < lower <= within and left <= other.left <= right:
                found.append((lower, other))
        return [other for _lower, other in sorted(found, key=lambda pair: (pair[0], pair[1].left))]


def joined(pieces: Iterable[Segment], glue: str = "") -> Segment:
    """Pieces as one, their boxes as one box, as sure as the least sure."""
    parts = list(pieces)
    if len(parts) == 1:
        return parts[0]
    boxes = [one.box for one in parts]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[0] + b[2] for b in boxes), max(b[1] + b[3] for b in boxes)
    text = parts[0].text
    for one in parts[1:]:
        text += _glue(text, one.text, glue) + one.text
    return Segment(
        text=text,
        folded=fold(text),
        sure=min(one.sure for one in parts),
        page=parts[0].page,
        left=min(one.left for one in parts),
        right=max(one.right for one in parts),
        x=(left + right) / 2,
        y=parts[0].y,
        height=parts[0].height,
        box=(left, top, right - left, bottom - top),
        index=parts[0].index,
    )


def _glue(before: str, after: str, glue: str) -> str:
    """A space between Latin words, none beside Chinese characters."""
    if (
        not before
        or not after
        or before[-1] in " -"
        or ord(before[-1]) > 0x2E7F
        or ord(after[0]) > 0x2E7F
    ):
        return ""
    return glue or " "


def _plane(lines: Sequence[TextLine]) -> tuple[float, float, float]:
    """Slope of the text as a + b x + c y, by weighted least squares over the long lines."""
    rows: list[tuple[float, float, float, float]] = []
    for line in lines:
        if len(line.quad) != 4:
            continue
        (x1, y1), (x2, y2) = line.quad[0], line.quad[1]
        (x4, y4), (x3, y3) = line.quad[3], line.quad[2]
        run, rise = (x2 + x3 - x1 - x4) / 2, (y2 + y3 - y1 - y4) / 2
        high = max(1.0, (abs(y4 - y1) + abs(y3 - y2)) / 2)
        if run < _LONG * high or abs(rise) > 0.5 * run:
            continue
        rows.append((rise / run, (x1 + x2) / 2, (y1 + y4) / 2, run / high))
    if not rows:
        return 0.0, 0.0, 0.0
    total = sum(row[3] for row in rows)
    mean = sum(row[0] * row[3] for row in rows) / total
    if len(rows) < 8:
        return mean, 0.0, 0.0
    return _fitted(rows) or (mean, 0.0, 0.0)


def _fitted(rows: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float] | None:
    """The plane through weighted points; None where they do not span one. Coordinates are scaled to stay small."""
    scale = 1000.0
    table = [[0.0] * 4 for _row in range(3)]
    for slope, x, y, weight in rows:
        terms = (1.0, x / scale, y / scale)
        for n, one in enumerate(terms):
            for m, other in enumerate(terms):
                table[n][m] += weight * one * other
            table[n][3] += weight * one * slope
    # A little pull to a level plane keeps few or clustered lines from tilting it.
    for n in (1, 2):
        table[n][n] += 0.02 * table[0][0]
    for n in range(3):
        pivot = table[n][n]
        if abs(pivot) < 1e-9:
            return None
        for m in range(3):
            if m != n:
                factor = table[m][n] / pivot
                table[m] = [a - factor * b for a, b in zip(table[m], table[n], strict=True)]
    a, b, c = (table[n][3] / table[n][n] for n in range(3))
    return a, b / scale, c / scale
