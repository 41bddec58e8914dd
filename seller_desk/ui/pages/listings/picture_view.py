"""A large picture with its failing regions, and what was measured of it in a line."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.listings.images import ImageReport
from seller_desk.ui.pages.listings.picture_tiles import Shares, hatch, is_whole, region_of
from seller_desk.ui.theme import current

_MEGABYTE = 1_000_000


class PictureView(QWidget):
    """A picture on paper, as large as there is room, its failing regions hatched."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self._boxes: list[Shares] = []
        self.setAccessibleName(name)
        self.setMinimumSize(160, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(300, 300)

    def show_picture(self, data: bytes, boxes: list[Shares]) -> None:
        """This PNG; nothing for no bytes."""
        self._pixmap = QPixmap()
        if data:
            self._pixmap.loadFromData(data)
        self._boxes = boxes
        self.update()

    @property
    def filled(self) -> bool:
        """Whether there is a picture."""
        return not self._pixmap.isNull()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(current().color("border"))
        painter.setBrush(current().color("sunken"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        if self._pixmap.isNull():
            return
        size = self._pixmap.size()
        size.scale(self.size() - QSize(24, 24), Qt.AspectRatioMode.KeepAspectRatio)
        spot = QRect(0, 0, size.width(), size.height())
        spot.moveCenter(self.rect().center())
        painter.drawPixmap(spot, self._pixmap)
        for shares in self._boxes:
            hatch(painter, region_of(spot, shares), whole=is_whole(shares))


def measured_words(report: ImageReport) -> str:
    """Size, type, megabytes, background and fill of a picture in a line."""
    if report.problem:
        return _(report.problem)
    ground = (
        _("transparent")
        if report.transparent
        else _("pure white")
        if report.ring_white
        else "RGB {} {} {}".format(*report.ring_colour)
    )
    parts = [
        f"{report.width} x {report.height}",
        report.format.upper(),
        f"{report.bytes / _MEGABYTE:.2f} MB",
        _("background {colour}").format(colour=ground),
    ]
    if report.ring_white:
        parts.append(_("product fills {share}").format(share=f"{report.fill * 100:.0f}%"))
    return " · ".join(parts)
