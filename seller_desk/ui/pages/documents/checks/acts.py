"""What the seller does to the document in view: change, confirm, read, repair, enlarge, replace, remove."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.ui.pages.documents.checks.document_card import DocumentCard
from seller_desk.ui.pages.documents.checks.large import LargeView
from seller_desk.ui.pages.documents.checks.reading import BackgroundReader
from seller_desk.ui.pages.documents.checks.repairing import RepairWindow
from seller_desk.ui.pages.documents.intake import Intake
from seller_desk.ui.pages.documents.work import Shown
from seller_desk.ui.shell.context import WindowContext

# Fixes of findings that are geometry: they open the repair.
REPAIRS = ("turn", "deskew", "straighten", "crop", "split")


class DocumentActs(QObject):
    """Answers the card. `touched` carries the id of a document before everything is shown anew; empty: it is gone."""

    touched = Signal(str)

    def __init__(
        self,
        context: WindowContext,
        card: DocumentCard,
        intake: Intake,
        reader: BackgroundReader,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._card = card
        self._intake = intake
        self._reader = reader
        self._parent = parent
        card.edited.connect(self._on_edited)
        card.confirmed.connect(self._on_confirmed)
        card.replace_wanted.connect(self._on_replace)
        card.remove_wanted.connect(self._on_remove)
        card.repair_wanted.connect(self._on_repair)
        card.large_wanted.connect(self._on_large)
        card.kind_line.taken.connect(self._on_kind_taken)
        card.kind_line.again.connect(self._on_read_again)
        card.kind_line.opened.connect(self._on_password)

    def repair(self, shown: Shown, what: str = "", page: int = 1) -> RepairWindow:
        """Open the repair of this document, with what would help."""
        others = self._context.desk.documents.list(self._context.company_id)
        window = RepairWindow(self._context, shown, others, self._parent)
        window.repaired.connect(self._on_repaired)
        window.begin(what, page)
        window.show()
        return window

    def repair_for(self, finding: Finding) -> None:
        """Open the repair that this finding names, if its document is in view."""
        shown = self._card.shown
        if shown is not None and shown.document.id == finding.subject.id:
            self.repair(shown, finding.fix or "", finding.place.page or 1)

    def enlarge(self, shown: Shown) -> LargeView:
        """This document in a window of its own, where another can stand beside it."""
        window = LargeView(self._context, shown, self._parent)
        window.show()
        return window

    @Slot(str, object)
    def _on_edited(self, field: str, value: object) -> None:
        if self._card.shown is None:
            return
        document = self._card.shown.document
        changes: dict[str, object] = {field: value}
        if field == "long_term" and value:
            changes["valid_until"] = None
        self._context.desk.documents.update(document.id, **changes)
        self._changed(document.id)

    @Slot(object)
    def _on_confirmed(self, values: dict[str, str]) -> None:
        if self._card.shown is None:
            return
        document_id = self._card.shown.document.id
        try:
            self._context.desk.recognition.confirm(document_id, values)
        except DeskError as problem:
            self._intake.on_failed(problem)
            return
        self._changed(document_id)

    @Slot(str)
    def _on_kind_taken(self, kind: str) -> None:
        self._on_edited("kind", kind)

    @Slot()
    def _on_read_again(self) -> None:
        if self._card.shown is not None:
            self._reader.again(self._card.shown.document)

    @Slot(str)
    def _on_password(self, password: str) -> None:
        if self._card.shown is not None:
            self._reader.unlock(self._card.shown.document, password)

    @Slot()
    def _on_repair(self) -> None:
        if self._card.shown is not None:
            self.repair(self._card.shown)

    @Slot(str)
    def _on_repaired(self, document_id: str) -> None:
        self._changed(document_id)
        self._reader.look()

    @Slot()
    def _on_large(self) -> None:
        if self._card.shown is not None:
            self.enlarge(self._card.shown)

    @Slot()
    def _on_replace(self) -> None:
        if self._card.shown is not None:
            self._intake.ask_replacement(self._card.shown.document.id)

    @Slot()
    def _on_remove(self) -> None:
        if self._card.shown is not None:
            self._context.desk.documents.remove(self._card.shown.document.id)
            self._context.say(_("Removed. Ctrl+Z brings it back."))
            self._changed("")

    def _changed(self, document_id: str) -> None:
        self.touched.emit(document_id)
        self._context.changed()
