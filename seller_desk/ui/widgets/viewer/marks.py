"""Places on a page: where a field was read, what a finding is about. Boxes are mapped onto the page as it lies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from seller_desk.core.documents.reading.model import FieldValue, Reading
from seller_desk.ui.theme import current

_NEAR = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A box in pixels of a page of `page_size` that was turned by `turned` degrees anticlockwise to be upright.

    `name` is the field it belongs to, empty for a finding; `text` stands beside it; `token` is its colour. Without a
    box the words stand at the page's foot.
    """

    box: tuple[int, int, int, int] | None
    page_size: tuple[int, int] | None
    text: str
    token: str
    name: str = ""
    page: int = 1
    turned: int = 0


def read_marks(reading: Reading | None, fields: Sequence[FieldValue]) -> list[Mark]:
    """Frames around what was read; those of pages that are not known any more are left out."""
    pages = {page.number: page for page in reading.pages} if reading else {}
    marks = []
    for one in fields:
        page = pages.get(one.page)
        if page is not None:
            marks.append(Mark(one.box, page.size, "", "accent", one.name, one.page, page.turned))
    return marks


def on_page(mark: Mark) -> QRectF | None:
    """The box as shares of the stored page, which may lie on its side; None without a box."""
    if mark.box is None or not mark.page_size or not all(mark.page_size):
        return None
    width, height = mark.page_size
    x, y, w, h = mark.box
    box = QRectF(x / width, y / height, w / width, h / height)
    # Upright is the stored page turned anticlockwise; back again is clockwise.
    return turned(box, mark.turned // 90)


def turned(box: QRectF, quarters: int) -> QRectF:
    """Shares of a page after so many quarter turns clockwise."""
    for _turn in range(quarters % 4):
        box = QRectF(1 - box.y() - box.height(), box.x(), box.height(), box.width())
    return box


def in_room(box: QRectF, quarters: int, paper: QRectF) -> QRectF:
    """Shares of the stored page as a place on the paper that is shown, turned by so many quarters."""
    shown = turned(box, quarters)
    return QRectF(
        paper.left() + shown.x() * paper.width(),
        paper.top() + shown.y() * paper.height(),
        shown.width() * paper.width(),
        shown.height() * paper.height(),
    )


def paint_field(painter: QPainter, box: QRectF, *, chosen: bool, token: str) -> None:
    """A thin frame around what was read; the chosen one stands out."""
    colour = current().color(token)
    fill = current().color(token)
    fill.setAlphaF(0.16 if chosen else 0.05)
    painter.setPen(QPen(colour, 2 if chosen else 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(box.adjusted(-_NEAR, -_NEAR / 2, _NEAR, _NEAR / 2), 3, 3)


def placed(
    marks: Sequence[Mark], page: int, quarters: int, paper: QRectF
) -> Iterator[tuple[Mark, QRectF]]:
    """The marks of this page that have a box, with their places on the paper that is shown."""
    for mark in marks:
        box = on_page(mark) if mark.page == page else None
        if box is not None:
            yield mark, in_room(box, quarters, paper)


def paint_fault(painter: QPainter, box: QRectF, token: str) -> None:
    """A quiet frame around another thing that is wrong on the page; the one that is looked at has words."""
    pen = QPen(current().color("mark" if token == "bad" else token), 1.5)
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 3, 3)


def paint_finding(painter: QPainter, mark: Mark, box: QRectF | None, paper: QRectF) -> None:
    """The place of a finding, and its words on a label beside it."""
    theme = current()
    colour = theme.color("mark" if mark.token == "bad" else mark.token)
    if box is not None:
        fill = theme.color("mark" if mark.token == "bad" else mark.token)
        fill.setAlphaF(0.12)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 3, 3)
    if not mark.text:
        return
    painter.setFont(theme.font("strong"))
    metrics = painter.fontMetrics()
    room = max(60, round(paper.width()) - 24)
    text = metrics.elidedText(mark.text, Qt.TextElideMode.ElideRight, room)
    width, height = metrics.horizontalAdvance(text) + 16, metrics.height() + 8
    target = box if box is not None else paper
    left = min(max(paper.left(), target.right() - width), paper.right() - width)
    below = target.bottom() + 12
    beside = box is not None and below + height < paper.bottom()
    top = below if beside else paper.bottom() - height - 8
    label = QRectF(left, top, width, height)
    if beside:
        painter.setPen(QPen(colour, 2))
        at = min(target.right() - 2, label.right() - 8)
        painter.drawLine(QPointF(at, target.bottom()), QPointF(at, top))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("mark") if mark.token == "bad" else theme.color("warnsoft"))
    painter.drawRoundedRect(label, 4, 4)
    painter.setPen(theme.color("onaccent") if mark.token == "bad" else theme.color("warn"))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)
