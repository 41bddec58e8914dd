"""What stands beside the page: its problems in the pane, and the ways back and forward."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from seller_desk.ui.shell.problems import Problems
from seller_desk.ui.shell.ways import ways

if TYPE_CHECKING:
    from seller_desk.ui.shell.main_window import MainWindow


class Beside(QObject):
    """`soon` shows problems in a turn of the event loop of their own: the page itself is what the seller waits for."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._problems = Problems(self)
        self.wanted = self._problems.wanted
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.now)

    def use_frame(self) -> None:
        """The window has another frame."""
        self._problems.use(self._window.frame)

    def soon(self) -> None:
        """Show the ways at once, problems in the next turn."""
        self.show_ways()
        self._soon.start()

    def settled(self) -> bool:
        """Whether what is shown is what there is."""
        return not self._soon.isActive()

    @Slot()
    def now(self) -> None:
        """Show it."""
        self._soon.stop()
        window = self._window
        self._problems.show(
            window.survey, window.flow.here, window.page(), begun=bool(window.context.company_id)
        )
        self.show_ways()

    @Slot()
    def show_ways(self) -> None:
        """The buttons of the bottom bar."""
        window = self._window
        page = window.page()
        shown = ways(
            window.flow,
            window.survey.attention(),
            page_owns_primary=page is not None and page.owns_primary,
        )
        window.bar.show_ways(shown.back, shown.forward, primary=shown.primary)
