"""What must be told above the page: our own mistakes, trouble of the work behind the window, changed rules."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.frame import Frame
from seller_desk.ui.shell.rule_news import RuleNews

if TYPE_CHECKING:
    from seller_desk.ui.shell.main_window import MainWindow


class Alarms(QObject):
    """Outlives the frames in which it tells."""

    def __init__(self, window: "MainWindow", context: WindowContext) -> None:
        super().__init__(window)
        self.rules = RuleNews(context, window)
        window.surveyor.ready.connect(self.rules.start)
        self._frame: Frame | None = None

    def use(self, frame: Frame) -> None:
        """Tell here from now on."""
        self._frame = frame
        self.rules.use(frame)

    @Slot(str)
    def mistake(self, kind: str) -> None:
        """An error that nobody foresaw; `kind` names its class."""
        self._show(
            _("Something went wrong inside Seller Desk ({kind})").format(kind=kind),
            _("Your data is saved. The log says where it happened, without your data."),
        )

    @Slot(object)
    def trouble(self, problem: DeskError) -> None:
        """An error that says itself what it is."""
        self._show(problem.title, problem.advice)

    def _show(self, title: str, text: str) -> None:
        if self._frame is not None:
            self._frame.show_alarm(title, text)
