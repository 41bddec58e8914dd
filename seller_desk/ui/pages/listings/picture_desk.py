"""What the pictures beside the table ask for: files taken in, a look in the background, the fix panel, the original back."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.listings.model import Listing
from seller_desk.ui.pages.listings.editor import Editor
from seller_desk.ui.pages.listings.picture_work import (
    LookAtPictures,
    PictureSubject,
    PutBack,
    TakePictures,
)
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext

FILES = "(*.jpg *.jpeg *.png *.gif *.tif *.tiff *.webp *.bmp *.avif *.mp4 *.mov *.m4v *.3gp)"
# A look takes a moment and a process: only at a listing that the seller stays at.
LOOK_AFTER_MS = 3000


class PictureDesk(QObject):
    """Works for the editor of the page; made once. `panel_asked` wants a panel to be opened on a subject."""

    panel_asked = Signal(str, object)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._editor: Editor | None = None
        self._look: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(LOOK_AFTER_MS)
        self._pause.timeout.connect(self.look)

    def attach(self, editor: Editor) -> None:
        """Serve this editor from now on."""
        self._editor = editor
        editor.pictures.add_asked.connect(self._on_add)
        editor.pictures.fix_asked.connect(self._on_fix)
        editor.pictures.original_asked.connect(self._on_original)

    def shown(self, listing: Listing) -> None:
        """The editor shows this listing now: look at its pictures in a while, if nobody did."""
        self._pause.stop()
        if listing.images and self._context.desk.pictures.unlooked(listing):
            self._pause.start()

    def _listing(self) -> Listing | None:
        return self._editor.listing if self._editor is not None else None

    @Slot()
    def look(self) -> None:
        """Look at the pictures of the listing in the editor that nobody looked at, in the background."""
        listing = self._listing()
        if listing is None or self._look is not None or self._editor is None:
            return
        if not self._editor.isVisible():
            return
        self._look = self._context.runner.start(
            LookAtPictures(self._context.desk.pictures, listing.id)
        )
        self._look.done.connect(self._on_looked)
        self._look.failed.connect(self._on_look_failed)

    @Slot(object)
    def _on_looked(self, listing: Listing | None) -> None:
        self._look = None
        if listing is not None:
            self._context.changed()

    @Slot(object)
    def _on_look_failed(self, _problem: Exception) -> None:
        # The look comes again with the listing; the pictures stay as they are.
        self._look = None

    @Slot()
    def _on_add(self) -> None:
        listing = self._listing()
        files = self._context.ask.files(_("Add pictures"), _("Pictures and videos") + f" {FILES}")
        if files and listing is not None:
            work = TakePictures(self._context.desk.pictures, listing.id, files)
            job = self._context.runner.start(work, lane=Lane.STORE, title=_("Measuring pictures"))
            job.done.connect(self._on_changed)
            job.failed.connect(self._on_failed)

    @Slot(int)
    def _on_fix(self, number: int) -> None:
        listing, editor = self._listing(), self._editor
        if listing is None or editor is None:
            return
        side = editor.side()
        if side is None:
            self._context.say(_("Choose a site for this company first"))
            return
        self.panel_asked.emit(
            "picture-fix", PictureSubject(listing.id, number, side.site, side.name)
        )

    @Slot(int)
    def _on_original(self, number: int) -> None:
        listing = self._listing()
        if listing is not None:
            work = PutBack(self._context.desk.pictures, listing.id, number)
            job = self._context.runner.start(work, lane=Lane.STORE)
            job.done.connect(self._on_changed)
            job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_changed(self, _listing: object) -> None:
        self._context.changed()

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, DeskError):
            self._context.say(f"{problem.title} {problem.advice}".strip())
