"""A value with its marked characters: what is too much or other on a filled ground, what is missing in a dashed box."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from seller_desk.core.documents.match.model import Cell, Mark
from seller_desk.ui.theme import current

# mark kind: (fill, ink)
_LOOKS = {
    "other": ("badmark", "badtext"),
    "missing": ("badsoft", "bad"),
    "extra": ("warnmark", "text"),
    "format": ("warnmark", "text"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of the shown text; `kind` as in Mark."""

    start: int
    end: int
    kind: str


def shown(value: str, marks: tuple[Mark, ...]) -> tuple[str, list[Span]]:
    """The value with what is missing put in where it belongs, and the places of all marks in it."""
    text, at = "", 0
    spans: list[Span] = []
    for one in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if one.start < at:
            continue
        text += value[at : one.start]
        inside = one.text if one.kind == "missing" else value[one.start : one.end]
        spans.append(Span(len(text), len(text) + len(inside), one.kind))
        text += inside
        at = one.end
    return text + value[at:], spans


def masked(value: str) -> str:
    """The middle of a number hidden; as long as before, so that marks keep their place."""
    from seller_desk.core.company.masking import mask_number

    return mask_number(value).replace("*", "\N{BULLET}")


def cell_text(cell: Cell, *, private: bool) -> tuple[str, list[Span]]:
    """What a cell of the table shows."""
    value = masked(cell.value) if private and cell.value else cell.value
    return shown(value, cell.marks)


class MarkedText:
    """A laid out text with marks, for painting at a place and for its height."""

    def __init__(self, text: str, spans: list[Span], width: float, *, token: str = "text") -> None:
        theme = current()
        self._spans = spans
        self._token = token
        self._layout = QTextLayout(text, theme.font("body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        ranges = []
        for span in spans:
            one = QTextLayout.FormatRange()
            one.start, one.length = span.start, span.end - span.start
            form = QTextCharFormat()
            form.setForeground(theme.color(_LOOKS[span.kind][1]))
            if span.kind != "format":
                form.setFontWeight(700)
            one.format = form
            ranges.append(one)
        self._layout.setFormats(ranges)
        self._layout.beginLayout()
        self.height = 0.0
        lead = theme.metrics("body").height() + 2
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(20.0, width))
            line.setPosition(QPointF(0, self.height))
            self.height += lead
        self._layout.endLayout()

    def paint(self, painter: QPainter, place: QPointF) -> None:
        """Grounds first, then the words."""
        theme = current()
        for span in self._spans:
            for box in self._boxes(span):
                fill, ink = _LOOKS[span.kind]
                target = box.translated(place)
                painter.setBrush(theme.color(fill))
                if span.kind == "missing":
                    painter.setPen(QPen(theme.color(ink), 1, Qt.PenStyle.DashLine))
                elif span.kind == "other":
                    # Told apart without colour: a line below.
                    painter.setPen(Qt.PenStyle.NoPen)
                else:
                    painter.setPen(Qt.PenStyle.NoPen)
                painter.drawRoundedRect(target, 3, 3)
                if span.kind in ("other", "extra"):
                    painter.setPen(QPen(theme.color("bad" if span.kind == "other" else "warn"), 2))
                    painter.drawLine(target.bottomLeft(), target.bottomRight())
        painter.setPen(theme.color(self._token))
        self._layout.draw(painter, place)

    def _boxes(self, span: Span) -> list[QRectF]:
        boxes = []
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            begin = max(span.start, line.textStart())
            end = min(span.end, line.textStart() + line.textLength())
            if begin >= end:
                continue
            left, right = _x(line.cursorToX(begin)), _x(line.cursorToX(end))
            boxes.append(QRectF(left, line.y(), max(3.0, right - left), line.height()))
        return boxes


def _x(answer: object) -> float:
    """PySide gives the place, or the place with the cursor."""
    place = answer[0] if isinstance(answer, tuple) else answer
    assert isinstance(place, float)
    return place
