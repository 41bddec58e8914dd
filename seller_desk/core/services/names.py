"""New ids for records: random, short, never shown as a name."""

from uuid import uuid4


def new_id() -> str:
    """A fresh id."""
    return uuid4().hex[:16]
