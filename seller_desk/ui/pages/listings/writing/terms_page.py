"""The search terms field: built from keywords within the site's bytes, with both sources where they differ."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from seller_desk.core.base.language import _, ngettext
from seller_desk.core.listings.model import on_site
from seller_desk.core.listings.writing.terms import BuiltTerms, build_terms, from_text
from seller_desk.core.services.writing import Draft
from seller_desk.core.services.writing_keywords import no_field
from seller_desk.ui.pages.listings.texts import GrowingArea
from seller_desk.ui.pages.listings.writing.pages import Told, WritingPage, excerpt
from seller_desk.ui.pages.listings.writing.work import Quick
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.buttons import link_button
from seller_desk.ui.widgets.card import Notice, Well
from seller_desk.ui.widgets.field import Counter, FieldRow
from seller_desk.ui.widgets.labels import Label
from seller_desk.ui.widgets.popover import SourcePopover

_LEFT_SHOWN = 12


class TermsPage(WritingPage):
    """Words to choose from at the top, the field that they make below."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self.built: BuiltTerms | None = None
        self.rule = Notice("")
        self.why = link_button(_("Why"), self._on_why)
        self.rule.links.addWidget(self.why)
        self.body.addWidget(self.rule)
        self.more = GrowingArea(name=_("Own words"), most=4)
        self.more.setPlaceholderText(_("Words or phrases, apart by commas"))
        self.more.textChanged.connect(self._on_words)
        self.more_row = FieldRow(_("Own words"), self.more)
        self.body.addWidget(self.more_row)
        self.brands = QLineEdit()
        self.brands.setPlaceholderText(_("Brands of others, apart by commas"))
        self.brands.editingFinished.connect(self._on_brands)
        self.body.addWidget(FieldRow(_("Brands to keep out of search terms"), self.brands))
        head = QHBoxLayout()
        head.addWidget(Label(_("Search terms as they will be written"), role="h3"))
        head.addStretch(1)
        self.count = Counter(1, "byte")
        head.addWidget(self.count)
        self.body.addLayout(head)
        well = Well()
        self.text = Label(role="strong", wrap=True, selectable=True)
        well.body.addWidget(self.text)
        self.before = Label(role="caption", token="text2", wrap=True)
        well.body.addWidget(self.before)
        self.body.addWidget(well)
        self.left_head = Label(role="caption", token="text2")
        self.body.addWidget(self.left_head)
        self.left = Told()
        self.body.addWidget(self.left)
        self.body.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        """Build from the keywords of the listing; without any, from what stands there."""
        self.draft = draft
        view = on_site(draft.listing, draft.site)
        self.more_row.set_note(
            _("After the keywords of the sheets, as far as there is room")
            if draft.keywords
            else _("No keyword sheet is for this listing; import one under Keywords")
        )
        self.more.set_value(view.search_terms)
        self.brands.setText(", ".join(draft.brands))
        conflicts = [one.conflict() for one in draft.terms.shown if one.others]
        known = draft.limits.search_terms is not None
        self.why.setVisible(known)
        self.rule.setVisible(bool(conflicts) or not known)
        if known:
            self.rule.set_text(
                _("Two sources differ; the stricter one applies"), "\n".join(conflicts)
            )
        else:
            self.rule.set_text(*no_field(draft.site))
        self._build()

    def _on_why(self) -> None:
        if self.draft is None:
            return
        shown = [one for one in self.draft.terms.shown if one.others]
        popover = SourcePopover(_("Search terms"), "", [one.source for one in shown], parent=self)
        popover.opened_source.connect(self.context.open_source)
        popover.show_at(self.why)

    @Slot()
    def _on_words(self) -> None:
        self._build()

    @Slot()
    def _on_brands(self) -> None:
        draft = self.draft
        brands = self._brands()
        if draft is None or brands == list(draft.brands):
            return
        service, company = self.service, draft.listing.company_id
        self.context.runner.start(
            Quick(lambda: service.set_brands(company, brands)), lane=Lane.STORE
        )
        self._build()

    def _brands(self) -> list[str]:
        pieces = self.brands.text().replace("，", ",").split(",")
        return [" ".join(one.split()) for one in pieces if one.strip()]

    def _build(self) -> None:
        draft = self.draft
        if draft is None:
            return
        view = on_site(draft.listing, draft.site)
        known = draft.limits.search_terms is not None
        built = build_terms(
            [*draft.keywords, *from_text(self.more.toPlainText())] if known else (),
            said=[view.title],
            brands=[draft.listing.brand, *self._brands()],
            rules=draft.terms,
            limits=draft.limits,
        )
        self.built = built
        self.count.setVisible(built.limit is not None)
        self.count.set_count(built.used, built.limit)
        self.text.setText(excerpt(built.text))
        self.before.setText(_("Now: {text}").format(text=excerpt(view.search_terms)))
        left = sorted(built.left_out, key=lambda one: -one.volume)
        words = ngettext("{n} word left out", "{n} words left out", len(left))
        self.left_head.setText(words.format(n=len(left)))
        self.left_head.setVisible(bool(left))
        self.left.show_lines(
            [("ph.minus-circle", "text2", one.text, one.why()) for one in left[:_LEFT_SHOWN]]
        )
        self.changed.emit()

    def act_words(self) -> str:
        """What the main button says."""
        return _("Write the search terms")

    def ready(self) -> bool:
        """Whether they are different."""
        draft, built = self.draft, self.built
        if draft is None or built is None or not built.text or built.limit is None:
            return False
        return built.text != on_site(draft.listing, draft.site).search_terms

    def why_not(self) -> str:
        """Nothing new, or no such field."""
        if self.draft is not None and self.draft.limits.search_terms is None:
            return no_field(self.draft.site)[0]
        return super().why_not()

    def act(self) -> None:
        """Keep them."""
        draft, built, service = self.draft, self.built, self.service
        if draft is None or built is None:
            return
        fields = {"search_terms": built.text}
        job = self.context.runner.start(
            Quick(lambda: service.keep_texts(draft.listing.id, draft.site, fields)),
            lane=Lane.STORE,
        )
        job.done.connect(self._on_kept)

    @Slot(object)
    def _on_kept(self, _listing: object) -> None:
        self.kept.emit(_("Search terms written; Ctrl+Z takes them back"))
