"""The pane's problems: those of the place in view, with what can be done about each."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.ui.shell.frame import Frame
from seller_desk.ui.shell.page import Fix, StepPage
from seller_desk.ui.shell.survey import Survey


class Problems(QObject):
    """Outlives the panes that it fills. `wanted` carries a step and a finding whose place is to be shown."""

    wanted = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._survey = Survey()
        self._place = ""
        self._page: StepPage | None = None

    def use(self, frame: Frame) -> None:
        """Fill this frame's pane from now on."""
        self._frame = frame
        frame.panel.activated.connect(self._on_activated)

    def show(self, survey: Survey, place: str, page: StepPage | None, *, begun: bool) -> None:
        """Show what was found for this place; `begun` says whether there is a company at all."""
        self._survey, self._place, self._page = survey, place, page
        if self._frame is not None:
            found = survey.of(place)
            self._frame.panel.show_findings(found, self._fixes, begun=begun)
            self._frame.strip.show_counts(found)

    def _fixes(self, finding: Finding) -> list[Fix]:
        """What the page can do about it; a finding of another step offers the way there."""
        page, step = self._page, self._survey.step_of(finding)
        if page is None or step is None:
            return []
        if step != page.step:
            return [(_("Fix"), partial(self.wanted.emit, step, finding))]
        return list(page.fixes(finding)) or [
            (_("Show where"), partial(self.wanted.emit, step, finding))
        ]

    @Slot(object)
    def _on_activated(self, finding: Finding) -> None:
        self.wanted.emit(self._survey.step_of(finding) or self._place, finding)
