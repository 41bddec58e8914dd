"""The repair: before at the left, after at the right, nothing changed until the seller says so, and then undone at will."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.repair.apply import plain
from seller_desk.core.documents.repair.model import STRAIGHTEN, Step
from seller_desk.core.media.geometry import size_after
from seller_desk.core.services.repairs import Suggestion
from seller_desk.ui.pages.documents.checks.corners import CornerTool
from seller_desk.ui.pages.documents.checks.repair_tools import JoinRow, RepairTools
from seller_desk.ui.pages.documents.checks.view_bar import PageBar
from seller_desk.ui.pages.documents.work import Shown, paper
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets import Label, Notice, line, primary_button, secondary_button
from seller_desk.ui.widgets.layouts import open_at
from seller_desk.ui.widgets.viewer import PageView, Paper, Shape


@dataclass(frozen=True, slots=True)
class _Do:
    """One call of the repair service, in the background."""

    act: Callable[[], Any]

    def __call__(self, _progress: Progress, _stop: Stop) -> Any:
        return self.act()


class RepairWindow(QDialog):
    """Repairs one document. `repaired` carries its id once something was changed."""

    repaired = Signal(str)

    def __init__(
        self,
        context: WindowContext,
        shown: Shown,
        others: Sequence[Document],
        parent: QWidget,
    ) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Repair {name}").format(name=shown.document.name))
        self._context = context
        self._service = context.desk.repairs
        self._document = shown.document
        self._turned = [page.turned for page in shown.reading.pages] if shown.reading else []
        self._wish = ""
        self._suggesting: Job | None = None
        self._working: Job | None = None
        self.tools = RepairTools(pages=max(1, shown.inspection.pages_total))
        self.tools.changed.connect(self._preview)
        self.join = JoinRow(shown, [one for one in others if one.id != shown.document.id])
        self.join.merge_wanted.connect(self._on_merge)
        self.join.split_wanted.connect(self._on_split)
        self.join.restore_wanted.connect(self._on_restore)
        self.before = PageView(context.runner, name=_("Before"))
        self.before.show_fields(False)
        self.corners = CornerTool(self.before)
        self.corners.moved.connect(self.tools.set_corners)
        self.after = PageView(context.runner, name=_("After"))
        self.notice = Notice("", tone="caution")
        self.notice.hide()
        self._build()
        # The page as it lies in the file: that is what a repair is about.
        flat = paper(context.desk, shown)
        shapes = [Shape(one.width, one.height) for one in flat.shapes]
        self._paper = Paper(f"{flat.key}:before", flat.name, shapes, flat.draw)
        self.before.page_changed.connect(self._on_page)
        self.before.show_paper(self._paper)
        self._preview()
        open_at(self, 1000, 700)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(line())
        heads = QHBoxLayout()
        heads.setContentsMargins(16, 6, 16, 6)
        self._head = Label(_("Before"), role="captionstrong", token="text2")
        heads.addWidget(self._head, 1)
        heads.addWidget(Label(_("After"), role="captionstrong", token="text2"), 1)
        column.addLayout(heads)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.before, 1)
        row.addWidget(self.after, 1)
        column.addLayout(row, 1)
        column.addWidget(PageBar(self.before))
        column.addWidget(line())
        column.addWidget(self.join)
        column.addWidget(line())
        column.addWidget(self.notice)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        said = _("Pixels are moved, content is never changed. The original stays; Ctrl+Z undoes.")
        foot.addWidget(Label(said, role="caption", token="text2", wrap=True), 1)
        foot.addWidget(secondary_button(_("Cancel"), "", self.close))
        self.apply = primary_button(_("Repair"), "", self._on_apply)
        foot.addWidget(self.apply)
        column.addLayout(foot)

    def begin(self, what: str, page: int) -> None:
        """Start at this page with `turn`, `straighten` or `crop` chosen, as soon as it is known how; `split` is at hand."""
        self._wish = {"deskew": STRAIGHTEN}.get(what, what)
        if what == "split":
            self.join.split.setFocus()
        if page == self.before.page:
            self._on_page(page)
        else:
            self.before.go_to_page(page)

    def steps(self) -> list[Step]:
        """What the seller has chosen, in the order in which it is done."""
        return self.tools.steps(self.before.page)

    # -- looking ------------------------------------------------------------------------------------

    @Slot(int)
    def _on_page(self, page: int) -> None:
        if self._suggesting is not None:
            self._suggesting.cancel()
        work = _Do(partial(self._service.suggest, self._document, page))
        self._suggesting = self._context.runner.start(work)
        self._suggesting.done.connect(self._on_suggested)
        self._suggesting.failed.connect(self._on_failed)
        self._preview()

    @Slot(object)
    def _on_suggested(self, found: Suggestion) -> None:
        self._suggesting = None
        page = self.before.page
        turned = self._turned[page - 1] if page <= len(self._turned) else 0
        self.tools.offer(found, upright=(360 - turned) % 360, wish=self._wish)
        self._wish = ""

    @Slot()
    def _preview(self) -> None:
        steps = self.steps()
        self.corners.show(self.tools.corners)
        self._head.setText(
            _("Before: drag the corners, or C and arrow keys")
            if self.tools.corners
            else _("Before")
        )
        self.apply.setEnabled(bool(steps) and self._working is None)
        page, pages = self.before.page, []
        for number, shape in enumerate(self._paper.shapes, start=1):
            wide, high = size_after(shape.width, shape.height, plain(steps, number))
            pages.append(Shape(max(1, round(wide)), max(1, round(high))))
        key = f"{self._document.sha256}:{steps}"
        draw = partial(self._service.picture, self._document, steps=steps)
        self.after.show_paper(Paper(key, self._paper.name, pages, draw))
        self.after.go_to_page(page)

    # -- doing --------------------------------------------------------------------------------------

    def _on_apply(self) -> None:
        self._start(partial(self._service.repair, self._document.id, self.steps()))

    @Slot(str, bool)
    def _on_merge(self, other: str, one_page: bool) -> None:
        self._start(partial(self._service.merge, self._document.id, other, one_page=one_page))

    @Slot()
    def _on_split(self) -> None:
        self._start(partial(self._service.split, self._document.id))

    @Slot()
    def _on_restore(self) -> None:
        self._start(partial(self._service.restore, self._document.id))

    def _start(self, act: Callable[[], Any]) -> None:
        if self._working is not None:
            return
        self.notice.hide()
        self.apply.setEnabled(False)
        self.join.setEnabled(False)
        self._working = self._context.runner.start(
            _Do(act), lane=Lane.STORE, title=_("Repairing a document")
        )
        self._working.done.connect(self._on_done)
        self._working.failed.connect(self._on_failed)
        self._working.finished.connect(self._on_over)

    @Slot(object)
    def _on_done(self, _answer: object) -> None:
        self.repaired.emit(self._document.id)
        self._context.say(_("Repaired. Ctrl+Z undoes it."))
        self.close()

    @Slot(object)
    def _on_failed(self, problem: object) -> None:
        if isinstance(problem, DeskError):
            self.notice.set_text(problem.title, problem.advice)
            self.notice.show()

    @Slot()
    def _on_over(self) -> None:
        self._working = None
        self.join.setEnabled(True)
        self._preview()
