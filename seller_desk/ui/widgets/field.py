"""A field: label above, origin at its right end, the editor, one note line below with an icon."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from seller_desk.core.base.language import N_, _
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.wording import measure_text
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.labels import IconLabel, Label

_ORIGINS = {"read": N_("Read"), "typed": N_("Typed"), "imported": N_("Imported")}

_TRACK = 64


# With larger text the counter takes a line of its own.
_COUNTER_BELOW_ABOVE = 1.2


class Counter(QWidget):
    """A track and "88 / 75 characters"; the excess in the colour of a blocker."""

    def __init__(self, limit: int, unit: str = "char") -> None:
        super().__init__()
        self._limit, self._unit, self._count = limit, unit, 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int, limit: int | None = None) -> None:
        """Show how many of the limit are used."""
        self._count = count
        self._limit = self._limit if limit is None else limit
        self.setAccessibleName(self._text())
        self.updateGeometry()
        self.update()

    def over(self) -> bool:
        """Whether there is too much."""
        return self._count > self._limit

    def _text(self) -> str:
        return f"{self._count} / {measure_text(Quantity(self._limit, self._unit))}"

    def sizeHint(self) -> QSize:
        """Track, gap, words, and an icon when over."""
        return QSize(self._words_width() + _TRACK + 8, current().metrics("captionstrong").height())

    def minimumSizeHint(self) -> QSize:
        """The track may shrink, the words never."""
        return QSize(self._words_width() + 16, self.sizeHint().height())

    def _words_width(self) -> int:
        words = current().metrics("captionstrong").horizontalAdvance(self._text())
        return words + (current().px(14) + 6 if self.over() else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon, track and number."""
        theme = current()
        over = self.over()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("captionstrong" if over else "caption"))
        painter.setPen(theme.color("bad" if over else "text2"))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), side, self._text())
        right = self.width() - painter.fontMetrics().horizontalAdvance(self._text()) - 8
        left = max(theme.px(14) + 6 if over else 0, right - _TRACK)
        track = QRect(left, self.height() // 2 - 2, right - left, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("mutesoft"))
        painter.drawRoundedRect(track, 2, 2)
        share = min(1.0, self._count / self._limit) if self._limit else 1.0
        painter.setBrush(theme.color("bad" if over else "okline"))
        track.setWidth(round(track.width() * share))
        painter.drawRoundedRect(track, 2, 2)
        if over:
            edge = theme.px(14)
            box = QRect(left - edge - 6, (self.height() - edge) // 2, edge, edge)
            theme.paint_icon(painter, box, "ph.x-circle-fill", "bad")


class FieldRow(QWidget):
    """Label, editor and note. `key` is the field's name for findings and help (`helpTopic`).

    The label is the editor's buddy, so that it is its accessible name.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        note: str = "",
        origin: str = "",
        counter: QWidget | None = None,
        *,
        key: str = "",
    ) -> None:
        super().__init__()
        self.editor = editor
        self.key = key
        self.counter = counter
        self._note = note
        self.setProperty("helpTopic", key)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.LABEL_GAP)
        head = QHBoxLayout()
        head.setSpacing(4)
        name = Label(label, role="caption", token="text2", wrap=True)
        name.setBuddy(editor)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        head.addWidget(name, 1)
        self._origin_icon = IconLabel("ph.keyboard", "text2", 14)
        self._origin = Label(role="caption", token="text2")
        head.addWidget(self._origin_icon)
        head.addWidget(self._origin)
        column.addLayout(head)
        if counter is not None and current().scale > _COUNTER_BELOW_ABOVE:
            column.addWidget(counter)
        elif counter is not None:
            head.addWidget(counter)
        column.addWidget(editor)
        self._note_row = QWidget()
        below = QHBoxLayout(self._note_row)
        below.setContentsMargins(1, 0, 0, 0)
        below.setSpacing(6)
        self._note_icon = IconLabel("ph.info", "text2", 14)
        self._note_text = Label(role="caption", token="text2", wrap=True)
        below.addWidget(self._note_icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._note_text, 1)
        self.note_actions = below
        column.addWidget(self._note_row)
        self.set_origin(origin)
        self.clear_state()

    def set_origin(self, origin: str) -> None:
        """Where the value comes from: `read`, `typed`, `imported`, or nothing."""
        known = origin in _ORIGINS
        self._origin.setVisible(known)
        self._origin_icon.setVisible(known)
        if known:
            token = "accent" if origin == "read" else "text2"
            self._origin.setText(_(_ORIGINS[origin]))
            self._origin.set_token(token)
            self._origin_icon.set_icon(tokens.ORIGIN_ICONS[origin], token)

    def set_error(self, text: str) -> None:
        """A red edge and the words below; no words take it away."""
        self._show("ph.x-circle-fill", "bad", text, bad=bool(text))

    def set_warning(self, text: str) -> None:
        """Amber words below."""
        self._show("ph.warning-fill", "warn", text, bad=False)

    def set_ok(self, text: str) -> None:
        """Green words below."""
        self._show("ph.check-circle-fill", "ok", text, bad=False)

    def set_note(self, text: str) -> None:
        """Quiet words below, shown while there is nothing worse to say."""
        self._note = text
        self.clear_state()

    def clear_state(self) -> None:
        """Back to the plain note."""
        self._show("", "text2", self._note, bad=False)

    def note_text(self) -> str:
        """What stands below the editor."""
        return self._note_text.text() if not self._note_row.isHidden() else ""

    def _show(self, icon: str, token: str, text: str, *, bad: bool) -> None:
        if not text and self._note:
            icon, token, text = "", "text2", self._note
        self._note_row.setVisible(bool(text))
        self._note_text.setText(text)
        self._note_text.set_token(token)
        self._note_icon.setVisible(bool(icon))
        if icon:
            self._note_icon.set_icon(icon, token)
        self.editor.setAccessibleDescription(text)
        state = "bad" if bad else ""
        if (self.editor.property("state") or "") != state:
            self.editor.setProperty("state", state)
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)
