"""Filling the seller's own Amazon template and writing it as tab-delimited text.

Text, because a workbook saved again by a library was refused while the same sheet as text went through
(fact lst.amz-xlsm-resave). Columns are found by key, never by position; prices go only into the offer block of the
template's own marketplace. What we cannot say in the template's language is left to the seller and noted.
"""

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.money import Money
from seller_desk.core.listings.exporters.amazon_slots import (
    Slot,
    catalogue,
    same_site,
    slots_of,
)
from seller_desk.core.listings.exporters.amazon_template import (
    AmazonTemplate,
    where_to_get_one,
)
from seller_desk.core.listings.exporters.amazon_words import country_words, in_list, measures
from seller_desk.core.listings.exporters.result import (
    CHOOSE_IN_SHEET,
    LOCAL_PICTURE,
    NO_PLACE,
    OTHER_CURRENCY,
    REQUIRED_EMPTY,
    ExportResult,
    Note,
    guarded,
    one_line,
)
from seller_desk.core.listings.fields import field_label
from seller_desk.core.listings.model import Listing, SiteView, is_parent, on_site

FORMAT = "amazon"
# Fields whose words are none but those of the list.
_LISTED = frozenset(
    {"gtin_type", "condition", "parentage", "relationship", "variation_theme", "origin_country"}
)


def export(
    listings: Iterable[Listing],
    site: str,
    parents: frozenset[str],
    template: AmazonTemplate | None,
    currency: str,
) -> ExportResult:
    """The filled template. `currency` is the site's.

    Raises DeskError without a template (and says where to get one), and for a template of another site.
    """
    if template is None:
        raise DeskError(_("An Amazon file needs your own template"), where_to_get_one())
    same_site(template, site)
    slots = slots_of(template, site)
    filler = _Filler(template, site, parents, currency)
    result = ExportResult(FORMAT)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\r\n")
    if template.raw_head:
        buffer.write(template.raw_head)
        if not template.raw_head.endswith(("\n", "\r")):
            buffer.write("\r\n")
    else:
        writer.writerows(template.head)
    width = max(column.index for column in template.columns) + 1
    for listing in listings:
        cells = [""] * width
        filler.fill(listing, slots, cells, result)
        writer.writerow(cells)
        result.written += 1
    result.data = template.encoded(buffer.getvalue())
    return result


class _Filler:
    """Says what goes into each slot for one template."""

    def __init__(
        self, template: AmazonTemplate, site: str, parents: frozenset[str], currency: str
    ) -> None:
        self._template, self._site = template, site
        self._parents, self._currency = parents, currency
        words = catalogue()["words"]
        self._words: dict[str, str] = {
            **words["any"],
            **words.get(template.language[:2].lower(), {}),
        }
        self._fields = {one.field for one in slots_of(template, site)}
        self._measures = measures(template, site)

    def fill(
        self, listing: Listing, slots: list[Slot], cells: list[str], result: ExportResult
    ) -> None:
        view = on_site(listing, self._site)
        parent = is_parent(listing, self._parents)
        missing: set[str] = set()
        for slot in slots:
            if parent and slot.child_only:
                continue
            value = self._value(slot, listing, view, parent, result)
            value = self._listed(slot, value, listing, result)
            if value:
                cells[slot.column.index] = guarded(one_line(value))
            elif slot.required and slot.number == 0:
                missing.add(slot.column.label or slot.column.path)
        result.notes.extend(Note(listing.sku, REQUIRED_EMPTY, what=one) for one in sorted(missing))
        self._say_what_is_left(listing, result)
        self._put_attributes(listing, cells)
        if not parent:
            self._put_measures(listing, cells, result)

    def _listed(self, slot: Slot, value: str, listing: Listing, result: ExportResult) -> str:
        """The value as the column's own list writes it. A word that only the list knows stays out; a text of the seller's
        own stays as it is: many lists only suggest.
        """
        choices = self._template.choices.get(slot.column.index, ())
        if not value or not choices:
            return value
        words = [value]
        if slot.field == "origin_country":
            words += country_words(listing.origin_country, self._template.language)
        found = in_list(words, choices)
        if found or slot.field not in _LISTED:
            return found or value
        result.notes.append(
            Note(listing.sku, CHOOSE_IN_SHEET, what=slot.column.label or slot.column.path)
        )
        return ""

    def _put_measures(self, listing: Listing, cells: list[str], result: ExportResult) -> None:
        for one in self._measures:
            if number := one.number(listing):
                cells[one.column.index] = number
                cells[one.unit_column.index] = one.word
                if not one.word:
                    unit = one.unit_column
                    what = unit.label or unit.path
                    result.notes.append(Note(listing.sku, CHOOSE_IN_SHEET, what=what))

    def _say_what_is_left(self, listing: Listing, result: ExportResult) -> None:
        local = sum(1 for image in listing.images if not image.url)
        if local:
            result.notes.append(Note(listing.sku, LOCAL_PICTURE, count=local))
        if listing.highlights and "highlights" not in self._fields:
            result.notes.append(Note(listing.sku, NO_PLACE, what=field_label("highlights")))
        for name in listing.options:
            if f"option:{name}" not in self._fields:
                result.notes.append(Note(listing.sku, NO_PLACE, what=name))

    def _put_attributes(self, listing: Listing, cells: list[str]) -> None:
        """Attributes that carry a key of the template go where the key says."""
        if not listing.attributes:
            return
        for column in self._template.columns:
            value = listing.attributes.get(column.key) or listing.attributes.get(column.path)
            if value and not cells[column.index]:
                cells[column.index] = guarded(one_line(value))

    def _value(
        self, slot: Slot, listing: Listing, view: SiteView, parent: bool, result: ExportResult
    ) -> str:
        kind, _colon, name = slot.field.partition(":")
        if kind == "option":
            return listing.options.get(name, "")
        if kind == "attribute":
            return listing.attributes.get(name, "")
        special = _SPECIAL.get(slot.field)
        if special is not None:
            return special(self, slot, listing, view, parent, result)
        value = getattr(view, slot.field, None)
        if value is None:
            value = getattr(listing, slot.field, "")
        return "" if value is None else str(value)

    def word(self, listing: Listing, key: str, what: str, result: ExportResult) -> str:
        """A word of the template's drop-down list, or nothing and a note."""
        found = self._words.get(key, "")
        if not found:
            result.notes.append(Note(listing.sku, CHOOSE_IN_SHEET, what=what))
        return found

    def bullet(self, slot: Slot, _l: Listing, view: SiteView, *_rest: Any) -> str:
        """The bullet of this number."""
        return view.bullets[slot.number] if slot.number < len(view.bullets) else ""

    def main_image(self, _slot: Slot, listing: Listing, *_rest: Any) -> str:
        """The first picture's web address."""
        return listing.images[0].url if listing.images else ""

    def other_image(self, slot: Slot, listing: Listing, *_rest: Any) -> str:
        """Web addresses after the first picture."""
        rest = [image.url for image in listing.images[1:] if image.url]
        return rest[slot.number] if slot.number < len(rest) else ""

    def price(
        self, _s: Slot, listing: Listing, view: SiteView, _p: bool, result: ExportResult
    ) -> str:
        """The price in the site's currency."""
        if view.price is None:
            return ""
        if view.currency not in ("", self._currency):
            result.notes.append(Note(listing.sku, OTHER_CURRENCY, what=view.currency))
            return ""
        return format(Money(view.price, self._currency).rounded().amount, "f")

    def gtin_type(
        self, _s: Slot, listing: Listing, _v: SiteView, _p: bool, result: ExportResult
    ) -> str:
        """EAN, UPC or GTIN by length, or the exemption."""
        if listing.gtin_exempt and not listing.gtin:
            return self.word(listing, "gtin_exempt", N_("GTIN exemption"), result)
        key = {8: "EAN", 12: "UPC", 13: "EAN", 14: "GTIN"}.get(len(listing.gtin), "")
        return self._words.get(key, "")

    def condition(
        self, _s: Slot, listing: Listing, _v: SiteView, _p: bool, result: ExportResult
    ) -> str:
        """New, in the template's words."""
        return self.word(listing, listing.condition, N_("Condition"), result)

    def parentage(
        self, _s: Slot, listing: Listing, _v: SiteView, parent: bool, result: ExportResult
    ) -> str:
        """Parent or Child; nothing for a product without a family."""
        if not (parent or listing.parent_sku):
            return ""
        return self.word(listing, "parent" if parent else "child", N_("Parentage"), result)

    def relationship(
        self, _s: Slot, listing: Listing, _v: SiteView, _p: bool, result: ExportResult
    ) -> str:
        """Children of a legacy sheet name their kind of relationship."""
        if not listing.parent_sku:
            return ""
        return self.word(listing, "variation", N_("Relationship type"), result)

    def theme(self, _slot: Slot, listing: Listing, *_rest: Any) -> str:
        """The options that vary, joined as Amazon's theme names are."""
        return "/".join(listing.variation_theme)

    def country(self, _slot: Slot, listing: Listing, *_rest: Any) -> str:
        """The country's name in the template's language."""
        if not listing.origin_country:
            return ""
        return country_words(listing.origin_country, self._template.language)[0]


_SPECIAL: dict[str, Callable[..., str]] = {
    "bullets": _Filler.bullet,
    "main_image": _Filler.main_image,
    "other_images": _Filler.other_image,
    "price": _Filler.price,
    "gtin_type": _Filler.gtin_type,
    "condition": _Filler.condition,
    "parentage": _Filler.parentage,
    "relationship": _Filler.relationship,
    "variation_theme": _Filler.theme,
    "origin_country": _Filler.country,
}
