"""Pictures in order: drag to sort (or move with the arrows), the first is the main image; measured values below."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.image_checks import report_of
from seller_desk.core.listings.limits import ImageLimits
from seller_desk.core.listings.model import Listing, ListingImage
from seller_desk.ui.pages.listings.measures import Measures
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.buttons import secondary_button, tool_button
from seller_desk.ui.widgets.labels import Label

SIDE = 88
_IMAGE = Qt.ItemDataRole.UserRole + 1
_STATE = Qt.ItemDataRole.UserRole + 2
_BOX = Qt.ItemDataRole.UserRole + 3

# With larger text the count takes a line of its own.
_TWO_LINES_ABOVE = 1.2


class _Tiles(QStyledItemDelegate):
    """Paints a picture on paper, its state and role below, and the region that fails."""

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
        state = str(index.data(_STATE) or "done")
        tile = QRect(rect.x() + 1, rect.y() + 1, SIDE, SIDE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("paper"))
        painter.drawRoundedRect(tile, 6, 6)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QPixmap) and not picture.isNull():
            size = picture.deviceIndependentSize().toSize()
            size.scale(tile.size() - QSize(4, 4), Qt.AspectRatioMode.KeepAspectRatio)
            spot = QRect(0, 0, size.width(), size.height())
            spot.moveCenter(tile.center())
            painter.drawPixmap(spot, picture)
            self._mark(painter, spot, index.data(_BOX))
        else:
            theme.paint_icon(
                painter, QRect(tile.center().x() - 8, tile.center().y() - 8, 16, 16), "ph.link"
            )
        selected = bool(flags & QStyle.StateFlag.State_Selected)
        edge = "mark" if state == "blocker" else "accent" if selected else "border"
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color(edge), 2 if selected or state == "blocker" else 1))
        painter.drawRoundedRect(tile.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        icon, token = tokens.STATE_ICONS[state]
        top = tile.bottom() + 6
        theme.paint_icon(painter, QRect(tile.x(), top + 1, 14, 14), icon, token)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color(token if state != "done" else "text"))
        words = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideMiddle, SIDE - 20
        )
        painter.drawText(
            QRect(tile.x() + 20, top, SIDE - 20, 18), Qt.AlignmentFlag.AlignVCenter, words
        )
        if flags & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(rect.toRectF().adjusted(0, 0, -9, -1), 6, 6)
        painter.restore()

    def _mark(self, painter: QPainter, spot: QRect, box: Any) -> None:
        """The failing region, from shares of the picture's own size."""
        if not isinstance(box, tuple):
            return
        left, top, wide, high = box
        region = QRect(
            spot.x() + round(left * spot.width()),
            spot.y() + round(top * spot.height()),
            round(wide * spot.width()),
            round(high * spot.height()),
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(current().color("mark"), 1.5, Qt.PenStyle.DashLine))
        painter.drawRect(region.adjusted(1, 1, -1, -1))


class PictureStrip(QWidget):
    """The pictures of a listing. `changed` fires with the listing in its new order; `add_asked` wants files."""

    changed = Signal(object)
    add_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._listing: Listing | None = None
        self._filling = False
        self._pixmaps: dict[str, QPixmap] = {}
        self._limits: ImageLimits | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(_("Pictures"), role="h3"))
        self._count = Label(role="caption", token="text2", wrap=True)
        large = current().scale > _TWO_LINES_ABOVE
        if large:
            head.addStretch(1)
        else:
            head.addWidget(self._count, 1)
        self._left = tool_button("ph.arrow-left", _("Move the picture to the front"), self._on_left)
        self._right = tool_button("ph.arrow-right", _("Move the picture back"), self._on_right)
        self._away = tool_button("ph.trash", _("Take the picture away"), self._on_away)
        self.add = secondary_button(_("Add pictures"), "ph.plus", self.add_asked.emit, small=True)
        head.addWidget(self.add)
        column.addLayout(head)
        if large:
            column.addWidget(self._count)
        self.list = QListWidget()
        self.list.setFlow(QListWidget.Flow.LeftToRight)
        self.list.setWrapping(False)
        self.list.setItemDelegate(_Tiles(self.list))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Pictures in order, the first is the main image"))
        self.list.setFixedHeight(SIDE + current().metrics("caption").height() + 26)
        self.list.setSpacing(0)
        self.list.model().rowsMoved.connect(self._on_moved)
        self.list.currentRowChanged.connect(self._on_row)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.list, 1)
        tools = QVBoxLayout()
        tools.setSpacing(0)
        for button in (self._left, self._right, self._away):
            tools.addWidget(button)
        tools.addStretch(1)
        row.addLayout(tools)
        column.addLayout(row)
        self.measures = Measures()
        column.addWidget(self.measures)

    def show_listing(
        self,
        listing: Listing,
        limits: ImageLimits | None,
        by_field: Mapping[str, Sequence[Finding]],
    ) -> None:
        """Fill the strip; without limits (the common tab) nothing is judged."""
        row = max(0, self.list.currentRow())
        same = self._listing is not None and self._listing.id == listing.id
        self._listing, self._limits = listing, limits
        self._filling = True
        self.list.clear()
        for number, image in enumerate(listing.images):
            self.list.addItem(self._item(number, image, by_field.get(f"images.{number}", ())))
        self._filling = False
        self._count.setText(
            ngettext(
                "{n} picture, drag to sort", "{n} pictures, drag to sort", len(listing.images)
            ).format(n=len(listing.images))
            if listing.images
            else _("none yet")
        )
        self.list.setVisible(bool(listing.images))
        for button in (self._left, self._right, self._away):
            button.setVisible(bool(listing.images))
        if listing.images:
            self.list.setCurrentRow(min(row, len(listing.images) - 1) if same else 0)
        self._on_row(self.list.currentRow())

    def set_pixmaps(self, pixmaps: Mapping[str, QPixmap]) -> None:
        """Small pictures that were drawn meanwhile."""
        self._pixmaps.update(pixmaps)
        for number in range(self.list.count()):
            item = self.list.item(number)
            image: ListingImage = item.data(_IMAGE)
            if image.sha256 in pixmaps:
                item.setData(Qt.ItemDataRole.DecorationRole, pixmaps[image.sha256])

    def missing(self) -> list[str]:
        """Pictures that are not drawn yet."""
        images = self._listing.images if self._listing else []
        return [one.sha256 for one in images if one.sha256 and one.sha256 not in self._pixmaps]

    def _item(
        self, number: int, image: ListingImage, findings: Sequence[Finding]
    ) -> QListWidgetItem:
        role = _("Main") if number == 0 else _("Picture {n}").format(n=number + 1)
        item = QListWidgetItem(role)
        item.setData(_IMAGE, image)
        item.setData(Qt.ItemDataRole.DecorationRole, self._pixmaps.get(image.sha256))
        item.setToolTip(image.name or image.url)
        worst = min((one.severity for one in findings), key=_weight, default=None)
        item.setData(_STATE, "done" if worst in (None, Severity.HINT) else str(worst))
        boxed = next((one.place for one in findings if one.place.box and one.place.page_size), None)
        if boxed is not None and boxed.box and boxed.page_size:
            wide, high = boxed.page_size
            box = boxed.box
            item.setData(_BOX, (box[0] / wide, box[1] / high, box[2] / wide, box[3] / high))
        return item

    @Slot()
    def _on_moved(self) -> None:
        if not self._filling:
            self._tell([self.list.item(n).data(_IMAGE) for n in range(self.list.count())])

    def _on_left(self) -> None:
        self._move(-1)

    def _on_right(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if self._listing is None or not 0 <= row + step < len(self._listing.images) or row < 0:
            return
        images = list(self._listing.images)
        images[row], images[row + step] = images[row + step], images[row]
        self.list.setCurrentRow(row + step)
        self._tell(images)

    def _on_away(self) -> None:
        row = self.list.currentRow()
        if self._listing is not None and row >= 0:
            self._tell([one for n, one in enumerate(self._listing.images) if n != row])

    def _tell(self, images: list[ListingImage]) -> None:
        if self._listing is None or images == self._listing.images:
            return
        self._listing = msgspec.structs.replace(self._listing, images=images)
        self.changed.emit(self._listing)

    @Slot(int)
    def _on_row(self, row: int) -> None:
        if self._filling:
            return
        images = self._listing.images if self._listing else []
        report = report_of(images[row]) if 0 <= row < len(images) else None
        self.measures.show_report(report, self._limits, main=row == 0)


def _weight(severity: Severity) -> int:
    return list(Severity).index(severity)
