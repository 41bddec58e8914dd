"""The first screen: where to begin."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.ui.pages.welcome.tile import StartTile
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.shell.restoring import Restoring
from seller_desk.ui.widgets import Label, Notice, primary_button, secondary_button

# At the design's text size; grows with the text.
_NARROW_BELOW = 560


class Page(StepPage):
    """Three tiles: my company, the sample company, a backup."""

    step = "welcome"
    owns_primary = True

    def title(self) -> str:
        """The page's name."""
        return _("Welcome")

    def subtitle(self) -> str:
        """What the program is for."""
        return _("Documents, listings and shipping in order first, then on to the platform.")

    def build(self) -> None:
        """Question, tiles, where the data is."""
        self._start = primary_button(_("Start"), "", self._on_start)
        self._open = secondary_button(_("Open the sample"), "", self._on_sample)
        self.restoring = Restoring(self.desk.backups, self.context.runner, lambda: self.context.ask)
        self.restoring.ready.connect(self.context.restore_ready)
        choose = secondary_button(_("Choose a backup file"), "", self.restoring.choose)
        question = QVBoxLayout()
        question.setContentsMargins(0, 18, 0, 0)
        question.setSpacing(4)
        question.addWidget(Label(_("Where to begin?"), role="h2"))
        question.addWidget(
            Label(
                _("Choose one; you can change later. What you write is saved by itself."),
                token="text2",
                wrap=True,
            )
        )
        self.body.addLayout(question)
        row = self._tiles = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(
            StartTile(
                "ph.buildings",
                _("My company"),
                _("Type what the licence says, as far as you have it. About 10 minutes."),
                self._start,
            ),
            1,
        )
        row.addWidget(
            StartTile(
                "ph.flask",
                _("The sample company"),
                _(
                    "An invented company with documents, listings and shipping ready: "
                    "a good way to see the whole first."
                ),
                self._open,
            ),
            1,
        )
        row.addWidget(
            StartTile(
                "ph.clock-counter-clockwise",
                _("Restore a backup"),
                _("From a backup file. It is checked first; nothing that is here gets lost."),
                choose,
            ),
            1,
        )
        self.body.addLayout(row)
        self.body.addWidget(self.restoring)
        self._trouble = Notice("", tone="alarm")
        self._trouble.hide()
        self.body.addWidget(self._trouble)
        notice = Notice(
            _("The data stays on this computer"),
            _(
                "Rules and limits are part of the program; it needs no network. "
                "The corner at the lower right counts connections: 0 since the start."
            ),
            icon="ph.lock-key",
        )
        self.body.addSpacing(8)
        self.body.addWidget(notice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text in a narrow window: one tile above the other, so that their buttons are whole."""
        super().resizeEvent(event)
        if self._built:
            narrow = self.width() < self.theme.px(_NARROW_BELOW)
            beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._tiles.setDirection(below if narrow else beside)

    def _on_start(self) -> None:
        company = self.desk.companies.create()
        self.context.use_company(company.id)
        self.context.changed()
        self.context.go("company")

    def _on_sample(self) -> None:
        self._trouble.hide()
        self._open.set_running(_("Opening"))
        job = self.context.runner.start(
            self._open_sample, lane=Lane.STORE, title=_("Opening the sample company")
        )
        job.done.connect(self._on_opened)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)

    def _open_sample(self, progress: Progress, stop: Stop) -> str:
        return open_sample(self.desk, progress, stop)

    @Slot(object)
    def _on_opened(self, company_id: str) -> None:
        self._idle()
        self.context.use_company(company_id)
        self.context.changed()
        self.context.go("applications")

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        self._idle()
        if isinstance(problem, DeskError):
            self._trouble.set_text(problem.title, problem.advice)
            self._trouble.show()

    @Slot()
    def _on_cancelled(self) -> None:
        self._idle()

    def _idle(self) -> None:
        self._open.setEnabled(True)
        self._open.setText(_("Open the sample"))
        self._open.set_kind("secondary")
        self._open.set_icon("")


def open_sample(desk: Desk, progress: Progress, stop: Stop) -> str:
    """Put the sample company into the data folder; its id."""
    opened: object = desk.sample.open(progress, stop)
    return str(getattr(opened, "id", opened))
