"""Step 1: the company. Business type first, then eight parts; every edit is saved when its field is left."""

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.company.fields import (
    KIND_DOCUMENTS,
    KIND_NAMES,
    SECTIONS,
    SectionState,
    sections,
)
from seller_desk.core.company.model import Company
from seller_desk.core.company.values import parse_text, with_value
from seller_desk.ui.pages.company.bound import BoundField
from seller_desk.ui.pages.company.fill.panel import FillPanel
from seller_desk.ui.pages.company.part import PartHolder, PartSignals, parts_of, section_of
from seller_desk.ui.pages.company.suggestions import suggestion
from seller_desk.ui.pages.company.topics import topic
from seller_desk.ui.shell.page import Fix, HelpNote, StepPage
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import Button, link_button, secondary_button
from seller_desk.ui.widgets.choice import ChoiceTiles
from seller_desk.ui.widgets.drop import FileDrops
from seller_desk.ui.widgets.edits import Choice


class Page(StepPage):
    """The company page; see the module."""

    step = "company"

    def title(self) -> str:
        """Its name."""
        return _("Company")

    def subtitle(self) -> str:
        """What it is for."""
        return _("Filled in once, used by every platform; each value shows where it came from.")

    def build(self) -> None:
        """Tiles, the chooser of the part, the card."""
        self._company = Company(id="")
        self._section = "names"
        self._signals = PartSignals(self)
        kinds = [(kind, _(KIND_NAMES[kind]), _(KIND_DOCUMENTS[kind])) for kind in KIND_NAMES]
        self._tiles = ChoiceTiles(kinds, name=_("Business type"))
        self._tiles.chosen.connect(self._on_kind)
        self._chooser = Choice(name=_("Part of the step"))
        self._chooser.chosen.connect(self._on_section)
        self._holder = PartHolder(self._signals)
        self._before = link_button("", self._go_before, "ph.arrow-left")
        self._after = link_button("", self._go_after)
        steps = QHBoxLayout()
        steps.addWidget(self._before)
        steps.addStretch(1)
        steps.addWidget(self._after)
        self.body.addWidget(self._tiles)
        row = QHBoxLayout()
        row.setSpacing(tokens.CARD_GAP)
        row.addWidget(self._holder, 1)
        self.fill = FillPanel(self.context)
        self.fill.hide()
        self.fill.fit(self.width())
        self.fill.took.connect(self._on_took)
        row.addWidget(self.fill, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addLayout(steps)
        self._drops = FileDrops(self)
        self._drops.dropped.connect(self._on_dropped)
        self._signals.finished.connect(self._on_finished)
        self._signals.typed.connect(self._on_typed)
        self._signals.accepted.connect(self._on_accepted)
        self._signals.row_added.connect(self._on_row_added)
        self._signals.row_removed.connect(self._on_row_removed)
        self._signals.copied_representative.connect(self._on_copied)

    def header_actions(self) -> list[QWidget]:
        """Filling from a document, and the chooser of the part."""
        self.fill_button = secondary_button(
            _("Fill from a document"), "ph.frame-corners", self._on_fill
        )
        return [self.fill_button, self._chooser]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel gives way where the page is narrow."""
        super().resizeEvent(event)
        if self._built:
            self.fill.fit(self.width())

    def refresh(self) -> None:
        """Fill from the store."""
        self._company = self._stored()
        self._tiles.set_current(self._company.entity_kind)
        parts = parts_of(self._company.entity_kind)
        if self._section not in parts:
            self._section = parts[0]
        self._chooser.set_options(
            [
                (one, _("Part {n} of {count}: {name}").format(n=n, count=len(parts), name=_(SECTIONS[one])))
                for n, one in enumerate(parts, start=1)
            ]
        )  # fmt: skip
        self._chooser.set_current(self._section)
        position = parts.index(self._section)
        self._show_step(self._before, parts[position - 1] if position else "")
        self._show_step(self._after, parts[position + 1] if position + 1 < len(parts) else "")
        part = self._holder.show_part(self._section, self._company)
        part.show_company(self._company, self._state(), self._fill)
        self.fill.show_company(self._company)

    def reveal(self, finding: Finding) -> None:
        """Go to the field of the finding."""
        self.show_field(finding.place.field or "legal_name_zh")

    def show_field(self, path: str) -> None:
        """Show the part with this field and put the cursor there."""
        self._section = section_of(path)
        self.refresh()
        part = self._holder.part
        field = part.fields.get(path) if part else None
        if field is not None:
            self.scroll_to(field.editor)
            field.take_focus()

    def field(self, path: str) -> BoundField | None:
        """The field of this path, if its part is in view."""
        return self._holder.part.fields.get(path) if self._holder.part else None

    def fixes(self, finding: Finding) -> list[Fix]:
        """A phone number can be rewritten with its country code."""
        path = finding.place.field or ""
        offer = (
            suggestion(self._stored(), path) if finding.code == "company.phone_invalid" else None
        )
        return [(offer.text, _Accept(self, path))] if offer else []

    def help_topic(self, field: str) -> HelpNote | None:
        """Words about a field."""
        return topic(field)

    def leave(self) -> None:
        """Tell what is half typed: leaving a field ends it."""
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()

    def accept_suggestion(self, path: str) -> None:
        """Put what is offered under this field into the company, as one step for undo."""
        offer = suggestion(self._company, path)
        if offer is None:
            return
        self.desk.companies.set_values(self._ensure(), offer.values, "typed")
        self.context.changed()
        self.refresh()

    def _on_fill(self) -> None:
        self.fill.open_for(self._section)

    @Slot(object)
    def _on_dropped(self, paths: list[Path]) -> None:
        self.fill.open_file(paths[0])

    @Slot(str)
    def _on_took(self, path: str) -> None:
        """The part with the value comes into view, so that the seller sees where it went."""
        self._section = section_of(path)
        self.refresh()

    def _stored(self) -> Company:
        with self.desk.store.read() as work:
            found = work.companies.get(self.context.company_id) if self.context.company_id else None
        return found or Company(id="")

    def _ensure(self) -> str:
        """The id of the company in view, which is made at the first edit."""
        return self.context.need_company()

    def _state(self) -> SectionState:
        return next(one for one in sections(self._company) if one.section == self._section)

    def _fill(self, field: BoundField) -> None:
        note = self.desk.companies.note(self._company, field.path)
        field.show_company(self._company, note, suggestion(self._company, field.path))

    def _show_step(self, button: Button, section: str) -> None:
        button.setVisible(bool(section))
        if section:
            words = _("Next part: {name}") if button is self._after else _("Part before: {name}")
            button.setText(words.format(name=_(SECTIONS[section])))

    def _go(self, section: str) -> None:
        self._section = section
        self.refresh()
        if self.scroll_area is not None:
            self.scroll_area.verticalScrollBar().setValue(0)

    def _go_before(self) -> None:
        parts = parts_of(self._company.entity_kind)
        self._go(parts[max(0, parts.index(self._section) - 1)])

    def _go_after(self) -> None:
        parts = parts_of(self._company.entity_kind)
        self._go(parts[min(len(parts) - 1, parts.index(self._section) + 1)])

    @Slot(str)
    def _on_section(self, section: str) -> None:
        self._go(section)

    @Slot(str)
    def _on_kind(self, kind: str) -> None:
        if kind == self._company.entity_kind and self.context.company_id:
            return
        self.desk.companies.set_kind(self._ensure(), kind)
        self.context.changed()
        self.refresh()

    @Slot(str, str)
    def _on_finished(self, path: str, text: str) -> None:
        try:
            value = parse_text(path, text)
        except ValueError:
            field = self.field(path)
            if field is not None:
                field.show_refused()
            return
        if not self.context.company_id and value in (None, ""):
            return
        self._company = self.desk.companies.set_value(self._ensure(), path, value)
        self.context.changed()
        self.refresh()

    @Slot(str, str)
    def _on_typed(self, path: str, text: str) -> None:
        """The note follows each character; nothing is stored and nothing typed is touched."""
        field = self.field(path)
        if field is None:
            return
        try:
            tried = with_value(self._company, path, parse_text(path, text))
        except (ValueError, IndexError):
            field.show_note(None)
            return
        field.show_note(self.desk.companies.note(tried, path))

    @Slot(str)
    def _on_accepted(self, path: str) -> None:
        self.accept_suggestion(path)

    @Slot(str)
    def _on_row_added(self, name: str) -> None:
        company = self.desk.companies.add_row(self._ensure(), name)
        self.context.changed()
        self.refresh()
        index = len(getattr(company, name)) - 1
        part = self._holder.part
        first = next((one for path, one in part.fields.items() if path.startswith(f"{name}.{index}.")), None) if part else None  # fmt: skip
        if first is not None:
            self.scroll_to(first.editor)

    @Slot(str, int)
    def _on_row_removed(self, name: str, index: int) -> None:
        self.desk.companies.remove_row(self._ensure(), name, index)
        self.context.changed()
        self.refresh()

    @Slot()
    def _on_copied(self) -> None:
        company = self._stored()
        owner = msgspec.structs.replace(company.legal_representative)
        self.desk.companies.save(msgspec.structs.replace(company, owners=[*company.owners, owner]))
        self.context.changed()
        self.refresh()


class _Accept:
    """The fix under a finding: take what is offered for the field."""

    def __init__(self, page: Page, path: str) -> None:
        self._page, self._path = page, path

    def __call__(self) -> None:
        self._page.show_field(self._path)
        self._page.accept_suggestion(self._path)
