"""A seal on every row: SQLite does not notice overwritten text, a hash does."""

import sqlalchemy as sa
from alembic import op

from seller_desk.core.store.seal import seal_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Table -> its key and what the seal is made of. Written out: a migration must not follow later code.
SEALED = {
    "company": ("id", ("id", "body")),
    "application": ("id", ("id", "company_id", "platform", "body")),
    "document": ("id", ("id", "company_id", "kind", "sha256", "body")),
    "listing": ("id", ("id", "company_id", "sku", "parent_sku", "folded", "body")),
    "shipping_template": ("id", ("id", "company_id", "body")),
    "rate_card": ("id", ("id", "company_id", "body")),
    "secret_ref": ("id", ("id", "company_id", "body")),
    "bundle_record": ("id", ("id", "company_id", "application_id", "body")),
    "override": ("id", ("id", "key", "body")),
    "setting": ("id", ("id", "body")),
    "journal_change": ("seq", ("unit_seq", "table_name", "row_id", "before", "after")),
}


def upgrade() -> None:
    """Add the column, seal what is there, then let no row be without."""
    connection = op.get_bind()
    for table, (key, columns) in SEALED.items():
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("seal", sa.String(), nullable=True))
        listed = ", ".join(f'"{name}"' for name in columns)
        # Names come from the table above.
        rows = connection.exec_driver_sql(f'SELECT "{key}", {listed} FROM "{table}"').all()
        if rows:
            connection.exec_driver_sql(
                f'UPDATE "{table}" SET seal = ? WHERE "{key}" = ?',
                [(seal_of(row[1:]), row[0]) for row in rows],
            )
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.alter_column("seal", existing_type=sa.String(), nullable=False)
