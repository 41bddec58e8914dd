"""Makes the window anew in another language or look, a piece at a time, so that it answers in between.

A style sheet is applied to every widget that lives, hidden pages included, which takes seconds in a window that was
used for a while. So the old pages and the old frame go first, then the look changes, then the new ones are made. The
screen keeps the old picture until the new one is whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Slot

from seller_desk.core.base.language import use_language
from seller_desk.ui.manners import window_works

if TYPE_CHECKING:
    from seller_desk.ui.shell.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes different; None stays."""

    language: str | None = None
    mode: str | None = None
    scale: float | None = None


class Remake(QObject):
    """`start` works in slices, `now` at once. A change that is wished for meanwhile follows."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._steps: Iterator[None] | None = None
        self._waiting: list[Change] = []
        self._slice = QTimer(self)
        self._slice.setSingleShot(True)
        self._slice.setInterval(0)
        self._slice.timeout.connect(self._on_slice)
        # The system turns dark or light while the window is open: painted icons have to follow, too.
        window.context.theme.applies_itself = False
        window.context.theme.system_changed.connect(self._on_system)

    @property
    def busy(self) -> bool:
        """Whether the window is being made anew."""
        return self._steps is not None or bool(self._waiting)

    def start(self, change: Change) -> None:
        """Make it anew, a slice in each turn of the event loop."""
        self._waiting.append(change)
        if not self._slice.isActive():
            self._slice.start()

    def now(self, change: Change) -> None:
        """Make it anew before this returns."""
        self._waiting.append(change)
        while self._step():
            pass

    def stop(self) -> None:
        """The window closes."""
        self._slice.stop()
        self._waiting.clear()
        self._steps = None

    @Slot()
    def _on_slice(self) -> None:
        if self._step():
            self._slice.start()

    @Slot()
    def _on_system(self) -> None:
        self.start(Change(mode="system"))

    def _step(self) -> bool:
        """One piece; whether there is more to do."""
        if self._steps is None:
            if not self._waiting:
                return False
            self._steps = self._pieces(self._waiting.pop(0))
        window_works()
        if next(self._steps, self) is self:
            self._steps = None
        return self._steps is not None or bool(self._waiting)

    def _pieces(self, change: Change) -> Iterator[None]:
        window = self._window
        window.end_typing()
        window.setUpdatesEnabled(False)
        try:
            yield
            window.orphans.take()
            carried = {page.step: page.carry() for page in window.pages.values()}
            window.context.carried.update({step: one for step, one in carried.items() if one})
            # Deleted here and now: nothing of them is at work in a turn of our own.
            while window.pages:
                shiboken6.delete(window.pages.popitem()[1])
                yield
            # Not taken out first: that would style it once more. No turn of the event loop until the new frame is
            # there: answers of jobs, messages and keys reach for the window's parts at any time.
            if (old := window.centralWidget()) is not None:
                shiboken6.delete(old)
            self._apply(change)
            window.make_frame()
            yield
            window.enter_here()
            yield
            self._tell(change)
        finally:
            window.setUpdatesEnabled(True)

    def _apply(self, change: Change) -> None:
        if change.language is not None:
            use_language(change.language)
        if change != Change():
            self._window.context.theme.use(
                mode=change.mode, scale=change.scale, language=change.language
            )

    def _tell(self, change: Change) -> None:
        window = self._window
        window.rail.show_survey(window.survey)
        if change.language is not None:
            window.surveyor.start()
            window.context.language_changed.emit()
        if change.mode is not None or change.scale is not None:
            window.context.theme_changed.emit()
