"""Our own sheet: everything that an import reads back, one row a listing, UTF-8 with mark so that Excel and WPS show it right."""

import csv
import io
from collections.abc import Iterable

from seller_desk.core.listings.exporters.result import (
    LOCAL_PICTURE,
    ExportResult,
    Note,
    guarded,
)
from seller_desk.core.listings.model import Listing

FORMAT = "csv"
_PLAIN = (
    "sku",
    "parent_sku",
    "title",
    "highlights",
    "brand",
    "category",
    "gtin",
    "description",
    "search_terms",
    "price",
    "currency",
    "cost",
    "cost_currency",
    "quantity",
    "condition",
    "origin_country",
)
_NAMES = {"highlights": "item highlights", "origin_country": "country of origin"}
_SITE_TEXTS = ("title", "highlights", "description", "search_terms", "category_id", "price")


def export(listings: Iterable[Listing]) -> ExportResult:
    """The sheet; columns are those that some listing uses."""
    rows = list(listings)
    bullets = max((len(one.bullets) for one in rows), default=0)
    images = max((len(one.images) for one in rows), default=0)
    attributes = sorted({name for one in rows for name in one.attributes})
    options = max((len(one.options) for one in rows), default=0)
    sites = sorted({site for one in rows for site in one.sites})
    header = [_NAMES.get(name, name) for name in _PLAIN]
    header += [
        "variation theme",
        "gtin exempt",
        "weight(g)",
        "length(mm)",
        "width(mm)",
        "height(mm)",
    ]
    header += [f"bullet point {n + 1}" for n in range(bullets)]
    header += [f"image {n + 1}" for n in range(images)]
    header += [
        part for n in range(options) for part in (f"option{n + 1} name", f"option{n + 1} value")
    ]
    header += [f"attr:{name}" for name in attributes]
    header += [f"{_NAMES.get(name, name)}({site})" for site in sites for name in _SITE_TEXTS]
    result = ExportResult(FORMAT)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([guarded(cell) for cell in header])
    for one in rows:
        local = sum(1 for image in one.images if not image.url)
        if local:
            result.notes.append(Note(one.sku, LOCAL_PICTURE, count=local))
        writer.writerow(
            [guarded(cell) for cell in _row(one, bullets, images, options, attributes, sites)]
        )
        result.written += 1
    result.data = buffer.getvalue().encode("utf-8-sig")
    return result


def _row(
    one: Listing,
    bullets: int,
    images: int,
    options: int,
    attributes: list[str],
    sites: list[str],
) -> list[str]:
    cells = [_text(getattr(one, name)) for name in _PLAIN]
    cells += ["/".join(one.variation_theme), "yes" if one.gtin_exempt else ""]
    cells += [_text(value) for value in (one.weight_g, one.length_mm, one.width_mm, one.height_mm)]
    cells += _padded(one.bullets, bullets)
    cells += _padded([image.url for image in one.images], images)
    pairs = [part for pair in one.options.items() for part in pair]
    cells += _padded(pairs, 2 * options)
    cells += [one.attributes.get(name, "") for name in attributes]
    for site in sites:
        own = one.sites.get(site)
        cells += [_text(getattr(own, name)) if own else "" for name in _SITE_TEXTS]
    return cells


def _padded(values: list[str], size: int) -> list[str]:
    return [*values, *([""] * (size - len(values)))]


def _text(value: object) -> str:
    return "" if value is None else str(value)
