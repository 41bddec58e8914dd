"""The pane at the right: problems of this step, help, and why a rule asks for what it asks."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import wording
from seller_desk.ui.shell.help import HELP
from seller_desk.ui.shell.page import Fix, HelpNote
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import link_button, tool_button
from seller_desk.ui.widgets.card import Well, scrolling
from seller_desk.ui.widgets.empty import EmptyState
from seller_desk.ui.widgets.findings import HEADS, FindingList
from seller_desk.ui.widgets.labels import IconLabel, Label
from seller_desk.ui.widgets.layouts import clear
from seller_desk.ui.widgets.popover import SourceRows, source_rows
from seller_desk.ui.widgets.tabs import TabBar

_TOGGLE_ICON = "msc.layout-sidebar-right"


class NoteBox(Well):
    """The box at the foot of the pane: help of the field in focus, or the source of a rule."""

    opened = Signal(str)
    own_wanted = Signal(str, str)
    guide_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(kind="help")
        self.hide()

    def show_note(self, note: HelpNote, place: str = "") -> None:
        """A few words; `place` is the spot of the guide that says more."""
        clear(self.body)
        self.body.addWidget(Label(note.title, role="captionstrong", wrap=True))
        self.body.addWidget(Label(note.text, role="caption", token="text2", wrap=True))
        self._link(note.link, note.url)
        if place:
            more = link_button(
                _("Read more in the guide"), partial(self.guide_wanted.emit, place), "ph.book-open"
            )
            self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.show()

    def show_why(self, finding: Finding) -> None:
        """The sources of a finding, each with date, confidence and the other value."""
        clear(self.body)
        head = QHBoxLayout()
        head.addWidget(Label(wording(finding).title, role="captionstrong", wrap=True), 1)
        close = tool_button("ph.x", _("Close"), self.hide)
        close.setIconSize(QSize(12, 12))
        close.setProperty("small", True)
        close.setFixedSize(24, 24)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        holder.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(holder)
        for source in finding.sources:
            self.body.addWidget(SourceRows(source_rows(source)))
            self._link(_("Open source"), source.url)
            if source.key:
                own = partial(self.own_wanted.emit, source.key, finding.site)
                link = link_button(_("Use my own value"), own, "ph.pencil-simple")
                self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.show()

    def _link(self, text: str, url: str) -> None:
        if url.startswith("http"):
            opener = link_button(text or url, partial(self.opened.emit, url), "ph.link")
            self.body.addWidget(opener, 0, Qt.AlignmentFlag.AlignLeft)
        elif text and url == "":
            self.body.addWidget(Label(text, role="caption", token="text2", wrap=True))


class Panel(QFrame):
    """The open pane."""

    toggled = Signal()
    activated = Signal(object)
    source_wanted = Signal(str)
    # The seller wants a value of their own: the fact's key, and the site (empty = all).
    own_wanted = Signal(str, str)
    # A spot of the guide; empty: the one about the page in view.
    guide_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "pane")
        self.setFixedWidth(tokens.PANE_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 14, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(15, 0, 4, 0)
        self.tabs = TabBar(
            [("problems", _("Problems")), ("help", _("Help"))], name=_("Pane"), ruled=False
        )
        self.tabs.chosen.connect(self.show_tab)
        head.addWidget(self.tabs)
        head.addWidget(tool_button(_TOGGLE_ICON, _("Fold the pane"), self.toggled.emit))
        column.addLayout(head)
        seam = QFrame()
        seam.setProperty("kind", "seam")
        seam.setFixedHeight(1)
        column.addWidget(seam)
        self._stack = QStackedWidget()
        self.list = FindingList()
        self.list.activated.connect(self.activated)
        self.list.asked_why.connect(self._on_why)
        self._none = EmptyState(
            _("No problems"),
            _("They are listed here once something needs attention, the most urgent first."),
            icon="ph.check-circle",
        )
        problems = QWidget()
        inner = QVBoxLayout(problems)
        inner.setContentsMargins(15, 12, 16, 16)
        inner.addWidget(self._none)
        inner.addWidget(self.list)
        inner.addStretch(1)
        self._stack.addWidget(scrolling(problems))
        self._help = QWidget()
        self._help_column = QVBoxLayout(self._help)
        self._help_column.setContentsMargins(15, 16, 16, 16)
        self._help_column.setSpacing(2)
        self._stack.addWidget(scrolling(self._help))
        column.addWidget(self._stack, 1)
        self.note = NoteBox()
        self.note.opened.connect(self.source_wanted)
        self.note.own_wanted.connect(self.own_wanted)
        self.note.guide_wanted.connect(self.guide_wanted)
        foot = QVBoxLayout()
        foot.setContentsMargins(15, 0, 16, 12)
        foot.addWidget(self.note)
        column.addLayout(foot)

    def show_findings(
        self, findings: Sequence[Finding], fixes: Callable[[Finding], Sequence[Fix]], *, begun: bool
    ) -> None:
        """The problems of the step in view; `begun` says whether there is anything that could have some."""
        self.tabs.set_text("problems", _("Problems {n}").format(n=len(findings)))
        self.list.set_findings(findings, fixes)
        self.list.setVisible(bool(findings))
        self._none.setVisible(not findings)
        if not begun:
            self.note.hide()

    def show_help(self, step: str) -> None:
        """The help of this step."""
        clear(self._help_column)
        for topic in HELP.get(step, ()):
            self._help_column.addWidget(Label(_(topic.title), role="strong", wrap=True))
            text = Label(_(topic.text), role="caption", token="text2", wrap=True)
            text.setContentsMargins(0, 0, 0, 14)
            self._help_column.addWidget(text)
        more = link_button(
            _("Read more in the guide"), partial(self.guide_wanted.emit, ""), "ph.book-open"
        )
        self._help_column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._help_column.addStretch(1)

    def show_tab(self, tab: str) -> None:
        """Bring problems or help to the front."""
        self.tabs.set_current(tab)
        self._stack.setCurrentIndex(0 if tab == "problems" else 1)

    def show_topic(self, note: HelpNote | None, place: str = "") -> None:
        """Help of the field in focus (`company/phone`), with the way into the guide where it speaks of it."""
        if note is not None:
            from seller_desk.ui.pages.guide.topics import field_place

            self.note.show_note(note, place if field_place(place.partition("/")[2]) else "")

    def _on_why(self, finding: Finding) -> None:
        self.list.set_current(finding)
        self.note.show_why(finding)


class Strip(QFrame):
    """The folded pane: counts by severity, and the way back."""

    toggled = Signal()
    help_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "pane")
        self.setFixedWidth(tokens.PANE_STRIP)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 14, 0, 12)
        column.setSpacing(0)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.button = tool_button(_TOGGLE_ICON, _("Open the pane"), self.toggled.emit)
        column.addWidget(self.button, 0, middle)
        column.addSpacing(4)
        seam = QFrame()
        seam.setProperty("kind", "seam")
        seam.setFixedHeight(1)
        column.addWidget(seam)
        column.addSpacing(14)
        self._marks: dict[Severity, tuple[IconLabel, Label]] = {}
        for severity in Severity:
            icon, token = tokens.STATE_ICONS[severity.value]
            pair = (IconLabel(icon, token, 16), Label(role="captionstrong", token=token))
            self._marks[severity] = pair
            column.addWidget(pair[0], 0, middle)
            column.addWidget(pair[1], 0, middle)
            pair[1].setContentsMargins(0, 2, 0, 10)
        column.addWidget(tool_button("ph.question", _("Help"), self.help_wanted.emit), 0, middle)
        column.addStretch(1)
        self.show_counts(())

    def show_counts(self, findings: Sequence[Finding]) -> None:
        """How many of each severity."""
        told = []
        for severity, (icon, label) in self._marks.items():
            count = sum(1 for one in findings if one.severity is severity)
            icon.setVisible(bool(count))
            label.setVisible(bool(count))
            label.setText(str(count))
            if count:
                told.append(f"{_(HEADS[severity][0])} {count}")
        words = _("Open the pane")
        self.button.setAccessibleName(f"{words}, {', '.join(told)}" if told else words)
