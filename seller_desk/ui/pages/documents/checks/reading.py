"""Reading in the background: documents that were added or not read yet, one after the other, cancelled at a word."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.reading.model import Kind
from seller_desk.core.services.recognition import Recognised
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext


@dataclass(frozen=True, slots=True)
class _ReadNew:
    """Reads what was not read yet, and `fresh` documents whatever was."""

    desk: Desk
    company_id: str
    fresh: tuple[Document, ...]
    left_out: frozenset[str]

    def __call__(self, progress: Progress, stop: Stop) -> Recognised:
        service = self.desk.recognition
        have = {one.id for one in self.fresh}
        unread = [
            one
            for one in service.unread(self.company_id)
            if one.id not in have and one.sha256 not in self.left_out
        ]
        return service.recognise([*self.fresh, *unread], report=progress, stop=stop)


@dataclass(frozen=True, slots=True)
class _NameKinds:
    desk: Desk
    named: Sequence[tuple[Document, Kind]]

    def __call__(self, _progress: Progress, _stop: Stop) -> Sequence[Document]:
        return self.desk.recognition.name_kinds(self.named)


@dataclass(frozen=True, slots=True)
class _Unlock:
    desk: Desk
    document: Document
    password: str

    def __call__(self, _progress: Progress, stop: Stop) -> Document:
        self.desk.recognition.unlock(self.document, self.password, stop=stop)
        return self.document


def reader_of(context: WindowContext) -> "BackgroundReader":
    """The window's reader: another language or look makes the page anew, and what is being read must not be lost."""
    found = context.findChild(BackgroundReader)
    return found if isinstance(found, BackgroundReader) else BackgroundReader(context, context)


class BackgroundReader(QObject):
    """Reads for the page. `read`: something more is known now; `failed`: known trouble, to be told on the page."""

    read = Signal()
    failed = Signal(object)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self._fresh: list[Document] = []
        # What was tried in this session: cancelled, locked or unreadable. Asked for again only by the seller.
        self._tried: set[str] = set()
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Whether it reads now."""
        return self._job is not None

    def look(self) -> None:
        """Read what is not read yet, unless the seller stopped that."""
        if self._context.company_id and not self._stopped:
            self._start()

    def add(self, documents: Sequence[Document]) -> None:
        """These came in: read them, and name what has no kind."""
        self._fresh += documents
        self._stopped = False
        self._start()

    def again(self, document: Document) -> None:
        """The seller asks for this one."""
        self._tried.discard(document.sha256)
        self.add([document])

    def unlock(self, document: Document, password: str) -> None:
        """Try a password; it is remembered until the program ends."""
        work = _Unlock(self._context.desk, document, password)
        job = self._context.runner.start(work, lane=Lane.READ, title=_("Reading documents"))
        job.outlives_page = True
        job.done.connect(self._on_unlocked)
        job.failed.connect(self.failed)

    def _start(self) -> None:
        if self._job is not None:
            return
        fresh, self._fresh = tuple(self._fresh), []
        if not fresh and not self._waiting():
            return
        work = _ReadNew(self._context.desk, self._context.company_id, fresh, frozenset(self._tried))
        self._job = self._context.runner.start(work, lane=Lane.READ, title=_("Reading documents"))
        self._job.outlives_page = True
        self._job.progress.connect(self._on_progress)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)

    def _waiting(self) -> bool:
        """Whether there is anything unread; a look at names of files only."""
        desk, company = self._context.desk, self._context.company_id
        return any(one.sha256 not in self._tried for one in desk.recognition.unread(company))

    @Slot(int, int, str)
    def _on_progress(self, done: int, _total: int, _what: str) -> None:
        if done:
            self.read.emit()

    @Slot(object)
    def _on_done(self, found: Recognised) -> None:
        self._job = None
        self._tried |= {one.sha256 for one in found.locked}
        desk, company = self._context.desk, self._context.company_id
        if company:
            # What is still unread did not open: it is not tried again and again.
            self._tried |= {
                one.sha256 for one in desk.recognition.unread(company) if one not in self._fresh
            }
        if found.named:
            job = self._context.runner.start(_NameKinds(desk, found.named), lane=Lane.STORE)
            job.done.connect(self._on_named)
            job.failed.connect(self.failed)
        elif found.read:
            count = len(found.read)
            said = ngettext("{n} document read", "{n} documents read", count).format(n=count)
            self._context.say(said)
        self.read.emit()
        if self._fresh:
            self._start()

    @Slot(object)
    def _on_named(self, changed: Sequence[Document]) -> None:
        if len(changed) == 1:
            said = _("{name}: {kind}").format(name=changed[0].name, kind=kind_name(changed[0].kind))
        else:
            count = len(changed)
            said = ngettext("{n} document recognised", "{n} documents recognised", count).format(
                n=count
            )
        self._context.say(said)
        self._context.changed()

    @Slot(object)
    def _on_unlocked(self, document: Document) -> None:
        self._tried.discard(document.sha256)
        self.add([document])
        self.read.emit()

    @Slot(object)
    def _on_failed(self, problem: object) -> None:
        self._job = None
        self._stopped = True
        if isinstance(problem, DeskError):
            self.failed.emit(problem)

    @Slot()
    def _on_cancelled(self) -> None:
        self._job = None
        self._stopped = True
        self._context.say(_("Reading stopped. What was read by then is kept."))
        self.read.emit()
