"""Keyword sheets and category trees."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table each; both go with their company."""
    for table in ("keyword_sheet", "category_tree"):
        op.create_table(
            table,
            sa.Column("id", sa.String(), nullable=False),
            sa.Column("company_id", sa.String(), nullable=False),
            sa.Column("body", sa.Text(), nullable=False),
            sa.Column("seal", sa.String(), nullable=False),
            sa.ForeignKeyConstraint(
                ["company_id"],
                ["company.id"],
                name=op.f(f"fk_{table}_company_id_company"),
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_company_id"), table, ["company_id"], unique=False)
