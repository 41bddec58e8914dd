"""The tab Copies: the papers of the application's packet at the left, original and copy side by side at the right."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.base.wording import wording
from seller_desk.core.documents.renditions.model import Purpose
from seller_desk.core.documents.renditions.words import change_text
from seller_desk.core.services.copies import Saved
from seller_desk.ui.pages.documents.checks.entries import Entry
from seller_desk.ui.pages.documents.checks.rows import EntryList
from seller_desk.ui.pages.documents.copies.agent import AgentWindow
from seller_desk.ui.pages.documents.copies.detail import CopyDetail
from seller_desk.ui.pages.documents.copies.work import (
    AgentWish,
    CopyRow,
    LoadCopies,
    Loaded,
    SaveCopies,
    SaveForAgent,
)
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.shell.tabbed import Panel
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets import (
    Card,
    Label,
    Notice,
    ProgressCard,
    link_button,
    secondary_button,
)
from seller_desk.ui.widgets.empty import empty_card

Work = Callable[[Progress, Stop], Any]


class CopiesPanel(Panel):
    """The copies of the application in view."""

    def __init__(self, context: WindowContext, page: StepPage) -> None:
        super().__init__(context, page)
        self._loaded = Loaded("", (), ())
        self._key = ""
        self._loading: Job | None = None
        self._job: Job | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._head())
        self.notice = Notice("")
        self.notice.links.addWidget(link_button(_("Close"), self.notice.hide))
        self.notice.hide()
        column.addWidget(self.notice)
        self.progress = ProgressCard(_("Making copies"))
        self.progress.hide()
        column.addWidget(self.progress)
        self.empty = empty_card(
            _("Copies for a platform show here."),
            _("Choose an application at the top and add documents under Checks."),
            icon="ph.files",
        )
        column.addWidget(self.empty)
        column.addWidget(self._body(), 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        self._body_card.hide()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.headline = Label("", token="text2", wrap=True)
        row.addWidget(self.headline, 1)
        self.agent = secondary_button(_("Copy for an agent"), "ph.user", self._on_agent)
        row.addWidget(self.agent)
        self.make = secondary_button(_("Make copies"), "ph.files", self._on_make)
        row.addWidget(self.make)
        self.save = secondary_button(_("Save copies"), "ph.export", self._on_save)
        row.addWidget(self.save)
        return row

    def _body(self) -> QWidget:
        self._body_card = QWidget()
        row = QHBoxLayout(self._body_card)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        side = Card(padding=0)
        side.setMaximumWidth(current().px(tokens.LIST_WIDTH))
        side.body.setContentsMargins(0, 4, 0, 4)
        self.list = EntryList()
        self.list.chosen.connect(self._on_chosen)
        side.body.addWidget(self.list)
        row.addWidget(side, 2)
        self.detail = CopyDetail(self.desk, self.context.runner)
        self.detail.source_opened.connect(self.context.open_source)
        row.addWidget(self.detail, 3)
        return self._body_card

    def refresh(self) -> None:
        """Plan anew, in the background."""
        if self._job is None:
            self._load(make=False)

    def reveal(self, finding: Finding) -> None:
        """The paper of the finding's document."""
        self._key = finding.subject.id
        self._choose()

    def _load(self, *, make: bool) -> None:
        if self._loading is not None:
            self._loading.cancel()
        work = LoadCopies(self.desk, self.context.company_id, self.context.application_id, make)
        job = self.context.runner.start(work, lane=Lane.WIDE)
        job.done.connect(self._on_loaded)
        job.failed.connect(self._on_failed)
        if make:
            self._follow(job)
        else:
            self._loading = job

    @Slot(object)
    def _on_loaded(self, loaded: Loaded) -> None:
        self._loading = None
        self._loaded = loaded
        rows = loaded.rows
        self.empty.setVisible(not rows)
        self._rest.setVisible(not rows)
        self._body_card.setVisible(bool(rows))
        self.agent.setVisible(bool(loaded.documents))
        self.make.setVisible(any(not row.planned.ready for row in rows))
        self.save.setVisible(bool(rows))
        self.headline.setText(_summary(loaded))
        if not rows:
            return
        if self._key not in {key for row in rows for key in row.planned.paper.document_ids}:
            self._key = rows[0].key
        self.list.set_entries([_entry(row) for row in rows], self._row().key)
        self._choose()

    def _row(self) -> CopyRow:
        rows = self._loaded.rows
        return next((one for one in rows if self._key in one.planned.paper.document_ids), rows[0])

    def _choose(self) -> None:
        if self._loaded.rows:
            row = self._row()
            self.list.set_current(row.key)
            self.detail.show_row(row)

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        self._key = key
        self._choose()

    @Slot()
    def _on_make(self) -> None:
        self._load(make=True)

    @Slot()
    def _on_save(self) -> None:
        application = self.context.application_id
        folder = self.context.ask.folder(_("Folder for the copies")) if application else None
        if application and folder:
            self._run(SaveCopies(self.desk, application, folder), self._on_saved)

    @Slot()
    def _on_agent(self) -> None:
        rows = self._loaded.rows
        chosen = self._row().planned.paper.document_ids if rows else ()
        window = AgentWindow(self._loaded.documents, chosen, self.desk.today(), self)
        window.wanted.connect(self._on_wanted)
        window.open()

    @Slot(object)
    def _on_wanted(self, wish: AgentWish) -> None:
        folder = self.context.ask.folder(_("Folder for the copies"))
        if folder is None:
            return
        purpose = Purpose(text=wish.text, on=wish.on, language=wish.language)
        work = SaveForAgent(self.desk, wish.documents, purpose, folder, wish.clean)
        self._run(work, self._on_saved_for_agent)

    def _run(self, work: Work, done: Callable[[Any], None]) -> None:
        job = self.context.runner.start(work, lane=Lane.WIDE)
        job.done.connect(done)
        job.failed.connect(self._on_failed)
        self._follow(job)

    def _follow(self, job: Job) -> None:
        self._job = job
        for button in (self.save, self.make, self.agent):
            button.setEnabled(False)
        self.notice.hide()
        self.progress.follow(job)
        self.progress.show()
        job.finished.connect(self._on_finished)

    @Slot(object)
    def _on_saved(self, saved: list[Saved]) -> None:
        self._tell(len(saved), str(saved[0].path.parent) if saved else "")

    @Slot(object)
    def _on_saved_for_agent(self, result: tuple[list[Saved], list[Finding]]) -> None:
        saved, refused = result
        self._tell(len(saved), str(saved[0].path.parent) if saved else "")
        if refused:
            self.notice.set_tone("caution")
            texts = [wording(one).sentence for one in refused]
            self.notice.set_text(_("Not all copies could be made"), "\n".join(texts))
            self.notice.show()

    def _tell(self, count: int, where: str) -> None:
        self.notice.set_tone("notice")
        said = ngettext("{n} copy saved", "{n} copies saved", count).format(n=count)
        self.notice.set_text(said, where)
        self.notice.show()

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, DeskError):
            self.notice.set_tone("alarm")
            self.notice.set_text(problem.title, problem.advice)
            self.notice.show()

    @Slot()
    def _on_finished(self) -> None:
        self._job = None
        self.progress.hide()
        for button in (self.save, self.make, self.agent):
            button.setEnabled(True)
        self._load(make=False)


def _summary(loaded: Loaded) -> str:
    rows = loaded.rows
    if not rows:
        return ""
    same = sum(1 for row in rows if _state(row) == "same")
    adapted = sum(1 for row in rows if _state(row) in ("adapted", "pending"))
    refused = len(rows) - same - adapted
    parts = [
        _("Copies for {platform}").format(platform=loaded.name),
    ]
    if same:
        parts.append(ngettext("{n} unchanged", "{n} unchanged", same).format(n=same))
    if adapted:
        parts.append(ngettext("{n} adapted", "{n} adapted", adapted).format(n=adapted))
    if refused:
        parts.append(ngettext("{n} not possible", "{n} not possible", refused).format(n=refused))
    return " · ".join(parts)


def _state(row: CopyRow) -> str:
    copy = row.planned.copy
    if copy.refused is not None:
        return "refused"
    if not row.planned.ready:
        return "pending"
    return "same" if all(file.as_is for file in copy.files) else "adapted"


def _entry(row: CopyRow) -> Entry:
    planned = row.planned
    state = _state(row)
    icon, token, said = {
        "same": ("ph.check-circle-fill", "ok", _("Unchanged")),
        "adapted": ("ph.check-circle-fill", "ok", _("Adapted")),
        "pending": ("ph.circle-dashed", "mute", _("To be made")),
        "refused": ("ph.warning-fill", "warn", _("Not possible")),
    }[state]
    reasons = [change_text(one) for one in planned.copy.changes if one.code != "unchanged"]
    if planned.copy.refused is not None:
        reasons = [wording(planned.copy.refused).detail]
    offers = bool(planned.copy.offers) and state in ("same", "adapted")
    return Entry(
        key=row.key,
        group=planned.group,
        label=_(planned.paper.label),
        icon="ph.warning-fill" if offers else icon,
        token="warn" if offers else token,
        state=said,
        reason=reasons[0] if reasons else "",
    )
