"""The large view: a document in a window of its own, and another, or its original, beside it."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.desk import Desk
from seller_desk.core.documents.model import Document
from seller_desk.ui.pages.documents.checks.view_bar import PageBar
from seller_desk.ui.pages.documents.work import ReadDocument, Shown, fault_marks, field_marks, paper
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import Choice, Label, line, secondary_button, tool_button
from seller_desk.ui.widgets.layouts import open_at
from seller_desk.ui.widgets.viewer import PageStrip, PageView, SideBySide

_ORIGINAL = "original:"


class LargeView(QDialog):
    """Shows `shown`; the seller chooses what stands beside it. Both move together while they are coupled."""

    def __init__(self, context: WindowContext, shown: Shown, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(shown.document.name)
        self._context = context
        self._every = self._choices(shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.pair = SideBySide(context.runner)
        self.left = self._chooser(_("Document at the left"), self.pair.left)
        self.right = self._chooser(_("Document at the right"), self.pair.right)
        column.addLayout(self._bar())
        column.addWidget(line())
        self.strip = PageStrip(context.runner, self.pair.left)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.strip)
        middle.addWidget(self.pair, 1)
        column.addLayout(middle, 1)
        feet = QHBoxLayout()
        feet.addWidget(PageBar(self.pair.left), 1)
        self._right_pages = PageBar(self.pair.right)
        feet.addWidget(self._right_pages, 1)
        column.addLayout(feet)
        self.left.set_options([(key, name) for key, name, _one in self._every])
        self.right.set_options(
            [("", _("Nothing beside it")), *((key, name) for key, name, _one in self._every)]
        )
        self.left.set_current(shown.document.id)
        self.right.set_current("")
        self.pair.right.hide()
        self._show(self.pair.left, shown)
        open_at(self, 1080, 720)
        self.pair.left.setFocus()

    def _choices(self, shown: Shown) -> list[tuple[str, str, Document]]:
        desk = self._context.desk
        found: list[tuple[str, str, Document]] = []
        for one in desk.documents.list(shown.document.company_id):
            found.append((one.id, one.name, one))
            for number, original in enumerate(desk.repairs.originals(one)):
                name = _("Original of {name}").format(name=one.name)
                found.append((f"{_ORIGINAL}{number}:{one.id}", name, original))
        return found

    def _chooser(self, name: str, view: PageView) -> Choice:
        made = Choice(name=name)
        made.setMinimumWidth(current().px(150))
        made.chosen.connect(partial(self._on_chosen, view))
        return made

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(4)
        row.addWidget(self.left, 1)
        for icon, name, act in (
            ("ph.magnifying-glass-minus", _("Smaller"), partial(self._zoom, -1)),
            ("ph.magnifying-glass-plus", _("Larger"), partial(self._zoom, 1)),
            ("ph.frame-corners", _("Fit the page"), partial(self._zoom, 0)),
            ("ph.arrow-clockwise", _("Turn the view"), self._turn),
        ):
            row.addWidget(tool_button(icon, name, act))
        whole = secondary_button("100 %", "", self._whole, small=True)
        whole.setAccessibleName(_("Every pixel as one of the screen"))
        row.addWidget(whole)
        self.couple = tool_button("ph.link", _("Both move together"), checkable=True)
        self.couple.setChecked(True)
        self.couple.toggled.connect(self.pair.set_coupled)
        row.addWidget(self.couple)
        row.addWidget(Label(_("Beside it"), role="caption", token="text2"))
        row.addWidget(self.right, 1)
        return row

    def view(self) -> PageView:
        """The view that has the keyboard, else the left one."""
        return self.pair.right if self.pair.right.hasFocus() else self.pair.left

    def _zoom(self, step: int) -> None:
        self.view().zoom_by(step)

    def _turn(self) -> None:
        self.view().turn()

    def _whole(self) -> None:
        self.view().zoom_to(1.0)

    @Slot(str)
    def _on_chosen(self, view: PageView, key: str) -> None:
        if not key:
            self.pair.right.hide()
            self.pair.right.show_paper(None)
            return
        document = next(one for known, _name, one in self._every if known == key)
        if view is self.pair.right:
            self.pair.right.show()
        work = _Load(self._context.desk, document, view is self.pair.right)
        job = self._context.runner.start(work)
        job.done.connect(self._on_loaded)

    @Slot(object)
    def _on_loaded(self, answer: tuple[bool, Shown]) -> None:
        right, shown = answer
        self._show(self.pair.right if right else self.pair.left, shown)

    def _show(self, view: PageView, shown: Shown) -> None:
        view.show_paper(paper(self._context.desk, shown))
        view.set_fields(field_marks(shown))
        view.set_faults(fault_marks(shown))


class _Load:
    """Reads what is known of a document, in the background."""

    def __init__(self, desk: Desk, document: Document, right: bool) -> None:
        self._work = ReadDocument(desk, document, None)
        self._right = right

    def __call__(self, progress: Progress, stop: Stop) -> tuple[bool, Shown]:
        return self._right, self._work(progress, stop)
