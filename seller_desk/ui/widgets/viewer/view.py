"""One page in view: fitted or zoomed, turned for the eye, places marked, everything by mouse and by keyboard."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy

from seller_desk.core.base.language import _
from seller_desk.ui.runner import Runner
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.viewer import keys
from seller_desk.ui.widgets.viewer.ground import Ground, Tool
from seller_desk.ui.widgets.viewer.marks import (
    Mark,
    in_room,
    on_page,
    paint_fault,
    paint_field,
    paint_finding,
    placed,
)
from seller_desk.ui.widgets.viewer.paper import Paper, Pictures, Shape, side_for

MARGIN = 12
STEPS = (0.1, 0.15, 0.25, 0.35, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
_EMPTY = Shape(1240, 1754)


class PageView(QScrollArea):
    """Shows one page of a `Paper`. `moved`: zoom, turn or scroll changed; `field_chosen` carries the field of a box."""

    page_changed = Signal(int)
    moved = Signal()
    field_chosen = Signal(str)

    def __init__(self, runner: Runner, *, name: str = "") -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setMinimumHeight(current().px(150))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name or _("Page of the document"))
        self.setToolTip(_(keys.HELP))
        self.paper: Paper | None = None
        self.tool: Tool | None = None
        self.page = 1
        self.zoom = 0.0
        self.turns = 0
        self.fields_shown = True
        self.chosen = ""
        self._marks: Sequence[Mark] = ()
        self._faults: Sequence[Mark] = ()
        self._finding: Mark | None = None
        self.pictures = Pictures(runner, self)
        self.pictures.arrived.connect(self._on_arrived)
        self._ground = Ground(self)
        self.setWidget(self._ground)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.moved)

    @property
    def shape(self) -> Shape:
        """The page in view."""
        return self.paper.shapes[self.page - 1] if self.paper else _EMPTY

    @property
    def quarters(self) -> int:
        """Quarter turns clockwise of the stored page: upright as it was read, and what the seller turned."""
        return (-self.shape.turned // 90 + self.turns) % 4

    @property
    def image(self) -> QImage | None:
        """The best picture of the page that there is."""
        if self.paper is None:
            return None
        return self.pictures.best(self.paper.key, self.page, self._side())

    @property
    def message(self) -> str:
        """What stands there without a picture."""
        if self.paper is None:
            return ""
        return self.pictures.trouble(self.paper.key, self.page).strip() or _("Drawing the page")

    @property
    def mark(self) -> Mark | None:
        """The finding that is marked."""
        return self._finding

    def show_paper(self, paper: Paper | None) -> None:
        """Another file, from its first page, fitted; the same file stays as it is seen now."""
        if paper is not None and self.paper is not None and paper.key == self.paper.key:
            self.paper = paper
            self._layout()
            return
        self.paper = paper
        self.page, self.zoom, self.turns, self.chosen = 1, 0.0, 0, ""
        self._marks, self._faults, self._finding = (), (), None
        self._layout()
        self.page_changed.emit(1)

    def go_to_page(self, page: int) -> None:
        """Another page of the file."""
        count = len(self.paper.shapes) if self.paper else 1
        page = min(max(1, page), count)
        if page != self.page:
            self.page = page
            self._layout()
            self.page_changed.emit(page)

    def set_fields(self, marks: Sequence[Mark]) -> None:
        """Frames of what was read, on all pages."""
        self._marks = tuple(marks)
        self._ground.update()

    def set_mark(self, mark: Mark | None) -> None:
        """The place of a finding, or none."""
        self._finding = mark
        self._ground.update()

    def set_faults(self, marks: Sequence[Mark]) -> None:
        """The places of all findings, on all pages."""
        self._faults = tuple(marks)
        self._ground.update()

    def show_fields(self, shown: bool) -> None:
        """Frames of what was read on or off."""
        self.fields_shown = shown
        self._ground.update()

    def choose(self, name: str) -> None:
        """Bring the box of this field into the middle."""
        self.chosen = name
        mark = next((one for one in self._marks if one.name == name), None)
        if mark is not None:
            self.go_to_page(mark.page)
            self.centre(mark)
        self._ground.update()

    def centre(self, mark: Mark) -> None:
        """Scroll so that this place is in the middle, as far as the page goes."""
        box = on_page(mark)
        if box is None:
            return
        spot = in_room(box, self.quarters, self.place()).center()
        room = self.viewport().size()
        self.horizontalScrollBar().setValue(round(spot.x() - room.width() / 2))
        self.verticalScrollBar().setValue(round(spot.y() - room.height() / 2))

    def scale(self) -> float:
        """Screen pixels for a pixel of the page, now."""
        return self.zoom or self._fit()

    def zoom_by(self, step: int) -> None:
        """One step larger or smaller; 0 fits the page again."""
        now = self.scale()
        if step == 0:
            self.zoom_to(0.0)
        elif step > 0:
            self.zoom_to(next((one for one in STEPS if one > now * 1.01), STEPS[-1]))
        else:
            smaller = [one for one in STEPS if one < now * 0.99]
            self.zoom_to(smaller[-1] if smaller else STEPS[0])

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """This scale (1.0: a pixel is a pixel; 0 fits). The place at `at` of the viewport, else its middle, stays."""
        room = self.viewport().size()
        spot = at or QPointF(room.width() / 2, room.height() / 2)
        share = self._share_at(spot)
        self.zoom = min(max(scale, STEPS[0]), STEPS[-1]) if scale else 0.0
        self._layout()
        paper = self.place()
        across = paper.left() + share.x() * paper.width() - spot.x()
        down = paper.top() + share.y() * paper.height() - spot.y()
        self.horizontalScrollBar().setValue(round(across))
        self.verticalScrollBar().setValue(round(down))
        self.moved.emit()

    def turn(self, quarters: int = 1) -> None:
        """To the right, for viewing only; the file stays as it is."""
        self.turns = (self.turns + quarters) % 4
        self._layout()
        self.moved.emit()

    def place(self) -> QRectF:
        """Where the page lies on its ground."""
        scale = self.scale()
        size = self._size() * scale
        room = self._ground.size()
        left = max(MARGIN, (room.width() - size.width()) / 2)
        top = max(MARGIN, (room.height() - size.height()) / 2)
        return QRectF(left, top, size.width(), size.height())

    def _share_at(self, spot: QPointF) -> QPointF:
        paper = self.place()
        x = self.horizontalScrollBar().value() + spot.x() - paper.left()
        y = self.verticalScrollBar().value() + spot.y() - paper.top()
        return QPointF(x / max(1.0, paper.width()), y / max(1.0, paper.height()))

    def _size(self) -> QSizeF:
        size = QSizeF(self.shape.width, self.shape.height)
        return size if self.quarters % 2 == 0 else size.transposed()

    def _fit(self) -> float:
        size, room = self._size(), self.size()
        across = (room.width() - 2 * MARGIN) / max(1.0, size.width())
        down = (room.height() - 2 * MARGIN) / max(1.0, size.height())
        return max(0.01, min(across, down))

    def _side(self) -> int:
        longest = max(self.shape.width, self.shape.height)
        return side_for(longest * self.scale() * self.devicePixelRatioF())

    def _layout(self) -> None:
        if self.zoom and self.paper is not None:
            size = (self._size() * self.zoom).toSize() + QSize(2 * MARGIN, 2 * MARGIN)
            self._ground.setMinimumSize(size)
            # At once, so that scrolling to a place works in the same turn.
            self._ground.resize(size.expandedTo(self.viewport().size()))
        else:
            self._ground.setMinimumSize(0, 0)
            self._ground.resize(self.viewport().size())
        if self.paper is not None and self.width() > 60:
            self.pictures.want(self.paper, self.page, self._side())
        self.setAccessibleDescription(self._description())
        self._ground.update()

    def _description(self) -> str:
        if self.paper is None:
            return ""
        count = len(self.paper.shapes)
        return f"{self.paper.name} {self.page} / {count}, {self.scale():.0%}"

    def paint_marks(self, painter: QPainter, paper: QRectF) -> None:
        """Frames of fields, then all that is wrong, the finding that is looked at over them."""
        for mark, spot in self._placed(self._marks if self.fields_shown else (), paper):
            paint_field(painter, spot, chosen=mark.name == self.chosen, token=mark.token)
        finding = self._finding
        for mark, spot in self._placed(self._faults, paper):
            if finding is None or mark.box != finding.box:
                paint_fault(painter, spot, mark.token)
        if finding is not None and finding.page == self.page:
            there = next(self._placed([finding], paper), None)
            paint_finding(painter, finding, there[1] if there else None, paper)

    def _placed(self, marks: Sequence[Mark], paper: QRectF) -> Iterator[tuple[Mark, QRectF]]:
        return placed(marks, self.page, self.quarters, paper)

    def press(self, spot: QPointF) -> None:
        """A click on the ground: choose the field whose box is there."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if not self.fields_shown:
            return
        for mark, place in self._placed(self._marks, self.place()):
            if place.contains(spot):
                self.chosen = mark.name
                self._ground.update()
                self.field_chosen.emit(mark.name)
                return

    def next_field(self, step: int) -> None:
        """The box after or before the chosen one."""
        names = [one.name for one in self._marks]
        if names:
            at = names.index(self.chosen) + step if self.chosen in names else 0
            self.choose(names[at % len(names)])
            self.field_chosen.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See `keys`; what it does not know scrolls."""
        act = keys.act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act(self)
            event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms at the pointer; otherwise it scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = 1.25 ** (event.angleDelta().y() / 120)
            self.zoom_to(self.scale() * step, event.position())
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fitted page fits again."""
        super().resizeEvent(event)
        self._layout()

    @Slot(str, int)
    def _on_arrived(self, _key: str, _page: int) -> None:
        self._ground.update()
