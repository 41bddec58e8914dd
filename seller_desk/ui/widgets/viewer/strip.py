"""All pages of a file in small, one below the other: drawn as they come into view, a click opens the page."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QListView

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.ui.runner import Job, Lane, Runner
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.viewer.paper import Paper
from seller_desk.ui.widgets.viewer.view import PageView

_SIDE = 130
_KEPT = 300
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Work:
    """Draws one page in small, upright, in the background."""

    paper: Paper
    page: int
    side: int

    def __call__(self, _progress: Progress, _stop: Stop) -> tuple[str, int, QImage]:
        image = QImage()
        try:
            image = QImage.fromData(self.paper.draw(self.page, self.side).data)
        except DeskError:
            # The page itself says why when it is looked at.
            return self.paper.key, self.page, image
        turned = self.paper.shapes[self.page - 1].turned
        return self.paper.key, self.page, image.transformed(QTransform().rotate(-turned))


class _Pages(QAbstractListModel):
    """Pages with their small pictures; one is drawn at a time, the latest wish first."""

    def __init__(self, runner: Runner, side: int) -> None:
        super().__init__()
        self._runner, self._side = runner, side
        self.paper: Paper | None = None
        self._kept: OrderedDict[int, QImage] = OrderedDict()
        self._wanted: list[int] = []
        self._job: Job | None = None

    def show(self, paper: Paper | None) -> None:
        """Other pages."""
        self.beginResetModel()
        self.paper = paper
        self._kept.clear()
        self._wanted.clear()
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many as the file has."""
        return len(self.paper.shapes) if self.paper else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Number and picture; asking for a picture lets it be drawn."""
        page = index.row() + 1
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("Page {n}").format(n=page)
        if role == Qt.ItemDataRole.DecorationRole:
            if page not in self._kept:
                self._want(page)
                return self._blank()
            self._kept.move_to_end(page)
            return self._kept[page]
        return None

    def _blank(self) -> QImage:
        return self._framed(QImage())

    def _framed(self, page: QImage) -> QImage:
        """In the middle of a square, so that all items are of one size; without a picture an empty page."""
        sheet = QImage(self._side, self._side, QImage.Format.Format_ARGB32_Premultiplied)
        sheet.fill(Qt.GlobalColor.transparent)
        size = page.size() if not page.isNull() else QSize(70, 99)
        size.scale(QSize(self._side - 4, self._side - 4), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(), size)
        place.moveCenter(sheet.rect().center())
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if page.isNull():
            painter.fillRect(place, current().color("line"))
        else:
            painter.drawImage(place, page)
        painter.setPen(current().color("border"))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()
        return sheet

    def _want(self, page: int) -> None:
        if page in self._wanted:
            self._wanted.remove(page)
        # What scrolled by is not drawn any more.
        self._wanted = [*self._wanted[-20:], page]
        self._next()

    def _next(self) -> None:
        if self._job is not None or self.paper is None or not self._wanted:
            return
        work = _Work(self.paper, self._wanted.pop(), self._side)
        self._job = self._runner.start(work, lane=Lane.WIDE)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_done(self, answer: tuple[str, int, QImage]) -> None:
        self._job = None
        key, page, image = answer
        if self.paper is not None and self.paper.key == key:
            self._kept[page] = self._framed(image)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            at = self.index(page - 1)
            self.dataChanged.emit(at, at, [Qt.ItemDataRole.DecorationRole])
        self._next()

    @Slot(object)
    def _on_failed(self, _problem: object) -> None:
        self._job = None
        self._next()


class PageStrip(QListView):
    """Beside a `PageView`: shows its pages, follows it and leads it. Hidden where there is one page."""

    def __init__(self, runner: Runner, view: PageView) -> None:
        super().__init__()
        side = current().px(_SIDE)
        self._view = view
        self.pages = _Pages(runner, side)
        self.setModel(self.pages)
        self.setAccessibleName(_("Pages in small"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(side, side))
        self.setGridSize(QSize(side + 12, side + self.fontMetrics().height() + 16))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFixedWidth(side + 12 + self.verticalScrollBar().sizeHint().width() + 4)
        self.selectionModel().currentChanged.connect(self._on_current)
        view.page_changed.connect(self._follow)
        self.hide()

    @Slot(int)
    def _follow(self, page: int) -> None:
        if self.pages.paper is not self._view.paper:
            self.pages.show(self._view.paper)
        self.setVisible(self.pages.rowCount() > 1)
        at = self.pages.index(page - 1)
        if at.isValid() and at != self.currentIndex():
            self.setCurrentIndex(at)
        self.scrollTo(at)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._view.go_to_page(now.row() + 1)
