"""What the middle of the bottom bar says: work that runs, what a page said, or when it was saved."""

from datetime import datetime

from PySide6.QtCore import QObject, Slot

from seller_desk.core.base.language import _
from seller_desk.ui.shell.bottom_bar import BottomBar
from seller_desk.ui.shell.context import WindowContext


class StatusLine(QObject):
    """Outlives the bars that it speaks through, which are made anew with language and look."""

    def __init__(self, context: WindowContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._bar: BottomBar | None = None
        self._saved_at = ""
        context.said.connect(self._on_said)
        context.committed.connect(self._on_committed)
        context.runner.busy_changed.connect(self._on_busy)

    def use(self, bar: BottomBar) -> None:
        """Speak through this bar from now on."""
        self._bar = bar
        self._show_saved()
        self._on_busy()

    @Slot(str)
    def _on_said(self, text: str) -> None:
        if self._bar is not None:
            self._bar.show_message(text)

    @Slot()
    def _on_committed(self) -> None:
        self._saved_at = f"{datetime.now().astimezone():%H:%M}"
        self._show_saved()

    @Slot()
    def _on_busy(self) -> None:
        running = self._context.runner.running()
        if self._bar is not None:
            self._bar.show_job(running[0] if running else None)

    def _show_saved(self) -> None:
        if self._bar is None:
            return
        if self._saved_at:
            self._bar.show_saved(_("Saved {time}").format(time=self._saved_at))
        elif self._context.company_id:
            self._bar.show_saved(_("Everything is saved"))
