"""The base of every page: header, scrolling body, and the calls by which the shell and a page talk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding
from seller_desk.ui.manners import window_works
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.labels import Label

Fix = tuple[str, Callable[[], None]]


@dataclass(frozen=True, slots=True)
class HelpNote:
    """A few words about a field or a step, and where they come from."""

    title: str
    text: str
    link: str = ""
    url: str = ""


class StepPage(QWidget):
    """A page of the wizard.

    Subclasses set `step` and put their widgets into `self.body` in `build()`. The shell calls `enter()` whenever
    the page is shown: it builds once and then refreshes. With `scrolls = False` the body fills the page, for pages
    whose own lists scroll. `owns_primary = True` says that a primary button lives on the page (Next then becomes
    a secondary one).
    """

    # The page got or lost a primary button of its own while it is shown.
    primary_changed = Signal()

    step = ""
    scrolls = True
    owns_primary = False

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self.context = context
        self.desk = context.desk
        self.theme = context.theme
        # So that Tab begins inside the page; a click on plain ground leaves a field, which saves it.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._built = False
        self._stale = False
        self._slices: Iterator[None] | None = None
        self._next_slice = QTimer(self)
        self._next_slice.setSingleShot(True)
        self._next_slice.setInterval(0)
        self._next_slice.timeout.connect(self._on_slice)
        self._title = Label(role="title")
        self._subtitle = Label(role="body", token="text2", wrap=True)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self.body = QVBoxLayout()
        self._frame()
        context.data_changed.connect(self._on_changed)
        context.company_changed.connect(self._on_changed)
        context.application_changed.connect(self._on_changed)

    # -- what a page overrides -------------------------------------------------------------------------

    def build(self) -> None:
        """Make the widgets. Called once, before the first refresh."""

    def refresh(self) -> None:
        """Fill the widgets from the services. Called when shown and after every change."""

    def leave(self) -> None:
        """The seller goes elsewhere; keep what is half typed."""

    def carry(self) -> object:
        """What is begun and would be gone with the widgets, when they are made anew in another language or look."""
        return None

    def take_up(self, carried: object) -> None:
        """Go on with what the page that was here before carried."""

    def reveal(self, finding: Finding) -> None:
        """Show the field, row or page that this finding is about."""

    def title(self) -> str:
        """The page's name."""
        return self.step

    def subtitle(self) -> str:
        """One sentence below the name."""
        return ""

    def header_actions(self) -> list[QWidget]:
        """Buttons at the right of the name. Asked once, after `build`."""
        return []

    def fixes(self, finding: Finding) -> list[Fix]:
        """Links under a finding: what the app can do about it, the best first. The shell adds "Why"."""
        return []

    def help_topic(self, field: str) -> HelpNote | None:
        """Words about the field that has the focus (its `helpTopic` property), or None."""
        return None

    def show_topic(self, topic: str) -> None:
        """Show the text about this place or topic. Only the guide has texts."""

    # -- what a page may use ---------------------------------------------------------------------------

    def in_slices(self, work: Iterator[None]) -> None:
        """Do this up to each `yield` in a turn of its own, the first now, so that the window answers in between.

        What an earlier call has not done yet is dropped.
        """
        self._slices = work
        self._on_slice()

    def settled(self) -> bool:
        """Whether no slice is to come."""
        return self._slices is None

    @Slot()
    def _on_slice(self) -> None:
        work = self._slices
        if work is None:
            return
        window_works()
        ended = next(work, self) is self
        # The slice itself may have begun something else.
        if self._slices is work:
            if ended:
                self._slices = None
            else:
                self._next_slice.start()

    # -- what the shell calls --------------------------------------------------------------------------

    def enter(self) -> None:
        """Build if need be, and fill."""
        window_works()
        if not self._built:
            self._built = True
            self.build()
            for action in self.header_actions():
                self._actions.addWidget(action)
        self._stale = False
        self.refresh()
        self.update_header()
        if (carried := self.context.carried.pop(self.step, None)) is not None:
            self.take_up(carried)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def update_header(self) -> None:
        """Show title and subtitle again, after what they say has changed."""
        self._title.setText(self.title())
        self.setAccessibleName(self.title())
        self._subtitle.setText(self.subtitle())
        self._subtitle.setVisible(bool(self.subtitle()))
        self._fit_head()

    @Slot()
    def _on_changed(self) -> None:
        if not self._built:
            return
        if self.isVisible():
            window_works()
            self.refresh()
            self.update_header()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """A page that missed a change while hidden catches up."""
        super().showEvent(event)
        if self._stale and self._built:
            self._stale = False
            self.refresh()
            self.update_header()

    def _frame(self) -> None:
        margin = tokens.PAGE_MARGIN
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(margin, 18, margin, 16)
        head.setSpacing(2)
        row = self._head_row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._title, 1)
        row.addLayout(self._actions)
        self._title.setMinimumHeight(
            max(self.theme.height(tokens.CONTROL), self.theme.metrics("title").height())
        )
        head.addLayout(row)
        head.addWidget(self._subtitle)
        outer.addLayout(head)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.body)
        self.body.setContentsMargins(margin, 0, margin, 16)
        self.body.setSpacing(tokens.CARD_GAP)
        if not self.scrolls:
            outer.addWidget(inner, 1)
            return
        column.addStretch(1)
        inner.setProperty("scrollbody", True)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        area.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.scroll_area = area
        outer.addWidget(area, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text in a narrow window: the buttons take a line of their own."""
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        # Asked of the buttons themselves: their layout answers from before they changed.
        items = [self._actions.itemAt(number) for number in range(self._actions.count())]
        # New ones are shown by their layout in a later turn; only what was hidden on purpose takes no room.
        on_purpose = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        widths = [
            one.sizeHint().width() + 12
            for item in items
            if item is not None
            and (one := item.widget()) is not None
            and not (one.isHidden() and one.testAttribute(on_purpose))
        ]
        needed = self._title.sizeHint().width() + sum(widths)
        beside = QBoxLayout.Direction.LeftToRight
        below = QBoxLayout.Direction.TopToBottom
        fits = needed <= self.width() - 2 * tokens.PAGE_MARGIN
        if self.width() > 0 and self._head_row.direction() is not (beside if fits else below):
            self._head_row.setDirection(beside if fits else below)
            left = Qt.AlignmentFlag.AlignLeft
            self._head_row.setAlignment(self._actions, Qt.AlignmentFlag(0) if fits else left)

    @Slot(int, int)
    def _on_range(self, _least: int, most: int) -> None:
        """The scroll bar stands in the page's margin, so that the content keeps its width."""
        margin = tokens.PAGE_MARGIN - (tokens.SCROLL_BAR if most > 0 else 0)
        self.body.setContentsMargins(tokens.PAGE_MARGIN, 0, margin, 16)

    scroll_area: QScrollArea | None = None

    def scroll_to(self, widget: QWidget) -> None:
        """Bring this widget into view and give it the focus."""
        if self.scroll_area is not None:
            self.scroll_area.ensureWidgetVisible(widget, 0, 48)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
