"""The bottom bar: Back, what was saved or what runs, Next, and how many connections were made."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from seller_desk.core.base.language import _
from seller_desk.ui.runner import Job
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.buttons import link_button, primary_button, secondary_button
from seller_desk.ui.widgets.labels import IconLabel, ShortLabel
from seller_desk.ui.widgets.progress import time_left


class _Corner(QWidget):
    """As wide as the pane above it, and no wider than its words need where there is no room for that."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """The pane's width."""
        return super().sizeHint().expandedTo(QSize(tokens.PANE_WIDTH, 0))


class BottomBar(QFrame):
    """Always visible. Shows running work instead of the saved time while there is some."""

    back = Signal()
    forward = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.setFixedHeight(current().height(tokens.BOTTOM_BAR, 32))
        self._job: Job | None = None
        self._quiet = ("", "", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.PAGE_MARGIN, 0, 0, 0)
        row.setSpacing(12)
        self.back_button = secondary_button("", "ph.arrow-left")
        self.back_button.clicked.connect(self.back)
        row.addWidget(self.back_button)
        row.addStretch(1)
        self._icon = IconLabel("ph.check", "ok", 14)
        self._text = ShortLabel(role="caption", token="text2")
        self._cancel = link_button(_("Cancel"), self._on_cancel)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.addWidget(self._cancel)
        row.addStretch(1)
        self.next_button = primary_button("")
        self.next_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.next_button.clicked.connect(self.forward)
        row.addWidget(self.next_button)
        row.addSpacing(tokens.PAGE_MARGIN - 12)
        row.addWidget(self._make_offline())
        self._show("", "text2", "")

    def _make_offline(self) -> QWidget:
        corner = _Corner()
        line = QHBoxLayout(corner)
        line.setContentsMargins(0, 0, 12, 0)
        line.setSpacing(8)
        seam = QFrame()
        seam.setProperty("kind", "seam")
        seam.setFixedSize(1, 24)
        line.addWidget(seam)
        line.addSpacing(9)
        self._shield = IconLabel("ph.shield-check", "ok", 14)
        self._connections = ShortLabel(role="caption", token="text2")
        line.addWidget(self._shield)
        line.addWidget(self._connections)
        line.addStretch(1)
        return corner

    def show_ways(self, back: str, forward: str, *, primary: bool) -> None:
        """The names on Back and Next; an empty one hides its button."""
        self.back_button.setVisible(bool(back))
        self.back_button.setText(back)
        self.next_button.setVisible(bool(forward))
        self.next_button.setText(forward)
        self.next_button.set_kind("primary" if primary else "secondary")
        self.next_button.set_icon("ph.arrow-right")

    def show_saved(self, text: str) -> None:
        """When it was saved."""
        self._say("ph.check", "ok", text)

    def show_message(self, text: str) -> None:
        """What a page says."""
        self._say("ph.info", "accent", text)

    def show_connections(self, count: int) -> None:
        """How many connections this program has opened."""
        calm = count == 0
        words = _("Offline, 0 connections") if calm else _("{n} connections").format(n=count)
        if self._connections.text() != words:
            self._connections.setText(words)
            self._shield.set_icon(
                "ph.shield-check" if calm else "ph.warning-fill", "ok" if calm else "warn"
            )

    def show_job(self, job: Job | None) -> None:
        """Follow this work, or none."""
        if job is self._job:
            return
        self._job = job
        if job is None:
            self._show(*self._quiet)
            return
        self._show("ph.spinner", "accent", job.title)
        self._cancel.setVisible(True)
        job.progress.connect(self._on_progress)

    @property
    def text(self) -> str:
        """What it says in the middle."""
        return self._text.text()

    def _say(self, icon: str, token: str, text: str) -> None:
        self._quiet = (icon, token, text)
        if self._job is None:
            self._show(icon, token, text)

    def _show(self, icon: str, token: str, text: str) -> None:
        self._cancel.setVisible(False)
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.set_icon(icon, token)
        self._text.setText(text)

    @Slot(int, int, str)
    def _on_progress(self, done: int, total: int, what: str) -> None:
        if self._job is None or self.sender() is not self._job:
            return
        parts = [self._job.title]
        if what:
            parts.append(what)
        if total:
            parts.append(f"{done} / {total}")
        left = time_left(self._job)
        if left:
            parts.append(left)
        metrics = self._text.fontMetrics()
        room = max(160, self.width() - tokens.PANE_WIDTH - 420)
        text = metrics.elidedText(_(" · ").join(parts), Qt.TextElideMode.ElideMiddle, room)
        self._text.setText(text)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._text.setText(_("Stopping"))
