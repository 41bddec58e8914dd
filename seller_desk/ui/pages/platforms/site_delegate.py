"""Paints the cells of the table of sites that are more than words: the bar and the share of documents."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from seller_desk.core.platforms.model import SiteResult
from seller_desk.ui.pages.platforms import words
from seller_desk.ui.pages.platforms.site_model import COLUMNS, DocumentsRole, Index, ResultRole
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Cell, CellDelegate, Part
from seller_desk.ui.widgets.bars import paint_stacked

_BAR_HEIGHT = 12
# For the mark of confidence behind the left caption.
_ICON_ROOM = 24
REASON_LINES = 3
# The colour of a profit that rests on unconfirmed figures: quiet, neither a gain nor a loss.
UNSURE = "border"


class SiteDelegate(CellDelegate):
    """Paints the bar, and the documents with their share; the rest as every table does."""

    _reason = False
    # How many lines a reason may take; the whole stands in its tool tip.
    most_lines = REASON_LINES

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        name = COLUMNS[index.column()]
        self._reason = name == "gate"
        super().paint(painter, option, index)
        rect: QRect = option.rect
        result = index.data(ResultRole)
        if name == "documents":
            self._share(painter, rect, index.data(DocumentsRole))
        if name == "bar" and isinstance(result, SiteResult):
            painter.save()
            state: QStyle.StateFlag = option.state
            self._bar(painter, rect, result, covered=bool(state & QStyle.StateFlag.State_Selected))
            painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        # The bar's words are for reading aloud only: they are painted below with their marks.
        if cell.text.startswith(words.ALOUD):
            return
        if self._reason and cell.caption:
            self._with_reason(painter, rect, cell)
            return
        super()._paint_cell(painter, rect, cell)

    def _with_reason(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        """The answer, and below it the reason on as many lines as it needs and may take."""
        theme = current()
        inner = rect.adjusted(self._padding, 0, -self._padding, 0)
        body, small = theme.metrics("body").height(), theme.metrics("caption").lineSpacing()
        lines = reason_lines(cell.caption, inner.width(), self.most_lines)
        top = rect.y() + (rect.height() - body - lines * small) // 2
        box = QRect(inner.x(), top + (body - 16) // 2, 16, 16)
        theme.paint_icon(painter, box, cell.icon, cell.icon_token)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color(cell.token))
        room = inner.adjusted(22, 0, 0, 0)
        words = painter.fontMetrics().elidedText(
            cell.text, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(
            QRect(room.x(), top, room.width(), body), Qt.AlignmentFlag.AlignVCenter, words
        )
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text2"))
        reason = theme.typeset(cell.caption)
        if _lines_of(reason, inner.width()) > lines:
            # Words that wrap leave room at each line's end.
            spare = 4 * painter.fontMetrics().averageCharWidth() if lines > 1 else 0
            most = lines * inner.width() - spare
            reason = painter.fontMetrics().elidedText(reason, Qt.TextElideMode.ElideRight, most)
        under = QRect(inner.x(), top + body, inner.width(), lines * small)
        # Not clipped: below the last line there is room for what hangs down.
        flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip
        painter.drawText(under, int(flags), reason)

    def _share(self, painter: QPainter, rect: QRect, have: object) -> None:
        """How many of the documents are here, as a thin bar below the figure."""
        if not isinstance(have, tuple) or not have[1]:
            return
        theme = current()
        box = QRectF(rect.x() + 12, rect.center().y() + 12, rect.width() - 24, 4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("border" if theme.dark else "mutesoft"))
        painter.drawRoundedRect(box, 2, 2)
        share = have[0] / have[1]
        if share:
            painter.setBrush(theme.color("ok" if share >= 1 else "accentfill"))
            box.setWidth(max(4.0, box.width() * share))
            painter.drawRoundedRect(box, 2, 2)
        painter.restore()

    def _bar(self, painter: QPainter, rect: QRect, one: SiteResult, *, covered: bool) -> None:
        theme = current()
        box = bar_box(rect)
        parts = words.parts_of(one)
        if parts and one.price is not None:
            shown = [
                Part(UNSURE, part.value, part.name)
                if part.series == "profit" and not one.certain
                else part
                for part, _key in parts
            ]
            paint_stacked(painter, box, shown, float(one.price.amount))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("mutesoft"))
            painter.drawRoundedRect(box, 2, 2)
        self._captions(painter, rect, box, one, covered=covered)

    def _captions(
        self, painter: QPainter, rect: QRect, box: QRectF, one: SiteResult, *, covered: bool
    ) -> None:
        theme = current()
        small = theme.metrics("caption")
        top = round(box.bottom()) + 3
        painter.setFont(theme.font("caption"))
        left, icon, token = words.bar_left(one)
        width = round(box.width())
        left, right = fitted(left, words.bar_right(one), width - _ICON_ROOM, small)
        right = small.elidedText(right, Qt.TextElideMode.ElideRight, width - 2 * small.height())
        room = width - small.horizontalAdvance(right) - _ICON_ROOM
        text = small.elidedText(left, Qt.TextElideMode.ElideRight, room)
        painter.setPen(theme.color("accent" if covered else "text2"))
        painter.drawText(round(box.x()), top + small.ascent(), text)
        if icon:
            x = round(box.x()) + small.horizontalAdvance(text) + 6
            theme.paint_icon(
                painter, QRect(x, top + (small.height() - 14) // 2, 14, 14), icon, token
            )
        painter.setPen(theme.color("text2"))
        painter.drawText(
            QRect(round(box.x()), top, width, small.height()), Qt.AlignmentFlag.AlignRight, right
        )


def fitted(left: str, right: str, width: int, metrics: QFontMetrics) -> tuple[str, str]:
    """Two captions in one line: where both do not fit, the left one loses its name, then the right one does.

    A figure says more than the beginning of its name, and half a figure is a wrong one.
    """
    bare_left, bare_right = _figure(left), _figure(right)
    for first, second in ((left, right), (bare_left, right)):
        if metrics.horizontalAdvance(first) + metrics.horizontalAdvance(second) <= width:
            return first, second
    return bare_left, bare_right if bare_left[:1].isdigit() else right


def _figure(words: str) -> str:
    """The figure at the end of these words, or all of them."""
    last = words.rpartition(" ")[2]
    return last if last.lstrip("-−")[:1].isdigit() else words


def _lines_of(text: str, width: int) -> int:
    metrics = current().metrics("caption")
    box = metrics.boundingRect(QRect(0, 0, width, 400), int(Qt.TextFlag.TextWordWrap), text)
    return max(1, round(box.height() / metrics.lineSpacing()))


def reason_lines(text: str, width: int, most: int = REASON_LINES) -> int:
    """How many lines a reason takes in a cell with this room for words."""
    return min(most, _lines_of(current().typeset(text), width))


def bar_box(rect: QRect) -> QRectF:
    """Where the bar lies in its cell."""
    small = current().metrics("caption").height()
    top = rect.y() + (rect.height() - _BAR_HEIGHT - 3 - small) / 2
    return QRectF(rect.x() + 12, top, rect.width() - 24, _BAR_HEIGHT)
