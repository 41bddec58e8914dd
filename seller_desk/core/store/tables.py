"""The tables as the store reads and writes them, private to the store. Their schema is in `schema.py`; a test compares.

Every record is one row: its id, the columns that we look up by, and `body`, the whole record as JSON. One shape
for all records gives one change journal and one undo; see docs/adr/0002. `seal` is a hash over the rest of the row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from seller_desk.core.accounts.model import SecretRef
from seller_desk.core.applications.model import Application
from seller_desk.core.bundle.model import BundleRecord
from seller_desk.core.company.model import Company
from seller_desk.core.documents.model import Document
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.writing.model import CategoryTree, KeywordSheet
from seller_desk.core.rules.book import Override
from seller_desk.core.shipping.model import RateCard, ShippingTemplate
from seller_desk.core.store.exports import ExportRecord
from seller_desk.core.store.settings import Setting


@dataclass(frozen=True, slots=True)
class TableOf:
    """How one record type lies in its table: the look-up columns are computed from the record."""

    record: type[msgspec.Struct]
    name: str
    columns: dict[str, Callable[[Any], str | int]]

    @property
    def sealed(self) -> tuple[str, ...]:
        """The columns that a row's seal is made of, in this order."""
        return ("id", *self.columns, "body")


# What the seal of a change in the journal is made of, in this order.
JOURNAL_SEALED = ("unit_seq", "table_name", "row_id", "before", "after")


def folded(one: Listing) -> str:
    """What a search looks through: SKU and title, case folded."""
    return f"{one.sku}\n{one.title}\n{one.gtin}".casefold()


def _owner(one: Any) -> str:
    return str(one.company_id)


TABLES: dict[type[msgspec.Struct], TableOf] = {
    Company: TableOf(Company, "company", {}),
    Application: TableOf(
        Application, "application", {"company_id": _owner, "platform": lambda one: one.platform}
    ),
    Document: TableOf(
        Document,
        "document",
        {"company_id": _owner, "kind": lambda one: one.kind, "sha256": lambda one: one.sha256},
    ),
    Listing: TableOf(
        Listing,
        "listing",
        {
            "company_id": _owner,
            "sku": lambda one: one.sku,
            "parent_sku": lambda one: one.parent_sku,
            "folded": folded,
        },
    ),
    ShippingTemplate: TableOf(ShippingTemplate, "shipping_template", {"company_id": _owner}),
    RateCard: TableOf(RateCard, "rate_card", {"company_id": _owner}),
    SecretRef: TableOf(SecretRef, "secret_ref", {"company_id": _owner}),
    BundleRecord: TableOf(
        BundleRecord,
        "bundle_record",
        {"company_id": _owner, "application_id": lambda one: one.application_id},
    ),
    KeywordSheet: TableOf(KeywordSheet, "keyword_sheet", {"company_id": _owner}),
    CategoryTree: TableOf(CategoryTree, "category_tree", {"company_id": _owner}),
    ExportRecord: TableOf(ExportRecord, "export_record", {"company_id": _owner}),
    Override: TableOf(Override, "override", {"key": lambda one: one.key}),
    Setting: TableOf(Setting, "setting", {}),
}
BY_NAME: dict[str, TableOf] = {one.name: one for one in TABLES.values()}
