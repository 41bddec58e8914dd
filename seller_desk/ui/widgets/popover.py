"""Where a value comes from: a small popup at the figure."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygon
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Confidence, SourceNote
from seller_desk.core.base.language import N_, _
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.buttons import Button, link_button
from seller_desk.ui.widgets.labels import IconLabel, Label, line

CONFIDENCE_WORDS = {
    Confidence.OFFICIAL: N_("Official page"),
    Confidence.TWO_SOURCES: N_("Two sources agree"),
    Confidence.SINGLE_BLOG: N_("Only one source"),
    Confidence.SELLER: N_("Your own value"),
    Confidence.COMMUNITY: N_("Community pack, not checked by us"),
}
_ARROW = 8


def source_rows(source: SourceNote) -> list[tuple[str, str, str]]:
    """(name, words, state) of a source: source, date, when we read it, confidence, the other value."""
    single = source.confidence.alone
    rows = [
        (_("Source"), source.title, ""),
        (_("Date"), source.as_of or _("undated"), "" if source.as_of else "warning"),
    ]
    if source.checked:
        rows.append((_("Checked"), source.checked.isoformat(), ""))
    rows.append(
        (_("Confidence"), _(CONFIDENCE_WORDS[source.confidence]), "warning" if single else "")
    )
    if source.conflict:
        rows.append((_("Other value"), source.conflict, "warning"))
    return rows


class SourceRows(QWidget):
    """The rows of a source as name and words."""

    def __init__(self, rows: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for number, (name, words, state) in enumerate(rows):
            grid.addWidget(Label(name, role="caption", token="text2"), number, 0, top)
            icon, token = tokens.STATE_ICONS.get(state, ("", "text"))
            if icon:
                grid.addWidget(IconLabel(icon, token, 14), number, 1, top)
            text = Label(words, role="caption", token=token, wrap=True)
            if icon:
                grid.addWidget(text, number, 2)
            else:
                grid.addWidget(text, number, 1, 1, 2)


class SourcePopover(QFrame):
    """Value, basis, date, confidence, other value, open source. Esc closes.

    `show_at(widget)` opens it with its arrow at the widget; `opened_source` fires with the address.
    """

    opened_source = Signal(str)

    def __init__(
        self,
        title: str,
        value: str,
        sources: Sequence[SourceNote],
        *,
        basis: str = "",
        own_value: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(f"{title} {value}")
        self.setFixedWidth(322)
        self._arrow_x = 36
        self._below = True
        self._url = ""
        self._links: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12 + _ARROW, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Label(title, role="strong", wrap=True), 1)
        head.addWidget(Label(value, role="h3"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for number, source in enumerate(sources):
            if number:
                column.addWidget(line())
            rows = source_rows(source)
            if basis and not number:
                rows.insert(0, (_("Basis"), basis, ""))
            column.addWidget(SourceRows(rows))
        column.addWidget(line())
        foot = QHBoxLayout()
        self._url = next((source.url for source in sources if source.url), "")
        if self._url:
            opener = link_button(_("Open source"), self._open, "ph.arrow-square-out")
            foot.addWidget(opener)
            self._links.append(opener)
        foot.addStretch(1)
        if own_value is not None:
            own = link_button(_("Use my own value"), own_value)
            own.clicked.connect(self.close)
            foot.addWidget(own)
            self._links.append(own)
        column.addLayout(foot)

    def show_at(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Open at this widget (or at a point of it), arrow towards it, inside the screen."""
        self._fit()
        anchor = widget.mapToGlobal(place or QPoint(widget.width() // 2, widget.height()))
        screen = QGuiApplication.screenAt(anchor) or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        x = max(area.left(), min(anchor.x() - 36, area.right() - self.width()))
        y = anchor.y()
        if y + self.height() > area.bottom():
            self._below = False
            height = 0 if place else widget.height()
            y = anchor.y() - height - self.height()
            layout = self.layout()
            if layout is not None:
                layout.setContentsMargins(16, 12, 16, 12 + _ARROW)
        self._arrow_x = max(16, min(anchor.x() - x, self.width() - 16))
        self.move(x, y)
        self.show()
        if self._links:
            self._links[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        """As tall as the wrapped words need at this width; `adjustSize` reckons with one line each."""
        layout = self.layout()
        if layout is None:
            return
        for rows in self.findChildren(SourceRows):
            inside = rows.layout()
            if inside is not None:
                rows.setFixedHeight(inside.totalHeightForWidth(self.width() - 32))
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Surface, edge, arrow."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        box = box.adjusted(0, _ARROW, 0, 0) if self._below else box.adjusted(0, 0, 0, -_ARROW)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        edge = round(box.top()) if self._below else round(box.bottom())
        tip = edge - _ARROW + 1 if self._below else edge + _ARROW - 1
        base = edge + 1 if self._below else edge - 1
        points = [
            QPoint(self._arrow_x - 7, base),
            QPoint(self._arrow_x, tip),
            QPoint(self._arrow_x + 7, base),
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygon(points))
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawPolyline(points)

    def _open(self) -> None:
        self.opened_source.emit(self._url)
        self.close()


def show_sources(
    parent: QWidget,
    title: str,
    sources: Sequence[SourceNote],
    button: QWidget,
    opened: Callable[[str], object] | SignalInstance,
) -> SourcePopover:
    """The sources of a rule, at the button that asked for them; `opened` hears the address. Keep what it returns."""
    popover = SourcePopover(title, "", sources, parent=parent)
    popover.opened_source.connect(opened)
    popover.show_at(button)
    return popover
