"""Which of our fields a platform's error is about: by the attribute that it names, else by a word of its message."""

import re
import tomllib
from functools import cache
from typing import Any

from seller_desk.core.base.paths import resources_dir
from seller_desk.core.listings.exporters.amazon_slots import catalogue as amazon_columns
from seller_desk.core.listings.exporters.shops import layout

_NAMED = re.compile(r"['\"\[]+([a-z][a-z0-9_]+(?:[.#][a-z0-9_#.]+)?)['\"\]]+")
_HEAD = re.compile(r"[.#\[]")


@cache
def catalogue() -> dict[str, Any]:
    """`resources/catalogs/platform_reports.toml`, read once."""
    path = resources_dir() / "catalogs" / "platform_reports.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def attribute_in(message: str) -> str:
    """The attribute that a message puts in brackets or quotation marks, "" for none."""
    return next((name for name in _NAMED.findall(message) if _head(name) in _known()), "") or next(
        (name for name in _NAMED.findall(message) if "_" in name), ""
    )


def field_of(attribute: str, message: str) -> str:
    """Our field, as `place.field` names it; an attribute that is none of ours under its own name; "" if unknown."""
    if attribute:
        known = _known().get(_head(attribute))
        return known or f"attributes.{attribute}"
    lowered = message.casefold()
    for one in catalogue()["words"]:
        if any(re.search(rf"\b{re.escape(word)}s?\b", lowered) for word in one["words"]):
            return str(one["field"])
    return ""


def _head(attribute: str) -> str:
    return _HEAD.split(attribute, maxsplit=1)[0].casefold()


@cache
def _known() -> dict[str, str]:
    """Our fields by the names of Amazon's attributes and columns, old and new."""
    found: dict[str, str] = {}
    for one in amazon_columns()["column"]:
        field = {"main_image": "images", "other_images": "images", "gtin_type": "gtin"}.get(
            one["field"], one["field"]
        )
        if ":" in field or field in ("parentage", "relationship"):
            continue
        for key in filter(None, (one["new"], *one["legacy"])):
            found.setdefault(_head(key.replace("{n}", "")), field)
            found.setdefault(_head(key.replace("{n}", "1")), field)
    for one in layout("amazon_json")["attribute"]:
        if ":" not in one["field"]:
            found.setdefault(one["name"], one["field"])
    return found
