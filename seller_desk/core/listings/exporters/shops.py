"""What the files for shops share: the shipped layout, rows by column name, families, money, text for HTML columns."""

import csv
import html
import io
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from seller_desk.core.base.money import Money
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.listings.exporters.result import (
    HTML_REMOVED,
    LOCAL_PICTURE,
    NO_COLUMN,
    NO_CURRENCY,
    OTHER_MONEY,
    QUOTED,
    ExportResult,
    Note,
    guarded,
)
from seller_desk.core.listings.fields import field_label
from seller_desk.core.listings.model import Listing, is_parent

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_BREAK = re.compile(r"<br\s*/?>\n?", re.IGNORECASE)


@cache
def layout(name: str) -> dict[str, Any]:
    """`resources/catalogs/<name>.toml`, read once."""
    path = resources_dir() / "catalogs" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass(slots=True)
class Product:
    """A product as a shop has it: `head` says title and text, `children` are sold. A single product is its own child."""

    sku: str
    head: Listing
    children: list[Listing] = field(default_factory=list)
    family: bool = False

    def options(self) -> list[str]:
        """Names of what varies: the parent's theme first, then what the children add."""
        names = list(self.head.variation_theme) if self.family else []
        for child in self.children:
            names += [name for name in child.options if name not in names]
        used = {name for child in self.children for name in child.options}
        return [name for name in names if name in used]


def products(listings: Iterable[Listing], parents: frozenset[str]) -> list[Product]:
    """Families together, in the order of their first listing. Children whose parent has no row of its own share one."""
    found: dict[str, Product] = {}
    for one in listings:
        key = one.parent_sku or one.sku
        child = not is_parent(one, parents)
        product = found.get(key)
        if product is None:
            product = found[key] = Product(key, one)
        if one.parent_sku or not child:
            product.family = True
        if child:
            product.children.append(one)
        else:
            product.head = one
    return [one for one in found.values() if one.children]


class Table:
    """Rows by column name; every cell is guarded against being taken for a formula, and that is noted."""

    def __init__(self, header: Sequence[str], result: ExportResult, delimiter: str = ",") -> None:
        self._places = {name: place for place, name in enumerate(header)}
        self._result = result
        self._buffer = io.StringIO(newline="")
        self._writer = csv.writer(self._buffer, delimiter=delimiter, lineterminator="\r\n")
        self._writer.writerow(header)

    def add(self, sku: str, cells: Mapping[str, str]) -> None:
        """One row; `cells` by column name."""
        row = [""] * len(self._places)
        for name, text in cells.items():
            # A negative number is no formula; importers want it bare.
            safe = text if _NUMBER.fullmatch(text) else guarded(text)
            if safe != text:
                self._result.notes.append(Note(sku, QUOTED, what=name))
            row[self._places[name]] = safe
        self._writer.writerow(row)

    def data(self, mark: bool) -> bytes:
        """The file; `mark` puts a byte order mark before it."""
        return self._buffer.getvalue().encode("utf-8-sig" if mark else "utf-8")


class Prices:
    """Prices of one file are in one currency, the one that most listings have; the others stay out and are noted."""

    def __init__(self, listings: Iterable[Listing], result: ExportResult) -> None:
        used = Counter(one.currency for one in listings if one.price is not None and one.currency)
        self.currency = used.most_common(1)[0][0] if used else ""
        self._result = result

    def price(self, listing: Listing) -> str:
        """With a dot, whatever the language."""
        if listing.price is None:
            return ""
        if not listing.currency and self.currency:
            self._result.notes.append(Note(listing.sku, NO_CURRENCY))
            return ""
        return self.amount(listing.sku, listing.price, listing.currency)

    def cost(self, listing: Listing) -> str:
        """The cost where it is in the file's currency; a cost in another one is no news worth a note."""
        if listing.cost is None or listing.cost_currency not in ("", self.currency):
            return ""
        return format(listing.cost, "f")

    def amount(self, sku: str, value: Decimal, currency: str) -> str:
        """One amount in the file's currency, or nothing and a note."""
        if currency != self.currency:
            self._result.notes.append(Note(sku, OTHER_MONEY, what=currency))
            return ""
        return format(Money(value, currency).rounded().amount if currency else value, "f")


def urls(listing: Listing, result: ExportResult) -> list[str]:
    """Web addresses of the pictures; those on this machine are noted."""
    found = [image.url for image in listing.images if image.url]
    if len(found) < len(listing.images):
        result.notes.append(
            Note(listing.sku, LOCAL_PICTURE, count=len(listing.images) - len(found))
        )
    return found


def no_column(listing: Listing, result: ExportResult, *fields: str) -> None:
    """Note each of these fields that has a value: the format has no place for it."""
    for name in fields:
        if getattr(listing, name):
            result.notes.append(Note(listing.sku, NO_COLUMN, what=field_label(name)))


def tags_of(listing: Listing, result: ExportResult) -> str:
    """Its tags, or search terms that are a list with commas; other search terms have no column."""
    tags = listing.attributes.get("tags", "")
    if tags:
        return tags
    if "," in listing.search_terms:
        return listing.search_terms
    no_column(listing, result, "search_terms")
    return ""


def rich(listing: Listing, text: str, tags: Sequence[str], result: ExportResult) -> str:
    """The text for an HTML column: cleaned HTML, or plain text with its lines kept."""
    if not _TAG.search(text):
        return html.escape(text, quote=False).replace("\n", "<br>\n")
    import nh3

    cleaned = nh3.clean(text, tags=set(tags), link_rel=None)
    if _bare(cleaned) != _bare(text):
        result.notes.append(Note(listing.sku, HTML_REMOVED))
    return cleaned


def plain_text(listing: Listing, text: str, result: ExportResult) -> str:
    """The text for a column that takes none: tags off, their line breaks kept."""
    if not _TAG.search(text):
        return text
    import nh3

    broken = re.sub(r"<br\s*/?>|</(?:p|li|div|h\d|tr)>", "\n", text, flags=re.IGNORECASE)
    bare = html.unescape(nh3.clean(broken, tags=set()))
    result.notes.append(Note(listing.sku, HTML_REMOVED))
    return "\n".join(line.strip() for line in bare.splitlines() if line.strip())


def unrich(text: str) -> str:
    """What `rich` was given, where it was plain text; HTML of others is left as it is."""
    without = _BREAK.sub("\n", text)
    return text if _TAG.search(without) else html.unescape(without)


def _bare(text: str) -> str:
    return re.sub(r"[\s/\"']", "", html.unescape(text)).casefold()


def decimal_text(value: Decimal) -> str:
    """Without an exponent and without zeros at the end."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def slug(text: str) -> str:
    """A handle of letters, digits and hyphens."""
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-_") or "product"
