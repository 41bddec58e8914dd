"""The frame of the window: rail, page, pane or its strip, bottom bar. It folds; where to go is the window's matter."""

from collections.abc import Sequence

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.ui.shell import settings
from seller_desk.ui.shell.bottom_bar import BottomBar
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.pane import Panel, Strip
from seller_desk.ui.shell.rail import Rail
from seller_desk.ui.shell.tab_order import chain, stops
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import link_button, secondary_button
from seller_desk.ui.widgets.card import Notice


class Frame(QWidget):
    """Three fixed zones and the bar. Narrow, the pane folds to its strip and opens over the page.

    `news_wanted` fires when the seller wants to see what the notice above the page tells, `news_seen` when it goes.
    """

    news_wanted = Signal()
    news_seen = Signal()

    def __init__(self, context: WindowContext, places: Sequence[str]) -> None:
        super().__init__()
        self._context = context
        self._floating = False
        self._folded_by_hand = settings.pane_folded(context.desk.store)
        self.rail = Rail(places)
        self.stack = QStackedWidget()
        self.panel = Panel()
        self.panel.toggled.connect(self._on_toggle)
        self.strip = Strip()
        self.strip.toggled.connect(self._on_toggle)
        self.strip.help_wanted.connect(self.show_help)
        self.bar = BottomBar()
        self.alarm = Notice("", "", tone="alarm")
        self.alarm.hide()
        self.alarm.links.addWidget(secondary_button(_("Open log folder"), "", self._open_log))
        self.alarm.links.addWidget(link_button(_("Dismiss"), self.alarm.hide))
        self.news = Notice("", "")
        self.news.hide()
        self.news.links.addWidget(secondary_button(_("Details"), "", self._on_news))
        self.news.links.addWidget(link_button(_("Dismiss"), self._on_news_gone))
        self._lay_out()
        self._fold()

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        self._upper = QHBoxLayout()
        self._upper.setSpacing(0)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.alarm)
        middle.addWidget(self.news)
        middle.addWidget(self.stack, 1)
        self._upper.addLayout(middle, 1)
        self._upper.addWidget(self.strip)
        self._upper.addWidget(self.panel)
        right.addLayout(self._upper, 1)
        right.addWidget(self.bar)
        whole.addLayout(right, 1)

    def show_alarm(self, title: str, text: str) -> None:
        """Our own mistake, told above the page."""
        self.alarm.set_text(title, text)
        self.alarm.show()

    def show_news(self, title: str, text: str) -> None:
        """Something that the seller should know, told above the page until it is read."""
        self.news.set_text(title, text)
        self.news.show()

    @Slot()
    def _on_news(self) -> None:
        self.news.hide()
        self.news_wanted.emit()

    @Slot()
    def _on_news_gone(self) -> None:
        self.news.hide()
        self.news_seen.emit()

    @Slot()
    def show_help(self) -> None:
        """Bring the help of this step to the front."""
        self.panel.show_tab("help")
        if self._narrow():
            self.float_panel(True)
        elif self._folded_by_hand:
            self._on_toggle()

    def order_tabs(self, page: QWidget | None) -> None:
        """Tab walks rail, page, pane, bottom bar, each as it is read."""
        parts = [self.rail, self.alarm, self.news, page, self.panel, self.strip, self.bar]
        chain(
            stop
            for part in parts
            if part is not None and not part.isHidden()
            for stop in stops(part)
        )

    def float_panel(self, floating: bool) -> None:
        """Lay the panel over the page (narrow windows), or put it back."""
        if floating == self._floating:
            return
        self._floating = floating
        if floating:
            self._upper.removeWidget(self.panel)
            self._place_panel()
            self.panel.show()
            self.panel.raise_()
        else:
            self._upper.addWidget(self.panel)
        self._fold()

    def _narrow(self) -> bool:
        # Larger text needs more of the width for the page.
        more = (self._context.theme.scale - 1) * 0.6
        width = self.width() if self.isVisible() else self.window().width()
        return width < tokens.PANE_FOLDS_BELOW * (1 + more)

    def _fold(self) -> None:
        """Show panel or strip, as the width and the seller want."""
        folded = self._narrow() or self._folded_by_hand
        self.strip.setVisible(folded)
        if not self._floating:
            self.panel.setVisible(not folded)

    def _place_panel(self) -> None:
        left = self.width() - tokens.PANE_STRIP - tokens.PANE_WIDTH
        self.panel.setGeometry(left, 0, tokens.PANE_WIDTH, self.height() - self.bar.height())

    @Slot()
    def _on_toggle(self) -> None:
        if self._narrow():
            self.float_panel(not self._floating)
            return
        self._folded_by_hand = not self._folded_by_hand
        settings.keep_pane(self._context, folded=self._folded_by_hand)
        self._fold()

    def _open_log(self) -> None:
        self._context.open_url(QUrl.fromLocalFile(str(self._context.desk.folder.logs)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the pane when it gets narrow."""
        super().resizeEvent(event)
        if not self._narrow():
            self.float_panel(False)
        self._fold()
        if self._floating:
            self._place_panel()
