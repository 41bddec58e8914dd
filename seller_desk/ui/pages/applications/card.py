"""One application as a card: ring, parts, planned day, the way on."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.applications.checklist import Action
from seller_desk.core.applications.readiness import PARTS, Readiness
from seller_desk.core.applications.readiness import Part as ReadyPart
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.wording import wording
from seller_desk.core.bundle.words import day_text
from seller_desk.core.services.applications import Overview
from seller_desk.ui.widgets import (
    Card,
    Chip,
    DateEdit,
    Label,
    Ring,
    ShareBar,
    line,
    primary_button,
    secondary_button,
    tool_button,
)


class ApplicationCard(Card):
    """Signals carry the application's id. The `main` card has the page's one primary button."""

    chosen = Signal(str)
    delete_asked = Signal(str)
    planned = Signal(str, object)

    def __init__(
        self,
        overview: Overview,
        name: str,
        sites: str,
        first: Action | None,
        today: date,
        *,
        main: bool = False,
    ) -> None:
        super().__init__()
        self.application = overview.application
        self._main = main
        self.body.addLayout(self._head(overview, name, sites))
        self.body.addLayout(self._parts(overview.readiness))
        self.body.addStretch(1)
        self.body.addWidget(line())
        self.body.addLayout(self._foot(first, today))
        self._editor = self._day_editor()
        self.body.addWidget(self._editor)

    def _head(self, overview: Overview, name: str, sites: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Ring(overview.readiness.percent, 72, name=name))
        words = QVBoxLayout()
        words.setSpacing(4)
        first = QHBoxLayout()
        first.addWidget(Label(name, role="h2"), 1)
        remove = tool_button("ph.trash", _("Delete application"), self._on_delete)
        first.addWidget(remove)
        words.addLayout(first)
        words.addWidget(Label(sites, token="text2", wrap=True))
        chip = QHBoxLayout()
        chip.addWidget(Chip(*_state(overview.readiness)))
        chip.addStretch(1)
        words.addLayout(chip)
        row.addLayout(words, 1)
        return row

    def _parts(self, readiness: Readiness) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        for part in readiness.parts:
            if part.total:
                row.addLayout(_part(part), 1)
        return row

    def _foot(self, first: Action | None, today: date) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        day = self.application.planned_date
        words.addWidget(Label(_planned(day, today), role="strong", wrap=True))
        words.addWidget(Label(_next(first, day), token="text2", wrap=True))
        row.addLayout(words, 1)
        if day is None:
            row.addWidget(secondary_button(_("Set a day"), "", self._on_day))
        else:
            row.addWidget(tool_button("ph.calendar-blank", _("Change the day"), self._on_day))
        make = primary_button if self._main else secondary_button
        row.addWidget(make(_("Continue"), "", self._on_continue))
        return row

    def _day_editor(self) -> QWidget:
        editor = QWidget()
        row = QHBoxLayout(editor)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(_("Planned submission day"), token="text2"))
        self.day = DateEdit(name=_("Planned submission day"))
        self.day.set_value(self.application.planned_date)
        self.day.changed.connect(self._on_planned)
        row.addWidget(self.day, 1)
        editor.hide()
        return editor

    @Slot()
    def _on_day(self) -> None:
        self._editor.setVisible(self._editor.isHidden())
        if self._editor.isVisible():
            self.day.setFocus()

    @Slot(object)
    def _on_planned(self, day: date | None) -> None:
        self.planned.emit(self.application.id, day)

    @Slot()
    def _on_continue(self) -> None:
        self.chosen.emit(self.application.id)

    @Slot()
    def _on_delete(self) -> None:
        self.delete_asked.emit(self.application.id)


def _part(part: ReadyPart) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    name = _(PARTS[part.id])
    column.addWidget(Label(name, role="caption", token="text2"))
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(ShareBar(part.done / part.total, name=name), 1)
    row.addWidget(Label(f"{part.done}/{part.total}", role="caption"))
    column.addLayout(row)
    return column


def _state(readiness: Readiness) -> tuple[str, str, str]:
    if readiness.blockers:
        text = ngettext("{n} blocker, not ready", "{n} blockers, not ready", readiness.blockers)
        return "ph.x-circle-fill", text.format(n=readiness.blockers), "bad"
    if readiness.warnings:
        text = ngettext("{n} warning", "{n} warnings", readiness.warnings)
        return "ph.warning-fill", text.format(n=readiness.warnings), "warn"
    return "ph.check-circle-fill", _("Ready to submit"), "ok"


def _planned(day: date | None, today: date) -> str:
    if day is None:
        return _("No planned day yet")
    left = (day - today).days
    if left < 0:
        return _("{day} has passed").format(day=day_text(day))
    return ngettext("Due {day}, {n} day left", "Due {day}, {n} days left", left).format(
        day=day_text(day), n=left
    )


def _next(first: Action | None, day: date | None) -> str:
    if day is None:
        return _("With a day, the validity of documents can be judged")
    return wording(first.finding).title if first else _("Nothing is open")
