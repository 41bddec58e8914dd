"""Importing a sheet, on the page itself: what was found in it, which column is which field, row errors, then take it."""

from dataclasses import replace
from itertools import islice

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.importers.columns import presets
from seller_desk.core.services.listing_imports import ImportReport, ImportRequest
from seller_desk.ui.pages.listings.field_options import field_options, in_cell
from seller_desk.ui.pages.listings.panels import Catalogue, ListingPanel
from seller_desk.ui.pages.listings.work import LookAtFile, TakeFile
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import primary_button, secondary_button
from seller_desk.ui.widgets.card import Card, Notice
from seller_desk.ui.widgets.edits import Choice
from seller_desk.ui.widgets.field import FieldRow
from seller_desk.ui.widgets.labels import Label
from seller_desk.ui.widgets.progress import ProgressCard
from seller_desk.ui.widgets.tables import make_table

_ENCODINGS = ("utf-8", "gb18030", "utf-16", "cp1252")
_SHEETS = "(*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods)"
_SHOWN_ROWS = 200
_SAMPLE_ROWS = 3
_MAPPING_ROW = 44


class ImportPanel(ListingPanel):
    """One file at a time; it opens with an `ImportRequest`, or asks for a file."""

    def __init__(self, context: WindowContext, catalogue: Catalogue) -> None:
        super().__init__(context, catalogue)
        self._service, self._runner = context.desk.listings, context.runner
        self._company_id = ""
        self.request: ImportRequest | None = None
        self.report: ImportReport | None = None
        self.job: Job | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._file_card())
        self.notices = {tone: Notice("", tone=tone) for tone in ("alarm", "caution")}
        for notice in self.notices.values():
            notice.hide()
            column.addWidget(notice)
        self.progress = ProgressCard(_("Reading the sheet"))
        self.progress.hide()
        column.addWidget(self.progress)
        self.details = QWidget()
        row = QHBoxLayout(self.details)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._mapping_card(), 3)
        row.addWidget(self._rows_card(), 2)
        column.addWidget(self.details, 1)

    def _file_card(self) -> Card:
        card = Card(padding=16)
        head = QHBoxLayout()
        head.setSpacing(12)
        self._name = Label(role="h3")
        head.addWidget(self._name)
        self._facts = Label(role="caption", token="text2", wrap=True)
        head.addWidget(self._facts, 1)
        self.cancel = secondary_button(_("Cancel"), "", self._on_cancel)
        head.addWidget(self.cancel)
        self.take = primary_button(_("Import"), "ph.download-simple", self._on_take)
        head.addWidget(self.take)
        card.body.addLayout(head)
        choices = QHBoxLayout()
        choices.setSpacing(12)
        self.encoding = Choice(name=_("Encoding"))
        self.sheet = Choice(name=_("Sheet"))
        self.preset = Choice(
            [("", _("By the headers")), *((name, name) for name in presets())], name=_("Mapping")
        )
        self._encoding_row = FieldRow(_("Encoding"), self.encoding)
        self._sheet_row = FieldRow(_("Sheet"), self.sheet)
        for choice in (self.encoding, self.sheet, self.preset):
            choice.chosen.connect(self._on_choice)
        choices.addWidget(self._encoding_row, 1)
        choices.addWidget(self._sheet_row, 1)
        choices.addWidget(FieldRow(_("Mapping"), self.preset), 1)
        choices.addStretch(1)
        card.body.addLayout(choices)
        return card

    def _mapping_card(self) -> Card:
        card = Card(_("Which column is which field"), padding=16)
        self.mapping = QTableWidget(0, 3)
        make_table(self.mapping, name=_("Columns of the file"), row_height=tokens.ROW)
        self.mapping.setHorizontalHeaderLabels([_("Column"), _("First values"), _("Field")])
        header = self.mapping.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.mapping.setColumnWidth(0, 120)
        self.mapping.setColumnWidth(2, 160)
        self.mapping.verticalHeader().setDefaultSectionSize(_MAPPING_ROW)
        card.body.addWidget(self.mapping, 1)
        return card

    def _rows_card(self) -> Card:
        card = Card(_("Rows"), padding=16)
        self.counts = Label(role="strong", wrap=True)
        card.body.addWidget(self.counts)
        self.rejected = QTableWidget(0, 2)
        make_table(self.rejected, name=_("Rows that cannot be taken"), row_height=tokens.ROW)
        self.rejected.setHorizontalHeaderLabels([_("Row"), _("Reason")])
        self.rejected.horizontalHeader().setStretchLastSection(True)
        self.rejected.setColumnWidth(0, 64)
        self.rejected.setWordWrap(True)
        card.body.addWidget(self.rejected, 100)
        self._more = Label(role="caption", token="text2", wrap=True)
        card.body.addWidget(self._more)
        # Takes the room while no row was rejected.
        card.body.addStretch(1)
        return card

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
        self._name.setText(request.path.name)
        self._facts.setText("")
        for choice in (self.encoding, self.sheet):
            choice.set_options([])
        self.preset.set_current(request.preset)
        self._look(request)
        return True

    def carry(self) -> object:
        """The file and what was decided about it; None once it is being taken (such work has a title)."""
        return None if self.job is not None and self.job.title else self.request

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

    def _on_take(self) -> None:
        if self.request is None:
            return
        work = TakeFile(self._service, self._company_id, self.request)
        title = _("Import {name}").format(name=self.request.path.name)
        self._begin(self._runner.start(work, lane=Lane.STORE, title=title), self._on_taken)

    def _on_cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()
        self.closed.emit()

    @Slot(str)
    def _on_choice(self, _chosen: str) -> None:
        if self.request is not None:
            self._look(
                replace(
                    self.request,
                    encoding=self.encoding.current(),
                    sheet=self.sheet.current(),
                    preset=self.preset.current(),
                    mapping=None,
                )
            )

    @Slot(object)
    def _on_looked(self, report: ImportReport) -> None:
        self.job, self.report = None, report
        self.progress.hide()
        self.details.show()
        sheet, outcome = report.sheet, report.outcome
        facts = [sheet.file.format.upper(), sheet.file.encoding.upper(), sheet.name]
        facts.append(_("header in row {n}").format(n=sheet.header_row))
        self._facts.setText(" · ".join(fact for fact in facts if fact))
        self._encoding_row.setVisible(bool(sheet.file.encoding))
        known = dict.fromkeys([sheet.file.encoding, *_ENCODINGS])
        self.encoding.set_options([(name, name.upper()) for name in known if name])
        self.encoding.set_current(sheet.file.encoding)
        self._sheet_row.setVisible(len(sheet.file.names) > 1)
        self.sheet.set_options([(name, name) for name in sheet.file.names])
        self.sheet.set_current(sheet.name)
        if sheet.file.unsure:
            self._say(
                "caution",
                _("The encoding is a guess"),
                _("Look at the values below. If they read wrong, choose another encoding."),
            )
        self._fill_mapping(report)
        self._fill_rows(report)
        has_sku = any(column.field == "sku" for column in report.columns)
        self.take.setEnabled(has_sku and outcome.taken > 0)
        self.take.setText(
            ngettext("Import {n} row", "Import {n} rows", outcome.taken).format(n=outcome.taken)
        )
        if not has_sku:
            self._say(
                "alarm",
                _("No column holds the SKU"),
                _("Choose “SKU” as the field of the column that holds it."),
            )

    def _fill_mapping(self, report: ImportReport) -> None:
        samples = [row.cells for row in islice(report.sheet.rows(), _SAMPLE_ROWS)]
        options = field_options([column.field for column in report.columns])
        self.mapping.setRowCount(len(report.columns))
        for place, column in enumerate(report.columns):
            values = [cells[column.index] for cells in samples if column.index < len(cells)]
            shown = " | ".join(" ".join(value.split())[:40] for value in values if value.strip())
            self.mapping.setItem(place, 0, QTableWidgetItem(column.header))
            self.mapping.setItem(place, 1, QTableWidgetItem(shown))
            choice = Choice(options, name=_("Field of column {name}").format(name=column.header))
            choice.set_current(column.field)
            choice.setProperty("header", column.header)
            choice.chosen.connect(self._on_field)
            self.mapping.setCellWidget(place, 2, in_cell(choice))

    def _fill_rows(self, report: ImportReport) -> None:
        outcome = report.outcome
        self.counts.setText(
            _("{read} rows: {new} new, {updated} updated, {rejected} not taken").format(
                read=outcome.read,
                new=outcome.new,
                updated=outcome.updated,
                rejected=len(outcome.rejected),
            )
        )
        shown = outcome.rejected[:_SHOWN_ROWS]
        self.rejected.setRowCount(len(shown))
        for place, problem in enumerate(shown):
            number = QTableWidgetItem(str(problem.row))
            number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.rejected.setItem(place, 0, number)
            reason = QTableWidgetItem(problem.text())
            reason.setToolTip(problem.text())
            self.rejected.setItem(place, 1, reason)
        self.rejected.setVisible(bool(shown))
        rest = len(outcome.rejected) - len(shown)
        self._more.setText(
            _("And {n} more").format(n=rest)
            if rest > 0
            else _("Blank cells leave alone what is there; a known SKU is updated.")
        )

    @Slot(str)
    def _on_field(self, field: str) -> None:
        choice = self.sender()
        if self.request is None or self.report is None or not isinstance(choice, Choice):
            return
        header = str(choice.property("header"))
        mapping = {
            column.header: column.field
            for column in self.report.columns
            if column.header and (column.field != field or not field)
        }
        mapping[header] = field
        self._look(replace(self.request, mapping=mapping))

    @Slot(object)
    def _on_taken(self, report: ImportReport) -> None:
        self.job = None
        self.progress.hide()
        self.done.emit(
            _("{taken} rows imported, {rejected} not taken").format(
                taken=report.outcome.taken, rejected=len(report.rejected)
            )
        )

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        self.job = None
        self.progress.hide()
        self.details.setVisible(self.report is not None)
        if isinstance(problem, DeskError):
            self._say("alarm", problem.title, problem.advice)
        else:
            self._say("alarm", _("The file could not be read"), _("Nothing was imported."))

    def _say(self, tone: str, title: str, text: str) -> None:
        self.notices[tone].set_text(title, text)
        self.notices[tone].show()
