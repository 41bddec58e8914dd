"""The description in sections, and how it looks as plain text or HTML."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.listings.model import on_site
from seller_desk.core.listings.writing.description import (
    HTML,
    OPENING,
    PLAIN,
    compose,
    from_listing,
    sections_of,
)
from seller_desk.core.listings.writing.scheme import scheme, spoken
from seller_desk.core.services.writing import Draft
from seller_desk.ui.pages.listings.texts import GrowingArea
from seller_desk.ui.pages.listings.writing.pages import CheckedPage, Told
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.card import Well
from seller_desk.ui.widgets.choice import Segments
from seller_desk.ui.widgets.field import Counter, FieldRow
from seller_desk.ui.widgets.labels import Label

_LINES = 6


class DescriptionPage(CheckedPage):
    """A field a section; below, the whole as it will be written."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.areas: dict[str, GrowingArea] = {}
        self._add(OPENING, _("First lines"), _("What it is and for whom, in two sentences"))
        for one in scheme().section:
            self._add(one.id, spoken(one.label), spoken(one.prompt))
        head = QHBoxLayout()
        head.addWidget(Label(_("As it will be written"), role="h3"))
        self.form = Segments(
            [(PLAIN, _("Plain text")), (HTML, _("HTML"))], name=_("Form of the description")
        )
        self.form.chosen.connect(self._on_form)
        head.addWidget(self.form)
        head.addStretch(1)
        self.count = Counter(1)
        head.addWidget(self.count)
        self.body.addLayout(head)
        well = Well()
        self.text = Label(wrap=True, selectable=True)
        well.body.addWidget(self.text)
        self.body.addWidget(well)
        self.told = Told()
        self.body.addWidget(self.told)
        self.body.addStretch(1)

    def _add(self, key: str, label: str, prompt: str) -> None:
        area = GrowingArea(name=label, most=_LINES)
        area.setPlaceholderText(prompt)
        area.textChanged.connect(self._on_text)
        self.areas[key] = area
        self.body.addWidget(FieldRow(label, area))

    def show_draft(self, draft: Draft) -> None:
        """The description as the site shows it, taken apart; technical data from the listing where there is none."""
        self.draft = draft
        sections = sections_of(on_site(draft.listing, draft.site).description)
        for key, text in from_listing(draft.listing).items():
            sections.setdefault(key, text)
        for key, area in self.areas.items():
            area.set_value(sections.get(key, ""))
            area.fit()
        self.form.set_current(draft.form)
        self._show()
        self._check()

    def value(self) -> str:
        """The description out of the sections."""
        assert self.draft is not None
        sections = {key: area.toPlainText() for key, area in self.areas.items()}
        return compose(sections, self.form.current(), self.draft.language)

    @Slot()
    def _on_text(self) -> None:
        if self.draft is not None:
            self._show()
            self._pause.start()

    @Slot(str)
    def _on_form(self, _form: str) -> None:
        if self.draft is not None:
            self._show()
            self._check()

    def _show(self) -> None:
        assert self.draft is not None
        text = self.value()
        fixed = self.form.current() == HTML
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont) if fixed else None
        self.text.setFont(font if font is not None else self.font())
        self.text.setText(text or _("nothing yet"))
        limit = self.draft.limits.description
        self.count.setVisible(limit is not None)
        self.count.set_count(len(text), limit.value if limit else None)
        self.changed.emit()

    def fields(self) -> dict[str, object]:
        """The whole description."""
        return {"description": self.value()}

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Below the text."""
        self.told.show_findings(findings)

    def act_words(self) -> str:
        """What the main button says."""
        return _("Write the description")

    def ready(self) -> bool:
        """Whether it is different."""
        draft = self.draft
        if draft is None:
            return False
        return self.value() != on_site(draft.listing, draft.site).description

    def act(self) -> None:
        """Keep it."""
        self._keep(self.fields())

    def kept_words(self) -> str:
        """What to say of it."""
        return _("Description written; Ctrl+Z takes it back")
