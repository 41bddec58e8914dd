"""Amazon's JSON_LISTINGS_FEED: one message a listing, for tools that speak to Amazon's interface."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from seller_desk.core.base.language import language
from seller_desk.core.base.money import Money
from seller_desk.core.listings.exporters.amazon_slots import catalogue
from seller_desk.core.listings.exporters.result import (
    LOCAL_PICTURE,
    NO_COLUMN,
    NO_PRODUCT_TYPE,
    NO_SELLER_ID,
    NOT_OF_THE_FEED,
    OTHER_CURRENCY,
    TOO_MANY,
    ExportResult,
    Note,
)
from seller_desk.core.listings.exporters.shops import layout, plain_text
from seller_desk.core.listings.model import Listing, SiteView, is_parent, on_site

FORMAT = "amazon_json"
LAYOUT = "amazon_json"


def sites() -> list[str]:
    """Sites whose marketplace id and language are known."""
    return [site for site in catalogue()["marketplaces"] if site in layout(LAYOUT)["language"]]


def export(
    listings: Iterable[Listing],
    site: str,
    parents: frozenset[str],
    currency: str,
    seller_id: str = "",
) -> ExportResult:
    """The feed. Listings without a product type, and those beyond the most messages, are left out."""
    data = layout(LAYOUT)
    result = ExportResult(FORMAT)
    maker = _Maker(site, parents, currency, result)
    messages: list[dict[str, Any]] = []
    for one in listings:
        kind = one.attributes.get("product_type", "").strip()
        if not kind:
            result.left_out.append(Note(one.sku, NO_PRODUCT_TYPE))
        elif len(messages) == data["most_messages"]:
            result.left_out.append(Note(one.sku, TOO_MANY, count=data["most_messages"]))
        else:
            message = {
                "messageId": len(messages) + 1,
                "sku": one.sku,
                "operationType": data["operation"],
                "productType": kind.upper().replace(" ", "_"),
                "requirements": data["requirements"],
                "attributes": maker.attributes(one),
            }
            wrong = _unfit(message)
            if wrong:
                result.left_out.append(Note(one.sku, NOT_OF_THE_FEED, what=wrong))
            else:
                messages.append(message)
    if not seller_id:
        result.notes.insert(0, Note("", NO_SELLER_ID))
    locale = data["issue_locale"].get(language()[:2], data["issue_locale"]["en"])
    header = {"sellerId": seller_id, "version": data["version"], "issueLocale": locale}
    document = {"header": header, "messages": messages}
    result.written = len(messages)
    result.data = (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    return result


def _unfit(message: dict[str, Any]) -> str:
    """The part of a message that the feed's schema would refuse; empty if none. What attributes hold only the product
    type's own definition says.
    """
    if not message["sku"].strip():
        return "sku"
    for name, values in message["attributes"].items():
        if not (isinstance(values, list) and values and all(isinstance(v, dict) for v in values)):
            return str(name)
    return "" if message["attributes"] else "attributes"


class _Maker:
    """Attributes of listings on one site."""

    def __init__(
        self, site: str, parents: frozenset[str], currency: str, result: ExportResult
    ) -> None:
        self._data = layout(LAYOUT)
        self._names: dict[str, str] = self._data["names"]
        self._words: dict[str, str] = self._data["words"]
        self._site, self._parents, self._currency = site, parents, currency
        self._market = {"marketplace_id": catalogue()["marketplaces"][site]}
        self._text = {"language_tag": self._data["language"][site], **self._market}
        self._result = result

    def attributes(self, one: Listing) -> dict[str, Any]:
        """Everything of the listing that has an attribute, by name."""
        view = on_site(one, self._site)
        parent = is_parent(one, self._parents)
        found: dict[str, Any] = {}
        for entry in self._data["attribute"]:
            if parent and entry.get("child_only"):
                continue
            more = self._text if entry["kind"] == "text" else self._market
            values = [{"value": value, **more} for value in self._values(entry["field"], one, view)]
            if values:
                found[entry["name"]] = values
        self._family(one, parent, found)
        self._pictures(one, found)
        if not parent:
            self._offer(one, view, found)
            self._identity(one, found)
            self._package(one, found)
        return found

    def _values(self, field: str, one: Listing, view: SiteView) -> list[str]:
        kind, _colon, name = field.partition(":")
        if kind in ("option", "attribute"):
            held = one.options if kind == "option" else one.attributes
            return [held[name]] if held.get(name) else []
        if field == "description":
            return [text] if (text := plain_text(one, view.description, self._result)) else []
        if field == "condition":
            return [self._data["conditions"].get(one.condition, one.condition)]
        value = getattr(view, field, None) or getattr(one, field, "")
        return list(value) if isinstance(value, list) else [value] if value else []

    def _family(self, one: Listing, parent: bool, found: dict[str, Any]) -> None:
        known = {entry["field"] for entry in self._data["attribute"]}
        for name in one.options:
            if f"option:{name}" not in known:
                self._result.notes.append(Note(one.sku, NO_COLUMN, what=name))
        if not (parent or one.parent_sku):
            return
        names, words, market = self._names, self._words, self._market
        level = words["parent"] if parent else words["child"]
        found[names["parentage"]] = [{"value": level, **market}]
        theme = one.variation_theme or list(one.options)
        if theme:
            name = "/".join(theme).upper().replace(" ", "_")
            found[names["theme"]] = [{"name": name, **market}]
        relation = {"child_relationship_type": words["variation"], **market}
        if one.parent_sku:
            relation["parent_sku"] = one.parent_sku
        found[names["family"]] = [relation]

    def _pictures(self, one: Listing, found: dict[str, Any]) -> None:
        names, market = self._names, self._market
        local = sum(1 for image in one.images if not image.url)
        if local:
            self._result.notes.append(Note(one.sku, LOCAL_PICTURE, count=local))
        pictures = [image.url for image in one.images if image.url]
        for number, url in enumerate(pictures[: 1 + self._data["images"]]):
            name = names["other_image"].replace("{n}", str(number))
            found[name if number else names["main_image"]] = [{"media_location": url, **market}]

    def _offer(self, one: Listing, view: SiteView, found: dict[str, Any]) -> None:
        names, words = self._names, self._words
        if one.quantity is not None:
            found[names["availability"]] = [
                {"fulfillment_channel_code": words["channel"], "quantity": one.quantity}
            ]
        if view.price is None:
            return
        if view.currency not in ("", self._currency):
            self._result.notes.append(Note(one.sku, OTHER_CURRENCY, what=view.currency))
            return
        amount = Money(view.price, self._currency).rounded().amount
        price = [{"schedule": [{"value_with_tax": _number(amount)}]}]
        found[names["offer"]] = [
            {
                "currency": self._currency,
                "audience": words["audience"],
                "our_price": price,
                **self._market,
            }
        ]

    def _identity(self, one: Listing, found: dict[str, Any]) -> None:
        kind = self._data["identifiers"].get(str(len(one.gtin)))
        if kind:
            value = {"type": kind, "value": one.gtin, **self._market}
            found[self._names["identifier"]] = [value]
        elif one.gtin_exempt:
            found[self._names["exemption"]] = [{"value": True, **self._market}]

    def _package(self, one: Listing, found: dict[str, Any]) -> None:
        names, words = self._names, self._words
        if one.weight_g is not None:
            weight = {"value": one.weight_g, "unit": words["weight_unit"]}
            found[names["weight"]] = [{**weight, **self._market}]
        sides = {"length": one.length_mm, "width": one.width_mm, "height": one.height_mm}
        if all(value is not None for value in sides.values()):
            unit = words["size_unit"]
            measured = {side: {"value": value, "unit": unit} for side, value in sides.items()}
            found[names["size"]] = [{**measured, **self._market}]


def _number(amount: Decimal) -> int | float:
    """A JSON number; two decimals of a price survive a float's way to text and back."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)
