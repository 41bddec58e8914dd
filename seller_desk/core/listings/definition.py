"""Amazon's definition of a product type (a JSON Schema that the seller downloads): which attributes it wants filled.

Only what is asked of the presence of an attribute is read: `required` at the top, and `if`/`then` that hang on other
attributes being there. Allowed values are the platform's to judge.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import TooLargeError, in_use, read_ordinary
from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import _
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.listings.model import Listing, is_parent, on_site
from seller_desk.core.listings.rule_kit import finding

_MOST_BYTES = 64 * 1024 * 1024
# Attributes that an offer or a child has, not a parent.
_OF_CHILDREN = frozenset({"identifier", "exemption", "offer", "availability", "main_image"})


@dataclass(frozen=True, slots=True)
class Condition:
    """If all of `there` and none of `lacking` are filled, `wanted` must be."""

    there: frozenset[str]
    lacking: frozenset[str]
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """`required` always, `conditions` by what else is there; `titles` are the attributes' own names."""

    required: tuple[str, ...]
    conditions: tuple[Condition, ...]
    titles: Mapping[str, str]

    def missing(self, have: frozenset[str]) -> list[str]:
        """Attributes that are wanted and not there."""
        wanted = dict.fromkeys(self.required)
        for one in self.conditions:
            if one.there <= have and not one.lacking & have:
                wanted.update(dict.fromkeys(one.wanted))
        return [name for name in wanted if name not in have]


def read_definition(path: Path) -> Definition:
    """The definition in this file. Raises DeskError if it is none."""
    try:
        data = json.loads(read_ordinary(path, _MOST_BYTES))
    except (TooLargeError, ValueError, RecursionError) as problem:
        raise _none(path) from problem
    except OSError as problem:
        raise in_use(path) from problem
    properties = data.get("properties") if isinstance(data, dict) else None
    if not isinstance(properties, dict) or not isinstance(data.get("required", []), list):
        raise _none(path)
    titles = {
        name: str(one.get("title", name))
        for name, one in properties.items()
        if isinstance(one, dict)
    }
    return Definition(
        tuple(_names(data.get("required"))), tuple(_conditions(data.get("allOf"))), titles
    )


def _none(path: Path) -> DeskError:
    return DeskError(
        _("{name} is no definition of a product type").format(name=path.name),
        _(
            "It is a JSON Schema with properties and required; Amazon gives one for each product type."
        ),
        file=path,
    )


def _names(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _conditions(parts: object) -> Iterable[Condition]:
    for part in parts if isinstance(parts, list) else []:
        if not isinstance(part, dict) or not isinstance(part.get("if"), dict):
            continue
        yield from _branches(part["if"], part)


def _branches(test: Mapping[str, Any], part: Mapping[str, Any]) -> Iterable[Condition]:
    """Only tests of presence: what hangs on a value is left to the platform."""
    inner = test.get("not")
    opposite = (
        _names(inner.get("required"))
        if isinstance(inner, dict) and set(inner) == {"required"}
        else []
    )
    there = _names(test.get("required"))
    if set(test) - {"required", "not"} or not (there or opposite):
        return
    then, otherwise = part.get("then"), part.get("else")
    if isinstance(then, dict) and (wanted := _names(then.get("required"))):
        yield Condition(frozenset(there), frozenset(opposite), tuple(wanted))
    simple = len(there) + len(opposite) == 1
    if simple and isinstance(otherwise, dict) and (wanted := _names(otherwise.get("required"))):
        yield Condition(frozenset(opposite), frozenset(there), tuple(wanted))


def filled_attributes(listing: Listing, site: str) -> frozenset[str]:
    """Names of Amazon's attributes that a listing has a value for; its own attributes count by their names."""
    view = on_site(listing, site)
    have = {name for name, value in listing.attributes.items() if value}
    for entry in _catalogue()["attribute"]:
        kind, colon, name = entry["field"].partition(":")
        if colon:
            values = listing.options if kind == "option" else listing.attributes
            filled: object = values.get(name)
        else:
            filled = getattr(view, kind, None) or getattr(listing, kind, None)
        if filled:
            have.add(entry["name"])
    names = _catalogue()["names"]
    said = {
        "identifier": listing.gtin,
        "exemption": listing.gtin_exempt,
        "offer": view.price,
        "availability": view.quantity is not None,
        "weight": listing.weight_g,
        "size": listing.length_mm and listing.width_mm and listing.height_mm,
        "parentage": listing.parent_sku or listing.variation_theme,
        "family": listing.parent_sku,
        "theme": listing.variation_theme,
        "main_image": listing.images,
    }
    have.update(names[key] for key, value in said.items() if value)
    if listing.gtin or listing.gtin_exempt:
        # Either of the two answers what is asked of the other.
        have.update((names["identifier"], names["exemption"]))
    return frozenset(have)


def definition_findings(
    listings: Iterable[Listing], site: str, parents: frozenset[str], definition: Definition
) -> list[Finding]:
    """One finding for each attribute that the product type wants and a listing lacks."""
    names = _catalogue()["names"]
    of_children = {names[key] for key in _OF_CHILDREN}
    fields = _fields()
    return [
        finding(
            "listing.definition_required",
            Severity.WARNING,
            one,
            fields.get(name, f"attributes.{name}"),
            site,
            measured=name,
            detail=definition.titles.get(name, name),
        )
        for one in listings
        for name in definition.missing(filled_attributes(one, site))
        if not (name in of_children and is_parent(one, parents))
    ]


def _fields() -> dict[str, str]:
    """Where in the editor an attribute is typed."""
    plain = {
        one["name"]: one["field"] for one in _catalogue()["attribute"] if ":" not in one["field"]
    }
    names = _catalogue()["names"]
    return {
        **plain,
        names["identifier"]: "gtin",
        names["exemption"]: "gtin",
        names["offer"]: "price",
        names["availability"]: "quantity",
        names["weight"]: "weight_g",
        names["size"]: "length_mm",
        names["theme"]: "variation_theme",
        names["main_image"]: "images",
    }


@cache
def _catalogue() -> dict[str, Any]:
    path = resources_dir() / "catalogs" / "amazon_json.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
