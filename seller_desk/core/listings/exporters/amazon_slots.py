"""Which of our fields goes into which column of an Amazon template, by key and marketplace."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.listings.exporters.amazon_template import (
    AmazonTemplate,
    TemplateColumn,
    where_to_get_one,
)

SLOTS = 9


@dataclass(frozen=True, slots=True)
class Slot:
    """One of our fields at one place of the template; `number` counts from 0 in numbered slots."""

    field: str
    number: int
    column: TemplateColumn
    required: bool
    child_only: bool


def same_site(template: AmazonTemplate, site: str) -> None:
    """DeskError for a template of another site, or a site whose marketplace id we do not know."""
    ids: dict[str, str] = catalogue()["marketplaces"]
    wanted = ids.get(site)
    if wanted is None:
        raise DeskError(
            _("Templates of {site} are not known").format(site=site),
            _("Known: {sites}").format(sites=", ".join(ids)),
        )
    if template.marketplace and template.marketplace != wanted:
        other = next(
            (name for name, one in ids.items() if one == template.marketplace),
            template.marketplace,
        )
        raise DeskError(
            _("{name} is a template of {other}, not of {site}").format(
                name=template.name, other=other, site=site
            ),
            where_to_get_one(),
        )


def columns_here(template: AmazonTemplate, site: str) -> dict[str, TemplateColumn]:
    """Columns by path: of the site's own marketplace, and of the consumer offer."""
    marketplace = template.marketplace or catalogue()["marketplaces"][site]
    found: dict[str, TemplateColumn] = {}
    for column in template.columns:
        if column.selectors.get("marketplace_id", marketplace) != marketplace:
            continue
        if column.selectors.get("audience", "ALL") != "ALL":
            continue
        found.setdefault(column.path, column)
    return found


def slots_of(template: AmazonTemplate, site: str) -> list[Slot]:
    """Where our fields go in this template: only the site's own marketplace, only the consumer offer."""
    by_path = columns_here(template, site)
    found: list[Slot] = []
    for entry in catalogue()["column"]:
        for number in range(SLOTS):
            # The legacy sheet of 2025 has the offer under attribute paths, so both names are tried.
            names = [
                name.replace("{n}", str(number + 1)) for name in (entry["new"], *entry["legacy"])
            ]
            place = next((by_path[name] for name in names if name in by_path), None)
            if place is not None:
                found.append(
                    Slot(
                        entry["field"],
                        number,
                        place,
                        entry.get("required", False),
                        entry.get("child_only", False),
                    )
                )
            if "{n}" not in entry["new"]:
                break
    return found


@cache
def catalogue() -> dict[str, Any]:
    """`resources/catalogs/amazon_columns.toml`, read once."""
    path = resources_dir() / "catalogs" / "amazon_columns.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
