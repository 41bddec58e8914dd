"""The four corners of the paper, pulled by hand on the page: with the mouse, or C for the next corner and the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPen, QPolygonF

from seller_desk.core.base.language import _
from seller_desk.core.media.geometry import Point, is_paper
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.viewer import PageView
from seller_desk.ui.widgets.viewer.marks import in_room, turned

# Where a corner begins if nothing was found: a little inside the page.
START: tuple[Point, ...] = ((0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95))
_NEAR, _HANDLE = 20, 7
# Of the page's width or height: one press of an arrow, and one with Shift.
_STEP, _FAR = 0.0025, 0.02
_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CornerTool(QObject):
    """Corners on a view, clockwise from top left, as shares of the stored page. `moved` when one was let go or stepped."""

    moved = Signal(object)

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self.corners: tuple[Point, ...] = ()
        self.chosen = -1
        self._pulled = -1
        view.tool = self
        view.installEventFilter(self)

    def show(self, corners: Sequence[Point]) -> None:
        """These corners; none hides them."""
        self.corners = tuple(corners)
        if not corners:
            self.chosen = self._pulled = -1
        self._view.viewport().update()

    def spots(self, paper: QRectF) -> list[QPointF]:
        """Where the corners lie on the ground."""
        quarters = self._view.quarters
        return [in_room(QRectF(x, y, 0, 0), quarters, paper).topLeft() for x, y in self.corners]

    def paint(self, painter: QPainter, paper: QRectF) -> None:
        """The cut: dimmed outside, a line around it, a handle at each corner."""
        if not self.corners:
            return
        theme = current()
        spots = self.spots(paper)
        outside, inside = QPainterPath(), QPainterPath()
        outside.addRect(paper)
        inside.addPolygon(QPolygonF(spots))
        inside.closeSubpath()
        shade = theme.color("strong")
        shade.setAlphaF(0.35)
        painter.fillPath(outside.subtracted(inside), shade)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(inside)
        for number, spot in enumerate(spots):
            chosen = number in (self.chosen, self._pulled)
            painter.setBrush(theme.color("accent" if chosen else "paper"))
            size = _HANDLE + 2 if chosen else _HANDLE
            painter.drawEllipse(spot, size, size)

    def press(self, spot: QPointF) -> bool:
        """Take the corner that is near; False where none is."""
        spots = self.spots(self._view.place())
        lengths = [(one - spot).manhattanLength() for one in spots]
        near = min(range(len(lengths)), key=lambda n: lengths[n], default=-1)
        if near < 0 or lengths[near] > _NEAR:
            return False
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen = self._pulled = near
        self._view.viewport().update()
        return True

    def drag(self, spot: QPointF) -> None:
        """The corner that is held goes there, as far as the page reaches."""
        paper = self._view.place()
        x = (spot.x() - paper.left()) / max(1.0, paper.width())
        y = (spot.y() - paper.top()) / max(1.0, paper.height())
        stored = turned(QRectF(x, y, 0, 0), -self._view.quarters)
        self._put(self._pulled, stored.x(), stored.y())

    def release(self) -> None:
        """Let go: only now the result is drawn."""
        self._pulled = -1
        self._view.viewport().update()
        self.moved.emit(self.corners)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the view while there are corners."""
        if not self.corners or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress:
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_C:
            self.chosen = (self.chosen + (-1 if shift else 1)) % 4
            self._tell()
            return True
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None or self.chosen < 0:
            return False
        self._step(move, _FAR if shift else _STEP)
        return True

    def _step(self, move: tuple[int, int], by: float) -> None:
        """As the page is seen, also where the view is turned."""
        across, down = move
        for _quarter in range(-self._view.quarters % 4):
            across, down = -down, across
        x, y = self.corners[self.chosen]
        self._put(self.chosen, x + across * by, y + down * by)
        self._tell()
        self.moved.emit(self.corners)

    def _put(self, number: int, x: float, y: float) -> None:
        wanted = list(self.corners)
        wanted[number] = (min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))
        # Corners that cross each other are no paper: the corner waits at its last good place.
        if is_paper(wanted):
            self.corners = tuple(wanted)
        self._view.viewport().update()

    def _tell(self) -> None:
        x, y = self.corners[self.chosen]
        words = _("Corner {number} of 4: {across} from the left, {down} from the top")
        self._view.setAccessibleDescription(
            words.format(number=self.chosen + 1, across=f"{x:.1%}", down=f"{y:.1%}")
        )
        self._view.viewport().update()
