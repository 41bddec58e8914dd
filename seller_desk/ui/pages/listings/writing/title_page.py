"""The title: its parts, and what becomes of them within the site's limit, before anything is kept."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from seller_desk.core.base.language import _
from seller_desk.core.listings.model import on_site
from seller_desk.core.listings.writing.taken_apart import MOST_WEIGHED, parts_of, weighed
from seller_desk.core.listings.writing.title import BuiltTitle, build_title
from seller_desk.core.services.writing import Draft, proposal_of
from seller_desk.ui.pages.listings.writing.pages import Told, WritingPage, excerpt
from seller_desk.ui.pages.listings.writing.part_list import PartList
from seller_desk.ui.pages.listings.writing.work import Quick
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.buttons import secondary_button
from seller_desk.ui.widgets.card import Well
from seller_desk.ui.widgets.field import Counter
from seller_desk.ui.widgets.labels import Label


class TitlePage(WritingPage):
    """Parts at the top, the title that they make below."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.made: BuiltTitle | None = None
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("Parts of the title"), role="h3"))
        head.addStretch(1)
        self.shorten = secondary_button(_("Shorten for me"), "ph.scissors", self._on_shorten)
        head.addWidget(self.shorten)
        self.body.addLayout(head)
        self.body.addWidget(
            Label(
                _(
                    "The core keyword, the brand and the key feature stay longest. What has no room goes into the item highlights where the site has them."
                ),
                role="caption",
                token="text2",
                wrap=True,
            )
        )
        self.parts = PartList()
        self.parts.changed.connect(self._on_parts)
        self.body.addWidget(self.parts)
        self.formula = QCheckBox(_("In the order of the guide's formula"))
        self.formula.clicked.connect(self._on_formula)
        self.body.addWidget(self.formula)
        self._preview()
        self.left = Told()
        self.body.addWidget(self.left)
        self.body.addStretch(1)

    def _preview(self) -> None:
        self.before, self.after, self.highlights = (
            Label(wrap=True, selectable=True),
            Label(role="strong", wrap=True, selectable=True),
            Label(wrap=True, selectable=True),
        )
        self.before_count, self.after_count = Counter(1), Counter(1)
        self.highlights_head = Label(_("Item highlights"), role="caption", token="text2")
        self.highlights_count = Counter(1)
        well = Well()
        for words, count, text in (
            (Label(_("Before"), role="caption", token="text2"), self.before_count, self.before),
            (Label(_("After"), role="caption", token="text2"), self.after_count, self.after),
            (self.highlights_head, self.highlights_count, self.highlights),
        ):
            row = QHBoxLayout()
            row.addWidget(words)
            row.addStretch(1)
            row.addWidget(count)
            well.body.addLayout(row)
            well.body.addWidget(text)
            well.body.addSpacing(4)
        self.body.addWidget(well)

    def show_draft(self, draft: Draft) -> None:
        """The title as the site shows it, taken apart."""
        self.draft = draft
        self.formula.setChecked(False)
        self._take_apart()

    def _take_apart(self) -> None:
        assert self.draft is not None
        title = on_site(self.draft.listing, self.draft.site).title
        self.parts.show_parts(parts_of(title, self.draft.listing))
        self._build()

    @Slot()
    def _on_shorten(self) -> None:
        if self.draft is not None:
            self.formula.setChecked(False)
            self._take_apart()

    @Slot(bool)
    def _on_formula(self, _checked: bool) -> None:
        self._build()

    @Slot()
    def _on_parts(self) -> None:
        self._build()

    def _build(self) -> None:
        draft = self.draft
        if draft is None:
            return
        view = on_site(draft.listing, draft.site)
        formula = self.formula.isChecked()
        made = build_title(
            weighed(self.parts.parts(), draft.keywords[:MOST_WEIGHED]),
            draft.titles,
            parent=draft.parent,
            keep_order=not formula,
            highlights=view.highlights,
        )
        self.made = made
        limit = draft.titles.limit
        for count, text in ((self.before_count, view.title), (self.after_count, made.title)):
            count.setVisible(limit is not None)
            count.set_count(len(text), limit)
        self.before.setText(excerpt(view.title))
        self.after.setText(excerpt(made.title))
        room = draft.titles.highlights
        for widget in (self.highlights_head, self.highlights_count, self.highlights):
            widget.setVisible(room is not None)
        self.highlights_count.set_count(len(made.highlights), room)
        self.highlights.setText(excerpt(made.highlights))
        self.left.show_lines(
            [
                (
                    "ph.arrow-bend-down-right",
                    "accent",
                    one.part.text,
                    _("Moved to the item highlights"),
                )
                if one.moved
                else ("ph.minus-circle", "text2", one.part.text, one.why())
                for one in made.left_out
            ]
        )
        self.changed.emit()

    def act_words(self) -> str:
        """What the main button says."""
        return _("Write the title")

    def ready(self) -> bool:
        """Whether the title or the highlights would be different."""
        draft, made = self.draft, self.made
        if draft is None or made is None:
            return False
        return proposal_of(draft.listing, draft.site, made).changes

    def act(self) -> None:
        """Keep title and highlights as one change."""
        if self.draft is None or self.made is None:
            return
        proposal = proposal_of(self.draft.listing, self.draft.site, self.made)
        service = self.service
        job = self.context.runner.start(
            Quick(lambda: service.keep_titles([proposal])), lane=Lane.STORE
        )
        job.done.connect(self._on_kept)

    @Slot(object)
    def _on_kept(self, count: object) -> None:
        self.kept.emit(
            _("Title written; Ctrl+Z takes it back")
            if count
            else _("The title was changed meanwhile; look again")
        )
