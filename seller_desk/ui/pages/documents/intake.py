"""Files on their way in: asks for them, lets the work run, tells what became of them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.results import Taken
from seller_desk.ui.pages.documents.work import AddFiles, ReplaceFile
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets import Notice, ProgressCard

_FILTER = "*.jpg *.jpeg *.png *.pdf *.tif *.tiff *.webp *.bmp *.gif *.avif *.heic"
_LINES, _NAMES = 4, 3


class Intake(QObject):
    """`arrived` carries the id of a document that came in or got other content, `added` all documents that did."""

    arrived = Signal(str)
    added = Signal(object)

    def __init__(
        self, context: WindowContext, progress: ProgressCard, notice: Notice, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._progress = progress
        self._notice = notice
        self._adding: Job | None = None

    @Slot()
    def ask_any(self) -> None:
        """Let the seller choose files whose kind is not known yet."""
        self.ask()

    def ask(self, kind: str = "unknown") -> None:
        """Let the seller choose files of this kind."""
        self.add(self._context.ask.files(_("Add documents"), _filters()), kind)

    def add(self, paths: Sequence[Path], kind: str = "unknown") -> None:
        """Take these files and folders in; one batch at a time."""
        context = self._context
        if not paths:
            return
        if self._adding is not None:
            context.say(_("Files are still being added. Add these when that is done."))
            return
        work = AddFiles(context.desk, context.need_company(), tuple(paths), kind)
        self._adding = context.runner.start(work, lane=Lane.STORE, title=_("Adding documents"))
        self._adding.done.connect(self._on_added)
        self._adding.failed.connect(self.on_failed)
        self._adding.cancelled.connect(self._on_cancelled)
        self._adding.finished.connect(self._on_over)
        self._notice.hide()
        self._progress.follow(self._adding)
        self._progress.show()

    def ask_replacement(self, document_id: str) -> None:
        """Let the seller choose other content for a document."""
        path = self._context.ask.file(_("Replace the document"), _filters())
        if path is None:
            return
        work = ReplaceFile(self._context.desk, document_id, path)
        title = _("Replacing a document")
        job = self._context.runner.start(work, lane=Lane.STORE, title=title)
        job.done.connect(self._on_replaced)
        job.failed.connect(self.on_failed)

    @Slot(object)
    def on_failed(self, problem: object) -> None:
        """Known trouble is told on the page; the rest goes to the crash door by itself."""
        if isinstance(problem, DeskError):
            self._notice.set_text(problem.title, problem.advice)
            self._notice.show()

    @Slot()
    def _on_over(self) -> None:
        self._adding = None
        self._progress.hide()

    @Slot()
    def _on_cancelled(self) -> None:
        self._context.say(_("Cancelled. None of these files was added."))

    @Slot(object)
    def _on_added(self, taken: Taken) -> None:
        count = len(taken.added)
        said = ngettext("{n} document added", "{n} documents added", count).format(n=count)
        self._context.say(said)
        lines = [
            _("{name} was not added: {reason}").format(name=path.name, reason=_(reason))
            for path, reason in taken.refused[:_LINES]
        ]
        if (rest := len(taken.refused) - _LINES) > 0:
            lines.append(_("{n} more were not added").format(n=rest))
        if taken.duplicates:
            lines.append(_already([path.name for path, _one in taken.duplicates]))
        if lines:
            self._notice.set_text(said, "\n".join(lines))
            self._notice.show()
        if taken.added:
            self.arrived.emit(taken.added[0].id)
            self.added.emit(taken.added)
            self._context.changed()
        elif taken.duplicates:
            self.arrived.emit(taken.duplicates[0][1].id)

    @Slot(object)
    def _on_replaced(self, document: Document) -> None:
        self.arrived.emit(document.id)
        self.added.emit([document])
        self._context.changed()


def _already(names: list[str]) -> str:
    """Which files were there before: their names as far as these are few."""
    if len(names) == 1:
        return _("{name} is already there").format(name=names[0])
    if len(names) <= _NAMES:
        return _("Already there: {names}").format(names=_(", ").join(names))
    return _("{n} files are already there").format(n=len(names))


def _filters() -> str:
    return _("Pictures and PDFs") + f" ({_FILTER})"
