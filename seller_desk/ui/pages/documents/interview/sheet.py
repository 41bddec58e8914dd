"""The interview sheet in view: clocks, who attends, originals in their order, stand-in, postcard, what nobody says."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.applications.interview import InterviewSheet, Original, Rule
from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _
from seller_desk.core.bundle.interview_page import against, clock_text, rule_text
from seller_desk.ui.widgets import Button, Card, IconLabel, Label, line
from seller_desk.ui.widgets.layouts import clear

_TOP = Qt.AlignmentFlag.AlignTop


class SourceLink(Button):
    """Knows which sources it opens."""

    asked = Signal(str, object, QWidget)

    def __init__(self, title: str, sources: tuple[SourceNote, ...]) -> None:
        super().__init__(_("Source"), "link")
        self._title, self._sources = title, sources
        self.setAccessibleName(f"{_('Source')}: {title}")
        self.clicked.connect(self._on_click)

    @Slot()
    def _on_click(self) -> None:
        self.asked.emit(self._title, self._sources, self)


class SheetView(QWidget):
    """Cards; filled anew with each sheet. `source_asked` fires with (title, sources, button)."""

    source_asked = Signal(str, object, QWidget)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def show_sheet(self, sheet: InterviewSheet) -> None:
        """This sheet."""
        clear(self._column)
        self._add(_("Originals, in the order to hold them up"), self._originals(sheet))
        self._add(_("Who attends"), self._who(sheet))
        if sheet.stand_in is not None:
            self._add(_("If somebody stands in"), self._stand_in(sheet, sheet.stand_in))
        rules = [one for one in (sheet.slot, sheet.time_zone, sheet.language, sheet.device) if one]
        if rules:
            self._add(_("The call"), self._rules(rules))
        if sheet.unknown:
            box = QVBoxLayout()
            box.setSpacing(4)
            for text in sheet.unknown_words:
                box.addLayout(_with_icon("ph.question", "mute", Label(text, wrap=True)))
            self._add(_("What no source says"), box)

    def _add(self, title: str, box: QVBoxLayout) -> None:
        card = Card()
        card.body.setSpacing(10)
        card.body.addWidget(Label(title, role="h3"))
        card.body.addLayout(box)
        self._column.addWidget(card)

    def _originals(self, sheet: InterviewSheet) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(8)
        for one in sheet.originals:
            if one.number > 1:
                box.addWidget(line())
            box.addLayout(self._original(one))
        if not sheet.originals:
            words = _("No source says which originals are asked for.")
            box.addWidget(Label(words, token="text2", wrap=True))
        elif sheet.originals_rule is not None:
            box.addWidget(line())
            box.addLayout(self._rule(sheet.originals_rule))
        return box

    def _original(self, one: Original) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(str(one.number), role="h2", token="accent"), 0, _TOP)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(one.label, role="strong", wrap=True))
        words.addWidget(Label(one.proves, role="caption", token="text2", wrap=True))
        icon, token, text = {
            "here": ("ph.check-circle-fill", "ok", _(", ").join(one.names)),
            "expires": (
                "ph.warning-fill",
                "warn",
                _("{names}: it will have expired on that day").format(
                    names=_(", ").join(one.names)
                ),
            ),
            "missing": ("ph.warning-fill", "warn", _("No copy on file")),
        }[one.state]
        words.addLayout(_with_icon(icon, token, Label(text, role="caption", wrap=True)))
        row.addLayout(words, 1)
        row.addWidget(self._source(one.label, one.sources), 0, _TOP)
        return row

    def _who(self, sheet: InterviewSheet) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(6)
        name = sheet.representative or _("The legal representative is not entered yet")
        box.addWidget(
            Label(_("{name}, legal representative").format(name=name), role="strong", wrap=True)
            if sheet.representative
            else Label(name, token="text2", wrap=True)
        )
        for one in sheet.attends:
            box.addLayout(self._rule(one))
        return box

    def _stand_in(self, sheet: InterviewSheet, rule: Rule) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(6)
        box.addLayout(self._rule(rule))
        for one in sheet.stand_in_originals:
            box.addLayout(_with_icon("ph.file", "text2", Label(one.text, wrap=True)))
        return box

    def _rules(self, rules: Sequence[Rule]) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(6)
        for one in rules:
            box.addLayout(self._rule(one))
        return box

    def _rule(self, rule: Rule) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(rule_text(rule), wrap=True), 1, _TOP)
        row.addWidget(self._source(rule.text, rule.sources), 0, _TOP)
        return row

    def _source(self, title: str, sources: tuple[SourceNote, ...]) -> SourceLink:
        link = SourceLink(title, sources)
        link.asked.connect(self.source_asked)
        return link


def clocks_grid(sheet: InterviewSheet) -> QWidget:
    """The clocks, China's first."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(2, 1)
    for number, one in enumerate(sheet.clocks):
        first = number == 0
        grid.addWidget(Label(one.name, role="strong" if first else "body"), number, 0, _TOP)
        grid.addWidget(Label(clock_text(one), role="strong" if first else "body"), number, 1, _TOP)
        words = "" if first else against(one)
        grid.addWidget(Label(words, role="caption", token="text2"), number, 2, _TOP)
    return holder


def _with_icon(icon: str, token: str, label: Label) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(IconLabel(icon, token, 14), 0, _TOP)
    row.addWidget(label, 1)
    return row
