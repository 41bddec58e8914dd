"""Findings as a list: headed counts, icon, bold sentence, what was measured, then links."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding, Severity, by_weight
from seller_desk.core.base.language import N_, _, ngettext
from seller_desk.core.base.wording import wording
from seller_desk.ui.manners import window_works
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.buttons import Button, link_button
from seller_desk.ui.widgets.labels import IconLabel, Label, line

# As many as a seller reads at one go.
BATCH = 40
# As many as are seen at once; the rest of the batch follows in slices, so that the window answers in between.
FIRST = 8
SLICE = 4
# What the pane leaves for words beside the icon, and what a link needs beside its words.
_ROOM = tokens.PANE_WIDTH - 86
_LINK_PADDING = 8

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

    # The number of the link that was pressed.
    asked_fix = Signal(object, int)

    def __init__(self, finding: Finding, fixes: Sequence[str]) -> None:
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
        links = [
            link_button(text, partial(self.asked_fix.emit, finding, number))
            for number, text in enumerate(fixes)
        ]
        if finding.sources:
            links.append(link_button(_("Why"), self._why))
        if links:
            words.addSpacing(3)
            words.addLayout(_lines(links))
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus is seen."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, and a ring when it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(current().color("accent"), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 7, 7)


def _lines(links: Sequence[Button]) -> QVBoxLayout:
    """The links in as many lines as the pane's width makes of them.

    A layout that wraps by itself would be asked for its height a thousand times while forty findings find their place.
    """
    lines = QVBoxLayout()
    lines.setSpacing(2)
    row, room = QHBoxLayout(), 0
    for link in links:
        needed = link.fontMetrics().horizontalAdvance(link.text()) + _LINK_PADDING
        if needed > room:
            row = QHBoxLayout()
            # The links' own padding is not seen at the left edge.
            row.setContentsMargins(-3, 0, 0, 0)
            row.setSpacing(10)
            row.addStretch(1)
            lines.addLayout(row)
            room = _ROOM
        row.insertWidget(row.count() - 1, link)
        room -= needed + 10
    return lines


class FindingList(QWidget):
    """Findings under headed counts, blockers first. `activated` and `asked_why` carry the finding.

    Thousands of drafts have thousands of findings: a batch is made at a time, a link brings the next. A batch itself
    is made in slices, and nothing is made anew when the same findings are shown again.
    """

    activated = Signal(object)
    asked_why = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__()
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._findings: list[Finding] = []
        self._current: Finding | None = None
        self._fixes: Callable[[Finding], Sequence[Fix]] | None = None
        self._next_slice = QTimer(self)
        self._next_slice.setSingleShot(True)
        self._next_slice.setInterval(0)
        self._next_slice.timeout.connect(self._add_slice)
        self._begin()

    def findings(self) -> list[Finding]:
        """All of them, in order."""
        return list(self._findings)

    def complete(self) -> bool:
        """Whether the batch is made."""
        return not self._next_slice.isActive()

    def set_findings(
        self,
        findings: Sequence[Finding],
        fixes: Callable[[Finding], Sequence[Fix]] | None = None,
    ) -> None:
        """Show these. `fixes` gives the links of one finding; it is asked again when one is pressed."""
        ordered = by_weight(findings)
        self._fixes = fixes
        if ordered == self._findings and all(
            self._labels(block.finding) == labels
            for block, labels in zip(self._blocks, self._shown_fixes, strict=True)
        ):
            return
        self._findings = ordered
        # The former ones go with what holds them: taken out one by one, each would be styled again first.
        old = self._holder
        self._whole.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._begin()
        self._wanted = min(BATCH, len(ordered))
        self._add(FIRST)

    def _begin(self) -> None:
        """An empty list."""
        self._next_slice.stop()
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._blocks: list[FindingBlock] = []
        self._shown_fixes: list[list[str]] = []
        self._more: QWidget | None = None
        self._wanted = 0
        self._whole.addWidget(self._holder)

    @Slot()
    def _add_slice(self) -> None:
        window_works()
        self._add(SLICE)

    def _add(self, number: int) -> None:
        """The next findings, and after the last of the batch the way to those after it."""
        done = len(self._blocks)
        before = self._findings[done - 1].severity if done else None
        for finding in self._findings[done : min(done + number, self._wanted)]:
            if finding.severity is not before:
                self._head(finding.severity, first=before is None)
                before = finding.severity
            else:
                self._column.addWidget(line())
            labels = self._labels(finding)
            block = FindingBlock(finding, labels)
            block.activated.connect(self._on_activated)
            block.asked_why.connect(self.asked_why)
            block.asked_fix.connect(self._on_fix)
            self._blocks.append(block)
            self._shown_fixes.append(labels)
            self._column.addWidget(block)
            block.set_current(self._current is not None and finding == self._current)
        if len(self._blocks) < self._wanted:
            self._next_slice.start()
        else:
            self._end_batch()

    def _end_batch(self) -> None:
        rest = len(self._findings) - len(self._blocks)
        if rest:
            words = ngettext("Show {n} more", "Show {n} more", rest).format(n=min(rest, BATCH))
            if rest > BATCH:
                words = _("Show {n} more of {all}").format(n=BATCH, all=f"{rest:,}")
            self._more = link_button(words, self._on_more)
            self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def _on_more(self) -> None:
        first = len(self._blocks)
        # The link and the stretch below it give way.
        self._column.takeAt(self._column.count() - 1)
        if self._more is not None:
            self._column.removeWidget(self._more)
            self._more.hide()
            self._more.deleteLater()
            self._more = None
        self._wanted = min(first + BATCH, len(self._findings))
        self._add(FIRST)
        self._blocks[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_current(self, finding: Finding | None) -> None:
        """Mark one finding, as when its row is chosen on the page."""
        self._current = finding
        for block in self._blocks:
            block.set_current(finding is not None and block.finding == finding)

    def _labels(self, finding: Finding) -> list[str]:
        return [text for text, _act in self._fixes(finding)] if self._fixes else []

    @Slot(object, int)
    def _on_fix(self, finding: Finding, number: int) -> None:
        fixes = self._fixes(finding) if self._fixes else ()
        if number < len(fixes):
            fixes[number][1]()

    def _head(self, severity: Severity, *, first: bool) -> None:
        words, token = HEADS[severity]
        count = sum(1 for one in self._findings if one.severity is severity)
        head = Label(f"{_(words)} {count}", role="captionstrong", token=token)
        head.setContentsMargins(0, 0 if first else 14, 0, 3)
        self._column.addWidget(head)

    def _on_activated(self, finding: Finding) -> None:
        self.set_current(finding)
        self.activated.emit(finding)
