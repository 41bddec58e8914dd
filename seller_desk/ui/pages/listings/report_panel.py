"""A platform's report read back: what it said of each listing, the way to the field, the failing ones written anew."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QVBoxLayout

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.wording import wording
from seller_desk.core.listings.exporters.result import PROOFS, ExportResult
from seller_desk.core.listings.fields import field_label
from seller_desk.core.services.listing_exports import FORMATS, ExportRequest
from seller_desk.core.services.listing_reports import ReadBack
from seller_desk.ui.pages.listings.import_work import ReadReport, WriteFailing
from seller_desk.ui.pages.listings.panels import Catalogue, ListingPanel
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import primary_button, secondary_button
from seller_desk.ui.widgets.card import Card, Notice
from seller_desk.ui.widgets.labels import Label
from seller_desk.ui.widgets.progress import ProgressCard
from seller_desk.ui.widgets.tables import Cell, cell_data, make_table

Index = QModelIndex | QPersistentModelIndex
_REPORTS = "(*.txt *.csv *.tsv *.xlsx *.xlsm *.json)"
_TEMPLATES = "(*.txt *.xlsx *.xlsm)"


class ReportModel(QAbstractTableModel):
    """What was said, worst first: listing with code, the platform's words, the field."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[Finding] = ()

    def show(self, found: Sequence[Finding]) -> None:
        """Another report."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def finding(self, row: int) -> Finding | None:
        """What this row says."""
        return self._found[row] if 0 <= row < len(self._found) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as were said."""
        return len(self._found)

    def columnCount(self, parent: Index | None = None) -> int:
        """Listing, words, field."""
        return 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Listing"), _("What the platform says"), _("Field"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        one = self.finding(index.row())
        if one is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording(one).sentence
        return cell_data(self._cell(one, index.column()), role)

    def _cell(self, one: Finding, column: int) -> Cell:
        if column == 0:
            icon, token = tokens.STATE_ICONS[one.severity.value]
            caption = "" if one.subject.id else _("not in this list")
            return Cell(one.subject.label, caption=caption, icon=icon, icon_token=token)
        if column == 1:
            said = wording(one)
            code = str(one.measured or "")
            return Cell(one.detail or said.title, caption=code if one.detail else said.detail)
        field = one.place.field or ""
        row = _("row {n}").format(n=one.place.row) if one.place.row else ""
        label = _(field_label(field)) if field and not field.startswith("attributes.") else ""
        return Cell(label or field.partition(".")[2] or "-", caption=row)


class ReportPanel(ListingPanel):
    """One report at a time; it opens with a file, or asks for one."""

    def __init__(self, context: WindowContext, catalogue: Catalogue) -> None:
        super().__init__(context, catalogue)
        self._service = context.desk.listing_reports
        self.path: Path | None = None
        self.back: ReadBack | None = None
        self.job: Job | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._head())
        self.alarm = Notice("", tone="alarm")
        self.alarm.hide()
        column.addWidget(self.alarm)
        self.progress = ProgressCard(_("Reading the report"))
        self.progress.hide()
        column.addWidget(self.progress)
        self.card = Card(padding=16)
        self.counts = Label(role="strong", wrap=True)
        self.card.body.addWidget(self.counts)
        self.model = ReportModel()
        self.view = QTableView()
        self.view.setModel(self.model)
        make_table(self.view, name=_("What the platform said"))
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.view.setColumnWidth(0, 190)
        self.view.setColumnWidth(2, 130)
        self.view.activated.connect(self._on_activated)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.card.body.addWidget(self.view, 1)
        foot = QHBoxLayout()
        self.note = Label(role="caption", token="text2", wrap=True)
        foot.addWidget(self.note, 1)
        self.jump = secondary_button(_("Go to the field"), "ph.arrow-right", self._on_jump)
        foot.addWidget(self.jump)
        self.card.body.addLayout(foot)
        column.addWidget(self.card, 1)
        column.addStretch(0)

    def _head(self) -> Card:
        card = Card(padding=16)
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = Label(role="h3")
        self.facts = Label(role="caption", token="text2", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.facts)
        row.addLayout(words, 1)
        self.close_button = secondary_button(_("Close"), "", self._on_close)
        self.write = primary_button(_("Write the failing ones again"), "ph.export", self._on_write)
        row.addWidget(self.close_button)
        row.addWidget(self.write)
        card.body.addLayout(row)
        return card

    def open(self, subject: object = None) -> bool:
        """Read a report; nothing is kept or changed."""
        path = subject
        if not isinstance(path, Path):
            path = self.context.ask.file(_("Read a report"), _("Reports") + f" {_REPORTS}")
            if path is None:
                return False
        self.path, self.back = path, None
        self.title.setText(path.name)
        self.facts.setText("")
        self.alarm.hide()
        self.card.hide()
        self.write.setEnabled(False)
        self._begin(
            self.context.runner.start(ReadReport(self._service, self.context.need_company(), path))
        )
        return True

    def carry(self) -> object:
        """The file that is in view."""
        return self.path

    def _begin(self, job: Job) -> None:
        if self.job is not None:
            self.job.cancel()
        self.job = job
        self.progress.show()
        self.progress.follow(job)
        job.done.connect(self._on_read)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_read(self, back: ReadBack) -> None:
        self.job, self.back = None, back
        self.progress.hide()
        self.card.show()
        said = back.report
        self.title.setText(back.title)
        facts = [said.path.name]
        if said.processed is not None:
            facts.append(_("{n} rows processed").format(n=said.processed))
        if said.successful is not None:
            facts.append(_("{n} successful").format(n=said.successful))
        facts.append(_(PROOFS[said.proof]))
        self.facts.setText(" · ".join(facts))
        failing = len(back.failing())
        self.counts.setText(
            ngettext("{n} listing with errors", "{n} listings with errors", failing).format(
                n=failing
            )
            if back.findings
            else _("It holds no errors.")
        )
        self.model.show(back.findings)
        self.view.setVisible(bool(back.findings))
        self.jump.setVisible(bool(back.findings))
        self.jump.setEnabled(False)
        self.note.setText(
            ngettext(
                "{n} entry names no SKU: it is about the file.",
                "{n} entries name no SKU: they are about the file.",
                back.unplaced,
            ).format(n=back.unplaced)
            if back.unplaced
            else ""
        )
        self.write.setEnabled(failing > 0)
        if back.findings:
            self.view.setCurrentIndex(self.model.index(0, 0))

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        self.job = None
        self.progress.hide()
        if isinstance(problem, DeskError):
            self.alarm.set_text(problem.title, problem.advice)
        else:
            self.alarm.set_text(_("The report could not be read"))
        self.alarm.show()

    def _on_close(self) -> None:
        if self.job is not None:
            self.job.cancel()
        self.closed.emit()

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        one = self.model.finding(now.row())
        self.jump.setEnabled(bool(one and one.subject.id))

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        one = self.model.finding(index.row())
        if one is not None and one.subject.id:
            self.context.go("listings", one)

    def _on_jump(self) -> None:
        self._on_activated(self.view.currentIndex())

    def _on_write(self) -> None:
        if self.back is None:
            return
        form = FORMATS[self.back.report.format]
        template = None
        if form.own_template:
            template = self.context.ask.file(_("Your template"), f"{_TEMPLATES}")
            if template is None:
                return
        name = _("{name} again").format(name=self.back.report.path.stem) + form.ending
        target = self.context.ask.save(_("Write the failing ones again"), name, f"(*{form.ending})")
        if target is None:
            return
        request = ExportRequest(format=self.back.report.format, template=template, only_ready=False)
        work = WriteFailing(self._service, self.context.need_company(), self.back, request, target)
        self.alarm.hide()
        job = self.context.runner.start(
            work, lane=Lane.STORE, title=_("Write the failing ones again")
        )
        job.done.connect(self._on_written)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_written(self, result: ExportResult) -> None:
        self.said.emit(
            ngettext(
                "{n} listing written again", "{n} listings written again", result.written
            ).format(n=result.written)
        )
