"""Exporting: the kind of file, its site, a template where one is needed, the pre-flight, then the file."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import write_atomic
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.exporters import amazon
from seller_desk.core.listings.exporters.amazon_template import where_to_get_one
from seller_desk.core.listings.exporters.result import ExportResult, report_bytes
from seller_desk.core.services.listing_exports import FORMATS, ExportRequest
from seller_desk.core.services.listing_templates import FORMAT as TEMPLATE
from seller_desk.core.services.listing_templates import TemplateChoices
from seller_desk.ui.pages.listings.export_head import ExportHead
from seller_desk.ui.pages.listings.export_mapping import ExportMapping
from seller_desk.ui.pages.listings.export_preflight import ExportPreflight
from seller_desk.ui.pages.listings.panels import Catalogue, ListingPanel
from seller_desk.ui.pages.listings.work import ExportLook, LookAtExport, MakeExport
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import current
from seller_desk.ui.widgets.card import Notice, scrolling

_SIDE_BY_SIDE = 620


class ExportPanel(ListingPanel):
    """One file at a time."""

    def __init__(self, context: WindowContext, catalogue: Catalogue) -> None:
        super().__init__(context, catalogue)
        self._service = context.desk.listings
        self._template: Path | None = None
        self._mapping: dict[str, str] = {}
        self._target: Path | None = None
        self._job: Job | None = None
        self.result: ExportResult | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        # Large text in a small window: the panel scrolls rather than cutting words.
        inner = QWidget()
        outer.addWidget(scrolling(inner))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.head = ExportHead()
        self.format, self.site, self.all = self.head.format, self.head.site, self.head.all
        self.save, self.proof = self.head.save, self.head.proof
        self.format.chosen.connect(self._on_format)
        self.head.changed.connect(self._look)
        self.head.choose.clicked.connect(self._on_template)
        self.head.cancel.clicked.connect(self._on_cancel)
        self.head.save.clicked.connect(self._on_save)
        self.head.preset.chosen.connect(self._on_preset)
        self.head.forget.clicked.connect(self._on_forget)
        column.addWidget(self.head)
        self.notice = Notice("")
        self.notice.hide()
        column.addWidget(self.notice)
        below = QWidget()
        row = self._beside = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.mapping = ExportMapping()
        self.mapping.changed.connect(self._on_mapping)
        self.mapping.hide()
        row.addWidget(self.mapping, 4)
        self.preflight = ExportPreflight()
        self.counts, self.table = self.preflight.counts, self.preflight.table
        self.preflight.keep_asked.connect(self._on_keep)
        self.preflight.report_asked.connect(self._on_report)
        row.addWidget(self.preflight, 5)
        column.addWidget(below, 1)

    def open(self, subject: object = None) -> bool:
        """Begin with the format of the application in view, or go on with an `ExportRequest`."""
        self.head.use_catalogue(self.catalogue.chosen_ids(), self.catalogue.words())
        self._show_presets()
        if isinstance(subject, ExportRequest):
            self._use(subject)
            return True
        sites = list(self._service.chosen_sites(self.context.company_id))
        wanted = self.context.application_id
        mine = list(self._service.chosen_sites(self.context.company_id, wanted)) or sites
        platform = mine[0].partition(".")[0] if mine else ""
        first = next((name for name, one in FORMATS.items() if one.platform == platform), "")
        self.format.set_current(first or next(iter(FORMATS)))
        self._on_format(self.format.current())
        return True

    def use_template(self, path: Path) -> None:
        """Fill this template."""
        self._template, self._mapping = path, {}
        self.head.template.setText(path.name)
        self._look()

    def _use(self, request: ExportRequest) -> None:
        """Everything as the request says."""
        self.format.set_current(request.format)
        self._template = request.template
        self.head.template.setText(request.template.name if request.template else "")
        self._mapping = dict(request.choices.mapping)
        self._show_format()
        self.site.set_current(request.site)
        self.head.all.setChecked(not request.only_ready)
        self.head.replace.setChecked(request.choices.replace)
        self.head.seller_id.setText(request.seller_id)
        self.head.ship_from.setText(request.ship_from)
        self.head.use_kept(request.selection)
        self._look()

    @Slot(str)
    def _on_format(self, _name: str) -> None:
        self._show_format()
        self._look()

    def _show_format(self) -> None:
        name = self.format.current()
        rules = self.context.desk.rules()
        chosen = self._service.chosen_sites(self.context.company_id)
        possible = self._service.export_sites(name)
        if FORMATS[name].of_site:
            # Any site's texts may go into it; those that the seller sells on are enough to choose from.
            ordered = [("", _("The product itself"))]
            ordered += [(one, rules.sites[one].name.text()) for one in possible if one in chosen]
        elif FORMATS[name].platform:
            possible = sorted(possible, key=lambda site: site not in chosen)
            ordered = [(site, rules.sites[site].name.text()) for site in possible]
        else:
            ordered = []
        self.head.show_format(ordered)
        self.mapping.setVisible(name == TEMPLATE)

    @Slot()
    def _on_template(self) -> None:
        path = self.context.ask.file(
            _("Your own template"), _("Templates") + " (*.xlsx *.xlsm *.txt)"
        )
        if path is not None:
            self.use_template(path)

    @Slot(str, str)
    def _on_mapping(self, header: str, field: str) -> None:
        self._mapping[header] = field
        self._look()

    def request(self) -> ExportRequest:
        """What would be written."""
        return ExportRequest(
            format=self.format.current(),
            site=self.site.current(),
            template=self._template,
            only_ready=not self.all.isChecked(),
            seller_id=self.head.seller_id.text().strip(),
            ship_from=self.head.ship_from.text().strip().upper() or "CN",
            choices=TemplateChoices(mapping=self._mapping, replace=self.head.replace.isChecked()),
            selection=self.head.selection(),
        )

    @Slot()
    def _look(self) -> None:
        self.notice.hide()
        self.save.setEnabled(False)
        self.result = None
        if FORMATS[self.format.current()].own_template and self._template is None:
            self.mapping.show_columns(())
            self.preflight.show_result(None, _("Choose your own template first"))
            where = _("Download it in the platform's seller centre, then choose the file here.")
            mine = self.format.current() == amazon.FORMAT
            self._tell(_("Where to get it"), where_to_get_one() if mine else where)
            return
        self.preflight.show_result(None, _("Looking …"))
        work = LookAtExport(self._service, self.context.company_id, self.request())
        self._start(self.context.runner.start(work), self._on_looked)

    def _start(self, job: Job, on_done: object) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = job
        job.progress.connect(self.preflight.show_progress)
        job.done.connect(on_done)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_looked(self, look: ExportLook) -> None:
        self._job = None
        if look.columns or self.format.current() == TEMPLATE:
            self.mapping.show_columns(look.columns)
        if look.result is None:
            self._on_failed(look.problem or Exception())
            return
        result = self.result = look.result
        self.save.setEnabled(result.written > 0)
        self.preflight.show_result(
            result,
            _("{written} go into the file, {left} are left out, {notes} notes").format(
                written=result.written, left=len(result.left_out), notes=len(result.notes)
            ),
        )

    @Slot()
    def _on_save(self) -> None:
        request = self.request()
        ending = FORMATS[request.format].ending
        if request.format == TEMPLATE and request.template is not None:
            ending = request.template.suffix.lower()
        name = f"listings-{request.site}{ending}" if request.site else f"listings{ending}"
        target = self.context.ask.save(_("Write the file"), name, f"(*{ending})")
        if target is not None:
            self._target = target
            work = MakeExport(self._service, self.context.company_id, request, target)
            title = _("Writing {name}").format(name=target.name)
            self.save.setEnabled(False)
            job = self.context.runner.start(work, lane=Lane.STORE, title=title)
            self._start(job, self._on_written)

    @Slot(object)
    def _on_written(self, result: ExportResult) -> None:
        self._job, self.result = None, result
        self.save.setEnabled(True)
        words = ngettext("{n} listing in {name}", "{n} listings in {name}", result.written)
        name = self._target.name if self._target else ""
        self._tell(words.format(n=result.written, name=name), str(self._target or ""))
        self.said.emit(_("Written: {name}").format(name=self._target))

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        self._job = None
        self.preflight.show_result(None, _("No file can be written like this"))
        if isinstance(problem, DeskError):
            self._tell(problem.title, problem.advice)
        else:
            self._tell(_("The file could not be written"), "")

    def _tell(self, title: str, text: str) -> None:
        self.notice.set_text(title, text)
        self.notice.show()

    @Slot()
    def _on_report(self) -> None:
        if self.result is None:
            return
        target = self.context.ask.save(_("Save this list"), _("Left out") + ".csv", "(*.csv)")
        if target is not None:
            try:
                write_atomic(target, report_bytes(self.result), overwrite=True)
            except DeskError as problem:
                self._tell(problem.title, problem.advice)
                return
            self.said.emit(_("Written: {name}").format(name=target))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where both do not fit beside one another, the columns stand above the list."""
        super().resizeEvent(event)
        narrow = self.width() < current().px(_SIDE_BY_SIDE)
        side = QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(QBoxLayout.Direction.TopToBottom if narrow else side)

    # -- exports kept under a name ---------------------------------------------------------------------

    def _show_presets(self, chosen: str = "") -> None:
        names = [one.name for one in self._service.presets.list(self.context.company_id)]
        self.head.use_presets(names, chosen)

    @Slot(str)
    def _on_keep(self, name: str) -> None:
        kept = self._service.presets.save(self.context.company_id, name, self.request())
        self._show_presets(kept.name)
        self.said.emit(_("Kept as “{name}”").format(name=kept.name))

    @Slot(str)
    def _on_preset(self, name: str) -> None:
        self.head.forget.setVisible(bool(name))
        if name:
            self._use(self._service.presets.get(self.context.company_id, name).request)

    @Slot()
    def _on_forget(self) -> None:
        if name := self.head.preset.current():
            self._service.presets.forget(self.context.company_id, name)
            self._show_presets()

    @Slot()
    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.closed.emit()
