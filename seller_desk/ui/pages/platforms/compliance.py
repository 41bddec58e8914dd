"""Product compliance at the site in view: which papers, how far they are there, and what the seller has to say first."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _
from seller_desk.core.platforms.compliance import DemandState, SiteCompliance
from seller_desk.core.platforms.compliance_words import (
    gated_text,
    lead_text,
    nothing_found,
    place_text,
    state_detail,
    state_text,
)
from seller_desk.core.rules.catalogs import category_name, traits
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import (
    Button,
    Card,
    FieldRow,
    FlowLayout,
    IconLabel,
    Label,
    Notice,
    Segments,
    link_button,
)
from seller_desk.ui.widgets.layouts import clear

_TOP = Qt.AlignmentFlag.AlignTop
_ICONS = {
    "on_file": tokens.STATE_ICONS["valid"],
    "check": tokens.STATE_ICONS["warning"],
    "expired": tokens.STATE_ICONS["blocker"],
    "missing": tokens.STATE_ICONS["missing"],
    "open": tokens.STATE_ICONS["unknown"],
    "to_do": ("ph.clipboard-text", "accent"),
}


class ComplianceCard(Card):
    """`answered` fires with (trait, True/False/None); `source_asked` with the sources and the button to show them at."""

    answered = Signal(str, object)
    source_asked = Signal(str, object, QWidget)

    def __init__(self) -> None:
        super().__init__(_("Product compliance"), padding=20)
        self.setProperty("helpTopic", "compliance")
        self._hint = Label("", role="caption", token="text2", wrap=True)
        self.body.addWidget(self._hint)
        self._asked = QWidget()
        self._flow = FlowLayout(self._asked, gap=20, line_gap=10)
        self.body.addWidget(self._asked)
        self.questions: dict[str, Segments] = {}
        self._inside: QWidget | None = None

    def show_site(self, one: SiteCompliance | None, name: str, said: dict[str, bool]) -> None:
        """Show what holds at this site; None while no category is chosen."""
        assert self.title_label is not None
        self.title_label.setText(_("Product compliance on {site}").format(site=name))
        if one is None:
            self._hint.setText(
                _("Choose a category above, and the papers it needs are listed here.")
            )
            self._ask([], {})
            self._fill(None)
            return
        shown = [trait for trait in traits() if trait in one.ask or trait in said]
        category = category_name(one.category)
        self._hint.setText(
            _("{category}. Some papers depend on the product; say what it is.").format(
                category=category
            )
            if shown
            else category
        )
        self._ask(shown, said)
        self._fill(one)

    def _ask(self, shown: list[str], said: dict[str, bool]) -> None:
        """The questions; the same ones stay, so that the keyboard keeps its place."""
        if list(self.questions) != shown:
            self._clear_questions()
            for trait in shown:
                self._add_question(trait)
        for trait, choice in self.questions.items():
            answer = said.get(trait)
            choice.set_current("open" if answer is None else "yes" if answer else "no")
        self._asked.setVisible(bool(shown))

    def _add_question(self, trait: str) -> None:
        known = traits()[trait]
        choice = Segments(
            [("open", _("Not said")), ("yes", _("Yes")), ("no", _("No"))], name=known.name
        )
        choice.setToolTip(known.means.text())
        choice.chosen.connect(partial(self._on_answer, trait))
        self.questions[trait] = choice
        row = FieldRow(known.name, choice, key=f"trait.{trait}")
        self._flow.addWidget(row)

    def _clear_questions(self) -> None:
        self.questions.clear()
        clear(self._flow)

    @Slot(str)
    def _on_answer(self, trait: str, option: str) -> None:
        self.answered.emit(trait, {"yes": True, "no": False}.get(option))

    def _fill(self, one: SiteCompliance | None) -> None:
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
            self._inside = None
        if one is None:
            return
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.FIELD_GAP)
        if one.gated is not None:
            column.addWidget(self._gated(one))
        if one.demands:
            column.addLayout(self._rows(one))
        told = nothing_found(one)
        if told:
            column.addWidget(Notice(told, icon="ph.question"))
        column.addWidget(self._fees(one))
        self.body.addWidget(self._inside)

    def _gated(self, one: SiteCompliance) -> Notice:
        assert one.gated is not None
        notice = Notice(gated_text(one.gated), tone="caution")
        button = _source_button(one.gated.source_note(), _("Restricted category"))
        sources = (one.gated.source_note(),)
        button.clicked.connect(
            partial(self.source_asked.emit, _("Restricted category"), sources, button)
        )
        notice.links.addWidget(button, 0, _TOP)
        return notice

    def _rows(self, one: SiteCompliance) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for number, state in enumerate(one.demands):
            self._row(grid, number, state)
        return grid

    def _row(self, grid: QGridLayout, number: int, one: DemandState) -> None:
        entry = one.demand.entry
        icon, token = _ICONS[one.state]
        grid.addWidget(IconLabel(icon, token, 16), number, 0, _TOP)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(entry.label.text(), wrap=True))
        note = entry.note.text() if entry.note else ""
        for text in (state_detail(one), note, lead_text(one)):
            if text:
                words.addWidget(Label(text, role="caption", token="text2", wrap=True))
        grid.addLayout(words, number, 1)
        hint = entry.severity == "hint"
        state = Label(state_text(one), role="caption", token="text2" if hint else "text")
        grid.addWidget(state, number, 2, _TOP)
        button = _source_button(entry.source_note(), entry.label.text())
        sources = tuple(
            dict.fromkeys(
                (entry.source_note(), *(detail.source_note() for detail in entry.details))
            )
        )
        button.clicked.connect(partial(self.source_asked.emit, entry.label.text(), sources, button))
        grid.addWidget(button, number, 3, _TOP)

    @staticmethod
    def _fees(one: SiteCompliance) -> Label:
        text = _("Fees of this category: {place}").format(place=place_text(one.fee_place))
        token = "warn" if one.fee_place == "not_mapped" else "text2"
        return Label(text, role="caption", token=token, wrap=True)


def _source_button(source: SourceNote, name: str) -> Button:
    button = link_button("", icon=tokens.CONFIDENCE_ICONS[source.confidence.value])
    button.setAccessibleName(_("Source of {name}").format(name=name))
    button.setToolTip(_("Source"))
    return button
