"""Listings against what the seller's own template, or a definition of a product type, wants filled.

The exporters fill the template in memory and tell which required columns stay empty: a check and an export never differ.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.listings.exporters.result import REQUIRED_EMPTY, ExportResult, Note
from seller_desk.core.listings.model import Listing, is_parent, parent_skus
from seller_desk.core.listings.rule_kit import finding
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.listing_templates import TemplateChoices, fill_template
from seller_desk.core.store.store import Store

if TYPE_CHECKING:
    from seller_desk.core.listings.exporters.amazon_template import AmazonTemplate


class TemplateCheck:
    """Use cases of the check against a template. Methods may be called from any thread."""

    def __init__(self, store: Store, rules: Callable[[], RuleBook]) -> None:
        self._store, self._rules = store, rules

    def findings(self, company_id: str, site: str, file: Path) -> list[Finding]:
        """What this file asks for and the listings lack. DeskError if it is neither template nor definition."""
        self._rules().site(site)
        with self._store.read() as work:
            listings = work.listings.find(company_id=company_id)
        parents = parent_skus(listings)
        if file.suffix.casefold() == ".json":
            from seller_desk.core.listings.definition import definition_findings, read_definition

            return definition_findings(listings, site, parents, read_definition(file))
        result, fields = self._filled(listings, site, parents, file)
        return _told(listings, site, result, fields)

    def _filled(
        self, listings: Sequence[Listing], site: str, parents: frozenset[str], file: Path
    ) -> tuple[ExportResult, dict[str, str]]:
        """What an export into it would say, and the field of each column by its header."""
        from seller_desk.core.listings.exporters.amazon import export
        from seller_desk.core.listings.exporters.amazon_definitions import levels
        from seller_desk.core.listings.exporters.amazon_slots import slots_of
        from seller_desk.core.listings.exporters.amazon_template import read_template

        try:
            template = read_template(file)
        except DeskError:
            if file.suffix.casefold() not in (".xlsx", ".xlsm"):
                raise
        else:
            currency = self._rules().sites[site].currency
            result = export(listings, site, parents, template, currency)
            _say_required(listings, parents, template, levels(file, _keys(template)), result)
            slots = slots_of(template, site)
            return result, {one.column.label or one.column.path: one.field for one in slots}
        filled = fill_template(self._store, listings, site, parents, file, TemplateChoices())
        return filled, {one.header: one.field for one in filled.fields}


def _keys(template: "AmazonTemplate") -> list[str]:
    return [one.key for one in template.columns]


def _say_required(
    listings: Sequence[Listing],
    parents: frozenset[str],
    template: "AmazonTemplate",
    known: Mapping[str, str],
    result: ExportResult,
) -> None:
    """Note the columns that the template's own definitions call required and that the export left empty.

    A parent is asked for fewer than the definitions say, so it is left to Amazon.
    """
    wanted = [
        one
        for one in template.columns
        if known.get(one.key) == "required"
        and one.selectors.get("marketplace_id", template.marketplace) == template.marketplace
        and one.selectors.get("audience", "ALL") == "ALL"
    ]
    if not wanted or not listings:
        return
    rows = list(csv.reader(io.StringIO(result.data.decode(template.encoding)), delimiter="\t"))
    told = {(note.sku, note.what) for note in result.notes if note.reason == REQUIRED_EMPTY}
    for listing, cells in zip(listings, rows[-len(listings) :], strict=False):
        if is_parent(listing, parents):
            continue
        for one in wanted:
            name = one.label or one.path
            if not cells[one.index] and (listing.sku, name) not in told:
                told.add((listing.sku, name))
                result.notes.append(Note(listing.sku, REQUIRED_EMPTY, what=name))


def _told(
    listings: Sequence[Listing], site: str, result: ExportResult, fields: dict[str, str]
) -> list[Finding]:
    from seller_desk.core.listings.exporters.template import NOT_IN_LIST, REQUIRED_UNMAPPED

    codes = {
        REQUIRED_EMPTY: ("listing.template_required", Severity.WARNING),
        REQUIRED_UNMAPPED: ("listing.template_required", Severity.WARNING),
        NOT_IN_LIST: ("listing.template_choice", Severity.WARNING),
    }
    by_sku = {one.sku: one for one in listings}
    found = []
    for note in result.notes:
        if note.reason not in codes:
            continue
        code, severity = codes[note.reason]
        # What no column of ours fills is lacking on every listing: told once, on the first.
        one = by_sku.get(note.sku) or (listings[0] if listings else None)
        if one is not None:
            field = fields.get(note.what, "")
            found.append(
                finding(
                    code,
                    severity,
                    one,
                    _editor_field(field),
                    site,
                    measured=note.what,
                    detail=note.what,
                )
            )
    return found


def _editor_field(field: str) -> str:
    """The editor's name of a template's field: `weight` is typed in grams, `option:Color` among the options."""
    base = field.partition("@")[0]
    if base.startswith("option"):
        return "options"
    if base.startswith("attribute:"):
        return base.replace(":", "s.", 1)
    if base in ("weight", "length", "width", "height"):
        return f"{base}_{'g' if base == 'weight' else 'mm'}"
    return base or "attributes"
