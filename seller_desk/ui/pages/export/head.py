"""The card on top: ring, name, state, what is planned, and the main button."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from seller_desk.core.base.language import _, ngettext
from seller_desk.core.bundle.words import day_text
from seller_desk.core.services.applications import Overview
from seller_desk.ui.theme import current
from seller_desk.ui.widgets import (
    Card,
    Chip,
    Label,
    Ring,
    primary_button,
    secondary_button,
)

WIDE_TEXT = 1.2


class HeadCard(Card):
    """Readiness of one application."""

    def __init__(self, on_build: Callable[[], None], on_again: Callable[[], None]) -> None:
        super().__init__(padding=14)
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(16)
        self._ring = Ring(0, 60)
        row.addWidget(self._ring)
        words = QVBoxLayout()
        words.setSpacing(4)
        # Large text needs the width for the words.
        wide = current().scale > WIDE_TEXT
        first = QVBoxLayout() if wide else QHBoxLayout()
        first.setSpacing(4 if wide else 10)
        self._name = Label(role="h2")
        self._chip = Chip("", "", "mute")
        first.addWidget(self._name)
        first.addWidget(self._chip)
        first.addStretch(1)
        self._detail = Label(token="text2", wrap=True)
        words.addLayout(first)
        words.addWidget(self._detail)
        row.addLayout(words, 1)
        self._again = secondary_button(_("Check again"), "", on_again)
        self._button = primary_button(_("Build packet"), "ph.package", on_build)
        acts = QVBoxLayout() if wide else QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self._again)
        acts.addWidget(self._button)
        row.addLayout(acts)
        self.body.addLayout(row)

    def show_state(self, name: str, overview: Overview, *, building: bool) -> None:
        """Show how far this application is."""
        state = overview.readiness
        self._ring.set_percent(state.percent)
        self._name.setText(name)
        if state.ready:
            self._chip.show_state("ph.check-circle-fill", _("Ready to submit"), "ok")
        else:
            text = ngettext(
                "{n} blocker, not ready", "{n} blockers, not ready", state.blockers
            ).format(n=state.blockers)
            self._chip.show_state("ph.x-circle-fill", text, "bad")
        self._detail.setText(_detail(overview))
        self._draft = not state.ready
        self.set_building(building)

    _draft = False

    def set_building(self, building: bool) -> None:
        """While it builds, the button says so."""
        self._again.setEnabled(not building)
        if building:
            self._button.set_running(_("Building"))
            return
        self._button.setEnabled(True)
        self._button.setText(_("Build draft packet") if self._draft else _("Build packet"))
        self._button.set_kind("secondary" if self._draft else "primary")
        self._button.set_icon("ph.package")


def _detail(overview: Overview) -> str:
    state, day = overview.readiness, overview.application.planned_date
    parts = [_("{done} of {total} points done").format(done=state.done, total=state.total)]
    if state.warnings:
        parts.append(
            ngettext("{n} warning", "{n} warnings", state.warnings).format(n=state.warnings)
        )
    parts.append(
        _("planned for {day}").format(day=day_text(day)) if day else _("no planned day yet")
    )
    return _("; ").join(parts)
