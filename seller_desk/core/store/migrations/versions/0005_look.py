"""Search, order and the look for changes over 100,000 listings read an index instead of every body."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One index that holds all that such questions need."""
    op.create_index(
        "ix_listing_look",
        "listing",
        ["company_id", "id", "folded", "parent_sku", "seal"],
        unique=False,
    )
