"""Pictures in order: drag to sort (or move with the arrows), what each is for, measured values and videos below."""

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.image_checks import report_of
from seller_desk.core.listings.limits import ImageLimits
from seller_desk.core.listings.model import Listing, ListingImage
from seller_desk.core.listings.pictures.roles import ROLES, main_of, with_role
from seller_desk.ui.pages.listings.measures import Measures
from seller_desk.ui.pages.listings.picture_tiles import BOXES, SIDE, STATE, Shares, Tiles
from seller_desk.ui.pages.listings.video_rows import VideoRows
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.buttons import link_button, secondary_button, tool_button
from seller_desk.ui.widgets.edits import Choice
from seller_desk.ui.widgets.flow_layout import FlowLayout
from seller_desk.ui.widgets.labels import Label

_IMAGE = Qt.ItemDataRole.UserRole + 1

# With larger text the count takes a line of its own.
_TWO_LINES_ABOVE = 1.2


class PictureStrip(QWidget):
    """The pictures and videos of a listing. `changed` fires with the listing as the seller arranged it; `add_asked` wants
    files; `fix_asked` and `original_asked` name a picture by its number."""

    changed = Signal(object)
    add_asked = Signal()
    fix_asked = Signal(int)
    original_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._listing: Listing | None = None
        self._filling = False
        self._pixmaps: dict[str, QPixmap] = {}
        self._limits: ImageLimits | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._make_head(column)
        self._make_list(column)
        self._make_tools(column)
        self.measures = Measures()
        column.addWidget(self.measures)
        self.videos = VideoRows()
        self.videos.changed.connect(self._on_videos)
        column.addWidget(self.videos)

    def _make_head(self, column: QVBoxLayout) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(_("Pictures"), role="h3"))
        self._count = Label(role="caption", token="text2", wrap=True)
        large = current().scale > _TWO_LINES_ABOVE
        if large:
            head.addStretch(1)
        else:
            head.addWidget(self._count, 1)
        self.add = secondary_button(_("Add pictures"), "ph.plus", self.add_asked.emit, small=True)
        head.addWidget(self.add)
        column.addLayout(head)
        if large:
            column.addWidget(self._count)

    def _make_list(self, column: QVBoxLayout) -> None:
        self.list = QListWidget()
        self.list.setFlow(QListWidget.Flow.LeftToRight)
        self.list.setWrapping(False)
        self.list.setItemDelegate(Tiles(self.list))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Pictures in order, the first is the main image"))
        self.list.setFixedHeight(SIDE + current().metrics("caption").height() + 26)
        self.list.setSpacing(0)
        self.list.model().rowsMoved.connect(self._on_moved)
        self.list.currentRowChanged.connect(self._on_row)
        self._left = tool_button("ph.arrow-left", _("Move the picture to the front"), self._on_left)
        self._right = tool_button("ph.arrow-right", _("Move the picture back"), self._on_right)
        self._away = tool_button("ph.trash", _("Take the picture away"), self._on_away)
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

    def _make_tools(self, column: QVBoxLayout) -> None:
        self._tools = QWidget()
        # Longer words take a line of their own.
        row = FlowLayout(self._tools, gap=8, line_gap=4)
        row.addWidget(Label(_("What it shows"), role="caption", token="text2"))
        self.role = Choice(
            [("", _("By its place")), *((key, _(name)) for key, name in ROLES.items())],
            name=_("What the picture shows"),
        )
        self.role.chosen.connect(self._on_role)
        row.addWidget(self.role)
        self.original = link_button(_("Back to the original"), self._on_original)
        row.addWidget(self.original)
        self.fix = secondary_button(
            _("Fix this picture"), "ph.magic-wand", self._on_fix, small=True
        )
        row.addWidget(self.fix)
        column.addWidget(self._tools)

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
        main = main_of(listing.images)
        for number, image in enumerate(listing.images):
            found = by_field.get(f"images.{number}", ())
            self.list.addItem(self._item(number, image, found, main=number == main))
        self._filling = False
        self._count.setText(
            ngettext(
                "{n} picture, drag to sort", "{n} pictures, drag to sort", len(listing.images)
            ).format(n=len(listing.images))
            if listing.images
            else _("none yet")
        )
        self.list.setVisible(bool(listing.images))
        for part in (self._left, self._right, self._away, self._tools):
            part.setVisible(bool(listing.images))
        if listing.images:
            self.list.setCurrentRow(min(row, len(listing.images) - 1) if same else 0)
        self._on_row(self.list.currentRow())
        self.videos.show_listing(listing, by_field, judged=limits is not None)

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
        self, number: int, image: ListingImage, findings: Sequence[Finding], *, main: bool
    ) -> QListWidgetItem:
        item = QListWidgetItem(_caption(number, image, main=main))
        item.setData(_IMAGE, image)
        item.setData(Qt.ItemDataRole.DecorationRole, self._pixmaps.get(image.sha256))
        item.setToolTip(image.name or image.url)
        worst = min((one.severity for one in findings), key=_weight, default=None)
        item.setData(STATE, "done" if worst in (None, Severity.HINT) else str(worst))
        item.setData(BOXES, shares_of(findings))
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

    def _on_fix(self) -> None:
        if (row := self.list.currentRow()) >= 0:
            self.fix_asked.emit(row)

    def _on_original(self) -> None:
        if (row := self.list.currentRow()) >= 0:
            self.original_asked.emit(row)

    @Slot(str)
    def _on_role(self, role: str) -> None:
        row = self.list.currentRow()
        if self._listing is not None and row >= 0:
            images = with_role(self._listing.images, row, role)
            if role == "main":
                self.list.setCurrentRow(0)
            self._tell(images)

    @Slot(object)
    def _on_videos(self, listing: Listing) -> None:
        self._listing = listing
        self.changed.emit(listing)

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
        image = images[row] if 0 <= row < len(images) else None
        report = report_of(image) if image is not None else None
        self.measures.show_report(report, self._limits, main=row == main_of(images))
        self.fix.setEnabled(image is not None and bool(image.sha256))
        self.original.setVisible(image is not None and image.original is not None)
        self.role.set_current(image.role if image is not None else "")


def _caption(number: int, image: ListingImage, *, main: bool) -> str:
    if main:
        return _("Main")
    if image.role in ROLES:
        return _(ROLES[image.role])
    return _("Picture {n}").format(n=number + 1)


def shares_of(findings: Sequence[Finding]) -> list[Shares]:
    """The failing regions, as shares of the picture's own size; hints are not drawn."""
    found: list[Shares] = []
    for one in findings:
        box, size = one.place.box, one.place.page_size
        if box and size and one.severity is not Severity.HINT:
            wide, high = size
            found.append((box[0] / wide, box[1] / high, box[2] / wide, box[3] / high))
    return list(dict.fromkeys(found))


def _weight(severity: Severity) -> int:
    return list(Severity).index(severity)
