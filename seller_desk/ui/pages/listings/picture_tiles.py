"""Paints the pictures of a listing: each on paper, with its state and what it is for below, failing regions hatched."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from seller_desk.ui.theme import current, tokens

SIDE = 88
STATE = Qt.ItemDataRole.UserRole + 2
# Regions as shares of the picture's own width and height: (left, top, width, height).
BOXES = Qt.ItemDataRole.UserRole + 3

Shares = tuple[float, float, float, float]
_WHOLE, _RIM = 0.8, 0.14


def hatch(painter: QPainter, region: QRectF, *, whole: bool = False) -> None:
    """A failing region: slanted lines through which the picture is still seen, and a frame. `whole`: it is all of the
    picture, which means its rim; then the middle stays free."""
    token = "mark"
    line = QColor(current().color(token))
    painter.save()
    shape = QPainterPath()
    shape.addRect(region)
    if whole:
        free = QPainterPath()
        wide, high = _RIM * region.width(), _RIM * region.height()
        free.addRect(region.adjusted(wide, high, -wide, -high))
        shape -= free
    painter.setClipPath(shape)
    line.setAlpha(150)
    painter.fillRect(region, QBrush(line, Qt.BrushStyle.BDiagPattern))
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(current().color(token), 1.5, Qt.PenStyle.DashLine))
    painter.drawRect(region.adjusted(1, 1, -1, -1))


def is_whole(shares: Shares) -> bool:
    """Whether a region is (nearly) the whole picture."""
    return shares[2] * shares[3] > _WHOLE


def region_of(spot: QRect, shares: Shares) -> QRectF:
    """Where a region lies in a picture that is painted here."""
    left, top, wide, high = shares
    return QRectF(
        spot.x() + left * spot.width(),
        spot.y() + top * spot.height(),
        max(3.0, wide * spot.width()),
        max(3.0, high * spot.height()),
    )


class Tiles(QStyledItemDelegate):
    """One tile of the strip."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """A square and a line of words."""
        return QSize(SIDE + 12, SIDE + current().metrics("caption").height() + 12)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One tile."""
        theme = current()
        rect: QRect = option.rect
        flags: QStyle.StateFlag = option.state
        state = str(index.data(STATE) or "done")
        tile = QRect(rect.x() + 1, rect.y() + 1, SIDE, SIDE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("paper"))
        painter.drawRoundedRect(tile, 6, 6)
        self._picture(painter, tile, index)
        selected = bool(flags & QStyle.StateFlag.State_Selected)
        edge = "mark" if state == "blocker" else "accent" if selected else "border"
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color(edge), 2 if selected or state == "blocker" else 1))
        painter.drawRoundedRect(tile.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._caption(painter, tile, state, str(index.data(Qt.ItemDataRole.DisplayRole)))
        if flags & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(rect.toRectF().adjusted(0, 0, -9, -1), 6, 6)
        painter.restore()

    def _picture(
        self, painter: QPainter, tile: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if not isinstance(picture, QPixmap) or picture.isNull():
            place = QRect(tile.center().x() - 8, tile.center().y() - 8, 16, 16)
            current().paint_icon(painter, place, "ph.link")
            return
        size = picture.deviceIndependentSize().toSize()
        size.scale(tile.size() - QSize(4, 4), Qt.AspectRatioMode.KeepAspectRatio)
        spot = QRect(0, 0, size.width(), size.height())
        spot.moveCenter(tile.center())
        painter.drawPixmap(spot, picture)
        boxes: Any = index.data(BOXES)
        for shares in boxes or ():
            hatch(painter, region_of(spot, shares), whole=is_whole(shares))

    def _caption(self, painter: QPainter, tile: QRect, state: str, words: str) -> None:
        theme = current()
        icon, token = tokens.STATE_ICONS[state]
        top = tile.bottom() + 6
        theme.paint_icon(painter, QRect(tile.x(), top + 1, 14, 14), icon, token)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color(token if state != "done" else "text"))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, SIDE - 20)
        painter.drawText(
            QRect(tile.x() + 20, top, SIDE - 20, 18), Qt.AlignmentFlag.AlignVCenter, shown
        )
