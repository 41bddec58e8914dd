"""Findings as a list: headed counts, icon, bold sentence, what was measured, then links."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding, Severity, by_weight
from seller_desk.core.base.language import N_, _, ngettext
from seller_desk.core.base.wording import wording
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.buttons import link_button
from seller_desk.ui.widgets.flow_layout import FlowLayout
from seller_desk.ui.widgets.labels import IconLabel, Label, line

# As many as a seller reads at one go, made in less than a tenth of a second.
BATCH = 40

Fix = tuple[str, Callable[[], None]]
HEADS = {
    Severity.BLOCKER: (N_("Blockers"), "bad"),
    Severity.WARNING: (N_("Warnings"), "warn"),
    Severity.HINT: (N_("Hints"), "accent"),
}


class FindingBlock(QFrame):
    """One finding. A click or Enter goes to its place (`activated`)."""

    activated = Signal(object)
    asked_why = Signal(object)

    def __init__(self, finding: Finding, fixes: Sequence[Fix]) -> None:
        super().__init__()
        self.finding = finding
        said = wording(finding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(said.sentence)
        # Not Fixed: that would cap the height at the hint, which knows nothing of the width to come.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setSpacing(8)
        icon, token = tokens.STATE_ICONS[finding.severity.value]
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 2, 0, 0)
        mark.addWidget(IconLabel(icon, token, 16))
        mark.addStretch(1)
        row.addLayout(mark)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(said.title, role="strong", wrap=True))
        if said.detail:
            words.addWidget(Label(said.detail, role="caption", token="text2", wrap=True))
        links = FlowLayout(gap=10, line_gap=2, indent=-3)
        for text, act in fixes:
            links.addWidget(link_button(text, act))
        if finding.sources:
            links.addWidget(link_button(_("Why"), self._why))
        if links.count():
            words.addSpacing(3)
            words.addLayout(links)
        row.addLayout(words, 1)
        self.set_current(False)

    def set_current(self, chosen: bool) -> None:
        """Look chosen."""
        kind = "current" if chosen else ""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(11 if chosen else 1, 9, 8, 9)
        if (self.property("kind") or "") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)

    def _why(self) -> None:
        self.asked_why.emit(self.finding)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes to the place."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.activated.emit(self.finding)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit(self.finding)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        """The focus is seen."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.update()

    def focusOutEvent(self, event: object) -> None:
        """The ring goes."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.update()

    def paintEvent(self, event: object) -> None:
        """The frame, and a ring when it has the focus."""
        super().paintEvent(event)  # type: ignore[arg-type]
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(current().color("accent"), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 7, 7)


class FindingList(QWidget):
    """Findings under headed counts, blockers first. `activated` and `asked_why` carry the finding.

    Thousands of drafts have thousands of findings: a batch is made at a time, a link brings the next.
    """

    activated = Signal(object)
    asked_why = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._blocks: list[FindingBlock] = []
        self._findings: list[Finding] = []
        self._current: Finding | None = None
        self._fixes: Callable[[Finding], Sequence[Fix]] | None = None
        self._more: QWidget | None = None

    def findings(self) -> list[Finding]:
        """All of them, in order."""
        return list(self._findings)

    def set_findings(
        self,
        findings: Sequence[Finding],
        fixes: Callable[[Finding], Sequence[Fix]] | None = None,
    ) -> None:
        """Show these. `fixes` gives the links of one finding."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._blocks.clear()
        self._more = None
        self._findings = by_weight(findings)
        self._fixes = fixes
        self._add_batch()

    def _add_batch(self) -> None:
        """The next findings, and the way to those after them."""
        done = len(self._blocks)
        before = self._findings[done - 1].severity if done else None
        for finding in self._findings[done : done + BATCH]:
            if finding.severity is not before:
                self._head(finding.severity, first=before is None)
                before = finding.severity
            else:
                self._column.addWidget(line())
            block = FindingBlock(finding, self._fixes(finding) if self._fixes else ())
            block.activated.connect(self._on_activated)
            block.asked_why.connect(self.asked_why)
            self._blocks.append(block)
            self._column.addWidget(block)
        rest = len(self._findings) - len(self._blocks)
        if rest:
            words = ngettext("Show {n} more", "Show {n} more", rest).format(n=min(rest, BATCH))
            if rest > BATCH:
                words = _("Show {n} more of {all}").format(n=BATCH, all=f"{rest:,}")
            self._more = link_button(words, self._on_more)
            self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.set_current(self._current)

    def _on_more(self) -> None:
        first = len(self._blocks)
        # The link and the stretch below it give way.
        self._column.takeAt(self._column.count() - 1)
        if self._more is not None:
            self._column.removeWidget(self._more)
            self._more.hide()
            self._more.deleteLater()
            self._more = None
        self._add_batch()
        self._blocks[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_current(self, finding: Finding | None) -> None:
        """Mark one finding, as when its row is chosen on the page."""
        self._current = finding
        for block in self._blocks:
            block.set_current(finding is not None and block.finding == finding)

    def _head(self, severity: Severity, *, first: bool) -> None:
        words, token = HEADS[severity]
        count = sum(1 for one in self._findings if one.severity is severity)
        head = Label(f"{_(words)} {count}", role="captionstrong", token=token)
        head.setContentsMargins(0, 0 if first else 14, 0, 3)
        self._column.addWidget(head)

    def _on_activated(self, finding: Finding) -> None:
        self.set_current(finding)
        self.activated.emit(finding)
