"""What a viewer shows: a file's pages with their sizes, and how to draw one. Pictures of pages, kept within bounds."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.documents.model import Document, Inspection
from seller_desk.core.documents.results import PageImage
from seller_desk.ui.runner import Job, Lane, Runner

# Long sides that pages are drawn at: each a quarter larger, so that a small zoom needs no new picture.
SIDES = (500, 625, 780, 975, 1220, 1525, 1900, 2400, 3000, 3750, 4700)
# All pictures of one viewer together; one page of 600 dpi alone would be 140 MB.
MOST_BYTES = 72_000_000
_A4 = (1240, 1754)

Draw = Callable[[int, int], PageImage]


@dataclass(frozen=True, slots=True)
class Shape:
    """A page: width and height in its own pixels as it is stored, and by how many degrees anticlockwise it is upright."""

    width: int
    height: int
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be shown. `key` changes with its content; `draw(page, side)` may take long and raises DeskError."""

    key: str
    name: str
    shapes: Sequence[Shape]
    draw: Draw


def paper_of(
    document: Document, inspection: Inspection, draw: Draw, turned: Sequence[int] = ()
) -> Paper:
    """The pages of a document; `turned` tells of each page how it was read."""
    shapes = []
    for number in range(max(1, inspection.pages_total, len(inspection.pages))):
        known = inspection.pages[number] if number < len(inspection.pages) else None
        size = (known.width, known.height) if known is not None and known.width else _A4
        turn = turned[number] if number < len(turned) else 0
        shapes.append(Shape(size[0], size[1], turn))
    return Paper(document.sha256, document.name, tuple(shapes), draw)


@dataclass(frozen=True, slots=True)
class _Drawn:
    key: str
    page: int
    side: int
    image: QImage | None
    trouble: str


@dataclass(frozen=True, slots=True)
class _Work:
    """Draws and decodes in the background; a picture of a page is made ready there, not in the window's thread."""

    paper: Paper
    page: int
    side: int

    def __call__(self, _progress: Progress, _stop: Stop) -> _Drawn:
        try:
            drawn = self.paper.draw(self.page, self.side)
        except DeskError as problem:
            trouble = problem.advice or problem.title
            return _Drawn(self.paper.key, self.page, self.side, None, trouble)
        image = QImage.fromData(drawn.data)
        return _Drawn(self.paper.key, self.page, self.side, image, "")


class Pictures(QObject):
    """Pictures of pages, the latest used kept. `arrived` carries key and page when one is there, or cannot be."""

    arrived = Signal(str, int)

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._kept: OrderedDict[tuple[str, int, int], QImage] = OrderedDict()
        self._trouble: dict[tuple[str, int], str] = {}
        self._job: Job | None = None
        self._wanted: tuple[str, int, int] | None = None

    def best(self, key: str, page: int, side: int) -> QImage | None:
        """The picture of this side, else the nearest that there is; None if there is none yet."""
        fitting = [one for one in self._kept if one[:2] == (key, page)]
        if not fitting:
            return None
        chosen = min(fitting, key=lambda one: (one[2] < side, abs(one[2] - side)))
        self._kept.move_to_end(chosen)
        return self._kept[chosen]

    def trouble(self, key: str, page: int) -> str:
        """Why there is no picture of this page; empty if there may be one."""
        return self._trouble.get((key, page), "")

    def want(self, paper: Paper, page: int, side: int) -> None:
        """Let this page be drawn unless it is there or on its way. Only the last wish counts."""
        wish = (paper.key, page, side)
        if wish in self._kept or wish == self._wanted or self.trouble(paper.key, page):
            return
        if self._job is not None:
            self._job.cancel()
        self._wanted = wish
        self._job = self._runner.start(_Work(paper, page, side), lane=Lane.WIDE)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)

    @property
    def size(self) -> int:
        """Bytes of all pictures kept."""
        return sum(one.sizeInBytes() for one in self._kept.values())

    def forget(self) -> None:
        """Keep nothing of what was drawn; what could not be drawn may be tried again."""
        self._kept.clear()
        self._trouble.clear()
        self._wanted = None

    @Slot(object)
    def _on_done(self, drawn: _Drawn) -> None:
        self._job = self._wanted = None
        if drawn.image is None or drawn.image.isNull():
            self._trouble[(drawn.key, drawn.page)] = drawn.trouble or " "
        else:
            self._kept[(drawn.key, drawn.page, drawn.side)] = drawn.image
            while len(self._kept) > 1 and self.size > MOST_BYTES:
                self._kept.popitem(last=False)
        self.arrived.emit(drawn.key, drawn.page)

    @Slot(object)
    def _on_failed(self, _problem: object) -> None:
        self._job = self._wanted = None


def side_for(pixels: float) -> int:
    """The side to draw at so that this many pixels are not enlarged, as far as we draw."""
    return next((one for one in SIDES if one >= pixels), SIDES[-1])
