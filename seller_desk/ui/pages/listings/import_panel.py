"""Importing a sheet, on the page itself: what was found in it, which column is which field, row errors, then take it."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.importers.fix_file import fix_ending
from seller_desk.core.listings.importers.sheets import TooManyRows
from seller_desk.core.services.listing_imports import ImportReport, ImportRequest
from seller_desk.ui.pages.listings.import_head import ImportHead
from seller_desk.ui.pages.listings.import_mapping import ImportMapping
from seller_desk.ui.pages.listings.import_rows import ImportRows
from seller_desk.ui.pages.listings.import_work import ForgetMapping, WriteFixes
from seller_desk.ui.pages.listings.panels import Catalogue, ListingPanel
from seller_desk.ui.pages.listings.work import LookAtFile, TakeFile
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.buttons import link_button
from seller_desk.ui.widgets.card import Notice, scrolling
from seller_desk.ui.widgets.progress import ProgressCard

_SHEETS = "(*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.xml)"
_DETAILS_HEIGHT = 340


class ImportPanel(ListingPanel):
    """One file at a time; it opens with an `ImportRequest`, or asks for a file."""

    def __init__(self, context: WindowContext, catalogue: Catalogue) -> None:
        super().__init__(context, catalogue)
        self._service, self._runner = context.desk.listings, context.runner
        self._company_id = ""
        self.request: ImportRequest | None = None
        self.report: ImportReport | None = None
        self.job: Job | None = None
        # What to say of rows that were taken already, while those that were not can still be saved.
        self._taken = ""
        # In a low window the panel scrolls: rows need a few lines to be read.
        content = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content))
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.head = ImportHead()
        self.head.changed.connect(self._look)
        self.cancel, self.take = self.head.cancel, self.head.take
        self.encoding, self.sheet, self.preset = (
            self.head.encoding,
            self.head.sheet,
            self.head.preset,
        )
        self.cancel.clicked.connect(self._on_cancel)
        self.take.clicked.connect(self._on_take)
        column.addWidget(self.head)
        self.notices = {tone: Notice("", tone=tone) for tone in ("alarm", "caution", "notice")}
        self._part = link_button("", self._on_part)
        self.notices["alarm"].links.addWidget(self._part)
        self._forget = link_button(_("Forget it"), self._on_forget)
        self.notices["notice"].links.addWidget(self._forget)
        for notice in self.notices.values():
            notice.hide()
            column.addWidget(notice)
        self.progress = ProgressCard(_("Reading the sheet"))
        self.progress.hide()
        column.addWidget(self.progress)
        self.details = QWidget()
        self.details.setMinimumHeight(_DETAILS_HEIGHT)
        row = QHBoxLayout(self.details)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.columns = ImportMapping(self.head.preset)
        self.columns.changed.connect(self._on_mapping)
        self.mapping = self.columns.table
        self.rows = ImportRows()
        self.rows.save.clicked.connect(self._on_save)
        self.rejected = self.rows.rejected
        row.addWidget(self.columns, 4)
        row.addWidget(self.rows, 3)
        column.addWidget(self.details, 1)
        column.addStretch(0)

    def open(self, subject: object = None) -> bool:
        """Look at a file; nothing is kept before the seller says so."""
        request = subject
        if not isinstance(request, ImportRequest):
            path = self.context.ask.file(_("Import a sheet"), _("Sheets") + f" {_SHEETS}")
            if path is None:
                return False
            request = ImportRequest(path=path)
        self._company_id = self.context.need_company()
        self.report = None
        self._taken = ""
        self.cancel.setText(_("Cancel"))
        for needed in (self.take, self.columns, self.head.choices):
            needed.show()
        self.head.begin(
            request, [(one, one) for one in self._service.chosen_sites(self._company_id)]
        )
        self._look(request)
        return True

    def carry(self) -> object:
        """The file and what was decided about it; None once it is being taken (such work has a title) or was taken."""
        busy = self.job is not None and bool(self.job.title)
        return None if busy or self._taken else self.request

    @Slot(object)
    def _look(self, request: ImportRequest) -> None:
        self.request = request
        self._begin(
            self._runner.start(LookAtFile(self._service, self._company_id, request)),
            self._on_looked,
        )

    def _begin(self, job: Job, on_done: object) -> None:
        if self.job is not None:
            self.job.cancel()
        self.job = job
        for notice in self.notices.values():
            notice.hide()
        self.take.setEnabled(False)
        self.details.hide()
        self.progress.show()
        self.progress.follow(job)
        job.done.connect(on_done)
        job.failed.connect(self._on_failed)

    @Slot()
    def _on_take(self) -> None:
        if self.request is None:
            return
        work = TakeFile(self._service, self._company_id, self.request)
        title = _("Import {name}").format(name=self.request.path.name)
        self._begin(self._runner.start(work, lane=Lane.STORE, title=title), self._on_taken)

    @Slot()
    def _on_cancel(self) -> None:
        self._let_go()
        if self._taken:
            self.done.emit(self._taken)
            return
        if self.job is not None:
            self.job.cancel()
        self.closed.emit()

    def _let_go(self) -> None:
        """A workbook lies in memory as long as somebody holds what was found in it."""
        self.report = None
        self.columns.let_go()

    @Slot(dict)
    def _on_mapping(self, mapping: dict[str, str]) -> None:
        if self.request is not None:
            self._look(replace(self.request, mapping=mapping))

    @Slot(object)
    def _on_looked(self, report: ImportReport) -> None:
        self.job, self.report = None, report
        assert self.request is not None
        self.progress.hide()
        self.details.show()
        self.head.show_report(self.request, report)
        self.columns.show_report(report)
        self.rows.show_report(report)
        if report.sheet.file.unsure:
            self._say(
                "caution",
                _("The encoding is a guess"),
                _("Look at the values below. If they read wrong, choose another encoding."),
            )
        if report.kept:
            self._say(
                "notice",
                _("The fields are those of last time"),
                _("You chose them for a sheet with these columns."),
            )
        taken = report.outcome.taken
        has_sku = any(column.field == "sku" for column in report.columns)
        self.take.setEnabled(has_sku and taken > 0)
        self.take.setText(ngettext("Import {n} row", "Import {n} rows", taken).format(n=taken))
        if not has_sku:
            self._say(
                "alarm",
                _("No column holds the SKU"),
                _("Choose “SKU” as the field of the column that holds it."),
            )

    @Slot(object)
    def _on_taken(self, report: ImportReport) -> None:
        self.job = None
        self.progress.hide()
        self._taken = _("{taken} rows imported, {rejected} not taken").format(
            taken=report.outcome.taken, rejected=len(report.rejected)
        )
        if not report.rejected:
            self._let_go()
            self.done.emit(self._taken)
            return
        # The rest can be saved for mending before the table comes back.
        self.report = report
        self.rows.show_report(report)
        self.details.show()
        for done in (self.take, self.columns, self.head.choices):
            done.hide()
        self.cancel.setText(_("Close"))
        self._say(
            "caution",
            self._taken,
            _(
                "Save the rest as a file: the reason stands beside each row. Undo takes all of it back."
            ),
        )

    @Slot()
    def _on_save(self) -> None:
        if self.report is None:
            return
        ending = fix_ending(self.report.sheet)
        name = _("{name} to mend").format(name=self.report.sheet.file.path.stem) + ending
        target = self.context.ask.save(_("Save the rows to mend"), name, f"(*{ending})")
        if target is None:
            return
        work = WriteFixes(self._service, self._company_id, self.report, target)
        job = self._runner.start(work, lane=Lane.STORE, title=_("Save the rows to mend"))
        job.done.connect(self._on_saved)
        job.failed.connect(self._on_not_saved)

    @Slot(object)
    def _on_saved(self, count: int) -> None:
        self.said.emit(
            ngettext("{n} row saved to mend", "{n} rows saved to mend", count).format(n=count)
        )

    @Slot(object)
    def _on_not_saved(self, problem: Exception) -> None:
        title = problem.title if isinstance(problem, DeskError) else _("The file was not written")
        self._say("alarm", title, problem.advice if isinstance(problem, DeskError) else "")

    @Slot()
    def _on_forget(self) -> None:
        if self.report is None or self.request is None:
            return
        job = self._runner.start(ForgetMapping(self._service, self.report), lane=Lane.STORE)
        job.done.connect(self._on_forgotten)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_forgotten(self, _nothing: object) -> None:
        if self.request is not None:
            self._look(replace(self.request, mapping=None))

    @Slot()
    def _on_part(self) -> None:
        rows = self._part.property("rows")
        if self.request is not None and rows:
            first, _dash, last = str(rows).partition("-")
            self._look(replace(self.request, rows=(int(first), int(last))))

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        self.job = None
        self.progress.hide()
        self.details.setVisible(self.report is not None)
        if isinstance(problem, DeskError):
            self._say("alarm", problem.title, problem.advice)
        else:
            self._say("alarm", _("The file could not be read"), _("Nothing was imported."))
        part = problem.part if isinstance(problem, TooManyRows) else None
        self._part.setVisible(part is not None)
        if part is not None:
            self._part.setProperty("rows", f"{part[0]}-{part[1]}")
            self._part.setText(_("Take rows {first} to {last}").format(first=part[0], last=part[1]))

    def _say(self, tone: str, title: str, text: str) -> None:
        self._part.hide()
        self.notices[tone].set_text(title, text)
        self.notices[tone].show()
