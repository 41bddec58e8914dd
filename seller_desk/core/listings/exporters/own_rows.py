"""Rows of our own sheet: everything that an import reads back, one row a listing. Its columns are those that some listing uses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from seller_desk.core.base.language import N_
from seller_desk.core.base.progress import breathe
from seller_desk.core.listings.exporters.result import LOCAL_PICTURE, NO_COLUMN, ExportResult, Note
from seller_desk.core.listings.fields import PART_LABELS
from seller_desk.core.listings.model import Listing, SiteFields
from seller_desk.core.listings.part_values import PARTS, part_text

_HEADS = (
    *("sku", "parent_sku", "title", "item highlights", "brand", "category", "gtin", "description"),
    *("search_terms", "price", "currency", "cost", "cost_currency", "quantity", "condition"),
    *("country of origin", "variation theme", "gtin exempt", "weight(g)", "length(mm)"),
    *("width(mm)", "height(mm)"),
)
_SITE_HEADS = (
    *("title", "item highlights", "description", "search_terms", "category_id", "price"),
    "currency",
)
_NOTHING = SiteFields()
_EMPTY = Listing(id="", company_id="", sku="")
_BREATH = 256
# What a listing may hold without a column here; those of a site are the site's own.
_LOST = {
    "videos": PART_LABELS["videos"],
    "exemption": PART_LABELS["exemption"],
    "compliance.certificates": PART_LABELS["compliance.certificates"],
    "quantity": N_("the quantity of a site"),
    "attributes": N_("the attributes of a site"),
    "offer": N_("the offer of a site"),
}


class Shape(NamedTuple):
    """How many columns there are of each kind, and which names have one."""

    bullets: int
    images: int
    options: int
    attributes: Sequence[str]
    sites: Sequence[str]
    parts: Sequence[str] = ()
    # The most bullets of each site, in the order of `sites`.
    site_bullets: Sequence[int] = ()

    def header(self) -> list[str]:
        """The names of all columns."""
        header = [*_HEADS]
        header += [f"bullet point {n + 1}" for n in range(self.bullets)]
        header += [f"image {n + 1}" for n in range(self.images)]
        for n in range(self.options):
            header += [f"option{n + 1} name", f"option{n + 1} value"]
        header += self.parts
        header += [f"attr:{name}" for name in self.attributes]
        for site, bullets in zip(self.sites, self.site_bullets, strict=True):
            header += [f"{name}({site})" for name in _SITE_HEADS]
            header += [f"bullet point {n + 1}({site})" for n in range(bullets)]
        return header


def shape_of(rows: Sequence[Listing]) -> Shape:
    """The columns that these listings need."""
    bullets: dict[str, int] = {}
    for one in rows:
        for site, own in one.sites.items():
            bullets[site] = max(bullets.get(site, 0), len(own.bullets))
    sites = sorted(bullets)
    return Shape(
        max((len(one.bullets) for one in rows), default=0),
        max((len(one.images) for one in rows), default=0),
        max((len(one.options) for one in rows), default=0),
        sorted({name for one in rows for name in one.attributes}),
        sites,
        _parts_of(rows),
        [bullets[site] for site in sites],
    )


def _parts_of(rows: Sequence[Listing]) -> list[str]:
    """Paths of what some listing says of its offer or of what the law asks."""
    holding = [
        one for one in rows if one.offer != _EMPTY.offer or one.compliance != _EMPTY.compliance
    ]
    return [path for path in PARTS if any(part_text(one, path) for one in holding)]


@dataclass(slots=True)
class OwnRows:
    """Makes the rows, noting pictures that lie on this machine only."""

    shape: Shape
    result: ExportResult

    def __call__(self, rows: Sequence[Listing]) -> Iterator[list[str]]:
        """One row after the other; cells are as typed, not guarded."""
        shape = self.shape
        names = shape.attributes
        sites = list(zip(shape.sites, shape.site_bullets, strict=True))
        for number, one in enumerate(rows):
            if number % _BREATH == 0:
                breathe()
            cells = _plain(one)
            cells += _padded(one.bullets, shape.bullets)
            cells += _padded(self._images(one), shape.images)
            pairs = [part for pair in one.options.items() for part in pair]
            cells += _padded(pairs, 2 * shape.options)
            cells += [part_text(one, path) for path in shape.parts]
            get = one.attributes.get
            cells += [get(name, "") for name in names]
            for site, bullets in sites:
                own = one.sites.get(site, _NOTHING)
                cells += _of_site(own)
                if bullets:
                    cells += _padded(own.bullets, bullets)
            if one.sites or one.videos or one.exemption or one.compliance.certificates:
                self._tell(one)
            self.result.written += 1
            yield cells

    def _tell(self, one: Listing) -> None:
        """Notes what a listing holds that no column of the sheet carries."""
        own = one.sites.values()
        lost = {
            "videos": bool(one.videos),
            "exemption": bool(one.exemption),
            "compliance.certificates": bool(one.compliance.certificates),
            "quantity": any(site.quantity is not None for site in own),
            "attributes": any(site.attributes for site in own),
            "offer": any(site.offer is not None for site in own),
        }
        for field, there in lost.items():
            if there:
                self.result.notes.append(Note(one.sku, NO_COLUMN, _LOST[field]))

    def _images(self, one: Listing) -> list[str]:
        found = [image.url for image in one.images]
        local = found.count("")
        if local:
            self.result.notes.append(Note(one.sku, LOCAL_PICTURE, count=local))
        return found


def _plain(one: Listing) -> list[str]:
    return [
        one.sku,
        one.parent_sku,
        one.title,
        one.highlights,
        one.brand,
        one.category,
        one.gtin,
        one.description,
        one.search_terms,
        _text(one.price),
        one.currency,
        _text(one.cost),
        one.cost_currency,
        _text(one.quantity),
        one.condition,
        one.origin_country,
        "/".join(one.variation_theme),
        "yes" if one.gtin_exempt else "",
        _text(one.weight_g),
        _text(one.length_mm),
        _text(one.width_mm),
        _text(one.height_mm),
    ]


def _of_site(own: SiteFields) -> list[str]:
    return [
        own.title,
        own.highlights,
        own.description,
        own.search_terms,
        own.category_id,
        _text(own.price),
        own.currency,
    ]


def _padded(values: list[str], size: int) -> list[str]:
    return [*values, *([""] * (size - len(values)))]


def _text(value: object) -> str:
    return "" if value is None else str(value)
