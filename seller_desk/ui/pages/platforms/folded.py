"""Platforms of which mostly nothing is known: a line each that says where in the seller centre to look."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.platforms.model import Product, SiteResult
from seller_desk.core.rules.catalogs import known_category
from seller_desk.ui.widgets import Card, Label, link_button


def known_and_folded(
    sites: Sequence[SiteResult], product: Product
) -> tuple[list[SiteResult], list[SiteResult]]:
    """(sites for the table, sites to fold): those whose referral fee no source gives, and that nobody chose."""
    known: list[SiteResult] = []
    folded: list[SiteResult] = []
    for one in sites:
        has_fee = any(line.name == "referral" for line in one.lines)
        fold = (
            bool(known_category(product.category))
            and not has_fee
            and one.site.id not in product.chosen_sites
        )
        (folded if fold else known).append(one)
    return known, folded


class FoldedSites(Card):
    """`source_asked` carries the address of the page that says the most."""

    source_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Fees not known"), padding=16)
        self._inside: QWidget | None = None

    def show_sites(self, sites: Sequence[SiteResult]) -> None:
        """One line for each platform; hidden without any."""
        self.setVisible(bool(sites))
        for line in self.findChildren(_Line):
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        by_platform: dict[str, list[SiteResult]] = {}
        for one in sites:
            by_platform.setdefault(one.platform, []).append(one)
        for together in by_platform.values():
            self.body.addWidget(_Line(together, self))


class _Line(QWidget):
    def __init__(self, together: Sequence[SiteResult], card: FoldedSites) -> None:
        super().__init__(card)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        first = together[0]
        names = _(", ").join(one.site.name.text() for one in together)
        where = next((left.why for left in first.not_counted if left.name == "referral"), "")
        text = _("{sites}: {why}. See the fee table in the seller centre of {platform}").format(
            sites=names, why=where.rstrip("。."), platform=first.platform_name
        )
        row.addWidget(Label(text, role="caption", token="text2", wrap=True), 1)
        sources = [note for left in first.not_counted for note in left.sources if note.url]
        sources += [fact.source_note() for fact in first.facts.values() if fact.source.url]
        if sources:
            link = link_button(_("Open source"), icon="ph.arrow-square-out")
            link.setAccessibleName(_("Source of {name}").format(name=first.platform_name))
            self._url = sources[0].url
            self._asked = card.source_asked
            link.clicked.connect(self._ask)
            row.addWidget(link)

    def _ask(self) -> None:
        self._asked.emit(self._url)
