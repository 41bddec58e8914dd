"""Exporting: the format, the site, the seller's own template where one is needed, the pre-flight, then the file."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.exporters import amazon
from seller_desk.core.listings.exporters.amazon_template import where_to_get_one
from seller_desk.core.listings.exporters.result import PROOFS, ExportResult
from seller_desk.core.services.listing_exports import FORMATS, ExportRequest
from seller_desk.ui.pages.listings.panels import Catalogue, ListingPanel
from seller_desk.ui.pages.listings.work import MakeExport
from seller_desk.ui.runner import Job
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import primary_button, secondary_button
from seller_desk.ui.widgets.card import Card, Notice
from seller_desk.ui.widgets.edits import Choice
from seller_desk.ui.widgets.field import FieldRow
from seller_desk.ui.widgets.labels import Label
from seller_desk.ui.widgets.tables import make_table

_SHOWN = 500


class ExportPanel(ListingPanel):
    """One file at a time."""

    def __init__(self, context: WindowContext, catalogue: Catalogue) -> None:
        super().__init__(context, catalogue)
        self._service = context.desk.listings
        self._template: Path | None = None
        self._target: Path | None = None
        self._job: Job | None = None
        self.result: ExportResult | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._choices())
        self.notice = Notice("")
        self.notice.hide()
        column.addWidget(self.notice)
        column.addWidget(self._preflight(), 1)

    def _choices(self) -> Card:
        card = Card(padding=16)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("Export listings"), role="h3"), 1)
        self.cancel = secondary_button(_("Cancel"), "", self._on_cancel)
        head.addWidget(self.cancel)
        self.save = primary_button(_("Write the file"), "ph.export", self._on_save)
        head.addWidget(self.save)
        card.body.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.format = Choice(
            [(name, _(one.label)) for name, one in FORMATS.items() if name != "template"],
            name=_("Format"),
        )
        self.site = Choice(name=_("Site"))
        self.format.chosen.connect(self._on_format)
        self.site.chosen.connect(self._on_choice)
        self._site_row = FieldRow(_("Site"), self.site)
        self.template = QLineEdit()
        self.template.setReadOnly(True)
        self._template_row = QWidget()
        chooser = QHBoxLayout(self._template_row)
        chooser.setContentsMargins(0, 0, 0, 0)
        chooser.addWidget(FieldRow(_("Your own template"), self.template), 1)
        self.choose = secondary_button(_("Choose template"), "ph.file-text", self._on_template)
        chooser.addWidget(self.choose)
        chooser.setAlignment(self.choose, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(FieldRow(_("Format"), self.format), 1)
        row.addWidget(self._site_row, 1)
        card.body.addLayout(row)
        card.body.addWidget(self._template_row)
        self.proof = Label(role="caption", wrap=True)
        card.body.addWidget(self.proof)
        self.all = QCheckBox(_("Also listings with blockers"))
        self.all.clicked.connect(self._on_all)
        card.body.addWidget(self.all)
        return card

    def _preflight(self) -> Card:
        card = Card(_("Before the file is written"), padding=16)
        self.counts = Label(role="strong", wrap=True)
        card.body.addWidget(self.counts)
        self.table = QTableWidget(0, 3)
        make_table(self.table, name=_("Left out, and to look at"), row_height=tokens.ROW)
        self.table.setHorizontalHeaderLabels([_("SKU"), _("State"), _("Reason")])
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setColumnWidth(0, 190)
        self.table.setColumnWidth(1, 110)
        card.body.addWidget(self.table, 1)
        card.body.addStretch()
        return card

    def open(self, _subject: object = None) -> bool:
        """Begin, with the format of the application in view."""
        sites = list(self._service.chosen_sites(self.context.company_id))
        wanted = self.context.application_id
        mine = list(self._service.chosen_sites(self.context.company_id, wanted)) or sites
        platform = mine[0].partition(".")[0] if mine else ""
        first = next((name for name, one in FORMATS.items() if one.platform == platform), "")
        self.format.set_current(first or next(iter(FORMATS)))
        self._on_format(self.format.current())
        return True

    @Slot(str)
    def _on_format(self, name: str) -> None:
        rules = self.context.desk.rules()
        chosen = self._service.chosen_sites(self.context.company_id)
        possible = self._service.export_sites(name) if FORMATS[name].platform else []
        ordered = sorted(possible, key=lambda site: site not in chosen)
        self.site.set_options([(site, rules.sites[site].name.text()) for site in ordered])
        self.site.set_current(ordered[0] if ordered else "")
        self._site_row.setVisible(bool(ordered))
        self._template_row.setVisible(name == amazon.FORMAT)
        self.all.setVisible(bool(ordered))
        self.proof.setText(_(PROOFS[FORMATS[name].proof]))
        self._look()

    @Slot(str)
    def _on_choice(self, _site: str) -> None:
        self._look()

    @Slot(bool)
    def _on_all(self, _checked: bool) -> None:
        self._look()

    def _on_template(self) -> None:
        path = self.context.ask.file(
            _("Your Amazon template"), _("Templates") + " (*.xlsx *.xlsm *.txt)"
        )
        if path is not None:
            self._template = path
            self.template.setText(path.name)
            self._look()

    def _request(self) -> ExportRequest:
        return ExportRequest(
            format=self.format.current(),
            site=self.site.current(),
            template=self._template,
            only_ready=not self.all.isChecked(),
        )

    def _look(self) -> None:
        self.notice.hide()
        self.save.setEnabled(False)
        if self.format.current() == amazon.FORMAT and self._template is None:
            self.result = None
            self._fill(ExportResult(amazon.FORMAT))
            self.counts.setText(_("Choose your own template first"))
            self.notice.set_text(_("Where to get it"), where_to_get_one())
            self.notice.show()
            return
        self._start(MakeExport(self._service, self.context.company_id, self._request()))

    def _start(self, work: MakeExport) -> None:
        if self._job is not None:
            self._job.cancel()
        title = _("Writing {name}").format(name=work.target.name) if work.target else ""
        self._job = self.context.runner.start(work, title=title)
        self._job.done.connect(self._on_written if work.target else self._on_looked)
        self._job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_looked(self, result: ExportResult) -> None:
        self._job, self.result = None, result
        self._fill(result)
        self.save.setEnabled(result.written > 0)
        self.counts.setText(
            _("{written} go into the file, {left} are left out, {notes} notes").format(
                written=result.written, left=len(result.left_out), notes=len(result.notes)
            )
        )

    def _fill(self, result: ExportResult) -> None:
        rows = [
            *((one, _("Left out")) for one in result.left_out),
            *((one, _("To look at")) for one in result.notes),
        ][:_SHOWN]
        self.table.setRowCount(len(rows))
        for place, (note, state) in enumerate(rows):
            for column, words in enumerate((note.sku, state, note.text())):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(place, column, item)
        self.table.setVisible(bool(rows))

    def _on_save(self) -> None:
        request = self._request()
        ending = FORMATS[request.format].ending
        name = f"listings-{request.site}{ending}" if request.site else f"listings{ending}"
        target = self.context.ask.save(_("Write the file"), name, f"(*{ending})")
        if target is not None:
            self._target = target
            self._start(MakeExport(self._service, self.context.company_id, request, target))

    @Slot(object)
    def _on_written(self, result: ExportResult) -> None:
        self._job, self.result = None, result
        words = ngettext("{n} listing in {name}", "{n} listings in {name}", result.written)
        name = self._target.name if self._target else ""
        self.notice.set_text(words.format(n=result.written, name=name), str(self._target or ""))
        self.notice.show()
        self.said.emit(_("Written: {name}").format(name=self._target))

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        self._job = None
        self._fill(ExportResult(self.format.current()))
        self.counts.setText(_("No file can be written like this"))
        if isinstance(problem, DeskError):
            self.notice.set_text(problem.title, problem.advice)
        else:
            self.notice.set_text(_("The file could not be written"), "")
        self.notice.show()

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.closed.emit()
