"""Export: how far the application is, what the packet holds, what to type, and the button that builds it."""

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.bundle import words
from seller_desk.core.bundle.model import BundleRecord
from seller_desk.core.bundle.pages import size_text
from seller_desk.core.bundle.problems import Verification
from seller_desk.core.services.bundles import BuildResult
from seller_desk.ui.pages.export.head import HeadCard
from seller_desk.ui.pages.export.history import HistoryCard
from seller_desk.ui.pages.export.lists import AfterCard, PacketLists
from seller_desk.ui.pages.export.work import Builder, Reader, Verifier, View
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.widgets import (
    Card,
    EmptyState,
    Notice,
    ProgressCard,
    primary_button,
    secondary_button,
)

LEAST_LISTS = 300


class Page(StepPage):
    """Step 7."""

    step = "export"
    owns_primary = True

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self._view: View | None = None
        self._job: Job | None = None
        self._reading: Job | None = None
        self._made: BundleRecord | None = None

    def title(self) -> str:
        """The step's name."""
        return _("Export")

    def subtitle(self) -> str:
        """What this step is for."""
        return _(
            "All that one platform asks for in one verified packet, and what to type into its form."
        )

    def header_actions(self) -> list[QWidget]:
        """Verifying needs no application."""
        return [secondary_button(_("Verify a packet"), "ph.shield-check", self._on_verify)]

    def build(self) -> None:
        """All cards; which are seen is decided in `refresh`."""
        self._empty = Card()
        self._empty.body.addWidget(
            EmptyState(
                _("The packet of an application will be here"),
                _("Start an application on the Platforms page"),
                primary_button(_("Go to Platforms"), "", self._on_platforms),
                icon="ph.package",
            )
        )
        self._head = HeadCard(self._on_build, self._on_again)
        self._notice = Notice("", tone="notice", icon="ph.check-circle-fill")
        opener = secondary_button(_("Open folder"), "", self._on_open)
        layout = self._notice.layout()
        assert layout is not None
        layout.addWidget(opener)
        self._trouble = Notice("", tone="alarm")
        self._progress = ProgressCard(_("Building the packet"), [*map(_, words.PHASES), _("Done")])
        self._history = HistoryCard(self.context)
        self._history.changed.connect(self._reload)
        self._history.grown.connect(self._fit_soon)
        self._lists = PacketLists(self.context)
        self._after = AfterCard()
        cards = (self._empty, self._head, self._trouble, self._notice, self._progress)
        for card in (*cards, self._history, self._lists, self._after):
            self.body.addWidget(card)
            card.hide()

    def refresh(self) -> None:
        """Read the packet again, in the background."""
        application = self.context.application_id
        self._empty.setVisible(application is None)
        if application is None:
            for card in (self._head, self._history, self._lists, self._after):
                card.hide()
            self._view = None
            return
        if self._made is not None and self._made.application_id != application:
            self._made = None
        self._notice.setVisible(self._made is not None)
        if self._reading is not None:
            self._reading.cancel()
        reader = Reader(self.desk.bundles, self.desk.applications.site_name, application)
        self._reading = self.context.runner.start(reader, lane=Lane.WIDE)
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lists take what is left of the height."""
        super().resizeEvent(event)
        self._fit_soon()

    def showing(self) -> View | None:
        """What is shown now, for tests."""
        return self._view

    # -- build -----------------------------------------------------------------------------------------

    @Slot()
    def _on_build(self) -> None:
        view = self._view
        if view is None or self._job is not None:
            return
        stops = view.planned.overview.readiness.blockers
        if stops and not self.context.ask.confirm(
            _("Build a draft packet?"),
            ngettext(
                "{n} blocker is not solved; the platform will refuse. The report will say so.",
                "{n} blockers are not solved; the platform will refuse. The report will say so.",
                stops,
            ).format(n=stops),
            _("Build draft"),
        ):
            return
        application = view.planned.overview.application
        name = self.desk.bundles.suggested_name(application.id)
        target = self.context.ask.save(_("Save packet"), name, _("Packet (*.zip)"))
        if target is None:
            return
        self._made = None
        self._notice.hide()
        self._trouble.hide()
        self._history.hide()
        self._progress.show()
        self._progress.set_step(0)
        work = Builder(self.desk, application, target, accept=stops > 0)
        self._job = self.context.runner.start(work, lane=Lane.STORE, title=_("Building the packet"))
        self._progress.follow(self._job)
        self._job.progress.connect(self._on_progress)
        self._job.done.connect(self._on_built)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._on_finished)
        self._head.set_building(True)
        self._fit_soon()

    @Slot(int, int, str)
    def _on_progress(self, _done: int, _total: int, what: str) -> None:
        for number, phase in enumerate(words.PHASES):
            if what.startswith(_(phase)):
                self._progress.set_step(number)

    @Slot(object)
    def _on_built(self, result: BuildResult) -> None:
        if result.record is None:
            self._trouble.set_text(
                _("Not built: there are blockers"), _("They came up while checking again.")
            )
            self._trouble.show()
            # Papers that were read only now: counts and problems follow.
            self.context.changed()
            return
        self._made = result.record
        self._notice.set_text(
            _("Packet built and verified"),
            _("{path}, {files} files, {size}").format(
                path=result.record.path,
                files=result.record.files,
                size=size_text(result.record.size),
            ),
        )
        self._notice.show()
        self.context.say(_("Packet built and verified"))
        self.context.changed()

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, DeskError):
            self._trouble.set_text(problem.title, problem.advice)
        else:
            self._trouble.set_text(_("That did not work"), _("The error was noted in the log."))
        self._trouble.show()
        self._fit_soon()

    @Slot()
    def _on_finished(self) -> None:
        self._job = None
        self._progress.hide()
        self._head.set_building(False)
        if self._view is not None:
            self._history.show_records(self._view.history)
        self._fit_soon()

    @Slot()
    def _on_open(self) -> None:
        if self._made is not None:
            folder = Path(self._made.path).parent
            self.context.open_url(QUrl.fromLocalFile(str(folder)))

    # -- verify ----------------------------------------------------------------------------------------

    @Slot()
    def _on_verify(self) -> None:
        path = self.context.ask.file(_("Verify a packet"), _("Packet (*.zip)"))
        if path is None:
            return
        self._trouble.hide()
        job = self.context.runner.start(
            Verifier(self.desk.bundles, path), lane=Lane.WIDE, title=_("Verifying the packet")
        )
        job.done.connect(self._on_verified)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_verified(self, found: Verification) -> None:
        counted = _("{files} files, {size} bytes").format(files=found.files, size=found.bytes)
        if found.ok:
            self.context.say(_("Verified: {counted}").format(counted=counted))
            return
        lines = [problem.message for problem in found.problems[:5]]
        self._trouble.set_text(_("Not good: {counted}").format(counted=counted), "\n".join(lines))
        self._trouble.show()
        self._fit_soon()

    # -- view ------------------------------------------------------------------------------------------

    @Slot()
    def _reload(self) -> None:
        self.refresh()

    @Slot()
    def _on_again(self) -> None:
        self._trouble.hide()
        self.refresh()
        self.context.say(_("Checked again"))

    @Slot()
    def _on_platforms(self) -> None:
        self.context.go("platforms")

    @Slot(object)
    def _on_read(self, view: View) -> None:
        self._view, self._reading = view, None
        self._head.show_state(view.name, view.planned.overview, building=self._job is not None)
        self._lists.show_view(view)
        if self._job is None:
            self._history.show_records(view.history)
        for card in (self._head, self._lists, self._after):
            card.show()
        self._fit_soon()

    @Slot()
    def _fit_soon(self) -> None:
        """Once the cards have their size."""
        QTimer.singleShot(0, self._fit)

    @Slot()
    def _fit(self) -> None:
        if self._view is None or self.scroll_area is None:
            return
        shown = [
            card
            for card in (
                self._head,
                self._trouble,
                self._notice,
                self._progress,
                self._history,
                self._after,
            )
            if not card.isHidden()
        ]
        used = sum(_height(card) + self.body.spacing() for card in shown)
        left = self.scroll_area.viewport().height() - used - self.body.contentsMargins().bottom()
        self._lists.setFixedHeight(max(LEAST_LISTS, left, self._lists.least_height()))


def _height(card: QWidget) -> int:
    layout = card.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalHeightForWidth(card.width())
    return card.sizeHint().height()
