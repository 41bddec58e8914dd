"""eBay's category file: listings that go live, variations under their parent. The seller's category template may ask for more."""

import csv
import io
from collections.abc import Iterable, Mapping

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.money import Money
from seller_desk.core.listings.exporters.result import (
    NO_COLUMN,
    NO_OPTIONS,
    OTHER_CURRENCY,
    REQUIRED_EMPTY,
    ExportResult,
    Note,
    guarded,
)
from seller_desk.core.listings.exporters.shops import Product, layout, products, rich, urls
from seller_desk.core.listings.fields import field_label
from seller_desk.core.listings.model import Listing, on_site

FORMAT = "ebay-category"
LAYOUT = "ebay_category"


def sites() -> list[str]:
    """Sites whose name in the file is known."""
    return sorted(layout(LAYOUT)["sites"])


def export(
    listings: Iterable[Listing], site: str, parents: frozenset[str], ship_from: str = "CN"
) -> ExportResult:
    """The file. `ship_from` is the country that the goods lie in. DeskError for a site that is not known."""
    data = layout(LAYOUT)
    if site not in data["sites"]:
        raise DeskError(
            _("The category file of {site} is not known").format(site=site),
            _("Known: {sites}").format(sites=", ".join(sites())),
        )
    maker = _Maker(site, ship_from, ExportResult(FORMAT))
    found = products(listings, parents)
    rows = [row for one in found for row in maker.rows(one)]
    aspects = sorted({name for row in rows for name in row if name not in maker.known})
    header = [maker.action, *data["header"], *aspects]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([guarded(row.get(name, "")) for name in header] for row in rows)
    maker.result.data = buffer.getvalue().encode("utf-8-sig")
    return maker.result


class _Maker:
    """Rows by column name."""

    def __init__(self, site: str, ship_from: str, result: ExportResult) -> None:
        self._data = layout(LAYOUT)
        self._site, self.result = site, result
        place = self._data["sites"][site]
        self._currency: str = place["currency"]
        self.action = (
            f"*Action(SiteID={place['name']}|Country={ship_from}|Currency={self._currency}"
            f"|Version={self._data['version']}|CC=UTF-8)"
        )
        self.known = frozenset([self.action, *self._data["header"]])

    def rows(self, product: Product) -> list[dict[str, str]]:
        """A single listing; or a parent's row, and one for each variation with what differs."""
        if not product.family:
            (one,) = product.children
            row = self._texts(one) | self._offer(one) | self._aspects(one, one.options)
            self._say_what_lacks(one, row)
            self.result.written += 1
            return [row]
        head = self._texts(product.head) | self._aspects(product.head, {})
        head["CustomLabel"] = product.sku
        names = product.options()
        head["RelationshipDetails"] = self._data["option_separator"].join(
            f"{name}={self._data['value_separator'].join(values)}"
            for name in names
            if (values := _values(product.children, name))
        )
        self._say_what_lacks(product.head, head, of_parent=True)
        return [head, *(self._child(one, names) for one in product.children)]

    def _child(self, one: Listing, names: list[str]) -> dict[str, str]:
        data = self._data
        if not any(one.options.values()):
            self.result.notes.append(Note(one.sku, NO_OPTIONS))
        self.result.written += 1
        return {
            "CustomLabel": one.sku,
            "Relationship": data["relationship"],
            "RelationshipDetails": data["option_separator"].join(
                f"{name}={one.options[name]}" for name in names if one.options.get(name)
            ),
            "PicURL": data["picture_separator"].join(urls(one, self.result)),
            **self._offer(one),
        }

    def _texts(self, one: Listing) -> dict[str, str]:
        data, view = self._data, on_site(one, self._site)
        own = one.sites.get(self._site)
        attributes = {**one.attributes, **(own.attributes if own else {})}
        days = view.offer.handling_days
        return {
            self.action: data["action"],
            "CustomLabel": one.sku,
            "*Category": view.category_id,
            "*Title": view.title,
            "*ConditionID": data["conditions"].get(one.condition, one.condition),
            "PicURL": data["picture_separator"].join(urls(one, self.result)),
            "*Description": rich(one, view.description, data["html_tags"], self.result),
            "*Format": data["format"],
            "*Duration": data["duration"],
            "*DispatchTimeMax": "" if days is None else str(days),
            "*ReturnsAcceptedOption": data["returns"],
            "ShippingProfileName": view.offer.shipping_template,
            **{column: attributes.get(name, "") for name, column in data["attributes"].items()},
        }

    def _offer(self, one: Listing) -> dict[str, str]:
        view = on_site(one, self._site)
        price = ""
        if view.price is not None and view.currency in ("", self._currency):
            price = format(Money(view.price, self._currency).rounded().amount, "f")
        elif view.price is not None:
            self.result.notes.append(Note(one.sku, OTHER_CURRENCY, what=view.currency))
        stock = "" if view.quantity is None else str(view.quantity)
        return {"*StartPrice": price, "*Quantity": stock}

    def _aspects(self, one: Listing, options: Mapping[str, str]) -> dict[str, str]:
        """Item specifics: the brand, options, and attributes that the seller named for this site."""
        own = one.sites.get(self._site)
        named = {"Brand": one.brand, **options, **(own.attributes if own else {})}
        if one.gtin:
            self.result.notes.append(Note(one.sku, NO_COLUMN, what=field_label("gtin")))
        return {
            self._data["aspect"].replace("{name}", name): value
            for name, value in named.items()
            if value and name not in self._data["attributes"]
        }

    def _say_what_lacks(
        self, one: Listing, row: Mapping[str, str], *, of_parent: bool = False
    ) -> None:
        sold = () if not of_parent else ("*StartPrice", "*Quantity")
        for name in self._data["required"]:
            if name not in sold and not row.get(name):
                self.result.notes.append(Note(one.sku, REQUIRED_EMPTY, what=name))


def _values(children: Iterable[Listing], name: str) -> list[str]:
    return list(dict.fromkeys(one.options[name] for one in children if one.options.get(name)))
