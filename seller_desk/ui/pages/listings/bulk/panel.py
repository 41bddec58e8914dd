"""Changing many listings at once: what to do, every row before and after, then a button that names the exact count."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.bulk.selection import Selection
from seller_desk.core.services.listing_bulk import BulkEntry, BulkPlan, BulkRequest
from seller_desk.ui.pages.listings.bulk.changes import ChangesModel
from seller_desk.ui.pages.listings.bulk.form import BulkForm
from seller_desk.ui.pages.listings.bulk.history import BulkHistory
from seller_desk.ui.pages.listings.bulk.work import ApplyBulk, PlanBulk, ReadHistory, UndoBulk
from seller_desk.ui.pages.listings.panels import Catalogue, ListingPanel
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.buttons import primary_button, secondary_button
from seller_desk.ui.widgets.card import Card, Notice, scrolling
from seller_desk.ui.widgets.edits import Choice
from seller_desk.ui.widgets.labels import Label
from seller_desk.ui.widgets.tables import CellDelegate, make_table

_PAUSE_MS = 250
_HISTORY_WIDTH = 220
# Beside less than this the table alone says more.
_ROOM_FOR_HISTORY = 720
_SKU_WIDTH = 168
_TABLE_HEIGHT = 190
_WHICH_WIDTH = 168


class BulkPanel(ListingPanel):
    """Nothing is changed before the seller presses the button with the count."""

    def __init__(self, context: WindowContext, catalogue: Catalogue) -> None:
        super().__init__(context, catalogue)
        self._service = context.desk.listing_bulk
        self._company_id = ""
        self._job: Job | None = None
        self._request: BulkRequest | None = None
        self.plan: BulkPlan | None = None
        self._ticked: list[str] = []
        self._words = ""
        self._entries = 0
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        # Large text in a small window: the panel scrolls rather than cutting words.
        inner = QWidget()
        outer.addWidget(scrolling(inner))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._choices())
        self.notice = Notice("", tone="alarm")
        self.notice.hide()
        column.addWidget(self.notice)
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._preview(), 1)
        self.history = BulkHistory()
        self.history.setFixedWidth(_HISTORY_WIDTH)
        self.history.undo_asked.connect(self._on_undo)
        row.addWidget(self.history)
        column.addWidget(below, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)

    def _choices(self) -> Card:
        card = Card(padding=16)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("Bulk edit"), role="h3"))
        head.addStretch(1)
        self.cancel = secondary_button(_("Cancel"), "", self._on_cancel)
        head.addWidget(self.cancel)
        self.apply = primary_button(_("Change"), "ph.check", self._on_apply)
        head.addWidget(self.apply)
        card.body.addLayout(head)
        self.which = Choice(name=_("Listings to change"))
        self.which.chosen.connect(self._on_changed)
        self.which.setMinimumWidth(_WHICH_WIDTH)
        head.insertWidget(1, self.which)
        self.form = BulkForm()
        self.form.changed.connect(self._on_changed)
        card.body.addWidget(self.form)
        return card

    def _preview(self) -> Card:
        card = Card(padding=16)
        self.counts = Label(role="strong", wrap=True)
        card.body.addWidget(self.counts)
        self.model = ChangesModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        make_table(self.table, name=_("Before and after"), row_height=tokens.TABLE_ROW)
        self.table.setItemDelegate(CellDelegate(self.table))
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.table.setColumnWidth(0, current().px(_SKU_WIDTH))
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card.body.addWidget(self.table, 1)
        card.body.addStretch()
        return card

    def open(self, subject: object = None) -> bool:
        """Begin with what is selected or searched for; `subject` may be a `Selection` to go on with."""
        self._company_id = self.context.need_company()
        rules = self.context.desk.rules()
        mine = self.context.desk.listings.chosen_sites(self._company_id)
        self.form.use_sites([(site, rules.sites[site].name.text()) for site in mine])
        self._ticked, self._words = self.catalogue.chosen_ids(), self.catalogue.words()
        options = [("all", _("All listings"))]
        if self._words:
            options.insert(0, ("words", _("Found: {words}").format(words=self._words)))
        if self._ticked:
            count = len(self._ticked)
            said = ngettext("{n} selected listing", "{n} selected listings", count)
            options.insert(0, ("ticked", said.format(n=count)))
        self.which.set_options(options)
        # One row is always selected, to be seen in the editor: that alone says nothing.
        first = "ticked" if len(self._ticked) > 1 else "words" if self._words else "all"
        self.which.set_current(first)
        self.notice.hide()
        self._look()
        self._read_history()
        return True

    def selection(self) -> Selection:
        """Which listings are meant."""
        which = self.which.current()
        if which == "ticked":
            return Selection(ids=self._ticked)
        return Selection(words=self._words) if which == "words" else Selection()

    @Slot()
    def _on_changed(self) -> None:
        self.apply.setEnabled(False)
        self._pause.start()

    @Slot()
    def _look(self) -> None:
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
        self.plan = None
        self.notice.hide()
        self._show_count(0)
        try:
            operation = self.form.operation()
        except ValueError:
            operation = None
            self._tell(_("This is no number"), _("Write digits with a dot, such as 12.5 or -3."))
        if operation is None:
            self._request = None
            self.model.show([], [])
            self.counts.setText(_("Say what to change: every row is shown here first"))
            return
        self._request = BulkRequest(operations=[operation], selection=self.selection())
        self.counts.setText(_("Looking …"))
        self._start(PlanBulk(self._service, self._company_id, self._request), self._on_planned)

    def _start(self, work: object, on_done: object, title: str = "") -> None:
        lane = Lane.STORE if title else Lane.WIDE
        self._job = self.context.runner.start(work, lane=lane, title=title)  # type: ignore[arg-type]
        self._job.done.connect(on_done)
        self._job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_planned(self, plan: BulkPlan) -> None:
        self._job, self.plan = None, plan
        # A price is shown, the currency that comes with it goes without saying.
        told = [one for one in plan.changes if not one.field.startswith("currency@")]
        self.model.show(told or plan.changes, plan.left)
        words = ngettext("{n} of {all} listing changes", "{n} of {all} listings change", plan.meant)
        said = words.format(n=plan.changed, all=plan.meant)
        if plan.left:
            said += " · " + _("{n} cannot be changed, see the end of the table").format(
                n=len(plan.left)
            )
        self.counts.setText(said)
        self._show_count(plan.changed)

    def _show_count(self, count: int) -> None:
        text = ngettext("Change {n} listing", "Change {n} listings", count).format(n=count)
        self.apply.setText(text if count else _("Change"))
        self.apply.setEnabled(count > 0)

    @Slot()
    def _on_apply(self) -> None:
        if self.plan is None or self._request is None:
            return
        self.apply.setEnabled(False)
        work = ApplyBulk(self._service, self._company_id, self._request, self.plan.changed)
        self._start(work, self._on_applied, _("Bulk edit"))

    @Slot(object)
    def _on_applied(self, entry: BulkEntry) -> None:
        self._job = None
        words = ngettext(
            "{n} listing changed; Ctrl+Z takes it back",
            "{n} listings changed; Ctrl+Z takes it back",
            entry.count,
        )
        self.done.emit(words.format(n=entry.count))

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        self._job = None
        self._show_count(0)
        self.model.show([], [])
        self.counts.setText(_("Nothing is changed like this"))
        if isinstance(problem, DeskError):
            self._tell(problem.title, problem.advice)
        else:
            self._tell(_("The listings could not be changed"), "")

    def _tell(self, title: str, text: str) -> None:
        self.notice.set_text(title, text)
        self.notice.show()

    @Slot()
    def _on_cancel(self) -> None:
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
        self.closed.emit()

    # -- history ---------------------------------------------------------------------------------------

    def _read_history(self) -> None:
        job = self.context.runner.start(ReadHistory(self._service, self._company_id))
        job.done.connect(self._on_history)

    @Slot(object)
    def _on_history(self, entries: list[tuple[BulkEntry, bool]]) -> None:
        self.history.show_entries(entries)
        self._entries = len(entries)
        self._make_room()

    def _make_room(self) -> None:
        self.history.setVisible(self._entries > 0 or self.width() >= _ROOM_FOR_HISTORY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window an empty history gives way."""
        super().resizeEvent(event)
        self._make_room()

    @Slot(object)
    def _on_undo(self, entry: BulkEntry) -> None:
        self.history.undo.setEnabled(False)
        self._start(UndoBulk(self._service, entry), self._on_undone, _("Undo this edit"))

    @Slot(object)
    def _on_undone(self, entry: BulkEntry) -> None:
        self._job = None
        self.history.undo.setEnabled(True)
        words = ngettext("{n} listing as before", "{n} listings as before", entry.count)
        self.done.emit(words.format(n=entry.count))
