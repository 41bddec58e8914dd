"""Inline editors: the seller's own value for a figure, and a new application."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.rules.model import SiteInfo
from seller_desk.core.rules.overrides import gate_parts
from seller_desk.ui.widgets import (
    Card,
    Choice,
    DateEdit,
    FieldRow,
    FlowLayout,
    Label,
    link_button,
    secondary_button,
)


def hint_of(key: str) -> str:
    """What a value of this key looks like."""
    if gate_parts(key):
        return _("yes, no, unknown, or a day such as 2026-12-01")
    return "15%" if key.endswith(".rate") else ""


class OwnValueCard(Card):
    """`accepted` fires with (value, note); `restored` when the rule pack's value shall hold again."""

    accepted = Signal(str, str)
    restored = Signal()
    closed = Signal()

    def __init__(self, name: str, hint: str, *, is_own: bool) -> None:
        super().__init__(_("Your own value: {name}").format(name=name))
        row = QHBoxLayout()
        row.setSpacing(12)
        self.value = QLineEdit()
        self.value.setPlaceholderText(hint)
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("Such as: account manager, 20 November"))
        self._value_row = FieldRow(_("Value"), self.value)
        row.addWidget(self._value_row, 1)
        row.addWidget(FieldRow(_("Where you have it from"), self.note), 3)
        self.body.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(secondary_button(_("Use it"), on_click=self._accept))
        buttons.addWidget(secondary_button(_("Cancel"), on_click=self.closed.emit))
        if is_own:
            buttons.addWidget(link_button(_("Back to the rule pack’s value"), self.restored.emit))
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.value.returnPressed.connect(self._accept)

    def refuse(self, words: str) -> None:
        """Say why the value cannot be."""
        self._value_row.set_error(words)

    @Slot()
    def _accept(self) -> None:
        if self.value.text().strip():
            self.accepted.emit(self.value.text().strip(), self.note.text().strip())
        else:
            self.refuse(_("Enter a value"))


class StartPanel(Card):
    """Which platform and sites to apply to, and the planned day. `started` fires with (platform, sites, day)."""

    started = Signal(str, list, object)
    closed = Signal()

    def __init__(
        self, platforms: Sequence[tuple[str, str]], sites: Sequence[SiteInfo], chosen: Sequence[str]
    ) -> None:
        super().__init__(_("Start application"))
        self._sites = list(sites)
        self._chosen = list(chosen)
        self.platform = Choice(platforms)
        self.platform.chosen.connect(self._on_platform)
        platform_row = FieldRow(_("Platform"), self.platform)
        platform_row.setMaximumWidth(260)
        self.body.addWidget(platform_row)
        holder = QWidget()
        row = FlowLayout(holder, gap=20, line_gap=8)
        self.boxes: dict[str, QCheckBox] = {}
        for site in self._sites:
            box = QCheckBox(site.name.text())
            box.setAccessibleName(site.name.text())
            self.boxes[site.id] = box
            row.addWidget(box)
        self.body.addWidget(holder)
        self.day = DateEdit(name=_("Planned submission date"))
        self.day_row = FieldRow(_("Planned submission date"), self.day)
        self.day_row.setMaximumWidth(220)
        self.day_row.set_note(_("Documents are judged on this day"))
        self.body.addWidget(self.day_row)
        self.problem = Label("", role="caption", token="bad", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.button = secondary_button(_("Start application"), "ph.plus", self._start)
        buttons.addWidget(self.button)
        buttons.addWidget(secondary_button(_("Cancel"), on_click=self.closed.emit))
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        first = self._chosen[0] if self._chosen else self._sites[0].id
        self.platform.set_current(first.partition(".")[0])
        self._on_platform()

    def refuse(self, words: str) -> None:
        """Say why it cannot be started."""
        self.problem.setText(words)
        self.problem.show()

    @Slot()
    def _on_platform(self) -> None:
        platform = self.platform.current()
        mine = [site for site in self._sites if site.id.partition(".")[0] == platform]
        wanted = [site.id for site in mine if site.id in self._chosen] or [mine[0].id]
        for site_id, box in self.boxes.items():
            box.setVisible(site_id.partition(".")[0] == platform)
            box.setChecked(site_id in wanted)

    @Slot()
    def _start(self) -> None:
        if not self.day.is_valid():
            self.day_row.set_error(_("Write the day as 2026-12-08"))
            return
        sites = [site for site, box in self.boxes.items() if box.isChecked()]
        if not sites:
            self.refuse(_("Choose a site"))
            return
        day: date | None = self.day.value()
        self.started.emit(self.platform.current(), sites, day)
