"""The schema, as SQLAlchemy's metadata: from it a new database is made, and Alembic's migrations are held against it.

Reading and writing need none of it (see `tables.py`), so SQLAlchemy is not imported by a usual start.
"""

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


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
keyword_sheet = _table("keyword_sheet")
category_tree = _table("category_tree")
# A file may be written before there is a company; its record goes with the company all the same (see Repository.delete).
export_record = _table(
    "export_record", Column("company_id", String, nullable=False, index=True), of_company=False
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
Index("ix_journal_unit_undone", journal_unit.c.undone)
# Everything that is asked of all listings at once, beside their bodies, which are twenty times as long.
Index(
    "ix_listing_look",
    listing.c.company_id,
    listing.c.id,
    listing.c.folded,
    listing.c.parent_sku,
    listing.c.seal,
)
