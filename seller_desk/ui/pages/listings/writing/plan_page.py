"""The plan of pictures and A+ content: what is there, what is still to be made, ticked and written out."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.writing.plan import PlannedModule, PlannedShot, source_text
from seller_desk.core.listings.writing.scheme import spoken
from seller_desk.core.services.writing import Draft
from seller_desk.ui.pages.listings.writing.pages import WritingPage
from seller_desk.ui.pages.listings.writing.work import Quick
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.labels import Label, line


class PlanPage(WritingPage):
    """Two checklists."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.open = Label(role="strong", wrap=True)
        self.body.addWidget(self.open)
        self.lists = QWidget()
        self._column = QVBoxLayout(self.lists)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.body.addWidget(self.lists)
        self.body.addStretch(1)
        self.boxes: dict[str, QCheckBox] = {}

    def show_draft(self, draft: Draft) -> None:
        """The plan of this listing."""
        self.draft = draft
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        plan = draft.plan
        words = ngettext("{n} entry is open", "{n} entries are open", plan.open)
        self.open.setText(words.format(n=plan.open) if plan.open else _("Everything is done"))
        self._column.addWidget(Label(_("Pictures"), role="h3"))
        self._shots(plan.shots)
        self._column.addWidget(line())
        self._column.addWidget(Label(_("A+ content"), role="h3"))
        if plan.why_no_modules:
            self._column.addWidget(Label(_(plan.why_no_modules), token="text2", wrap=True))
        self._modules(plan.modules)
        self.changed.emit()

    def _shots(self, shots: Sequence[PlannedShot]) -> None:
        for one in shots:
            head = _("{name} · {there} of {wanted}").format(
                name=spoken(one.shot.label), there=one.there, wanted=one.shot.count
            )
            self._row(one.id, head, spoken(one.shot.brief), "", done=one.done)

    def _modules(self, modules: Sequence[PlannedModule]) -> None:
        for one in modules:
            size = f" · {one.module.images} × {one.module.size_text()}" if one.module.size else ""
            head = f"{spoken(one.module.label)}{size}"
            source = _("Source: {text}").format(text=source_text(one.module))
            self._row(
                one.id,
                head,
                f"{one.module.amazon}. {spoken(one.module.brief)}",
                source,
                done=one.ticked,
            )

    def _row(self, entry: str, head: str, brief: str, source: str, *, done: bool) -> None:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        box = QCheckBox(head)
        box.setChecked(done)
        box.toggled.connect(partial(self._on_tick, entry))
        self.boxes[entry] = box
        column.addWidget(box)
        below = QHBoxLayout()
        below.setContentsMargins(26, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(brief, token="text2", wrap=True))
        if source:
            words.addWidget(Label(source, role="caption", token="text3", wrap=True))
        below.addLayout(words)
        column.addLayout(below)
        self._column.addWidget(made)

    def _on_tick(self, entry: str, done: bool) -> None:
        draft, service = self.draft, self.service
        if draft is not None:
            job = self.context.runner.start(
                Quick(lambda: service.tick(draft.listing.id, entry, done=done)), lane=Lane.STORE
            )
            job.done.connect(self._on_ticked)

    @Slot(object)
    def _on_ticked(self, _nothing: object) -> None:
        self.kept.emit("")

    def act_words(self) -> str:
        """What the main button says."""
        return _("Save as a checklist")

    def ready(self) -> bool:
        """Always."""
        return self.draft is not None

    def act(self) -> None:
        """Write it to a file that prints."""
        draft, service = self.draft, self.service
        if draft is None:
            return
        name = f"plan-{draft.listing.sku or 'listing'}.html"
        target = self.context.ask.save(_("Save as a checklist"), name, "(*.html *.md)")
        if target is None:
            return
        path: Path = target
        job = self.context.runner.start(
            Quick(lambda: service.write_plan(draft.plan, path, overwrite=True)), lane=Lane.STORE
        )
        job.done.connect(self._on_written)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_written(self, record: object) -> None:
        self.context.say(_("Written: {name}").format(name=getattr(record, "path", "")))

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, DeskError):
            self.context.say(f"{problem.title} {problem.advice}".strip())
