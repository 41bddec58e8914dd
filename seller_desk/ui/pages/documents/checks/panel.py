"""The tab of requirements and documents: what is asked for, what is there, what is wrong with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.documents.model import Document
from seller_desk.ui.pages.documents.checks.acts import REPAIRS, DocumentActs
from seller_desk.ui.pages.documents.checks.document_card import DocumentCard
from seller_desk.ui.pages.documents.checks.entries import Entry, Loaded, LoadEntries
from seller_desk.ui.pages.documents.checks.reading import BackgroundReader
from seller_desk.ui.pages.documents.checks.rows import EntryList
from seller_desk.ui.pages.documents.intake import Intake
from seller_desk.ui.pages.documents.tools import ToolRow
from seller_desk.ui.pages.documents.work import ReadDocument, Shown
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import Fix, StepPage
from seller_desk.ui.shell.tabbed import Panel
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import Card, DropZone, EmptyState, secondary_button
from seller_desk.ui.widgets.card import scrolling

_OF_DATES = ("expired", "validity_short", "issued_too_long_ago", "too_new")


class ChecksPanel(Panel):
    """List of requirements at the left, the chosen document at the right.

    `intake` takes files in for the whole page, `reader` reads them, `tools` holds the planned day that everything is
    judged on.
    """

    def __init__(
        self,
        context: WindowContext,
        page: StepPage,
        tools: ToolRow,
        intake: Intake,
        reader: BackgroundReader,
    ) -> None:
        super().__init__(context, page)
        self._entries: tuple[Entry, ...] = ()
        self._key = ""
        self._document_id = ""
        self._revealed: Finding | None = None
        self._repairing: Finding | None = None
        self._loading: Job | None = None
        self._reading: Job | None = None
        self.tools = tools
        self.intake = intake
        self.reader = reader
        reader.read.connect(self._on_more_read)
        intake.arrived.connect(self.show_document)
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.CARD_GAP)
        left = Card(padding=0)
        left.setFixedWidth(tokens.LIST_WIDTH)
        self.list = EntryList()
        self.list.chosen.connect(self._on_entry)
        left.body.setSpacing(0)
        nothing = EmptyState(
            _("What the platform asks for is listed here."),
            _("Start an application on the Platforms page."),
            secondary_button(_("Go to Platforms"), "", partial(self.context.go, "platforms")),
        )
        nothing.setContentsMargins(16, 8, 16, 8)
        # Large text in a low window: it scrolls rather than being cut.
        self.no_list = scrolling(nothing)
        left.body.addWidget(self.no_list, 1)
        left.body.addWidget(self.list, 1)
        self.drop = DropZone(_("Drop files or a folder on this page"))
        self.drop.watch(self.page)
        self.drop.dropped.connect(self.intake.add)
        self.drop.clicked.connect(self.intake.ask_any)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 12)
        foot.addWidget(self.drop)
        left.body.addLayout(foot)
        add = secondary_button(_("Add files"), "ph.upload-simple", self.intake.ask_any)
        holder = QWidget()
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self.card = DocumentCard(self.context, holder)
        self.card.document_wanted.connect(self._on_document)
        self.acts = DocumentActs(self.context, self.card, self.intake, self.reader, self)
        self.acts.touched.connect(self._on_touched)
        row.addWidget(left)
        row.addWidget(self.card, 1)

    def refresh(self) -> None:
        """Read everything again, away from the window's thread."""
        if self._loading is not None:
            self._loading.cancel()
        if not self.context.company_id:
            self._show_entries(())
            return
        work = LoadEntries(self.desk, self.context.company_id, self.context.application_id)
        self._loading = self.context.runner.start(work, lane=Lane.WIDE)
        self._loading.done.connect(self._on_loaded)
        self._loading.failed.connect(self.intake.on_failed)

    def reveal(self, finding: Finding) -> None:
        """Choose the row and mark the place."""
        self._revealed = finding
        entry = self._entry_of(finding)
        if entry is None:
            return
        self._choose(entry, finding.subject.id if finding.subject.kind == "document" else "")

    def fixes(self, finding: Finding) -> list[Fix]:
        """Add what is missing, replace what is bad, or move the day."""
        if finding.code in ("document.missing", "document.side_missing"):
            return [(_("Add"), _Act(self._add_for, finding))]
        links: list[Fix] = []
        if finding.fix in REPAIRS and finding.subject.kind == "document":
            links.append((_("Repair"), _Act(self._repair_for, finding)))
        links.append((_("Replace"), _Act(self._replace_for, finding)))
        if finding.code.removeprefix("document.") in _OF_DATES:
            links.append((_("Change date"), _Act(self._change_date, finding)))
        return links

    # -- list -------------------------------------------------------------------------------------

    @Slot(object)
    def _on_loaded(self, loaded: Loaded) -> None:
        self._loading = None
        self._show_entries(loaded.entries)

    def _show_entries(self, entries: tuple[Entry, ...]) -> None:
        self._entries = entries
        bearing = [entry for entry in entries if entry.documents]
        entry = (
            (self._entry_of(self._revealed) if self._revealed else None)
            or self._entry_holding(self._document_id)
            or self._entry(self._key)
            or next((one for one in bearing if one.token == "bad"), None)
            or next(iter(bearing or entries), None)
        )
        self.list.set_entries(entries, entry.key if entry else "")
        self.list.setVisible(bool(entries))
        self.no_list.setVisible(not entries)
        if entry is not None:
            self._choose(entry, self._document_id)
        else:
            self.card.show_nothing()

    def _choose(self, entry: Entry, document_id: str) -> None:
        self._key = entry.key
        self.list.set_current(entry.key)
        document = next((one for one in entry.documents if one.id == document_id), None) or next(
            iter(entry.documents), None
        )
        if document is None:
            self._document_id = ""
            self.card.show_nothing()
            return
        self._document_id = document.id
        self._read(document)

    def _read(self, document: Document) -> None:
        if self._reading is not None:
            self._reading.cancel()
        work = ReadDocument(self.desk, document, self.context.application_id)
        self._reading = self.context.runner.start(work, lane=Lane.WIDE)
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self.intake.on_failed)

    @Slot(str)
    def _on_entry(self, key: str) -> None:
        self._revealed = None
        if (entry := self._entry(key)) is not None:
            self._choose(entry, "")

    @Slot(str)
    def _on_document(self, document_id: str) -> None:
        self._revealed = None
        if (entry := self._entry(self._key)) is not None:
            self._choose(entry, document_id)

    @Slot(object)
    def _on_read(self, shown: Shown) -> None:
        self._reading = None
        entry = self._entry(self._key)
        siblings = entry.documents if entry else ()
        self.card.show_document(shown, siblings, busy=self.reader.busy)
        if self._revealed is not None:
            self.card.point_at(self._revealed)
            editor = self.card.editor(self._revealed.place.field or "")
            if editor is not None:
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._revealed = None
        if (finding := self._repairing) is not None:
            self._repairing = None
            self.acts.repair_for(finding)

    @Slot()
    def _on_more_read(self) -> None:
        """Something more was read: it may be of the document in view."""
        shown = self.card.shown
        if shown is not None and shown.reading is None:
            self._read(shown.document)

    def _entry(self, key: str) -> Entry | None:
        return next((entry for entry in self._entries if entry.key == key), None)

    def _entry_holding(self, document_id: str) -> Entry | None:
        """The row of a document, the one in view first where several show it."""
        if not document_id:
            return None
        holding = [
            entry
            for entry in self._entries
            if any(one.id == document_id for one in entry.documents)
        ]
        return next((one for one in holding if one.key == self._key), next(iter(holding), None))

    def _entry_of(self, finding: Finding) -> Entry | None:
        return self._entry(finding.subject.id) or self._entry_holding(finding.subject.id)

    # -- changes ----------------------------------------------------------------------------------

    def _add_for(self, finding: Finding) -> None:
        entry = self._entry_of(finding)
        self.intake.ask(entry.kinds[0] if entry is not None and entry.kinds else "unknown")

    @Slot(str)
    def show_document(self, document_id: str) -> None:
        """Choose this document and its row."""
        self._document_id = document_id
        self._revealed = None
        if (entry := self._entry_holding(document_id)) is not None:
            self._choose(entry, document_id)

    @Slot(str)
    def _on_touched(self, document_id: str) -> None:
        self._document_id = document_id

    def _repair_for(self, finding: Finding) -> None:
        shown = self.card.shown
        if shown is not None and shown.document.id == finding.subject.id:
            self.acts.repair_for(finding)
            return
        self._repairing = finding
        self.reveal(finding)

    def _replace_for(self, finding: Finding) -> None:
        self.intake.ask_replacement(finding.subject.id)

    def _change_date(self, _finding: Finding) -> None:
        self.tools.planned.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tools.planned.selectAll()


class _Act:
    """A link's act with its finding; holds no widget but the page that shows it."""

    def __init__(self, act: Callable[[Finding], None], finding: Finding) -> None:
        self._act = act
        self._finding = finding

    def __call__(self) -> None:
        self._act(self._finding)
