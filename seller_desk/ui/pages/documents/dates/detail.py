"""The chosen row below the time line: its dates, what a site asks and who says so, and whether it is void."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.days import written_day
from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _
from seller_desk.core.documents.date_rows import (
    DateRow,
    fresh_words,
    limit_words,
    read_words,
    state_words,
    window_words,
)
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import (
    Button,
    DateEdit,
    FieldRow,
    Label,
    SourcePopover,
    Well,
    link_button,
    secondary_button,
)
from seller_desk.ui.widgets.layouts import clear
from seller_desk.ui.widgets.popover import show_sources

_TOP = Qt.AlignmentFlag.AlignTop


class RowDetail(Well):
    """`void_wanted` fires with (document id, day or None, reason); `document_wanted` with a document's id."""

    void_wanted = Signal(str, object, str)
    document_wanted = Signal(str)
    source_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row: DateRow | None = None
        self._popover: SourcePopover | None = None
        self._words = QVBoxLayout()
        self._words.setSpacing(6)
        self.body.addLayout(self._words)
        acts = QHBoxLayout()
        acts.setSpacing(12)
        self.open = link_button(_("Show the document"), self._on_open, "ph.file")
        self.mark = link_button(_("Mark as void"), self._on_mark, "ph.prohibit")
        self.lift = link_button(_("It counts again"), self._on_lift, "ph.arrow-counter-clockwise")
        for button in (self.open, self.mark, self.lift):
            acts.addWidget(button)
        acts.addStretch(1)
        self.body.addLayout(acts)
        self.form = QWidget()
        form = QHBoxLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(12)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Why it is void"))
        self.reason.setPlaceholderText(_("For example: the licence was changed"))
        self.reason.returnPressed.connect(self._on_void)
        self.day = DateEdit(name=_("Void since"))
        self.day.setFixedWidth(current().px(150))
        self._reason_row = FieldRow(_("Why it is void"), self.reason)
        form.addWidget(self._reason_row, 1, _TOP)
        form.addWidget(FieldRow(_("Void since"), self.day), 0, _TOP)
        self.save = secondary_button(_("Mark as void"), "", self._on_void)
        form.addWidget(self.save, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(self.form)
        self.form.hide()

    def show_row(self, row: DateRow, today: date) -> None:
        """This row; a half typed reason stays while the row is the same."""
        if self._row is None or self._row.key != row.key:
            self.form.hide()
            self.reason.clear()
            self._reason_row.clear_state()
            self.day.set_value(today)
        self._row = row
        clear(self._words)
        title = f"{row.label} · {row.name}" if row.name and row.name != row.label else row.label
        self._words.addWidget(Label(title, role="h3", wrap=True))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for number, (name, words) in enumerate(_lines(row, today)):
            grid.addWidget(Label(name, role="caption", token="text2"), number, 0, _TOP)
            grid.addWidget(Label(words, role="caption", wrap=True), number, 1, _TOP)
        self._sources(grid, row)
        self._words.addWidget(holder)
        here, void = bool(row.document_id), row.void_on is not None
        self.open.setVisible(here)
        self.mark.setVisible(here and not void and not self.form.isVisibleTo(self))
        self.lift.setVisible(here and void)
        if void:
            self.form.hide()

    def _sources(self, grid: QGridLayout, row: DateRow) -> None:
        for one in row.limits:
            number = grid.rowCount()
            grid.addWidget(Label(_("Rule"), role="caption", token="text2"), number, 0, _TOP)
            line = QHBoxLayout()
            line.setSpacing(10)
            words = limit_words(one)
            line.addWidget(Label(f"{words} ({one.site})" if one.site else words, role="caption"))
            button = _Source(words, one.source)
            button.asked.connect(self._on_source)
            line.addWidget(button)
            line.addStretch(1)
            grid.addLayout(line, number, 1)

    @Slot(str, object, QWidget)
    def _on_source(self, title: str, source: SourceNote, button: QWidget) -> None:
        self._popover = show_sources(self, title, (source,), button, self.source_opened)

    @Slot()
    def _on_open(self) -> None:
        if self._row is not None:
            self.document_wanted.emit(self._row.document_id)

    @Slot()
    def _on_mark(self) -> None:
        self.form.show()
        self.mark.hide()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_void(self) -> None:
        if self._row is None:
            return
        if not self.reason.text().strip():
            self._reason_row.set_error(_("Say why"))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.day.value() is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.void_wanted.emit(self._row.document_id, self.day.value(), self.reason.text())

    @Slot()
    def _on_lift(self) -> None:
        if self._row is not None:
            self.void_wanted.emit(self._row.document_id, None, "")


def _lines(row: DateRow, today: date) -> list[tuple[str, str]]:
    dates = row.dates
    known = [
        (_("Issued"), dates.issued_on),
        (_("Valid from"), dates.valid_from),
        (_("Valid until"), dates.valid_until if not dates.long_term else None),
    ]
    read = _("; ").join(f"{name} {written_day(day)}" for name, day in known if day)
    if dates.long_term:
        read = _("; ").join(part for part in (read, _("Valid without an end")) if part)
    if row.read:
        read = _("{dates} ({how})").format(dates=read, how=read_words(row))
    on = _("Today") if row.on == today else written_day(row.on)
    lines = [
        (_("Application"), row.where),
        (_("On it"), read or (_("No date is entered") if row.document_id else "")),
        (on, state_words(row)),
        (_("Handing in"), window_words(row)),
        (_("What to do"), "\n".join(fresh_words(row))),
    ]
    return [(name, words) for name, words in lines if words]


class _Source(Button):
    """Knows which source it opens."""

    asked = Signal(str, object, QWidget)

    def __init__(self, title: str, source: SourceNote) -> None:
        super().__init__(_("Source"), "link")
        self._title, self._source = title, source
        self.clicked.connect(self._on_click)

    @Slot()
    def _on_click(self) -> None:
        self.asked.emit(self._title, self._source, self)
