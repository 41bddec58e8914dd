"""The tab "Site facts": all that is known of one site, section by section; every statement may be overruled."""

from functools import partial
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _
from seller_desk.core.documents.kinds import kind_name
from seller_desk.core.platforms.own_values import key_name
from seller_desk.core.platforms.portrait import Line, Portrait, portrait
from seller_desk.core.rules.book import Query
from seller_desk.ui.pages.platforms.fact_lines import FactLines
from seller_desk.ui.pages.platforms.own import OwnValueCard, hint_of
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.shell.tabbed import Panel
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets import Card, Label, SearchChoice, Segments, SourcePopover, link_button


class FactsPanel(Panel):
    """A site to choose, its sections, and the statements of the one in view."""

    def __init__(self, context: WindowContext, page: StepPage) -> None:
        super().__init__(context, page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.CARD_GAP)
        self._portrait: Portrait | None = None
        # Until the seller picks a site, the first of the chosen ones is shown.
        self._picked = False
        self._own: OwnValueCard | None = None
        self._popover: SourcePopover | None = None
        head = QHBoxLayout()
        head.setSpacing(12)
        sites = self.desk.platforms.sites()
        options = [(one.id, one.name.text()) for one in sites]
        self.site = SearchChoice(options, name=_("Site"))
        self.site.setMinimumWidth(context.theme.px(240))
        self.site.chosen.connect(self.refresh)
        head.addWidget(self.site)
        self._whose = Label("", role="caption", token="text2", wrap=True)
        head.addWidget(self._whose, 1)
        column.addLayout(head)
        self._sections_place = QVBoxLayout()
        column.addLayout(self._sections_place)
        self.sections: Segments | None = None
        self._chosen = ""
        self._own_place = QVBoxLayout()
        column.addLayout(self._own_place)
        self._card = Card(" ", padding=20)
        self.lines = FactLines()
        self.lines.asked.connect(self._on_source)
        self._card.body.addWidget(self.lines)
        column.addWidget(self._card)
        self.unknown = Label("", token="text2", wrap=True, selectable=True)
        column.addWidget(self.unknown)
        self.home = link_button("", self._open_home, "ph.arrow-square-out")
        column.addWidget(self.home, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_site(self, site: str) -> None:
        """Bring this site into view."""
        self._picked = True
        self.site.set_current(site)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        company = self.desk.platforms.seller(self.context.company_id)
        if not self._picked:
            self._picked = True
            product = self.desk.platforms.my_product(self.context.company_id)
            sites = [one.id for one in self.desk.platforms.sites()]
            chosen = [one for one in product.chosen_sites if one in sites]
            self.site.set_current((chosen or sites)[0])
        self._portrait = portrait(
            self.desk.rules(), self.site.current(), self.desk.today(), company.entity, kind_name
        )
        self._whose.setText(
            _("As it holds for your business type")
            if company.entity
            else _("For all business types; choose yours at the company")
        )
        self._show_sections()
        self.unknown.setText(self._portrait.unknown)
        self.unknown.setVisible(bool(self._portrait.unknown))
        host = urlsplit(self._portrait.home).hostname or ""
        self.home.setText(_("Open a page of the platform itself ({host})").format(host=host))
        self.home.setToolTip(self._portrait.home)
        self.home.setVisible(bool(host))

    @Slot()
    def _open_home(self) -> None:
        if self._portrait is not None:
            self.context.open_source(self._portrait.home)

    def _show_sections(self) -> None:
        assert self._portrait is not None
        known = self._portrait.known
        self._card.setVisible(bool(known))
        if self.sections is not None:
            self._sections_place.removeWidget(self.sections)
            self.sections.hide()
            self.sections.deleteLater()
            self.sections = None
        if not known:
            return
        options = [(one.id, f"{one.title} {len(one.lines)}") for one in known]
        if self._chosen not in dict(options):
            self._chosen = options[0][0]
        self.sections = Segments(options, name=_("Sections"))
        self.sections.set_current(self._chosen)
        self.sections.chosen.connect(self._on_section)
        self._sections_place.addWidget(self.sections)
        self._show_lines()

    def _show_lines(self) -> None:
        assert self._portrait is not None
        assert self._card.title_label is not None
        (section,) = [one for one in self._portrait.known if one.id == self._chosen]
        self._card.title_label.setText(section.title)
        self.lines.show_lines(section.lines)

    @Slot(str)
    def _on_section(self, section: str) -> None:
        self._chosen = section
        self._show_lines()

    # -- sources and own values ---------------------------------------------------------------------------

    @Slot(object, QWidget)
    def _on_source(self, one: Line, button: QWidget) -> None:
        own = partial(self.open_own, one) if one.key else None
        self._popover = SourcePopover(
            one.head or self.site.currentText(),
            "",
            (one.source,),
            basis=one.text,
            own_value=own,
            parent=self,
        )
        self._popover.opened_source.connect(self.context.open_source)
        self._popover.show_at(button)

    def open_key(self, key: str, site: str) -> None:
        """The editor for the fact of this key, on this site or (empty) on all."""
        if site:
            self.show_site(site)
        query = Query(site=site, on=self.desk.today())
        fact = self.desk.rules().fact(key, query)
        source = fact.source_note() if fact else SourceNote(title=key)
        self.open_own(Line(head=f"{key_name(key)} ({key})", text="", source=source, key=key), site)

    def open_own(self, one: Line, at: str | None = None) -> None:
        """The editor of the seller's own value for this statement; `at` another place than the site in view."""
        self.close_own()
        site = self.site.current() if at is None else at
        own = [
            value
            for value in self.desk.platforms.own_values()
            if (value.own.key, value.own.site) == (one.key, site)
            and value.own.category in (one.categories or ("",))
        ]
        card = OwnValueCard(one.head or one.text[:60], hint_of(one.key), is_own=bool(own))
        if own:
            card.value.setText(str(own[0].own.value))
            card.note.setText(own[0].own.note)
        card.accepted.connect(partial(self._use, one, site))
        card.restored.connect(partial(self._restore, [value.own.id for value in own]))
        card.closed.connect(self.close_own)
        self._own = card
        self._own_place.addWidget(card)
        self.page.scroll_to(card.value)

    def _use(self, one: Line, site: str, value: str, note: str) -> None:
        try:
            self.desk.platforms.overrule_each(
                one.key, value, site=site, categories=one.categories, note=note
            )
        except DeskError as problem:
            if self._own is not None:
                self._own.refuse(" ".join(part for part in (problem.title, problem.advice) if part))
            return
        self._changed()

    def _restore(self, override_ids: list[str]) -> None:
        for override_id in override_ids:
            self.desk.platforms.remove_override(override_id)
        self._changed()

    def _changed(self) -> None:
        self.close_own()
        self.refresh()
        self.context.changed()

    @Slot()
    def close_own(self) -> None:
        """Put the editor away."""
        if self._own is not None:
            self._own.hide()
            self._own.deleteLater()
            self._own = None
