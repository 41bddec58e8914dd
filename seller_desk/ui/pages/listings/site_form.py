"""One site's side of a listing: what that site shows, counted and checked against its own limits."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import _
from seller_desk.core.listings.fields import FIELD_LABELS
from seller_desk.core.listings.html_rules import clean
from seller_desk.core.listings.limits import TextLimits
from seller_desk.core.listings.model import Listing, Offer, SiteFields, on_site
from seller_desk.core.listings.more_limits import StyleLimits
from seller_desk.ui.pages.listings.part_fields import OFFER
from seller_desk.ui.pages.listings.parts import PartForm, in_lines, show_worst
from seller_desk.ui.pages.listings.texts import CountedRow
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import link_button
from seller_desk.ui.widgets.edits import MoneyEdit
from seller_desk.ui.widgets.field import FieldRow

_BULLETS = 5


class SiteForm(QWidget):
    """Editors of one site. `edited` fires with the changed listing. What equals the common text is not stored twice."""

    edited = Signal(object)
    asked_why = Signal(object)
    # The page of the writing panel that is wanted.
    writing_asked = Signal(str)

    def __init__(
        self, site: str, currency: str, limits: TextLimits, style: StyleLimits | None = None
    ) -> None:
        super().__init__()
        self._style = style
        self.site, self.currency, self.limits = site, currency, limits
        self._listing: Listing | None = None
        self.rows: dict[str, CountedRow] = {}
        self.plain: dict[str, FieldRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.FIELD_GAP)
        self._add("title", _("Title"), limits.title, 3)
        self.shorten = link_button(_("Shorten for me"), self._on_shorten)
        self.rows["title"].add_action(self.shorten, when_over=True)
        if limits.highlights:
            self._add("highlights", _("Item highlights"), limits.highlights, 3)
        count = min(limits.bullet_count.value if limits.bullet_count else 0, _BULLETS)
        for number in range(count):
            label = _("Bullet point {n}").format(n=number + 1)
            self._add(f"bullets.{number}", label, limits.bullet, 3)
        if limits.search_terms:
            self._add("search_terms", _("Search terms"), limits.search_terms, 3)
        self._add("description", _("Description"), limits.description, 6)
        self.rows["description"].fix_asked.connect(self._on_clean)
        self._offer()
        self.offer = PartForm("offer", OFFER, self._offer_there, self._with_offer, ruled=True)
        self.offer.edited.connect(self._on_part)
        self._column.addWidget(self.offer)
        self._column.addStretch(1)

    def show_listing(self, listing: Listing) -> None:
        """Fill every editor with what the site would show."""
        self._listing = listing
        view = on_site(listing, self.site)
        for key, row in self.rows.items():
            row.set_value(_text_of(view, key))
        if not self.price.typing():
            self.price.set_value(view.price)
        self.price.set_currency(view.currency or self.currency)
        if not (self.category.hasFocus() and self.category.isModified()):
            self.category.setText(view.category_id)
        if not (self.quantity.hasFocus() and self.quantity.isModified()):
            self.quantity.setText("" if view.quantity is None else str(view.quantity))
        self.offer.show_listing(listing, view.currency or self.currency)

    def show_findings(self, by_field: Mapping[str, Sequence[Finding]]) -> None:
        """Under each field what is wrong with it; the pane of the window lists them all."""
        for key, row in self.rows.items():
            found = list(by_field.get(key, ()))
            if key == "bullets.0":
                found += by_field.get("bullets", ())
            row.show_findings(found)
        for key, plain in self.plain.items():
            found = list(by_field.get(key, ()))
            show_worst(plain, found)
        self.offer.show_findings(by_field)

    def editor_of(self, field: str) -> QWidget | None:
        """The editor of a field such as `bullets.2`."""
        if field == "bullets":
            field = "bullets.0"
        if field.startswith("offer."):
            return self.offer.editor_of(field)
        row = self.rows.get(field)
        if row is not None:
            return row.area
        plain = self.plain.get(field)
        return plain.editor if plain else None

    def _add(self, key: str, label: str, limit: object, lines: int) -> None:
        row = CountedRow(key, label, limit, lines=lines)  # type: ignore[arg-type]
        row.edited.connect(self._on_text)
        row.asked_why.connect(self.asked_why)
        self.rows[key] = row
        self._column.addWidget(row)

    def _on_shorten(self) -> None:
        self.writing_asked.emit("title")

    def _offer(self) -> None:
        category = FIELD_LABELS["category_id"]
        self.price = MoneyEdit(self.currency, name=_("Price"))
        self.price.changed.connect(self._on_price)
        self.category = QLineEdit()
        self.category.editingFinished.connect(self._on_category)
        self.plain["price"] = FieldRow(
            _("Price in {currency}").format(currency=self.currency), self.price, key="price"
        )
        self.plain["category_id"] = FieldRow(_(category), self.category, key="category_id")
        self.quantity = QLineEdit()
        self.quantity.editingFinished.connect(self._on_quantity)
        self.plain["quantity"] = FieldRow(_("Quantity"), self.quantity, key="quantity")
        for rows in in_lines([tuple(self.plain.values())]):
            line = QHBoxLayout()
            line.setSpacing(12)
            for row in rows:
                line.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
            self._column.addLayout(line)

    @Slot(str, str)
    def _on_text(self, key: str, text: str) -> None:
        if self._listing is None:
            return
        listing = self._listing
        own = listing.sites.get(self.site, SiteFields())
        if key.startswith("bullets."):
            bullets = [self.rows[f"bullets.{n}"].value() for n in range(self._bullet_rows())]
            kept = [" ".join(one.split()) for one in bullets if one.strip()]
            own = msgspec.structs.replace(own, bullets=[] if kept == listing.bullets else kept)
        else:
            same = text == getattr(listing, key)
            own = msgspec.structs.replace(own, **{key: "" if same else text})
        self._tell(own)

    def _bullet_rows(self) -> int:
        return sum(1 for key in self.rows if key.startswith("bullets."))

    @Slot(object)
    def _on_price(self, value: Decimal | None) -> None:
        if self._listing is None:
            return
        own = self._listing.sites.get(self.site, SiteFields())
        currency = "" if value is None else self.currency
        self._tell(msgspec.structs.replace(own, price=value, currency=currency))

    @Slot()
    def _on_category(self) -> None:
        if self._listing is None:
            return
        own = self._listing.sites.get(self.site, SiteFields())
        text = self.category.text().strip()
        if text != own.category_id:
            self._tell(msgspec.structs.replace(own, category_id=text))

    @Slot()
    def _on_quantity(self) -> None:
        if self._listing is None:
            return
        text = self.quantity.text().strip()
        if text and not (text.isascii() and text.isdigit() and len(text) < 10):
            self.plain["quantity"].set_error(_("A whole number is needed here"))
            return
        self.quantity.setModified(False)
        number = int(text) if text else None
        own = self._listing.sites.get(self.site, SiteFields())
        same = number == self._listing.quantity
        self._tell(msgspec.structs.replace(own, quantity=None if same else number))

    @Slot(object)
    def _on_clean(self, _finding: Finding) -> None:
        """The description without what the site would strip, as the site's own text."""
        if self._listing is None or self._style is None:
            return
        stripped = self._style.html_stripped
        before = on_site(self._listing, self.site).description
        after = clean(before, self._style.html, stripped.words if stripped else ()).text
        if after != before:
            own = self._listing.sites.get(self.site, SiteFields())
            self._tell(msgspec.structs.replace(own, description=after))

    def _offer_there(self, listing: Listing) -> Offer:
        return on_site(listing, self.site).offer

    def _with_offer(self, listing: Listing, part: Offer) -> Listing:
        """What equals the common offer is not stored twice."""
        own = listing.sites.get(self.site, SiteFields())
        own = msgspec.structs.replace(own, offer=None if part == listing.offer else part)
        return _with_own(listing, self.site, own)

    @Slot(object)
    def _on_part(self, listing: Listing) -> None:
        self._listing = listing
        self.edited.emit(listing)

    def _tell(self, own: SiteFields) -> None:
        assert self._listing is not None
        self._listing = _with_own(self._listing, self.site, own)
        self.edited.emit(self._listing)


def _with_own(listing: Listing, site: str, own: SiteFields) -> Listing:
    sites = {**listing.sites, site: own}
    if own == SiteFields():
        del sites[site]
    return msgspec.structs.replace(listing, sites=sites)


def _text_of(view: object, key: str) -> str:
    if key.startswith("bullets."):
        number = int(key.partition(".")[2])
        bullets: list[str] = view.bullets  # type: ignore[attr-defined]
        return bullets[number] if number < len(bullets) else ""
    return str(getattr(view, key))
