"""Five bullets by the guide's scheme, each with what belongs into it, counted and checked while they are written."""

from collections.abc import Sequence

from PySide6.QtCore import Slot

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.listings.model import on_site
from seller_desk.core.listings.writing.scheme import scheme, spoken
from seller_desk.core.services.writing import Draft
from seller_desk.ui.pages.listings.texts import CountedRow
from seller_desk.ui.pages.listings.writing.pages import CheckedPage
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.labels import Label


class BulletsPage(CheckedPage):
    """One row a slot of the scheme."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.rows: list[CountedRow] = []
        self.body.addWidget(
            Label(
                _(
                    "One thing in each; measured facts, no promises. The site's words to avoid are checked as you write."
                ),
                role="caption",
                token="text2",
                wrap=True,
            )
        )

    def show_draft(self, draft: Draft) -> None:
        """The bullets as the site shows them."""
        site_changed = self.draft is None or self.draft.limits != draft.limits
        self.draft = draft
        if site_changed:
            self._make_rows(draft)
        bullets = on_site(draft.listing, draft.site).bullets
        for place, row in enumerate(self.rows):
            row.set_value(bullets[place] if place < len(bullets) else "")
        self._check()
        self.changed.emit()

    def _make_rows(self, draft: Draft) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for place, slot in enumerate(scheme().bullet):
            row = CountedRow(
                f"bullets.{place}",
                f"{place + 1} · {spoken(slot.label)}",
                draft.limits.bullet,
                lines=4,
            )
            row.area.setPlaceholderText(spoken(slot.prompt))
            row.area.textChanged.connect(self._on_text)
            self.body.insertWidget(1 + place, row)
            self.rows.append(row)
        if self.body.count() == 1 + len(self.rows):
            self.body.addStretch(1)

    def texts(self) -> list[str]:
        """One text a slot, on one line."""
        return [" ".join(row.value().split()) for row in self.rows]

    @Slot()
    def _on_text(self) -> None:
        self._pause.start()
        self.changed.emit()

    def fields(self) -> dict[str, object]:
        """All five; an empty one stays in its place."""
        return {"bullets": self.texts()}

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Each under its bullet."""
        for row in self.rows:
            row.show_findings([one for one in findings if one.place.field == row.key])

    def act_words(self) -> str:
        """What the main button says."""
        return _("Write the bullets")

    def ready(self) -> bool:
        """Whether they are different."""
        draft = self.draft
        if draft is None:
            return False
        return [one for one in self.texts() if one] != list(
            on_site(draft.listing, draft.site).bullets
        )

    def act(self) -> None:
        """Keep what is filled."""
        self._keep({"bullets": [one for one in self.texts() if one]})

    def kept_words(self) -> str:
        """What to say of it."""
        return _("Bullets written; Ctrl+Z takes them back")
