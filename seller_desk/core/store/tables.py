"""The tables, private to the store.

Every record is one row: its id, the columns that we look up by, and `body`, the whole record as JSON. One shape
for all records gives one change journal and one undo; see docs/adr/0002. `seal` is a hash over the rest of the row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

from seller_desk.core.accounts.model import SecretRef
from seller_desk.core.applications.model import Application
from seller_desk.core.bundle.model import BundleRecord
from seller_desk.core.company.model import Company
from seller_desk.core.documents.model import Document
from seller_desk.core.listings.model import Listing
from seller_desk.core.rules.book import Override
from seller_desk.core.shipping.model import RateCard, ShippingTemplate
from seller_desk.core.store.settings import Setting

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


@dataclass(frozen=True, slots=True)
class TableOf:
    """How one record type lies in its table: the look-up columns are computed from the record."""

    record: type[msgspec.Struct]
    table: Table
    columns: dict[str, Callable[[Any], str | int]]

    @property
    def sealed(self) -> tuple[str, ...]:
        """The columns that a row's seal is made of, in this order."""
        return ("id", *self.columns, "body")


def _table(name: str, *columns: Column[Any], of_company: bool = True) -> Table:
    owner = (
        [
            Column(
                "company_id",
                String,
                ForeignKey("company.id", ondelete="CASCADE"),
                nullable=False,
                index=True,
            )
        ]
        if of_company
        else []
    )
    return Table(
        name,
        metadata,
        Column("id", String, primary_key=True),
        *owner,
        *columns,
        Column("body", Text, nullable=False),
        Column("seal", String, nullable=False),
    )


company = _table("company", of_company=False)
application = _table("application", Column("platform", String, nullable=False))
document = _table(
    "document",
    Column("kind", String, nullable=False),
    Column("sha256", String, nullable=False, index=True),
)
listing = _table(
    "listing",
    Column("sku", String, nullable=False, index=True),
    Column("parent_sku", String, nullable=False, index=True),
    Column("folded", Text, nullable=False),
)
shipping_template = _table("shipping_template")
rate_card = _table("rate_card")
secret_ref = _table("secret_ref")
bundle_record = _table(
    "bundle_record", Column("application_id", String, nullable=False, index=True)
)
override = _table("override", Column("key", String, nullable=False), of_company=False)
setting = _table("setting", of_company=False)

journal_unit = Table(
    "journal_unit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("label", String, nullable=False),
    Column("undone", Integer, nullable=False, default=0),
    sqlite_autoincrement=True,
)
journal_change = Table(
    "journal_change",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column(
        "unit_seq",
        Integer,
        ForeignKey("journal_unit.seq", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("table_name", String, nullable=False),
    Column("row_id", String, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("seal", String, nullable=False),
)
# What a seal is made of, in this order.
JOURNAL_SEALED = ("unit_seq", "table_name", "row_id", "before", "after")
Index("ix_journal_unit_undone", journal_unit.c.undone)


def folded(one: Listing) -> str:
    """What a search looks through: SKU and title, case folded."""
    return f"{one.sku}\n{one.title}\n{one.gtin}".casefold()


def _owner(one: Any) -> str:
    return str(one.company_id)


TABLES: dict[type[msgspec.Struct], TableOf] = {
    Company: TableOf(Company, company, {}),
    Application: TableOf(
        Application, application, {"company_id": _owner, "platform": lambda one: one.platform}
    ),
    Document: TableOf(
        Document,
        document,
        {"company_id": _owner, "kind": lambda one: one.kind, "sha256": lambda one: one.sha256},
    ),
    Listing: TableOf(
        Listing,
        listing,
        {
            "company_id": _owner,
            "sku": lambda one: one.sku,
            "parent_sku": lambda one: one.parent_sku,
            "folded": folded,
        },
    ),
    ShippingTemplate: TableOf(ShippingTemplate, shipping_template, {"company_id": _owner}),
    RateCard: TableOf(RateCard, rate_card, {"company_id": _owner}),
    SecretRef: TableOf(SecretRef, secret_ref, {"company_id": _owner}),
    BundleRecord: TableOf(
        BundleRecord,
        bundle_record,
        {"company_id": _owner, "application_id": lambda one: one.application_id},
    ),
    Override: TableOf(Override, override, {"key": lambda one: one.key}),
    Setting: TableOf(Setting, setting, {}),
}
BY_NAME: dict[str, TableOf] = {one.table.name: one for one in TABLES.values()}
