"""One paper: the original beside the copy, and below them what was changed and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.wording import wording
from seller_desk.core.desk import Desk
from seller_desk.core.documents.renditions.words import change_text, checked_fields, offer_text
from seller_desk.ui.pages.documents.copies.work import (
    CopyRow,
    copy_facts,
    copy_paper,
    original_facts,
    original_paper,
)
from seller_desk.ui.runner import Runner
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import (
    Card,
    IconLabel,
    Label,
    Notice,
    SourcePopover,
    line,
    link_button,
)
from seller_desk.ui.widgets.card import scrolling
from seller_desk.ui.widgets.popover import show_sources
from seller_desk.ui.widgets.viewer import SideBySide

_ICONS = {
    "unchanged": ("ph.check-circle-fill", "ok"),
    "private": ("ph.eye-slash", "text2"),
    "private_stays": ("ph.warning-fill", "warn"),
    "converted": ("ph.swap", "text2"),
    "merged": ("ph.stack", "text2"),
    "stacked": ("ph.stack", "text2"),
    "split": ("ph.files", "text2"),
    "compressed": ("ph.arrows-in", "text2"),
    "scaled": ("ph.arrows-in", "text2"),
    "turned": ("ph.arrow-clockwise", "text2"),
    "repaired": ("ph.crop", "text2"),
}
_VIEW_HEIGHT = 200


class _Why(QWidget):
    """One line: icon, what was done, and a link to the rule behind it."""

    opened = Signal(str)

    def __init__(self, icon: tuple[str, str], text: str, source: SourceNote | None) -> None:
        super().__init__()
        self._text = text
        self._source = source
        self._popover: SourcePopover | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(*icon, 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(text, wrap=True), 1)
        if source is not None:
            self.link = link_button(_("Why"), self._on_why)
            self.link.setAccessibleName(f"{_('Why')}: {text}")
            row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)

    def _on_why(self) -> None:
        assert self._source is not None
        self._popover = show_sources(self, self._text, [self._source], self.link, self.opened)


class CopyDetail(Card):
    """Shows one row. `source_opened` carries a web address."""

    source_opened = Signal(str)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(padding=0)
        self._desk = desk
        self.row: CopyRow | None = None
        inner = QWidget()
        # All of it scrolls: on a low window the pictures keep a size at which something is to be seen.
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        heads = QHBoxLayout()
        heads.setContentsMargins(16, 10, 16, 8)
        heads.setSpacing(16)
        self._before, self._before_facts = _head(heads)
        self._after, self._after_facts = _head(heads)
        self._column.addLayout(heads)
        self.views = SideBySide(runner, names=(_("Original"), _("Platform copy")))
        for view in (self.views.left, self.views.right):
            view.show_fields(False)
        self.views.setMinimumHeight(current().px(_VIEW_HEIGHT))
        self._column.addWidget(self.views, 1)
        self.trouble = Notice("", tone="caution")
        self.trouble.hide()
        self._column.addWidget(self.trouble)
        self._column.addWidget(line())
        self._changes = QWidget()
        self._column.addWidget(self._changes)
        said = _("The original stays as it is.")
        foot = Label(said, role="caption", token="text2", wrap=True)
        foot.setContentsMargins(16, 6, 16, 10)
        self._column.addWidget(foot)
        self.body.addWidget(scrolling(inner))

    def show_row(self, row: CopyRow | None) -> None:
        """This paper, or none."""
        self.row = row
        if row is None:
            self.views.left.show_paper(None)
            self.views.right.show_paper(None)
            return
        planned = row.planned
        originals = planned.paper.originals
        self._before.setText(listed(one.name for one in originals))
        self._before_facts.setText(f"{_('Original')} · {original_facts(originals)}")
        self._after.setText(listed(row.names) or _("No copy"))
        self._after_facts.setText(self._facts_of(row))
        self.views.left.show_paper(original_paper(self._desk, originals))
        made = copy_paper(self._desk, row)
        self.views.right.setVisible(made is not None)
        self.views.right.show_paper(made)
        refused = planned.copy.refused
        self.trouble.setVisible(refused is not None)
        if refused is not None:
            said = wording(refused)
            self.trouble.set_text(said.title, said.detail)
        lines = self._lines(row)
        self._column.replaceWidget(self._changes, lines)
        self._changes.deleteLater()
        self._changes = lines

    def texts(self) -> list[str]:
        """Every line below the pictures, for tests."""
        return [one.text() for one in self._changes.findChildren(Label)]

    def _facts_of(self, row: CopyRow) -> str:
        files = row.planned.copy.files
        if not files:
            return ""
        if not row.planned.ready:
            return _("Not made yet; its size is not known")
        return f"{_('Platform copy')} · {copy_facts(files[0])}"

    def _lines(self, row: CopyRow) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 10, 16, 6)
        column.setSpacing(8)
        copy = row.planned.copy
        for change in copy.changes if copy.refused is None else ():
            icon = _ICONS.get(change.code, ("ph.check", "text2"))
            text = change_text(change)
            if change.code == "compressed" and change.words:
                text = f"{text}\n{checked_fields(change)}"
            column.addWidget(self._wired(_Why(icon, text, change.source)))
        for offer in copy.offers:
            icon = ("ph.warning-fill", "warn")
            column.addWidget(self._wired(_Why(icon, offer_text(offer), offer.source)))
        if copy.refused is not None and copy.files:
            text = _("The packet takes the original as it is")
            column.addWidget(_Why(("ph.file", "text2"), text, None))
        return inner

    def _wired(self, why: _Why) -> _Why:
        why.opened.connect(self.source_opened)
        return why


def _head(row: QHBoxLayout) -> tuple[Label, Label]:
    column = QVBoxLayout()
    column.setSpacing(0)
    name = Label("", role="strong", wrap=True)
    facts = Label("", role="caption", token="text2", wrap=True)
    column.addWidget(name)
    column.addWidget(facts)
    row.addLayout(column, 1)
    return name, facts
