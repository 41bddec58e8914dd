"""The right side of the page: the editor of the chosen listing, its checks, and the saving of every change."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding, by_weight
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import wording
from seller_desk.core.listings.model import Listing, is_parent
from seller_desk.core.listings.score import ListingScore
from seller_desk.ui.pages.listings.editor import Editor
from seller_desk.ui.pages.listings.picture_desk import PictureDesk
from seller_desk.ui.pages.listings.sides import SiteSide
from seller_desk.ui.pages.listings.table import ListingModel
from seller_desk.ui.pages.listings.table_pane import sharp
from seller_desk.ui.pages.listings.work import Save, Thumbnails
from seller_desk.ui.runner import Lane
from seller_desk.ui.shell.context import WindowContext
from seller_desk.ui.widgets.card import Card
from seller_desk.ui.widgets.empty import EmptyState
from seller_desk.ui.widgets.popover import SourcePopover

_TILE = 88
_CERTIFICATE_KINDS = frozenset({"product_certificate", "test_report", "trademark_certificate"})


class EditorPane(QWidget):
    """Holds one editor for the chosen sites. Saves run one after the other; the screen is newer than the store
    while one is under way, so nothing is read back then. `panel_asked` wants a panel opened on a subject."""

    panel_asked = Signal(str, object)

    def __init__(self, context: WindowContext, model: ListingModel) -> None:
        super().__init__()
        self._context, self._model = context, model
        self._service = context.desk.listings
        self._pending = 0
        self._sites: tuple[str, ...] | None = None
        # Filled already for the next `show_listing`.
        self._filled = ""
        self.editor: Editor | None = None
        self.pictures = PictureDesk(context, self)
        self.pictures.panel_asked.connect(self.panel_asked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.nothing = Card()
        self.nothing.body.addWidget(
            EmptyState(
                _("Choose a listing to edit it here"),
                _("Its texts, pictures and variations, and what each site minds in them."),
            )
        )
        self.nothing.body.addStretch(1)
        self._column.addWidget(self.nothing)

    def use_sites(self, sites: tuple[str, ...]) -> Iterator[None]:
        """Make the editor anew, in slices, if the chosen sites changed."""
        self._filled = ""
        if self.editor is not None and sites == self._sites:
            return
        days = self._service.chosen_sites(self._context.company_id)
        rules, scores = self._context.desk.rules(), self._context.desk.listing_scores
        sides = [
            SiteSide(
                site,
                short_name(rules.sites[site].name.text()),
                rules.sites[site].currency,
                self._service.limits(site, on=days.get(site)),
                self._service.picture_limits(site, days.get(site)),
                scores.checker_on(site, days[site]).style(),
            )
            for site in sites
        ]
        yield
        made = Editor(sides, self._certificates)
        yield
        # Complete before it is a part of the window: whatever is added to that is styled at once, alone.
        yield from made.make_parts()
        yield
        made.hide()
        self._column.addWidget(made)
        try:
            # Styled a part at a time, before all of it is shown at once.
            for part in (made.tabs, made.forms, made.pictures, made):
                yield
                part.ensurePolished()
        except GeneratorExit:
            made.deleteLater()
            raise
        self._take(made, sites)

    def _take(self, made: Editor, sites: tuple[str, ...]) -> None:
        """This editor instead of the one before."""
        if self.editor is not None:
            self._column.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self._sites = sites
        self.editor = made
        made.edited.connect(self._on_edited)
        made.asked_why.connect(self._on_why)
        made.panel_asked.connect(self.panel_asked)
        made.make_asked.connect(self._on_make)
        made.child_edited.connect(self._on_child)
        self.pictures.attach(made)

    def fresh(self) -> bool:
        """Whether there is an editor that never held a listing."""
        return self.editor is not None and self.editor.listing is None

    def shown_id(self) -> str:
        """Which listing is in the editor."""
        editor = self.editor
        shown = editor is not None and not editor.isHidden() and editor.listing is not None
        return editor.listing.id if shown and editor and editor.listing else ""

    def show_listing(self, listing_id: str) -> None:
        """Fill the editor from the store, or say that nothing is chosen."""
        editor = self.editor
        if editor is None:
            return
        if listing_id and listing_id != self._filled:
            self.fill(listing_id)
        self._filled = ""
        editor.setVisible(bool(listing_id))
        self.nothing.setVisible(not listing_id)

    def fill(self, listing_id: str) -> None:
        """Fill the editor from the store; whether it is seen does not change."""
        editor = self.editor
        if editor is None or not listing_id:
            return
        self._filled = listing_id
        if self._pending and editor.listing is not None and editor.listing.id == listing_id:
            editor.show_findings(*self._judge(editor.listing))
            return
        try:
            listing = self._service.get(listing_id)
        except DeskError:
            return
        children = self._service.family(listing.company_id, listing.sku)
        editor.show_listing(listing, children, *self._judge(listing))
        self._draw()
        self.pictures.shown(listing)

    def reveal(self, finding: Finding) -> None:
        """Go to the field of a finding."""
        if self.editor is None:
            return
        widget = self.editor.reveal(finding.place.field or "", finding.site)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(
        self, listing: Listing
    ) -> tuple[Mapping[str, Sequence[Finding]], Mapping[str, ListingScore]]:
        """What each site minds, alone and in its family, and the score there."""
        scores, parents = self._context.desk.listing_scores, self._model.parents()
        prices = self._context.desk.listing_prices
        family = scores.family(listing)
        findings: dict[str, Sequence[Finding]] = {}
        points: dict[str, ListingScore] = {}
        for site, on in self._service.chosen_sites(self._context.company_id).items():
            found = list(self._service.check_one(listing, site, on, parents))
            if family:
                told = scores.family_findings(site, on, listing, family)
                found += [one for one in told if one not in found]
            if not is_parent(listing, parents):
                found += prices.of([listing], site, listing.company_id)
            found = by_weight(found)
            findings[site] = found
            points[site] = scores.score_of(site, on, listing, found, family)
        return findings, points

    def _certificates(self) -> list[tuple[str, str]]:
        """Documents that can be linked to a product."""
        documents = self._context.desk.documents.list(self._context.company_id)
        return [(one.id, one.name) for one in documents if one.kind in _CERTIFICATE_KINDS]

    def _draw(self) -> None:
        if self.editor is None or not (names := self.editor.pictures.missing()):
            return
        job = self._context.runner.start(Thumbnails(self._service, names, _TILE * 2))
        job.done.connect(self._on_tiles)

    @Slot(object)
    def _on_tiles(self, made: dict[str, bytes]) -> None:
        if self.editor is not None:
            self.editor.pictures.set_pixmaps(
                {name: sharp(data, _TILE) for name, data in made.items()}
            )

    @Slot(object)
    def _on_edited(self, listing: Listing) -> None:
        if self.editor is not None:
            self.editor.show_findings(*self._judge(listing))
        self._keep(listing)

    @Slot(object)
    def _on_child(self, child: Listing) -> None:
        self._keep(child)

    def _keep(self, listing: Listing) -> None:
        self._pending += 1
        job = self._context.runner.start(Save(self._service, listing), lane=Lane.STORE)
        job.done.connect(self._on_kept)
        job.failed.connect(self._on_not_kept)

    @Slot(object)
    def _on_kept(self, _nothing: object) -> None:
        self._pending -= 1
        if not self._pending:
            self._context.changed()

    @Slot(object)
    def _on_not_kept(self, problem: Exception) -> None:
        self._pending -= 1
        self._on_failed(problem)

    @Slot(object)
    def _on_make(self, values: Mapping[str, Sequence[str]]) -> None:
        if self.editor is None or self.editor.listing is None:
            return
        made = self._service.make_variations(self.editor.listing.id, values)
        self._context.say(_("{n} variations made").format(n=made))
        self._context.changed()

    @Slot(object)
    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, DeskError):
            self._context.say(f"{problem.title} {problem.advice}".strip())

    @Slot(object)
    def _on_why(self, finding: Finding) -> None:
        if self.editor is None or not finding.sources:
            return
        said = wording(finding)
        popover = SourcePopover(said.title, "", finding.sources, basis=said.detail, parent=self)
        popover.opened_source.connect(self._context.open_source)
        popover.show_at(self.editor.reveal(finding.place.field or "", finding.site) or self.editor)


def short_name(name: str) -> str:
    """A site's name for narrow places: `Amazon US`."""
    return " ".join(name.replace("·", " ").split())
